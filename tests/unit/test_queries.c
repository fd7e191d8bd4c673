/* Tests of queries/: every embedded query fits the schema, says truly what goes in and comes out,
 * and only reads when it is a report or a check. */
#include <stdio.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/store/internal.h"
#include "engine/store/query.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/make_edition.h"

/* What the comment at the head of a query says. */
struct header {
    const char *text; /* the comment without its dashes, as one line */
    const char *in, *out;
};

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static struct header read_header(struct arena *arena, const struct query *query)
{
    struct text text = text_create(arena);
    for (const char *line = query->sql; text_starts_with(line, "-- ");) {
        const char *end = strchr(line, '\n');
        assert_non_null(end);
        text_add_bytes(&text, line + 3, (size_t)(end - line) - 3);
        text_add_char(&text, ' ');
        line = end + 1;
    }
    struct header header = {.text = text.bytes};
    header.in = strstr(text.bytes, " in: ");
    header.out = strstr(text.bytes, " out: ");
    return header;
}

static bool names_parameter(const struct header *header, const char *name)
{
    size_t size = strlen(name);
    for (const char *at = header->in; (at = strstr(at, name)) != NULL && at < header->out; at++) {
        if (!is_word_char(at[size])) {
            return true;
        }
    }
    return false;
}

static size_t count_parameters(const struct header *header)
{
    size_t count = 0;
    for (const char *at = header->in + 5; at < header->out; at++) {
        count += *at == ':' && is_word_char(at[1]);
    }
    return count;
}

struct column {
    char name[64], type[16];
};

/* "edition INTEGER, id TEXT" until a column without a comma behind it. */
static size_t read_columns(const struct header *header, struct column *columns, size_t limit)
{
    size_t count = 0;
    int used = 0;
    const char *at = header->out + strlen(" out: ");
    while (count < limit && sscanf(at, " %63[a-z0-9_] %15[A-Z]%n", columns[count].name,
                                   columns[count].type, &used) == 2) {
        count++;
        at += used;
        if (*at != ',') {
            break;
        }
        at++;
    }
    return count;
}

static void every_query_says_what_goes_in_and_comes_out(void **state)
{
    struct store *store = *state;
    for (size_t q = 0; q < query_count; q++) {
        if (text_starts_with(query_all[q]->name, "schema/")) {
            continue;
        }
        struct arena *arena = arena_create();
        struct error error = {0};
        struct header header = read_header(arena, query_all[q]);
        if (header.in == NULL || header.out == NULL || header.in > header.out) {
            fail_msg("%s lacks its in: and out: lines", query_all[q]->name);
        }
        sqlite3_stmt *statement = store_prepare(store, query_all[q], &error);
        if (statement == NULL) {
            fail_msg("%s: %s", query_all[q]->name, error.detail);
        }
        int parameters = sqlite3_bind_parameter_count(statement);
        for (int i = 1; i <= parameters; i++) {
            const char *name = sqlite3_bind_parameter_name(statement, i);
            if (name == NULL || !names_parameter(&header, name)) {
                fail_msg("%s: the header does not name %s", query_all[q]->name, name);
            }
        }
        if (count_parameters(&header) != (size_t)parameters) {
            fail_msg("%s: the header names parameters that are not there", query_all[q]->name);
        }
        struct column columns[64];
        size_t count = read_columns(&header, columns, 64);
        if (count != (size_t)sqlite3_column_count(statement)) {
            fail_msg("%s: %zu columns in the header, %d come out", query_all[q]->name, count,
                     sqlite3_column_count(statement));
        }
        for (size_t i = 0; i < count; i++) {
            const char *name = sqlite3_column_name(statement, (int)i);
            if (strcmp(name, columns[i].name) != 0) {
                fail_msg("%s: column %s comes out as %s", query_all[q]->name, columns[i].name,
                         name);
            }
        }
        sqlite3_finalize(statement);
        arena_destroy(arena);
    }
}

static bool is_of_folder(const struct query *query, const char *folder)
{
    return text_starts_with(query->name, folder);
}

static void reports_and_checks_only_read(void **state)
{
    struct store *store = *state;
    size_t seen = 0;
    for (size_t q = 0; q < query_count; q++) {
        if (is_of_folder(query_all[q], "report/") || is_of_folder(query_all[q], "check/") ||
            is_of_folder(query_all[q], "explain/")) {
            struct error error = {0};
            sqlite3_stmt *statement = store_prepare(store, query_all[q], &error);
            assert_non_null(statement);
            assert_true(sqlite3_stmt_readonly(statement));
            sqlite3_finalize(statement);
            seen++;
        }
    }
    assert_true(seen > 10);
}

