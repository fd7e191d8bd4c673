/* witness: see witness.h. Sums are places and counts are ways between two of them; a count in one
 * sum only is a way out. A count that moves leaves a difference in each of its sums. The search
 * carries one difference from sum to sum, breadth first, along counts that have room for it: it
 * ends in the other sum of the first count, where the two differences cancel, or in a way out.
 *
 * Places of the search: a sum with a difference of a given sign; 2 * sum + (sign > 0).
 */
#include "engine/publish/witness.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "engine/base/vector.h"

enum { ENDS = 2 }; /* sums that a count on the way may stand in */

struct member {
    size_t count;
    double sign;
};

struct sum {
    size_t first, size; /* among the members */
    double constant;
};

/* The sums of a count; one that stands in more than two is never moved. */
struct ends {
    size_t sums[ENDS];
    double signs[ENDS];
    size_t size;
};

/* How the search came to a place. */
struct arrival {
    size_t from; /* a place; SIZE_MAX: here it began */
    struct witness_step step;
    bool seen;
};

struct witness {
    struct arena *arena;
    size_t count;
    const double *value, *low, *high;
    struct ends *ends;
    VECTOR(struct member) members;
    VECTOR(struct sum) sums;
    VECTOR(struct witness_step) steps;
    struct arrival *arrivals;
    size_t *queue;
};

struct witness *witness_create(struct arena *arena, size_t count, const double *value,
                               const double *low, const double *high)
{
    struct witness *witness = arena_alloc(arena, sizeof *witness);
    *witness =
        (struct witness){.arena = arena, .count = count, .value = value, .low = low, .high = high};
    witness->ends = arena_alloc_array(arena, count + 1, sizeof *witness->ends);
    return witness;
}

void witness_sum(struct witness *witness, size_t size, const size_t *counts, const double *signs,
                 double constant)
{
    struct sum sum = {witness->members.count, size, constant};
    for (size_t i = 0; i < size; i++) {
        struct ends *ends = &witness->ends[counts[i]];
        if (ends->size < ENDS) {
            ends->sums[ends->size] = witness->sums.count;
            ends->signs[ends->size] = signs[i];
        }
        ends->size++;
        *VECTOR_PUSH(witness->arena, &witness->members) = (struct member){counts[i], signs[i]};
    }
    *VECTOR_PUSH(witness->arena, &witness->sums) = sum;
}

bool witness_is_true(struct witness *witness)
{
    for (size_t i = 0; i < witness->count; i++) {
        if (witness->value[i] < witness->low[i] || witness->value[i] > witness->high[i]) {
            return false;
        }
    }
    for (size_t i = 0; i < witness->sums.count; i++) {
        const struct sum *sum = &witness->sums.items[i];
        double total = 0;
        for (size_t k = sum->first; k < sum->first + sum->size; k++) {
            total +=
                witness->members.items[k].sign * witness->value[witness->members.items[k].count];
        }
        if (total != sum->constant) { /* whole numbers */
            return false;
        }
    }
    size_t places = 2 * witness->sums.count + 1;
    witness->arrivals = arena_alloc_array(witness->arena, places, sizeof *witness->arrivals);
    witness->queue = arena_alloc_array(witness->arena, places, sizeof *witness->queue);
    return true;
}

static size_t place_of(size_t sum, double difference)
{
    return 2 * sum + (difference > 0);
}

static bool has_room(const struct witness *witness, size_t count, double by)
{
    double moved = witness->value[count] + by;
    return moved >= witness->low[count] && moved <= witness->high[count];
}

static bool has_step(const struct witness *witness, size_t count)
{
    for (size_t i = 0; i < witness->steps.count; i++) {
        if (witness->steps.items[i].count == count) {
            return true;
        }
    }
    return false;
}

/* The last step, and those that led to the place where it begins; none when a count would move
 * twice. */
