/* witness: other tables than the true one that a reader cannot tell from it, found by moving whole
 * numbers along the sums that hold them. One count goes up, another in the same sum goes down, a
 * third in the other sum of that one goes up, until every sum is as it was: a table between totals
 * has such rounds nearly everywhere, and finding one takes a thousandth of a linear programme.
 *
 *     struct witness *witness = witness_create(arena, count, value, low, high);
 *     witness_sum(witness, ...);                    for every sum
 *     if (witness_is_true(witness) && witness_move(witness, 7, 1, 2)) ...  count 7 may be 2 more
 *
 * No move is found where the counts on the way stand in more than two sums: that proves nothing.
 */
#ifndef ENGINE_PUBLISH_WITNESS_H
#define ENGINE_PUBLISH_WITNESS_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

/* A count that moved. */
struct witness_step {
    size_t count;
    double by;
};

struct witness;

/* Counts with their true values and what is said of them; the arrays are kept. */
struct witness *witness_create(struct arena *arena, size_t count, const double *value,
                               const double *low, const double *high);
/* The counts, each once, times their signs are the constant. */
void witness_sum(struct witness *witness, size_t size, const size_t *counts, const double *signs,
                 double constant);
/* Do the true values keep to all that was said? Asked once, when all sums are there. */
bool witness_is_true(struct witness *witness);
/* May this count be `amount` (a whole number) more (direction 1) or less (-1) with no sum changed?
 * The steps that do it, this count first, stay until the next move. */
bool witness_move(struct witness *witness, size_t count, int direction, double amount);
const struct witness_step *witness_steps(const struct witness *witness, size_t *count);

#endif
