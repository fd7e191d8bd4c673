/* intern: open addressing with linear probing over a power of two of slots, at most half full.
 *
 * A slot holds half of the hash of its string and its number, so that a miss and growing read no
 * string, and eight slots stand in a line of the cache. Strings stand one behind the other in
 * chunks, each with its size before it. A large dictionary fits no cache, and waiting for memory is
 * all that a look-up does: intern_put_all asks for the places of many strings before it needs the
 * first.
 */
#include "engine/base/intern.h"

#include <stdbool.h>
#include <string.h>

#include "engine/base/pages.h"

enum { FIRST_SLOTS = 64, FIRST_CHUNK = 1024, LARGEST_CHUNK = 1024 * 1024 };

struct slot {
    uint32_t hash;
    uint32_t place; /* the string's number + 1; 0: empty */
};

struct intern {
    struct arena *arena;
    char **strings; /* the bytes; their size stands before them */
    size_t count, capacity;
    size_t filled; /* pages_fill_ahead */
    struct slot *slots;
    size_t slot_count;
    char *chunk; /* where the next string goes */
    size_t chunk_left, chunk_size;
};

struct intern *intern_create(struct arena *arena)
{
    struct intern *intern = arena_alloc(arena, sizeof *intern);
    intern->arena = arena;
    intern->slot_count = FIRST_SLOTS;
    intern->slots = arena_alloc_array(arena, intern->slot_count, sizeof *intern->slots);
    intern->chunk_size = FIRST_CHUNK;
    return intern;
}

static uint32_t size_of(const char *string)
{
    uint32_t size;
    memcpy(&size, string - sizeof size, sizeof size);
    return size;
}

static bool is_string(const char *string, const struct intern_item *item)
{
    return size_of(string) == item->size && mix_same(string, item->bytes, item->size);
}

/* The slot where the string stands or would stand. */
static struct slot *slot_of(const struct intern *intern, const struct intern_item *item)
{
    size_t mask = intern->slot_count - 1;
    for (size_t at = item->hash & mask;; at = (at + 1) & mask) {
        struct slot *slot = &intern->slots[at];
        if (slot->place == 0 ||
            (slot->hash == item->hash && is_string(intern->strings[slot->place - 1], item))) {
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

static char *keep(struct intern *intern, const char *bytes, size_t size)
{
    uint32_t short_size = (uint32_t)size;
    size_t need = sizeof short_size + size + 1;
    if (need > intern->chunk_left) {
        if (intern->chunk_size < LARGEST_CHUNK) {
            intern->chunk_size *= 2;
        }
        intern->chunk_left = need > intern->chunk_size ? need : intern->chunk_size;
        intern->chunk = arena_alloc_full(intern->arena, intern->chunk_left, 1);
    }
    char *string = intern->chunk + sizeof short_size;
    memcpy(intern->chunk, &short_size, sizeof short_size);
    if (size > 0) {
        memcpy(string, bytes, size);
    }
    string[size] = '\0';
    intern->chunk += need;
    intern->chunk_left -= need;
    return string;
}

static uint32_t put_item(struct intern *intern, const struct intern_item *item)
{
    struct slot *slot = slot_of(intern, item);
    if (slot->place != 0) {
        return slot->place - 1;
    }
    if (intern->count == intern->capacity) {
        size_t capacity = intern->capacity == 0 ? 64 : intern->capacity * 2;
        intern->strings = arena_extend(intern->arena, intern->strings, intern->capacity, capacity,
                                       sizeof *intern->strings);
        intern->capacity = capacity;
    }
    size_t used = (intern->count + 1) * sizeof *intern->strings;
    if (used > intern->filled) {
        pages_fill_ahead(intern->strings, intern->capacity * sizeof *intern->strings, used,
                         &intern->filled);
    }
    uint32_t code = (uint32_t)intern->count++;
    intern->strings[code] = keep(intern, item->bytes, item->size);
    *slot = (struct slot){.hash = item->hash, .place = code + 1};
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

/* Three times a string waits for memory: for its slot, for where the string of that slot stands,
 * and for that string. Each is asked for some strings before it is looked at. (Asking is no work to
 * a compiler: in a function of its own it would be left out.) */
void intern_put_all(struct intern *intern, const struct intern_item *items, size_t count,
                    uint32_t *codes)
{
    enum { AHEAD = 16, IN_FLIGHT = 4 * AHEAD };
    uint32_t places[IN_FLIGHT] = {0}; /* by item: the place of what may be its string; 0: none */
    for (size_t i = 0; i < count + 3 * AHEAD; i++) {
        /* Before the first of them these numbers are above any count. */
        size_t look = i - AHEAD;
        size_t find = i - 2 * AHEAD;
        size_t put = i - 3 * AHEAD;
        if (i < count) {
            __builtin_prefetch(&intern->slots[items[i].hash & (intern->slot_count - 1)]);
        }
        if (look < count) {
            uint32_t place = place_of(intern, items[look].hash);
            places[look % IN_FLIGHT] = place;
            if (place != 0) {
                __builtin_prefetch(&intern->strings[place - 1]);
            }
        }
        if (find < count && places[find % IN_FLIGHT] != 0) {
            /* Its size stands before it, and it may end in another line of the cache. */
            const char *string = intern->strings[places[find % IN_FLIGHT] - 1];
            __builtin_prefetch(string - sizeof(uint32_t));
            __builtin_prefetch(string + items[find].size);
        }
        if (put < count) {
            uint32_t place = places[put % IN_FLIGHT];
            bool known = place != 0 && is_string(intern->strings[place - 1], &items[put]);
            codes[put] = known ? place - 1 : put_item(intern, &items[put]);
        }
    }
}

uint32_t intern_find(const struct intern *intern, const char *bytes, size_t size)
{
    struct intern_item item = intern_item(bytes, size);
    const struct slot *slot = slot_of(intern, &item);
    return slot->place == 0 ? INTERN_NONE : slot->place - 1;
}

const char *intern_string(const struct intern *intern, uint32_t code)
{
    return intern->strings[code];
}

size_t intern_size(const struct intern *intern, uint32_t code)
{
    return size_of(intern->strings[code]);
}

size_t intern_count(const struct intern *intern)
{
    return intern->count;
}
