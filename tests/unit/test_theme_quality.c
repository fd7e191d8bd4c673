/* The quality of the themes on labelled sets (fixtures/corpora), with as many themes as labels. The
 * floors are those of the project; what is reached stands behind them. */
#include <string.h>

#include "engine/theme/theme.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/corpus_file.h"

struct found {
    const struct theme_result *result;
    uint32_t *theme;
};

static struct found find(struct arena *arena, const struct corpus_file *file, uint64_t seed)
{
    struct theme_text *texts = arena_alloc_array(arena, file->count, sizeof *texts);
    for (size_t i = 0; i < file->count; i++) {
        texts[i].text = file->text[i];
    }
    struct theme_options options = theme_options_default();
    options.themes = file->label_count;
    options.seed = seed;
    options.threads = 2;
    struct found found = {theme_find(arena, texts, file->count, &options), NULL};
    found.theme = arena_alloc_array(arena, file->count, sizeof *found.theme);
    for (size_t i = 0; i < file->count; i++) {
        found.theme[i] = found.result->member[i].theme;
    }
    return found;
}

static double nmi_of(const char *path)
{
    struct arena *arena = arena_create();
    const struct corpus_file *file = corpus_file_read(arena, path);
    struct found found = find(arena, file, 1);
    assert_int_equal(found.result->theme_count, file->label_count);
    double nmi = corpus_file_nmi(found.theme, file->label, file->count);
    print_message("%s: NMI %.3f\n", path, nmi);
    arena_destroy(arena);
    return nmi;
}

static void sentences_on_broad_topics(void **state)
{
    (void)state;
    assert_true(nmi_of("fixtures/corpora/nl_sib200.csv") >= 0.25); /* 0.307 */
}

static void very_short_utterances(void **state)
{
    (void)state;
    assert_true(nmi_of("fixtures/corpora/nl_xsid.csv") >= 0.72); /* 0.802 */
}

/* Share of the first ten terms of all themes that are distinct. */
static double diversity(const struct theme_result *result)
{
    const char *seen[1000];
    size_t distinct = 0, all = 0;
    for (size_t k = 0; k < result->theme_count; k++) {
        for (size_t i = 0; i < result->theme[k].term_count && i < 10; i++, all++) {
            size_t s = 0;
            while (s < distinct && strcmp(seen[s], result->theme[k].term[i].text) != 0) {
                s++;
            }
            if (s == distinct) {
                assert_true(distinct < 1000);
                seen[distinct++] = result->theme[k].term[i].text;
            }
        }
    }
    return (double)distinct / (double)all;
}

static void municipal_definitions_with_two_seeds(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct corpus_file *file = corpus_file_read(arena, "fixtures/corpora/nl_ggm.csv");
    struct found one = find(arena, file, 1), two = find(arena, file, 2);
    double nmi = corpus_file_nmi(one.theme, file->label, file->count);
    double agreement = corpus_file_ari(one.theme, two.theme, file->count);
    print_message("nl_ggm: NMI %.3f, two seeds agree by ARI %.3f, diversity %.3f\n", nmi, agreement,
                  diversity(one.result));
    assert_true(nmi >= 0.46);       /* 0.508 */
    assert_true(agreement >= 0.50); /* 0.66 */
    assert_true(diversity(one.result) >= 0.90);
    for (size_t k = 0; k < one.result->theme_count; k++) {
        assert_true(one.result->theme[k].label[0] != '\0');
    }
    arena_destroy(arena);
}

/* The remarks of the edition of 2023 with their planted themes (fixtures/truth): five threads and
 * one talkative theme of a single session among chatter. The number of themes is left open; every
 * planted theme has one of ours as its match. */
static void planted_threads_are_found_without_being_told_how_many(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct corpus_file *file = corpus_file_read(arena, "fixtures/truth/2023-texts.csv");
    struct theme_text *texts = arena_alloc_array(arena, file->count, sizeof *texts);
    for (size_t i = 0; i < file->count; i++) {
        texts[i].text = file->text[i];
    }
    struct theme_options options = theme_options_default();
    const struct theme_result *result = theme_find(arena, texts, file->count, &options);
    for (uint32_t label = 0; label < file->label_count; label++) {
        double best = 0;
        for (uint32_t k = 0; k < result->theme_count; k++) {
            double both = 0, either = 0;
            for (size_t i = 0; i < file->count; i++) {
                const struct theme_member *member = &result->member[i];
                bool ours = member->theme == k && member->weight >= THEME_CERTAIN;
                both += ours && file->label[i] == label;
                either += ours + (file->label[i] == label);
            }
            best = 2 * both / either > best ? 2 * both / either : best;
        }
        if (file->name[label][0] != '\0') {
            print_message("%s: F1 %.3f\n", file->name[label], best);
            assert_true(best >= 0.8);
        }
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_on_broad_topics),
        cmocka_unit_test(very_short_utterances),
        cmocka_unit_test(municipal_definitions_with_two_seeds),
        cmocka_unit_test(planted_threads_are_found_without_being_told_how_many),
    };
    return cmocka_run_group_tests_name("theme_quality", tests, NULL, NULL);
}
