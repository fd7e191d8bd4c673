/* Tests of the tables that a large edition lives in: large arrays of an arena, intern, pairs,
 * against slow and obvious ones; and moments in eight bytes. */
#include <stdio.h>
#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/pairs.h"
#include "engine/base/random.h"
#include "engine/base/vector.h"
#include "engine/record/moment.h"
#include "tests/support/cmocka_all.h"

enum { MEGABYTE = 1024 * 1024 };

static bool is_filled_with(const unsigned char *bytes, size_t from, size_t to, unsigned char value)
{
    for (size_t i = from; i < to; i++) {
        if (bytes[i] != value) {
            return false;
        }
    }
    return true;
}

static void large_arrays_grow_side_by_side(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    unsigned char *array[3] = {NULL, NULL, NULL};
    size_t size[3] = {0, 0, 0};
    for (size_t step = 1; step <= 9; step++) {
        size_t which = step % 3;
        size_t grown = step * MEGABYTE + step;
        array[which] = arena_grow(arena, array[which], size[which], grown, 1);
        assert_true(is_filled_with(array[which], 0, size[which], (unsigned char)(which + 1)));
        assert_true(is_filled_with(array[which], size[which], grown, 0));
        memset(array[which], (int)which + 1, grown);
        size[which] = grown;
    }
    arena_drop(arena, array[1], size[1], 1);
    array[0] = arena_grow(arena, array[0], size[0], size[0] * 2, 1);
    assert_true(is_filled_with(array[0], 0, size[0], 1));
    assert_true(is_filled_with(array[2], 0, size[2], 3));
    arena_drop(arena, array[0], size[0] * 2, 1);
    arena_drop(arena, array[2], size[2], 1);
    arena_drop(arena, NULL, MEGABYTE, 1);
    assert_true(arena_used(arena) < MEGABYTE);
    arena_destroy(arena);
}

static void a_mark_releases_large_arrays_that_came_after_it(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    unsigned char *before = arena_alloc(arena, MEGABYTE);
    memset(before, 7, MEGABYTE);
    size_t used = arena_used(arena);
    struct arena_mark mark = arena_mark(arena);
    for (int i = 0; i < 4; i++) {
        memset(arena_alloc(arena, 2 * MEGABYTE), 9, 2 * MEGABYTE);
    }
    arena_release(arena, mark);
    assert_int_equal(arena_used(arena), used);
    assert_true(is_filled_with(before, 0, MEGABYTE, 7));
    assert_true(is_filled_with(arena_alloc(arena, 2 * MEGABYTE), 0, 2 * MEGABYTE, 0));
    arena_destroy(arena);
}

/* The number of the first entry that is equal; `count` when there is none. */
static size_t find_slowly(uint32_t (*seen)[2], size_t count, uint32_t a, uint32_t b)
{
    size_t i = 0;
    while (i < count && (seen[i][0] != a || seen[i][1] != b)) {
        i++;
    }
    return i;
}

static void pairs_are_numbered_by_first_arrival(void **state)
{
    (void)state;
    enum { TRIES = 5000 };
    static uint32_t seen[TRIES][2];
    struct arena *arena = arena_create();
    struct pairs *pairs = pairs_create(arena);
    struct random random;
    random_seed(&random, 1, 0);
    size_t count = 0;
    for (int i = 0; i < TRIES; i++) {
        uint32_t a = (uint32_t)random_below(&random, 60);
        uint32_t b = UINT32_MAX - (uint32_t)random_below(&random, 60); /* UINT32_MAX too */
        size_t expected = find_slowly(seen, count, a, b);
        assert_int_equal(pairs_find(pairs, a, b),
                         expected == count ? PAIRS_NONE : (uint32_t)expected);
        assert_int_equal(pairs_put(pairs, a, b), expected);
        if (expected == count) {
            seen[count][0] = a;
            seen[count++][1] = b;
        }
        assert_int_equal(pairs_count(pairs), count);
    }
    pairs_drop(pairs);
    arena_destroy(arena);
}

static void strings_of_any_bytes_and_length_are_told_apart(void **state)
{
    (void)state;
    enum { LONGEST = 40 };
    struct arena *arena = arena_create();
    struct intern *intern = intern_create(arena);
    char bytes[LONGEST + 1];
    uint32_t next = 0;
    /* Zero bytes only: the length alone tells them apart. Then one byte that differs. */
    for (size_t size = 0; size <= LONGEST; size++) {
        memset(bytes, 0, sizeof bytes);
        assert_int_equal(intern_put(intern, bytes, size), next++);
        for (size_t at = 0; at < size; at++) {
            bytes[at] = 1;
            assert_int_equal(intern_find(intern, bytes, size), INTERN_NONE);
            assert_int_equal(intern_put(intern, bytes, size), next);
            assert_int_equal(intern_put(intern, bytes, size), next++);
            assert_memory_equal(intern_string(intern, next - 1), bytes, size);
            assert_int_equal(intern_size(intern, next - 1), size);
            bytes[at] = 0;
        }
    }
    size_t big = 9 * (size_t)MEGABYTE;
    char *long_string = arena_alloc(arena, big + 1);
    memset(long_string, 'x', big);
    assert_int_equal(intern_put(intern, long_string, big), next);
    assert_int_equal(intern_put(intern, long_string, big - 1), next + 1);
    assert_int_equal(intern_find(intern, long_string, big), next);
    arena_destroy(arena);
}

static void moments_pack_without_loss(void **state)
{
    (void)state;
    const int64_t seconds[] = {0, 1, -1, 59, 86399, -86401, 1760000000, 253402300799, -62167219200};
    for (size_t i = 0; i < sizeof seconds / sizeof seconds[0]; i++) {
        for (uint32_t flags = 0; flags < 512; flags++) {
            struct moment moment = {seconds[i], flags};
            struct moment back = moment_unpack(moment_pack(moment));
            assert_true(back.seconds == moment.seconds && back.flags == moment.flags);
        }
    }
    assert_true(moment_pack((struct moment){0}) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_arrays_grow_side_by_side),
        cmocka_unit_test(a_mark_releases_large_arrays_that_came_after_it),
        cmocka_unit_test(pairs_are_numbered_by_first_arrival),
        cmocka_unit_test(strings_of_any_bytes_and_length_are_told_apart),
        cmocka_unit_test(moments_pack_without_loss),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
