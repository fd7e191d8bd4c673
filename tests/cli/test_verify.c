/* verify: a report recomputed from the PDF alone and from the folder; what was changed afterwards
 * is named, in the ledger, in a list, on a page or in the folder. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/small_edition.h"
#include "tests/support/spawn.h"

static struct place place;

/* One report for all tests; they change copies of it. */
static int setup(void **state)
{
    (void)state;
    place = place_create();
    small_edition_write(&place, "2023");
    struct ran ran = place_run(&place, NULL, "report", "2023", "--kind", "impact", "--format",
                               "pdf", "--quiet", NULL);
    return ran.status;
}

static int teardown(void **state)
{
    (void)state;
    place_destroy(&place);
    return 0;
}

/* The line of an answer that begins with the id: "residents.direct  KLOPT NIET  ...". */
static void assert_line(const char *text, const char *id, const char *part)
{
    size_t size = strlen(id);
    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, id, size) == 0 && line[size] == ' ') {
            char copy[1024];
            snprintf(copy, sizeof copy, "%.*s", (int)strcspn(line, "\n"), line);
            assert_says(copy, part);
            return;
        }
    }
    fail_msg("no line of %s in:\n%s", id, text);
}

/* changed.pdf: the report with one of its files changed by sed. */
static void change_file(const char *file, const char *script)
{
    char command[1024];
    snprintf(command, sizeof command,
             "qpdf out/2023/impact.pdf --show-attachment=%s >before && sed '%s' before >%s && "
             "! cmp -s before %s && qpdf out/2023/impact.pdf --remove-attachment=%s without.pdf && "
             "qpdf without.pdf --add-attachment %s --mimetype=text/plain -- changed.pdf",
             file, script, file, file, file, file);
    assert_int_equal(place_shell(&place, command).status, 0);
}

static void a_report_agrees_with_itself(void **state)
{
    (void)state;
    struct ran ran = place_run(&place, NULL, "verify", "out/2023/impact.pdf", NULL);
    assert_int_equal(ran.status, 0);
    assert_line(ran.out, "residents.direct", "klopt");
    assert_line(ran.out, "residents.share", "klopt");
    assert_line(ran.out, "text", "meer dan 510.000");
    assert_line(ran.out, "organisations.municipality", "klopt");
    assert_line(ran.out, "sessions.rated", "klopt");
    assert_says(ran.out, " 0 klopt niet");
    assert_string_equal(ran.err, "");
}

static void a_report_agrees_with_its_folder(void **state)
{
    (void)state;
    struct ran ran = place_run(&place, NULL, "nareken", "out/2023/impact.pdf", "2023", NULL);
    assert_int_equal(ran.status, 0);
    assert_line(ran.out, "people.attended", "klopt");
    assert_line(ran.out, "reach.csv", "byte voor byte gelijk");
    assert_says(ran.out, " 0 klopt niet");
}

static void the_users_store_is_neither_read_nor_written(void **state)
{
    (void)state;
    assert_int_equal(place_shell(&place, "mkdir -p elsewhere && cp -r 2023 out elsewhere").status,
                     0);
    struct ran ran = place_run(&place, NULL, "verify", "elsewhere/out/2023/impact.pdf",
                               "elsewhere/2023", "--key", "elsewhere/key", NULL);
    assert_int_equal(ran.status, 0);
    assert_false(place_has(&place, "elsewhere/rodedraad.db"));
    assert_false(place_has(&place, "elsewhere/key"));
    assert_false(place_has(&place, ":memory:"));
}

