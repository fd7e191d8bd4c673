/* forget --person: somebody leaves an edition, and still counts. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/own_place.h"

static const char SIGN_UPS[] =
    "Naam;E-mail;Organisatie;Sessie;Opmerking\r\n"
    "Anna Aalders;anna@een.example;Gemeente Breda;Klantreis;Ik hoop op rode ballonnen\r\n"
    "Bram Bos;bram@een.example;Gemeente Tilburg;Klantreis;Ik hoop op groene ballonnen\r\n"
    "Carla Claes;info@een.example;Gemeente Venlo;Klantreis;\r\n"
    "Dirk Dam;info@een.example;Gemeente Venlo;Klantreis;\r\n";
static const char WITHOUT_ANNA[] =
    "Naam;E-mail;Organisatie;Sessie;Opmerking\r\n"
    "Bram Bos;bram@een.example;Gemeente Tilburg;Klantreis;Ik hoop op groene ballonnen\r\n";

static int setup(void **state)
{
    own_place_setup(state);
    place_write(&place, "2023/programma.csv",
                "Titel;Dag;Begin;Einde\r\nKlantreis;2-10-2023;10:00;11:00\r\n");
    place_write(&place, "2023/aanmeldingen.csv", SIGN_UPS);
    place_write(&place, "2023/presentie.csv",
                "Naam;E-mail;Sessie;Binnen;Vertrokken\r\n"
                "Anna Aalders;;Klantreis;2-10-2023 10:00;2-10-2023 11:00\r\n"
                "Bram Bos;bram@een.example;Klantreis;2-10-2023 10:00;2-10-2023 11:00\r\n"
                "Carla Claes;info@een.example;Klantreis;2-10-2023 10:00;2-10-2023 11:00\r\n");
    place_write(
        &place, "2023/evaluatie.csv",
        "Tijd van voltooien;E-mail;Naam;Welk cijfer geeft u?;Wat neem je mee?;Mag dit worden "
        "geciteerd? Ik geef toestemming\r\n"
        "6-10-2023 10:00;anna@een.example;Anna Aalders;8;Een paarse olifant;Ja\r\n"
        "6-10-2023 10:05;bram@een.example;Bram Bos;6;Een gele giraffe;Ja\r\n");
    return 0;
}

static bool store_holds(const void *bytes, size_t length)
{
    size_t size;
    char *store = place_read(&place, "rodedraad.db", &size);
    assert_non_null(store);
    bool found = false;
    for (size_t i = 0; i + length <= size && !found; i++) {
        found = memcmp(store + i, bytes, length) == 0;
    }
    free(store);
    return found;
}

static bool store_says(const char *text)
{
    return store_holds(text, strlen(text));
}

/* One value of the store; text is kept until the next call. */
static const char *value_of(const char *sql, size_t *size)
{
    static char value[256];
    char path[512];
    sqlite3 *db;
    sqlite3_stmt *statement;
    snprintf(path, sizeof path, "%s/rodedraad.db", place.folder);
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    *size = (size_t)sqlite3_column_bytes(statement, 0);
    assert_true(*size < sizeof value);
    if (*size > 0) {
        memcpy(value, sqlite3_column_blob(statement, 0), *size);
    }
    value[*size] = '\0';
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return value;
}

static const char *text_of(const char *sql)
{
    size_t size;
    return value_of(sql, &size);
}

static char *figures(void)
{
    struct ran ran = place_run(&place, NULL, "figures", "2023", "--csv", "--quiet", NULL);
    assert_int_equal(ran.status, 0);
    size_t size = strlen(ran.out) + 1;
    char *copy = malloc(size);
    assert_non_null(copy);
    memcpy(copy, ran.out, size);
    return copy;
}

static struct ran forget(const char *mail)
{
    return place_run(&place, NULL, "forget", "2023", "--person", mail, NULL);
}

static void somebody_leaves_and_still_counts(void **state)
{
    (void)state;
    char *before = figures();
    size_t size;
    char pseudonym[64];
    const char *found =
        value_of("SELECT pseudonym FROM person JOIN registration USING (person) WHERE line = 2 "
                 "ORDER BY registration LIMIT 1",
                 &size);
    memcpy(pseudonym, found, size);
    assert_true(size >= 16 && store_holds(pseudonym, size));
    assert_true(store_says("rode ballonnen") && store_says("paarse olifant"));

    struct ran ran = forget(" Anna@Een.Example ");
    assert_int_equal(ran.status, 3);
    assert_non_null(strstr(ran.out, "2023: vergeten"));
    assert_non_null(strstr(ran.out, "2023/aanmeldingen.csv\n"));
    assert_non_null(strstr(ran.out, "2023/presentie.csv\n")); /* bears her by name alone */
    assert_non_null(strstr(ran.out, "2023/evaluatie.csv\n"));
    assert_null(strstr(ran.out, "programma.csv"));
    assert_false(store_holds(pseudonym, size));
    assert_false(store_says("rode ballonnen") || store_says("paarse olifant"));
    assert_true(store_says("groene ballonnen") && store_says("gele giraffe"));

    char *after = figures();
    assert_string_equal(before, after);
    assert_string_equal(text_of("SELECT count(*) FROM person"), "4");
    assert_string_equal(
        text_of("SELECT count(*) FROM response WHERE person IS NULL AND consent = 0"), "1");
    free(before);
    free(after);
}

