/* arena: a chain of blocks of growing size, each filled from the bottom. What is large stands
 * alone, in a list of its own, so that it can grow without a copy being left behind; what is very
 * large has pages of its own. Objects that were adopted stand in a third list, newest first,
 * allocated in the arena itself.
 *
 * Invariants:
 *  1. `newest` is the block that allocations come from; older blocks hang below it.
 *  2. Every allocation starts at a multiple of ARENA_ALIGN within its block.
 *  3. A block is zeroed piece by piece, as it is handed out, and not where it will be written over:
 *     what is never used is never touched, and costs nothing.
 *  4. Large allocations are numbered; a mark knows the newest number at its time, which stays true
 *     when one of them moves.
 *  5. Bytes that are not handed out are poisoned in builds with the address sanitizer; there a red
 *     zone stands behind every allocation, so that a step too far does not land in the next one.
 */
#include "engine/base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/pages.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif
#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define ARENA_RED_ZONE 16
#define POISON(start, size) ASAN_POISON_MEMORY_REGION((start), (size))
#define UNPOISON(start, size) ASAN_UNPOISON_MEMORY_REGION((start), (size))
#else
#define ARENA_RED_ZONE 0
#define POISON(start, size) ((void)(start), (void)(size))
#define UNPOISON(start, size) ((void)(start), (void)(size))
#endif

enum {
    ARENA_ALIGN = 16,
    ARENA_FIRST = 16 * 1024, /* bytes of the first block */
    ARENA_LARGEST = 4 * 1024 * 1024,
    ARENA_ALONE = 64 * 1024,   /* an allocation of this size stands alone */
    ARENA_PAGES = 1024 * 1024, /* and of this size in pages of its own */
    SHORT_TEXT = 240
};

struct block {
    struct block *below;
    size_t size; /* bytes in data */
    size_t used;
    size_t last; /* where the newest allocation starts: only that one grows in place */
    _Alignas(ARENA_ALIGN) unsigned char data[];
};

struct large {
    struct large *older;
    size_t number;
    size_t size;
    _Alignas(ARENA_ALIGN) unsigned char data[];
};

struct adopted {
    struct adopted *older;
    arena_free_fn *free_fn;
    void *pointer;
};

struct arena {
    struct block *newest;
    struct block
        *spare; /* released, the largest one: what marks and releases often asks no malloc */
    struct large *large;
    struct adopted *adopted;
    size_t next_size;
    size_t large_count; /* that there ever were */
    size_t used;
};

static arena_oom_fn *oom_handler;
static void *oom_context;

void arena_on_out_of_memory(arena_oom_fn *handler, void *context)
{
    oom_handler = handler;
    oom_context = context;
}

void arena_out_of_memory(size_t size)
{
    if (oom_handler != NULL) {
        oom_handler(oom_context, size);
    }
    abort();
}

/* What an allocation of `size` takes from a block. */
static size_t room_for(size_t size)
{
    if (size > SIZE_MAX - ARENA_ALIGN - ARENA_RED_ZONE) {
        arena_out_of_memory(size);
    }
    return ((size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1)) + ARENA_RED_ZONE;
}

static struct block *block_create(struct arena *arena, size_t size)
{
    size_t capacity = arena->next_size;
    if (capacity < size) {
        capacity = size;
    } else if (arena->next_size < ARENA_LARGEST) {
        arena->next_size *= 2;
    }
    if (capacity > SIZE_MAX - sizeof(struct block)) {
        arena_out_of_memory(capacity);
    }
    struct block *block = malloc(sizeof *block + capacity);
    if (block == NULL) {
        arena_out_of_memory(capacity);
    }
    *block = (struct block){.size = capacity};
    POISON(block->data, capacity);
    return block;
}

static struct block *block_push(struct arena *arena, size_t size)
{
    struct block *block = arena->spare;
    if (block != NULL && block->size >= size) {
        arena->spare = NULL;
    } else {
        block = block_create(arena, size);
    }
    block->below = arena->newest;
    arena->newest = block;
    return block;
}

static void block_free(struct block *block)
{
    if (block != NULL) {
        UNPOISON(block->data, block->size);
        free(block);
    }
}

/* Takes the newest block off; keeps it, or the spare one, for later. */
static void block_pop(struct arena *arena)
{
    struct block *block = arena->newest;
    arena->newest = block->below;
    arena->used -= block->used;
    block->used = 0;
    block->last = 0;
    POISON(block->data, block->size);
    if (arena->spare == NULL || arena->spare->size < block->size) {
        struct block *smaller = arena->spare;
        arena->spare = block;
        block = smaller;
    }
    block_free(block);
}

struct arena *arena_create(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL) {
        arena_out_of_memory(sizeof *arena);
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
        block_pop(arena);
    }
}

/* Memory for `size` bytes behind the head. */
static struct large *large_create(size_t size, bool zeroed)
{
    size_t bytes = sizeof(struct large) + size;
    bool pages = size >= ARENA_PAGES;
    struct large *large = zeroed ? (pages ? pages_map(bytes) : calloc(1, bytes))
                                 : (pages ? pages_take(bytes) : malloc(bytes));
    if (large == NULL) {
        arena_out_of_memory(size);
    }
    return large;
}

static void large_free(struct large *large)
{
    if (large->size >= ARENA_PAGES) {
        pages_free(large, sizeof *large + large->size);
    } else {
        free(large);
    }
}