static void a_changed_value_in_the_ledger_is_named(void **state)
{
    (void)state;
    change_file("figures.json", "s/\\(\"id\":\"residents.direct\",.*\"value\":\\)5/\\16/");
    struct ran ran = place_run(&place, NULL, "verify", "changed.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_line(ran.out, "residents.direct", "KLOPT NIET");
    assert_says(ran.out, "HET RAPPORT KLOPT NIET");
    ran = place_run(&place, NULL, "verify", "changed.pdf", "2023", "--lang", "en", NULL);
    assert_int_equal(ran.status, 1);
    assert_line(ran.out, "residents.direct", "DIFFERS");
    assert_line(ran.out, "residents.partners", "agrees");
}

/* Every figure that "meer dan 510.000" could be about is another: the page is alone. */
static void a_page_that_says_another_number_is_noticed(void **state)
{
    (void)state;
    change_file("figures.json", "s/\"value\":5[0-9]*,/\"value\":617473,/");
    struct ran ran = place_run(&place, NULL, "verify", "changed.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_line(ran.out, "text", "KLOPT NIET");
    assert_line(ran.out, "text", "meer dan 510.000");
}

/* Only rows can tell how many people came; that somebody changed the number shows all the same. */
static void a_change_that_only_rows_can_tell_is_noticed(void **state)
{
    (void)state;
    change_file("figures.json", "s/\\(\"id\":\"people.attended\",.*\"value\":\\)8/\\19/");
    struct ran ran = place_run(&place, NULL, "verify", "changed.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_line(ran.out, "figures.json", "KLOPT NIET");
    ran = place_run(&place, NULL, "verify", "changed.pdf", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_line(ran.out, "people.attended", "KLOPT NIET");
}

static void a_changed_list_of_municipalities_is_noticed(void **state)
{
    (void)state;
    change_file("municipalities.csv", "s/^Breda;GM0758;Noord-Brabant;1/&9/");
    struct ran ran = place_run(&place, NULL, "verify", "changed.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_line(ran.out, "municipalities.csv, reach.csv", "Breda");
    change_file("reach.csv", "s/^GM0758;Breda;1/&9/");
    ran = place_run(&place, NULL, "verify", "changed.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_line(ran.out, "residents.direct", "KLOPT NIET");
    assert_line(ran.out, "residents.country", "KLOPT NIET");
}

static void a_file_that_was_taken_out_is_missed(void **state)
{
    (void)state;
    struct ran ran =
        place_shell(&place, "qpdf out/2023/impact.pdf --remove-attachment=reach.csv changed.pdf");
    assert_int_equal(ran.status, 0);
    ran = place_run(&place, NULL, "verify", "changed.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_line(ran.out, "reach.csv", "KLOPT NIET");
}

/* Anna of Breda becomes Anna of Zwolle; nothing else changes. */
static void one_changed_cell_names_the_figures_that_it_moves(void **state)
{
    (void)state;
    assert_int_equal(place_shell(&place, "mkdir -p other && cp -r 2023 other && sed -i "
                                         "'s/^\\(Opening;Carla.*;\\)Gemeente Tilburg/\\1Gemeente "
                                         "Zwolle/' other/2023/presentie.csv")
                         .status,
                     0);
    struct ran ran = place_run(&place, NULL, "verify", "out/2023/impact.pdf", "other/2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_line(ran.out, "residents.direct", "KLOPT NIET");
    assert_line(ran.out, "municipalities.direct", "KLOPT NIET");
    assert_line(ran.out, "municipalities.direct", " 3 ");
    assert_line(ran.out, "municipalities.direct", " 4 ");
    assert_line(ran.out, "inputs", "KLOPT NIET");
    assert_line(ran.out, "reach.csv", "KLOPT NIET");
    assert_line(ran.out, "people.attended", "klopt");
    assert_line(ran.out, "settings", "klopt");
}

static void json_is_one_array(void **state)
{
    (void)state;
    struct ran ran = place_run(&place, NULL, "verify", "out/2023/impact.pdf", "--json", NULL);
    assert_int_equal(ran.status, 0);
    place_write(&place, "answer.json", ran.out);
    ran = place_shell(
        &place, "python3 -c 'import json; rows = json.load(open(\"answer.json\")); "
                "print({row[\"id\"]: row[\"verdict\"] for row in rows}[\"residents.direct\"])'");
    assert_int_equal(ran.status, 0);
    assert_string_equal(ran.out, "agrees\n");
}

static void what_is_no_report_is_refused_with_a_sentence(void **state)
{
    (void)state;
    place_write(&place, "notes.pdf", "not a PDF at all");
    place_write(&place, "empty.pdf", "");
    place_write(&place, "broken.pdf", "%PDF-1.7\nand nothing more");
    struct ran ran = place_run(&place, NULL, "verify", "notes.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "\"notes.pdf\" is geen PDF");
    ran = place_run(&place, NULL, "verify", "empty.pdf", "--lang", "en", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "\"empty.pdf\" is no PDF");
    ran = place_run(&place, NULL, "verify", "broken.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "beschadigd");
    assert_null(strstr(ran.err, "WARNING")); /* of libqpdf, in English */
    ran = place_run(&place, NULL, "verify", "missing.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "niet gevonden");
    assert_int_equal(place_run(&place, NULL, "verify", NULL).status, 2);
    assert_int_equal(place_run(&place, NULL, "verify", "a.pdf", "b", "c", NULL).status, 2);
}

static void a_pdf_without_our_data_says_so(void **state)
{
    (void)state;
    struct ran ran = place_run(&place, NULL, "report", "2023", "--kind", "impact", "--format",
                               "pdf", "--no-data", "--out", "bare", "--quiet", NULL);
    assert_int_equal(ran.status, 0);
    ran = place_run(&place, NULL, "verify", "bare/2023/impact.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "--no-data");
    change_file("figures.json", "1s/\\[/{/");
    ran = place_run(&place, NULL, "verify", "changed.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "geen lijst van cijfers");
}

/* A second edition: of three municipalities one stays, one leaves, one comes. */
static void a_comparison_is_verified_from_its_list(void **state)
{
    (void)state;
    assert_int_equal(place_shell(&place, "cp -r 2023 2024 && sed -i 's/2023/2024/g; s/Gemeente "
                                         "Tilburg/Gemeente Zwolle/' 2024/*.csv")
                         .status,
                     0);
    struct ran ran =
        place_run(&place, NULL, "report", "2023", "2024", "--kind", "comparison", "--quiet", NULL);
    assert_int_equal(ran.status, 0);
    ran = place_run(&place, NULL, "verify", "out/comparison/comparison.pdf", NULL);
    assert_int_equal(ran.status, 0);
    assert_line(ran.out, "new.direct", " klopt ");
    assert_line(ran.out, "lost.combined", " klopt ");
    assert_line(ran.out, "reach.change.direct ", " klopt ");
    assert_line(ran.out, "reach.change.direct.population", " klopt ");
    /* One that came is said to have stayed. */
    assert_int_equal(
        place_shell(&place,
                    "cp out/comparison/comparison.pdf changed.pdf && qpdf changed.pdf "
                    "--show-attachment=municipalities.csv | sed 's/;nieuw;nieuw/;bleef;bleef/' "
                    ">municipalities.csv && qpdf changed.pdf "
                    "--remove-attachment=municipalities.csv without.pdf && qpdf without.pdf "
                    "--add-attachment municipalities.csv --mimetype=text/plain -- changed.pdf")
            .status,
        0);
    ran = place_run(&place, NULL, "verify", "changed.pdf", NULL);
    assert_int_equal(ran.status, 1);
    assert_line(ran.out, "retained.direct", "KLOPT NIET");
    assert_line(ran.out, "new.direct", "KLOPT NIET");
    ran = place_run(&place, NULL, "verify", "changed.pdf", "2023", NULL);
    assert_int_equal(ran.status, 2);
    assert_says(ran.err, "zonder map");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_agrees_with_itself),
        cmocka_unit_test(a_report_agrees_with_its_folder),
        cmocka_unit_test(the_users_store_is_neither_read_nor_written),
        cmocka_unit_test(a_changed_value_in_the_ledger_is_named),
        cmocka_unit_test(a_page_that_says_another_number_is_noticed),
        cmocka_unit_test(a_change_that_only_rows_can_tell_is_noticed),
        cmocka_unit_test(a_changed_list_of_municipalities_is_noticed),
        cmocka_unit_test(a_file_that_was_taken_out_is_missed),
        cmocka_unit_test(one_changed_cell_names_the_figures_that_it_moves),
        cmocka_unit_test(json_is_one_array),
        cmocka_unit_test(what_is_no_report_is_refused_with_a_sentence),
        cmocka_unit_test(a_pdf_without_our_data_says_so),
        cmocka_unit_test(a_comparison_is_verified_from_its_list),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
