/* mixture: see mixture.h. The counts stand feature-major (one row of `themes` numbers per feature),
 * so that a document touches as many rows as it has features, each in one sweep of the cache; the
 * theme-major form is twenty times slower.
 *
 * For document d without its own counts, theme k has the weight (Yin and Wang 2014, formula 4)
 *     (m_k + alpha) * prod_w prod_j (n_kw + b_w + j - 1) / prod_i (n_k + B + i - 1),
 * m_k documents, n_kw counts, n_k their sum, b_w the prior of a feature and B the sum of these.
 *
 * The product is taken in single precision, a block of BLOCK factors at a time. Within a block the
 * divisors n_k + B + i - 1 are all taken as the middle one, which is right to 2 / (n_k + B)^2; the
 * factors are those of an average theme divided out, so that they are near 1, and held above LEAST,
 * and their product between FLOOR and CEILING, so that no block can leave the range; after the
 * block the largest weight is made 1. Rows are padded to whole vectors with themes of weight 0.
 */
#include "engine/theme/mixture.h"

#include <math.h>
#include <stdbool.h>
#if defined(__x86_64__) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif

#include "engine/base/random.h"

enum { BLOCK = 8, LANES = 8 };

/* The part of the prior that goes by a feature's total count (Wallach, Mimno and McCallum 2009 on
 * asymmetric priors); 0.3 did best in trials. */
static const double BY_COUNT = 0.3;
static const float LEAST = 1e-4f, FLOOR = 1e-30f, CEILING = 1e30f;

struct state {
    const struct bags *bags;
    size_t themes, stride; /* stride: themes, rounded up to whole vectors */
    double alpha;
    const double *prior;
    struct arena *arena;
    float *counts;     /* feature_count x stride */
    float *above;      /* per feature: b_w */
    float *scale;      /* per feature: 1 / (its count in an average theme + b_w) */
    double *totals;    /* n_k + B */
    float *rounded;    /* the same */
    double average;    /* of the totals, all documents in */
    double *documents; /* m_k */
    float *weight;
    float *nothing; /* a row of zeros */
    bool wide;      /* has_wide_vectors */
};

/* Up to BLOCK factors of a document, to be multiplied at once. */
struct block {
    size_t count;
    const float *row[BLOCK];
    float above[BLOCK], scale[BLOCK];
};

static void move(struct state *state, size_t document, size_t theme, float sign)
{
    const struct bags *bags = state->bags;
    double sum = 0;
    for (size_t i = bags->start[document]; i < bags->start[document + 1]; i++) {
        state->counts[bags->feature[i] * state->stride + theme] += sign * (float)bags->count[i];
        sum += bags->count[i];
    }
    state->totals[theme] += (double)sign * sum;
    state->rounded[theme] = (float)state->totals[theme];
    state->documents[theme] += (double)sign;
}

/* x to the power of n, up to 15, without a branch; digit[] are those of n, 0 or 1. */
static inline float power(float x, const float digit[4])
{
    float two = x * x, four = two * two, eight = four * four;
    return (1 + digit[0] * (x - 1)) * (1 + digit[1] * (two - 1)) * (1 + digit[2] * (four - 1)) *
           (1 + digit[3] * (eight - 1));
}

static inline float factor(const struct block *block, size_t j, size_t theme)
{
    float factor = (block->row[j][theme] + block->above[j]) * block->scale[j];
    return factor > LEAST ? factor : LEAST;
}

/* The factors of all rows for each theme, one theme after the other, so that weights stay in
 * registers; `middle` is the middle one of the divisors beyond n_k + B. Written out, because the
 * compiler makes vectors of the loop only so. */
static inline void multiply_rows(const struct state *state, const struct block *given,
                                 double middle)
{
    const struct block block = *given;
    float *restrict weight = state->weight;
    const float *restrict totals = state->rounded;
    float average = (float)(state->average + middle), from = (float)middle, digit[4];
    for (size_t i = 0; i < 4; i++) {
        digit[i] = (float)(block.count >> i & 1);
    }
#pragma GCC ivdep
    for (size_t k = 0; k < state->stride; k++) {
        float share = average / (totals[k] + from);
        float some = factor(&block, 0, k) * factor(&block, 1, k) * factor(&block, 2, k) *
                     factor(&block, 3, k);
        float others = factor(&block, 4, k) * factor(&block, 5, k) * factor(&block, 6, k) *
                       factor(&block, 7, k);
        float product = some * others * power(share, digit);
        product = product > FLOOR ? product : FLOOR;
        weight[k] *= product < CEILING ? product : CEILING;
    }
}

