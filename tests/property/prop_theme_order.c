/* Laws of the themes: the order of the texts and the number of threads change nothing; every text
 * has a theme; nothing breaks on little or strange input. */
#include <string.h>

#include "engine/base/random.h"
#include "engine/theme/theme.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/corpus_file.h"

static const struct theme_result *find(struct arena *arena, const char *const *strings,
                                       size_t count, int threads)
{
    struct theme_text *texts = arena_alloc_array(arena, count, sizeof *texts);
    for (size_t i = 0; i < count; i++) {
        texts[i].text = strings[i];
    }
    struct theme_options options = theme_options_default();
    options.threads = threads;
    return theme_find(arena, texts, count, &options);
}

static void assert_same_themes(const struct theme_result *a, const struct theme_result *b)
{
    assert_int_equal(a->theme_count, b->theme_count);
    for (size_t k = 0; k < a->theme_count; k++) {
        assert_string_equal(a->theme[k].label, b->theme[k].label);
        assert_int_equal(a->theme[k].texts, b->theme[k].texts);
        assert_int_equal(a->theme[k].term_count, b->theme[k].term_count);
        assert_memory_equal(&a->theme[k].stability, &b->theme[k].stability, sizeof(double));
        for (size_t i = 0; i < a->theme[k].term_count; i++) {
            assert_string_equal(a->theme[k].term[i].text, b->theme[k].term[i].text);
        }
    }
}

/* A random order: place[i] is the old place of what now stands at i. */
static size_t *shuffled_places(struct arena *arena, size_t count)
{
    struct random random;
    random_seed(&random, 7, 0);
    size_t *place = arena_alloc_array(arena, count, sizeof *place);
    for (size_t i = 0; i < count; i++) {
        place[i] = i;
    }
    for (size_t i = count; i > 1; i--) {
        size_t j = random_below(&random, i), kept = place[i - 1];
        place[i - 1] = place[j];
        place[j] = kept;
    }
    return place;
}

static void order_and_threads_change_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct corpus_file *file = corpus_file_read(arena, "fixtures/corpora/nl_xsid.csv");
    const struct theme_result *straight = find(arena, file->text, file->count, 1);
    const size_t *place = shuffled_places(arena, file->count);
    const char **shuffled = arena_alloc_array(arena, file->count, sizeof *shuffled);
    for (size_t i = 0; i < file->count; i++) {
        shuffled[i] = file->text[place[i]];
    }
    const struct theme_result *other = find(arena, shuffled, file->count, 3);
    assert_same_themes(straight, other);
    for (size_t i = 0; i < file->count; i++) {
        assert_memory_equal(&other->member[i].weight, &straight->member[place[i]].weight,
                            sizeof(float));
        assert_int_equal(other->member[i].theme, straight->member[place[i]].theme);
    }
    arena_destroy(arena);
}

/* Every step of the ladder has as many groups as asked, and each lies inside one group of the step
 * above. */
static void the_ladder_nests(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct corpus_file *file = corpus_file_read(arena, "fixtures/corpora/nl_xsid.csv");
    const struct theme_result *result = find(arena, file->text, file->count, 1);
    size_t themes = result->theme_count;
    uint32_t *finer = arena_alloc_array(arena, themes, sizeof *finer);
    uint32_t *coarser = arena_alloc_array(arena, themes, sizeof *coarser);
    assert_true(themes > 3);
    assert_int_equal(theme_ladder(result, themes, finer), themes);
    for (size_t groups = themes - 1; groups >= 1; groups--) {
        assert_int_equal(theme_ladder(result, groups, coarser), groups);
        for (size_t a = 0; a < themes; a++) {
            for (size_t b = 0; b < a; b++) {
                assert_true(finer[a] != finer[b] || coarser[a] == coarser[b]);
            }
        }
        memcpy(finer, coarser, themes * sizeof *finer);
    }
    arena_destroy(arena);
}

static void little_and_strange_input_has_themes_too(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "een",       "twee drie",
        "geen",      "",
        "\xFF\xFE",  "\xE2\x98\x83",
        "een",       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "twee vier", "Ünïcödé 漢字 текст",
    };
    for (size_t count = 0; count <= sizeof texts / sizeof texts[0]; count++) {
        struct arena *arena = arena_create();
        const struct theme_result *result = find(arena, texts, count, 2);
        assert_int_equal(result->text_count, count);
        assert_true(result->too_few);
        size_t certain = result->unassigned_count + result->nothing_count;
        for (size_t k = 0; k < result->theme_count; k++) {
            certain += result->theme[k].texts;
            assert_true(result->theme[k].label[0] != '\0');
        }
        assert_int_equal(certain, count);
        for (size_t i = 0; i < count; i++) {
            assert_true(result->theme_count == 0 || result->member[i].theme < result->theme_count);
        }
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_and_threads_change_nothing),
        cmocka_unit_test(the_ladder_nests),
        cmocka_unit_test(little_and_strange_input_has_themes_too),
    };
    return cmocka_run_group_tests_name("prop_theme_order", tests, NULL, NULL);
}
