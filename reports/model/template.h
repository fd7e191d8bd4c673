/* template: Markdown with holes becomes a report. The page that says how templates are written is
 * reports/templates/README.md; in short:
 *
 *     # De week in cijfers                                    the title
 *     Er deden {{municipalities.direct}} {{municipalities.direct|gemeente/gemeenten}} mee.
 *     {{#themes.count}}  ...  {{/themes.count}}               blocks only when there are themes
 *     ```chart                                                a fenced block with keys
 *     query: by_day
 *     form: bars
 *     title: {{compare attendance.rate attendance.rate@previous}}
 *     ```
 *
 * cmark parses first; holes are filled in text nodes only, so that no value can break a page.
 * Values come through a provider that somebody else implements (publish, behind the gate). An
 * unknown name is an error with file, line and the nearest known one. A hole without a value drops
 * its block, and the findings say so.
 */
#ifndef REPORTS_MODEL_TEMPLATE_H
#define REPORTS_MODEL_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/error.h"
#include "reports/model/report.h"

/* A figure, or a text such as the edition's name. */
struct template_value {
    bool defined;
    double value, low, high; /* NAN when there is none */
    const char *text;        /* set for values that are words or an ISO date; else NULL */
    const char *unit;        /* "people", "fraction", "hours", "euro", "grade" ...; or NULL */
    const char *reason;      /* why it is not defined, in the report's language */
};

enum data_kind { DATA_TEXT, DATA_COUNT, DATA_NUMBER, DATA_SHARE, DATA_DATE };
enum data_state {
    DATA_KNOWN,
    DATA_EMPTY, /* nothing there */
    DATA_NOT_MEASURED,
    DATA_SUPPRESSED /* hidden to protect people; `text` may say "minder dan 5" */
};

struct data_column {
    const char *name, *title; /* title in the report's language */
    enum data_kind kind;
    int decimals;
};
struct data_cell {
    enum data_state state;
    double number;
    const char *text; /* of texts and dates; of numbers: how to print it, NULL: by kind */
};
/* The answer to a query, gated and rounded; cells row by row. */
struct data_table {
    const struct data_column *columns;
    size_t column_count;
    const struct data_cell *cells;
    size_t row_count;
    const char *note; /* what was left out and why, or NULL */
};

struct template_provider {
    void *context;
    /* False when there is no figure of that name. */
    bool (*figure)(void *context, const char *id, struct template_value *value);
    /* False when there is no query of that name. */
    bool (*table)(void *context, const char *query, struct data_table *table);
    /* A sentence that the statement guard allows, without full stop; NULL when there is none. */
    const char *(*compare)(void *context, struct arena *arena, const char *a, const char *b);
    /* Names for "do you mean". */
    const char *const *figure_names;
    size_t figure_count;
    const char *const *query_names;
    size_t query_count;
    int map_year; /* of the division, for maps */
};

struct template_finding {
    long line; /* 0: of the whole */
    const char
        *text; /* "weggelaten: residents.direct heeft geen waarde (geen aanwezigheidslijst)" */
};
struct template_findings {
    struct template_finding *items;
    size_t count, capacity;
};

/* Fills title, subtitle, description and body of the report; the rest is the caller's. `file` is
 * for messages. False with ERROR_TEMPLATE. */
bool template_build(struct arena *arena, const char *file, struct bytes source,
                    const struct template_provider *provider, enum language language,
                    struct report *report, struct template_findings *findings, struct error *error);

/* One value in a format ("", "floor:miljoen", "percent:1", "gemeente/gemeenten", "low|percent").
 * NULL when it has no value; *known says whether the format exists. */
const char *template_format(struct arena *arena, const struct template_value *value,
                            const char *format, enum language language, bool *known);

/* The templates and profiles that are built in: "impact.nl.md", "gemeentedelers-2023.ini". Empty
 * bytes when there is none of that name. */
struct bytes template_builtin(const char *name);

#endif
