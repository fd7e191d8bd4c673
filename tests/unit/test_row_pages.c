/* Tests of engine/store/row_pages: rows that are written as pages come out of the store as those
 * that SQLite was given one by one (array_table), value by value, at every edge of the format:
 * numbers of every size, texts that just fit a page and that do not, more rows than a page and than
 * a database of pages takes. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/store/cube.h"
#include "engine/store/row_pages.h"
#include "tests/support/cmocka_all.h"

enum { PAGE = 32768, EDITION = 300 };

static struct store *store;
static struct arena *arena;

static int open_store(void **state)
{
    (void)state;
    struct error error = {0};
    store = store_open(":memory:", NULL, &error);
    arena = arena_create();
    /* Only rows are stored here, and nothing that they refer to. */
    return store != NULL && store_begin(store, &error) && store_commit(store, &error) &&
                   store_execute(store, "PRAGMA foreign_keys = OFF; BEGIN", &error)
               ? 0
               : -1;
}

static int close_store(void **state)
{
    (void)state;
    store_close(store);
    arena_destroy(arena);
    return 0;
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(store->db));
    }
    return statement;
}

static int64_t number_of(const char *sql)
{
    sqlite3_stmt *statement = prepare(sql);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

static void load(enum array_name name, bool numbered, const void *rows, size_t count)
{
    struct error error = {0};
    if (!row_pages_load(store, name, numbered, EDITION, rows, count, &error)) {
        fail_msg("%s %s", error.detail, error.context);
    }
}

static void expect_same_value(sqlite3_stmt *wanted, sqlite3_stmt *got, int column, size_t row)
{
    int type = sqlite3_column_type(wanted, column);
    if (sqlite3_column_type(got, column) != type) {
        fail_msg("row %zu, column %d: type %d, not %d", row, column,
                 sqlite3_column_type(got, column), type);
    }
    if (type == SQLITE_NULL) {
        return;
    }
    int size = sqlite3_column_bytes(wanted, column);
    if (sqlite3_column_bytes(got, column) != size ||
        (size > 0 && memcmp(sqlite3_column_blob(wanted, column), sqlite3_column_blob(got, column),
                            (size_t)size) != 0)) {
        fail_msg("row %zu, column %d: %.80s, not %.80s", row, column,
                 (const char *)sqlite3_column_text(got, column),
                 (const char *)sqlite3_column_text(wanted, column));
    }
}

/* The rows of the edition, in the order in which they were stored, are those of the array. */
static void expect_rows(enum array_name name, bool numbered, const void *rows, size_t count)
{
    const struct array_description *array = &array_descriptions[name];
    array_table_set(store, name, rows, count);
    sqlite3_stmt *wanted = prepare(arena_printf(arena, "SELECT %d%s, * FROM %s", EDITION,
                                                numbered ? ", rowid" : "", array->name));
    sqlite3_stmt *got = prepare(arena_printf(arena,
                                             "SELECT * FROM %s WHERE edition = %d "
                                             "ORDER BY rowid",
                                             array->table, EDITION));
    assert_int_equal(sqlite3_column_count(wanted), sqlite3_column_count(got));
    size_t row = 0;
    while (sqlite3_step(wanted) == SQLITE_ROW) {
        assert_int_equal(sqlite3_step(got), SQLITE_ROW);
        for (int column = 0; column < sqlite3_column_count(wanted); column++) {
            expect_same_value(wanted, got, column, row);
        }
        row++;
    }
    assert_int_equal(row, count);
    assert_int_equal(sqlite3_step(got), SQLITE_DONE);
    sqlite3_finalize(wanted);
    sqlite3_finalize(got);
    array_table_set(store, name, NULL, 0);
}

static void expect_sound(void)
{
    sqlite3_stmt *statement = prepare("PRAGMA main.integrity_check");
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal(sqlite3_column_text(statement, 0), "ok");
    sqlite3_finalize(statement);
}

/* On both sides of every size that a number can have. */
static const int64_t edges[] = {0,
                                1,
                                2,
                                -1,
                                -2,
                                127,
                                128,
                                -128,
                                -129,
                                255,
                                256,
                                32767,
                                32768,
                                -32768,
                                -32769,
                                65535,
                                8388607,
                                8388608,
                                -8388608,
                                -8388609,
                                2147483647,
                                2147483648,
                                -2147483648,
                                -2147483649,
                                4294967294,
                                140737488355327,
                                140737488355328,
                                -140737488355328,
                                -140737488355329,
                                INT64_MAX,
                                INT64_MIN + 1,
                                INT64_MIN};

enum { EDGES = sizeof edges / sizeof edges[0] };

static uint32_t edge32(size_t number)
{
    static const uint32_t some[] = {0,       1,          2,          127,     128,
                                    255,     256,        32767,      32768,   8388607,
                                    8388608, 2147483647, 2147483648, NONE - 1};
    return some[number % (sizeof some / sizeof some[0])];
}

static void numbers_of_every_size_come_as_they_are(void **state)
{
    (void)state;
    struct registration *rows = arena_alloc_array(arena, EDGES, sizeof *rows);
    struct presence *visits = arena_alloc_array(arena, EDGES, sizeof *visits);
    int64_t zeros = 0;
    for (size_t i = 0; i < EDGES; i++) {
        rows[i] = (struct registration){.person = edge32(i),
                                        .session = edge32(i + 1),
                                        .organisation = i % 3 == 0 ? NONE : edge32(i + 2),
                                        .spelling = i % 2 == 0 ? NONE : edge32(i + 3),
                                        .source = edge32(i + 4),
                                        .line = edge32(i + 5),
                                        .status = (enum registration_status)(i % 4),
                                        .registered_at = edge32(i + 6),
                                        .staff = i % 5 == 0};
        zeros += rows[i].registered_at == 0;
        visits[i] = (struct presence){.seconds = edges[i], .registration = NONE};
    }
    load(ARRAY_registration, true, rows, EDGES);
    expect_rows(ARRAY_registration, true, rows, EDGES);
    load(ARRAY_presence, true, visits, EDGES);
    expect_rows(ARRAY_presence, true, visits, EDGES);
    assert_int_equal(number_of("SELECT count(*) FROM presence WHERE seconds IS NULL"), 1);
    assert_int_equal(number_of("SELECT count(*) FROM registration WHERE registered_at IS NULL"),
                     zeros);
    assert_int_equal(number_of("SELECT count(*) FROM registration WHERE status = 'live'"),
                     EDGES / 4);
    expect_sound();
}

static struct remark remark_of(size_t number, const char *text)
{
    return (struct remark){.response = number % 2 == 0 ? NONE : (uint32_t)number,
                           .registration = number % 2 == 0 ? (uint32_t)number : NONE,
                           .question = 3,
                           .session = edge32(number),
                           .organisation = NONE,
                           .source = 1,
                           .line = (uint32_t)number + 2,
                           .consent = number % 7 == 0,
                           .text = text};
}

/* No two of the same bytes in a row, so that a page that is left out or comes twice is seen. */
static char *text_of_size(size_t size)
{
    char *text = arena_alloc(arena, size + 1);
    for (size_t i = 0; i < size; i++) {
        text[i] = (char)('a' + (i + i / 251 + i / 32749) % 26);
    }
    return text;
}

static void texts_of_every_length_come_as_they_are(void **state)
{
    (void)state;
    static const size_t lengths[] = {
        0, 1, 56, 57, 58, 8185, 8186, 2 * PAGE, 2 * PAGE + 1, 100000, 700000, 3000000, 20, 1};
    size_t count = 0;
    struct remark *rows = arena_alloc_array(arena, 400, sizeof *rows);
    rows[count] = remark_of(count, NULL);
    count++;
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++, count++) {
        rows[count] = remark_of(count, text_of_size(lengths[i]));
    }
    /* Where a record just fits a page, and just does not; and the same with pages behind it. */
    for (size_t pages = 1; pages <= 3; pages++) {
        for (size_t i = 0; i < 100; i++, count++) {
            rows[count] = remark_of(count, text_of_size(pages * PAGE - 90 + i));
        }
    }
    load(ARRAY_remark, true, rows, count);
    expect_rows(ARRAY_remark, true, rows, count);
    expect_sound();
}

