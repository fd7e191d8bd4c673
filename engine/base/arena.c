/* arena: a chain of blocks of growing size, each filled from the bottom. Objects that were adopted
 * stand in a list of their own, newest first, allocated in the arena itself.
 *
 * Invariants:
 *  1. `newest` is the block that allocations come from; older blocks hang below it.
 *  2. Every allocation starts at a multiple of ARENA_ALIGN within its block.
 *  3. Bytes that are not handed out are poisoned in builds with the address sanitizer.
 */
#include "engine/base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif
#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define POISON(start, size) ASAN_POISON_MEMORY_REGION((start), (size))
#define UNPOISON(start, size) ASAN_UNPOISON_MEMORY_REGION((start), (size))
#else
#define POISON(start, size) ((void)(start), (void)(size))
#define UNPOISON(start, size) ((void)(start), (void)(size))
#endif

enum { ARENA_ALIGN = 16, ARENA_FIRST = 16 * 1024, ARENA_LARGEST = 4 * 1024 * 1024 };

struct block {
    struct block *below;
    size_t size; /* bytes in data */
    size_t used;
    size_t last; /* where the newest allocation starts: only that one grows in place */
    _Alignas(ARENA_ALIGN) unsigned char data[];
};

struct adopted {
    struct adopted *older;
    arena_free_fn *free_fn;
    void *pointer;
};

struct arena {
    struct block *newest;
    struct adopted *adopted;
    size_t next_size;
    size_t used;
};

static arena_oom_fn *oom_handler;
static void *oom_context;

void arena_on_out_of_memory(arena_oom_fn *handler, void *context)
{
    oom_handler = handler;
    oom_context = context;
}

static void out_of_memory(size_t size)
{
    if (oom_handler != NULL) {
        oom_handler(oom_context, size);
    }
    abort();
}

static size_t rounded(size_t size)
{
    if (size > SIZE_MAX - ARENA_ALIGN) {
        out_of_memory(size);
    }
    return (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
}

static struct block *block_push(struct arena *arena, size_t size)
{
    size_t capacity = arena->next_size;
    if (capacity < size) {
        capacity = size;
    } else if (arena->next_size < ARENA_LARGEST) {
        arena->next_size *= 2;
    }
    if (capacity > SIZE_MAX - sizeof(struct block)) {
        out_of_memory(capacity);
    }
    struct block *block = malloc(sizeof *block + capacity);
    if (block == NULL) {
        out_of_memory(capacity);
    }
    block->below = arena->newest;
    block->size = capacity;
    block->used = 0;
    block->last = 0;
    POISON(block->data, capacity);
    arena->newest = block;
    return block;
}

struct arena *arena_create(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL) {
        out_of_memory(sizeof *arena);
    }
    arena->next_size = ARENA_FIRST;
    return arena;
}

static void free_adopted_until(struct arena *arena, const struct adopted *stop)
{
    while (arena->adopted != stop) {
        struct adopted *entry = arena->adopted;
        arena->adopted = entry->older;
        entry->free_fn(entry->pointer);
    }
}

static void free_blocks_until(struct arena *arena, const struct block *stop)
{
    while (arena->newest != stop) {
        struct block *block = arena->newest;
        arena->newest = block->below;
        arena->used -= block->used;
        UNPOISON(block->data, block->size);
        free(block);
    }
}

void arena_destroy(struct arena *arena)
{
    if (arena == NULL) {
        return;
    }
    free_adopted_until(arena, NULL);
    free_blocks_until(arena, NULL);
    free(arena);
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t need = rounded(size == 0 ? 1 : size);
    struct block *block = arena->newest;
    if (block == NULL || block->size - block->used < need) {
        block = block_push(arena, need);
    }
    void *memory = block->data + block->used;
    block->last = block->used;
    block->used += need;
    arena->used += need;
    UNPOISON(memory, size == 0 ? 1 : size);
    memset(memory, 0, size);
    return memory;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        out_of_memory(SIZE_MAX);
    }
    return arena_alloc(arena, count * size);
}

void *arena_grow(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size)
{
    if (size != 0 && new_count > SIZE_MAX / size) {
        out_of_memory(SIZE_MAX);
    }
    struct block *block = arena->newest;
    if (old != NULL && block != NULL && old == block->data + block->last) {
        size_t need = rounded(new_count * size);
        if (need <= block->size - block->last) {
            arena->used += need - (block->used - block->last);
            block->used = block->last + need;
            UNPOISON(old, new_count * size);
            memset((unsigned char *)old + old_count * size, 0, (new_count - old_count) * size);
            return old;
        }
    }
    void *grown = arena_alloc_array(arena, new_count, size);
    if (old != NULL) {
        memcpy(grown, old, old_count * size);
    }
    return grown;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t size)
{
    if (size == SIZE_MAX) {
        out_of_memory(size);
    }
    char *copy = arena_alloc(arena, size + 1);
    if (size > 0) {
        memcpy(copy, bytes, size);
    }
    return copy;
}

char *arena_strdup(struct arena *arena, const char *string)
{
    return string == NULL ? NULL : arena_copy(arena, string, strlen(string));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    if (size < 0) {
        size = 0;
    }
    char *text = arena_alloc(arena, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

void arena_adopt(struct arena *arena, arena_free_fn *free_fn, void *pointer)
{
    struct adopted *entry = arena_alloc(arena, sizeof *entry);
    entry->older = arena->adopted;
    entry->free_fn = free_fn;
    entry->pointer = pointer;
    arena->adopted = entry;
}

struct arena_mark arena_mark(const struct arena *arena)
{
    struct arena_mark mark = {.block = arena->newest, .adopted = arena->adopted};
    if (arena->newest != NULL) {
        mark.used = arena->newest->used;
    }
    return mark;
}

void arena_release(struct arena *arena, struct arena_mark mark)
{
    free_adopted_until(arena, mark.adopted);
    free_blocks_until(arena, mark.block);
    struct block *block = arena->newest;
    if (block != NULL) {
        arena->used -= block->used - mark.used;
        block->used = mark.used;
        /* Nothing grows in place after a release: the newest allocation is no longer known. */
        block->last = mark.used;
        POISON(block->data + block->used, block->size - block->used);
    }
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}
