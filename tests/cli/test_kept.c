/* What is kept between runs, and when it is no longer good: an edition is read again only when what
 * decides its figures changed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

static struct place place;

static int set_up(void **state)
{
    (void)state;
    place = place_create();
    place_write(&place, "2023/programma.csv",
                "Titel;Dag;Begin;Einde\r\nKlantreis;2-10-2023;10:00;11:00\r\n");
    place_write(&place, "2023/presentie.csv",
                "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n"
                "Klantreis;Anna Aalders;anna@een.example;Gemeente Breda;Ja\r\n"
                "Klantreis;Bram Bos;bram@een.example;Gemeente Bergen;Ja\r\n");
    return place_run(&place, NULL, "report", "2023", "--quiet", NULL).status;
}

static int tear_down(void **state)
{
    (void)state;
    place_destroy(&place);
    return 0;
}

static struct ran ask(const char *sql)
{
    char command[512];
    snprintf(command, sizeof command, "sqlite3 rodedraad.db \"%s\"", sql);
    return place_shell(&place, command);
}

static void what_report_writes_is_no_change(void **state)
{
    (void)state;
    assert_true(place_has(&place, "2023/decisions.csv"));
    assert_int_equal(ask("UPDATE source SET why = 'kept' WHERE path = 'presentie.csv'").status, 0);
    assert_int_equal(place_run(&place, NULL, "report", "2023", "--quiet", NULL).status, 0);
    /* A read would have written another reason. */
    assert_string_equal(ask("SELECT why = 'kept' FROM source WHERE path = 'presentie.csv'").out,
                        "1\n");
}

static void a_verdict_is_a_change(void **state)
{
    (void)state;
    assert_int_equal(place_shell(&place, "sed -i '2s/;\r$/;GM0893\r/' 2023/decisions.csv").status,
                     0);
    assert_int_equal(place_run(&place, NULL, "report", "2023", "--quiet", NULL).status, 0);
    assert_string_equal(ask("SELECT why = 'kept' FROM source WHERE path = 'presentie.csv'").out,
                        "0\n");
    struct ran ran = place_run(&place, NULL, "figures", "2023", "--csv", "--quiet", NULL);
    assert_says(ran.out, "municipalities.direct,2023,2,");
}

/* Another build of the same version may count otherwise. */
static void what_another_build_read_is_read_again(void **state)
{
    (void)state;
    assert_int_equal(ask("UPDATE edition SET engine_version = engine_version || '1'; "
                         "UPDATE source SET why = 'kept' WHERE path = 'presentie.csv'")
                         .status,
                     0);
    assert_int_equal(place_run(&place, NULL, "import", "2023", "--quiet", NULL).status, 0);
    assert_string_equal(ask("SELECT why = 'kept' FROM source WHERE path = 'presentie.csv'").out,
                        "0\n");
}

static void figures_of_another_build_are_counted_again(void **state)
{
    (void)state;
    assert_int_equal(ask("UPDATE figure SET value = 99, engine_version = engine_version || '1'; "
                         "DELETE FROM figure WHERE id = 'nps'")
                         .status,
                     0);
    struct ran ran = place_run(&place, NULL, "figures", "2023", "--csv", "--quiet", NULL);
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "municipalities.direct,2023,2,");
    assert_says(ran.out, "\nnps,2023,");
}

/* kill -9 while files are staged leaves them; the number in the name is that of the process, and no
 * process has one of eight digits. */
static void what_a_killed_run_staged_is_swept(void **state)
{
    (void)state;
    char alive[96];
    snprintf(alive, sizeof alive, "out/2023/impact.html.%ld.new", (long)getpid());
    place_write(&place, "out/2023/impact.html.99999999.new", "half");
    place_write(&place, "out/2023/pictures/kaart.svg.99999999.new", "half");
    place_write(&place, "2023/decisions.csv.99999999.new", "half");
    place_write(&place, "2023/andere.csv.99999999.new", "not of the program");
    place_write(&place, "out/2023/mijn.new", "of a person");
    place_write(&place, alive, "of a run that lives");
    assert_int_equal(place_run(&place, NULL, "report", "2023", "--quiet", NULL).status, 0);
    assert_false(place_has(&place, "out/2023/impact.html.99999999.new"));
    assert_false(place_has(&place, "out/2023/pictures/kaart.svg.99999999.new"));
    assert_true(place_has(&place, "2023/andere.csv.99999999.new"));
    /* Nor is it taken for a file of the user, as the other one is. */
    assert_string_equal(ask("SELECT path FROM source WHERE path LIKE '%.new'").out,
                        "andere.csv.99999999.new\n");
    assert_true(place_has(&place, "out/2023/mijn.new"));
    assert_true(place_has(&place, alive));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_report_writes_is_no_change),
        cmocka_unit_test(a_verdict_is_a_change),
        cmocka_unit_test(what_another_build_read_is_read_again),
        cmocka_unit_test(figures_of_another_build_are_counted_again),
        cmocka_unit_test(what_a_killed_run_staged_is_swept),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
