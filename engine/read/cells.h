/* cells: the cells of a record, once it is known where the record ends. Each is NUL-terminated,
 * without the blanks around it, with `="..."` unwrapped. What a field is, is libcsv's decision
 * (delimited.h). Internal to read/.
 *
 *     cells_begin(&cells, 0);
 *     cells_plain(&cells, "Utrecht;12", 10);         cells.count, cells.items
 *
 * They are valid until the next record, or, when they stay, until cells_begin.
 */
#ifndef ENGINE_READ_CELLS_H
#define ENGINE_READ_CELLS_H

#include <csv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/read/places.h"
#include "engine/read/quoted.h"

struct cells {
    const char **items;
    size_t *sizes; /* bytes of each */
    size_t count;
    size_t item_capacity;
    char delimiter;
    bool stay;
    size_t room; /* that all of them take together when they stay */
    char *all_bytes;
    size_t capacity, taken;
    char *bytes; /* of the record at hand */
    size_t bytes_used;
    const char *original; /* where the same bytes stand in the text; NULL when they are others */
    size_t copied;        /* bytes */
    struct csv_parser parser;
};

/* In zeroed memory. */
void cells_open(struct cells *cells, char delimiter, bool stay);
void cells_close(struct cells *cells);
/* All cells are gone; `size` bytes of text will be cut, if they are to stay. */
void cells_begin(struct cells *cells, size_t size);

/* The cells of a record without quotes. */
void cells_plain(struct cells *cells, const char *record, size_t size);
/* The same for the bytes of a text from `start` on, in which the next `count` places are the
 * separators. */
void cells_cut(struct cells *cells, const char *text, size_t start, size_t size,
               const struct places *places, size_t count);
/* The cells of a record with quotes, as libcsv reads it. */
void cells_quoted(struct cells *cells, const char *record, size_t size);
/* The same when all its quotes stand where they should. */
void cells_as_read(struct cells *cells, const char *text, size_t start,
                   const struct quoted_record *record);

static inline bool cells_is_blank(const struct cells *cells, char c)
{
    return (c == ' ' || c == '\t') && c != cells->delimiter;
}

#endif
