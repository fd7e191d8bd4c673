/* pages: see pages.h. Linux maps; elsewhere, and under the address sanitizer (which watches
 * malloc), the C library is asked.
 *
 * Large pages are not asked for. On a machine of its own they are zeroed faster than small ones; on
 * a virtual machine whose host takes back what is free, a large page that was free for a while
 * costs 2.5 ms, six times what its small ones cost, because those come from what was freed last.
 * Reading a million rows took 2.9 s with them and 2.4 s without.
 */
#if defined(__SANITIZE_ADDRESS__)
#define PAGES_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PAGES_WATCHED 1
#endif
#endif
#if defined(__linux__) && !defined(PAGES_WATCHED)
#define PAGES_MAP 1
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* mremap, MAP_ANONYMOUS */
#endif
#endif
#include "engine/base/pages.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "engine/base/arena.h"

struct mapped_file {
    void *start;
    size_t size;
};

static void unmap_file(void *pointer)
{
    const struct mapped_file *mapped = pointer;
    munmap(mapped->start, mapped->size);
}

const void *pages_map_file(struct arena *arena, int file, size_t size)
{
    void *start = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (start == MAP_FAILED) {
        return NULL;
    }
    struct mapped_file *mapped = arena_alloc(arena, sizeof *mapped);
    *mapped = (struct mapped_file){start, size};
    arena_adopt(arena, unmap_file, mapped);
    return start;
}

#ifdef PAGES_MAP

void *pages_map(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void *pages_grow(void *memory, size_t old_size, size_t new_size)
{
    void *grown = mremap(memory, old_size, new_size, MREMAP_MAYMOVE);
    return grown == MAP_FAILED ? NULL : grown;
}

/* -- what was freed -------------------------------------------------------------------------------
 */

/* A page of the system costs some two microseconds, from asking to giving back: what a stage of an
 * edition frees is kept for the next one. Of the process, like what malloc keeps. */
enum { STOCK_PLACES = 16, STOCK_MOST = 64 * 1024 * 1024 };

struct stretch_of_pages {
    char *start;
    size_t size; /* whole pages; 0: nothing stands here */
};

static struct stock {
    atomic_flag taken; /* nobody waits for it: who finds it taken does without */
    struct stretch_of_pages places[STOCK_PLACES];
    size_t size;
} stock = {.taken = ATOMIC_FLAG_INIT};

static bool stock_open(void)
{
    return !atomic_flag_test_and_set_explicit(&stock.taken, memory_order_acquire);
}

static void stock_close(void)
{
    atomic_flag_clear_explicit(&stock.taken, memory_order_release);
}

static size_t whole_pages(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return (size + page - 1) / page * page;
}

/* The smallest that has the size, else the largest; NULL when there is none. */
static struct stretch_of_pages *stock_best(size_t size)
{
    struct stretch_of_pages *best = NULL;
    for (size_t i = 0; i < STOCK_PLACES; i++) {
        struct stretch_of_pages *place = &stock.places[i];
        bool better =
            best == NULL || (best->size < size ? place->size > best->size
                                               : place->size >= size && place->size < best->size);
        best = place->size > 0 && better ? place : best;
    }
    return best;
}

/* The beginning of what stands there, of that size at most. */
static struct stretch_of_pages stock_cut(struct stretch_of_pages *place, size_t size)
{
    struct stretch_of_pages cut = {place->start, place->size < size ? place->size : size};
    place->start += cut.size;
    place->size -= cut.size;
    stock.size -= cut.size;
    return cut;
}

void *pages_take(size_t size)
{
    struct stretch_of_pages known = {NULL, 0};
    size = whole_pages(size);
    if (stock_open()) {
        struct stretch_of_pages *place = stock_best(size);
        known = place == NULL ? known : stock_cut(place, size);
        stock_close();
    }
    return known.size == 0     ? pages_map(size)
           : known.size < size ? pages_grow(known.start, known.size, size)
                               : known.start;
}

/* How much of it is kept. */
static size_t stock_put(char *start, size_t size)
{
    size_t kept = 0;
    if (!stock_open()) {
        return kept;
    }
    for (size_t i = 0; i < STOCK_PLACES && kept == 0; i++) {
        if (stock.places[i].size == 0) {
            kept = size < STOCK_MOST - stock.size ? size : STOCK_MOST - stock.size;
            stock.places[i] = (struct stretch_of_pages){start, kept};
            stock.size += kept;
            break;
        }
    }
    stock_close();
    return kept;
}

void pages_free(void *memory, size_t size)
{
    size = whole_pages(size);
    size_t kept = stock_put(memory, size);
    if (kept < size) {
        munmap((char *)memory + kept, size - kept);
    }
}

void pages_let_go(void)
{
    for (size_t i = 0; i < STOCK_PLACES && stock_open(); i++) {
        struct stretch_of_pages kept = stock_cut(&stock.places[i], SIZE_MAX);
        stock_close();
        if (kept.size > 0) {
            munmap(kept.start, kept.size);
        }
    }
}

/* The pages that some memory has whole. */
struct whole {
    uintptr_t start, end;
};

static struct whole whole_of(const void *memory, size_t size)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    return (struct whole){((uintptr_t)memory + page - 1) / page * page,
                          ((uintptr_t)memory + size) / page * page};
}

/* In steps: who maps memory meanwhile waits no longer than one of them takes. */
void pages_fill(void *memory, size_t size)
{
#ifdef MADV_POPULATE_WRITE
    enum { STEP = 1024 * 1024 };
    struct whole whole = whole_of(memory, size);
    int failed = 0;
    for (uintptr_t start = whole.start; start < whole.end && failed == 0; start += STEP) {
        size_t step = whole.end - start < STEP ? whole.end - start : STEP;
        /* When it fails they come as they are touched. */
        failed = madvise((void *)start, step, MADV_POPULATE_WRITE);
    }
#else
    (void)memory;
    (void)size;
#endif
}

void pages_forget(void *memory, size_t size)
{
    struct whole whole = whole_of(memory, size);
    if (whole.start < whole.end) {
        madvise((void *)whole.start, whole.end - whole.start, MADV_DONTNEED);
    }
}

void pages_rest(const void *mapped, size_t size)
{
    madvise((void *)(uintptr_t)mapped, size, MADV_DONTNEED);
}

#else

#include <stdlib.h>
#include <string.h>

void *pages_map(size_t size)
{
    return calloc(1, size);
}

/* What nobody should count on. */
void *pages_take(size_t size)
{
    void *memory = malloc(size);
    return memory == NULL ? NULL : memset(memory, 0xA5, size);
}

void *pages_grow(void *memory, size_t old_size, size_t new_size)
{
    unsigned char *grown = realloc(memory, new_size);
    if (grown != NULL) {
        memset(grown + old_size, 0, new_size - old_size);
    }
    return grown;
}

void pages_free(void *memory, size_t size)
{
    (void)size;
    free(memory);
}

void pages_let_go(void)
{
}

void pages_fill(void *memory, size_t size)
{
    (void)memory;
    (void)size;
}

void pages_forget(void *memory, size_t size)
{
    (void)memory;
    (void)size;
}

void pages_rest(const void *mapped, size_t size)
{
    (void)mapped;
    (void)size;
}

#endif

void pages_fill_ahead(void *memory, size_t capacity, size_t used, size_t *filled)
{
    enum { WORTH = 1024 * 1024 };
    assert(used <= capacity);
    if (capacity < WORTH) {
        return;
    }
    size_t to = capacity - used < WORTH ? capacity : used + WORTH;
    pages_fill((char *)memory + *filled, to - *filled);
    *filled = to;
}