static void a_later_read_knows_the_tombstone(void **state)
{
    (void)state;
    assert_int_equal(forget("anna@een.example").status, 3);
    char *before = figures();
    /* Anything changes: everything is read again. */
    place_write(&place, "2023/costs.csv", "post;sessie;bedrag\r\nzaal;;100\r\n");
    struct ran ran = place_run(&place, NULL, "import", "2023", NULL);
    assert_int_equal(ran.status, 0);
    assert_string_equal(text_of("SELECT count(*) FROM cost"), "1");
    assert_false(store_says("rode ballonnen") || store_says("paarse olifant"));
    free(before);

    /* Once the rows are out, nothing is left to do. */
    place_write(&place, "2023/aanmeldingen.csv", WITHOUT_ANNA);
    place_write(&place, "2023/presentie.csv",
                "Naam;E-mail;Sessie;Binnen;Vertrokken\r\n"
                "Bram Bos;bram@een.example;Klantreis;2-10-2023 10:00;2-10-2023 11:00\r\n");
    place_write(&place, "2023/evaluatie.csv", "");
    ran = forget("anna@een.example");
    assert_int_equal(ran.status, 0);
    assert_non_null(strstr(ran.out, "staat dit adres niet"));
}

/* Everybody who uses a shared mailbox leaves with it. */
static void a_shared_mailbox_is_everybody_who_uses_it(void **state)
{
    (void)state;
    char *before = figures();
    assert_int_equal(forget("info@een.example").status, 3);
    char *after = figures();
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void it_wants_an_address(void **state)
{
    (void)state;
    assert_int_equal(forget("Anna Aalders").status, 2);
    assert_int_equal(place_run(&place, NULL, "forget", "2023", "--person", "a@b.example",
                               "--before", "2024-01-01", NULL)
                         .status,
                     2);
    assert_int_equal(place_run(&place, NULL, "forget", "2023", NULL).status, 2);
}

/* The files are gone already: what the store holds of the person goes, the counts stay. */
static void somebody_leaves_when_the_files_are_gone(void **state)
{
    (void)state;
    char *before = figures();
    size_t size;
    char pseudonym[64];
    const char *found = value_of("SELECT pseudonym FROM person JOIN registration USING (person) "
                                 "WHERE line = 2 ORDER BY registration LIMIT 1",
                                 &size);
    memcpy(pseudonym, found, size);
    assert_true(store_says("paarse") && store_says("rode ballonnen"));
    assert_int_equal(place_shell(&place, "mkdir kept && mv 2023/aanmeldingen.csv "
                                         "2023/presentie.csv 2023/evaluatie.csv kept")
                         .status,
                     0);
    struct ran ran = forget("anna@een.example");
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "in de opslag");
    assert_false(store_holds(pseudonym, size));
    assert_false(store_says("paarse"));
    assert_false(store_says("rode ballonnen"));
    assert_true(store_says("gele giraffe"));
    ran = forget("niemand@een.example");
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "kent dit adres niet");
    /* Whoever shares an address is somebody of that address and a name. */
    ran = forget("info@een.example");
    assert_says(ran.out, "forget --before");
    /* The lists come back: the tombstone stands, and nothing counts otherwise. */
    assert_int_equal(place_shell(&place, "mv kept/* 2023").status, 0);
    char *after = figures();
    assert_string_equal(before, after);
    assert_false(store_holds(pseudonym, size));
    assert_false(store_says("paarse"));
    free(before);
    free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(somebody_leaves_and_still_counts, setup,
                                        own_place_teardown),
        cmocka_unit_test_setup_teardown(a_later_read_knows_the_tombstone, setup,
                                        own_place_teardown),
        cmocka_unit_test_setup_teardown(a_shared_mailbox_is_everybody_who_uses_it, setup,
                                        own_place_teardown),
        cmocka_unit_test_setup_teardown(it_wants_an_address, setup, own_place_teardown),
        cmocka_unit_test_setup_teardown(somebody_leaves_when_the_files_are_gone, setup,
                                        own_place_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
