/* pages: see pages.h. Linux maps, and is told that large pages are welcome: a million rows touch
 * hundreds of megabytes, and taking those 4 KiB at a time costs as much as filling them. Elsewhere,
 * and under the address sanitizer (which watches malloc), the C library is asked. */
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
#define _GNU_SOURCE /* mremap, MAP_ANONYMOUS, MADV_HUGEPAGE */
#endif
#endif
#include "engine/base/pages.h"

#ifdef PAGES_MAP

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LARGE_PAGE = 2 * 1024 * 1024 };

/* Advice only: a system without large pages says no, and nothing is lost. */
static void *advised(void *memory, size_t size)
{
    if (memory == MAP_FAILED) {
        return NULL;
    }
    if (size >= LARGE_PAGE) {
        madvise(memory, size, MADV_HUGEPAGE);
    }
    return memory;
}

static void *mapped(size_t size)
{
    return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* Where a large page may begin: what begins elsewhere has small ones at both ends, and all of them
 * become small when it moves. */
static void *aligned(size_t size)
{
    unsigned char *memory = mapped(size + LARGE_PAGE);
    if (memory == MAP_FAILED) {
        return MAP_FAILED;
    }
    size_t before = (LARGE_PAGE - (uintptr_t)memory % LARGE_PAGE) % LARGE_PAGE;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t kept = (size + page - 1) / page * page;
    if (before > 0) {
        munmap(memory, before);
    }
    munmap(memory + before + kept, LARGE_PAGE - before);
    return memory + before;
}

static void *moved(void *memory, size_t old_size, size_t new_size)
{
    void *place = aligned(new_size);
    if (place == MAP_FAILED) {
        return MAP_FAILED;
    }
    void *there = mremap(memory, old_size, new_size, MREMAP_MAYMOVE | MREMAP_FIXED, place);
    if (there == MAP_FAILED) {
        munmap(place, new_size);
    }
    return there;
}

void *pages_map(size_t size)
{
    return advised(size < LARGE_PAGE ? mapped(size) : aligned(size), size);
}

void *pages_grow(void *memory, size_t old_size, size_t new_size)
{
    void *grown = mremap(memory, old_size, new_size, 0);
    if (grown == MAP_FAILED) {
        grown = new_size < LARGE_PAGE ? mremap(memory, old_size, new_size, MREMAP_MAYMOVE)
                                      : moved(memory, old_size, new_size);
    }
    return advised(grown, new_size);
}

void pages_free(void *memory, size_t size)
{
    munmap(memory, size);
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

void pages_rest(const void *mapped, size_t size)
{
    (void)mapped;
    (void)size;
}

#endif
