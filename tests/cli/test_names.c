/* Names of organisations in an edition: evidence of a row together, decisions of a person, what is
 * kept of a spelling, and reference data beside the store. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/own_place.h"

static int setup(void **state)
{
    own_place_setup(state);
    place_write(&place, "2025/programma.csv",
                "Titel;Dag;Begin;Einde\nOpening;6-10-2025;09:00;10:00\n");
    return 0;
}

static void assert_silent(const char *text, const char *part)
{
    if (strstr(text, part) != NULL) {
        fail_msg("\"%s\" is in:\n%s", part, text);
    }
}

/* A presence list of one session; `rows` are name;mail;organisation lines. */
static void write_presence(const char *rows)
{
    char text[4096] = "Sessie;Naam;E-mail;Organisatie;Aanwezig\n";
    size_t size = strlen(text);
    for (const char *row = rows; *row != '\0';) {
        size_t length = strcspn(row, "\n");
        int wrote =
            snprintf(text + size, sizeof text - size, "Opening;%.*s;Ja\n", (int)length, row);
        size += (size_t)wrote;
        assert_true(size < sizeof text);
        row += length + (row[length] == '\n');
    }
    place_write(&place, "2025/presentie.csv", text);
}

/* The first column of the first row, "" for NULL; to be freed. */
static char *ask(const char *sql)
{
    char path[512];
    sqlite3 *db;
    sqlite3_stmt *statement;
    snprintf(path, sizeof path, "%s/rodedraad.db", place.folder);
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    char *copy = strdup(text == NULL ? "" : text);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return copy;
}

static void assert_answer(const char *sql, const char *expected)
{
    char *answer = ask(sql);
    assert_string_equal(answer, expected);
    free(answer);
}

static void name_and_mail_domain_are_one_piece_of_evidence(void **state)
{
    (void)state;
    write_presence("A;a@breda.nl;Gemeente Breda\n"      /* agree */
                   "B;b@tilburg.nl;\n"                  /* only the domain */
                   "C;c@utrecht.nl;Gemeente Zeist\n"    /* disagree */
                   "D;d@gmail.com;Gemeente Oss\n"       /* a private domain says nothing */
                   "E;e@bergen-nh.nl;Gemeente Bergen\n" /* the domain decides */
                   "F;f@gouda.nl;Gemente Guoda\n"       /* a slip, and the domain agrees */
                   "G;g@mail.example;Gemeente Doetnichem\n");
    struct ran ran = place_run(&place, NULL, "check", "2025", NULL);
    assert_says(ran.out, "1 keer: naam en mailadres wijzen naar verschillende gemeenten "
                         "(ORGANISATION_CONTRADICTED)\n"
                         "    doen: controleer de rij\n"
                         "      presentie.csv, regel 4\n");
    ran = place_run(&place, NULL, "explain", "residents.direct", "2025", NULL);
    assert_says(ran.out, "\"Gemeente Bergen\" (domain)");
    assert_says(ran.out, "\"Gemente Guoda\" (fuzzy)");
    assert_says(ran.out, "GM0855 Tilburg");
    assert_silent(ran.out, "Zeist");
    assert_silent(ran.out, "Utrecht:");
}

static void a_decision_is_asked_for_once_and_honoured(void **state)
{
    (void)state;
    write_presence("A;a@mail.example;Bergen\nB;b@mail.example;bergen\nC;c@mail.example;Haaren\n");
    struct ran ran = place_run(&place, NULL, "check", "2025", "--write-decisions", NULL);
    assert_int_equal(ran.status, 3);
    size_t size;
    char *decisions = place_read(&place, "2025/decisions.csv", &size);
    assert_says(decisions, "Bergen;2;");
    assert_says(decisions, "Haaren;1;");
    free(decisions);
    place_write(&place, "2025/decisions.csv", "naam;besluit\nBERGEN;GM0893\nVergeten;geen\n");
    place_write(&place, "decisions.csv", "naam;besluit\nHaaren;Vught\nElders;geen\n");
    ran = place_run(&place, NULL, "check", "2025", NULL);
    assert_says(ran.out, "1 keer: dit besluit past op geen enkele naam meer (DECISION_STALE)\n"
                         "    doen: haal de regel weg, of verbeter de naam\n"
                         "      decisions.csv, regel 3\n");
    assert_silent(ran.out, "../decisions.csv, regel 3"); /* of another edition, perhaps */
    assert_int_equal(ran.status, 0);
    ran = place_run(&place, NULL, "explain", "residents.direct", "2025", NULL);
    assert_says(ran.out, "GM0893 Bergen (L.)");
    assert_says(ran.out, "\"Haaren\" (decision)");
}

static void only_spellings_of_public_bodies_are_kept(void **state)
{
    (void)state;
    write_presence("A;a@mail.example;zzp Jan Jansen\nB;b@mail.example;Jan Jansen Advies B.V.\n"
                   "C;c@mail.example;Pietersen Consultancy\nD;d@mail.example;Karin Smit\n"
                   "E;e@mail.example;gem. Breda\nF;f@mail.example;Werkorganisatie BUCH\n");
    struct ran ran = place_run(&place, NULL, "import", "2025", NULL);
    assert_int_equal(ran.status, 0);
    assert_answer("SELECT group_concat(text, '|') FROM (SELECT text FROM spelling WHERE text <> '' "
                  "ORDER BY text)",
                  "Werkorganisatie BUCH|gem. Breda");
    assert_answer("SELECT count(*) FROM organisation WHERE kind = 'company'", "1");
}

static void reference_data_beside_the_store_holds_in_an_edition(void **state)
{
    (void)state;
    place_write(&place, "reference/organisations.csv",
                "name,kind,members,adds_residents,source,source_year,members_source_year,note\n"
                "Werkorganisatie Groot,gemeenschappelijke_regeling,GM0363 GM0599,yes,x,2025,,\n"
                "Werkorganisatie Klein,gemeenschappelijke_regeling,GM0758,yes,x,2025,,\n");
    place_write(&place, "reference/notes.csv", "a,b\n1,2\n");
    write_presence("A;a@mail.example;Werkorganisatie Groot\n"
                   "B;b@mail.example;Werkorganisatie Klein\n");
    struct ran ran = place_run(&place, NULL, "check", "2025", NULL);
    assert_says(ran.out, "samenwerking met meer dan 500.000 inwoners");
    assert_says(ran.out, "dit bestand met referentiegegevens is niet herkend");
    assert_says(ran.out, "      ../reference/notes.csv\n");
    assert_int_equal(ran.status, 3);
    ran = place_run(&place, NULL, "figures", "2025", NULL);
    assert_says(ran.out, "municipalities.partners                        1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(name_and_mail_domain_are_one_piece_of_evidence, setup,
                                        own_place_teardown),
        cmocka_unit_test_setup_teardown(a_decision_is_asked_for_once_and_honoured, setup,
                                        own_place_teardown),
        cmocka_unit_test_setup_teardown(only_spellings_of_public_bodies_are_kept, setup,
                                        own_place_teardown),
        cmocka_unit_test_setup_teardown(reference_data_beside_the_store_holds_in_an_edition, setup,
                                        own_place_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
