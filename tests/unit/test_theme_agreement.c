/* Tests of agreement with people who code by hand, and of the texts drawn for them. */
#include <string.h>

#include "engine/theme/agreement.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/near.h"

enum { TEXTS = 60 };

/* Three codes; the engine's themes are the same under other numbers (2, 0, 1). */
static void fill(struct arena *arena, struct agreement_text *texts, size_t wrong)
{
    static const char *const codes[] = {"balie", "taal", "team"};
    static const uint32_t themes[] = {2, 0, 1};
    for (size_t i = 0; i < TEXTS; i++) {
        const char **coded = arena_alloc_array(arena, 2, sizeof *coded);
        coded[0] = codes[i % 3];
        coded[1] = i < wrong ? codes[(i + 1) % 3] : codes[i % 3];
        texts[i] = (struct agreement_text){arena_printf(arena, "t%zu", i), coded, themes[i % 3]};
    }
}

static void themes_find_their_codes_and_agree(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct agreement_text texts[TEXTS];
    struct agreement agreement;
    struct error error = {0};
    fill(arena, texts, 0);
    assert_true(agreement_measure(arena, texts, TEXTS, 2, 4, &agreement, &error));
    assert_int_equal(agreement.matched, 3);
    assert_string_equal(agreement.code_of_theme[2], "balie");
    assert_string_equal(agreement.code_of_theme[0], "taal");
    assert_null(agreement.code_of_theme[3]);
    assert_within(agreement.coders.alpha.value, 1, 1e-12);
    assert_within(agreement.engine.alpha.value, 1, 1e-12);
    assert_int_equal(agreement.engine.about.n, TEXTS / 2);
    arena_destroy(arena);
}

static void disagreement_lowers_alpha_and_missing_codes_do_not_count(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct agreement_text texts[TEXTS];
    struct agreement agreement;
    struct error error = {0};
    fill(arena, texts, 20);
    const char *const one_coder[] = {"taal", ""};
    texts[59].codes = one_coder;
    assert_true(agreement_measure(arena, texts, TEXTS, 2, 3, &agreement, &error));
    assert_int_equal(agreement.coders.about.n, TEXTS - 1);
    assert_true(agreement.coders.alpha.value > 0.4 && agreement.coders.alpha.value < 0.6);
    arena_destroy(arena);
}

static void nothing_coded_is_undefined(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct agreement agreement;
    struct error error = {0};
    assert_true(agreement_measure(arena, NULL, 0, 1, 0, &agreement, &error));
    assert_false(agreement.coders.alpha.defined);
    assert_false(agreement.engine.alpha.defined);
    arena_destroy(arena);
}

static void a_sample_is_distinct_and_prefers_unsure_texts(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *texts[400];
    float weight[400];
    size_t chosen[400], unsure = 0;
    for (size_t i = 0; i < 400; i++) {
        texts[i] = i % 4 == 3 ? texts[i - 1] : arena_printf(arena, "tekst %zu", i);
        weight[i] = i % 4 == 0 ? 0.1f : 1.0f;
    }
    texts[5] = "";
    size_t count = agreement_sample(texts, weight, 400, 100, 1, chosen);
    assert_int_equal(count, 100);
    for (size_t i = 0; i < count; i++) {
        unsure += chosen[i] % 4 == 0;
        assert_true(texts[chosen[i]][0] != '\0');
        assert_true(i == 0 || chosen[i] > chosen[i - 1]);
        assert_true(i == 0 || strcmp(texts[chosen[i]], texts[chosen[i - 1]]) != 0);
    }
    assert_true(unsure > 50); /* a third of the distinct texts */
    assert_int_equal(agreement_sample(texts, weight, 400, 400, 1, chosen), 299);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(themes_find_their_codes_and_agree),
        cmocka_unit_test(disagreement_lowers_alpha_and_missing_codes_do_not_count),
        cmocka_unit_test(nothing_coded_is_undefined),
        cmocka_unit_test(a_sample_is_distinct_and_prefers_unsure_texts),
    };
    return cmocka_run_group_tests_name("theme_agreement", tests, NULL, NULL);
}
