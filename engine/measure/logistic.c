/* logistic: see logistic.h. Newton's steps (IRLS) in the orthonormal columns of the design. */
#include "engine/measure/logistic.h"

#include <string.h>

#include "engine/measure/incomplete.h"
#include "engine/measure/separation.h"

enum { STEPS_MOST = 50, HALVINGS_MOST = 30, LOOK_FROM = 5 };
static const double WORK_MOST = 3e8; /* about a second */
static const long double SETTLED = 1e-12L;
static const long double EDGE = 1e-8L; /* a fitted probability this near 0 or 1 is suspect */

bool logistic_check(const struct design_data *data, struct error *error)
{
    for (size_t i = 0; i < data->n; i++) {
        double y = data->y[i], trials = data->trials == NULL ? 1 : data->trials[i];
        if (isnan(y) || isnan(trials)) {
            continue;
        }
        if (!(y >= 0 && y <= trials) || y != floor(y) || trials != floor(trials)) {
            return measure_refuse(error, "y is op plaats %zu geen aantal van 0 tot %g (%g)",
                                  "y is at place %zu no count from 0 to %g (%g)", i + 1, trials, y);
        }
    }
    return true;
}

struct fit {
    const struct design *design;
    long double gamma[DESIGN_COLUMNS_MOST];
    long double *eta;
    long double *information, *score; /* rank x rank, rank */
    long double deviance, loglik;
    bool at_edge;
    double work;
};

static double trials_of(const struct design *design, size_t i)
{
    return design->trials == NULL ? 1 : design->trials[i];
}

/* eta, deviance, score and information at gamma. */
static void evaluate(struct fit *fit)
{
    const struct design *design = fit->design;
    size_t p = design->rank;
    fit->work += (double)design->n * (double)(p * p + 300); /* logarithms cost most */
    memset(fit->information, 0, p * p * sizeof *fit->information);
    memset(fit->score, 0, p * sizeof *fit->score);
    fit->deviance = 0;
    fit->loglik = 0;
    fit->at_edge = false;
    for (size_t i = 0; i < design->n; i++) {
        const long double *q = design->q + i * p;
        long double eta = 0, y = design->y[i], trials = trials_of(design, i);
        for (size_t k = 0; k < p; k++) {
            eta += q[k] * fit->gamma[k];
        }
        long double probability = logistic_probability(eta), rest = logistic_probability(-eta);
        long double weight = trials * probability * rest;
        long double residual = y * rest - (trials - y) * probability;
        fit->at_edge = fit->at_edge || probability < EDGE || rest < EDGE;
        fit->deviance += 2 * (incomplete_deviance(y, trials * probability, residual) +
                              incomplete_deviance(trials - y, trials * rest, -residual));
        fit->loglik += y * eta - trials * logistic_softplus(eta);
        for (size_t j = 0; j < p; j++) {
            fit->score[j] += residual * q[j];
            for (size_t k = 0; k <= j; k++) {
                fit->information[j * p + k] += weight * q[j] * q[k];
            }
        }
    }
}

/* The coefficients that ran away may separate everything by themselves: then no programme is
 * needed, however many rows there are. */
static bool separates(const struct fit *fit)
{
    const struct design *design = fit->design;
    size_t p = design->rank;
    for (size_t i = 0; i < design->n; i++) {
        long double eta = 0, y = design->y[i];
        for (size_t k = 0; k < p; k++) {
            eta += design->q[i * p + k] * fit->gamma[k];
        }
        if (!(y == trials_of(design, i) ? eta > 0 : y == 0 && eta < 0)) {
            return false;
        }
    }
    return true;
}

