/* Tests of engine/inputs: whether what was read is still what stands there. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/inputs.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/own_place.h"

enum { LARGE = 300 * 1024, SMALL = 100 }; /* bytes: mapped, and read */

static char large[300], folder[280];
static struct arena *arena;
static struct inputs inputs;

static void write_file(const char *path, size_t size, char byte)
{
    static char bytes[LARGE + 1];
    memset(bytes, byte, sizeof bytes);
    place_write_bytes(&place, path, bytes, size);
}

/* Of an hour that is long past: a file that changes in the same moment in which it is listed has
 * the same time before and after. */
static void make_older(void)
{
    const struct timespec times[] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = 1700000000}};
    assert_int_equal(utimensat(AT_FDCWD, large, times, 0), 0);
}

static bool hold(void)
{
    struct error error = {0};
    bool hold = inputs_hold(&inputs, &error);
    assert_int_equal(error.kind, hold ? ERROR_NONE : ERROR_CHANGED);
    assert_string_equal(error.file, hold ? "" : "large.csv");
    return hold;
}

static int setup(void **state)
{
    struct error error = {0};
    int failed = own_place_setup(state);
    snprintf(folder, sizeof folder, "%s/week", place.folder);
    snprintf(large, sizeof large, "%s/large.csv", folder);
    write_file("week/large.csv", LARGE, 'a');
    write_file("week/small.csv", SMALL, 'a');
    make_older();
    arena = arena_create();
    bool loaded =
        inputs_list(arena, folder, NULL, &inputs, &error) && inputs_load(arena, &inputs, &error);
    return failed != 0 || !loaded || !hold();
}

static int teardown(void **state)
{
    arena_destroy(arena);
    return own_place_teardown(state);
}

static void a_small_file_was_read_as_a_whole(void **state)
{
    (void)state;
    write_file("week/small.csv", SMALL + 1, 'b');
    assert_true(hold());
}

static void a_large_file_that_was_written_to_does_not_hold(void **state)
{
    (void)state;
    FILE *file = fopen(large, "r+b");
    assert_non_null(file);
    fputc('b', file);
    assert_int_equal(fclose(file), 0);
    assert_false(hold());
    make_older();
    assert_true(hold());
}

static void a_large_file_that_became_longer_does_not_hold(void **state)
{
    (void)state;
    write_file("week/large.csv", LARGE + 1, 'a');
    make_older();
    assert_false(hold());
}

static void a_large_file_that_another_one_replaced_does_not_hold(void **state)
{
    (void)state;
    char other[320];
    snprintf(other, sizeof other, "%s/other.csv", folder);
    write_file("week/other.csv", LARGE, 'a');
    assert_int_equal(rename(other, large), 0);
    make_older();
    assert_false(hold());
    assert_int_equal(remove(large), 0);
    assert_false(hold());
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_small_file_was_read_as_a_whole),
        TEST(a_large_file_that_was_written_to_does_not_hold),
        TEST(a_large_file_that_became_longer_does_not_hold),
        TEST(a_large_file_that_another_one_replaced_does_not_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
