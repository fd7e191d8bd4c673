/* chart: the data of a picture and the words around it; how it is drawn is the renderer's business.
 *
 * Every chart has a title that states the finding, a subtitle that says what is measured (unit, n,
 * period), a source line, and an alt text that chart_alt computes from the data: the finding, three
 * numbers, and where the table is, at most 250 characters.
 */
#ifndef REPORTS_MODEL_CHART_H
#define REPORTS_MODEL_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/language.h"
#include "engine/reference/boundaries.h"

/* CHART_FORM(name, word in templates) */
#define CHART_FORMS(FORM)                                                                          \
    FORM(BARS, "bars")                                                                             \
    FORM(DOTS, "dots")                                                                             \
    FORM(SLOPE, "slope")                                                                           \
    FORM(LIKERT, "likert")                                                                         \
    FORM(MAP, "map")                                                                               \
    FORM(THREADS, "threads")

enum chart_form {
#define FORM(name, word) CHART_##name,
    CHART_FORMS(FORM)
#undef FORM
        CHART_FORM_COUNT
};

enum { CHART_LEVELS = 7, CHART_ALT_LIMIT = 250 };

/* One bar, dot, slope or Likert row. Values are numbers for drawing; texts are what is printed. */
struct chart_row {
    const char *label;
    double value;            /* NAN: not known; the text then says why */
    double low, high;        /* interval of a dot; NAN when there is none */
    double before;           /* the left end of a slope */
    const char *text;        /* "67,5%" */
    const char *before_text; /* of the left end */
    bool highlight;
    double shares[CHART_LEVELS]; /* Likert: fractions from most negative to most positive */
};

/* A place on the map with its class: 0 did not take part, 1 is the strongest class, 2 and 3 are
 * weaker. */
struct chart_place {
    uint16_t code;
    int level;
};

/* One session that a thread touches, or that exists: day from 0, slot within the day from 0. */
struct chart_knot {
    int day, slot;
};
struct chart_thread {
    const char *label;
    const char *text;               /* "17 van 58 sessies" */
    const struct chart_knot *knots; /* ordered by day, slot */
    size_t knot_count;
};

struct chart {
    enum chart_form form;
    const char *title, *subtitle, *source;
    const char *alt;         /* set by the template, else NULL: see chart_alt */
    const char *query;       /* where its table is */
    const char *table_place; /* "bijlage 1", for the alt text; or NULL */
    struct chart_row *rows;
    size_t row_count;
    size_t gap_at;        /* before this row others were left out; 0: none were */
    const char *gap_text; /* what stands there: "nog 38 sessies ertussen" */
    bool has_mark;        /* a line over all rows of a dot chart: the value for all together */
    double mark;
    const char *mark_text;
    double scale_low, scale_high;           /* axis of bars and dots; both 0: from the data */
    const char *before_title, *after_title; /* ends of a slope */
    const char *levels[CHART_LEVELS];       /* names of Likert or map classes */
    size_t level_count;
    const struct chart_place *places;
    size_t place_count;
    const struct boundaries *areas; /* of the map; NULL when there are none for the layout */
    const struct chart_thread *threads;
    size_t thread_count;
    const char *const *days; /* "ma 2" ... */
    const int *day_sessions; /* held sessions per day: the slots that exist */
    size_t day_count;
};

/* The word of a form in templates, and back; -1 when it is no form. */
const char *chart_form_word(enum chart_form form);
int chart_form_of(const char *word);

/* The alternative text: the given one, else computed. Never longer than CHART_ALT_LIMIT characters,
 * cut only at a sentence or word. */
const char *chart_alt(struct arena *arena, const struct chart *chart, enum language language);

#endif
