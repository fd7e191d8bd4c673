/* expected_exports: see expected_exports.h. */
#include "tests/support/expected_exports.h"

#include "engine/read/source.h"
#include "tests/support/cmocka_all.h"

struct table *expected_exports_open(struct arena *arena, const char *folder,
                                    struct record *headings)
{
    struct error error = {0};
    struct source_bytes bytes;
    assert_true(source_load(arena, arena_printf(arena, "%sEXPECTED.csv", folder), &bytes, &error));
    struct table *table = table_open(arena, bytes.data, bytes.size);
    table_choose_delimiter(table, ',');
    assert_true(table_next(table, headings));
    return table;
}
