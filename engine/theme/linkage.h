/* linkage: trees over weighted items by the nearest-neighbour chain (Murtagh 1983), quadratic in
 * time and memory, and cuts of the tree. Average linkage (UPGMA) joins what is alike on average,
 * however small; Ward's (1963) method joins what makes the groups least mixed, so that a cut at a
 * given number of groups leaves no crumbs. */
#ifndef ENGINE_THEME_LINKAGE_H
#define ENGINE_THEME_LINKAGE_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

/* One join: two items or earlier joins (item_count + index of the join). Sorted by falling
 * similarity, so that the first j joins are the tree cut above the j-th. */
struct linkage_join {
    uint32_t left, right;
    float similarity;
};

/* Similarities of pairs i > j at linkage_at(i, j). */
static inline size_t linkage_at(size_t i, size_t j)
{
    return i > j ? i * (i - 1) / 2 + j : j * (j - 1) / 2 + i;
}
/* Both destroy `similarity`, 0 to 1, and return item_count - 1 joins. Ties go to the lowest item.
 * Ward takes 1 - similarity as a squared distance (which it is for the share of runs that put two
 * documents together), and a join's similarity, 1 minus the cost of the join, may be far below 0.
 */
struct linkage_join *linkage_ward(struct arena *arena, float *similarity, const double *weight,
                                  size_t item_count);
struct linkage_join *linkage_average(struct arena *arena, float *similarity, const double *weight,
                                     size_t item_count);

/* The cut with exactly `groups` groups of at least `smallest` weight each, as late (high) in the
 * tree as possible; when no cut has so many, the one with most. Fills group[] with numbers from 0
 * (in order of the first item) or UINT32_MAX for items in smaller branches; returns the number of
 * groups. */
size_t linkage_cut(const struct linkage_join *joins, size_t item_count, const double *weight,
                   size_t groups, double smallest, uint32_t *group);

/* The cut between joins at least as similar as `similarity` and the others; groups as above. */
size_t linkage_cut_at(const struct linkage_join *joins, size_t item_count, const double *weight,
                      double similarity, double smallest, uint32_t *group);

#endif
