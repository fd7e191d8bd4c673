/* forget --before: what is about people leaves the store, and nothing else changes. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/own_place.h"

/* -- the store from outside
 * --------------------------------------------------------------------------- */

static sqlite3 *open_store(void)
{
    char path[512];
    sqlite3 *db;
    snprintf(path, sizeof path, "%s/rodedraad.db", place.folder);
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    return db;
}

static int64_t number_of(const char *sql)
{
    sqlite3 *db = open_store();
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}

/* Every value of a column, one after the other in a buffer of fixed cells; to be freed. */
enum { CELL = 128 };

struct secrets {
    char (*bytes)[CELL];
    size_t *sizes;
    size_t count;
};

static struct secrets read_secrets(const char *sql)
{
    enum { MOST = 20000 };
    struct secrets secrets = {.bytes = calloc(MOST, CELL), .sizes = calloc(MOST, sizeof(size_t))};
    assert_true(secrets.bytes != NULL && secrets.sizes != NULL);
    sqlite3 *db = open_store();
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW && secrets.count < MOST) {
        int size = sqlite3_column_bytes(statement, 0);
        assert_in_range(size, 1, CELL);
        memcpy(secrets.bytes[secrets.count], sqlite3_column_blob(statement, 0), (size_t)size);
        secrets.sizes[secrets.count++] = (size_t)size;
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return secrets;
}

static void add_people(struct secrets *secrets, const char *path)
{
    static char line[CELL];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    *secrets =
        (struct secrets){.bytes = calloc(20000, CELL), .sizes = calloc(20000, sizeof(size_t))};
    while (secrets->count < 20000 && fgets(line, sizeof line, file) != NULL) {
        size_t size = strcspn(line, "\r\n");
        if (size > 3) {
            memcpy(secrets->bytes[secrets->count], line, size);
            secrets->sizes[secrets->count++] = size;
        }
    }
    fclose(file);
}

static int by_bytes(const void *left, const void *right)
{
    return memcmp(left, right, CELL);
}

/* How many of them stand in the file. Sorted by their bytes, so that every place of the file is
 * compared with those that begin with the same two bytes only. */
static size_t found_in(const struct secrets *secrets, const char *path)
{
    size_t size = 0;
    char *bytes = place_read(&place, path, &size);
    assert_non_null(bytes);
    size_t found = 0;
    static size_t first[65537];
    char(*sorted)[CELL] = calloc(secrets->count + 1, CELL);
    assert_non_null(sorted);
    memcpy(sorted, secrets->bytes, secrets->count * CELL);
    qsort(sorted, secrets->count, CELL, by_bytes);
    size_t at = 0;
    for (size_t start = 0; start < 65537; start++) {
        while (at < secrets->count && (size_t)((unsigned char)sorted[at][0] * 256 +
                                               (unsigned char)sorted[at][1]) < start) {
            at++;
        }
        first[start] = at;
    }
    for (size_t i = 0; i + 2 <= size; i++) {
        size_t start = (size_t)((unsigned char)bytes[i] * 256 + (unsigned char)bytes[i + 1]);
        for (size_t k = first[start]; k < first[start + 1]; k++) {
            size_t length = CELL; /* a secret ends before the zeros that fill its cell */
            while (length > 0 && sorted[k][length - 1] == '\0') {
                length--;
            }
            found += length >= 4 && i + length <= size && memcmp(bytes + i, sorted[k], length) == 0;
        }
    }
    free(sorted);
    free(bytes);
    return found;
}

static void free_secrets(struct secrets *secrets)
{
    free(secrets->bytes);
    free(secrets->sizes);
}

/* The checks of the tree give no row, sealed or not: what is left fits together. */
static void assert_sound(void)
{
    static const char *const checks[] = {
        "balance",           "cube_answer",       "cube_day",     "cube_edition",
        "cube_municipality", "cube_organisation", "cube_session", "cube_session_municipality",
        "kinds_add_up",      "numbers",           "orphans"};
    static char sql[1 << 15];
    sqlite3 *db = open_store();
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        char path[128];
        snprintf(path, sizeof path, "queries/check/%s.sql", checks[i]);
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        sql[fread(sql, 1, sizeof sql - 1, file)] = '\0';
        fclose(file);
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
        int code = sqlite3_step(statement);
        if (code != SQLITE_DONE) {
            fail_msg("%s finds something (%d)", checks[i], code);
        }
        sqlite3_finalize(statement);
    }
    sqlite3_close(db);
}

/* -- the fixture
 * -------------------------------------------------------------------------------------- */

static void report(const char *language, const char *out)
{
    struct ran ran = place_run(&place, NULL, "report", "--kind", "impact,submission", "--lang",
                               language, "--out", out, "--quiet", "2023", NULL);
    if (ran.status != 0) {
        fail_msg("report: %d\n%s", ran.status, ran.err);
    }
}