/* Makes the largest weight 1. The lanes let the compiler look at several at a time. */
static inline void keep_in_range(const struct state *state)
{
    float *restrict weight = state->weight;
    float lane[LANES] = {0};
    for (size_t k = 0; k < state->stride; k += LANES) {
        for (size_t j = 0; j < LANES; j++) {
            lane[j] = weight[k + j] > lane[j] ? weight[k + j] : lane[j];
        }
    }
    float largest = 0;
    for (size_t j = 0; j < LANES; j++) {
        largest = lane[j] > largest ? lane[j] : largest;
    }
    float scale = 1 / largest;
    for (size_t k = 0; k < state->stride; k++) {
        weight[k] *= scale;
    }
}

/* The same operations with vectors twice as wide, where the processor has them: the same bits. */
#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) static void multiply_wide(const struct state *state,
                                                          const struct block *block, double middle)
{
    multiply_rows(state, block, middle);
    keep_in_range(state);
}
static bool has_wide_vectors(void)
{
#ifdef CPU_FEATURE_ACTIVE
    return CPU_FEATURE_ACTIVE(AVX2); /* the C library asked already, when the program started */
#else
    return __builtin_cpu_supports("avx2");
#endif
}
#else
static void multiply_wide(const struct state *state, const struct block *block, double middle)
{
    multiply_rows(state, block, middle);
    keep_in_range(state);
}
static bool has_wide_vectors(void)
{
    return false;
}
#endif

static void multiply(const struct state *state, const struct block *block, double middle)
{
    if (state->wide) {
        multiply_wide(state, block, middle);
    } else {
        multiply_rows(state, block, middle);
        keep_in_range(state);
    }
}

/* Ends a block of n factors: those that are missing are made 1. */
static void close_block(struct state *state, struct block *block, size_t seen)
{
    double middle = (double)seen - (double)(block->count + 1) / 2;
    for (size_t j = block->count; j < BLOCK; j++) {
        block->row[j] = state->nothing;
        block->above[j] = block->scale[j] = 1;
    }
    multiply(state, block, middle);
    block->count = 0;
}

static void weigh(struct state *state, size_t document)
{
    const struct bags *bags = state->bags;
    struct block block;
    block.count = 0;
    for (size_t k = 0; k < state->themes; k++) {
        state->weight[k] = (float)(state->documents[k] + state->alpha);
    }
    size_t seen = 0; /* counts of this document */
    for (size_t i = bags->start[document]; i < bags->start[document + 1]; i++) {
        size_t feature = bags->feature[i];
        float above = state->above[feature];
        for (unsigned left = bags->count[i]; left > 0; left--, above++) {
            block.row[block.count] = state->counts + feature * state->stride;
            block.above[block.count] = above;
            block.scale[block.count++] = state->scale[feature];
            seen++;
            if (block.count == BLOCK) {
                close_block(state, &block, seen);
            }
        }
    }
    if (block.count > 0) {
        close_block(state, &block, seen);
    }
}

static size_t likeliest(const struct state *state)
{
    size_t best = 0;
    for (size_t k = 1; k < state->themes; k++) {
        best = state->weight[k] > state->weight[best] ? k : best;
    }
    return best;
}

static size_t drawn(const struct state *state, struct random *random)
{
    float lane[LANES] = {0}, sum = 0;
    for (size_t k = 0; k < state->stride; k += LANES) {
        for (size_t j = 0; j < LANES; j++) {
            lane[j] += state->weight[k + j];
        }
    }
    for (size_t j = 0; j < LANES; j++) {
        sum += lane[j];
    }
    float at = (float)random_unit(random) * sum;
    size_t theme = 0;
    while (theme + 1 < state->themes && at >= state->weight[theme]) {
        at -= state->weight[theme++];
    }
    return theme;
}

