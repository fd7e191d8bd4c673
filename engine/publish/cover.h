/* cover: which shown counts to hide so that a small one is no longer known, at the least cost.
 *
 * A count is not known when another table that a reader cannot tell from the true one has it higher
 * or lower by protect_spread. The cheapest such table is a linear programme: how far each count
 * moves from its true value, so that every sum still holds and what the page says of hidden counts
 * stays true. The counts that move are hidden (Kelly, Golden and Assad, "Cell suppression", 1992).
 * Only what lies near the count is looked at, so that the work does not grow with the edition. */
#ifndef ENGINE_PUBLISH_COVER_H
#define ENGINE_PUBLISH_COVER_H

#include "engine/publish/protect.h"

struct cover_rules {
    int64_t threshold;
    bool (*can_hide)(const struct protect_cell *cell, int64_t threshold, int level);
};

struct cover;

/* For one system of cells and sums, which are borrowed; the cells' states may change between
 * calls. */
struct cover *cover_create(struct arena *arena, struct protect_cell *cells, size_t count,
                           const struct protect_sum *sums, size_t sum_count,
                           const struct cover_rules *rules);

enum cover_result {
    COVER_NONE, /* nothing near the cell helps */
    COVER_FREE, /* it is not known: what others needed helps it, too */
    COVER_HIDDEN
};
/* Hides beside the cell what it needs: those cells become partners, with what is then said of
 * them. */
enum cover_result cover_hide(struct cover *cover, size_t cell);

#endif
