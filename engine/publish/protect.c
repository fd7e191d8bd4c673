/* protect: first hide what is small, then ask what a reader can still compute, and hide the
 * cheapest cells that keep the first one that is given away (cover.h); until nothing is. Where no
 * other table is near, cell by cell. Every round hides at least one more cell, so it ends. See
 * protect.h. */
#include "engine/publish/protect.h"

#include <assert.h>

#include "engine/publish/cover.h"
#include "engine/publish/reader.h"

static const int64_t endless = PROTECT_ENDLESS;

int64_t protect_least(int64_t threshold)
{
    return threshold <= 2 ? 0 : 1;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

int64_t protect_spread(const struct protect_cell *cell, int64_t threshold)
{
    bool unprinted = cell->state == PROTECT_CLASS && cell->to >= PROTECT_ENDLESS;
    return unprinted ? PROTECT_SPREAD_UNPRINTED
                     : smaller(PROTECT_SPREAD, threshold - 1 - protect_least(threshold));
}

/* What the page itself says about a cell. */
static void say(struct protect_cell *cell, int64_t threshold)
{
    switch (cell->state) {
    case PROTECT_SHOWN:
        cell->low = cell->high = cell->value;
        break;
    case PROTECT_SMALL:
        cell->low = protect_least(threshold);
        cell->high = threshold - 1;
        break;
    case PROTECT_PARTNER:
        /* Cells that are no small count are hidden only when they are at least the threshold, and
         * the reader is taken to know that. */
        cell->low = cell->people ? threshold : 0;
        cell->high = endless;
        break;
    case PROTECT_WITHHELD:
        cell->low = 0;
        cell->high = endless;
        break;
    case PROTECT_CLASS:
        cell->low = cell->from;
        cell->high = cell->to;
        break;
    }
    cell->said_from = cell->low;
    cell->said_to = cell->high;
}

static bool narrow(struct protect_cell *cell, int64_t low, int64_t high)
{
    bool changed = low > cell->low || high < cell->high;
    cell->low = larger(cell->low, low);
    cell->high = smaller(cell->high, high);
    return changed;
}

/* One sum: the total lies between the sums of the bounds; each part between the total's bounds
 * less those of the others. */
static bool propagate(struct protect_cell *cells, const struct protect_sum *sum)
{
    int64_t low = 0, high = 0;
    size_t open = 0; /* parts without a bound from above */
    for (size_t i = 0; i < sum->count; i++) {
        const struct protect_cell *part = &cells[sum->parts[i]];
        low += part->low;
        open += part->high >= endless;
        high += part->high >= endless ? 0 : part->high;
    }
    struct protect_cell *total = &cells[sum->total];
    bool changed = narrow(total, low, open > 0 ? endless : high);
    for (size_t i = 0; i < sum->count; i++) {
        struct protect_cell *part = &cells[sum->parts[i]];
        bool is_open = part->high >= endless;
        int64_t others_low = low - part->low;
        int64_t others_high = is_open ? high : high - part->high;
        bool others_open = open > (is_open ? 1u : 0u);
        int64_t old_low = part->low, old_high = part->high;
        if (narrow(part, others_open ? 0 : total->low - others_high,
                   total->high >= endless ? endless : total->high - others_low)) {
            changed = true;
            low += part->low - old_low;
            if (is_open && part->high < endless) {
                open--;
                high += part->high;
            } else if (!is_open) {
                high -= old_high - part->high;
            }
        }
    }
    return changed;
}

static void read_as_reader(struct protect_cell *cells, size_t count, const struct protect_sum *sums,
                           size_t sum_count)
{
    /* Bounds only narrow and are whole numbers, but could creep by one at a time; a reader who
     * gives up after this many rounds knows less, not more, and the property test would see it. */
    bool changed = true;
    for (size_t round = 0; changed && round < 2 * count + 16; round++) {
        changed = false;
        for (size_t i = 0; i < sum_count; i++) {
            changed |= propagate(cells, &sums[i]);
        }
    }
}

static bool sum_holds(const struct protect_sum *sum, size_t cell)
{
    if (sum->total == cell) {
        return true;
    }
    for (size_t i = 0; i < sum->count; i++) {
        if (sum->parts[i] == cell) {
            return true;
        }
    }
    return false;
}

/* A shown cell is worth hiding beside another when that leaves doubt: at least the threshold; rows
 * of any number, because nothing is said of a hidden number of rows. */
static bool can_hide(const struct protect_cell *cell, int64_t threshold, int level)
{
    return cell->state == PROTECT_SHOWN && (cell->value >= threshold || !cell->people) &&
           !cell->fixed && !cell->known && cell->keep <= level;
}

/* What one sum alone says about one of its cells. */
static int64_t width_in(const struct protect_cell *cells, const struct protect_sum *sum,
                        size_t cell)
{
    int64_t low = 0, high = 0;
    for (size_t i = 0; i < sum->count; i++) {
        const struct protect_cell *part = &cells[sum->parts[i]];
        if (sum->parts[i] == cell) {
            continue;
        }
        low += part->low;
        high = high >= endless || part->high >= endless ? endless : high + part->high;
    }
    const struct protect_cell *total = &cells[sum->total];
    if (sum->total == cell) {
        return high >= endless ? endless : high - low;
    }
    int64_t least = high >= endless ? 0 : larger(0, total->low - high);
    return total->high >= endless ? endless : total->high - low - least;
}

/* The smallest cell that can be hidden in a sum that gives `exposed` away; SIZE_MAX when there is
 * none. Hiding in another sum would not help. */
static size_t find_partner(const struct protect_cell *cells, const struct protect_sum *sums,
                           size_t sum_count, size_t exposed, int64_t threshold, int level)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < sum_count; i++) {
        if (!sum_holds(&sums[i], exposed) ||
            width_in(cells, &sums[i], exposed) >= protect_spread(&cells[exposed], threshold)) {
            continue;
        }
        for (size_t k = 0; k <= sums[i].count; k++) {
            size_t candidate = k < sums[i].count ? sums[i].parts[k] : sums[i].total;
            if (candidate == exposed || !can_hide(&cells[candidate], threshold, level)) {
                continue;
            }
            bool earlier = candidate < best; /* of equals the first */
            if (best == SIZE_MAX || cells[candidate].value < cells[best].value ||
                (cells[candidate].value == cells[best].value && earlier)) {
                best = candidate;
            }
        }
        if (best != SIZE_MAX) {
            return best;
        }
    }
    return best;
}

