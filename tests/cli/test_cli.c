/* The program as a user meets it when something is in the way: exit statuses and messages, and what
 * stays as it was. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/own_place.h"
#include "tests/support/small_edition.h"

/* -- what is not there, or is no edition */

static void an_empty_folder_is_refused(void **state)
{
    (void)state;
    char folder[512];
    snprintf(folder, sizeof folder, "%s/2023", place.folder);
    assert_int_equal(mkdir(folder, 0755), 0);
    struct ran ran = place_run(&place, NULL, "report", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "leeg");
    assert_false(place_has(&place, "out"));
    ran = place_run(&place, NULL, "report", "2023", "--lang", "en", NULL);
    assert_int_equal(ran.status, 1);
    place_assert_nothing_half_written(&place);
}

static void a_missing_folder_is_refused_and_leaves_no_store(void **state)
{
    (void)state;
    struct ran ran = place_run(&place, NULL, "report", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "niet gevonden");
    assert_says(ran.err, "2023");
    assert_false(place_has(&place, "rodedraad.db"));
    assert_false(place_has(&place, "out"));
}

static void a_file_that_is_not_text_is_a_finding_beside_others(void **state)
{
    (void)state;
    static const unsigned char noise[] = {0x89, 'P', 'N',  'G',  0x0D, 0x0A, 0x1A, 0x0A, 0, 0,
                                          1,    2,   0xFF, 0xFE, 0,    3,    0,    0,    0, 9};
    small_edition_write(&place, "2023");
    place_write_bytes(&place, "2023/foto.csv", noise, sizeof noise);
    struct ran ran = place_run(&place, NULL, "report", "2023", NULL);
    assert_int_equal(ran.status, 0);
    size_t size = 0;
    char *todo = place_read(&place, "out/2023/te-doen.csv", &size);
    assert_non_null(todo);
    assert_says(todo, "niet te lezen");
    assert_null(strstr(todo, "foto"));
    free(todo);
}

static void a_folder_with_only_noise_is_refused(void **state)
{
    (void)state;
    static const unsigned char noise[64] = {0x7F, 'E', 'L', 'F', 2, 1, 1};
    place_write_bytes(&place, "2023/lijst.csv", noise, sizeof noise);
    struct ran ran = place_run(&place, NULL, "report", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "niets herkend");
    assert_false(place_has(&place, "out"));
}

static void an_unreadable_file_stops_the_run(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    char file[512];
    snprintf(file, sizeof file, "%s/2023/presentie.csv", place.folder);
    assert_int_equal(chmod(file, 0), 0);
    const struct spawn_options options = {.unprivileged = true};
    struct ran ran = place_run(&place, &options, "report", "2023", NULL);
    if (ran.status == 127) {
        skip(); /* an ordinary user may not come where this tree stands */
    }
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "presentie.csv");
    assert_says(ran.err, "kan niet worden geopend");
    assert_false(place_has(&place, "out"));
    place_assert_nothing_half_written(&place);
}

static void a_bad_edition_ini_names_its_line(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    place_write(&place, "2023/edition.ini", "[edition]\nname = Week\nthis is no setting\n");
    struct ran ran = place_run(&place, NULL, "report", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "edition.ini:3");
    assert_false(place_has(&place, "out"));
}

/* -- usage */

static void wrong_usage_is_two(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    assert_int_equal(place_run(&place, NULL, "report", NULL).status, 2);
    struct ran ran = place_run(&place, NULL, "report", "--formaat", "pdf", "2023", NULL);
    assert_int_equal(ran.status, 2);
    ran = place_run(&place, NULL, "report", "--kind", "inpact", "2023", NULL);
    assert_int_equal(ran.status, 2);
    assert_says(ran.err, "bedoelt u \"impact\"");
    ran = place_run(&place, NULL, "report", "--as-of", "gisteren", "2023", NULL);
    assert_int_equal(ran.status, 2);
    ran = place_run(&place, NULL, "reprot", "2023", NULL);
    assert_int_equal(ran.status, 2);
    assert_says(ran.err, "report");
    small_edition_write(&place, "elders/2023");
    ran = place_run(&place, NULL, "report", "2023", "elders/2023", NULL);
    assert_int_equal(ran.status, 2);
    assert_false(place_has(&place, "out"));
}

static void help_is_no_failure(void **state)
{
    (void)state;
    struct ran ran = place_run(&place, NULL, "--help", NULL);
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "report");
    ran = place_run(&place, NULL, "report", "--help", NULL);
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "--format");
}

