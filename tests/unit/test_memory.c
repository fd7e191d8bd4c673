/* Tests of engine/base: arena, pages, vector. */
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/pages.h"
#include "engine/base/random.h"
#include "engine/base/vector.h"
#include "tests/support/cmocka_all.h"

static void arena_memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t size = 0; size < 5000; size += 37) {
        unsigned char *bytes = arena_alloc(arena, size);
        assert_int_equal((uintptr_t)bytes % 16, 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(bytes[i], 0);
            bytes[i] = 0xAA;
        }
    }
    arena_destroy(arena);
}

static void arena_release_gives_back_and_zeroes_again(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    arena_alloc(arena, 100);
    size_t before = arena_used(arena);
    struct arena_mark mark = arena_mark(arena);
    for (int i = 0; i < 100; i++) {
        memset(arena_alloc(arena, 10000), 0xFF, 10000);
    }
    arena_release(arena, mark);
    assert_int_equal(arena_used(arena), before);
    unsigned char *again = arena_alloc(arena, 64);
    for (int i = 0; i < 64; i++) {
        assert_int_equal(again[i], 0);
    }
    arena_destroy(arena);
}

/* An array in an arena, and what it must hold: `count` times the byte `mark`. */
struct kept {
    unsigned char *bytes;
    size_t count;
    unsigned char mark;
};

static void check_kept(const struct kept *kept, size_t from, unsigned char expected)
{
    const unsigned char *bytes = kept->bytes + from;
    size_t size = kept->count - from;
    assert_true(size == 0 || bytes[0] == expected);
    assert_true(size == 0 || memcmp(bytes, bytes + 1, size - 1) == 0);
}

/* Arrays of pages come and go, whose memory is handed on: no two share any, what was promised to be
 * zero is, and what was written stays. */
static void large_arrays_hand_their_memory_on(void **state)
{
    (void)state;
    enum { ARRAYS = 8, STEPS = 400, LARGEST = 6 * 1024 * 1024 };
    struct kept kept[ARRAYS] = {0};
    struct random random;
    random_seed(&random, 11, 0);
    struct arena *arena = arena_create();
    for (int step = 0; step < STEPS; step++) {
        struct kept *one = &kept[random_below(&random, ARRAYS)];
        check_kept(one, 0, one->mark);
        uint64_t what = random_below(&random, 4);
        size_t before = what < 2 ? one->count : 0;
        if (what >= 2) {
            arena_drop(arena, one->bytes, one->count, 1);
        }
        one->count = before + 1 + random_below(&random, LARGEST);
        one->bytes = what == 0   ? arena_grow(arena, one->bytes, before, one->count, 1)
                     : what == 1 ? arena_extend(arena, one->bytes, before, one->count, 1)
                     : what == 2 ? arena_alloc_array(arena, one->count, 1)
                                 : arena_alloc_full(arena, one->count, 1);
        if (what == 0 || what == 2) {
            check_kept(one, before, 0);
        }
        if (one->count > 4 * (size_t)LARGEST) { /* grown enough */
            arena_drop(arena, one->bytes, one->count, 1);
            *one = (struct kept){0};
            continue;
        }
        one->mark = (unsigned char)(random_below(&random, 255) + 1);
        memset(one->bytes, one->mark, one->count);
    }
    arena_destroy(arena);
}

/* What was freed is handed on, unless it was let go: then the next memory is another. */
static void memory_that_was_let_go_is_not_handed_on(void **state)
{
    (void)state;
    enum { SIZE = 3 * 1024 * 1024, MARK = 0x5C };
    unsigned char *memory = pages_take(SIZE);
    assert_non_null(memory);
    memset(memory, MARK, SIZE);
    pages_free(memory, SIZE);
    pages_let_go();
    memory = pages_take(SIZE);
    assert_non_null(memory);
    assert_int_not_equal(memory[0], MARK);
    assert_int_not_equal(memory[SIZE - 1], MARK);
    pages_free(memory, SIZE);
    pages_let_go();
}

/* Small and large arrays, grown in any order, under marks: each holds what was written to it, new
 * elements are zero, and a release gives back exactly what came after its mark. */
