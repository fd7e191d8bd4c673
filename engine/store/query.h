/* query: runs an embedded query into a table of typed cells.
 *
 *     const struct query_parameter parameters[] = {query_integer(":edition", edition.number)};
 *     struct query_table table;
 *     if (!query_run(store, arena, &query_report_by_session, parameters, 1, &table, error)) ...
 *     for (size_t r = 0; r < table.row_count; r++) use(query_cell(&table, r, 0)->integer);
 *
 * Parameters that are not given are NULL, which the queries take as "no limit". Columns are found
 * by name with query_column(); a name that the query does not give is our mistake (assert).
 */
#ifndef ENGINE_STORE_QUERY_H
#define ENGINE_STORE_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "queries.h"

struct store;

enum cell_type { CELL_NULL, CELL_INTEGER, CELL_REAL, CELL_TEXT };

struct query_cell {
    enum cell_type type;
    int64_t integer;  /* CELL_INTEGER */
    double real;      /* CELL_REAL, and CELL_INTEGER as a double; 0 otherwise */
    const char *text; /* CELL_TEXT; NULL otherwise */
};

struct query_parameter {
    const char *name; /* with its colon */
    struct query_cell value;
};

struct query_table {
    const char *name; /* "report/by_session" */
    const char **columns;
    size_t column_count, row_count;
    const struct query_cell *cells; /* row by row */
};

static inline struct query_parameter query_integer(const char *name, int64_t value)
{
    return (struct query_parameter){name, {CELL_INTEGER, value, (double)value, NULL}};
}

/* NULL gives SQL's NULL. */
static inline struct query_parameter query_text(const char *name, const char *text)
{
    return (struct query_parameter){name, {text == NULL ? CELL_NULL : CELL_TEXT, 0, 0, text}};
}

bool query_run(struct store *store, struct arena *arena, const struct query *query,
               const struct query_parameter *parameters, size_t parameter_count,
               struct query_table *table, struct error *error);

static inline const struct query_cell *query_cell(const struct query_table *table, size_t row,
                                                  size_t column)
{
    return &table->cells[row * table->column_count + column];
}
size_t query_column(const struct query_table *table, const char *name);
/* The cell of a named column. */
const struct query_cell *query_at(const struct query_table *table, size_t row, const char *name);

/* report/NAME or check/NAME by its short name; NULL when there is none. */
const struct query *query_named(const char *folder, const char *name);
/* The short names of a folder's queries, sorted. */
const char *const *query_names(struct arena *arena, const char *folder, size_t *count);

/* A cell as programs write it: integers and the shortest form of a double; NULL is empty. */
void query_write_cell(struct text *text, const struct query_cell *cell);
/* The whole table as CSV for programs: UTF-8, comma, point, LF, quotes where needed. */
void query_write_csv(struct text *text, const struct query_table *table);
/* As an array of objects, keys as the columns. */
void query_write_json(struct text *text, const struct query_table *table);

#endif
