/* What `report` and its neighbours give: the files and what they say, what waits for a person, and
 * the same bytes for the same input. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/own_place.h"
#include "tests/support/small_edition.h"

/* -- what the reports say */

static void two_lists_give_a_report_without_settings(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    struct ran ran = place_run(&place, NULL, "2023", NULL);
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "deden 3 gemeenten mee");
    assert_says(ran.out, "out/2023/impact.pdf");
    struct ran counted = place_shell(&place, "find out/2023 -type f | wc -l | tr -d '\\n'");
    char files_said[64];
    snprintf(files_said, sizeof files_said, "(%s bestanden)", counted.out);
    ran = place_run(&place, NULL, "2023", NULL);
    assert_says(ran.out, files_said);
    static const char *const files[] = {"impact.pdf",         "impact.html", "impact.md",
                                        "figures.json",       "figures.csv", "sessions.csv",
                                        "municipalities.csv", "te-doen.csv"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[128];
        snprintf(path, sizeof path, "out/2023/%s", files[i]);
        if (!place_has(&place, path)) {
            fail_msg("%s is missing", path);
        }
    }
}

/* "programma (1).csv": also where the sessions have ids of their own, which are never merged. */
static void a_copy_of_any_file_moves_no_figure(void **state)
{
    (void)state;
    static const char *const files[] = {"programma", "presentie", "kosten", "eigen-cijfers"};
    static const char command[] =
        "\"$RODEDRAAD\" figures 2023 --csv --db $1.db | grep -v '^rows' | cut -d, -f1-11 >$1.csv";
    small_edition_write(&place, "2023");
    place_write(&place, "2023/programma.csv",
                "Nr;Titel;Dag;Begin;Einde\nA1;Opening;2-10-2023;09:00;10:00\n"
                "A2;Werkplaats;3-10-2023;10:00;11:00\n");
    place_write(&place, "2023/kosten.csv",
                "post;sessie;bedrag\nZaal;;1.250,00\nThee;Opening;85,50\n");
    place_write(
        &place, "2023/eigen-cijfers.csv",
        "naam;waarde;eenheid;ondergrens;bron;datum;wie\nvolgers;1200;mensen;;X;1-10-2023;ik\n");
    char shell[512];
    snprintf(shell, sizeof shell, "set -- once; %s", command);
    assert_int_equal(place_shell(&place, shell).status, 0);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(shell, sizeof shell, "cp 2023/%s.csv '2023/%s (1).csv'", files[i], files[i]);
        assert_int_equal(place_shell(&place, shell).status, 0);
    }
    snprintf(shell, sizeof shell, "set -- twice; %s", command);
    assert_int_equal(place_shell(&place, shell).status, 0);
    struct ran ran = place_shell(&place, "grep -c '^sessions.planned,2023,2,' once.csv && "
                                         "grep -c '^cost.total,2023,1335.5,' once.csv && "
                                         "diff once.csv twice.csv");
    if (ran.status != 0) {
        fail_msg("a copy counts:\n%s", ran.out);
    }
}

static void small_counts_stay_inside(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    assert_int_equal(place_run(&place, NULL, "report", "2023", NULL).status, 0);
    size_t size = 0;
    char *sessions = place_read(&place, "out/2023/sessions.csv", &size);
    /* Three came to the second session; the first is hidden beside it, because the sum is known. */
    assert_says(sessions, "Werkplaats;di 3 okt;10:00;11:00;;gehouden;minder dan 5;minder dan 5;");
    assert_says(sessions, "Opening;ma 2 okt;09:00;10:00;;gehouden;niet getoond;");
    free(sessions);
    char *figures = place_read(&place, "out/2023/figures.json", &size);
    assert_says(figures, "\"suppressed\"");
    free(figures);
    place_write(&place, "2023/edition.ini", "[counting]\nsmall_count = 0\n");
    assert_int_equal(place_run(&place, NULL, "report", "2023", NULL).status, 0);
    sessions = place_read(&place, "out/2023/sessions.csv", &size);
    assert_says(sessions, "Werkplaats;di 3 okt;10:00;11:00;;gehouden;3;3;");
    free(sessions);
}