/* False when the likelihood ran away. On success the information is left as a Cholesky factor. */
static bool maximise(struct fit *fit)
{
    size_t p = fit->design->rank;
    int settled = 0;
    evaluate(fit);
    for (int step = 0; step < STEPS_MOST; step++) {
        long double before = fit->deviance, move[DESIGN_COLUMNS_MOST];
        memcpy(move, fit->score, p * sizeof *move);
        if (!design_cholesky(fit->information, p)) {
            return false;
        }
        design_solve(fit->information, p, p, move);
        if ((step >= LOOK_FROM && separates(fit)) || fit->work > WORK_MOST) {
            return false;
        }
        for (int halving = 0; halving < HALVINGS_MOST; halving++) {
            for (size_t k = 0; k < p; k++) {
                fit->gamma[k] += move[k];
            }
            evaluate(fit);
            if (fit->deviance <= before * (1 + 1e-10L) + 1e-14L) {
                break;
            }
            for (size_t k = 0; k < p; k++) {
                fit->gamma[k] -= move[k];
                move[k] /= 2;
            }
        }
        /* Two settled steps: the second squares the error of the first. */
        bool still = fabsl(fit->deviance - before) <= SETTLED * (fabsl(fit->deviance) + 0.1L);
        settled = still ? settled + 1 : 0;
        if (settled == 2) {
            return design_cholesky(fit->information, p);
        }
    }
    return false;
}

static bool find_separation(struct arena *arena, const struct fit *fit, bool *separated,
                            struct error *error)
{
    const struct design *design = fit->design;
    *separated = separates(fit);
    if (*separated) {
        return true;
    }
    signed char *side = arena_alloc_array(arena, design->n, 1);
    for (size_t i = 0; i < design->n; i++) {
        double trials = trials_of(design, i);
        side[i] = (signed char)(design->y[i] == trials ? 1 : design->y[i] == 0 ? -1 : 0);
    }
    return separation_exists(arena, design, side, separated, error);
}

static void set_fit(struct arena *arena, const struct fit *fit, struct logistic *result)
{
    const struct design *design = fit->design;
    size_t p = design->rank;
    long double beta[DESIGN_COLUMNS_MOST], se[DESIGN_COLUMNS_MOST];
    long double *inverse = arena_alloc_array(arena, p * p, sizeof *inverse);
    design_invert(fit->information, p, inverse);
    design_coefficients(design, fit->gamma, beta);
    design_variances(design, inverse, se);
    for (size_t k = 0; k < p; k++) {
        se[k] = sqrtl(se[k]);
    }
    result->status = "ok";
    result->coef = design_spread(arena, design, beta);
    result->se = design_spread(arena, design, se);
    result->deviance = quantity_of((double)fit->deviance);
    result->loglik = quantity_of((double)fit->loglik);
    if (p < design->width) {
        result->about.reason = REASON_COLLINEAR;
    }
}

/* Rows without trials tell nothing. */
static struct design_data without_empty(struct arena *arena, const struct design_data *data)
{
    struct design_data copy = *data;
    if (data->trials == NULL) {
        return copy;
    }
    double *y = arena_alloc_array(arena, data->n, sizeof *y);
    for (size_t i = 0; i < data->n; i++) {
        y[i] = data->trials[i] == 0 ? (double)NAN : data->y[i];
    }
    copy.y = y;
    return copy;
}

bool logistic_fit(struct arena *arena, const struct design_data *data, struct logistic *result,
                  struct error *error)
{
    *result = (struct logistic){.about = {.method = "logistic"}};
    struct design design;
    struct design_data used = without_empty(arena, data);
    if (!logistic_check(data, error) || !design_create(arena, &used, -1, &design, error)) {
        return false;
    }
    size_t p = design.rank;
    result->about.n = (int64_t)design.n;
    result->about.missing = (int64_t)design.missing;
    if (design.n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    struct fit fit = {.design = &design,
                      .information = arena_alloc_array(arena, p * p, sizeof(long double)),
                      .score = arena_alloc_array(arena, p, sizeof(long double))};
    bool settled = maximise(&fit), separated = false;
    if (!settled && fit.work > WORK_MOST && !separates(&fit)) {
        return measure_refuse(error, "het model vraagt meer dan %g bewerkingen",
                              "the model takes more than %g operations", WORK_MOST);
    }
    if ((!settled || fit.at_edge) && !find_separation(arena, &fit, &separated, error)) {
        return false;
    }
    if (separated || !settled) {
        result->status = separated ? "separated" : "not_converged";
        result->about.reason = separated ? REASON_SEPARATED : REASON_NOT_CONVERGED;
        return true;
    }
    set_fit(arena, &fit, result);
    return true;
}