static void assert_same(const char *a, const char *b)
{
    char command[256];
    snprintf(command, sizeof command, "test -s %s/2023/impact.pdf && diff -rq %s %s", a, a, b);
    struct ran ran = place_shell(&place, command);
    if (ran.status != 0) {
        fail_msg("reports differ:\n%s%s", ran.out, ran.err);
    }
}

static struct ran forget(const char *day)
{
    return place_run(&place, NULL, "forget", "2023", "--before", day, "--as-of", "2024-02-01",
                     NULL);
}

/* Pages, figures and pictures in both languages, before and after, and with the files gone. */
static void a_sealed_edition_gives_the_same_bytes_and_holds_nobody(void **state)
{
    (void)state;
    place_copy(&place, "fixtures/editions/2023", "2023", false);
    report("nl", "before-nl");
    report("en", "before-en");
    assert_sound();
    struct secrets pseudonyms = read_secrets("SELECT pseudonym FROM person");
    struct secrets keys =
        read_secrets("SELECT substr(key, 6) FROM organisation WHERE name IS NULL");
    struct secrets people;
    add_people(&people, "fixtures/truth/2023-people.txt");
    assert_true(pseudonyms.count > 500 && keys.count > 5 && people.count > 1000);
    assert_true(found_in(&pseudonyms, "rodedraad.db") >= pseudonyms.count);
    assert_true(found_in(&keys, "rodedraad.db") >= keys.count);
    assert_true(found_in(&people, "2023/aanmeldingen website.csv") > 0);

    struct ran ran = forget("2023-10-07");
    assert_int_equal(ran.status, 3); /* the files are still there */
    assert_says(ran.out, "2023: verzegeld");
    assert_says(ran.out, "2023/aanmeldingen website.csv");
    assert_null(strstr(ran.out, "programme.csv"));
    assert_int_equal(found_in(&pseudonyms, "rodedraad.db"), 0);
    assert_int_equal(found_in(&keys, "rodedraad.db"), 0);
    assert_int_equal(found_in(&people, "rodedraad.db"), 0);
    assert_int_equal(
        number_of("SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM registration) + "
                  "(SELECT count(*) FROM presence) + (SELECT count(*) FROM response) + (SELECT "
                  "count(*) FROM answer) + (SELECT count(*) FROM remark) + (SELECT count(*) FROM "
                  "merged_row)"),
        0);
    assert_sound();
    assert_true(number_of("SELECT count(*) FROM remark_words WHERE words <> ''") > 100);
    report("nl", "after-nl");
    report("en", "after-en");
    assert_same("before-nl", "after-nl");
    assert_same("before-en", "after-en");

    ran = place_run(&place, NULL, "explain", "people.attended", "2023", NULL);
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "de rijen zijn gewist op 2024-02-01");
    assert_says(ran.out, "vastgelegd");
    ran = forget("2023-10-07");
    assert_int_equal(ran.status, 3);
    assert_says(ran.out, "is al verzegeld, op 2024-02-01");

    /* A file that changed is a finding, and is not read. */
    place_write(&place, "2023/aanmeldingen website.csv", "Naam;E-mail\r\nX;x@mail.example\r\n");
    ran = place_run(&place, NULL, "import", "2023", NULL);
    assert_int_equal(ran.status, 0);
    assert_says(ran.err, "deze editie is verzegeld");
    assert_says(ran.err, "veranderd of nieuw: 1");
    ran = place_run(&place, NULL, "check", "2023", NULL);
    assert_int_equal(ran.status, 3);
    assert_says(ran.out, "deze editie is verzegeld");
    assert_int_equal(number_of("SELECT count(*) FROM person"), 0);

    ran = place_shell(&place, "find 2023 -name '*.csv' ! -name programme.csv -delete");
    assert_int_equal(ran.status, 0);
    ran = forget("2023-10-07");
    assert_int_equal(ran.status, 0);
    report("nl", "gone-nl");
    assert_same("before-nl", "gone-nl");
    free_secrets(&pseudonyms);
    free_secrets(&keys);
    free_secrets(&people);
}

/* -- a small edition
 * ----------------------------------------------------------------------------------- */

static void write_small(void)
{
    place_write(&place, "2023/programma.csv",
                "Titel;Dag;Begin;Einde\r\nOpening;2-10-2023;09:00;10:00\r\n");
    place_write(&place, "2023/presentie.csv",
                "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n"
                "Opening;Anna Voorbeeld;anna.voorbeeld@mail.example;Gemeente Breda;Ja\r\n"
                "Opening;Bram Voorbeeld;bram.voorbeeld@mail.example;Gemeente Venlo;Ja\r\n");
}

static void an_edition_that_is_not_over_is_left_alone(void **state)
{
    (void)state;
    write_small();
    assert_int_equal(place_run(&place, NULL, "import", "2023", NULL).status, 0);
    struct ran ran = forget("2023-10-02"); /* its last day itself */
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "er is niets gewist");
    assert_int_equal(number_of("SELECT count(*) FROM person"), 2);
    assert_int_equal(number_of("SELECT count(*) FROM edition WHERE sealed_on IS NULL"), 1);
    assert_int_equal(forget("2023-10-03").status, 3);
    assert_int_equal(number_of("SELECT count(*) FROM person"), 0);
}

