/* Tests of engine/store: what opens and what is refused, one edition as one transaction, and what
 * comes back. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "engine/store/internal.h"
#include "engine/store/query.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/make_edition.h"

static char folder[64];
static char path[128];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/rodedraad-store-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/rodedraad.db", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char journal[160];
    snprintf(journal, sizeof journal, "%s-journal", path);
    unlink(journal);
    unlink(path);
    return rmdir(folder);
}

static struct store *open_or_fail(void)
{
    struct error error = {0};
    struct store *store = store_open(path, NULL, &error);
    if (store == NULL) {
        fail_msg("%s %s", error.detail, error.context);
    }
    return store;
}

static void expect_refusal(const struct store_options *options, enum error_kind kind)
{
    struct error error = {0};
    assert_null(store_open(path, options, &error));
    assert_int_equal(error.kind, kind);
}

static void write_file(const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static void run_sql(const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static char *dump(struct arena *arena, struct store *store)
{
    struct text text = text_create(arena);
    struct error error = {0};
    for (size_t q = 0; q < query_count; q++) {
        if (text_starts_with(query_all[q]->name, "report/")) {
            struct query_table table;
            assert_true(query_run(store, arena, query_all[q], NULL, 0, &table, &error));
            query_write_csv(&text, &table);
        }
    }
    return text.bytes;
}

/* -- opening --------------------------------------------------------------------------------------
 */

static void a_new_store_is_made_and_opens_again(void **state)
{
    (void)state;
    store_close(open_or_fail());
    struct store *store = open_or_fail();
    struct arena *arena = arena_create();
    struct error error = {0};
    struct stored_edition *editions;
    size_t count = 99;
    assert_true(store_editions(store, arena, &editions, &count, &error));
    assert_int_equal(count, 0);
    store_close(store);
    arena_destroy(arena);
}

static void an_empty_file_is_a_new_store(void **state)
{
    (void)state;
    write_file("", 0);
    store_close(open_or_fail());
}

static void a_newer_store_is_refused(void **state)
{
    (void)state;
    store_close(open_or_fail());
    run_sql("PRAGMA user_version = 1000");
    expect_refusal(NULL, ERROR_STORE_NEWER);
}

