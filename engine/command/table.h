/* table: aligned columns on a terminal.
 *
 *     struct table table = table_create(arena, 2);
 *     table_align_right(&table, 1);
 *     table_row(&table, (const char *[]){"sessie", "kwamen"});       the first row is the heading
 *     table_print(&table, out);
 *
 * Cells are UTF-8; a character counts as one place, a combining mark as none. Control characters of
 * foreign text are shown as \xNN, so that a file cannot speak to the terminal.
 */
#ifndef ENGINE_COMMAND_TABLE_H
#define ENGINE_COMMAND_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "engine/base/vector.h"

enum { TABLE_COLUMNS = 32 };

struct table {
    struct arena *arena;
    size_t column_count;
    bool right[TABLE_COLUMNS];
    VECTOR(const char *) cells;
};

struct table table_create(struct arena *arena, size_t column_count);
void table_align_right(struct table *table, size_t column);
/* `cells` has column_count entries; NULL is empty. The texts must stay until the table is printed.
 */
void table_row(struct table *table, const char *const *cells);
/* Two blanks before every column but the first; a line under the heading. */
void table_print(const struct table *table, FILE *out);

#endif
