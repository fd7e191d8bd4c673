/* ensemble: see ensemble.h. */
#include "engine/theme/ensemble.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/parallel.h"
#include "engine/theme/linkage.h"
#include "engine/theme/sphere.h"

enum {
    RUNS_LEAST = 24,
    MANY_DOCUMENTS = 100000, /* from here on half as many runs do: themes are large and clear */
    RUNS_MOST = 48,
    SWEEPS = 30,
    FEWEST_THEMES = 4, /* of a run, where their number is open */
    SAMPLE = 5000,     /* documents in the tree: 50 MB of likenesses */
    VOTE_ROUNDS = 10,
    AGREEMENT_RUNS = 8,
    BLOCK = 4096 /* documents per piece of parallel work */
};

/* Features times themes times sweeps that all runs together may cost, if that allows more than the
 * least number of runs: about a second on one core. */
static const double WORK = 1.0e9;
static const double ALPHA = 0.1;
/* Two sharp runs of the mixture, then one of k-means, and so on. */
static const double BETA[] = {0.15, 0.3};
enum { KINDS = 3 };
/* Where the number of themes is open, runs have from 4 to the most themes; documents that belong
 * together then meet in most runs, and branches that meet in fewer are different themes. */
static const double TOGETHER = 0.45;

struct joining {
    const struct bags *bags;
    const struct ensemble_settings *settings;
    struct arena *arena; /* scratch */
    size_t run_themes, run_count, document_count;
    size_t first_run;       /* of the group that is being fitted */
    const double *prior[2]; /* of the mixture, for either beta */
    const float *weights;   /* of k-means */
    uint16_t *by_run;       /* labels, run by run */
    uint16_t *by_document;  /* the same, document by document */
    uint32_t *theme;        /* per document; ENSEMBLE_NONE: none yet */
    size_t theme_count;
    double *size;   /* documents per theme */
    float *profile; /* members of a theme per run theme: (theme, run, run theme) */
    uint32_t *next; /* themes of the next round */
    float *likeness;
    const uint32_t *sample;
    size_t sample_count;
};

size_t ensemble_default_themes(size_t documents)
{
    double themes = floor(sqrt((double)documents / 4) + 0.5);
    return themes < 4 ? 4 : themes > 24 ? 24 : (size_t)themes;
}

/* --- the runs --------------------------------------------------------------------------------- */

static void fit_run(void *context, size_t index)
{
    const struct joining *joining = context;
    const struct ensemble_settings *settings = joining->settings;
    size_t run = joining->first_run + index, themes = joining->run_themes;
    if (settings->themes == 0) {
        size_t fewest = settings->seeded + FEWEST_THEMES;
        themes = fewest + (themes - fewest) * run / (joining->run_count - 1);
    }
    uint16_t *labels = joining->by_run + run * joining->document_count;
    size_t kind = run % KINDS;
    if (kind + 1 == KINDS && settings->seeded == 0) {
        sphere_fit(joining->bags, joining->weights, themes, settings->seed, run, labels);
        return;
    }
    struct mixture_settings mixture = {.themes = themes,
                                       .alpha = ALPHA,
                                       .prior = joining->prior[kind % 2],
                                       .sweeps = SWEEPS,
                                       .seed = settings->seed,
                                       .stream = run,
                                       .seeds = settings->seeds,
                                       .seed_count = settings->seed_count,
                                       .start = settings->start};
    mixture_fit(joining->bags, &mixture, labels);
}

/* Runs go in groups, so that progress can be shown between them; the groups do not touch results.
 */
static void fit_runs(struct joining *joining)
{
    const struct ensemble_settings *settings = joining->settings;
    size_t group = settings->threads > 1 ? 2 * (size_t)settings->threads : 1;
    while (joining->first_run < joining->run_count) {
        size_t left = joining->run_count - joining->first_run;
        parallel_for(settings->threads, left < group ? left : group, fit_run, joining);
        joining->first_run += left < group ? left : group;
        if (settings->progress != NULL) {
            settings->progress(settings->progress_context,
                               (double)joining->first_run / (double)joining->run_count);
        }
    }
}

static size_t count_runs(const struct joining *joining)
{
    double features = (double)joining->bags->start[joining->document_count];
    double run = features * (double)joining->run_themes * SWEEPS;
    double runs = run > 0 ? WORK / run : RUNS_MOST;
    size_t least = joining->document_count < MANY_DOCUMENTS ? RUNS_LEAST : RUNS_LEAST / 2;
    return runs < (double)least ? least : runs > RUNS_MOST ? RUNS_MOST : (size_t)runs;
}