static void options_may_stand_before_the_command(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    struct ran ran =
        place_run(&place, NULL, "--lang", "en", "--seed=7", "--quiet", "check", "2023", NULL);
    struct ran after =
        place_run(&place, NULL, "check", "--lang", "en", "--seed=7", "--quiet", "2023", NULL);
    assert_int_equal(ran.status, after.status);
    assert_string_equal(ran.out, after.out);
    assert_string_equal(ran.err, after.err);
    ran = place_run(&place, NULL, "--help", "figures", NULL);
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "figures");
    ran = place_run(&place, NULL, "--lang", "en", "reprot", "2023", NULL);
    assert_int_equal(ran.status, 2);
    assert_int_equal(place_run(&place, NULL, "--lang", NULL).status, 2);
}

/* -- the store */

static void a_foreign_store_is_left_alone(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    place_write(&place, "rodedraad.db", "Dit is een brief en geen database. Met groet, ...");
    place_write(&place, "copy", "Dit is een brief en geen database. Met groet, ...");
    struct ran ran = place_run(&place, NULL, "report", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "geen opslag van rodedraad");
    place_assert_same(&place, "rodedraad.db", "copy");
    assert_false(place_has(&place, "out"));
}

static void sql(const char *statement)
{
    char path[512];
    snprintf(path, sizeof path, "%s/rodedraad.db", place.folder);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, statement, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void a_newer_store_is_left_alone(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    assert_int_equal(place_run(&place, NULL, "import", "2023", NULL).status, 0);
    sql("PRAGMA user_version = 9999");
    assert_int_equal(place_shell(&place, "cp rodedraad.db copy").status, 0);
    struct ran ran = place_run(&place, NULL, "report", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "nieuwere versie");
    place_assert_same(&place, "rodedraad.db", "copy");
    assert_false(place_has(&place, "out"));
}

static void a_locked_store_is_waited_for_and_left_alone(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    assert_int_equal(place_run(&place, NULL, "import", "2023", NULL).status, 0);
    assert_int_equal(place_shell(&place, "cp rodedraad.db copy").status, 0);
    char path[512];
    snprintf(path, sizeof path, "%s/rodedraad.db", place.folder);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    struct ran ran = place_run(&place, NULL, "report", "2023", NULL);
    sqlite3_close(db);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "in gebruik");
    place_assert_same(&place, "rodedraad.db", "copy");
    assert_false(place_has(&place, "out"));
}

/* -- a full disk */

static void a_full_disk_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    const struct spawn_options tight = {.file_limit = 20000};
    struct ran ran = place_run(&place, &tight, "report", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "schijf");
    place_assert_nothing_half_written(&place);
    assert_false(place_has(&place, "out/2023/impact.pdf"));
    ran = place_run(&place, NULL, "report", "2023", NULL);
    assert_int_equal(ran.status, 0);
}

static void a_full_disk_leaves_the_old_reports(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    assert_int_equal(place_run(&place, NULL, "report", "2023", NULL).status, 0);
    assert_int_equal(place_shell(&place, "cp -r out before").status, 0);
    const struct spawn_options tight = {.file_limit = 30000};
    struct ran ran = place_run(&place, &tight, "report", "2023", "--as-of", "2023-12-31", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "schijf");
    ran = place_shell(&place, "diff -r out before");
    assert_string_equal(ran.out, "");
    place_assert_nothing_half_written(&place);
}

static void a_full_standard_output_is_a_failure(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    const struct spawn_options full = {.full_output = true};
    struct ran ran = place_run(&place, &full, "report", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "schijf vol");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, own_place_setup, own_place_teardown)
    const struct CMUnitTest tests[] = {
        CASE(an_empty_folder_is_refused),
        CASE(a_missing_folder_is_refused_and_leaves_no_store),
        CASE(a_file_that_is_not_text_is_a_finding_beside_others),
        CASE(a_folder_with_only_noise_is_refused),
        CASE(an_unreadable_file_stops_the_run),
        CASE(a_bad_edition_ini_names_its_line),
        CASE(wrong_usage_is_two),
        CASE(help_is_no_failure),
        CASE(options_may_stand_before_the_command),
        CASE(a_foreign_store_is_left_alone),
        CASE(a_newer_store_is_left_alone),
        CASE(a_locked_store_is_waited_for_and_left_alone),
        CASE(a_full_disk_leaves_the_store_as_it_was),
        CASE(a_full_disk_leaves_the_old_reports),
        CASE(a_full_standard_output_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
