/* merged: see merged.h. */
#include "engine/read/merged.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"

/* "BC12" to column 54 and line 12; what follows it, or NULL when it is no cell. */
static const char *read_cell(const char *s, size_t *column, long *line)
{
    enum { LETTERS_MOST = 3 };
    size_t letters = 0;
    size_t number = 0;
    while (s[letters] >= 'A' && s[letters] <= 'Z' && letters < LETTERS_MOST) {
        number = number * 26 + (size_t)(s[letters] - 'A' + 1);
        letters++;
    }
    if (letters == 0 || !text_is_digit(s[letters])) {
        return NULL;
    }
    char *end;
    *column = number - 1;
    *line = strtol(s + letters, &end, 10);
    return end;
}

/* The first row whose line is not before this one. */
static size_t row_from(const struct record *rows, size_t count, long line)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].line < line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void put(struct arena *arena, struct record *row, size_t column, const char *text)
{
    if (column >= row->count) {
        const char **cells = arena_alloc_array(arena, column + 1, sizeof *cells);
        memcpy(cells, row->cells, row->count * sizeof *cells);
        for (size_t i = row->count; i < column; i++) {
            cells[i] = "";
        }
        row->cells = cells;
        row->count = column + 1;
        cells[column] = "";
    }
    if (*row->cells[column] == '\0') {
        row->cells[column] = text;
    }
}

size_t merged_fill(struct arena *arena, const char *range, struct record *rows, size_t count)
{
    size_t column;
    size_t last_column;
    long line;
    long last_line;
    const char *rest = read_cell(range, &column, &line);
    if (rest == NULL || *rest != ':' || read_cell(rest + 1, &last_column, &last_line) == NULL ||
        column != last_column || last_line <= line) {
        return 0;
    }
    size_t first = row_from(rows, count, line);
    if (first == count || rows[first].line != line || column >= rows[first].count) {
        return 0;
    }
    size_t row = first + 1;
    for (; row < count && rows[row].line <= last_line; row++) {
        put(arena, &rows[row], column, rows[first].cells[column]);
    }
    return row - first;
}
