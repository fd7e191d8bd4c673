/* regression: see regression.h. */
#include "engine/measure/regression.h"

#include <string.h>

static const long double FULL_LEVERAGE = 1e-13L;

/* Residuals of y on Q, after one refinement; gamma are the coefficients in Q. */
static void fit(const struct design *design, long double *gamma, long double *rest)
{
    size_t n = design->n, p = design->rank;
    for (size_t i = 0; i < n; i++) {
        rest[i] = design->y[i];
    }
    memset(gamma, 0, p * sizeof *gamma);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t k = 0; k < p; k++) {
            long double part = 0;
            for (size_t i = 0; i < n; i++) {
                part += design->q[i * p + k] * rest[i];
            }
            for (size_t i = 0; i < n; i++) {
                rest[i] -= part * design->q[i * p + k];
            }
            gamma[k] += part;
        }
    }
}

/* Standard errors from Q' diag(weight) Q, all scaled by `factor`. */
static struct quantities robust(struct arena *arena, const struct design *design,
                                const long double *weight, long double factor)
{
    size_t p = design->rank;
    long double *m = arena_alloc_array(arena, p * p, sizeof *m), se[DESIGN_COLUMNS_MOST];
    for (size_t i = 0; i < design->n; i++) {
        const long double *q = design->q + i * p;
        for (size_t j = 0; j < p; j++) {
            for (size_t k = 0; k < p; k++) {
                m[j * p + k] += weight[i] * q[j] * q[k];
            }
        }
    }
    design_variances(design, m, se);
    for (size_t k = 0; k < p; k++) {
        se[k] = sqrtl(fmaxl(se[k] * factor, 0));
    }
    return design_spread(arena, design, se);
}

static void set_robust(struct arena *arena, const struct design *design, const long double *rest,
                       struct regression *result)
{
    size_t n = design->n, p = design->rank;
    long double *squares = arena_alloc_array(arena, n, sizeof *squares);
    long double *corrected = arena_alloc_array(arena, n, sizeof *corrected);
    bool full = false;
    for (size_t i = 0; i < n; i++) {
        long double h = 0;
        for (size_t k = 0; k < p; k++) {
            h += design->q[i * p + k] * design->q[i * p + k];
        }
        full = full || 1 - h < FULL_LEVERAGE;
        squares[i] = rest[i] * rest[i];
        corrected[i] = squares[i] / ((1 - h) * (1 - h));
    }
    result->hc0 = robust(arena, design, squares, 1);
    if (n > p) {
        result->hc1 = robust(arena, design, squares, (long double)n / (long double)(n - p));
    }
    if (!full) {
        result->hc3 = robust(arena, design, corrected, 1);
    } else if (result->about.reason == REASON_NONE) {
        result->about.reason = REASON_LEVERAGE_ONE;
    }
}

static void set_r2(const struct design *design, bool intercept, long double rss,
                   struct regression *result)
{
    long double mean = 0, total = 0, rest = 0, n = (long double)design->n;
    for (size_t i = 0; i < design->n && intercept; i++) {
        mean += design->y[i] / n;
    }
    for (size_t i = 0; i < design->n; i++) {
        long double d = design->y[i] - mean;
        total += d * d;
        rest += d;
    }
    total -= intercept ? rest * rest / n : 0;
    if (total > 0) {
        result->r2 = quantity_of((double)(1 - rss / total));
    } else {
        result->about.reason = REASON_NO_VARIATION;
    }
}

bool regression_ols(struct arena *arena, const struct design_data *data, struct regression *result,
                    struct error *error)
{
    *result = (struct regression){.about = {.method = "least_squares"}};
    struct design design;
    if (!design_create(arena, data, -1, &design, error)) {
        return false;
    }
    result->about.n = (int64_t)design.n;
    result->about.missing = (int64_t)design.missing;
    result->rank = quantity_of((double)design.rank);
    if (design.n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    size_t n = design.n, p = design.rank;
    long double gamma[DESIGN_COLUMNS_MOST], beta[DESIGN_COLUMNS_MOST], se[DESIGN_COLUMNS_MOST];
    long double *rest = arena_alloc_array(arena, n, sizeof *rest), rss = 0;
    fit(&design, gamma, rest);
    design_coefficients(&design, gamma, beta);
    for (size_t i = 0; i < n; i++) {
        rss += rest[i] * rest[i];
    }
    result->coef = design_spread(arena, &design, beta);
    result->df = quantity_of((double)(n - p));
    if (p < design.width) {
        result->about.reason = REASON_COLLINEAR;
    }
    set_r2(&design, data->intercept, rss, result);
    if (n > p) {
        long double sigma = sqrtl(rss / (long double)(n - p));
        result->sigma = quantity_of((double)sigma);
        for (size_t k = 0; k < p; k++) {
            se[k] = 0;
            for (size_t j = k; j < p; j++) {
                se[k] += design.r_inverse[k * p + j] * design.r_inverse[k * p + j];
            }
            se[k] = sigma * sqrtl(se[k]);
        }
        result->se = design_spread(arena, &design, se);
    } else {
        result->about.reason = REASON_NO_FREEDOM;
    }
    set_robust(arena, &design, rest, result);
    return true;
}
