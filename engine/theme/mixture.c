/* mixture: see mixture.h. The counts stand feature-major (one row of `themes` numbers per feature),
 * so that a document touches as many rows as it has features, each in one sweep of the cache; the
 * theme-major form is twenty times slower.
 *
 * For document d without its own counts, theme k has the weight (Yin and Wang 2014, formula 4)
 *     (m_k + alpha) * prod_w prod_j (n_kw + b_w + j - 1) / prod_i (n_k + B + i - 1),
 * m_k documents, n_kw counts, n_k their sum, b_w the prior of a feature and B the sum of these.
 * Products are kept in range by dividing by the largest weight after every few factors.
 */
#include "engine/theme/mixture.h"

#include <math.h>
#include <stdbool.h>

#include "engine/base/random.h"

enum { LONG_DOCUMENT = 40 };    /* features; from here on the series is faster than the product */
enum { FACTORS_IN_RANGE = 24 }; /* 1e-10 to the power of 24 is still a normal double */

/* The part of the prior that goes by a feature's total count (Wallach, Mimno and McCallum 2009 on
 * asymmetric priors); 0.3 did best in trials. */
static const double BY_COUNT = 0.3;
static const double LEAST_FOR_SERIES = 8;

struct state {
    const struct bags *bags;
    size_t themes;
    double alpha;
    const double *prior;
    double prior_sum;
    struct arena *arena;
    float *counts;     /* feature_count x themes */
    double *totals;    /* n_k + B */
    double *inverse;   /* 1 / totals */
    double *documents; /* m_k */
    double *weight, *divisor;
};

static void state_open(struct state *state, const struct bags *bags,
                       const struct mixture_settings *settings)
{
    size_t themes = settings->themes;
    *state = (struct state){
        .bags = bags, .themes = themes, .alpha = settings->alpha, .prior = settings->prior};
    state->arena = arena_create();
    size_t cells = bags->feature_count > SIZE_MAX / themes ? SIZE_MAX /* the arena refuses it */
                                                           : bags->feature_count * themes;
    state->counts = arena_alloc_array(state->arena, cells, sizeof *state->counts);
    state->totals = arena_alloc_array(state->arena, themes, sizeof(double));
    state->inverse = arena_alloc_array(state->arena, themes, sizeof(double));
    state->documents = arena_alloc_array(state->arena, themes, sizeof(double));
    state->weight = arena_alloc_array(state->arena, themes, sizeof(double));
    state->divisor = arena_alloc_array(state->arena, themes, sizeof(double));
    for (size_t f = 0; f < bags->feature_count; f++) {
        state->prior_sum += settings->prior[f];
    }
    for (size_t k = 0; k < themes; k++) {
        state->totals[k] = state->prior_sum;
        state->inverse[k] = 1 / state->prior_sum;
    }
}

static void move(struct state *state, size_t document, size_t theme, float sign)
{
    const struct bags *bags = state->bags;
    double sum = 0;
    for (size_t i = bags->start[document]; i < bags->start[document + 1]; i++) {
        state->counts[bags->feature[i] * state->themes + theme] += sign * (float)bags->count[i];
        sum += bags->count[i];
    }
    state->totals[theme] += (double)sign * sum;
    state->inverse[theme] = 1 / state->totals[theme];
    state->documents[theme] += (double)sign;
}

static void keep_in_range(struct state *state)
{
    double largest = 0;
    for (size_t k = 0; k < state->themes; k++) {
        state->weight[k] /= state->divisor[k];
        state->divisor[k] = 1;
        largest = state->weight[k] > largest ? state->weight[k] : largest;
    }
    double scale = 1 / largest;
    for (size_t k = 0; k < state->themes; k++) {
        state->weight[k] *= scale;
    }
}

/* Stirling's series for ln Gamma(x), right to 1e-9 from x = 8. */
static double log_gamma(double x)
{
    return (x - 0.5) * log(x) - x + (1 - 1 / (30 * x * x)) / (12 * x);
}

/* What the rising factorials of the totals are more than their powers, in one step per theme
 * instead of one per count. */
static void divide_at_once(struct state *state, double size)
{
    double least = HUGE_VAL;
    for (size_t k = 0; k < state->themes; k++) {
        double total = state->totals[k];
        double more = log_gamma(total + size) - log_gamma(total) - size * log(total);
        state->divisor[k] = more;
        least = fmin(least, more);
    }
    for (size_t k = 0; k < state->themes; k++) {
        state->weight[k] *= exp(least - state->divisor[k]);
        state->divisor[k] = 1;
    }
}

/* One feature's factors: the count, and the total as it is then (exact) or as it was at the start
 * of the document (to be mended at once at its end). */
static void multiply(struct state *state, const float *restrict row, double above, double size,
                     bool at_once)
{
    double *restrict weight = state->weight, *restrict divisor = state->divisor;
    const double *restrict totals = state->totals, *restrict inverse = state->inverse;
    if (at_once) {
        for (size_t k = 0; k < state->themes; k++) {
            weight[k] *= ((double)row[k] + above) * inverse[k];
        }
    } else {
        for (size_t k = 0; k < state->themes; k++) {
            weight[k] *= (double)row[k] + above;
            divisor[k] *= totals[k] + size;
        }
    }
}

static void weigh(struct state *state, size_t document)
{
    const struct bags *bags = state->bags;
    bool at_once = bags->start[document + 1] - bags->start[document] >= LONG_DOCUMENT &&
                   state->prior_sum >= LEAST_FOR_SERIES;
    for (size_t k = 0; k < state->themes; k++) {
        state->weight[k] = state->documents[k] + state->alpha;
        state->divisor[k] = 1;
    }
    double size = 0; /* counts of this document seen so far */
    int factors = 0;
    for (size_t i = bags->start[document]; i < bags->start[document + 1]; i++) {
        const float *row = state->counts + bags->feature[i] * state->themes;
        for (unsigned repeat = 0; repeat < bags->count[i]; repeat++, size++) {
            multiply(state, row, state->prior[bags->feature[i]] + repeat, size, at_once);
            if (++factors == FACTORS_IN_RANGE) {
                keep_in_range(state);
                factors = 0;
            }
        }
    }
    if (at_once) {
        keep_in_range(state);
        divide_at_once(state, size);
    }
    keep_in_range(state);
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
    double sum = 0;
    for (size_t k = 0; k < state->themes; k++) {
        sum += state->weight[k];
    }
    double at = random_unit(random) * sum;
    size_t theme = 0;
    while (theme + 1 < state->themes && at >= state->weight[theme]) {
        at -= state->weight[theme++];
    }
    return theme;
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
        state->counts[seed->feature * state->themes + seed->theme] += seed->count;
        state->totals[seed->theme] += (double)seed->count;
        state->inverse[seed->theme] = 1 / state->totals[seed->theme];
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
