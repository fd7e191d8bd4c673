/* Tests of heading: what a column heading means. */
#include "engine/recognise/heading.h"

#include <stdio.h>

#include "tests/support/cmocka_all.h"

static enum role role_of(struct arena *arena, const char *cell)
{
    return heading_read(headings_create(arena), arena, cell).role;
}

/* LimeSurvey writes "code. text", where the text follows the language of the survey. */
static void a_code_before_the_text_tells_the_column(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_int_equal(role_of(arena, "id. Antwoord-ID"), ROLE_NUMBER);
    assert_int_equal(role_of(arena, "submitdate. Datum verzonden"), ROLE_SUBMITTED);
    assert_int_equal(role_of(arena, "lastpage. Laatste pagina"), ROLE_IGNORED);
    assert_int_equal(role_of(arena, "startlanguage. Begintaal"), ROLE_IGNORED);
    assert_int_equal(role_of(arena, "startlanguage. Startsprache"), ROLE_IGNORED);
    assert_int_equal(role_of(arena, "datestamp. Datum laatste actie"), ROLE_IGNORED);
    assert_int_equal(role_of(arena, "lastpage."), ROLE_IGNORED);
    arena_destroy(arena);
}

static void a_question_code_tells_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    enum role plain = role_of(arena, "Wat neem je mee?");
    assert_int_equal(role_of(arena, "Q03. Wat neem je mee?"), plain);
    assert_int_equal(role_of(arena, ""), ROLE_NONE);
    assert_int_equal(role_of(arena, "a. "), ROLE_NONE);
    arena_destroy(arena);
}

static void words_that_a_program_ran_together_are_read_apart(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct headings *headings = headings_create(arena);
    struct heading total = heading_read(headings, arena, "totalAttendanceInSeconds");
    assert_int_equal(total.role, ROLE_DURATION);
    assert_int_equal(total.unit, DURATION_SECONDS);
    assert_int_equal(role_of(arena, "joinDateTime"), ROLE_JOINED);
    assert_int_equal(role_of(arena, "eMail"), ROLE_MAIL);
    assert_string_equal(heading_words(arena, "LinkedIn"), "Linked In");
    assert_string_equal(heading_words(arena, "UPN id"), "UPN id");
    arena_destroy(arena);
}

static void brackets_may_hold_the_part_of_a_name(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_int_equal(role_of(arena, "Naam (Voornaam)"), ROLE_FIRST);
    assert_int_equal(role_of(arena, "Naam (Tussenvoegsel)"), ROLE_INFIX);
    assert_int_equal(role_of(arena, "Name (Last)"), ROLE_LAST);
    assert_int_equal(role_of(arena, "Name (Original Name)"), ROLE_NAME);
    assert_int_equal(role_of(arena, "Naam (verplicht)"), ROLE_NAME);
    arena_destroy(arena);
}

static void who_orders_is_told_from_who_comes(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct headings *headings = headings_create(arena);
    assert_true(heading_read(headings, arena, "Buyer Email").orderer);
    assert_true(heading_read(headings, arena, "Voornaam koper").orderer);
    assert_false(heading_read(headings, arena, "Attendee Email").orderer);
    assert_false(heading_read(headings, arena, "Naam").orderer);
    arena_destroy(arena);
}

static void a_role_has_a_name_in_both_languages(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_int_equal(heading_role_named(arena, "Organisatie"), ROLE_ORGANISATION);
    assert_int_equal(heading_role_named(arena, "attended"), ROLE_ATTENDED);
    assert_int_equal(heading_role_named(arena, "banaan"), ROLE_NONE);
    assert_int_equal(heading_role_named(arena, ""), ROLE_NONE);
    arena_destroy(arena);
}

/* heading_row.c counts on it: "Aalsmeer;27082" is no heading, whatever the name means. */
static void no_number_is_a_title(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct headings *headings = headings_create(arena);
    for (int number = 0; number < 3000; number++) {
        char cell[32];
        snprintf(cell, sizeof cell, "%0*d", number % 8, number);
        struct heading heading = heading_read(headings, arena, cell);
        assert_int_equal(heading.role, ROLE_NONE);
        assert_false(heading.by_phrase);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_before_the_text_tells_the_column),
        cmocka_unit_test(a_question_code_tells_nothing),
        cmocka_unit_test(words_that_a_program_ran_together_are_read_apart),
        cmocka_unit_test(brackets_may_hold_the_part_of_a_name),
        cmocka_unit_test(who_orders_is_told_from_who_comes),
        cmocka_unit_test(a_role_has_a_name_in_both_languages),
        cmocka_unit_test(no_number_is_a_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
