/* theme: see theme.h. corpus -> ensemble -> terms and labels -> result. */
#include "engine/theme/theme.h"

#include <string.h>

#include "engine/base/vector.h"
#include "engine/theme/corpus.h"
#include "engine/theme/ensemble.h"
#include "engine/theme/label.h"
#include "engine/theme/names.h"
#include "engine/theme/quote.h"
#include "engine/theme/terms.h"

struct theme_options theme_options_default(void)
{
    return (struct theme_options){
        .language = LANGUAGE_NL, .seed = 1, .threads = 1, .rules = recurrence_default_rules()};
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

/* What the codebook says about the documents: who has words of which theme, and extra counts of
 * those words. A keyword of a theme counts there half as often again as it occurs at all; a
 * document with words of one theme only starts there (Jagarlamudi, Daume and Udupa 2012; Eshima,
 * Imai and Sasaki 2024). */
static const float KEYWORD_STRENGTH = 0.5f;

static void seed_words(struct arena *arena, const struct corpus *corpus,
                       const struct codebook *codebook, struct ensemble_settings *settings)
{
    VECTOR(struct mixture_seed) seeds = {0};
    struct arena *scratch = arena_create();
    bool *seen = arena_alloc(scratch, corpus->stem_count);
    for (uint32_t k = 0; k < settings->seeded; k++) {
        memset(seen, 0, corpus->stem_count);
        for (uint32_t w = 0; w < corpus->word_count; w++) {
            uint32_t stem = corpus->word[w].stem, feature = corpus->feature_of_stem[stem];
            if (feature != CORPUS_NONE && !seen[stem] &&
                codebook_matches_word(codebook, k, corpus_word_name(corpus, w))) {
                seen[stem] = true;
                *VECTOR_PUSH(arena, &seeds) = (struct mixture_seed){
                    k, feature, KEYWORD_STRENGTH * (float)corpus->word[w].texts};
            }
        }
    }
    arena_destroy(scratch);
    settings->seeds = seeds.items;
    settings->seed_count = seeds.count;
}

static void seed_documents(struct arena *arena, const struct corpus *corpus,
                           const char *const *texts, const struct codebook *codebook,
                           struct ensemble_settings *settings)
{
    uint16_t *start = arena_alloc_array(arena, corpus->document_count, sizeof *start);
    bool *hit = arena_alloc(arena, settings->seeded);
    for (size_t d = 0; d < corpus->document_count; d++) {
        size_t hits = 0;
        start[d] = MIXTURE_FREE;
        codebook_match(codebook, texts[corpus->text_of[d]], hit);
        for (size_t k = 0; k < settings->seeded; k++) {
            if (hit[k]) {
                start[d] = ++hits == 1 ? (uint16_t)k : MIXTURE_FREE;
            }
        }
    }
    settings->start = start;
}

static void count_literal(const char *const *texts, size_t count, const struct codebook *codebook,
                          struct theme_result *result)
{
    struct arena *scratch = arena_create();
    size_t themes = codebook_count(codebook);
    bool *hit = arena_alloc(scratch, themes);
    for (size_t i = 0; i < count; i++) {
        codebook_match(codebook, texts[i], hit);
        for (size_t k = 0; k < themes; k++) {
            result->theme[k].texts_literal += hit[k];
        }
    }
    for (size_t k = 0; k < themes; k++) {
        result->theme[k].label = codebook_theme(codebook, k);
        result->theme[k].from_codebook = true;
    }
    arena_destroy(scratch);
}

static void fill_terms(struct arena *arena, const struct term_table *table,
                       const struct label *label, struct theme *theme)
{
    theme->label = theme->from_codebook ? theme->label : label->text;
    theme->term_count = label->term_count;
    theme->term = arena_alloc_array(arena, label->term_count, sizeof *theme->term);
    for (size_t i = 0; i < label->term_count; i++) {
        const struct label_term *from = &label->term[i];
        theme->term[i] =
            (struct theme_term){table->term[from->term].text, from->score, from->documents};
    }
    theme->fingerprint = names_fingerprint(arena, theme);
}

struct finding {
    struct arena *arena;
    const struct theme_text *texts;
    size_t count;
    const struct theme_options *options;
    const struct corpus *corpus;
    const struct division *division;
    const uint32_t *theme; /* per document */
    struct theme_result *result;
};

static void measure_recurrence(const struct finding *finding)
{
    const struct corpus *corpus = finding->corpus;
    struct recurrence_text *texts =
        arena_alloc_array(finding->arena, finding->count, sizeof *texts);
    for (size_t i = 0; i < finding->count; i++) {
        const struct theme_member *member = &finding->result->member[i];
        bool certain = !member->says_nothing && member->weight >= THEME_CERTAIN;
        texts[i] = (struct recurrence_text){.session = finding->texts[i].session,
                                            .municipality = finding->texts[i].municipality,
                                            .day = finding->texts[i].day,
                                            .document = corpus->document_of[i],
                                            .theme = certain ? member->theme : UINT32_MAX};
    }
    struct recurrence_input input = {.text = texts,
                                     .text_count = finding->count,
                                     .theme_count = finding->division->theme_count,
                                     .bags = &corpus->bags,
                                     .theme_of = finding->theme,
                                     .rules = finding->options->rules,
                                     .seed = finding->options->seed,
                                     .threads = finding->options->threads};
    const struct recurrence *recurrence = recurrence_measure(finding->arena, &input);
    for (size_t k = 0; k < input.theme_count; k++) {
        finding->result->theme[k].recurrence = recurrence[k];
        finding->result->recurring_count += recurrence[k].recurs;
    }
}

/* How sure a text must be to speak for its theme. */
static const float QUOTABLE = 0.8f;

static void choose_quotes(const struct finding *finding, const struct term_table *table,
                          const struct label *labels)
{
    const struct corpus *corpus = finding->corpus;
    struct arena *scratch = arena_create();
    struct quote_candidate *candidates =
        arena_alloc_array(scratch, finding->count, sizeof *candidates);
    for (size_t k = 0; k < finding->division->theme_count; k++) {
        size_t count = 0;
        for (uint32_t i = 0; i < finding->count; i++) {
            const struct theme_member *member = &finding->result->member[i];
            const struct theme_text *text = &finding->texts[i];
            uint32_t document = corpus->document_of[i];
            if (member->theme == k && text->consent && !member->says_nothing &&
                member->weight >= QUOTABLE) {
                size_t words = corpus->word_start[document + 1] - corpus->word_start[document];
                candidates[count++] = (struct quote_candidate){.text = i,
                                                               .document = document,
                                                               .session = text->session,
                                                               .municipality = text->municipality,
                                                               .respondent = text->respondent,
                                                               .weight = member->weight,
                                                               .words = (uint32_t)words};
            }
        }
        struct theme *theme = &finding->result->theme[k];
        theme->quote_count =
            quote_choose(table, &labels[k], candidates, count, THEME_QUOTES, theme->quote);
    }
    arena_destroy(scratch);
}

static void describe_themes(const struct finding *finding)
{
    const struct division *division = finding->division;
    const struct term_table *table = terms_find(finding->arena, finding->corpus);
    const struct label *labels =
        label_themes(finding->arena, table, finding->theme, division->theme_count);
    for (size_t k = 0; k < division->theme_count; k++) {
        fill_terms(finding->arena, table, &labels[k], &finding->result->theme[k]);
        finding->result->theme[k].stability = division->stability[k];
    }
    if (finding->options->evidence) {
        measure_recurrence(finding);
        choose_quotes(finding, table, labels);
    }
}

static const uint32_t *themes_of_documents(struct arena *arena, const struct division *division,
                                           size_t count)
{
    uint32_t *theme = arena_alloc_array(arena, count, sizeof *theme);
    for (size_t d = 0; d < count; d++) {
        theme[d] = division->member[d].theme;
    }
    return theme;
}

size_t theme_ladder(const struct theme_result *result, size_t groups, uint32_t *group)
{
    if (result->theme_count == 0) {
        return 0;
    }
    struct arena *scratch = arena_create();
    double *weight = arena_alloc_array(scratch, result->theme_count, sizeof *weight);
    for (size_t k = 0; k < result->theme_count; k++) {
        weight[k] = 1;
    }
    size_t count = linkage_cut(result->joins, result->theme_count, weight, groups, 1, group);
    arena_destroy(scratch);
    return count;
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
                                            .language = options->language,
                                            .domain_words = options->domain_words};
    const struct corpus *corpus = corpus_build(arena, strings, count, &corpus_options);
    struct ensemble_settings settings = {.themes = options->themes,
                                         .seed = options->seed,
                                         .threads = options->threads,
                                         .progress = options->progress,
                                         .progress_context = options->progress_context};
    if (options->codebook != NULL && corpus->document_count > 0) {
        settings.seeded = codebook_count(options->codebook);
        seed_words(arena, corpus, options->codebook, &settings);
        seed_documents(arena, corpus, strings, options->codebook, &settings);
    }
    const struct division *division = ensemble_divide(arena, &corpus->bags, &settings);
    result->text_count = count;
    result->distinct_count = corpus->document_count;
    result->too_few = corpus->document_count < THEME_FEW_TEXTS;
    result->theme_count = division->theme_count;
    result->theme = arena_alloc_array(arena, division->theme_count, sizeof *result->theme);
    result->run_agreement = division->run_agreement;
    result->run_count = division->run_count;
    result->joins = division->joins;
    if (settings.seeded > 0) {
        count_literal(strings, count, options->codebook, result);
    }
    fill_members(arena, corpus, division, result);
    struct finding finding = {arena,
                              texts,
                              count,
                              options,
                              corpus,
                              division,
                              themes_of_documents(arena, division, corpus->document_count),
                              result};
    describe_themes(&finding);
    return result;
}
