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
#include <stdint.h>
#include <string.h>

#include "engine/base/arena.h"

/* One record. Cells are NUL-terminated UTF-8, `="..."` unwrapped, valid until the next record. */
struct record {
    long line; /* where it begins, from 1 */
    size_t count;
    const char **cells;
    const size_t *sizes; /* bytes of each cell; NULL: nobody counted them */
    bool quote_open;     /* a quote was not closed: the cells cannot be trusted */
    /* Its cells stand in `copied` bytes from `copy` on, and in the text, from `original` on, the
     * same bytes; NULL: they were changed, or came from elsewhere. */
    const char *copy, *original;
    size_t copied;
};

/* Bytes of a cell. */
static inline size_t record_size(const struct record *record, size_t cell)
{
    return record->sizes != NULL ? record->sizes[cell] : strlen(record->cells[cell]);
}

/* Where bytes of its cells stand in the text; NULL when they do not, as they are. */
static inline const char *record_original(const struct record *record, const char *bytes)
{
    size_t at = (size_t)((uintptr_t)bytes - (uintptr_t)record->copy);
    return record->original != NULL && at < record->copied ? record->original + at : NULL;
}

struct delimited;

struct delimited *delimited_create(struct arena *arena, const char *text, size_t size, bool lone_cr,
                                   char delimiter);
/* The next record, blank lines included (count 0). False at the end. */
bool delimited_next(struct delimited *delimited, struct record *record);
/* How many cells a row should have, once the heading is known; 0: not known. */
void delimited_expect(struct delimited *delimited, size_t width);
/* Which of the marks stands in the first lines most often. */
char delimited_commonest(const struct delimited *delimited, const char *marks, size_t count);
/* Back to a place that was asked for before. */
struct delimited_place {
    size_t at;
    long line;
};
struct delimited_place delimited_tell(const struct delimited *delimited);
void delimited_seek(struct delimited *delimited, struct delimited_place place);

/* -- several readers of one text ------------------------------------------------------------------
 *
 * A long text may be read in parts by several readers, each on its own thread. Where a record
 * begins is known only to who read all that stands before it: what a reader of a part found is good
 * when the reader of all before it comes to the same place, and as far as it is sure. */

/* Whether that is possible: the width of rows is known, and open quotes did not spoil the text. */
bool delimited_may_fork(const struct delimited *delimited);
/* Another reader of the same text. */
struct delimited *delimited_fork(struct arena *arena, const struct delimited *delimited);
/* The reader of a part goes to its part. Lines are counted from 1 there. Its cells are valid until
 * it goes to the next part, and not only until the next record. */
void delimited_part(struct delimited *fork, size_t start, size_t end);
/* Whether who reads the whole text would have read the last record as the reader of a part did:
 * no quote stayed open, and it ended before the part did. */
bool delimited_is_sure(const struct delimited *fork);
/* A place behind `from` and before `end` where a record seems to begin: a line that is sound and
 * has the expected width; `end` when there is none. Leaves the part. */
size_t delimited_guess_start(struct delimited *fork, size_t from, size_t end);
/* Bytes of the whole text. */
size_t delimited_size(const struct delimited *delimited);

#endif