static void a_database_of_another_program_is_refused_and_not_touched(void **state)
{
    (void)state;
    run_sql("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')");
    struct stat before;
    struct stat after;
    stat(path, &before);
    expect_refusal(NULL, ERROR_STORE_FOREIGN);
    stat(path, &after);
    assert_int_equal(before.st_size, after.st_size);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

static void a_file_that_is_no_database_is_refused(void **state)
{
    (void)state;
    char text[4096];
    memset(text, 'x', sizeof text);
    write_file(text, sizeof text);
    expect_refusal(NULL, ERROR_STORE_FOREIGN);
}

static void a_store_that_another_program_holds_is_locked(void **state)
{
    (void)state;
    store_close(open_or_fail());
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    const struct store_options options = {.busy_milliseconds = 10};
    expect_refusal(&options, ERROR_STORE_LOCKED);
    sqlite3_close(db);
    store_close(open_or_fail());
}

static void a_folder_that_does_not_exist_cannot_be_written(void **state)
{
    (void)state;
    struct error error = {0};
    assert_null(store_open("/nonexistent/folder/rodedraad.db", NULL, &error));
    assert_int_equal(error.kind, ERROR_UNWRITABLE);
}

static void a_read_only_store_must_exist_and_takes_no_writes(void **state)
{
    (void)state;
    const struct store_options options = {.read_only = true};
    expect_refusal(&options, ERROR_UNWRITABLE);
    store_close(open_or_fail());
    struct error error = {0};
    struct store *store = store_open(path, &options, &error);
    assert_non_null(store);
    struct arena *arena = arena_create();
    assert_false(store_put_edition(store, make_done(make_random_edition(arena, 1, 10)), &error));
    assert_int_equal(error.kind, ERROR_UNWRITABLE);
    store_close(store);
    arena_destroy(arena);
}

/* -- editions -------------------------------------------------------------------------------------
 */

static void an_edition_comes_back_as_it_went_in(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = open_or_fail();
    struct made *made = make_random_edition(arena, 7, 100);
    const struct edition *edition = make_done(made);
    made->edition.sources[0].inode = UINT64_MAX; /* some file systems use the highest bit */
    made->edition.sources[0].mtime = 1700000000123456789;
    made->edition.sources[0].size = 4321;
    assert_true(store_put_edition(store, edition, &error));
    struct stored_edition stored;
    assert_true(store_find_edition(store, arena, "2023", &stored, &error));
    assert_string_equal(stored.name, "Week van de Proef");
    assert_int_equal(stored.year, 2023);
    assert_int_equal(stored.first_day, edition->settings.first_day);
    assert_string_equal(stored.inputs_hash, edition->inputs_hash);
    assert_null(stored.sealed_on);
    struct stored_source *sources;
    size_t count;
    assert_true(store_edition_inputs(store, arena, "2023", &sources, &count, &error));
    assert_int_equal(count, 1);
    assert_string_equal(sources[0].path, "aanmeldingen.csv");
    assert_string_equal(sources[0].hash, edition->sources[0].hash);
    assert_true(sources[0].inode == UINT64_MAX);
    assert_true(sources[0].mtime == 1700000000123456789);
    assert_true(sources[0].size == 4321);
    sources[0].mtime = 5;
    assert_true(store_put_stamps(store, "2023", sources, 1, &error));
    assert_true(store_edition_inputs(store, arena, "2023", &sources, &count, &error));
    assert_true(sources[0].mtime == 5);
    store_close(store);
    arena_destroy(arena);
}

static void an_unknown_edition_is_not_found(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = open_or_fail();
    struct stored_edition stored;
    assert_false(store_find_edition(store, arena, "1999", &stored, &error));
    assert_int_equal(error.kind, ERROR_NOT_FOUND);
    struct stored_source *sources;
    size_t count = 9;
    struct error none = {0};
    assert_true(store_edition_inputs(store, arena, "1999", &sources, &count, &none));
    assert_int_equal(count, 0);
    store_close(store);
    arena_destroy(arena);
}

static void storing_twice_equals_storing_once_beside_other_editions(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = open_or_fail();
    struct made *made = make_random_edition(arena, 11, 150);
    struct made *other = make_random_edition(arena, 12, 80);
    other->edition.id = "2024";
    char *nothing = dump(arena, store);
    assert_true(store_put_edition(store, make_done(made), &error));
    char *alone = dump(arena, store);
    assert_true(store_put_edition(store, make_done(made), &error));
    assert_string_equal(dump(arena, store), alone);
    assert_true(store_put_edition(store, make_done(other), &error));
    char *once = dump(arena, store);
    assert_true(store_put_edition(store, make_done(made), &error));
    assert_true(store_put_edition(store, make_done(other), &error));
    assert_string_equal(dump(arena, store), once);
    assert_true(store_delete_edition(store, "2024", &error));
    assert_string_equal(dump(arena, store), alone);
    assert_true(store_delete_edition(store, "1999", &error)); /* not there */
    assert_string_equal(dump(arena, store), alone);
    assert_true(store_delete_edition(store, "2023", &error));
    assert_string_equal(dump(arena, store), nothing);
    struct query_table rows_of_no_edition;
    assert_true(
        query_run(store, arena, &query_check_orphans, NULL, 0, &rows_of_no_edition, &error));
    assert_int_equal(rows_of_no_edition.row_count, 0);
    assert_int_equal(sqlite3_exec(store->db, "PRAGMA integrity_check", NULL, NULL, NULL),
                     SQLITE_OK);
    store_close(store);
    arena_destroy(arena);
}

static bool does_not_hold(void *context, struct error *error)
{
    return error_set(error, ERROR_CHANGED, context, 0, "%s", "");
}

/* Rows are stored before it is known whether the file stayed what it was. */
static void an_edition_whose_file_changed_is_not_kept(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = open_or_fail();
    assert_true(store_put_edition(store, make_done(make_random_edition(arena, 13, 50)), &error));
    char *before = dump(arena, store);
    struct made *made = make_random_edition(arena, 14, 200);
    char changed[] = "aanmeldingen.csv";
    made->edition.rest.close = does_not_hold;
    made->edition.rest.context = changed;
    assert_false(store_put_edition(store, make_done(made), &error));
    assert_int_equal(error.kind, ERROR_CHANGED);
    assert_string_equal(error.file, "aanmeldingen.csv");
    assert_string_equal(dump(arena, store), before);
    store_close(store);
    arena_destroy(arena);
}

static void an_edition_without_anything_can_be_stored(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = open_or_fail();
    struct edition edition = {.id = "leeg"};
    edition.settings.first_day = edition.settings.last_day = INT64_MIN;
    edition.settings.reference_day = edition.settings.retention_day = INT64_MIN;
    edition.newest_input = INT64_MIN;
    if (!store_put_edition(store, &edition, &error)) {
        fail_msg("%s %s", error.detail, error.context);
    }
    struct stored_edition stored;
    assert_true(store_find_edition(store, arena, "leeg", &stored, &error));
    assert_true(stored.first_day == INT64_MIN);
    store_close(store);
    arena_destroy(arena);
}

static void a_failed_write_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = open_or_fail();
    struct made *made = make_random_edition(arena, 21, 120);
    assert_true(store_put_edition(store, make_done(made), &error));
    char *before = dump(arena, store);
    /* A balance that does not add up is refused by the schema, half-way. */
    made->edition.sources[0].rows_used++;
    assert_false(store_put_edition(store, make_done(made), &error));
    assert_int_equal(error.kind, ERROR_STORE_FAILED);
    assert_string_equal(dump(arena, store), before);
    made->edition.sources[0].rows_used--;
    struct error again = {0};
    assert_true(store_put_edition(store, make_done(made), &again));
    store_close(store);
    arena_destroy(arena);
}

