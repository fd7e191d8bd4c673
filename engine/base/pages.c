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

void pages_free(void *memory, size_t size)
{
    munmap(memory, size);
}

/* In steps: who maps memory meanwhile waits no longer than one of them takes. */
void pages_fill(void *memory, size_t size)
{
#ifdef MADV_POPULATE_WRITE
    enum { STEP = 1024 * 1024 };
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = ((uintptr_t)memory + page - 1) / page * page;
    uintptr_t end = ((uintptr_t)memory + size) / page * page;
    int failed = 0;
    for (; start < end && failed == 0; start += STEP) {
        size_t step = end - start < STEP ? end - start : STEP;
        /* When it fails they come as they are touched. */
        failed = madvise((void *)start, step, MADV_POPULATE_WRITE);
    }
#else
    (void)memory;
    (void)size;
#endif
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

void pages_fill(void *memory, size_t size)
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
