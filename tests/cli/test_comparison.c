/* Editions compared, against the truth that their generator wrote from its own books
 * (fixtures/truth/comparison.json): the numbers of figures.json and the sets of municipalities.csv.
 * The folders are copied first, because `report` writes decisions.csv into them. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/truth.h"

enum { COMMAND = PATH_MAX + 512 };

/* Folder of a test with copies of the editions; reports are in out/. */
struct desk {
    char folder[64];
};

static void run_in(const struct desk *desk, const char *command)
{
    char line[COMMAND];
    int size = snprintf(line, sizeof line, "cd '%s' && %s", desk->folder, command);
    assert_true(size > 0 && (size_t)size < sizeof line);
    free(truth_output(line));
}

static struct desk desk_create(const char *editions)
{
    struct desk desk = {"/tmp/rodedraad-compare-XXXXXX"};
    char line[COMMAND];
    assert_non_null(mkdtemp(desk.folder));
    int size =
        snprintf(line, sizeof line, "cd fixtures/editions && cp -R %s '%s'", editions, desk.folder);
    assert_true(size > 0 && (size_t)size < sizeof line);
    free(truth_output(line));
    return desk;
}

static void desk_remove(const struct desk *desk)
{
    char line[COMMAND];
    snprintf(line, sizeof line, "rm -rf '%s'", desk->folder);
    free(truth_output(line));
}

/* The program, from wherever the test runs. */
static void report(const struct desk *desk, const char *arguments)
{
    char program[PATH_MAX];
    char line[COMMAND];
    const char *given = getenv("RODEDRAAD");
    assert_non_null(given);
    assert_non_null(realpath(given, program));
    int size = snprintf(line, sizeof line, "'%s' report %s --key key --quiet", program, arguments);
    assert_true(size > 0 && (size_t)size < sizeof line);
    run_in(desk, line);
}

static char *read_of(const struct desk *desk, const char *path)
{
    char line[COMMAND];
    snprintf(line, sizeof line, "cat '%s/%s'", desk->folder, path);
    return truth_output(line);
}

/* -- reading the outputs
 * ------------------------------------------------------------------------------- */

static sqlite3 *open_memory(void)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    return db;
}

static void put_text(sqlite3 *db, const char *sql, const char *const *values, int count)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    for (int i = 0; i < count; i++) {
        sqlite3_bind_text(statement, i + 1, values[i], -1, SQLITE_TRANSIENT);
    }
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
}

/* Prints the rows of a query, and gives their number. */
static int rows_of(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int rows = 0;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s", sqlite3_errmsg(db));
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        rows++;
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const unsigned char *text = sqlite3_column_text(statement, i);
            print_error("%s ", text == NULL ? "(nothing)" : (const char *)text);
        }
        print_error("\n");
    }
    sqlite3_finalize(statement);
    return rows;
}

static long number_of(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s", sqlite3_errmsg(db));
    }
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    long number = (long)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

/* Rows of municipalities.csv; no name of a municipality has a semicolon. */
static void load_municipalities(sqlite3 *db, char *csv)
{
    char *line = strchr(csv, '\n');
    char *rest = NULL;
    for (line = strtok_r(line, "\r\n", &rest); line != NULL; line = strtok_r(NULL, "\r\n", &rest)) {
        const char *cells[9] = {line};
        size_t count = 1;
        for (char *c = line; *c != '\0'; c++) {
            if (*c == ';') {
                *c = '\0';
                assert_true(count < 9);
                cells[count++] = c + 1;
            }
        }
        assert_int_equal(count, 9);
        put_text(db, "INSERT INTO moved VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", cells, 9);
    }
}

/* figure(from_, to_, id, value, low, high, reason), moved(...) and known(from_, to_, id, value,
 * list) as the truth has it. */
static sqlite3 *load(const struct desk *desk)
{
    sqlite3 *db = open_memory();
    char *json = read_of(desk, "out/comparison/figures.json");
    char *csv = read_of(desk, "out/comparison/municipalities.csv");
    char *truth = truth_output("cat fixtures/truth/comparison.json");
    assert_int_equal(
        sqlite3_exec(db,
                     "CREATE TABLE figure (from_, to_, id, value, low, high, reason);"
                     "CREATE TABLE moved (from_, to_, code, name, province, before, now, direct,"
                     " combined);"
                     "CREATE TABLE known (from_, to_, id, value, list)",
                     NULL, NULL, NULL),
        SQLITE_OK);
    put_text(db,
             "INSERT INTO figure SELECT value ->> 'from', value ->> 'to', value ->> 'id',"
             " value ->> 'value', value ->> 'low', value ->> 'high', value ->> 'reason'"
             " FROM json_each(?)",
             (const char *const[]){json}, 1);
    put_text(db,
             "INSERT INTO known SELECT pair.value ->> 'from', pair.value ->> 'to', one.key,"
             " CASE one.type WHEN 'array' THEN json_array_length(one.value) ELSE one.value END,"
             " CASE one.type WHEN 'array' THEN one.value END"
             " FROM json_each(?) AS pair, json_each(pair.value) AS one"
             " WHERE one.key NOT IN ('from', 'to')",
             (const char *const[]){truth}, 1);
    load_municipalities(db, csv);
    free(json);
    free(csv);
    free(truth);
    return db;
}