static void wrong_use_erases_nothing(void **state)
{
    (void)state;
    write_small();
    struct ran ran = forget("2024-01-01");
    assert_int_equal(ran.status, 1); /* never read */
    assert_false(place_has(&place, "rodedraad.db"));
    assert_int_equal(place_run(&place, NULL, "import", "2023", NULL).status, 0);
    assert_int_equal(place_run(&place, NULL, "forget", "2023", NULL).status, 2);
    assert_int_equal(forget("morgen").status, 2);
    assert_int_equal(forget("2024-02-31").status, 2);
    assert_int_equal(place_run(&place, NULL, "forget", NULL).status, 2);
    assert_int_equal(number_of("SELECT count(*) FROM person"), 2);
}

static void files_that_were_not_read_come_first(void **state)
{
    (void)state;
    write_small();
    assert_int_equal(place_run(&place, NULL, "import", "2023", NULL).status, 0);
    place_write(&place, "2023/nieuw.csv", "Sessie;Naam;Aanwezig\r\nOpening;Cor Voorbeeld;Ja\r\n");
    struct ran ran = forget("2024-01-01");
    assert_int_equal(ran.status, 3);
    assert_says(ran.out, "niet verzegeld");
    assert_says(ran.out, "nieuw.csv");
    assert_int_equal(number_of("SELECT count(*) FROM person"), 2);
}

/* Files may be gone before: the edition is sealed as it was read. */
static void files_may_be_gone_before_sealing(void **state)
{
    (void)state;
    write_small();
    assert_int_equal(place_run(&place, NULL, "import", "2023", NULL).status, 0);
    assert_int_equal(place_shell(&place, "rm 2023/presentie.csv").status, 0);
    struct ran ran = forget("2024-01-01");
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "geen bestanden over personen");
    assert_int_equal(number_of("SELECT value FROM figure WHERE id = 'people.attended'"), 2);
}

/* Whoever only imported before sealing has the same report afterwards as whoever reported, themes
 * and all; and what `report` wrote into the folder does not stand in the way of sealing. A report
 * of before still agrees with itself; with its folder, as long as the files are there. */
static void themes_are_found_before_sealing(void **state)
{
    (void)state;
    place_copy(&place, "fixtures/editions/2022", "a/2022", false);
    place_copy(&place, "fixtures/editions/2022", "b/2022", false);
    const char *const forget_b[] = {"a/2022", "b/2022"};
    assert_int_equal(place_run(&place, NULL, "report", "a/2022", "--quiet", NULL).status, 0);
    assert_int_equal(place_run(&place, NULL, "import", "b/2022", "--quiet", NULL).status, 0);
    for (size_t i = 0; i < 2; i++) {
        struct ran ran = place_run(&place, NULL, "forget", forget_b[i], "--before", "2023-01-01",
                                   "--as-of", "2024-02-01", NULL);
        assert_int_equal(ran.status, 3);
        assert_says(ran.out, "2022: verzegeld");
    }
    assert_int_equal(place_run(&place, NULL, "report", "b/2022", "--quiet", NULL).status, 0);
    struct ran ran = place_shell(&place, "test -s b/out/2022/impact.pdf && diff -rq a/out b/out");
    assert_string_equal(ran.out, "");
    assert_int_equal(ran.status, 0);
    assert_int_equal(
        place_run(&place, NULL, "verify", "b/out/2022/impact.pdf", "--quiet", NULL).status, 0);
    assert_int_equal(
        place_run(&place, NULL, "verify", "b/out/2022/impact.pdf", "b/2022", NULL).status, 0);
}

/* No room for the journal: the store is as it was, and a later run does the whole work. */
static void a_full_disk_seals_nothing(void **state)
{
    (void)state;
    write_small();
    assert_int_equal(place_run(&place, NULL, "figures", "2023", NULL).status, 0);
    const struct spawn_options full = {.file_limit = 8192};
    struct ran ran =
        place_run(&place, &full, "forget", "2023", "--before", "2024-01-01", "--quiet", NULL);
    assert_int_equal(ran.status, 1);
    assert_int_equal(number_of("SELECT count(*) FROM person"), 2);
    assert_int_equal(number_of("SELECT count(*) FROM edition WHERE sealed_on IS NULL"), 1);
    assert_int_equal(forget("2024-01-01").status, 3);
    assert_int_equal(number_of("SELECT count(*) FROM person"), 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, own_place_setup, own_place_teardown)
    const struct CMUnitTest tests[] = {
        CASE(a_sealed_edition_gives_the_same_bytes_and_holds_nobody),
        CASE(an_edition_that_is_not_over_is_left_alone),
        CASE(wrong_use_erases_nothing),
        CASE(files_that_were_not_read_come_first),
        CASE(files_may_be_gone_before_sealing),
        CASE(themes_are_found_before_sealing),
        CASE(a_full_disk_seals_nothing),
    };
#undef CASE
    return cmocka_run_group_tests(tests, NULL, NULL);
}