static void csv_files_are_for_dutch_excel(void **state)
{
    (void)state;
    place_write(&place, "2023/programma.csv",
                "Titel;Dag;Begin;Einde\r\n\"=2+3; en meer\";2-10-2023;09:00;10:00\r\n");
    place_write(&place, "2023/presentie.csv",
                "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n"
                "\"=2+3; en meer\";Anna Voorbeeld;anna@mail.example;Gemeente Breda;Ja\r\n");
    assert_int_equal(place_run(&place, NULL, "report", "2023", NULL).status, 0);
    size_t size = 0;
    char *sessions = place_read(&place, "out/2023/sessions.csv", &size);
    assert_memory_equal(sessions, "\xEF\xBB\xBF", 3);
    assert_says(sessions, "\r\n1;\"'=2+3; en meer\";");
    free(sessions);
}

static void names_that_wait_are_written_for_the_user(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    place_write(&place, "2023/extra.csv",
                "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n"
                "Opening;Jan Voorbeeld;jan.voorbeeld@mail.example;Gemeente Bergen;Ja\r\n");
    struct ran ran = place_run(&place, NULL, "report", "2023", "--status", "final", NULL);
    assert_int_equal(ran.status, 3);
    assert_says(ran.out, "1 naam wacht op u: open 2023/decisions.csv, kolom besluit");
    assert_false(place_has(&place, "out"));
    size_t size = 0;
    char *decisions = place_read(&place, "2023/decisions.csv", &size);
    assert_non_null(decisions);
    assert_says(decisions, "naam;aantal;voorstel;alternatief;besluit");
    assert_says(decisions, "Gemeente Bergen;");
    free(decisions);
    /* What a person fills in is kept and used. */
    place_write(&place, "2023/decisions.csv",
                "naam;aantal;voorstel;alternatief;besluit\r\nGemeente Bergen;1;;;GM0893\r\n");
    ran = place_run(&place, NULL, "report", "2023", "--status", "final", NULL);
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "deden 4 gemeenten mee");
    decisions = place_read(&place, "2023/decisions.csv", &size);
    assert_says(decisions, "Gemeente Bergen;1;;;GM0893");
    free(decisions);
}

static void final_reports_have_a_number_that_follows_the_figures(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    place_write(&place, "2023/impact.nl.md",
                "# Verslag\n\nEr kwamen {{people.attended}} mensen.\n\n{{#changes}}\n\n"
                "```table\nquery: changes\ntitle: Wat is er veranderd\n```\n\n{{/changes}}\n");
#define FINAL                                                                                      \
    place_run(&place, NULL, "report", "--kind", "impact", "--status", "final", "2023", NULL)
    assert_int_equal(FINAL.status, 0);
    place_assert_same(&place, "out/2023/impact.pdf", "out/2023/impact-v1.pdf");
    assert_int_equal(place_shell(&place, "cp out/2023/impact.pdf one").status, 0);
    assert_int_equal(FINAL.status, 0); /* the same figures: the same number, the same bytes */
    place_assert_same(&place, "out/2023/impact.pdf", "one");
    assert_false(place_has(&place, "out/2023/impact-v2.pdf"));
    /* One more person: the next number, and what changed. */
    place_write(&place, "2023/extra.csv",
                "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n"
                "Opening;Joke Voorbeeld;joke.voorbeeld@mail.example;Gemeente Venlo;Ja\r\n");
    assert_int_equal(FINAL.status, 0);
    place_assert_same(&place, "out/2023/impact.pdf", "out/2023/impact-v2.pdf");
    size_t size = 0;
    char *report = place_read(&place, "out/2023/impact.md", &size);
    assert_says(report, "Er kwamen 9 mensen.");
    assert_says(report, "| het aantal mensen dat kwam | 8 | 9 | andere bestanden |");
    free(report);
    assert_int_equal(place_shell(&place, "cp out/2023/impact.pdf two").status, 0);
    assert_int_equal(FINAL.status, 0); /* releases are an input: again the same bytes */
    place_assert_same(&place, "out/2023/impact.pdf", "two");
    place_assert_same(&place, "out/2023/impact-v1.pdf", "one");
#undef FINAL
}

