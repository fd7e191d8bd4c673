/* recurrence: see recurrence.h. */
#include "engine/theme/recurrence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/parallel.h"
#include "engine/base/random.h"

enum {
    SHARE_RESAMPLES = 999,
    FIT_RESAMPLES = 30,
    FIT_RUNS = 3, /* per resample: with all, three quarters and half of the themes */
    FIT_SWEEPS = 20,
    /* Streams of the random numbers, apart from those of the runs. */
    SHARE_STREAM = 100000,
    FIT_STREAM = 200000
};
static const double FOUND_BACK = 0.5;
static const double ALPHA = 0.1, BETA = 0.15;

struct measuring {
    const struct recurrence_input *input;
    struct arena *arena;
    uint32_t *cluster; /* per text */
    size_t cluster_count;
    double *texts;    /* per cluster: texts that say something */
    double *of_theme; /* per cluster and theme: certain texts */
    const double *prior;
    bool *found; /* per resample and theme */
};

struct recurrence_rules recurrence_default_rules(void)
{
    return (struct recurrence_rules){
        .sessions = 3, .municipalities = 3, .days = 2, .largest_share = 0.5, .inclusion = 0.5};
}

/* --- clusters --------------------------------------------------------------------------------- */

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static int compare_falling(const void *a, const void *b)
{
    return compare_numbers(b, a);
}

struct unit {
    uint32_t session, document, text;
};

static int compare_units(const void *a, const void *b)
{
    const struct unit *x = a, *y = b;
    if (x->session != y->session) {
        return x->session < y->session ? -1 : 1;
    }
    return x->document < y->document ? -1 : x->document > y->document;
}

/* Sessions in rising order of their numbers, then texts without one in the order of their
 * documents: an order that does not depend on that of the texts. */
static void number_clusters(struct measuring *measuring)
{
    const struct recurrence_input *input = measuring->input;
    struct unit *unit = arena_alloc_array(measuring->arena, input->text_count, sizeof *unit);
    size_t count = 0;
    for (uint32_t i = 0; i < input->text_count; i++) {
        measuring->cluster[i] = UINT32_MAX;
        if (input->text[i].document != UINT32_MAX) {
            unit[count++] = (struct unit){input->text[i].session, input->text[i].document, i};
        }
    }
    if (count > 0) {
        qsort(unit, count, sizeof *unit, compare_units);
    }
    for (size_t i = 0; i < count; i++) {
        bool same =
            i > 0 && unit[i].session != UINT32_MAX && unit[i].session == unit[i - 1].session;
        measuring->cluster_count += !same;
        measuring->cluster[unit[i].text] = (uint32_t)(measuring->cluster_count - 1);
    }
}

static void count_clusters(struct measuring *measuring)
{
    const struct recurrence_input *input = measuring->input;
    size_t themes = input->theme_count;
    measuring->texts =
        arena_alloc_array(measuring->arena, measuring->cluster_count, sizeof(double));
    measuring->of_theme =
        arena_alloc_array(measuring->arena, measuring->cluster_count * themes, sizeof(double));
    for (size_t i = 0; i < input->text_count; i++) {
        uint32_t cluster = measuring->cluster[i], theme = input->text[i].theme;
        if (cluster != UINT32_MAX) {
            measuring->texts[cluster]++;
            if (theme != UINT32_MAX) {
                measuring->of_theme[cluster * themes + theme]++;
            }
        }
    }
}

/* --- spread ----------------------------------------------------------------------------------- */

/* Counts of the known numbers, largest first; returns how many different ones there are. */
static uint32_t count_places(uint32_t *number, size_t count, uint32_t *texts)
{
    uint32_t distinct = 0;
    if (count > 0) {
        qsort(number, count, sizeof *number, compare_numbers);
    }
    for (size_t i = 0; i < count && number[i] != UINT32_MAX; i++) {
        if (i == 0 || number[i] != number[i - 1]) {
            texts[distinct++] = 0;
        }
        texts[distinct - 1]++;
    }
    if (distinct > 0) {
        qsort(texts, distinct, sizeof *texts, compare_falling);
    }
    return distinct;
}

/* In how many places a theme lives: the fewest that hold more than nine tenths of its texts. A text
 * that went astray brings no new place. */
static uint32_t count_homes(const uint32_t *texts, uint32_t places)
{
    uint64_t all = 0, held = 0;
    uint32_t homes = 0;
    for (uint32_t p = 0; p < places; p++) {
        all += texts[p];
    }
    while (homes < places && 10 * held <= 9 * all) {
        held += texts[homes++];
    }
    return homes;
}

