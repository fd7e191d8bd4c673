/* intern: open addressing with linear probing over a power of two of slots, at most half full.
 *
 * A slot holds half of the hash of its string and where that stands, so that a miss and growing
 * read no string, and eight slots stand in a line of the cache. Strings stand one behind the other
 * in chunks, each with its size and its number before it. A large dictionary fits no cache, and
 * waiting for memory is all that a look-up does: a place is half as long as a pointer, and
 * intern_put_all asks for the places of many strings before it needs the first.
 */
#include "engine/base/intern.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "engine/base/pages.h"
#include "engine/base/vector.h"

enum {
    FIRST_SLOTS = 64,
    FIRST_CHUNK = 1024,
    LARGEST_CHUNK = 1024 * 1024, /* but for a string that is longer */
    ALIGN = 4,                   /* strings begin at every fourth byte of their chunk */
    OFFSET_BITS = 18             /* of a place; the others are the number of the chunk */
};
static_assert(LARGEST_CHUNK / ALIGN <= 1 << OFFSET_BITS, "every place has a number");

struct slot {
    uint32_t hash;
    uint32_t place; /* of the string's bytes; 0: empty */
};

/* Stands before the bytes of a string. */
struct head {
    uint32_t size, code;
};

struct intern {
    struct arena *arena;
    uint32_t *places; /* of the strings, by number */
    size_t count, capacity;
    size_t filled; /* pages_fill_ahead */
    struct slot *slots;
    size_t slot_count;
    VECTOR(char *) chunks;
    size_t chunk_used, chunk_size; /* of the last */
    size_t next_size;              /* of the next */
};

struct intern *intern_create(struct arena *arena)
{
    struct intern *intern = arena_alloc(arena, sizeof *intern);
    intern->arena = arena;
    intern->slot_count = FIRST_SLOTS;
    intern->slots = arena_alloc_array(arena, intern->slot_count, sizeof *intern->slots);
    intern->next_size = FIRST_CHUNK;
    return intern;
}

static inline char *string_at(const struct intern *intern, uint32_t place)
{
    uint32_t offset = place & ((1U << OFFSET_BITS) - 1);
    return intern->chunks.items[place >> OFFSET_BITS] + (size_t)offset * ALIGN;
}

static inline struct head head_of(const char *string)
{
    struct head head;
    memcpy(&head, string - sizeof head, sizeof head);
    return head;
}

static bool is_string(const char *string, const struct intern_item *item)
{
    return head_of(string).size == item->size && mix_same(string, item->bytes, item->size);
}

/* The slot where the string stands or would stand. */
static struct slot *slot_of(const struct intern *intern, const struct intern_item *item)
{
    size_t mask = intern->slot_count - 1;
    for (size_t at = item->hash & mask;; at = (at + 1) & mask) {
        struct slot *slot = &intern->slots[at];
        if (slot->place == 0 ||
            (slot->hash == item->hash && is_string(string_at(intern, slot->place), item))) {
            return slot;
        }
    }
}

static void grow(struct intern *intern)
{
    struct slot *old = intern->slots;
    size_t old_count = intern->slot_count;
    intern->slot_count *= 2;
    intern->slots = arena_alloc_full(intern->arena, intern->slot_count, sizeof *intern->slots);
    memset(intern->slots, 0, intern->slot_count * sizeof *intern->slots);
    size_t mask = intern->slot_count - 1;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].place != 0) {
            size_t at = old[i].hash & mask;
            while (intern->slots[at].place != 0) {
                at = (at + 1) & mask;
            }
            intern->slots[at] = old[i];
        }
    }
    arena_drop(intern->arena, old, old_count, sizeof *old);
}

static void add_chunk(struct intern *intern, size_t least)
{
    assert(intern->chunks.count < 1U << (32 - OFFSET_BITS));
    intern->next_size *= intern->next_size < LARGEST_CHUNK ? 2 : 1;
    intern->chunk_size = least > intern->next_size ? least : intern->next_size;
    intern->chunk_used = 0;
    char *chunk = arena_alloc_full(intern->arena, intern->chunk_size, 1);
    *VECTOR_PUSH(intern->arena, &intern->chunks) = chunk;
}