static void a_file_holds_one_statement(void **state)
{
    struct store *store = *state;
    for (size_t q = 0; q < query_count; q++) {
        if (text_starts_with(query_all[q]->name, "schema/")) {
            continue;
        }
        sqlite3_stmt *statement = NULL;
        const char *rest = NULL;
        assert_int_equal(sqlite3_prepare_v2(store->db, query_all[q]->sql, -1, &statement, &rest),
                         SQLITE_OK);
        assert_true(text_is_blank(rest));
        sqlite3_finalize(statement);
    }
}

/* A total order: the same rows in the same order when SQLite turns every open order round. */
static void every_report_has_a_total_order(void **state)
{
    struct store *store = *state;
    struct error error = {0};
    for (size_t q = 0; q < query_count; q++) {
        if (!is_of_folder(query_all[q], "report/")) {
            continue;
        }
        struct arena *arena = arena_create();
        struct query_table table;
        struct text before = text_create(arena);
        struct text after = text_create(arena);
        assert_true(query_run(store, arena, query_all[q], NULL, 0, &table, &error));
        query_write_csv(&before, &table);
        assert_true(store_execute(store, "PRAGMA reverse_unordered_selects = ON", &error));
        assert_true(query_run(store, arena, query_all[q], NULL, 0, &table, &error));
        query_write_csv(&after, &table);
        assert_true(store_execute(store, "PRAGMA reverse_unordered_selects = OFF", &error));
        if (strcmp(before.bytes, after.bytes) != 0) {
            fail_msg("%s has no total order", query_all[q]->name);
        }
        arena_destroy(arena);
    }
}

static void columns_have_the_types_that_the_header_says(void **state)
{
    struct store *store = *state;
    static const char *const types[] = {"", "INTEGER", "REAL", "TEXT"};
    for (size_t q = 0; q < query_count; q++) {
        if (!is_of_folder(query_all[q], "report/")) {
            continue;
        }
        struct arena *arena = arena_create();
        struct error error = {0};
        struct header header = read_header(arena, query_all[q]);
        struct column columns[64];
        size_t count = read_columns(&header, columns, 64);
        struct query_table table;
        assert_true(query_run(store, arena, query_all[q], NULL, 0, &table, &error));
        for (size_t r = 0; r < table.row_count; r++) {
            for (size_t c = 0; c < count; c++) {
                enum cell_type type = query_cell(&table, r, c)->type;
                if (type != CELL_NULL && strcmp(types[type], columns[c].type) != 0) {
                    fail_msg("%s: %s is %s, not %s", query_all[q]->name, columns[c].name,
                             types[type], columns[c].type);
                }
            }
        }
        arena_destroy(arena);
    }
}

/* Every check returns no row on sound editions of any shape. */
static void checks_find_nothing_on_sound_editions(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct arena *arena = arena_create();
        struct error error = {0};
        struct store *store = store_open(":memory:", NULL, &error);
        assert_non_null(store);
        struct made *made = make_random_edition(arena, seed, (size_t)(seed * 7));
        assert_true(store_put_edition(store, make_done(made), &error));
        for (size_t q = 0; q < query_count; q++) {
            if (!is_of_folder(query_all[q], "check/")) {
                continue;
            }
            struct query_table table;
            if (!query_run(store, arena, query_all[q], NULL, 0, &table, &error)) {
                fail_msg("%s: %s", query_all[q]->name, error.detail);
            }
            if (table.row_count > 0) {
                struct text text = text_create(arena);
                query_write_csv(&text, &table);
                fail_msg("seed %d, %s:\n%s", (int)seed, query_all[q]->name, text.bytes);
            }
        }
        store_close(store);
        arena_destroy(arena);
    }
}

