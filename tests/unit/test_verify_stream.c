/* Tests of engine/verify: a packed stream gives its bytes, and never more than it may. */
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "engine/verify/verify_stream.h"
#include "tests/support/cmocka_all.h"

/* `size` bytes of an endless alphabet, packed. */
static unsigned char *pack(size_t size, size_t *packed_size)
{
    char *bytes = malloc(size + 1);
    uLongf room = compressBound((uLong)size);
    unsigned char *packed = malloc(room);
    assert_true(bytes != NULL && packed != NULL);
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (char)('a' + i % 26);
    }
    assert_int_equal(compress2(packed, &room, (const unsigned char *)bytes, (uLong)size, 6), Z_OK);
    free(bytes);
    *packed_size = room;
    return packed;
}

static void what_was_packed_comes_out(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 25, 16383, 16384, 16385, 1000000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct arena *arena = arena_create();
        size_t packed_size;
        size_t size = 99;
        unsigned char *packed = pack(sizes[i], &packed_size);
        const char *bytes = verify_stream_unpack(arena, packed, packed_size, sizes[i], &size);
        assert_non_null(bytes);
        assert_int_equal(size, sizes[i]);
        assert_int_equal(bytes[size], '\0');
        for (size_t k = 0; k < size; k++) {
            assert_true(bytes[k] == (char)('a' + k % 26));
        }
        if (sizes[i] > 0) { /* one less is too little */
            assert_null(verify_stream_unpack(arena, packed, packed_size, sizes[i] - 1, &size));
            assert_null(verify_stream_unpack(arena, packed, packed_size - 5, sizes[i], &size));
        }
        free(packed);
        arena_destroy(arena);
    }
}

/* Fifty megabytes in fifty kilobytes: no more than the limit is ever kept. */
static void a_bomb_costs_no_more_than_the_limit(void **state)
{
    (void)state;
    enum { LIMIT = 1 << 20 };
    struct arena *arena = arena_create();
    size_t packed_size;
    size_t size;
    unsigned char *packed = pack(50 * LIMIT, &packed_size);
    assert_true(packed_size < LIMIT);
    assert_null(verify_stream_unpack(arena, packed, packed_size, LIMIT, &size));
    assert_true(arena_used(arena) < 8 * LIMIT);
    free(packed);
    arena_destroy(arena);
}

static void what_is_not_packed_is_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    size_t size;
    assert_null(verify_stream_unpack(arena, (const unsigned char *)"", 0, 100, &size));
    assert_null(verify_stream_unpack(arena, (const unsigned char *)"plain words", 11, 100, &size));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_comes_out),
        cmocka_unit_test(a_bomb_costs_no_more_than_the_limit),
        cmocka_unit_test(what_is_not_packed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