static void what_was_not_committed_is_gone(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = open_or_fail();
    assert_true(store_begin(store, &error));
    assert_true(store_put_edition(store, make_done(make_random_edition(arena, 5, 50)), &error));
    store_close(store);
    store = open_or_fail();
    struct stored_edition stored;
    assert_false(store_find_edition(store, arena, "2023", &stored, &error));
    store_close(store);
    arena_destroy(arena);
}

static void a_full_disk_is_said_and_changes_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = open_or_fail();
    assert_true(store_put_edition(store, make_done(make_random_edition(arena, 31, 30)), &error));
    char *before = dump(arena, store);
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    struct rlimit old;
    getrlimit(RLIMIT_FSIZE, &old);
    struct rlimit limit = {(rlim_t)status.st_size + 16384, old.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    struct made *big = make_random_edition(arena, 32, 20000);
    bool stored = store_put_edition(store, make_done(big), &error);
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, handler);
    assert_false(stored);
    assert_int_equal(error.kind, ERROR_DISK_FULL);
    store_close(store);
    store = open_or_fail();
    assert_string_equal(dump(arena, store), before);
    store_close(store);
    arena_destroy(arena);
}

/* -- figures
 * ---------------------------------------------------------------------------------------- */

static void figures_come_back_until_the_rows_change(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = open_or_fail();
    struct made *made = make_random_edition(arena, 41, 30);
    assert_true(store_put_edition(store, make_done(made), &error));
    struct stored_edition stored;
    assert_true(store_find_edition(store, arena, "2023", &stored, &error));
    struct figure figures[2] = {{.id = "people.attended",
                                 .edition = "2023",
                                 .value = 412,
                                 .low = 400,
                                 .high = 431,
                                 .has_value = true,
                                 .has_range = true,
                                 .doubt = DOUBT_BOUND,
                                 .unit = "people",
                                 .method = "count",
                                 .n = 412,
                                 .missing = 3,
                                 .definition = {"nl", "en"},
                                 .origin = "query report/people"},
                                {.id = "nps",
                                 .edition = "2023",
                                 .doubt = DOUBT_MODEL,
                                 .unit = "points",
                                 .method = "nps",
                                 .n = -1,
                                 .missing = -1,
                                 .definition = {"nl", "en"},
                                 .origin = "measure nps",
                                 .reason = "no_answers"}};
    for (int i = 0; i < 2; i++) {
        memcpy(figures[i].inputs, made->edition.inputs_hash, HASH_TEXT);
        memcpy(figures[i].settings, made->edition.settings_hash, HASH_TEXT);
    }
    assert_true(store_put_figures(store, stored.number, figures, 2, &error));
    assert_true(store_put_figures(store, stored.number, figures, 2, &error));
    struct figure *kept;
    size_t count;
    assert_true(store_figures(store, arena, stored.number, &kept, &count, &error));
    assert_int_equal(count, 2);
    assert_string_equal(kept[0].id, "people.attended");
    assert_true(kept[0].value == 412 && kept[0].low == 400 && kept[0].high == 431);
    assert_true(kept[0].has_range && !kept[0].has_level);
    assert_int_equal(kept[0].doubt, DOUBT_BOUND);
    assert_int_equal(kept[0].missing, 3);
    assert_false(kept[1].has_value);
    assert_string_equal(kept[1].reason, "no_answers");
    assert_int_equal(kept[1].n, -1);
    assert_string_equal(kept[1].inputs, made->edition.inputs_hash);
    hash_text_of("other", 5, made->edition.inputs_hash);
    assert_true(store_put_edition(store, make_done(made), &error));
    assert_true(store_find_edition(store, arena, "2023", &stored, &error));
    assert_true(store_figures(store, arena, stored.number, &kept, &count, &error));
    assert_int_equal(count, 0);
    store_close(store);
    arena_destroy(arena);
}