/* Known figures that are missing or another. `nobody` is a set without a figure. */
static const char WRONG_FIGURES[] =
    "SELECT known.from_, known.to_, known.id, known.value, figure.value FROM known"
    " LEFT JOIN figure USING (from_, to_, id)"
    " WHERE known.id NOT LIKE 'nobody.%' AND figure.value IS NOT known.value"
    " AND EXISTS (SELECT 1 FROM figure AS any WHERE any.from_ = known.from_ AND any.to_ = "
    "known.to_)";

/* Municipalities that stand in a set on one side only. */
static const char WRONG_SETS[] =
    "WITH said AS (SELECT from_, to_, 'direct' AS part, direct AS word, code FROM moved UNION ALL"
    " SELECT from_, to_, 'combined', combined, code FROM moved),"
    " ours AS (SELECT from_, to_, CASE word WHEN 'bleef' THEN 'retained' WHEN 'nieuw' THEN 'new'"
    " WHEN 'ging' THEN 'lost' WHEN 'gesplitst' THEN 'nobody' END || '.' || part AS id, code"
    " FROM said WHERE word <> ''),"
    " theirs AS (SELECT from_, to_, known.id, code.value AS code FROM known, json_each(list) AS "
    "code"
    " WHERE EXISTS (SELECT 1 FROM figure WHERE figure.from_ = known.from_"
    " AND figure.to_ = known.to_))"
    " SELECT 'only ours', * FROM (SELECT * FROM ours EXCEPT SELECT * FROM theirs) UNION ALL"
    " SELECT 'only theirs', * FROM (SELECT * FROM theirs EXCEPT SELECT * FROM ours)";

static const char WRONG_SUMS[] =
    "SELECT whole.from_, whole.to_, whole.id, whole.value, sum(part.value) FROM figure AS whole"
    " JOIN figure AS part ON part.from_ = whole.from_ AND part.to_ = whole.to_"
    " AND part.id IN (whole.id || '.who', whole.id || '.population', whole.id || '.layout')"
    " WHERE whole.id IN ('reach.change.direct', 'reach.change.combined')"
    " GROUP BY whole.from_, whole.to_, whole.id"
    " HAVING count(*) <> 3 OR sum(part.value) IS NOT whole.value";

/* -- tests
 * --------------------------------------------------------------------------------------------- */

static void all_editions_have_the_truth_of_their_pairs(void **state)
{
    (void)state;
    struct desk desk = desk_create("2020 2021 2022 2023 2024");
    report(&desk, "2023 2020 2024 2021 2022 --no-themes --kind comparison --format md");
    sqlite3 *db = load(&desk);
    assert_int_equal(number_of(db, "SELECT count(*) FROM (SELECT DISTINCT from_, to_ FROM figure)"),
                     5);
    assert_int_equal(rows_of(db, WRONG_FIGURES), 0);
    assert_int_equal(rows_of(db, WRONG_SETS), 0);
    assert_int_equal(rows_of(db, WRONG_SUMS), 0);
    /* Haaren was split on 1 January 2021: nobody's, and neither new nor lost. */
    assert_int_equal(number_of(db, "SELECT count(*) FROM moved WHERE code = 'GM0788' AND from_ = "
                                   "'2020' AND direct = 'gesplitst'"),
                     2);
    sqlite3_close(db);
    desk_remove(&desk);
}

