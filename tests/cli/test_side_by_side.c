/* Files read side by side on several threads say what they say one after the other: the store is
 * the same, row by row, for any number of threads. */
#include <stdio.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

/* Imports the folder into a fresh store with so many threads, and dumps the store. */
static void import_and_dump(const struct place *place, const char *folder, const char *threads,
                            const char *name)
{
    char db[64];
    char command[256];
    snprintf(db, sizeof db, "%s.db", name);
    struct ran ran = place_run(place, NULL, "import", folder, "--db", db, "--key", "key",
                               "--threads", threads, "--quiet", NULL);
    assert_int_equal(ran.status, 0);
    snprintf(command, sizeof command, "sqlite3 %s .dump > %s.sql", db, name);
    assert_int_equal(place_shell(place, command).status, 0);
}

static void assert_same_for_any_threads(const struct place *place, const char *folder)
{
    import_and_dump(place, folder, "1", "one");
    import_and_dump(place, folder, "3", "three");
    struct ran ran = place_shell(place, "diff one.sql three.sql | head -5; cmp one.sql three.sql");
    if (ran.status != 0) {
        fail_msg("%s: with three threads another store:\n%s", folder, ran.out);
    }
    assert_int_equal(place_shell(place, "rm one.* three.*").status, 0);
}

static void every_fixture_gives_the_same_store(void **state)
{
    (void)state;
    static const char *const years[] = {"2020", "2021", "2022", "2023", "2024"};
    for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
        struct place place = place_create();
        char from[64];
        snprintf(from, sizeof from, "fixtures/editions/%s", years[i]);
        place_copy(&place, from, years[i], false);
        assert_same_for_any_threads(&place, years[i]);
        place_destroy(&place);
    }
}

/* A file that turns out to be a programme tells the titles that a later file needs: a comma in a
 * title is none between two. */
static void titles_found_on_the_way_count_for_later_files(void **state)
{
    (void)state;
    struct place place = place_create();
    place_write(&place, "2023/a-lijst.csv",
                "Naam;E-mail;Organisatie;Gekozen sessies\r\n"
                "Anna;anna@mail.example;Breda;\"Opening, Samen vieren\"\r\n");
    place_write(&place, "2023/m-overzicht.csv",
                "Titel;Dag;Begin;Einde\r\n"
                "Opening;2-10-2023;09:00;10:00\r\n"
                "Opening, Samen vieren;6-10-2023;09:00;10:00\r\n");
    place_write(&place, "2023/z-lijst.csv",
                "Naam;E-mail;Organisatie;Gekozen sessies\r\n"
                "Bram;bram@mail.example;Tilburg;\"Opening, Samen vieren\"\r\n");
    assert_same_for_any_threads(&place, "2023");
    /* The last list is read when the title is known: Bram does not come to the other session. */
    import_and_dump(&place, "2023", "3", "three");
    struct ran ran = place_shell(
        &place, "sqlite3 three.db \"SELECT title FROM registration JOIN session USING (edition, "
                "session) JOIN source ON source.source = registration.source WHERE path LIKE "
                "'z-%'\"");
    assert_string_equal(ran.out, "Opening, Samen vieren\n");
    place_destroy(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fixture_gives_the_same_store),
        cmocka_unit_test(titles_found_on_the_way_count_for_later_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