static void check_says_what_waits_and_stores_nothing(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    struct ran ran = place_run(&place, NULL, "check", "2023", NULL);
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "bron 1 (programma): programma.csv");
    place_write(&place, "2023/extra.csv",
                "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n"
                ";Jan Voorbeeld;jan.voorbeeld@mail.example;Gemeente Bergen;Ja\r\n"
                "Opening;Jan Voorbeeld;jan.voorbeeld@mail.example;Gemeente Bergen;Ja\r\n");
    ran = place_run(&place, NULL, "check", "2023", NULL);
    assert_int_equal(ran.status, 3);
    assert_says(ran.out, "extra.csv, regel 2");
    assert_says(ran.out, "\"Gemeente Bergen\"");
    assert_says(ran.out, "voorstel: GM");
    assert_false(place_has(&place, "rodedraad.db"));
    assert_false(place_has(&place, "2023/decisions.csv"));
    ran = place_run(&place, NULL, "check", "--write-decisions", "--quiet", "2023", NULL);
    assert_int_equal(ran.status, 3);
    assert_true(place_has(&place, "2023/decisions.csv"));
}

static void an_own_template_wins_and_is_checked(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    place_write(&place, "2023/impact.nl.md",
                "# Ons eigen verslag\n\nEr kwamen {{people.attended}} mensen.\n");
    assert_int_equal(place_run(&place, NULL, "report", "--kind", "impact", "2023", NULL).status, 0);
    size_t size = 0;
    char *report = place_read(&place, "out/2023/impact.md", &size);
    assert_says(report, "Ons eigen verslag");
    assert_says(report, "Er kwamen 8 mensen.");
    free(report);
    place_write(&place, "2023/impact.nl.md", "# Verslag\n\nEr kwamen {{people.atended}} mensen.\n");
    struct ran ran = place_run(&place, NULL, "report", "--kind", "impact", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, "impact.nl.md:3");
    assert_says(ran.err, "people.attended");
}

/* The fenced block after "```INFO\n" in README.md, as the next one when called again; NULL at the
 * end. Static memory. */
static const char *readme_block(char **at, const char *info, char name[128])
{
    static char block[4096];
    char *open = strstr(*at, info);
    if (open == NULL) {
        return NULL;
    }
    open += strlen(info);
    char *line = strchr(open, '\n');
    assert_non_null(line);
    snprintf(name, 128, "%.*s", (int)(line - open), open);
    char *close = strstr(line, "\n```");
    assert_non_null(close);
    snprintf(block, sizeof block, "%.*s", (int)(close - line), line + 1);
    *at = close + 4;
    return block;
}

static void the_example_of_the_readme_is_true(void **state)
{
    (void)state;
    static char readme[1 << 16];
    FILE *file = fopen("README.md", "rb");
    assert_non_null(file);
    readme[fread(readme, 1, sizeof readme - 1, file)] = '\0';
    fclose(file);
    char *at = readme;
    char name[128];
    const char *block;
    size_t files = 0;
    while ((block = readme_block(&at, "```csv ", name)) != NULL) {
        place_write(&place, name, block);
        files++;
    }
    assert_int_equal(files, 2);
    struct ran ran = place_run(&place, NULL, "report", "2023", NULL);
    assert_int_equal(ran.status, 0);
    at = readme;
    block = readme_block(&at, "```text", name);
    assert_non_null(block);
    static char expected[4096];
    snprintf(expected, sizeof expected, "%s", block);
    size_t lines = 0;
    char *rest_of_line = NULL;
    for (char *line = strtok_r(expected, "\n", &rest_of_line); line != NULL;
         line = strtok_r(NULL, "\n", &rest_of_line)) {
        assert_says(ran.out, line);
        lines++;
    }
    assert_int_equal(lines, 3);
}

/* -- the fixture: the same bytes every time, nobody's name, sound files */

static const char fixture[] = "fixtures/editions/2023";

/* Reports of the fixture; every run has its own key, store and output. */
static void report_fixture(const char *from, const char *name)
{
    char db[128];
    char key[128];
    char out[128];
    snprintf(db, sizeof db, "%s/rodedraad.db", name);
    snprintf(key, sizeof key, "%s/key", name);
    snprintf(out, sizeof out, "%s/out", name);
    place_write(&place, db, "");
    struct ran ran = place_run(&place, NULL, "report", "--db", db, "--key", key, "--out", out,
                               "--quiet", from, NULL);
    if (ran.status != 0) {
        fail_msg("report of %s: %d\n%s", from, ran.status, ran.err);
    }
}

static void assert_same_outputs(const char *a, const char *b)
{
    char command[512];
    snprintf(command, sizeof command, "diff -rq %s/out %s/out", a, b);
    struct ran ran = place_shell(&place, command);
    if (ran.status != 0) {
        fail_msg("outputs differ:\n%s%s", ran.out, ran.err);
    }
}

