/* table: a table on its two sides of the gate. A *raw* table is what a query gave; a *published*
 * table holds only what may leave the house, each cell with the reason when it does not. */
#ifndef ENGINE_PUBLISH_TABLE_H
#define ENGINE_PUBLISH_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/language.h"

enum raw_type { RAW_EMPTY, RAW_INTEGER, RAW_REAL, RAW_TEXT };

struct raw_cell {
    enum raw_type type;
    int64_t integer;
    double real; /* also of RAW_INTEGER */
    const char *text;
};

struct raw_table {
    const char *name; /* "sessions": the query's short name */
    const char *const *columns;
    size_t column_count, row_count;
    const struct raw_cell *cells; /* row by row */
};

/* The cell of a named column; a name that the query does not give is our mistake (assert). */
const struct raw_cell *raw_at(const struct raw_table *table, size_t row, const char *column);
/* Its number, or `otherwise` when it is empty. */
int64_t raw_integer(const struct raw_table *table, size_t row, const char *column,
                    int64_t otherwise);

/* What a column holds: how it is written, aligned and explained. */
enum column_kind {
    COLUMN_TEXT,
    COLUMN_NUMBER,  /* a count of things, or residents */
    COLUMN_PEOPLE,  /* a count of people: hidden when small */
    COLUMN_CLASS,   /* people in classes: text */
    COLUMN_SHARE,   /* a fraction */
    COLUMN_GRADE,   /* a mean with one decimal */
    COLUMN_DISTANCE /* a difference in standard deviations, with two decimals */
};

enum cell_state {
    PUBLISHED_EMPTY, /* does not apply */
    PUBLISHED_SHOWN,
    PUBLISHED_SMALL,       /* "minder dan 5" */
    PUBLISHED_HIDDEN,      /* "niet getoond": beside a small one, or a rate over too few */
    PUBLISHED_NOT_MEASURED /* "niet gemeten" */
};

struct published_cell {
    enum cell_state state;
    double number;               /* of numeric columns, when shown */
    const char *text[LANGUAGES]; /* of text columns */
    const char *figure;          /* ledger id, or NULL */
};

struct published_column {
    const char *key[LANGUAGES]; /* heading in CSV files: one word */
    const char *title[LANGUAGES];
    enum column_kind kind;
    bool row_header; /* its cells name their row */
};

struct published_table {
    const char *name;
    const char *caption[LANGUAGES];
    const struct published_column *columns;
    size_t column_count, row_count;
    struct published_cell *cells;
    int64_t threshold;
};

/* The decimals of a column of plain numbers. */
int column_decimals(enum column_kind kind);

static inline struct published_cell *published_at(const struct published_table *table, size_t row,
                                                  size_t column)
{
    return &table->cells[row * table->column_count + column];
}
/* SIZE_MAX when there is no such column; `key` in either language. */
size_t published_column_find(const struct published_table *table, const char *key);

/* A cell for readers: "1.030", "75%", "minder dan 5". Never NULL; "" when empty. */
const char *published_write(struct arena *arena, const struct published_table *table, size_t row,
                            size_t column, enum language language);

#endif
