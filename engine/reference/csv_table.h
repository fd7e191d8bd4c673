/* csv_table: a small, regular CSV file in memory as rows of cells. For reference data, ours and the
 * user's overlay, which have a heading row and no surprises; exports of event tools go through
 * read/ instead.
 *
 * Comma, semicolon or tab (the one that the heading row has most of), RFC 4180 quoting, LF or CRLF,
 * an optional byte order mark. Blanks around a cell are trimmed: CBS pads its codes. Bytes that are
 * not UTF-8 are taken for Windows-1252's Latin letters. Blank lines are skipped.
 */
#ifndef ENGINE_REFERENCE_CSV_TABLE_H
#define ENGINE_REFERENCE_CSV_TABLE_H

#include <stddef.h>

#include "engine/base/arena.h"

struct csv_row {
    long line; /* in the file, from 1 */
    const char **cells;
    size_t count;
};

struct csv_table {
    const char **headings;
    size_t heading_count;
    struct csv_row *rows;
    size_t row_count;
};

/* Never fails: an empty file is a table without headings. All strings live in the arena. */
struct csv_table csv_table_read(struct arena *arena, const char *bytes, size_t size);

/* The column of that heading (ASCII case does not matter), or -1. */
int csv_table_column(const struct csv_table *table, const char *heading);
/* The cell, or "" when the row is too short or the column is -1. */
const char *csv_table_cell(const struct csv_row *row, int column);

#endif