static void a_merged_municipality_is_neither_new_nor_lost(void **state)
{
    (void)state;
    struct desk desk = desk_create("2022 2023 2024");
    report(&desk, "2022 2023 2024 --no-themes --kind comparison --format md");
    sqlite3 *db = load(&desk);
    assert_int_equal(rows_of(db, WRONG_FIGURES), 0);
    assert_int_equal(rows_of(db, WRONG_SETS), 0);
    assert_int_equal(rows_of(db, WRONG_SUMS), 0);
    /* Brielle, Hellevoetsluis and Westvoorne became Voorne aan Zee on 1 January 2023. */
    assert_int_equal(number_of(db, "SELECT count(*) FROM moved WHERE code = 'GM1992' AND from_ = "
                                   "'2022' AND direct = 'bleef'"),
                     2);
    /* Weesp became Amsterdam on 24 March 2022: it is listed as Amsterdam or not at all. */
    assert_int_equal(
        number_of(db, "SELECT count(*) FROM moved WHERE code IN ('GM0457', 'GM0501', 'GM0530')"),
        0);
    assert_int_equal(number_of(db, "SELECT count(*) FROM moved WHERE code = 'GM0363' AND from_ = "
                                   "'2022' AND to_ = '2023' AND direct = 'ging'"),
                     1);
    sqlite3_close(db);
    desk_remove(&desk);
}

static void the_order_of_the_folders_changes_no_byte(void **state)
{
    (void)state;
    struct desk desk = desk_create("2020 2021");
    report(&desk, "2020 2021 --no-themes --kind comparison --out one");
    report(&desk, "2021 2020 --no-themes --kind comparison --out two");
    run_in(&desk, "test -s one/comparison/comparison.pdf && test -s one/comparison/comparison.html"
                  " && test -s one/comparison/comparison.md && diff -r one two");
    desk_remove(&desk);
}

static void the_order_of_the_programme_changes_no_theme(void **state)
{
    (void)state;
    struct desk desk = desk_create("2023 2024");
    report(&desk, "2023 2024 --kind comparison --db one.db --out one");
    run_in(&desk,
           "head -1 2024/programme.csv >rows && tail -n +2 2024/programme.csv | LC_ALL=C sort "
           ">>rows && ! cmp -s rows 2024/programme.csv && mv rows 2024/programme.csv");
    report(&desk, "2023 2024 --kind comparison --db two.db --out two");
    run_in(&desk, "test -s one/comparison/themes.csv && cmp one/comparison/themes.csv "
                  "two/comparison/themes.csv");
    desk_remove(&desk);
}

/* Somebody who stayed sixteen minutes is an attendee in one edition and not in the other. */
static void editions_with_other_minutes_have_no_difference_of_rates(void **state)
{
    (void)state;
    struct desk desk = desk_create("2022 2023");
    run_in(&desk, "printf '[counting]\\nminutes = 20\\n' > 2023/edition.ini");
    report(&desk, "2022 2023 --no-themes --kind comparison --format md");
    sqlite3 *db = load(&desk);
    assert_int_equal(number_of(db, "SELECT count(*) FROM figure WHERE id IN "
                                   "('attendance.rate.change', 'noshow.rate.change') AND value IS "
                                   "NULL AND reason = 'definitions_differ'"),
                     2);
    run_in(&desk, "grep -q 'niet vergeleken' out/comparison/comparison.md"
                  " && grep -q 'niet vergeleken' out/comparison/comparable.csv");
    sqlite3_close(db);
    desk_remove(&desk);
}

/* The difference of the two ledgers, and an interval around it. */
static void a_difference_of_rates_lies_in_its_interval(void **state)
{
    (void)state;
    struct desk desk = desk_create("2022 2023");
    report(&desk, "2022 2023 --no-themes --kind comparison --format md");
    sqlite3 *db = load(&desk);
    char *rates[] = {read_of(&desk, "out/2022/figures.json"),
                     read_of(&desk, "out/2023/figures.json")};
    sqlite3_exec(db, "CREATE TABLE rate (year, id, value)", NULL, NULL, NULL);
    for (int i = 0; i < 2; i++) {
        put_text(db,
                 "INSERT INTO rate SELECT value ->> 'edition', value ->> 'id', value ->> 'value'"
                 " FROM json_each(?)",
                 (const char *const[]){rates[i]}, 1);
        free(rates[i]);
    }
    assert_int_equal(
        number_of(db, "SELECT count(*) FROM figure JOIN rate AS a ON a.year = '2022'"
                      " AND figure.id = a.id || '.change' JOIN rate AS b ON b.year = '2023'"
                      " AND b.id = a.id WHERE abs(figure.value - (b.value - a.value)) < 1e-12"
                      " AND low < figure.value AND high > figure.value"),
        4); /* the form of 2022 asks for no recommendation */
    assert_int_equal(number_of(db, "SELECT count(*) FROM figure WHERE id = 'nps.change' AND value "
                                   "IS NULL AND reason = 'no_question'"),
                     1);
    sqlite3_close(db);
    desk_remove(&desk);
}