static void transpose(struct joining *joining)
{
    size_t runs = joining->run_count, documents = joining->document_count;
    for (size_t d = 0; d < documents; d++) {
        for (size_t r = 0; r < runs; r++) {
            joining->by_document[d * runs + r] = joining->by_run[r * documents + d];
        }
    }
}

/* --- themes that are given -------------------------------------------------------------------- */

/* Documents that most runs put into a seeded theme belong to it; the others are free. */
static size_t settle_seeded(struct joining *joining, uint32_t *free_documents)
{
    size_t runs = joining->run_count, seeded = joining->settings->seeded, free_count = 0;
    uint32_t *votes = arena_alloc_array(joining->arena, seeded, sizeof *votes);
    for (uint32_t d = 0; d < joining->document_count; d++) {
        memset(votes, 0, seeded * sizeof *votes);
        for (size_t r = 0; r < runs; r++) {
            uint16_t label = joining->by_document[d * runs + r];
            if (label < seeded) {
                votes[label]++;
            }
        }
        joining->theme[d] = ENSEMBLE_NONE;
        for (uint32_t k = 0; k < seeded; k++) {
            if (2 * votes[k] > runs) {
                joining->theme[d] = k;
            }
        }
        if (joining->theme[d] == ENSEMBLE_NONE) {
            free_documents[free_count++] = d;
        }
    }
    return free_count;
}

/* --- the tree --------------------------------------------------------------------------------- */

static void liken_row(void *context, size_t row)
{
    const struct joining *joining = context;
    size_t runs = joining->run_count;
    const uint16_t *mine = joining->by_document + joining->sample[row] * runs;
    float *out = joining->likeness + row * (row - (row > 0)) / 2;
    for (size_t other = 0; other < row; other++) {
        const uint16_t *its = joining->by_document + joining->sample[other] * runs;
        unsigned same = 0;
        for (size_t r = 0; r < runs; r++) {
            same += mine[r] == its[r];
        }
        out[other] = (float)same / (float)runs;
    }
}

/* Cuts the tree into `groups` branches. When their number is given, branches may be as small as it
 * takes to get there; else they are the branches that hold together, at most `groups`. */
static size_t cut_tree(const struct joining *joining, const struct linkage_join *joins,
                       const double *weight, size_t groups, uint32_t *group)
{
    size_t items = joining->sample_count, found;
    if (joining->settings->themes > 0) {
        return linkage_cut(joins, items, weight, groups, 1, group);
    }
    double smallest = fmax(3, 0.01 * (double)items);
    smallest = fmin(smallest, fmax(1, (double)items / (3 * (double)groups)));
    if (joining->settings->themes == 0) {
        found = linkage_cut_at(joins, items, weight, TOGETHER, smallest, group);
        if (found > 1 && found <= groups) {
            return found;
        }
        groups = found > groups || groups < FEWEST_THEMES ? groups : FEWEST_THEMES;
    }
    found = linkage_cut(joins, items, weight, groups, smallest, group);
    while (joining->settings->themes > 0 && found < groups && smallest > 1) {
        smallest = fmax(1, 0.8 * smallest);
        found = linkage_cut(joins, items, weight, groups, smallest, group);
    }
    return found;
}

static void grow_and_cut(struct joining *joining, size_t groups)
{
    size_t items = joining->sample_count;
    struct arena *arena = arena_create();
    joining->likeness = arena_alloc_array(arena, items * (items - 1) / 2, sizeof(float));
    parallel_for(joining->settings->threads, items, liken_row, joining);
    double *weight = arena_alloc_array(arena, items, sizeof *weight);
    for (size_t i = 0; i < items; i++) {
        weight[i] = 1;
    }
    const struct linkage_join *joins =
        joining->settings->themes > 0 ? linkage_ward(arena, joining->likeness, weight, items)
                                      : linkage_average(arena, joining->likeness, weight, items);
    uint32_t *group = arena_alloc_array(arena, items, sizeof *group);
    size_t found = cut_tree(joining, joins, weight, groups, group);
    size_t seeded = joining->settings->seeded;
    for (size_t i = 0; i < items; i++) {
        joining->theme[joining->sample[i]] =
            group[i] == UINT32_MAX ? ENSEMBLE_NONE : (uint32_t)seeded + group[i];
    }
    joining->theme_count = seeded + found;
    arena_destroy(arena);
}

