/* Tests of engine/store: what a file that was made to harm cannot do. The connection is seen
 * through a hook of SQLite, as any extension would see it. */
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/store/store.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/make_edition.h"

static sqlite3 *seen;

static int look(sqlite3 *db, const char **message, const struct sqlite3_api_routines *api)
{
    (void)message;
    (void)api;
    seen = db;
    return SQLITE_OK;
}

static struct store *open_seen(const char *path, struct error *error)
{
    seen = NULL;
    assert_int_equal(sqlite3_auto_extension((void (*)(void))look), SQLITE_OK);
    struct store *store = store_open(path, NULL, error);
    sqlite3_cancel_auto_extension((void (*)(void))look);
    return store;
}

static int config(int which)
{
    int value = -1;
    assert_int_equal(sqlite3_db_config(seen, which, -1, &value), SQLITE_OK);
    return value;
}

static void defences_are_up_and_limits_are_set(void **state)
{
    (void)state;
    struct error error = {0};
    struct store *store = open_seen(":memory:", &error);
    assert_non_null(store);
    assert_non_null(seen);
    assert_int_equal(config(SQLITE_DBCONFIG_DEFENSIVE), 1);
    assert_int_equal(config(SQLITE_DBCONFIG_TRUSTED_SCHEMA), 0);
    assert_int_equal(config(SQLITE_DBCONFIG_ENABLE_TRIGGER), 0);
    assert_int_equal(config(SQLITE_DBCONFIG_DQS_DML), 0);
    assert_int_equal(config(SQLITE_DBCONFIG_DQS_DDL), 0);
    assert_int_equal(config(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION), 0);
    assert_int_equal(sqlite3_limit(seen, SQLITE_LIMIT_ATTACHED, -1), 0);
    assert_int_equal(sqlite3_limit(seen, SQLITE_LIMIT_SQL_LENGTH, -1), 1 << 20);
    assert_int_equal(sqlite3_limit(seen, SQLITE_LIMIT_LENGTH, -1), 1 << 28);
    store_close(store);
}

static int64_t number_of(const char *sql)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(seen, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

/* The first transaction of a new store looks nothing up and syncs once less; when it is over, and
 * in a store that is there, both are as they should. */
static void the_guards_are_up_after_the_first_transaction(void **state)
{
    (void)state;
    enum { NORMAL = 1, FULL = 2 };
    char path[] = "/tmp/rodedraad-defence-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    struct error error = {0};
    struct store *store = open_seen(path, &error);
    assert_int_equal(config(SQLITE_DBCONFIG_ENABLE_FKEY), 0);
    assert_int_equal(number_of("PRAGMA synchronous"), NORMAL);
    assert_true(store_begin(store, &error));
    store_rollback(store); /* it is begun again */
    assert_int_equal(config(SQLITE_DBCONFIG_ENABLE_FKEY), 0);
    assert_true(store_begin(store, &error) && store_commit(store, &error));
    assert_int_equal(config(SQLITE_DBCONFIG_ENABLE_FKEY), 1);
    assert_int_equal(number_of("PRAGMA synchronous"), FULL);
    store_close(store);
    store = open_seen(path, &error);
    assert_int_equal(config(SQLITE_DBCONFIG_ENABLE_FKEY), 1);
    assert_int_equal(number_of("PRAGMA synchronous"), FULL);
    store_close(store);
    unlink(path);
}

static void run(const char *sql, int code)
{
    char *message = NULL;
    int got = sqlite3_exec(seen, sql, NULL, NULL, &message);
    if (got != code) {
        fail_msg("%s: %d %s", sql, got, message == NULL ? "" : message);
    }
    sqlite3_free(message);
}

static void no_second_file_and_no_schema_can_be_touched(void **state)
{
    (void)state;
    struct error error = {0};
    struct store *store = open_seen(":memory:", &error);
    assert_non_null(store);
    run("ATTACH 'elsewhere.db' AS elsewhere", SQLITE_ERROR);
    run("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''", SQLITE_ERROR);
    run("SELECT load_extension('libm.so.6')", SQLITE_ERROR);
    assert_string_equal(sqlite3_errmsg(seen), "not authorized");
    run("SELECT \"no column\" FROM edition", SQLITE_ERROR);
    run("SELECT zeroblob(300000000)", SQLITE_TOOBIG);
    store_close(store);
}

static void plant(const char *path)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db,
                     "CREATE TABLE loot (id TEXT); CREATE TRIGGER thief AFTER INSERT ON "
                     "edition BEGIN INSERT INTO loot VALUES (new.id); END",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
}

/* The edition is stored, and what somebody put into the file to see it go by never ran. */
static void a_planted_trigger_does_nothing(void **state)
{
    (void)state;
    char path[] = "/tmp/rodedraad-defence-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = store_open(path, NULL, &error);
    assert_non_null(store);
    store_close(store);
    plant(path);
    store = open_seen(path, &error);
    assert_non_null(store);
    assert_true(store_put_edition(store, make_done(make_edition(arena, "2023")), &error));
    sqlite3_stmt *count;
    assert_int_equal(sqlite3_prepare_v2(seen,
                                        "SELECT (SELECT count(*) FROM edition), count(*) FROM loot",
                                        -1, &count, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(count), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(count, 0), 1);
    assert_int_equal(sqlite3_column_int(count, 1), 0);
    sqlite3_finalize(count);
    store_close(store);
    arena_destroy(arena);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defences_are_up_and_limits_are_set),
        cmocka_unit_test(the_guards_are_up_after_the_first_transaction),
        cmocka_unit_test(no_second_file_and_no_schema_can_be_touched),
        cmocka_unit_test(a_planted_trigger_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
