/* What a store says that a release showed is refused or understood; written and read again it says
 * the same, and its sums name cells that are there. */
#include <string.h>

#include "engine/publish/memory.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    struct memory memory;
    struct memory again;
    if (memory_read(arena, text_of(arena, data, size), &memory)) {
        for (size_t i = 0; i < memory.sum_count; i++) {
            LAW(memory.sums[i].total < memory.cell_count);
            for (size_t k = 0; k < memory.sums[i].count; k++) {
                LAW(memory.sums[i].parts[k] < memory.cell_count);
            }
        }
        const char *text = memory_text(arena, &memory);
        LAW(memory_read(arena, text, &again));
        LAW(strcmp(text, memory_text(arena, &again)) == 0);
    }
    return fuzz_done(arena);
}