/* An edition of which only published figures are known: they stand beside what was counted, nothing
 * is compared, and it is said why. */
static void published_figures_stand_beside_counts_without_a_verdict(void **state)
{
    (void)state;
    struct desk desk = desk_create("2020");
    run_in(&desk,
           "mkdir 2019 && printf 'naam;waarde;eenheid;ondergrens;bron;datum;wie\r\n"
           "Sessies;62;sessies;ja;eigen rapport;2019-12-01;team\r\n"
           "Volgers;2140;volgers;nee;LinkedIn;2019-12-01;team\r\n' > 2019/eigen-cijfers.csv");
    report(&desk, "2019 2020 --no-themes --kind comparison --format md");
    sqlite3 *db = load(&desk);
    assert_int_equal(number_of(db,
                               "SELECT count(*) FROM figure WHERE (id LIKE 'reach.%' OR id LIKE "
                               "'retained.%' OR id LIKE '%.rate.change' OR id = 'nps.change')"
                               " AND value IS NULL AND reason = 'only_published'"),
                     14);
    assert_int_equal(rows_of(db, "SELECT id FROM figure WHERE reason = 'only_published' AND value "
                                 "IS NOT NULL"),
                     0);
    run_in(&desk, "grep -q '| Sessies (bron: eigen rapport, 2019-12-01) | ten minste 62 (opgave) | "
                  "[0-9]* (geteld) |' out/comparison/comparison.md");
    run_in(&desk,
           "grep -q '| Volgers (bron: LinkedIn, 2019-12-01) | 2.140 (opgave) | niet bekend |' "
           "out/comparison/comparison.md");
    run_in(&desk, "grep -q 'alleen gepubliceerde cijfers' out/comparison/comparison.md"
                  " && ! grep -qE '\\| (hoger|lager) \\|' out/comparison/comparison.md");
    sqlite3_close(db);
    desk_remove(&desk);
}

/* Sealing takes the people away; the comparison, themes and forecast included, keeps every byte.
 * The week of 2022 talked about hybrid work and that of 2024 about chatbots (the generator's
 * threads). */
static void a_sealed_edition_is_compared_byte_for_byte_as_before(void **state)
{
    (void)state;
    struct desk desk = desk_create("2022 2024");
    char line[COMMAND];
    char program[PATH_MAX];
    report(&desk, "2022 2024 --kind none"); /* writes themes.csv, which is an input from now on */
    report(&desk, "2022 2024 --kind comparison --out before");
    assert_non_null(realpath(getenv("RODEDRAAD"), program));
    snprintf(line, sizeof line,
             "'%s' forget 2022 --before 2023-01-01 --key key --quiet; test $? = 3", program);
    run_in(&desk, line);
    report(&desk, "2022 2024 --kind comparison --out after");
    run_in(&desk, "diff -r before/comparison after/comparison");
    run_in(&desk,
           "test $(sqlite3 rodedraad.db \"SELECT count(*) FROM edition WHERE id = '2022' AND "
           "sealed_on IS NOT NULL\") = 1");
    run_in(&desk, "grep -qi 'chatbot.*;nieuw' after/comparison/themes.csv"
                  " && grep -qi 'hybride.*;verdwenen' after/comparison/themes.csv");
    run_in(&desk, "grep -q 'deze band is ruw' after/comparison/comparison.md");
    desk_remove(&desk);
}

static void one_edition_cannot_be_compared(void **state)
{
    (void)state;
    char line[COMMAND];
    struct desk desk = desk_create("2020");
    snprintf(line, sizeof line,
             "'%s' report '%s/2020' --kind comparison --key '%s/key' 2>/dev/null",
             getenv("RODEDRAAD"), desk.folder, desk.folder);
    int status = system(line);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 2);
    desk_remove(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_editions_have_the_truth_of_their_pairs),
        cmocka_unit_test(a_merged_municipality_is_neither_new_nor_lost),
        cmocka_unit_test(the_order_of_the_folders_changes_no_byte),
        cmocka_unit_test(the_order_of_the_programme_changes_no_theme),
        cmocka_unit_test(editions_with_other_minutes_have_no_difference_of_rates),
        cmocka_unit_test(a_difference_of_rates_lies_in_its_interval),
        cmocka_unit_test(published_figures_stand_beside_counts_without_a_verdict),
        cmocka_unit_test(a_sealed_edition_is_compared_byte_for_byte_as_before),
        cmocka_unit_test(one_edition_cannot_be_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
