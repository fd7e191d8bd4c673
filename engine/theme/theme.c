/* theme: see theme.h. corpus -> ensemble -> terms and labels -> result. */
#include "engine/theme/theme.h"

#include "engine/theme/corpus.h"
#include "engine/theme/ensemble.h"
#include "engine/theme/label.h"
#include "engine/theme/terms.h"

struct theme_options theme_options_default(void)
{
    return (struct theme_options){.language = LANGUAGE_NL, .seed = 1, .threads = 1};
}

static void fill_members(struct arena *arena, const struct corpus *corpus,
                         const struct division *division, struct theme_result *result)
{
    result->member = arena_alloc_array(arena, corpus->text_count, sizeof *result->member);
    for (size_t i = 0; i < corpus->text_count; i++) {
        struct theme_member *member = &result->member[i];
        uint32_t document = corpus->document_of[i];
        if (document == CORPUS_NONE) {
            uint32_t largest = division->theme_count > 0 ? 0 : THEME_NONE;
            *member =
                (struct theme_member){.theme = largest, .second = THEME_NONE, .says_nothing = true};
            result->nothing_count++;
            continue;
        }
        const struct ensemble_member *from = &division->member[document];
        *member = (struct theme_member){.theme = from->theme,
                                        .second = from->second,
                                        .weight = from->weight,
                                        .second_weight = from->second_weight};
        struct theme *theme = &result->theme[from->theme];
        theme->texts_nearest++;
        if (from->weight >= THEME_CERTAIN) {
            theme->texts++;
        } else {
            result->unassigned_count++;
        }
    }
}

static void fill_terms(struct arena *arena, const struct term_table *table,
                       const struct label *label, struct theme *theme)
{
    theme->label = label->text;
    theme->term_count = label->term_count;
    theme->term = arena_alloc_array(arena, label->term_count, sizeof *theme->term);
    for (size_t i = 0; i < label->term_count; i++) {
        const struct label_term *from = &label->term[i];
        theme->term[i] =
            (struct theme_term){table->term[from->term].text, from->score, from->documents};
    }
}

static void label_result(struct arena *arena, const struct corpus *corpus,
                         const struct division *division, struct theme_result *result)
{
    const struct term_table *table = terms_find(arena, corpus);
    uint32_t *theme = arena_alloc_array(arena, corpus->document_count, sizeof *theme);
    for (size_t d = 0; d < corpus->document_count; d++) {
        theme[d] = division->member[d].theme;
    }
    const struct label *labels = label_themes(arena, table, theme, division->theme_count);
    for (size_t k = 0; k < division->theme_count; k++) {
        fill_terms(arena, table, &labels[k], &result->theme[k]);
        result->theme[k].stability = division->stability[k];
    }
}

struct theme_result *theme_find(struct arena *arena, const struct theme_text *texts, size_t count,
                                const struct theme_options *options)
{
    struct theme_result *result = arena_alloc(arena, sizeof *result);
    const char **strings = arena_alloc_array(arena, count, sizeof *strings);
    for (size_t i = 0; i < count; i++) {
        strings[i] = texts[i].text;
    }
    struct corpus_options corpus_options = {.language_known = options->language_known,
                                            .language = options->language};
    const struct corpus *corpus = corpus_build(arena, strings, count, &corpus_options);
    struct ensemble_settings settings = {.themes = options->themes,
                                         .seed = options->seed,
                                         .threads = options->threads,
                                         .progress = options->progress,
                                         .progress_context = options->progress_context};
    const struct division *division = ensemble_divide(arena, &corpus->bags, &settings);
    result->text_count = count;
    result->distinct_count = corpus->document_count;
    result->too_few = corpus->document_count < THEME_FEW_TEXTS;
    result->theme_count = division->theme_count;
    result->theme = arena_alloc_array(arena, division->theme_count, sizeof *result->theme);
    result->run_agreement = division->run_agreement;
    result->run_count = division->run_count;
    fill_members(arena, corpus, division, result);
    label_result(arena, corpus, division, result);
    return result;
}
