/* memory: what a release showed of the counts of people, for the gate of later releases: a count
 * that one report hides and the next one shows is not hidden. It is kept in the store as one text.
 */
#ifndef ENGINE_PUBLISH_MEMORY_H
#define ENGINE_PUBLISH_MEMORY_H

#include "engine/publish/protect.h"

struct memory_cell {
    const char *key; /* what it counts: equal in every release */
    int64_t value;
    enum protect_state state;
    int64_t from, to; /* what the page says of it */
};

struct memory {
    const struct memory_cell *cells;
    size_t cell_count;
    const struct protect_sum *sums; /* numbers of cells */
    size_t sum_count;
};

const char *memory_text(struct arena *arena, const struct memory *memory);
/* False when the text is none of ours. */
bool memory_read(struct arena *arena, const char *text, struct memory *memory);

#endif