/* A text may be followed by anything when its size is said. */
static void texts_of_counted_bytes_end_where_they_should(void **state)
{
    (void)state;
    struct remark rows[3];
    static const size_t sizes[] = {1, 80, REMARK_SIZE_MOST};
    char *text = text_of_size(REMARK_SIZE_MOST + 1);
    for (size_t i = 0; i < 3; i++) {
        rows[i] = remark_of(i, text);
        rows[i].text_size = (uint16_t)sizes[i];
    }
    load(ARRAY_remark, true, rows, 3);
    expect_rows(ARRAY_remark, true, rows, 3);
    assert_int_equal(number_of("SELECT sum(length(text)) FROM remark"), 81 + REMARK_SIZE_MOST);
    expect_sound();
}

static void as_many_rows_as_there_are_come_in_their_order(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 1000, 1500, 2000, 50000};
    struct presence *rows = arena_alloc_array(arena, 50000, sizeof *rows);
    for (size_t i = 0; i < 50000; i++) {
        rows[i] = (struct presence){.person = (uint32_t)i,
                                    .session = (uint32_t)(i % 62),
                                    .organisation = NONE,
                                    .spelling = (uint32_t)(i * i % 1009),
                                    .registration = i % 3 == 0 ? NONE : (uint32_t)i,
                                    .source = 2,
                                    .line = (uint32_t)i + 2,
                                    .seconds = (int64_t)i * 7};
    }
    for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++) {
        load(ARRAY_presence, true, rows, counts[c]);
        expect_rows(ARRAY_presence, true, rows, counts[c]);
        struct error error = {0};
        assert_true(store_execute(store, "UPDATE presence SET edition = 1", &error));
    }
    assert_int_equal(number_of("SELECT count(*) FROM presence"), 54501);
    assert_int_equal(number_of("SELECT max(rowid) FROM presence"), 54501);
    expect_sound();
}