/* --- the vote --------------------------------------------------------------------------------- */

static size_t profile_at(const struct joining *joining, size_t theme, size_t run, size_t label)
{
    return (theme * joining->run_count + run) * joining->run_themes + label;
}

static void take_profile(struct joining *joining)
{
    size_t runs = joining->run_count;
    memset(joining->profile, 0,
           joining->theme_count * runs * joining->run_themes * sizeof *joining->profile);
    memset(joining->size, 0, joining->theme_count * sizeof *joining->size);
    for (size_t d = 0; d < joining->document_count; d++) {
        uint32_t theme = joining->theme[d];
        if (theme == ENSEMBLE_NONE) {
            continue;
        }
        joining->size[theme]++;
        for (size_t r = 0; r < runs; r++) {
            joining->profile[profile_at(joining, theme, r, joining->by_document[d * runs + r])]++;
        }
    }
}

/* The theme whose other members share most runs with the document. */
static uint32_t nearest_theme(const struct joining *joining, size_t document)
{
    size_t runs = joining->run_count;
    const uint16_t *labels = joining->by_document + document * runs;
    uint32_t best = 0;
    double most = -1;
    for (uint32_t k = 0; k < joining->theme_count; k++) {
        double self = joining->theme[document] == k ? 1 : 0, others = joining->size[k] - self;
        double shared = 0;
        for (size_t r = 0; r < runs; r++) {
            shared += (double)joining->profile[profile_at(joining, k, r, labels[r])];
        }
        shared = others > 0 ? (shared - self * (double)runs) / others : 0;
        if (shared > most) {
            most = shared;
            best = k;
        }
    }
    return best;
}

static void vote_block(void *context, size_t block)
{
    struct joining *joining = context;
    size_t from = block * BLOCK, to = from + BLOCK;
    to = to < joining->document_count ? to : joining->document_count;
    for (size_t d = from; d < to; d++) {
        joining->next[d] = nearest_theme(joining, d);
    }
}

static void vote(struct joining *joining)
{
    size_t blocks = (joining->document_count + BLOCK - 1) / BLOCK;
    uint32_t *occupied = arena_alloc_array(joining->arena, joining->theme_count, sizeof *occupied);
    for (int round = 0; round < VOTE_ROUNDS; round++) {
        take_profile(joining);
        parallel_for(joining->settings->threads, blocks, vote_block, joining);
        memset(occupied, 0, joining->theme_count * sizeof *occupied);
        for (size_t d = 0; d < joining->document_count; d++) {
            occupied[joining->next[d]]++;
        }
        size_t moved = 0;
        for (size_t d = 0; d < joining->document_count; d++) {
            uint32_t old = joining->theme[d];
            /* A theme that would lose all of its documents keeps them. */
            bool stays = old != ENSEMBLE_NONE && occupied[old] == 0;
            if (!stays && joining->next[d] != old) {
                joining->theme[d] = joining->next[d];
                moved++;
            }
        }
        if (moved == 0) {
            break;
        }
    }
}

/* --- the result ------------------------------------------------------------------------------- */

struct ranked {
    uint32_t theme;
    double size;
    bool seeded;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->seeded != y->seeded) {
        return x->seeded ? -1 : 1;
    }
    if (!x->seeded && x->size != y->size) {
        return x->size > y->size ? -1 : 1;
    }
    return x->theme < y->theme ? -1 : x->theme > y->theme;
}

/* Seeded themes keep their numbers; free ones go by falling size, empty ones go. */
static void number_themes(struct joining *joining)
{
    take_profile(joining);
    struct ranked *ranked = arena_alloc_array(joining->arena, joining->theme_count, sizeof *ranked);
    uint32_t *number = arena_alloc_array(joining->arena, joining->theme_count, sizeof *number);
    size_t count = 0;
    for (uint32_t k = 0; k < joining->theme_count; k++) {
        bool seeded = k < joining->settings->seeded;
        if (seeded || joining->size[k] > 0) {
            ranked[count++] = (struct ranked){k, joining->size[k], seeded};
        }
    }
    qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (uint32_t k = 0; k < count; k++) {
        number[ranked[k].theme] = k;
    }
    for (size_t d = 0; d < joining->document_count; d++) {
        joining->theme[d] = number[joining->theme[d]];
    }
    joining->theme_count = count;
    take_profile(joining);
}

