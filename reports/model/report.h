/* report: what a reader is shown, as plain data. No fonts, no points, no queries: every number in
 * it is already rounded, past the gate and written out; a renderer only arranges.
 *
 * A report is a tree of blocks. Text inside a block is a row of runs, so that a link, a figure or a
 * word in another language needs no nesting:
 *
 *     struct report_builder build = report_builder_create(arena);
 *     report_add_heading(&build, 2, "Deelname");
 *     struct block *p = report_add(&build, BLOCK_PARAGRAPH);
 *     rich_add(arena, &p->text, (struct run){.text = "412 mensen", .figure = "people.attended"});
 *
 * Strings are UTF-8 and borrowed: they live as long as the arena that the tree lives in.
 */
#ifndef REPORTS_MODEL_REPORT_H
#define REPORTS_MODEL_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/language.h"
#include "engine/base/vector.h"
#include "reports/model/chart.h"

struct bytes {
    const unsigned char *data;
    size_t size;
};

/* A piece of running text with one look and one meaning. */
struct run {
    const char *text;
    bool strong, emphasis;
    bool line_break;         /* a forced new line stands before this run */
    const char *url;         /* a link to the world outside */
    const char *figure;      /* the ledger id of the number that stands here: a link to the annex */
    const char *language;    /* "en" when the words are not in the report's language */
    const struct rich *note; /* a side note that hangs on the end of this run */
};

struct rich {
    struct run *items;
    size_t count, capacity;
};

enum block_kind {
    BLOCK_HEADING,    /* level, text; anchor */
    BLOCK_PARAGRAPH,  /* text */
    BLOCK_LEAD,       /* text: the opening paragraph, larger */
    BLOCK_LIST,       /* children: one BLOCK_ITEM each; ordered */
    BLOCK_ITEM,       /* text, children (nested lists) */
    BLOCK_HEADLINE,   /* figures[0]: the one number, its definition and its range line */
    BLOCK_FIGURES,    /* figures: the ladder or the row of key figures */
    BLOCK_TABLE,      /* table */
    BLOCK_CHART,      /* chart */
    BLOCK_QUOTE,      /* text, attribution */
    BLOCK_NOTE,       /* text: set apart, something to know before believing */
    BLOCK_CONTENTS,   /* where the table of contents stands */
    BLOCK_PAGE_BREAK, /* what follows starts a page */
    BLOCK_SECTION     /* children; anchor */
};

/* One of the key figures. All texts are ready to print. */
struct key_figure {
    const char *id;         /* ledger id */
    const char *value;      /* "meer dan 6,8 miljoen" */
    const char *label;      /* "inwoners van deelnemende gemeenten" */
    const char *definition; /* one sentence, or NULL */
    const char *range;      /* what other defensible choices give, or NULL */
};

enum cell_align { ALIGN_LEFT, ALIGN_RIGHT };

struct table_column {
    const char *title;
    enum cell_align align;
    bool row_header; /* its cells name their row */
};

struct table_cell {
    const char *text;   /* "" is an empty cell */
    const char *figure; /* ledger id, or NULL */
};

struct table_row {
    struct table_cell *cells; /* as many as there are columns */
    bool total;
    const char *anchor; /* what figures in the text point at, or NULL */
};

struct report_table {
    const char *caption;
    const char *note;  /* below the table: what is missing, source; or NULL */
    const char *query; /* the name under which the figures were asked */
    struct table_column *columns;
    size_t column_count;
    struct table_row *rows;
    size_t row_count, row_capacity;
    bool compact;  /* annexes: smaller type */
    size_t strips; /* 2: a narrow table may stand in two strips side by side on a page */
};

enum block_width { WIDTH_FULL, WIDTH_HALF };

struct block {
    enum block_kind kind;
    enum block_width width; /* two half blocks in a row stand side by side */
    int level;              /* of a heading, 1 to 6 */
    bool ordered;
    const char *anchor;
    struct rich text;
    const char *attribution;
    struct key_figure *figures;
    size_t figure_count;
    struct report_table *table;
    struct chart *chart;
    struct block **children;
    size_t child_count, child_capacity;
};

struct report_file {
    const char *name, *description, *mime; /* name in ASCII: "figures.json" */
    const char *relation;                  /* Data, Source, Supplement or Alternative */
    struct bytes bytes;
};

struct report {
    const char *title;
    const char *subtitle;    /* or NULL */
    const char *edition;     /* "Week van de Dienstverlening 2023" */
    const char *organiser;   /* author of the document, or NULL */
    const char *description; /* one sentence for the metadata */
    const char *as_of;       /* ISO date 2023-10-07, or NULL: then no dates are written */
    const char *as_of_text;  /* "Gegevens tot en met 7 oktober 2023" */
    const char *version;     /* "versie 2", or NULL */
    const char *running;     /* running head; NULL: the edition */
    enum language language;
    const char *embargo; /* "Onder embargo tot 16 oktober 2026", on every page; or NULL */
    bool final;          /* false: every page says that it is a concept */
    uint32_t accent;     /* 0xRRGGBB; 0: the thread's own red */
    struct bytes logo;   /* PNG, or empty */
    const char *logo_alt;
    struct report_file *files;
    size_t file_count;
    struct block *body; /* a BLOCK_SECTION */
};

struct block *block_create(struct arena *arena, enum block_kind kind);
/* Appends a child and returns it. */
struct block *block_add(struct arena *arena, struct block *parent, enum block_kind kind);
void block_append(struct arena *arena, struct block *parent, struct block *child);
struct block *block_add_heading(struct arena *arena, struct block *parent, int level,
                                const char *text);
struct block *block_add_paragraph(struct arena *arena, struct block *parent, const char *text);

void rich_add(struct arena *arena, struct rich *rich, struct run run);
/* The words without looks, for bookmarks, metadata and plain text. Notes are left out. */
const char *rich_plain(struct arena *arena, const struct rich *rich);

struct report_table *report_table_create(struct arena *arena, const char *caption,
                                         size_t column_count);
struct table_row *report_table_add_row(struct arena *arena, struct report_table *table);

/* The numbers of a chart as a table; NULL for a map and for a chart without data. */
struct report_table *chart_table(struct arena *arena, const struct chart *chart,
                                 enum language language);

/* Words that every renderer needs ("Concept", "Inhoud", "van") in the report's language.
 */
enum report_word {
    WORD_CONCEPT,
    WORD_CONTENTS,
    WORD_OF,
    WORD_NOT_MEASURED,
    WORD_SKIP,
    WORD_CHART,
    WORDS
};
const char *report_word(enum language language, enum report_word word);

#endif
