/* fuzz: what the fuzz targets share: the entry that libFuzzer calls, the arena of one execution,
 * and the law that stops it.
 *
 *     int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
 *     {
 *         struct arena *arena = fuzz_arena();
 *         ... text_of(arena, data, size) ...; LAW(what must hold);
 *         return fuzz_done(arena);
 *     }
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A small execution finds the blocks of the one before it, poisoned; what grew large starts afresh,
 * because poisoning it again costs more than asking for it. */
enum { FUZZ_KEPT = 64 * 1024 };

static struct arena *fuzz_kept;

static inline struct arena *fuzz_arena(void)
{
    if (fuzz_kept == NULL) {
        fuzz_kept = arena_create();
    }
    return fuzz_kept;
}

static inline int fuzz_done(struct arena *arena)
{
    if (arena_used(arena) > FUZZ_KEPT) {
        arena_destroy(arena);
        fuzz_kept = NULL;
    } else {
        arena_release(arena, (struct arena_mark){0});
    }
    return 0;
}

/* The fuzzer's bytes as a NUL-terminated string, as cleaners take their cells. Zero bytes inside
 * end it, as they would in a cell. */
static inline const char *text_of(struct arena *arena, const uint8_t *data, size_t size)
{
    return arena_copy(arena, (const char *)data, size);
}

/* Stops the fuzzer: a law of the module does not hold. */
#define LAW(holds)                                                                                 \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            __builtin_trap();                                                                      \
        }                                                                                          \
    } while (0)

#endif