/* The sums that have to do with a cell: those that hold it, and those that share an unknown cell
 * with one of them. What is shown is a number like any other and passes nothing on. */
static void reach(const struct protect_cell *cells, const struct protect_sum *sums,
                  size_t sum_count, size_t exposed, bool *near, bool *reached)
{
    near[exposed] = true;
    for (bool grown = true; grown;) {
        grown = false;
        for (size_t i = 0; i < sum_count; i++) {
            bool touches = false;
            for (size_t k = 0; k <= sums[i].count && !reached[i]; k++) {
                touches |= near[k < sums[i].count ? sums[i].parts[k] : sums[i].total];
            }
            if (!touches) {
                continue;
            }
            reached[i] = grown = true;
            for (size_t k = 0; k <= sums[i].count; k++) {
                size_t cell = k < sums[i].count ? sums[i].parts[k] : sums[i].total;
                near[cell] = near[cell] || cells[cell].state != PROTECT_SHOWN;
            }
        }
    }
}

/* The smallest cell in any sum that has to do with the exposed one, for when its own sums are used
 * up. */
static size_t find_far(struct arena *arena, const struct protect_cell *cells, size_t count,
                       const struct protect_sum *sums, size_t sum_count, size_t exposed,
                       int64_t threshold)
{
    size_t best = SIZE_MAX;
    struct arena_mark mark = arena_mark(arena);
    bool *near = arena_alloc_array(arena, count, sizeof *near);
    bool *reached = arena_alloc_array(arena, sum_count, sizeof *reached);
    reach(cells, sums, sum_count, exposed, near, reached);
    for (size_t i = 0; i < sum_count; i++) {
        for (size_t k = 0; reached[i] && k <= sums[i].count; k++) {
            size_t cell = k < sums[i].count ? sums[i].parts[k] : sums[i].total;
            if (can_hide(&cells[cell], threshold, PROTECT_TOTAL) &&
                (best == SIZE_MAX || cells[cell].value < cells[best].value)) {
                best = cell;
            }
        }
    }
    arena_release(arena, mark);
    return best;
}

static bool is_known(const struct protect_cell *cell, int64_t threshold)
{
    return cell->state != PROTECT_SHOWN && cell->high - cell->low < protect_spread(cell, threshold);
}

/* What to hide so that an exposed cell is known less well: in its own sums, then totals, then
 * farther away. */
