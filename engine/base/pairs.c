/* pairs: open addressing with linear probing over a power of two of slots, at most half full. */
#include "engine/base/pairs.h"

#include <stdbool.h>
#include <string.h>

#include "engine/base/mix.h"

enum { FIRST_SLOTS = 64 };

struct slot {
    uint32_t a, b;
    uint32_t number; /* plus 1; 0 is empty */
};

struct pairs {
    struct arena *arena;
    struct slot *slots;
    size_t slot_count, count;
};

struct pairs *pairs_create(struct arena *arena)
{
    struct pairs *pairs = arena_alloc(arena, sizeof *pairs);
    pairs->arena = arena;
    pairs->slot_count = FIRST_SLOTS;
    pairs->slots = arena_alloc_array(arena, pairs->slot_count, sizeof *pairs->slots);
    return pairs;
}

/* The slot where the pair stands or would stand. */
static struct slot *slot_of(const struct pairs *pairs, uint32_t a, uint32_t b)
{
    size_t mask = pairs->slot_count - 1;
    size_t at = (size_t)mix_number((uint64_t)a << 32 | b) & mask;
    while (pairs->slots[at].number != 0 && (pairs->slots[at].a != a || pairs->slots[at].b != b)) {
        at = (at + 1) & mask;
    }
    return &pairs->slots[at];
}

static void grow(struct pairs *pairs)
{
    struct slot *old = pairs->slots;
    size_t old_count = pairs->slot_count;
    pairs->slot_count *= 2;
    pairs->slots = arena_alloc_full(pairs->arena, pairs->slot_count, sizeof *pairs->slots);
    memset(pairs->slots, 0, pairs->slot_count * sizeof *pairs->slots);
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].number != 0) {
            *slot_of(pairs, old[i].a, old[i].b) = old[i];
        }
    }
    arena_drop(pairs->arena, old, old_count, sizeof *old);
}

uint32_t pairs_put(struct pairs *pairs, uint32_t a, uint32_t b)
{
    struct slot *slot = slot_of(pairs, a, b);
    if (slot->number != 0) {
        return slot->number - 1;
    }
    uint32_t code = (uint32_t)pairs->count++;
    *slot = (struct slot){.a = a, .b = b, .number = code + 1};
    if (pairs->count * 2 > pairs->slot_count) {
        grow(pairs);
    }
    return code;
}

uint32_t pairs_find(const struct pairs *pairs, uint32_t a, uint32_t b)
{
    return slot_of(pairs, a, b)->number - 1; /* 0 - 1 is PAIRS_NONE */
}

size_t pairs_count(const struct pairs *pairs)
{
    return pairs->count;
}

void pairs_drop(struct pairs *pairs)
{
    arena_drop(pairs->arena, pairs->slots, pairs->slot_count, sizeof *pairs->slots);
    pairs->slots = NULL;
    pairs->slot_count = pairs->count = 0;
}
