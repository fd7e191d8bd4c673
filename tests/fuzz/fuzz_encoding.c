/* Any bytes decode to valid UTF-8 without zero bytes and marks, or are called not text. */
#include "engine/read/encoding.h"
#include "engine/unicode/fold.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    struct decoded decoded;
    encoding_decode(arena, data, size, 1, &decoded);
    if (decoded.not_text == NULL) {
        const char *text = arena_copy(arena, decoded.text, decoded.size);
        size_t read = 0;
        uint32_t c;
        for (size_t step; (step = fold_decode(text + read, &c)) > 0; read += step) {
            LAW(c != 0xFFFD || step == 3);
        }
        LAW(read == decoded.size);
        LAW(decoded.encoding < ENCODING_COUNT);
        LAW(decoded.repaired == 0 || decoded.encoding == ENCODING_MIXED);
    }
    return fuzz_done(arena);
}