/* Which run themes speak for which theme: those of which most members are the theme's, and in every
 * run the one that holds most of the theme. (A fine run cuts a theme into several run themes, a
 * coarse one keeps several themes in one.) One flag per cell of the profile. */
static bool *speaking_run_themes(const struct joining *joining)
{
    size_t runs = joining->run_count, labels = joining->run_themes, themes = joining->theme_count;
    bool *speaks = arena_alloc(joining->arena, themes * runs * labels);
    for (size_t r = 0; r < runs; r++) {
        for (size_t l = 0; l < labels; l++) {
            size_t most = 0;
            for (size_t k = 1; k < themes; k++) {
                if (joining->profile[profile_at(joining, k, r, l)] >
                    joining->profile[profile_at(joining, most, r, l)]) {
                    most = k;
                }
            }
            speaks[profile_at(joining, most, r, l)] = true;
        }
        for (size_t k = 0; k < themes; k++) {
            size_t most = 0;
            for (size_t l = 1; l < labels; l++) {
                if (joining->profile[profile_at(joining, k, r, l)] >
                    joining->profile[profile_at(joining, k, r, most)]) {
                    most = l;
                }
            }
            speaks[profile_at(joining, k, r, most)] = true;
        }
    }
    return speaks;
}

static void fill_members(struct joining *joining, struct division *division)
{
    const bool *speaks = speaking_run_themes(joining);
    size_t runs = joining->run_count;
    for (size_t d = 0; d < joining->document_count; d++) {
        struct ensemble_member *member = &division->member[d];
        *member = (struct ensemble_member){.theme = joining->theme[d], .second = ENSEMBLE_NONE};
        const uint16_t *labels = joining->by_document + d * runs;
        for (uint32_t k = 0; k < joining->theme_count; k++) {
            uint32_t votes = 0;
            for (size_t r = 0; r < runs; r++) {
                votes += speaks[profile_at(joining, k, r, labels[r])];
            }
            float weight = (float)votes / (float)runs;
            if (k == member->theme) {
                member->weight = weight;
            } else if (weight > member->second_weight) {
                member->second = k;
                member->second_weight = weight;
            }
        }
    }
}

/* Stability after Greene, O'Callaghan and Cunningham (2014): how well a theme is found back in a
 * run, by Jaccard's index with the run theme that fits best, averaged over the runs. */
static void fill_stability(const struct joining *joining, struct division *division)
{
    size_t runs = joining->run_count, labels = joining->run_themes;
    double *run_size = arena_alloc_array(joining->arena, runs * labels, sizeof *run_size);
    for (size_t k = 0; k < joining->theme_count; k++) {
        for (size_t i = 0; i < runs * labels; i++) {
            run_size[i] += (double)joining->profile[k * runs * labels + i];
        }
    }
    for (size_t k = 0; k < joining->theme_count; k++) {
        double sum = 0;
        for (size_t r = 0; r < runs; r++) {
            double best = 0;
            for (size_t l = 0; l < labels; l++) {
                double both = (double)joining->profile[profile_at(joining, k, r, l)];
                double either = joining->size[k] + run_size[r * labels + l] - both;
                best = either > 0 ? fmax(best, both / either) : best;
            }
            sum += best;
        }
        division->stability[k] = sum / (double)runs;
    }
}

/* The tree over the themes: mean share of runs of pairs of members. */
static void fill_joins(struct arena *arena, const struct joining *joining,
                       struct division *division)
{
    size_t themes = joining->theme_count, cells = joining->run_count * joining->run_themes;
    float *likeness = arena_alloc_array(joining->arena, themes * themes / 2, sizeof *likeness);
    double *weight = arena_alloc_array(joining->arena, themes, sizeof *weight);
    for (size_t a = 0; a < themes; a++) {
        weight[a] = fmax(joining->size[a], 1);
        for (size_t b = 0; b < a; b++) {
            double shared = 0;
            for (size_t i = 0; i < cells; i++) {
                shared += (double)joining->profile[a * cells + i] *
                          (double)joining->profile[b * cells + i];
            }
            likeness[linkage_at(a, b)] = (float)(shared / (weight[a] * fmax(joining->size[b], 1) *
                                                           (double)joining->run_count));
        }
    }
    division->joins = linkage_average(arena, likeness, weight, themes);
}

static double pairs(double n)
{
    return n * (n - 1) / 2;
}