static void take_averages(struct state *state)
{
    const struct bags *bags = state->bags;
    double themes = (double)state->themes, sum = 0;
    for (size_t i = 0; i < bags->start[bags->document_count]; i++) {
        state->scale[bags->feature[i]] += (float)bags->count[i];
        sum += bags->count[i];
    }
    for (size_t f = 0; f < bags->feature_count; f++) {
        sum += state->prior[f] * themes;
        state->above[f] = (float)state->prior[f];
        state->scale[f] = (float)(1 / ((double)state->scale[f] / themes + state->prior[f]));
    }
    state->average = sum / themes;
}

static void state_open(struct state *state, const struct bags *bags,
                       const struct mixture_settings *settings)
{
    size_t themes = settings->themes, stride = (themes + LANES - 1) / LANES * LANES;
    *state = (struct state){.bags = bags,
                            .themes = themes,
                            .stride = stride,
                            .alpha = settings->alpha,
                            .prior = settings->prior};
    state->arena = arena_create();
    state->counts =
        arena_alloc_array(state->arena, bags->feature_count, stride * sizeof *state->counts);
    state->above = arena_alloc_array(state->arena, bags->feature_count, sizeof(float));
    state->scale = arena_alloc_array(state->arena, bags->feature_count, sizeof(float));
    state->totals = arena_alloc_array(state->arena, stride, sizeof(double));
    state->rounded = arena_alloc_array(state->arena, stride, sizeof(float));
    state->documents = arena_alloc_array(state->arena, stride, sizeof(double));
    state->weight = arena_alloc_array(state->arena, stride, sizeof(float));
    state->nothing = arena_alloc_array(state->arena, stride, sizeof(float));
    double prior_sum = 0;
    for (size_t f = 0; f < bags->feature_count; f++) {
        prior_sum += settings->prior[f];
    }
    for (size_t k = 0; k < stride; k++) {
        state->totals[k] = prior_sum;
        state->rounded[k] = (float)prior_sum;
    }
    take_averages(state);
    state->wide = has_wide_vectors();
}

double *mixture_prior(struct arena *arena, const struct bags *bags, double beta)
{
    double *prior = arena_alloc_array(arena, bags->feature_count, sizeof *prior);
    double sum = 0;
    for (size_t i = 0; i < bags->start[bags->document_count]; i++) {
        prior[bags->feature[i]] += bags->count[i];
        sum += bags->count[i];
    }
    double features = (double)bags->feature_count;
    for (size_t f = 0; f < bags->feature_count; f++) {
        prior[f] = beta * (1 - BY_COUNT + BY_COUNT * features * prior[f] / sum);
    }
    return prior;
}

static void start_anywhere(struct state *state, const struct mixture_settings *settings,
                           struct random *random, uint16_t *labels)
{
    for (size_t i = 0; i < settings->seed_count; i++) {
        const struct mixture_seed *seed = &settings->seeds[i];
        state->counts[seed->feature * state->stride + seed->theme] += seed->count;
        state->totals[seed->theme] += (double)seed->count;
        state->rounded[seed->theme] = (float)state->totals[seed->theme];
    }
    for (size_t d = 0; d < state->bags->document_count; d++) {
        bool given = settings->start != NULL && settings->start[d] != MIXTURE_FREE;
        labels[d] = given ? settings->start[d] : (uint16_t)random_below(random, settings->themes);
        move(state, d, labels[d], 1);
    }
}

void mixture_fit(const struct bags *bags, const struct mixture_settings *settings, uint16_t *labels)
{
    struct random random;
    random_seed(&random, settings->seed, settings->stream);
    struct state state;
    state_open(&state, bags, settings);
    start_anywhere(&state, settings, &random, labels);
    for (int sweep = 1; sweep <= settings->sweeps; sweep++) {
        for (size_t d = 0; d < bags->document_count; d++) {
            move(&state, d, labels[d], -1);
            weigh(&state, d);
            size_t theme = sweep == settings->sweeps ? likeliest(&state) : drawn(&state, &random);
            labels[d] = (uint16_t)theme;
            move(&state, d, theme, 1);
        }
    }
    arena_destroy(state.arena);
}
