/* protect: which counts of people may be shown, so that no small one can be computed back.
 *
 * A count of people from 1 up to the threshold is hidden ("minder dan 5"); then other cells are
 * hidden too ("niet getoond") until a reader who knows every sum, every cell that is shown, and
 * what the two wordings mean, still finds at least PROTECT_SPREAD + 1 possible values for each
 * hidden count.
 *
 *     struct protect_cell cells[] = {{.value = 3, .people = true}, {.value = 40, .people = true},
 *                                    {.value = 43, .people = true, .keep = PROTECT_TOTAL}};
 *     struct protect_sum sums[] = {{.total = 2, .parts = (size_t[]){0, 1}, .count = 2}};
 *     protect(arena, cells, 3, sums, 1, 5);     now cells[0] is SMALL, cells[1] PARTNER, cells[2]
 * SHOWN
 *
 * The reader is modelled by interval propagation: exact when the sums form a tree (sessions into
 * days into the week); then by linear programming (reader.h), which is exact always.
 * tests/property/prop_disclosure audits the whole with a reader of its own.
 */
#ifndef ENGINE_PUBLISH_PROTECT_H
#define ENGINE_PUBLISH_PROTECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

enum { PROTECT_SPREAD = 2 };
/* Of a count that nothing prints a reader must find two possible values. */
enum { PROTECT_SPREAD_UNPRINTED = 1 };
enum { PROTECT_LEVELS = 3, PROTECT_TOTAL = PROTECT_LEVELS - 1 };
/* No bound from above. */
#define PROTECT_ENDLESS (INT64_MAX / 1024)

enum protect_state {
    PROTECT_SHOWN,
    PROTECT_SMALL,   /* from 1 up to the threshold */
    PROTECT_PARTNER, /* at least the threshold; hidden because it would give a small one away */
    /* Small, but not even that is said: where every part of a small total is small, both wordings
     * together would say that each of them is one. Looks like a partner. */
    PROTECT_WITHHELD,
    PROTECT_CLASS /* shown as a class: the reader knows that it is from .. to */
};

struct protect_cell {
    int64_t value; /* at least 0 */
    bool people;   /* a count of people: small values are hidden */
    /* What may be hidden beside others: first those of level 0; a total, which a reader wants most,
     * only when nothing else helps. Below PROTECT_LEVELS. */
    int keep;
    /* An earlier release shows it, or says that it is small: to hide that would hide nothing. */
    bool known;
    bool fixed; /* of an earlier release: SHOWN or CLASS, and nothing can be done about it */
    /* In: CLASS, or PARTNER or WITHHELD of what must not be shown; else SHOWN. */
    enum protect_state state;
    int64_t from, to;           /* of the class; only read with PROTECT_CLASS */
    int64_t said_from, said_to; /* out: what the page itself says */
    int64_t low, high;          /* out: what the reader can find out */
};

/* cells[total].value = sum of cells[parts[0 .. count-1]].value. */
struct protect_sum {
    size_t total;
    const size_t *parts;
    size_t count;
};

/* Fills the states and what the reader then knows; the arena is for scratch. `threshold` below 2
 * hides nothing. */
void protect(struct arena *arena, struct protect_cell *cells, size_t count,
             const struct protect_sum *sums, size_t sum_count, int64_t threshold);

/* How far apart the ends of what a reader knows of a cell must lie. */
int64_t protect_spread(const struct protect_cell *cell, int64_t threshold);

/* The smallest count that hides behind "fewer than threshold": 1, but 0 when the threshold is 2,
 * because the wording would otherwise say the count. */
int64_t protect_least(int64_t threshold);

#endif
