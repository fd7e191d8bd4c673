/* carry: see carry.h. */
#include "engine/reference/carry.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

#include "engine/record/moment.h"

enum { CODES = 10000, PARTS = 64 };

struct carry {
    const struct reference_tables *tables;
    int16_t slots[CODES]; /* of a code, plus 1 */
};

struct carry *carry_create(struct arena *arena, const struct reference_tables *tables)
{
    struct carry *carry = arena_alloc(arena, sizeof *carry);
    carry->tables = tables;
    for (size_t i = 0; i < tables->municipality_count; i++) {
        if (tables->municipalities[i].code < CODES) {
            carry->slots[tables->municipalities[i].code] = (int16_t)(i + 1);
        }
    }
    return carry;
}

int carry_slot_or_none(const struct carry *carry, int code)
{
    return code > 0 && code < CODES ? carry->slots[code] - 1 : -1;
}

size_t carry_slot(const struct carry *carry, int code)
{
    int slot = carry_slot_or_none(carry, code);
    assert(slot >= 0);
    return (size_t)slot;
}

void carry_load(const struct carry *carry, const struct table_year *year, int64_t *residents)
{
    for (size_t i = 0; i < carry->tables->municipality_count; i++) {
        residents[i] = 0;
    }
    for (size_t i = 0; i < year->count; i++) {
        residents[carry_slot(carry, year->codes[i])] = year->populations[i];
    }
}

/* Takes `amount` out of residents[from] and gives it to the parts in proportion to their weights;
 * the largest remainders get what rounding leaves, the first part when all weights are zero. */
static void divide(int64_t *residents, size_t from, const size_t *parts, const double *weights,
                   size_t count)
{
    int64_t amount = residents[from];
    int64_t left = amount;
    double total = 0;
    double remainders[PARTS];
    int64_t given[PARTS];
    for (size_t i = 0; i < count; i++) {
        total += weights[i];
    }
    for (size_t i = 0; i < count; i++) {
        double exact = total > 0 ? (double)amount * weights[i] / total : 0;
        given[i] = (int64_t)floor(exact);
        remainders[i] = exact - floor(exact);
        left -= given[i];
    }
    while (left > 0) {
        size_t best = 0;
        for (size_t i = 1; i < count; i++) {
            best = remainders[i] > remainders[best] ? i : best;
        }
        int64_t step = total > 0 ? 1 : left;
        given[best] += step;
        remainders[best] = -1;
        left -= step;
    }
    residents[from] = 0;
    for (size_t i = 0; i < count; i++) {
        residents[parts[i]] += given[i];
    }
}

static void correct(const struct carry *carry, int64_t *residents, int32_t day)
{
    const struct reference_tables *t = carry->tables;
    for (size_t i = 0; i < t->correction_count; i++) {
        int from = carry_slot_or_none(carry, t->corrections[i].from);
        int to = carry_slot_or_none(carry, t->corrections[i].to);
        if (t->corrections[i].day == day && from >= 0 && to >= 0) {
            int64_t moved = t->corrections[i].persons;
            moved = moved < residents[from] ? moved : residents[from];
            residents[from] -= moved;
            residents[to] += moved;
        }
    }
}

/* All rows of one old code and day: a merger has one, a split several. `i` is the first of them. */
static size_t merge(const struct carry *carry, int64_t *residents, size_t i)
{
    const struct reference_tables *t = carry->tables;
    const struct table_merger *first = &t->mergers[i];
    size_t parts[PARTS];
    double weights[PARTS];
    size_t count = 0;
    for (; i < t->merger_count && t->mergers[i].day == first->day &&
           t->mergers[i].old_code == first->old_code;
         i++) {
        int part = carry_slot_or_none(carry, t->mergers[i].new_code);
        if (part >= 0 && count < PARTS) {
            parts[count] = (size_t)part;
            weights[count++] = t->mergers[i].share;
        }
    }
    int from = carry_slot_or_none(carry, first->old_code);
    if (from >= 0 && count > 0 && residents[from] > 0) {
        divide(residents, (size_t)from, parts, weights, count);
    }
    return i;
}

static void forward(const struct carry *carry, int64_t *residents, int32_t from, int32_t to,
                    bool corrections)
{
    const struct reference_tables *t = carry->tables;
    size_t m = 0;
    size_t c = 0;
    while (m < t->merger_count || c < t->correction_count) {
        bool correction = c < t->correction_count &&
                          (m >= t->merger_count || t->corrections[c].day <= t->mergers[m].day);
        int32_t day = correction ? t->corrections[c].day : t->mergers[m].day;
        bool within = day > from && day <= to;
        if (correction) {
            if (within && corrections) {
                correct(carry, residents, day);
            }
            while (c < t->correction_count && t->corrections[c].day == day) {
                c++;
            }
        } else {
            m = within ? merge(carry, residents, m) : m + 1;
        }
    }
}

/* Residents of a code on the last 1 January before the day; 0 when it did not exist. */
static double residents_before(const struct carry *carry, int code, int32_t day)
{
    const struct reference_tables *t = carry->tables;
    double found = 0;
    for (size_t y = 0; y < t->year_count && moment_days(t->years[y].year, 1, 1) < day; y++) {
        found = 0;
        for (size_t i = 0; i < t->years[y].count; i++) {
            found = t->years[y].codes[i] == code ? (double)t->years[y].populations[i] : found;
        }
    }
    return found;
}

/* Divides one municipality over what it was made of on that day. */
static void unmerge(const struct carry *carry, int64_t *residents, int code, int32_t day)
{
    const struct reference_tables *t = carry->tables;
    int from = carry_slot_or_none(carry, code);
    if (from < 0 || residents[from] == 0) {
        return;
    }
    size_t parts[PARTS] = {(size_t)from};
    double weights[PARTS] = {residents_before(carry, code, day)};
    size_t count = 1;
    for (size_t i = 0; i < t->merger_count; i++) {
        const struct table_merger *one = &t->mergers[i];
        int part = carry_slot_or_none(carry, one->old_code);
        if (one->day == day && one->new_code == code && part >= 0 && count < PARTS) {
            parts[count] = (size_t)part;
            weights[count++] = one->share * residents_before(carry, one->old_code, day);
        }
    }
    double total = 0;
    for (size_t i = 0; i < count; i++) {
        total += weights[i];
    }
    if (total <= 0 && count > 1) { /* the data begin on that day: in equal parts */
        for (size_t i = 1; i < count; i++) {
            weights[i] = 1;
        }
    }
    divide(residents, (size_t)from, parts, weights, count);
}

static void backward(const struct carry *carry, int64_t *residents, int32_t from, int32_t to)
{
    const struct reference_tables *t = carry->tables;
    for (size_t i = t->merger_count; i-- > 0;) {
        const struct table_merger *one = &t->mergers[i];
        bool seen = false; /* rows of one new code and day are undone together */
        for (size_t k = i + 1; k < t->merger_count && t->mergers[k].day == one->day; k++) {
            seen = seen || t->mergers[k].new_code == one->new_code;
        }
        if (one->day > to && one->day <= from && !seen) {
            unmerge(carry, residents, one->new_code, one->day);
        }
    }
}

void carry_move(const struct carry *carry, int64_t *residents, int32_t from, int32_t to)
{
    if (from <= to) {
        forward(carry, residents, from, to, true);
    } else {
        backward(carry, residents, from, to);
    }
}

void carry_mergers(const struct carry *carry, int64_t *residents, int32_t from, int32_t to)
{
    if (from <= to) {
        forward(carry, residents, from, to, false);
    } else {
        backward(carry, residents, from, to);
    }
}
