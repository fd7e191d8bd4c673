/* Tests of engine/store/flush: one thread writes, another brings to the disk what is written by
 * then, and a disk that fails is heard of. */
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "engine/base/parallel.h"
#include "engine/store/flush.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/own_place.h"

static struct store *open_store(const char *path)
{
    struct error error = {0};
    struct store *store = store_open(path, NULL, &error);
    if (store == NULL) {
        fail_msg("%s %s", error.detail, error.context);
    }
    return store;
}

/* A file that one thread writes, in MiB, and another flushes; and what the disk says. */
struct written {
    sqlite3_file base;
    atomic_int size, flushed;
    int fails_at;
    const int *sizes;    /* as they are noted, until 0 */
    const int *expected; /* flushes after each */
    struct flush flush;
};

static int size_of_written(sqlite3_file *file, sqlite3_int64 *size)
{
    struct written *written = (struct written *)file;
    *size = (sqlite3_int64)atomic_load(&written->size) * 1024 * 1024;
    return SQLITE_OK;
}

static int flush_of_written(sqlite3_file *file, int flags)
{
    struct written *written = (struct written *)file;
    assert_int_equal(flags, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
    return atomic_fetch_add(&written->flushed, 1) + 1 == written->fails_at ? SQLITE_IOERR_FSYNC
                                                                           : SQLITE_OK;
}

static const struct sqlite3_io_methods written_does = {
    .iVersion = 1, .xSync = flush_of_written, .xFileSize = size_of_written};

static void wait_a_moment(long microseconds)
{
    const struct timespec moment = {.tv_nsec = microseconds * 1000};
    nanosleep(&moment, NULL);
}

/* Who writes waits each time for the flushes that are expected by then. */
static void write_or_flush(void *context, size_t part)
{
    struct written *written = context;
    if (part == 1) {
        flush_follow(&written->flush);
        return;
    }
    for (size_t i = 0; written->sizes[i] != 0; i++) {
        atomic_store(&written->size, written->sizes[i]);
        flush_note(&written->flush);
        while (atomic_load(&written->flushed) < written->expected[i]) {
            wait_a_moment(100);
        }
    }
    flush_finish(&written->flush);
}

static void flush_while_written(struct arena *arena, struct written *written)
{
    written->base.pMethods = &written_does;
    written->flush = (struct flush){.file = &written->base, .gate = parallel_gate_create(arena)};
    parallel_for(2, 2, write_or_flush, written);
}

static void flushing_follows_what_is_written(void **state)
{
    (void)state;
    static const int sizes[] = {3, 15, 16, 31, 32, 200, 207, 208, 0};
    static const int expected[] = {0, 0, 1, 1, 2, 3, 3, 4};
    struct arena *arena = arena_create();
    struct written written = {.sizes = sizes, .expected = expected};
    flush_while_written(arena, &written);
    assert_int_equal(written.flushed, 4);
    assert_int_equal(written.flush.code, SQLITE_OK);
    arena_destroy(arena);
}

static void a_disk_that_fails_early_fails_the_store(void **state)
{
    (void)state;
    static const int sizes[] = {20, 40, 60, 0};
    static const int expected[] = {1, 2, 2};
    struct written written = {.sizes = sizes, .expected = expected, .fails_at = 2};
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = open_store(":memory:");
    assert_true(flush_worked(&written.flush, store, &error));
    flush_while_written(arena, &written);
    assert_int_equal(written.flushed, 2);
    assert_false(flush_worked(&written.flush, store, &error));
    assert_int_equal(error.kind, ERROR_STORE_FAILED);
    assert_non_null(strstr(error.detail, "disk I/O error"));
    store_close(store);
    arena_destroy(arena);
}

static void flush_store(void *context, size_t part)
{
    struct flush *flush = context;
    if (part == 1) {
        flush_follow(flush);
        return;
    }
    flush_note(flush);
    wait_a_moment(20000); /* for a flush to begin */
    flush_finish(flush);
}

static void the_file_of_a_store_can_be_flushed(void **state)
{
    (void)state;
    struct error error = {0};
    struct arena *arena = arena_create();
    char path[300];
    snprintf(path, sizeof path, "%s/rodedraad.db", place.folder);
    struct store *store = open_store(path);
    struct flush flush = flush_create(arena, store);
    assert_int_equal(truncate(path, (off_t)17 * 1024 * 1024), 0);
    parallel_for(2, 2, flush_store, &flush);
    assert_true(flush_worked(&flush, store, &error));
    assert_int_equal(truncate(path, 0), 0);
    store_close(store);
    store = open_store(":memory:");
    flush = flush_create(arena, store);
    parallel_for(2, 2, flush_store, &flush);
    assert_true(flush_worked(&flush, store, &error));
    store_close(store);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flushing_follows_what_is_written),
        cmocka_unit_test(a_disk_that_fails_early_fails_the_store),
        cmocka_unit_test_setup_teardown(the_file_of_a_store_can_be_flushed, own_place_setup,
                                        own_place_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