/* Where a copy of the string stands. */
static uint32_t keep(struct intern *intern, const struct intern_item *item, uint32_t code)
{
    struct head head = {item->size, code};
    size_t need = (sizeof head + item->size + ALIGN) / ALIGN * ALIGN; /* with a NUL behind it */
    if (need > intern->chunk_size - intern->chunk_used) {
        add_chunk(intern, need);
    }
    size_t number = intern->chunks.count - 1;
    size_t start = intern->chunk_used + sizeof head;
    char *string = intern->chunks.items[number] + start;
    memcpy(string - sizeof head, &head, sizeof head);
    if (item->size > 0) {
        memcpy(string, item->bytes, item->size);
    }
    string[item->size] = '\0';
    intern->chunk_used += need;
    return (uint32_t)(number << OFFSET_BITS | start / ALIGN);
}

static uint32_t put_item(struct intern *intern, const struct intern_item *item)
{
    struct slot *slot = slot_of(intern, item);
    if (slot->place != 0) {
        return head_of(string_at(intern, slot->place)).code;
    }
    if (intern->count == intern->capacity) {
        size_t capacity = intern->capacity == 0 ? 64 : intern->capacity * 2;
        intern->places = arena_extend(intern->arena, intern->places, intern->capacity, capacity,
                                      sizeof *intern->places);
        intern->capacity = capacity;
    }
    size_t used = (intern->count + 1) * sizeof *intern->places;
    if (used > intern->filled) {
        pages_fill_ahead(intern->places, intern->capacity * sizeof *intern->places, used,
                         &intern->filled);
    }
    uint32_t code = (uint32_t)intern->count++;
    uint32_t place = intern->places[code] = keep(intern, item, code);
    *slot = (struct slot){.hash = item->hash, .place = place};
    if (intern->count * 2 > intern->slot_count) {
        grow(intern);
    }
    return code;
}

uint32_t intern_put(struct intern *intern, const char *bytes, size_t size)
{
    struct intern_item item = intern_item(bytes, size);
    return put_item(intern, &item);
}

/* The place of the first string with such a hash, which mostly is the string; 0: none. */
static uint32_t place_of(const struct intern *intern, uint32_t hash)
{
    size_t mask = intern->slot_count - 1;
    size_t at = hash & mask;
    while (intern->slots[at].place != 0 && intern->slots[at].hash != hash) {
        at = (at + 1) & mask;
    }
    return intern->slots[at].place;
}

/* Twice a string waits for memory: for its slot, and for the string of that slot. Each is asked for
 * some strings before it is looked at. (Asking is no work to a compiler: in a function of its own
 * it would be left out.) */
void intern_put_all(struct intern *intern, const struct intern_item *items, size_t count,
                    uint32_t *codes)
{
    enum { AHEAD = 16, IN_FLIGHT = 2 * AHEAD };
    uint32_t places[IN_FLIGHT] = {0}; /* by item: of what may be its string; 0: none */
    for (size_t i = 0; i < count + 2 * AHEAD; i++) {
        /* Before the first of them these numbers are above any count. */
        size_t look = i - AHEAD;
        size_t put = i - 2 * AHEAD;
        if (i < count) {
            __builtin_prefetch(&intern->slots[items[i].hash & (intern->slot_count - 1)]);
        }
        if (put < count) {
            uint32_t place = places[put % IN_FLIGHT];
            const char *string = place == 0 ? NULL : string_at(intern, place);
            bool known = string != NULL && is_string(string, &items[put]);
            codes[put] = known ? head_of(string).code : put_item(intern, &items[put]);
        }
        if (look < count) {
            uint32_t place = place_of(intern, items[look].hash);
            places[look % IN_FLIGHT] = place;
            if (place != 0) {
                /* Its head stands before it, and it may end in another line of the cache. */
                const char *string = string_at(intern, place);
                __builtin_prefetch(string - sizeof(struct head));
                __builtin_prefetch(string + items[look].size);
            }
        }
    }
}

uint32_t intern_find(const struct intern *intern, const char *bytes, size_t size)
{
    struct intern_item item = intern_item(bytes, size);
    const struct slot *slot = slot_of(intern, &item);
    return slot->place == 0 ? INTERN_NONE : head_of(string_at(intern, slot->place)).code;
}

const char *intern_string(const struct intern *intern, uint32_t code)
{
    return string_at(intern, intern->places[code]);
}

size_t intern_size(const struct intern *intern, uint32_t code)
{
    return head_of(string_at(intern, intern->places[code])).size;
}

size_t intern_count(const struct intern *intern)
{
    return intern->count;
}