static void count_spread(struct measuring *measuring, size_t theme, struct recurrence *result)
{
    const struct recurrence_rules *rules = &measuring->input->rules;
    const struct recurrence_input *input = measuring->input;
    struct arena *scratch = arena_create();
    uint32_t *column[3];
    for (size_t c = 0; c < 3; c++) {
        column[c] = arena_alloc_array(scratch, input->text_count, sizeof(uint32_t));
    }
    uint32_t *texts = arena_alloc_array(scratch, input->text_count, sizeof *texts);
    size_t count = 0;
    for (size_t i = 0; i < input->text_count; i++) {
        if (input->text[i].theme == theme) {
            column[0][count] = input->text[i].session;
            column[1][count] = input->text[i].municipality;
            column[2][count++] = input->text[i].day;
        }
    }
    result->texts = (uint32_t)count;
    result->sessions = count_places(column[0], count, texts);
    result->largest_share = result->sessions > 0 ? (double)texts[0] / (double)count : 0;
    result->missing |=
        count_homes(texts, result->sessions) < rules->sessions ? RECURRENCE_SESSIONS : 0u;
    result->municipalities = count_places(column[1], count, texts);
    result->missing |= count_homes(texts, result->municipalities) < rules->municipalities
                           ? RECURRENCE_MUNICIPALITIES
                           : 0u;
    result->days = count_places(column[2], count, texts);
    result->missing |= count_homes(texts, result->days) < rules->days ? RECURRENCE_DAYS : 0u;
    arena_destroy(scratch);
}

/* --- strength --------------------------------------------------------------------------------- */

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void estimate_shares(struct measuring *measuring, struct recurrence *result)
{
    size_t themes = measuring->input->theme_count, clusters = measuring->cluster_count;
    struct arena *scratch = arena_create();
    double *share = arena_alloc_array(scratch, themes * SHARE_RESAMPLES, sizeof *share);
    double *sum = arena_alloc_array(scratch, themes, sizeof *sum);
    struct random random;
    random_seed(&random, measuring->input->seed, SHARE_STREAM);
    double all = 0;
    for (size_t c = 0; c < clusters; c++) {
        all += measuring->texts[c];
    }
    for (size_t b = 0; b < SHARE_RESAMPLES; b++) {
        double texts = 0;
        memset(sum, 0, themes * sizeof *sum);
        for (size_t c = 0; c < clusters; c++) {
            size_t drawn = random_below(&random, clusters);
            texts += measuring->texts[drawn];
            for (size_t k = 0; k < themes; k++) {
                sum[k] += measuring->of_theme[drawn * themes + k];
            }
        }
        for (size_t k = 0; k < themes; k++) {
            share[k * SHARE_RESAMPLES + b] = texts > 0 ? sum[k] / texts : 0;
        }
    }
    for (size_t k = 0; k < themes; k++) {
        double *mine = share + k * SHARE_RESAMPLES;
        qsort(mine, SHARE_RESAMPLES, sizeof *mine, compare_doubles);
        result[k].share = all > 0 ? result[k].texts / all : 0;
        result[k].low = mine[(SHARE_RESAMPLES + 1) / 40 - 1];
        result[k].high = mine[SHARE_RESAMPLES - (SHARE_RESAMPLES + 1) / 40];
    }
    arena_destroy(scratch);
}

/* --- inclusion -------------------------------------------------------------------------------- */

/* The bags of the documents that some text of a drawn cluster belongs to. */
static struct bags draw_bags(const struct measuring *measuring, struct random *random,
                             struct arena *scratch, uint32_t **documents)
{
    const struct recurrence_input *input = measuring->input;
    const struct bags *bags = input->bags;
    bool *drawn = arena_alloc(scratch, measuring->cluster_count);
    bool *chosen = arena_alloc(scratch, bags->document_count);
    for (size_t c = 0; c < measuring->cluster_count; c++) {
        drawn[random_below(random, measuring->cluster_count)] = true;
    }
    for (size_t i = 0; i < input->text_count; i++) {
        if (measuring->cluster[i] != UINT32_MAX && drawn[measuring->cluster[i]]) {
            chosen[input->text[i].document] = true;
        }
    }
    size_t *start = arena_alloc_array(scratch, bags->document_count + 1, sizeof *start);
    uint32_t *feature =
        arena_alloc_array(scratch, bags->start[bags->document_count], sizeof *feature);
    uint16_t *count = arena_alloc_array(scratch, bags->start[bags->document_count], sizeof *count);
    *documents = arena_alloc_array(scratch, bags->document_count, sizeof **documents);
    struct bags part = {0, bags->feature_count, start, feature, count};
    for (uint32_t d = 0; d < bags->document_count; d++) {
        if (chosen[d]) {
            size_t at = start[part.document_count];
            for (size_t i = bags->start[d]; i < bags->start[d + 1]; i++, at++) {
                feature[at] = bags->feature[i];
                count[at] = bags->count[i];
            }
            (*documents)[part.document_count++] = d;
            start[part.document_count] = at;
        }
    }
    return part;
}

