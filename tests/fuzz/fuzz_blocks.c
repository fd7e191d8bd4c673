/* A table says the same whether it is read record by record or in blocks: the first byte of the
 * input says how many bytes a block has, the rest is the table. One thread, so that an input always
 * takes the same way (prop_blocks has several); what is written after the heading is repeated until
 * there is enough for some blocks. */
#include <string.h>

#include "engine/base/text.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/headings_kept.h"
#include "tests/fuzz/said.h"

enum { BLOCKS = 12, LONGEST = 8 * 1024 };

static struct text table_of(struct arena *arena, const char *bytes, size_t size, size_t enough)
{
    struct text table = text_create(arena);
    text_add_bytes(&table, bytes, size);
    const char *feed = memchr(bytes, '\n', size);
    size_t heading = feed == NULL ? 0 : (size_t)(feed - bytes) + 1;
    while (heading < size && table.size < enough) {
        text_add_bytes(&table, bytes + heading, size - heading);
    }
    return table;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 8) {
        return 0;
    }
    struct arena *arena = fuzz_arena();
    size_t block = (size_t)data[0] * 4 + 1;
    size_t enough = block * BLOCKS < LONGEST ? block * BLOCKS : LONGEST;
    struct text table = table_of(arena, (const char *)data + 1, size - 1, enough);
    struct recognise_context context = {.headings = headings_now()};
    struct text alone = said_of(arena, table.bytes, table.size, &context);
    context.threads = 1;
    context.block = block;
    struct text together = said_of(arena, table.bytes, table.size, &context);
    LAW(alone.size == together.size && memcmp(alone.bytes, together.bytes, alone.size) == 0);
    return fuzz_done(arena);
}