static bool take_steps(struct witness *witness, size_t place, struct witness_step last)
{
    size_t before = witness->steps.count;
    struct arrival arrival = {.from = place, .step = last};
    for (;;) {
        if (has_step(witness, arrival.step.count)) {
            witness->steps.count = before;
            return false;
        }
        *VECTOR_PUSH(witness->arena, &witness->steps) = arrival.step;
        arrival = witness->arrivals[arrival.from];
        if (arrival.from == SIZE_MAX) {
            return true;
        }
    }
}

/* What the search found. */
enum carried { NOWHERE, TO_THE_END, OUT };

/* Where a way out begins, and its last step. */
struct way_out {
    size_t place;
    struct witness_step step;
    bool found;
};

/* Looks at every count of the sum of a place; true when the end was reached. */
static bool look_from(struct witness *witness, size_t place, double amount, size_t wanted,
                      size_t *tail, struct way_out *out)
{
    const struct sum *here = &witness->sums.items[place / 2];
    double left = place % 2 == 1 ? amount : -amount;
    for (size_t k = here->first; k < here->first + here->size; k++) {
        const struct member *member = &witness->members.items[k];
        const struct ends *ends = &witness->ends[member->count];
        struct witness_step step = {member->count, -left * member->sign};
        if (ends->size > ENDS || fabs(member->sign) != 1 ||
            !has_room(witness, step.count, step.by) || has_step(witness, step.count)) {
            continue;
        }
        if (ends->size == 1) {
            *out = out->found ? *out : (struct way_out){place, step, true};
            continue;
        }
        size_t other = ends->sums[0] == place / 2;
        size_t next = place_of(ends->sums[other], ends->signs[other] * step.by);
        if (next == wanted && take_steps(witness, place, step)) {
            return true;
        }
        if (next != wanted && !witness->arrivals[next].seen) {
            witness->arrivals[next] = (struct arrival){place, step, true};
            witness->queue[(*tail)++] = next;
        }
    }
    return false;
}

/* Carries a difference away from a sum: to the place where it is wanted (SIZE_MAX: none), else out.
 */
static enum carried carry(struct witness *witness, size_t sum, double difference, size_t wanted)
{
    memset(witness->arrivals, 0, 2 * witness->sums.count * sizeof *witness->arrivals);
    size_t start = place_of(sum, difference);
    witness->arrivals[start] = (struct arrival){.from = SIZE_MAX, .seen = true};
    witness->queue[0] = start;
    struct way_out out = {0};
    size_t tail = 1;
    for (size_t head = 0; head < tail; head++) {
        if (look_from(witness, witness->queue[head], fabs(difference), wanted, &tail, &out)) {
            return TO_THE_END;
        }
    }
    return out.found && take_steps(witness, out.place, out.step) ? OUT : NOWHERE;
}

bool witness_move(struct witness *witness, size_t count, int direction, double amount)
{
    const struct ends *ends = &witness->ends[count];
    double by = direction * amount;
    witness->steps.count = 0;
    if (ends->size > ENDS || !has_room(witness, count, by)) {
        return false;
    }
    *VECTOR_PUSH(witness->arena, &witness->steps) = (struct witness_step){count, by};
    bool whole = true;
    for (size_t i = 0; i < ends->size; i++) {
        whole = whole && fabs(ends->signs[i]) == 1;
    }
    if (ends->size == 0 || !whole) {
        return whole;
    }
    double left = ends->signs[0] * by;
    /* What arrives in the other sum has to undo what the count did there. */
    double undone = ends->size == 2 ? -ends->signs[1] * by : 0;
    size_t wanted = ends->size == 2 ? place_of(ends->sums[1], undone) : SIZE_MAX;
    enum carried carried = carry(witness, ends->sums[0], left, wanted);
    return carried == TO_THE_END ||
           (carried == OUT &&
            (ends->size == 1 || carry(witness, ends->sums[1], -undone, SIZE_MAX) == OUT));
}

const struct witness_step *witness_steps(const struct witness *witness, size_t *count)
{
    *count = witness->steps.count;
    return witness->steps.items;
}