/* A leaf notes the places of so many rows and no more, however much room is left on it. */
static void rows_may_be_so_short_that_a_page_holds_thousands(void **state)
{
    (void)state;
    enum { ROWS = 20000 };
    struct session_municipality *rows = arena_alloc_array(arena, ROWS, sizeof *rows);
    for (size_t i = 0; i < ROWS; i++) {
        rows[i] = (struct session_municipality){(uint32_t)(i % 2), NULL};
    }
    load(ARRAY_session_municipality, false, rows, ROWS);
    expect_rows(ARRAY_session_municipality, false, rows, ROWS);
    expect_sound();
}

static void rows_without_a_number_and_with_a_key(void **state)
{
    (void)state;
    const struct session_municipality lists[] = {{0, "[1,2]"}, {1, "[7]"}, {70000, "[0,341]"}};
    load(ARRAY_session_municipality, false, lists, 3);
    expect_rows(ARRAY_session_municipality, false, lists, 3);
    struct person persons[2] = {{.has_address = true, .same_name = NONE}, {.same_name = 0}};
    memset(&persons[0].pseudonym, 0, sizeof persons[0].pseudonym); /* a NUL ends no key */
    memset(&persons[1].pseudonym, 0xFF, sizeof persons[1].pseudonym);
    load(ARRAY_person, true, persons, 2);
    expect_rows(ARRAY_person, true, persons, 2);
}

/* A table with types and a key is another shape: SQLite takes the values out. */
static void a_table_of_another_shape_gets_the_same_values(void **state)
{
    (void)state;
    const struct answer_count rows[] = {
        {.session = NONE, .question = 0, .number = 7.5, .times = 3},
        {.session = 1, .question = 0, .number = -0.1, .times = INT64_MAX},
        {.session = 2, .question = 5, .number = 10, .times = 0}};
    load(ARRAY_answer_count, false, rows, 3);
    expect_rows(ARRAY_answer_count, false, rows, 3);
}

/* What makes it fast: SQLite copies records and takes no column out of one. */
static void sqlite_copies_whole_records(void **state)
{
    (void)state;
    struct remark row = remark_of(0, "x");
    load(ARRAY_remark, true, &row, 1);
    sqlite3_stmt *program = prepare("EXPLAIN INSERT INTO main.remark SELECT * FROM rows.remark");
    bool copies = false;
    while (sqlite3_step(program) == SQLITE_ROW) {
        const char *operation = (const char *)sqlite3_column_text(program, 1);
        copies = copies || strcmp(operation, "RowData") == 0 || strcmp(operation, "RowCell") == 0;
        assert_string_not_equal(operation, "Column");
        assert_string_not_equal(operation, "MakeRecord");
    }
    assert_true(copies);
    sqlite3_finalize(program);
}

static void the_database_in_memory_goes_with_the_transaction(void **state)
{
    (void)state;
    struct remark row = remark_of(0, "x");
    struct error error = {0};
    assert_true(store_execute(store, "ROLLBACK", &error));
    for (int kept = 0; kept < 2; kept++) {
        assert_true(store_begin(store, &error));
        load(ARRAY_remark, true, &row, 1);
        assert_non_null(sqlite3_db_filename(store->db, "rows"));
        if (kept == 1) {
            assert_true(store_commit(store, &error));
        } else {
            store_rollback(store);
        }
        assert_null(sqlite3_db_filename(store->db, "rows"));
        assert_int_equal(number_of("SELECT count(*) FROM remark"), kept);
    }
    /* Nobody may attach anything, as before. */
    assert_false(store_execute(store, "ATTACH ':memory:' AS another", &error));
}

static void who_interrupts_gets_no_rows(void **state)
{
    (void)state;
    struct remark row = remark_of(0, "x");
    struct error error = {0};
    assert_true(store_execute(store, "ROLLBACK", &error));
    assert_true(store_begin(store, &error));
    assert_true(store_interrupt(store));
    assert_false(row_pages_load(store, ARRAY_remark, true, EDITION, &row, 1, &error));
    assert_int_equal(error.kind, ERROR_INTERRUPTED);
    store_rollback(store);
    assert_int_equal(number_of("SELECT count(*) FROM remark"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_store, close_store)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_of_every_size_come_as_they_are),
        TEST(texts_of_every_length_come_as_they_are),
        TEST(texts_of_counted_bytes_end_where_they_should),
        TEST(as_many_rows_as_there_are_come_in_their_order),
        TEST(rows_may_be_so_short_that_a_page_holds_thousands),
        TEST(rows_without_a_number_and_with_a_key),
        TEST(a_table_of_another_shape_gets_the_same_values),
        TEST(sqlite_copies_whole_records),
        TEST(the_database_in_memory_goes_with_the_transaction),
        TEST(who_interrupts_gets_no_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