/* Adjusted Rand index of two runs (Hubert and Arabie 1985). */
static double rand_index(const struct joining *joining, size_t run, size_t other)
{
    size_t labels = joining->run_themes, documents = joining->document_count;
    struct arena *scratch = arena_create();
    double *both = arena_alloc_array(scratch, labels * labels, sizeof *both);
    double *one = arena_alloc_array(scratch, labels, sizeof *one);
    double *two = arena_alloc_array(scratch, labels, sizeof *two);
    for (size_t d = 0; d < documents; d++) {
        size_t a = joining->by_run[run * documents + d], b = joining->by_run[other * documents + d];
        both[a * labels + b]++;
        one[a]++;
        two[b]++;
    }
    double together = 0, in_one = 0, in_two = 0;
    for (size_t a = 0; a < labels; a++) {
        in_one += pairs(one[a]);
        in_two += pairs(two[a]);
        for (size_t b = 0; b < labels; b++) {
            together += pairs(both[a * labels + b]);
        }
    }
    arena_destroy(scratch);
    double expected = in_one * in_two / fmax(pairs((double)documents), 1);
    double most = (in_one + in_two) / 2;
    return most > expected ? (together - expected) / (most - expected) : 1;
}

static double agreement_of_runs(const struct joining *joining)
{
    size_t runs = joining->run_count < AGREEMENT_RUNS ? joining->run_count : AGREEMENT_RUNS;
    double sum = 0, count = 0;
    for (size_t a = 1; a < runs; a++) {
        for (size_t b = 0; b < a; b++, count++) {
            sum += rand_index(joining, a, b);
        }
    }
    return count > 0 ? sum / count : 1;
}

static void join_runs(struct joining *joining)
{
    const struct ensemble_settings *settings = joining->settings;
    struct arena *arena = joining->arena;
    uint32_t *free_documents =
        arena_alloc_array(arena, joining->document_count, sizeof *free_documents);
    joining->theme = arena_alloc_array(arena, joining->document_count, sizeof *joining->theme);
    joining->next = arena_alloc_array(arena, joining->document_count, sizeof *joining->next);
    size_t free_count = settle_seeded(joining, free_documents);
    joining->sample = free_documents;
    joining->sample_count = free_count < SAMPLE ? free_count : SAMPLE;
    joining->theme_count = settings->seeded;
    if (free_count > 0) {
        size_t groups =
            settings->themes > 0 ? settings->themes : ensemble_default_themes(free_count);
        grow_and_cut(joining, groups);
    }
    size_t cells = joining->theme_count * joining->run_count * joining->run_themes;
    joining->profile = arena_alloc_array(arena, cells, sizeof *joining->profile);
    joining->size = arena_alloc_array(arena, joining->theme_count, sizeof *joining->size);
    vote(joining);
    number_themes(joining);
}

struct division *ensemble_divide(struct arena *arena, const struct bags *bags,
                                 const struct ensemble_settings *settings)
{
    struct division *division = arena_alloc(arena, sizeof *division);
    size_t documents = bags->document_count;
    division->member = arena_alloc_array(arena, documents, sizeof *division->member);
    if (documents == 0) {
        division->run_agreement = 1;
        return division;
    }
    struct joining joining = {.bags = bags, .settings = settings, .document_count = documents};
    joining.arena = arena_create();
    size_t free_themes =
        settings->themes > 0 ? settings->themes : ensemble_default_themes(documents);
    joining.run_themes = settings->seeded + free_themes;
    joining.run_count = count_runs(&joining);
    for (size_t b = 0; b < 2; b++) {
        joining.prior[b] = mixture_prior(joining.arena, bags, BETA[b]);
    }
    joining.weights = sphere_weights(joining.arena, bags);
    size_t labels = documents * joining.run_count;
    joining.by_run = arena_alloc_array(joining.arena, labels, sizeof(uint16_t));
    joining.by_document = arena_alloc_array(joining.arena, labels, sizeof(uint16_t));
    fit_runs(&joining);
    transpose(&joining);
    join_runs(&joining);
    division->theme_count = joining.theme_count;
    division->run_count = joining.run_count;
    division->stability =
        arena_alloc_array(arena, joining.theme_count, sizeof *division->stability);
    fill_members(&joining, division);
    fill_stability(&joining, division);
    fill_joins(arena, &joining, division);
    division->run_agreement = agreement_of_runs(&joining);
    arena_destroy(joining.arena);
    return division;
}
