/* text_of: the fuzzer's bytes as a NUL-terminated string, as cleaners take their cells. Zero bytes
 * inside end it, as they would in a cell. */
#ifndef TESTS_FUZZ_TEXT_OF_H
#define TESTS_FUZZ_TEXT_OF_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
