/* blocks: the rows of a long table, read on several threads. Internal to recognise/.
 *
 * Below a heading a text is rows and nothing but rows, most of the time. It is cut into blocks at
 * places that look like the beginning of a record; each block is read by itself, by the plan at
 * hand, and what its rows say is handed over in order. A block is good when the one before it ended
 * exactly where it begins. Where a record is found that may be more than a row (a blank line, a
 * title, a quote that stays open), and where a block did not begin at a record, this ends, and
 * reading goes on there record by record. So the result is that of one thread, for any number.
 */
#ifndef ENGINE_RECOGNISE_BLOCKS_H
#define ENGINE_RECOGNISE_BLOCKS_H

#include "engine/recognise/reading.h"

/* When blocks are worth while, and not too soon after they were not. Zeroed for every table. */
struct blocks_patience {
    size_t from;  /* not before this place in the text */
    size_t bytes; /* how long to wait the next time */
};

/* Whether a record below a heading that stands can only be a row. */
bool blocks_is_row(const struct plan *plan, size_t filled_cells);
/* Reads on from the place of the table, when that is worth while. */
void blocks_read(struct reading *reading, struct blocks_patience *patience);

#endif
