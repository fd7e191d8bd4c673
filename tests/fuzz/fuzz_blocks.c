/* A long table says the same whether one thread reads it or several: the input is a heading with
 * some records, and these are repeated until the table is long enough for several. */
#include <string.h>

#include "engine/base/text.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/said.h"

enum { LONG = 270 * 1024 }; /* just long enough for blocks */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 16) {
        return 0;
    }
    struct arena *arena = fuzz_arena();
    struct text text = text_create(arena);
    text_add_bytes(&text, (const char *)data, size);
    const uint8_t *feed = memchr(data, '\n', size);
    size_t heading = feed == NULL ? 0 : (size_t)(feed - data) + 1;
    while (heading < size && text.size < LONG) {
        text_add_bytes(&text, (const char *)data + heading, size - heading);
    }
    struct text alone = said_of(arena, text.bytes, text.size, 0);
    struct text together = said_of(arena, text.bytes, text.size, 3);
    LAW(alone.size == together.size && memcmp(alone.bytes, together.bytes, alone.size) == 0);
    return fuzz_done(arena);
}