/* ... and every one of them finds what it is for. */
static void each_check_finds_its_fault(void **state)
{
    (void)state;
    static const struct {
        const char *check, *fault;
    } faults[] = {
        {"check/balance", "PRAGMA ignore_check_constraints = ON; UPDATE source SET rows_read = 1"},
        {"check/orphans", "UPDATE presence SET person = 99999 WHERE presence = 0"},
        {"check/orphans", "UPDATE registration SET session = 99999 WHERE registration = 0"},
        {"check/orphans", "UPDATE spelling SET organisation = 99999 WHERE spelling = 0"},
        {"check/orphans", "DELETE FROM edition"},
        {"check/numbers", "DELETE FROM presence WHERE presence = 1"},
        {"check/numbers", "UPDATE person SET person = 0 WHERE person = 1"},
        {"check/types", "UPDATE person SET pseudonym = 'somebody' WHERE person = 0"},
        {"check/types", "UPDATE registration SET session = NULL WHERE registration = 0"},
        {"check/types", "UPDATE presence SET spelling = 'one' WHERE presence = 0"},
        {"check/types", "INSERT INTO remark (edition, remark, question, consent, text, source, "
                        "line) SELECT edition, 0, 0, 0, 7, 0, 2 FROM edition"},
        {"check/kinds_add_up", "UPDATE organisation SET kind = 'club' WHERE organisation = 1"},
        {"check/cube_session", "UPDATE session_count SET persons = persons + 1"},
        {"check/cube_session", "UPDATE presence SET attendee = 1 - attendee WHERE presence = 0"},
        {"check/cube_day", "UPDATE day_count SET people = people + 1"},
        {"check/cube_municipality", "UPDATE municipality_count SET rated = rated + 1"},
        {"check/cube_municipality", "DELETE FROM municipality_count"},
        {"check/cube_organisation", "UPDATE organisation_count SET walkins = walkins + 1"},
        {"check/cube_answer", "INSERT INTO response (edition, response, consent, source, line) "
                              "SELECT edition, 0, 0, 0, 2 FROM edition"},
        {"check/cube_answer", "INSERT INTO response_count SELECT edition, 0, 3 FROM edition"},
        {"check/cube_answer", "INSERT INTO answer_count SELECT edition, 0, 0, 7, 3 FROM edition"},
        {"check/cube_session_municipality", "DELETE FROM session_municipality"},
        {"check/cube_session_municipality",
         "UPDATE session_municipality SET municipality = '[300]'"},
        {"check/types", "UPDATE session_municipality SET municipality = 'Utrecht'"},
        {"check/participation", "UPDATE participation SET attended = 1 - attended"},
        {"check/participation", "DELETE FROM participation"},
        {"check/participation", "UPDATE organisation SET status = 'ambiguous'"},
        {"check/cube_edition", "UPDATE edition_count SET attended_low = attended_low + 1"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct arena *arena = arena_create();
        struct error error = {0};
        struct store *store = store_open(":memory:", NULL, &error);
        assert_true(store_put_edition(store, make_done(make_random_edition(arena, 3, 60)), &error));
        if (!store_execute(store, faults[i].fault, &error)) {
            fail_msg("%s: %s", faults[i].fault, error.detail);
        }
        const struct query *query = query_named("check", strchr(faults[i].check, '/') + 1);
        assert_non_null(query);
        struct query_table table;
        assert_true(query_run(store, arena, query, NULL, 0, &table, &error));
        if (table.row_count == 0) {
            fail_msg("%s does not find: %s", faults[i].check, faults[i].fault);
        }
        store_close(store);
        arena_destroy(arena);
    }
}

static const char *all_seen(struct store *store, struct arena *arena)
{
    struct query_table table;
    struct error error = {0};
    const struct query *query = query_named("report", "comparison_seen");
    assert_true(query_run(store, arena, query, NULL, 0, &table, &error));
    assert_true(table.row_count > 0);
    struct text text = text_create(arena);
    query_write_csv(&text, &table);
    return text.bytes;
}

/* In a store of an earlier version every municipality of a session has a row of its own. */
static void municipalities_one_by_one_read_as_those_in_lists(void **state)
{
    struct store *store = *state;
    struct arena *arena = arena_create();
    struct error error = {0};
    const char *lists = all_seen(store, arena);
    assert_true(
        store_execute(store,
                      "INSERT INTO session_municipality "
                      "SELECT edition, session, value "
                      "FROM session_municipality, json_each(municipality);"
                      "DELETE FROM session_municipality WHERE typeof(municipality) = 'text'",
                      &error));
    assert_string_equal(all_seen(store, arena), lists);
    struct query_table table;
    const struct query *check = query_named("check", "cube_session_municipality");
    assert_true(query_run(store, arena, check, NULL, 0, &table, &error));
    assert_int_equal(table.row_count, 0);
    arena_destroy(arena);
}

static int open_store(void **state)
{
    struct arena *arena = arena_create();
    struct error error = {0};
    struct store *store = store_open(":memory:", NULL, &error);
    bool worked = store != NULL;
    worked =
        worked && store_put_edition(store, make_done(make_random_edition(arena, 1, 200)), &error);
    struct made *second = make_random_edition(arena, 2, 100);
    second->edition.id = "2024";
    worked = worked && store_put_edition(store, make_done(second), &error);
    *state = store;
    arena_destroy(arena);
    return worked ? 0 : -1;
}

static int close_store(void **state)
{
    store_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_query_says_what_goes_in_and_comes_out),
        cmocka_unit_test(reports_and_checks_only_read),
        cmocka_unit_test(a_file_holds_one_statement),
        cmocka_unit_test(every_report_has_a_total_order),
        cmocka_unit_test(columns_have_the_types_that_the_header_says),
        cmocka_unit_test(checks_find_nothing_on_sound_editions),
        cmocka_unit_test(each_check_finds_its_fault),
        cmocka_unit_test_setup_teardown(municipalities_one_by_one_read_as_those_in_lists,
                                        open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_store, close_store);
}