static void arrays_grow_in_any_order_and_under_marks(void **state)
{
    (void)state;
    enum { ARRAYS = 24, OLD = 12, ROUNDS = 40 };
    struct kept kept[ARRAYS] = {0};
    struct random random;
    random_seed(&random, 7, 0);
    struct arena *arena = arena_create();
    for (int round = 0; round < ROUNDS; round++) {
        struct arena_mark mark = arena_mark(arena);
        size_t used = arena_used(arena);
        /* Those from OLD on are made and grown under the mark; the others, which are older, are
         * left alone meanwhile. */
        size_t first = round % 2 == 0 ? 0 : OLD;
        for (int step = 0; step < 60; step++) {
            size_t at = first + random_below(&random, OLD);
            struct kept *one = &kept[at];
            size_t size = (size_t)1 << random_below(&random, 18);
            size_t before = one->count;
            one->bytes = arena_grow(arena, one->bytes, before, before + size, 1);
            one->count = before + size;
            check_kept(one, before, 0);
            one->mark = (unsigned char)(random_below(&random, 255) + 1);
            memset(one->bytes, one->mark, one->count);
        }
        for (size_t i = 0; i < ARRAYS; i++) {
            check_kept(&kept[i], 0, kept[i].mark);
        }
        if (first == OLD) {
            arena_release(arena, mark);
            assert_int_equal(arena_used(arena), used);
            memset(kept + OLD, 0, OLD * sizeof *kept);
        } else if (round % 8 == 0) {
            arena_destroy(arena);
            arena = arena_create();
            memset(kept, 0, sizeof kept);
        }
    }
    arena_destroy(arena);
}

static int freed;
static void count_free(void *pointer)
{
    assert_int_equal(*(int *)pointer, --freed);
}

static void adopted_objects_are_freed_newest_first(void **state)
{
    (void)state;
    int one = 0;
    int two = 1;
    int three = 2;
    struct arena *arena = arena_create();
    arena_adopt(arena, count_free, &one);
    struct arena_mark mark = arena_mark(arena);
    arena_adopt(arena, count_free, &two);
    arena_adopt(arena, count_free, &three);
    freed = 3;
    arena_release(arena, mark);
    assert_int_equal(freed, 1);
    arena_destroy(arena);
    assert_int_equal(freed, 0);
}

static void grown_vector_keeps_its_elements(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    VECTOR(int) numbers = {0};
    for (int i = 0; i < 10000; i++) {
        *VECTOR_PUSH(arena, &numbers) = i;
        if (i % 7 == 0) {
            arena_alloc(arena, 3);
        }
    }
    for (int i = 0; i < 10000; i++) {
        assert_int_equal(numbers.items[i], i);
    }
    arena_destroy(arena);
}

static void memory_that_comes_ahead_is_kept(void **state)
{
    (void)state;
    enum { MANY = 700000, WHOLE = 3 * 1024 * 1024 + 5 };
    struct arena *arena = arena_create();
    struct kept whole = {arena_alloc_full(arena, WHOLE, 1), WHOLE, 0x5A};
    memset(whole.bytes, whole.mark, WHOLE);
    VECTOR(uint64_t) numbers = {0};
    size_t filled = 0;
    for (uint64_t i = 0; i < MANY; i++) {
        VECTOR_RESERVE(arena, &numbers, 1);
        VECTOR_FILL_AHEAD(&numbers, numbers.count + 1, &filled);
        numbers.items[numbers.count++] = i * i;
        assert_true(filled <= numbers.capacity * sizeof *numbers.items);
    }
    for (uint64_t i = 0; i < MANY; i++) {
        assert_true(numbers.items[i] == i * i);
    }
    check_kept(&whole, 0, whole.mark);
    arena_destroy(arena);
}

/* Where pages are the system's (and not those of a sanitizer) what is forgotten is gone: they come
 * back as zeroes. What stands beside it, on the same pages too, stays. */
static void what_is_forgotten_leaves_and_the_rest_stays(void **state)
{
    (void)state;
    enum { SIZE = 3 * 1024 * 1024, FROM = 100000, PART = 2000000, MARK = 0x5C };
    struct arena *arena = arena_create();
    struct kept whole = {arena_alloc_full(arena, SIZE, 1), FROM, MARK};
    memset(whole.bytes, MARK, SIZE);
    arena_forget(whole.bytes + FROM, PART);
    check_kept(&whole, 0, MARK);
    whole.count = SIZE;
    check_kept(&whole, FROM + PART, MARK);
    arena_destroy(arena);
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)
    unsigned char *memory = pages_map(SIZE);
    memset(memory, MARK, SIZE);
    pages_forget(memory + FROM, PART);
    assert_int_equal(memory[FROM + PART / 2], 0);
    assert_int_equal(memory[FROM - 1], MARK);
    assert_int_equal(memory[FROM + PART], MARK);
    pages_free(memory, SIZE);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_that_was_let_go_is_not_handed_on), /* while nothing else is kept */
        cmocka_unit_test(arena_memory_is_zeroed_and_aligned),
        cmocka_unit_test(arena_release_gives_back_and_zeroes_again),
        cmocka_unit_test(large_arrays_hand_their_memory_on),
        cmocka_unit_test(arrays_grow_in_any_order_and_under_marks),
        cmocka_unit_test(adopted_objects_are_freed_newest_first),
        cmocka_unit_test(grown_vector_keeps_its_elements),
        cmocka_unit_test(memory_that_comes_ahead_is_kept),
        cmocka_unit_test(what_is_forgotten_leaves_and_the_rest_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
