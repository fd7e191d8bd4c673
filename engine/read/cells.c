/* cells: see cells.h. The bytes of a record are copied and become its cells where they stand. */
#include "engine/read/cells.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/text.h"

enum { FIRST_CELLS = 32, CSV_BLOCK = 64 * 1024 };

static void *grown(void *old, size_t size)
{
    void *memory = realloc(old, size);
    if (memory == NULL) {
        arena_out_of_memory(size);
    }
    return memory;
}

void cells_open(struct cells *cells, char delimiter, bool stay)
{
    cells->delimiter = delimiter;
    cells->stay = stay;
    csv_init(&cells->parser, CSV_APPEND_NULL);
    csv_set_delim(&cells->parser, (unsigned char)delimiter);
    csv_set_blk_size(&cells->parser, CSV_BLOCK);
}

void cells_close(struct cells *cells)
{
    csv_free(&cells->parser);
    free(cells->all_bytes);
    free(cells->items);
    free(cells->sizes);
}

/* A record takes two bytes more than it has, and its line end is one of them at least. */
void cells_begin(struct cells *cells, size_t size)
{
    cells->room = 2 * (size + 1);
    cells->taken = 0;
}

/* Room for the bytes of a record, and for a NUL behind them. */
static void reserve(struct cells *cells, size_t size)
{
    size_t need = size + 2;
    cells->taken = cells->stay ? cells->taken : 0;
    if (cells->taken == 0) {
        size_t whole = cells->stay ? cells->room : need;
        if (whole > cells->capacity) {
            cells->capacity = cells->stay ? whole : whole + whole / 2 + 256;
            cells->all_bytes = grown(cells->all_bytes, cells->capacity);
        }
    }
    assert(need <= cells->capacity - cells->taken);
    cells->bytes = cells->all_bytes + cells->taken;
    cells->taken += need;
    cells->bytes_used = 0;
    cells->count = 0;
    cells->original = NULL;
    cells->copied = size;
}

static void reserve_cells(struct cells *cells, size_t count)
{
    if (count > cells->item_capacity) {
        cells->item_capacity = count < FIRST_CELLS ? FIRST_CELLS : count * 2;
        cells->items = grown(cells->items, cells->item_capacity * sizeof *cells->items);
        cells->sizes = grown(cells->sizes, cells->item_capacity * sizeof *cells->sizes);
    }
}

static void put_cell(struct cells *cells, char *text, size_t size, size_t index)
{
    if (size >= 3 && text[0] == '=' && text[1] == '"' && text[size - 1] == '"') {
        text[size - 1] = '\0'; /* ="..." keeps Excel from changing text; it is not part of it */
        text += 2;
        size -= 3;
    }
    cells->items[index] = text;
    cells->sizes[index] = size;
}

/* The size of the blank at one end of a cell; 0 when there is none. A separator is never blank. */
static size_t blank_of(const struct cells *cells, const char *cell, size_t size, bool at_end)
{
    if (size == 0) {
        return 0;
    }
    char end = at_end ? cell[size - 1] : cell[0];
    return end == cells->delimiter ? 0 : text_end_blank(cell, size, at_end);
}

/* Blanks at the ends of a quoted cell go as well: who quotes every cell says nothing else than who
 * quotes none. So do no-break spaces, which come along from web pages. There is room for a NUL
 * behind the cell. */
static void put_trimmed(struct cells *cells, char *cell, size_t size, size_t index)
{
    for (size_t blank; (blank = blank_of(cells, cell, size, true)) > 0;) {
        size -= blank;
    }
    for (size_t blank; (blank = blank_of(cells, cell, size, false)) > 0;) {
        cell += blank;
        size -= blank;
    }
    cell[size] = '\0';
    put_cell(cells, cell, size, index);
}

static void add_trimmed(struct cells *cells, char *cell, size_t size)
{
    reserve_cells(cells, cells->count + 1);
    put_trimmed(cells, cell, size, cells->count++);
}

/* Most cells are as they should be: they begin and end with a character of ASCII (others are
 * negative) that is no blank. */
static inline void put_plain(struct cells *cells, char *cell, size_t size, size_t index)
{
    signed char first = size == 0 ? 0 : (signed char)cell[0];
    if (first > ' ' && first != '=' && (signed char)cell[size - 1] > ' ') {
        cell[size] = '\0';
        cells->items[index] = cell;
        cells->sizes[index] = size;
    } else {
        put_trimmed(cells, cell, size, index);
    }
}

void cells_plain(struct cells *cells, const char *record, size_t size)
{
    reserve(cells, size);
    memcpy(cells->bytes, record, size);
    char *cell = cells->bytes;
    char *end = cells->bytes + size;
    *end = '\0';
    for (;;) {
        char *stop = memchr(cell, cells->delimiter, (size_t)(end - cell));
        add_trimmed(cells, cell, (size_t)((stop == NULL ? end : stop) - cell));
        if (stop == NULL) {
            return;
        }
        cell = stop + 1;
    }
}

void cells_cut(struct cells *cells, const char *text, size_t start, size_t size,
               const struct places *places, size_t count)
{
    reserve(cells, size);
    reserve_cells(cells, count + 1);
    cells->original = text + start;
    char *bytes = memcpy(cells->bytes, text + start, size);
    const uint16_t *separators = places->offsets + places->next;
    size_t behind = start - places->start;
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        size_t separator = separators[i] - behind;
        put_plain(cells, bytes + from, separator - from, i);
        from = separator + 1;
    }
    put_plain(cells, bytes + from, size - from, count);
    cells->count = count + 1;
}

static void field(void *bytes, size_t size, void *pointer)
{
    struct cells *cells = pointer;
    char *copy = cells->bytes + cells->bytes_used;
    memcpy(copy, bytes, size);
    cells->bytes_used += size + 1;
    add_trimmed(cells, copy, text_plain_breaks(copy, size));
}

/* Every second of two quotes goes; the size of what is left. */
static size_t without_doubles(char *bytes, size_t size)
{
    size_t kept = 0;
    for (size_t from = 0; from < size;) {
        const char *quote = memchr(bytes + from, '"', size - from);
        size_t step = quote == NULL ? size - from : (size_t)(quote + 1 - (bytes + from));
        memmove(bytes + kept, bytes + from, step);
        kept += step;
        from += step + 1;
    }
    return kept;
}

/* Cells together are never longer than the record: each loses at least as much (separator or
 * quotes) as the NUL adds, but for the last. */
void cells_quoted(struct cells *cells, const char *record, size_t size)
{
    reserve(cells, size);
    csv_parse(&cells->parser, record, size, field, NULL, cells);
    csv_fini(&cells->parser, field, NULL, cells);
}

void cells_as_read(struct cells *cells, const char *text, size_t start,
                   const struct quoted_record *record)
{
    size_t whole = record->end - start;
    reserve(cells, whole);
    reserve_cells(cells, record->count);
    memcpy(cells->bytes, text + start, whole);
    bool as_is = true;
    for (size_t i = 0; i < record->count; i++) {
        const struct quoted_cell *cell = &record->cells[i];
        char *bytes = cells->bytes + (cell->start - start);
        size_t size = cell->end - cell->start;
        size = cell->doubled ? without_doubles(bytes, size) : size;
        size = record->breaks > 0 ? text_plain_breaks(bytes, size) : size;
        as_is = as_is && size == cell->end - cell->start;
        put_plain(cells, bytes, size, i);
    }
    cells->count = record->count;
    cells->original = as_is ? text + start : NULL;
}