/* The same with more room; the old one is gone. */
static struct large *large_move(struct large *old, size_t size)
{
    struct large *moved;
    size_t old_bytes = sizeof *old + old->size;
    size_t bytes = sizeof *old + size;
    if (old->size >= ARENA_PAGES) {
        moved = pages_grow(old, old_bytes, bytes);
    } else if (size < ARENA_PAGES) {
        moved = realloc(old, bytes);
    } else {
        moved = large_create(size, false);
        memcpy(moved, old, old_bytes);
        free(old);
    }
    if (moved == NULL) {
        arena_out_of_memory(size);
    }
    moved->size = size;
    return moved;
}

static void free_large_until(struct arena *arena, size_t number)
{
    while (arena->large != NULL && arena->large->number > number) {
        struct large *large = arena->large;
        arena->large = large->older;
        arena->used -= large->size;
        large_free(large);
    }
}

void arena_destroy(struct arena *arena)
{
    if (arena == NULL) {
        return;
    }
    free_adopted_until(arena, NULL);
    free_large_until(arena, 0);
    free_blocks_until(arena, NULL);
    block_free(arena->spare);
    free(arena);
}

static void *take_alone(struct arena *arena, size_t size, bool zeroed)
{
    struct large *large = large_create(size, zeroed);
    large->older = arena->large;
    large->number = ++arena->large_count;
    large->size = size;
    arena->large = large;
    arena->used += size;
    return large->data;
}

/* What will be written over is not zeroed: that would touch memory which may never be used. */
static void *take(struct arena *arena, size_t size, bool zeroed)
{
    size_t need = room_for(size == 0 ? 1 : size);
    if (need >= ARENA_ALONE) {
        return take_alone(arena, need, zeroed);
    }
    struct block *block = arena->newest;
    if (block == NULL || block->size - block->used < need) {
        block = block_push(arena, need);
    }
    void *memory = block->data + block->used;
    UNPOISON(memory, size == 0 ? 1 : size);
    if (zeroed) {
        memset(memory, 0, size);
    }
    block->last = block->used;
    block->used += need;
    arena->used += need;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return take(arena, size, true);
}

static void *take_array(struct arena *arena, size_t count, size_t size, bool zeroed)
{
    if (size != 0 && count > SIZE_MAX / size) {
        arena_out_of_memory(SIZE_MAX);
    }
    return take(arena, count * size, zeroed);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    return take_array(arena, count, size, true);
}

void *arena_alloc_full(struct arena *arena, size_t count, size_t size)
{
    void *memory = take_array(arena, count, size, false);
    if (count * size >= ARENA_PAGES) {
        pages_fill(memory, count * size);
    }
    return memory;
}

/* Where a large allocation hangs in the list; NULL when it is none. */
static struct large **find_large(struct arena *arena, const void *memory)
{
    struct large **at = &arena->large;
    while (*at != NULL && (*at)->data != memory) {
        at = &(*at)->older;
    }
    return *at == NULL ? NULL : at;
}

static void *extend_large(struct arena *arena, struct large **at, size_t size)
{
    arena->used += size - (*at)->size;
    *at = large_move(*at, size);
    return (*at)->data;
}

void *arena_extend(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size)
{
    if (size != 0 && new_count > (SIZE_MAX - ARENA_ALIGN) / size) {
        arena_out_of_memory(SIZE_MAX);
    }
    size_t need = room_for(new_count * size);
    struct block *block = arena->newest;
    if (old != NULL && block != NULL && old == block->data + block->last && need < ARENA_ALONE &&
        need <= block->size - block->last) {
        UNPOISON(old, new_count * size);
        arena->used += need - (block->used - block->last);
        block->used = block->last + need;
        return old;
    }
    struct large **at =
        old == NULL || old_count * size < ARENA_ALONE ? NULL : find_large(arena, old);
    if (at != NULL) {
        return extend_large(arena, at, need);
    }
    void *extended = take(arena, new_count * size, false);
    if (old != NULL) {
        memcpy(extended, old, old_count * size);
    }
    return extended;
}

void *arena_grow(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size)
{
    unsigned char *grown = arena_extend(arena, old, old_count, new_count, size);
    memset(grown + old_count * size, 0, (new_count - old_count) * size);
    return grown;
}

void arena_drop(struct arena *arena, void *old, size_t count, size_t size)
{
    struct large **at = old == NULL || count * size < ARENA_ALONE ? NULL : find_large(arena, old);
    if (at != NULL) {
        struct large *large = *at;
        *at = large->older;
        arena->used -= large->size;
        large_free(large);
    }
}

void arena_forget(void *part, size_t size)
{
    POISON(part, size);
    pages_forget(part, size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t size)
{
    if (size == SIZE_MAX) {
        arena_out_of_memory(size);
    }
    char *copy = take(arena, size + 1, false);
    if (size > 0) {
        memcpy(copy, bytes, size);
    }
    copy[size] = '\0';
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
    char most[SHORT_TEXT]; /* texts are: one that fits is formatted once */
    int size = vsnprintf(most, sizeof most, format, arguments);
    char *text;
    if (size < (int)sizeof most) {
        text = arena_copy(arena, most, size < 0 ? 0 : (size_t)size);
    } else {
        text = arena_alloc(arena, (size_t)size + 1);
        vsnprintf(text, (size_t)size + 1, format, again);
    }
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
    struct arena_mark mark = {.block = arena->newest,
                              .large_count = arena->large == NULL ? 0 : arena->large->number,
                              .adopted = arena->adopted};
    if (arena->newest != NULL) {
        mark.used = arena->newest->used;
    }
    return mark;
}

void arena_release(struct arena *arena, struct arena_mark mark)
{
    free_adopted_until(arena, mark.adopted);
    free_large_until(arena, mark.large_count);
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

void arena_zero(void *bytes, size_t size)
{
    memset(bytes, 0, size);
}