static size_t find_cover(struct arena *arena, const struct protect_cell *cells, size_t count,
                         const struct protect_sum *sums, size_t sum_count, size_t exposed,
                         int64_t threshold)
{
    size_t partner = SIZE_MAX;
    for (int level = 0; level < PROTECT_LEVELS && partner == SIZE_MAX; level++) {
        partner = find_partner(cells, sums, sum_count, exposed, threshold, level);
    }
    /* Of a release that is out, only what stands beside it can still be helped. */
    return partner == SIZE_MAX && !cells[exposed].fixed
               ? find_far(arena, cells, count, sums, sum_count, exposed, threshold)
               : partner;
}

static bool can_withhold(const struct protect_cell *cell)
{
    return cell->state == PROTECT_SMALL && !cell->known;
}

/* A small cell beside the exposed one in a sum that gives it away, the total first: not to say that
 * it is small is the last resort. */
static size_t find_withheld(const struct protect_cell *cells, const struct protect_sum *sums,
                            size_t sum_count, size_t exposed, int64_t threshold)
{
    for (size_t i = 0; i < sum_count; i++) {
        if (!sum_holds(&sums[i], exposed) ||
            width_in(cells, &sums[i], exposed) >= protect_spread(&cells[exposed], threshold)) {
            continue;
        }
        if (sums[i].total != exposed && can_withhold(&cells[sums[i].total])) {
            return sums[i].total;
        }
        for (size_t k = 0; k < sums[i].count; k++) {
            if (sums[i].parts[k] != exposed && can_withhold(&cells[sums[i].parts[k]])) {
                return sums[i].parts[k];
            }
        }
    }
    return SIZE_MAX;
}

/* Is a small count that the page does not print known too well? That of a greater one, hidden
 * beside it or in a class, is no secret. */
static bool exposed(const struct protect_cell *cell, int64_t threshold)
{
    bool small = cell->value > 0 && cell->value < threshold;
    return (small || cell->state == PROTECT_SMALL) && is_known(cell, threshold);
}

/* The exact reader takes time: it is asked about editions as people have them, of a few hundred
 * sessions, in several releases. */
enum { READER_MOST = 5000 };

static size_t unknown(const struct protect_cell *cells, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        found += cells[i].state != PROTECT_SHOWN;
    }
    return found;
}

void protect(struct arena *arena, struct protect_cell *cells, size_t count,
             const struct protect_sum *sums, size_t sum_count, int64_t threshold)
{
    for (size_t i = 0; i < count; i++) {
        assert(cells[i].value >= 0);
        if (cells[i].state != PROTECT_CLASS && !cells[i].fixed) {
            bool small = threshold >= 2 && cells[i].people &&
                         cells[i].value >= protect_least(threshold) && cells[i].value < threshold;
            bool stays = cells[i].state == PROTECT_WITHHELD || cells[i].state == PROTECT_PARTNER;
            if (threshold < 2 || !stays || (small && cells[i].state == PROTECT_PARTNER)) {
                cells[i].state = small ? PROTECT_SMALL : PROTECT_SHOWN;
            }
        }
    }
    if (threshold < 2) {
        return;
    }
    const struct cover_rules hiding = {threshold, can_hide};
    struct cover *cover = cover_create(arena, cells, count, sums, sum_count, &hiding);
    for (;;) {
        for (size_t i = 0; i < count; i++) {
            say(&cells[i], threshold);
        }
        read_as_reader(cells, count, sums, sum_count);
        bool covered = false;
        for (size_t i = 0; i < count; i++) {
            covered |= exposed(&cells[i], threshold) && cover_hide(cover, i) == COVER_HIDDEN;
        }
        if (covered) {
            continue;
        }
        /* A cell that nothing can help (everything around it is hidden) must not keep the others
         * waiting. */
        size_t partner = SIZE_MAX;
        for (size_t i = 0; i < count && partner == SIZE_MAX; i++) {
            if (exposed(&cells[i], threshold)) {
                partner = find_cover(arena, cells, count, sums, sum_count, i, threshold);
            }
        }
        size_t withheld = SIZE_MAX;
        for (size_t i = 0; i < count && partner == SIZE_MAX && withheld == SIZE_MAX; i++) {
            if (exposed(&cells[i], threshold)) {
                withheld = find_withheld(cells, sums, sum_count, i, threshold);
            }
        }
        struct reader_rules rules = {threshold, can_hide};
        if (partner == SIZE_MAX && withheld == SIZE_MAX && unknown(cells, count) <= READER_MOST) {
            reader_finds(cells, count, sums, sum_count, &rules, &partner);
        }
        if (partner != SIZE_MAX) {
            cells[partner].state = PROTECT_PARTNER;
        } else if (withheld != SIZE_MAX) {
            cells[withheld].state = PROTECT_WITHHELD;
        } else {
            return;
        }
    }
}
