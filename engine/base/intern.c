/* intern: open addressing with linear probing over a power of two of slots, at most two thirds
 * full. The hash is FNV-1a with a final mix: bytes of spellings are not hostile enough to ask for
 * more, and a lookup is bounded by the table's fill, not by luck with the input alone. */
#include "engine/base/intern.h"

#include <stdbool.h>
#include <string.h>

struct entry {
    const char *bytes;
    size_t size;
    uint64_t hash;
};

struct intern {
    struct arena *arena;
    struct entry *entries;
    size_t count, capacity;
    uint32_t *slots; /* number + 1; 0 is empty */
    size_t slot_count;
};

static uint64_t hash_of(const char *bytes, size_t size)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    }
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93u;
    return hash ^ (hash >> 32);
}

struct intern *intern_create(struct arena *arena)
{
    struct intern *intern = arena_alloc(arena, sizeof *intern);
    intern->arena = arena;
    intern->slot_count = 64;
    intern->slots = arena_alloc_array(arena, intern->slot_count, sizeof *intern->slots);
    return intern;
}

/* The slot where the string stands or would stand. */
static size_t slot_of(const struct intern *intern, const char *bytes, size_t size, uint64_t hash)
{
    size_t mask = intern->slot_count - 1;
    size_t slot = (size_t)hash & mask;
    while (intern->slots[slot] != 0) {
        const struct entry *entry = &intern->entries[intern->slots[slot] - 1];
        if (entry->hash == hash && entry->size == size &&
            (size == 0 || memcmp(entry->bytes, bytes, size) == 0)) {
            break;
        }
        slot = (slot + 1) & mask;
    }
    return slot;
}

static void grow(struct intern *intern)
{
    intern->slot_count *= 2;
    intern->slots = arena_alloc_array(intern->arena, intern->slot_count, sizeof *intern->slots);
    size_t mask = intern->slot_count - 1;
    for (size_t i = 0; i < intern->count; i++) {
        size_t slot = (size_t)intern->entries[i].hash & mask;
        while (intern->slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        intern->slots[slot] = (uint32_t)i + 1;
    }
}

uint32_t intern_put(struct intern *intern, const char *bytes, size_t size)
{
    uint64_t hash = hash_of(bytes, size);
    size_t slot = slot_of(intern, bytes, size, hash);
    if (intern->slots[slot] != 0) {
        return intern->slots[slot] - 1;
    }
    if (intern->count == intern->capacity) {
        size_t capacity = intern->capacity == 0 ? 64 : intern->capacity * 2;
        intern->entries = arena_extend(intern->arena, intern->entries, intern->capacity, capacity,
                                       sizeof *intern->entries);
        intern->capacity = capacity;
    }
    uint32_t code = (uint32_t)intern->count++;
    intern->entries[code] =
        (struct entry){.bytes = arena_copy(intern->arena, bytes, size), .size = size, .hash = hash};
    intern->slots[slot] = code + 1;
    if (intern->count * 3 > intern->slot_count * 2) {
        grow(intern);
    }
    return code;
}

uint32_t intern_find(const struct intern *intern, const char *bytes, size_t size)
{
    size_t slot = slot_of(intern, bytes, size, hash_of(bytes, size));
    return intern->slots[slot] == 0 ? INTERN_NONE : intern->slots[slot] - 1;
}

const char *intern_string(const struct intern *intern, uint32_t code)
{
    return intern->entries[code].bytes;
}

size_t intern_size(const struct intern *intern, uint32_t code)
{
    return intern->entries[code].size;
}

size_t intern_count(const struct intern *intern)
{
    return intern->count;
}
