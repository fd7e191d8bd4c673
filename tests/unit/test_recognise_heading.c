/* Tests of heading: what a column heading means. */
#include "engine/recognise/heading.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_before_the_text_tells_the_column),
        cmocka_unit_test(a_question_code_tells_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