/* Every planted name, address and number; digits alone would be found in any number. */
static size_t planted(char **names, size_t limit)
{
    FILE *file = fopen("fixtures/truth/2023.json", "rb");
    assert_non_null(file);
    static char text[4 << 20];
    size_t size = fread(text, 1, sizeof text - 1, file);
    text[size] = '\0';
    fclose(file);
    char *at = strstr(text, "\"personal\"");
    assert_non_null(at);
    at = strchr(at, '[');
    char *end = strchr(at, ']');
    assert_true(at != NULL && end != NULL);
    size_t count = 0;
    while ((at = strchr(at, '"')) != NULL && at < end && count < limit) {
        char *close = strchr(at + 1, '"');
        *close = '\0';
        if (strlen(at + 1) > 6) {
            names[count++] = at + 1;
        }
        at = close + 1;
    }
    return count;
}

static void assert_holds_no_name(const char *path)
{
    char *names[64];
    size_t count = planted(names, 64);
    assert_true(count > 5);
    size_t size = 0;
    char *bytes = place_read(&place, path, &size);
    assert_non_null(bytes);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(names[i]);
        for (size_t k = 0; k + length <= size; k++) {
            if (bytes[k] == names[i][0] && memcmp(bytes + k, names[i], length) == 0) {
                fail_msg("%s holds \"%s\"", path, names[i]);
            }
        }
    }
    free(bytes);
}

static void the_same_folder_gives_the_same_bytes(void **state)
{
    (void)state;
    place_copy(&place, fixture, "a/2023", false);
    place_copy(&place, fixture, "b/2023", true); /* made in another order, read with another key */
    report_fixture("a/2023", "one");
    report_fixture("b/2023", "two");
    assert_same_outputs("one", "two");
    report_fixture("a/2023", "three"); /* again, with decisions.csv there and another store */
    assert_same_outputs("one", "three");
    struct ran ran = place_run(&place, NULL, "report", "--db", "one/rodedraad.db", "--key",
                               "one/key", "--out", "four/out", "--quiet", "a/2023", NULL);
    assert_int_equal(ran.status, 0); /* and from the store, nothing read */
    assert_same_outputs("one", "four");

    /* The files are sound. */
    ran = place_shell(&place, "qpdf --check one/out/2023/impact.pdf");
    assert_int_equal(ran.status, 0);
    ran = place_shell(&place, "pdffonts one/out/2023/impact.pdf | tail -n +3 | awk '{ if ($(NF-4) "
                              "!= \"yes\") exit 1; n++ } END { exit n == 0 }'");
    assert_int_equal(ran.status, 0);
    ran = place_shell(&place, "pdfinfo -struct one/out/2023/impact.pdf");
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "H1");
    assert_says(ran.out, "Table");
    assert_says(ran.out, "Figure");
    ran = place_shell(&place, "pdftotext -layout one/out/2023/impact.pdf - | grep -q "
                              "'meer dan 6,8 miljoen'");
    assert_int_equal(ran.status, 0);

    /* Nobody's name is in them. */
    ran = place_shell(&place, "for f in one/out/2023/*.pdf; do pdftotext \"$f\" \"$f.text\"; "
                              "qpdf --qdf --stream-data=uncompress \"$f\" \"$f.plain\"; done");
    assert_int_equal(ran.status, 0);
    assert_holds_no_name("one/rodedraad.db");
    char *files = place_list(&place, "one/out");
    char *rest_of_path = NULL;
    for (char *path = strtok_r(files, "\n", &rest_of_path); path != NULL;
         path = strtok_r(NULL, "\n", &rest_of_path)) {
        assert_holds_no_name(path);
    }
    free(files);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, own_place_setup, own_place_teardown)
    const struct CMUnitTest tests[] = {
        CASE(two_lists_give_a_report_without_settings),
        CASE(a_copy_of_any_file_moves_no_figure),
        CASE(small_counts_stay_inside),
        CASE(csv_files_are_for_dutch_excel),
        CASE(names_that_wait_are_written_for_the_user),
        CASE(final_reports_have_a_number_that_follows_the_figures),
        CASE(check_says_what_waits_and_stores_nothing),
        CASE(an_own_template_wins_and_is_checked),
        CASE(the_example_of_the_readme_is_true),
        CASE(the_same_folder_gives_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
