/* reader: what a reader can find out about one hidden count, exactly, by linear programming.
 * Interval propagation (protect.c) is exact where sums form a tree. Figures differ in more ways
 * than one, and between releases a difference of two totals may be the change of one hidden count,
 * which only this sees. */
#ifndef ENGINE_PUBLISH_READER_H
#define ENGINE_PUBLISH_READER_H

#include "engine/publish/protect.h"

/* A count that is known too well (protect_spread), and what gives it away:
 * the shown cell, of those that `can_hide` allows, that costs least. False when there is none that
 * can be helped. */
struct reader_rules {
    int64_t threshold;
    bool (*can_hide)(const struct protect_cell *cell, int64_t threshold, int level);
};
bool reader_finds(const struct protect_cell *cells, size_t count, const struct protect_sum *sums,
                  size_t sum_count, const struct reader_rules *rules, size_t *hide);

#endif
