/* cover: which shown counts to hide so that a small one is no longer known, at the least cost.
 *
 * A count is not known when another table that a reader cannot tell from the true one has it higher
 * or lower by `spread`. The cheapest such table is a linear programme: how far each count moves
 * from its true value, so that every sum still holds and what the page says of hidden counts stays
 * true. The counts that move are hidden (Kelly, Golden and Assad, "Cell suppression", 1992). Only
 * what lies near the count is looked at, so that the work does not grow with the edition. */
#ifndef ENGINE_PUBLISH_COVER_H
#define ENGINE_PUBLISH_COVER_H

#include "engine/publish/protect.h"

struct cover_rules {
    int64_t threshold, spread;
    bool (*can_hide)(const struct protect_cell *cell, int64_t threshold, int level);
};

/* Marks in `hide` what must go for the cell; false when nothing near it helps. */
bool cover_find(const struct protect_cell *cells, size_t count, const struct protect_sum *sums,
                size_t sum_count, size_t cell, const struct cover_rules *rules, bool *hide);

#endif
