/* delimited: text with separators to records of cells, each with its line.
 *
 * Our own quote-aware splitter finds where a record ends and counts lines; records without a quote
 * are cut at the separators, all others are read by libcsv (lenient). What a field is, is libcsv's
 * decision in both: `""` inside quotes is one quote, a quote in the middle of an unquoted cell is a
 * character. Blanks around a cell go, quoted or not.
 *
 * A quote that is never closed costs one record: when the rest reads better from a later line (a
 * record of the expected width starts there), reading goes on at that line. The work for this is
 * bounded: a file that keeps trying it is in the end read with every line break as the end of a
 * record.
 */
#ifndef ENGINE_READ_DELIMITED_H
#define ENGINE_READ_DELIMITED_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

/* One record. Cells are NUL-terminated UTF-8, `="..."` unwrapped, valid until the next record. */
struct record {
    long line; /* where it begins, from 1 */
    size_t count;
    const char **cells;
    bool quote_open; /* a quote was not closed: the cells cannot be trusted */
};

struct delimited;

struct delimited *delimited_create(struct arena *arena, const char *text, size_t size, bool lone_cr,
                                   char delimiter);
/* The next record, blank lines included (count 0). False at the end. */
bool delimited_next(struct delimited *delimited, struct record *record);
/* How many cells a row should have, once the heading is known; 0: not known. */
void delimited_expect(struct delimited *delimited, size_t width);
/* Back to a place that was asked for before. */
struct delimited_place {
    size_t at;
    long line;
};
struct delimited_place delimited_tell(const struct delimited *delimited);
void delimited_seek(struct delimited *delimited, struct delimited_place place);

#endif
