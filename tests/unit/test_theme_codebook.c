/* Tests of the codebook: patterns, exclusions, changes of rules, and its themes among free ones. */
#include <string.h>

#include "engine/theme/theme.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/corpus_file.h"

enum { THEMES = 3 };

static struct codebook *make(struct arena *arena)
{
    static const struct codebook_rule rules[] = {
        {"Taal", "begrijpelijk*|b1|*brief|k*e taal", NULL},
        {"Leeg", " | * ", ""},
        {"Geld", "bank*|rijk", "bankstel|bank van het park"},
        {"Team", "team|zelf sturend*", ""},
        {"", "iets", ""},
        {" taal ", "herschrijven", ""},
    };
    return codebook_create(arena, rules, sizeof rules / sizeof rules[0]);
}

static void patterns_match_whole_words_phrases_and_stars(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool hit[THEMES];
    } cases[] = {
        {"", {false, false, false}},
        {"Schrijven op B1-niveau", {true, false, false}},
        {"ONBEGRIJPELIJK", {false, false, false}},
        {"Begrijpelijke taal", {true, false, false}},
        {"de beeldbrief", {true, false, false}},
        {"de brieven", {false, false, false}},
        {"klare taal, kale taal", {true, false, false}},
        {"klare en taal", {false, false, false}},
        {"Wij gaan herschrijven met het team", {true, false, true}},
        {"teams", {false, false, false}},
        {"Zelf-sturende groepen", {false, false, true}},
        {"op de bank", {false, true, false}},
        {"op het bankstel", {false, false, false}},
        {"de bank van het park", {false, false, false}},
        {"de bank van het park en de bankpas", {false, true, false}},
        {"rijkdom", {false, false, false}},
    };
    struct arena *arena = arena_create();
    const struct codebook *codebook = make(arena);
    assert_int_equal(codebook_count(codebook), THEMES);
    assert_string_equal(codebook_theme(codebook, 0), "Taal");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool hit[THEMES];
        codebook_match(codebook, cases[i].text, hit);
        for (size_t k = 0; k < THEMES; k++) {
            if (hit[k] != cases[i].hit[k]) {
                print_message("%s: %zu\n", cases[i].text, k);
            }
            assert_int_equal(hit[k], cases[i].hit[k]);
        }
    }
    arena_destroy(arena);
}

static void a_changed_rule_lists_the_texts_that_move(void **state)
{
    (void)state;
    static const char *const texts[] = {"een warm loket", "de balie", "loket en balie"};
    static const struct codebook_rule before[] = {{"Loket", "loket", ""}, {"Oud", "warm", ""}};
    static const struct codebook_rule after[] = {{"Loket", "balie", ""}};
    struct arena *arena = arena_create();
    size_t count;
    const struct codebook_move *moves =
        codebook_compare(arena, codebook_create(arena, before, 2), codebook_create(arena, after, 1),
                         texts, 3, &count);
    assert_int_equal(count, 3);
    assert_int_equal(moves[0].text, 0);
    assert_string_equal(moves[0].theme, "Loket");
    assert_false(moves[0].gained);
    assert_string_equal(moves[1].theme, "Oud");
    assert_int_equal(moves[2].text, 1);
    assert_true(moves[2].gained);
    arena_destroy(arena);
}

static void the_shipped_codebook_has_the_facets_of_the_week(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct codebook *codebook = codebook_shipped(arena);
    assert_true(codebook_count(codebook) >= 8);
    bool *hit = arena_alloc(arena, codebook_count(codebook));
    codebook_match(codebook, "Vertrouwen geven aan medewerkers", hit);
    size_t hits = 0;
    for (size_t k = 0; k < codebook_count(codebook); k++) {
        assert_true(codebook_theme(codebook, k)[0] != '\0');
        hits += hit[k];
    }
    assert_int_equal(hits, 2);
    arena_destroy(arena);
}

/* Half of the planted themes are given as a codebook: they come first, in its order and with its
 * names, and hold their texts; the others are still found. */
static void codebook_themes_stand_first_and_free_ones_are_still_found(void **state)
{
    (void)state;
    static const struct codebook_rule rules[] = {
        {"Paspoorten", "paspoort*|rijbewij*|reisdocument*", ""},
        {"De regio", "regio|regionale|buurgemeente*", ""}};
    struct arena *arena = arena_create();
    const struct corpus_file *file = corpus_file_read(arena, "fixtures/truth/2023-texts.csv");
    struct theme_text *texts = arena_alloc_array(arena, file->count, sizeof *texts);
    for (size_t i = 0; i < file->count; i++) {
        texts[i].text = file->text[i];
    }
    struct theme_options options = theme_options_default();
    options.codebook = codebook_create(arena, rules, 2);
    const struct theme_result *result = theme_find(arena, texts, file->count, &options);
    assert_string_equal(result->theme[0].label, "Paspoorten");
    assert_string_equal(result->theme[1].label, "De regio");
    assert_true(result->theme[0].texts_literal > 0 && result->theme_count >= 5);
    static const char *const planted[] = {"paspoort", "regio"};
    for (uint32_t k = 0; k < 2; k++) {
        size_t both = 0, either = 0;
        for (size_t i = 0; i < file->count; i++) {
            bool ours = result->member[i].theme == k && result->member[i].weight >= THEME_CERTAIN;
            bool truth = strcmp(file->name[file->label[i]], planted[k]) == 0;
            both += ours && truth;
            either += (size_t)ours + (size_t)truth;
        }
        assert_true(2.0 * (double)both >= 0.9 * (double)either);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match_whole_words_phrases_and_stars),
        cmocka_unit_test(a_changed_rule_lists_the_texts_that_move),
        cmocka_unit_test(the_shipped_codebook_has_the_facets_of_the_week),
        cmocka_unit_test(codebook_themes_stand_first_and_free_ones_are_still_found),
    };
    return cmocka_run_group_tests_name("theme_codebook", tests, NULL, NULL);
}
