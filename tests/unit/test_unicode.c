/* Tests of engine/unicode. */
#include "engine/unicode/fold.h"
#include "tests/support/cmocka_all.h"

static void names_fold_as_readers_expect(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"  Súdwest-Fryslân ", "sudwest-fryslan"},
        {"\xE2\x80\x99s-Hertogenbosch", "'s-hertogenbosch"},
        {"STRAẞE", "strasse"},
        {"Zoë\xC2\xA0\xC2\xA0 van\tDijk", "zoe van dijk"},
        {"Zoe\xCC\x88", "zoe"},
        {"\xC4\xB2sselstein", "ijsselstein"},
        {"Bär – Øst Łódź", "bar - ost lodz"},
        {"caf\xE9", "caf\xEF\xBF\xBD"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(fold_plain(arena, cases[i][0]), cases[i][1]);
    }
    assert_string_equal(fold_case(arena, "Zoe\xCC\x88  Özdemir"), "zoë özdemir");
    arena_destroy(arena);
}

static void folding_twice_changes_nothing(void **state)
{
    (void)state;
    static const char *const words[] = {"İstanbul", "ﬁets", "Ĳmuiden", "`s-Gravenhage", "ǅ", "ŉ"};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char *once = fold_plain(arena, words[i]);
        assert_string_equal(fold_plain(arena, once), once);
        once = fold_case(arena, words[i]);
        assert_string_equal(fold_case(arena, once), once);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_fold_as_readers_expect),
        cmocka_unit_test(folding_twice_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