/* How well each theme is found back in a division of a part of the documents. */
static void compare_division(const struct recurrence_input *input, const uint16_t *label,
                             const uint32_t *documents, size_t count, double *best)
{
    size_t themes = input->theme_count;
    struct arena *scratch = arena_create();
    double *both = arena_alloc_array(scratch, themes * themes, sizeof *both);
    double *size = arena_alloc_array(scratch, themes, sizeof *size);
    double *theirs = arena_alloc_array(scratch, themes, sizeof *theirs);
    for (size_t i = 0; i < count; i++) {
        uint32_t theme = input->theme_of[documents[i]];
        both[theme * themes + label[i]]++;
        size[theme]++;
        theirs[label[i]]++;
    }
    for (size_t k = 0; k < themes; k++) {
        double jaccard = 0;
        for (size_t l = 0; l < themes; l++) {
            double shared = both[k * themes + l];
            jaccard = shared > 0 ? fmax(jaccard, shared / (size[k] + theirs[l] - shared)) : jaccard;
        }
        best[k] = jaccard;
    }
    arena_destroy(scratch);
}

static void fit_resample(void *context, size_t resample)
{
    const struct measuring *measuring = context;
    const struct recurrence_input *input = measuring->input;
    struct arena *scratch = arena_create();
    struct random random;
    uint32_t *documents;
    random_seed(&random, input->seed, FIT_STREAM + resample);
    struct bags part = draw_bags(measuring, &random, scratch, &documents);
    uint16_t *label = arena_alloc_array(scratch, part.document_count, sizeof *label);
    size_t all = input->theme_count;
    double *best = arena_alloc_array(scratch, FIT_RUNS * all, sizeof *best);
    for (size_t run = 0; run < FIT_RUNS; run++) {
        size_t themes = (input->theme_count * (4 - run) + 3) / 4;
        struct mixture_settings settings = {.themes = themes,
                                            .alpha = ALPHA,
                                            .prior = measuring->prior,
                                            .sweeps = FIT_SWEEPS,
                                            .seed = input->seed,
                                            .stream =
                                                FIT_STREAM + FIT_RESAMPLES * (run + 1) + resample};
        mixture_fit(&part, &settings, label);
        compare_division(input, label, documents, part.document_count, best + run * all);
    }
    for (size_t k = 0; k < all; k++) {
        double one = best[k], two = best[all + k], three = best[2 * all + k];
        double best_two = one + two + three - fmin(one, fmin(two, three));
        measuring->found[resample * all + k] = best_two >= 2 * FOUND_BACK;
    }
    arena_destroy(scratch);
}

static void estimate_inclusion(struct measuring *measuring, struct recurrence *result)
{
    const struct recurrence_input *input = measuring->input;
    size_t themes = input->theme_count;
    measuring->prior = mixture_prior(measuring->arena, input->bags, BETA);
    measuring->found = arena_alloc(measuring->arena, FIT_RESAMPLES * themes);
    parallel_for(input->threads, FIT_RESAMPLES, fit_resample, measuring);
    for (size_t k = 0; k < themes; k++) {
        size_t found = 0;
        for (size_t b = 0; b < FIT_RESAMPLES; b++) {
            found += measuring->found[b * themes + k];
        }
        result[k].inclusion = (double)found / FIT_RESAMPLES;
    }
}

static void judge(const struct recurrence_rules *rules, struct recurrence *result)
{
    result->missing |=
        (result->largest_share > rules->largest_share ? RECURRENCE_ONE_SESSION : 0u) |
        (result->inclusion < rules->inclusion ? RECURRENCE_INCLUSION : 0u);
    result->recurs = result->missing == 0 && result->texts > 0;
}

struct recurrence *recurrence_measure(struct arena *arena, const struct recurrence_input *input)
{
    struct recurrence *result = arena_alloc_array(arena, input->theme_count, sizeof *result);
    struct measuring measuring = {.input = input, .arena = arena_create()};
    measuring.cluster =
        arena_alloc_array(measuring.arena, input->text_count, sizeof *measuring.cluster);
    number_clusters(&measuring);
    for (size_t k = 0; k < input->theme_count; k++) {
        count_spread(&measuring, k, &result[k]);
    }
    if (measuring.cluster_count > 0 && input->theme_count > 0) {
        count_clusters(&measuring);
        estimate_shares(&measuring, result);
        estimate_inclusion(&measuring, result);
    }
    for (size_t k = 0; k < input->theme_count; k++) {
        judge(&input->rules, &result[k]);
    }
    arena_destroy(measuring.arena);
    return result;
}