static void cells_that_need_quotes_get_them(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct query_cell cells[] = {{CELL_TEXT, 0, 0, "a,\"b\"\nc"},
                                       {CELL_INTEGER, -7, -7, NULL},
                                       {CELL_NULL, 0, 0, NULL},
                                       {CELL_REAL, 0, 0.25, NULL}};
    const char *columns[] = {"text", "whole", "nothing", "part"};
    struct query_table table = {"report/x", columns, 4, 1, cells};
    struct text csv = text_create(arena);
    query_write_csv(&csv, &table);
    assert_string_equal(csv.bytes, "text,whole,nothing,part\n\"a,\"\"b\"\"\nc\",-7,,0.25\n");
    struct text json = text_create(arena);
    query_write_json(&json, &table);
    assert_string_equal(json.bytes, "[\n{\"text\":\"a,\\\"b\\\"\\nc\",\"whole\":-7,"
                                    "\"nothing\":null,\"part\":0.25}\n]\n");
    table.row_count = 0;
    text_clear(&json);
    query_write_json(&json, &table);
    assert_string_equal(json.bytes, "[\n]\n");
    arena_destroy(arena);
}

#define ON_DISK(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_DISK(a_new_store_is_made_and_opens_again),
        ON_DISK(an_empty_file_is_a_new_store),
        ON_DISK(a_newer_store_is_refused),
        ON_DISK(a_database_of_another_program_is_refused_and_not_touched),
        ON_DISK(a_file_that_is_no_database_is_refused),
        ON_DISK(a_store_that_another_program_holds_is_locked),
        ON_DISK(a_folder_that_does_not_exist_cannot_be_written),
        ON_DISK(a_read_only_store_must_exist_and_takes_no_writes),
        ON_DISK(an_edition_comes_back_as_it_went_in),
        ON_DISK(an_unknown_edition_is_not_found),
        ON_DISK(storing_twice_equals_storing_once_beside_other_editions),
        ON_DISK(an_edition_whose_file_changed_is_not_kept),
        ON_DISK(an_edition_without_anything_can_be_stored),
        ON_DISK(a_failed_write_leaves_the_store_as_it_was),
        ON_DISK(what_was_not_committed_is_gone),
        ON_DISK(a_full_disk_is_said_and_changes_nothing),
        ON_DISK(figures_come_back_until_the_rows_change),
        cmocka_unit_test(cells_that_need_quotes_get_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
