/* count_model: see count_model.h. For given theta the coefficients come from Fisher scoring in the
 * orthonormal columns of the design; theta is the root of the profile score, whose slope through
 * the coefficients is zero at their maximum. Poisson is theta = infinity. */
#include "engine/measure/count_model.h"

#include <string.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_psi.h>

#include "engine/measure/incomplete.h"
#include "engine/measure/separation.h"

enum { STEPS_MOST = 100, HALVINGS_MOST = 30, ROOT_STEPS_MOST = 100, SUMMED_BELOW = 200 };
static const double LARGEST_THETA = 1e6, SMALLEST_THETA = 1e-6;
static const long double SMALL_MEAN = 1e-8L;

struct fit {
    const struct design *design;
    double theta; /* infinite for Poisson */
    long double gamma[DESIGN_COLUMNS_MOST], score[DESIGN_COLUMNS_MOST];
    long double *information; /* Cholesky factor after maximise */
    long double *mean;
    long double loglik, deviance;
    bool settled, near_zero;
};

/* ln Gamma(y+theta) - ln Gamma(theta) - y ln theta, without cancelling for large theta. */
static long double rising(double y, double theta)
{
    if (y < SUMMED_BELOW) {
        long double sum = 0;
        for (int k = 1; k < (int)y; k++) {
            sum += log1pl(k / (long double)theta);
        }
        return sum;
    }
    return lgammal((long double)y + theta) - lgammal(theta) - y * logl(theta);
}

static void add_row(struct fit *fit, double y, long double mean)
{
    long double t = fit->theta;
    long double poisson = incomplete_deviance(y, mean, y - mean);
    /* Of a Poisson count: -deviance + ln of the largest possible probability. */
    long double most = y == 0 ? 0 : y * logl(y) - y - lgammal(y + 1.0L);
    if (isinf(fit->theta)) {
        fit->deviance += 2 * poisson;
        fit->loglik += most - poisson;
        return;
    }
    long double more = log1pl(mean / t);
    fit->loglik +=
        rising(y, fit->theta) - lgammal(y + 1.0L) - (t + y) * more + (y == 0 ? 0 : y * logl(mean));
    fit->deviance += 2 * ((y == 0 ? 0 : y * logl(y / mean)) - (y + t) * (log1pl(y / t) - more));
}

static void evaluate(struct fit *fit)
{
    const struct design *design = fit->design;
    size_t p = design->rank;
    memset(fit->information, 0, p * p * sizeof *fit->information);
    memset(fit->score, 0, sizeof fit->score);
    fit->loglik = 0;
    fit->deviance = 0;
    fit->near_zero = false;
    for (size_t i = 0; i < design->n; i++) {
        const long double *q = design->q + i * p;
        long double eta = design->offset == NULL ? 0 : design->offset[i];
        for (size_t k = 0; k < p; k++) {
            eta += q[k] * fit->gamma[k];
        }
        long double mean = expl(fminl(eta, 700));
        long double shrink = isinf(fit->theta) ? 1 : 1 / (1 + mean / fit->theta);
        fit->mean[i] = mean;
        fit->near_zero = fit->near_zero || mean < SMALL_MEAN;
        add_row(fit, design->y[i], mean);
        for (size_t j = 0; j < p; j++) {
            fit->score[j] += (design->y[i] - mean) * shrink * q[j];
            for (size_t k = 0; k <= j; k++) {
                fit->information[j * p + k] += mean * shrink * q[j] * q[k];
            }
        }
    }
}

/* From the gamma it has; the information is left as a Cholesky factor. */
static void maximise(struct fit *fit)
{
    size_t p = fit->design->rank;
    int still = 0;
    fit->settled = false;
    evaluate(fit);
    for (int step = 0; step < STEPS_MOST && still < 2; step++) {
        long double move[DESIGN_COLUMNS_MOST], before = fit->loglik;
        memcpy(move, fit->score, p * sizeof *move);
        if (!design_cholesky(fit->information, p)) {
            return;
        }
        design_solve(fit->information, p, p, move);
        for (int halving = 0; halving < HALVINGS_MOST; halving++) {
            for (size_t k = 0; k < p; k++) {
                fit->gamma[k] += move[k];
            }
            evaluate(fit);
            if (fit->loglik >= before - 1e-14L * fabsl(before)) {
                break;
            }
            for (size_t k = 0; k < p; k++) {
                fit->gamma[k] -= move[k];
                move[k] /= 2;
            }
        }
        still = fabsl(fit->loglik - before) <= 1e-14L * (1 + fabsl(before)) ? still + 1 : 0;
    }
    fit->settled = still == 2 && design_cholesky(fit->information, p);
}

/* A start: least squares of ln(y + 1/2) less the offset. */
static void start(struct fit *fit)
{
    const struct design *design = fit->design;
    size_t p = design->rank;
    memset(fit->gamma, 0, sizeof fit->gamma);
    for (size_t i = 0; i < design->n; i++) {
        long double z = logl(design->y[i] + 0.5L) -
                        (design->offset == NULL ? 0 : (long double)design->offset[i]);
        for (size_t k = 0; k < p; k++) {
            fit->gamma[k] += design->q[i * p + k] * z;
        }
    }
}

static bool check_counts(const struct design_data *data, struct error *error)
{
    for (size_t i = 0; i < data->n; i++) {
        if (!isnan(data->y[i]) && (data->y[i] < 0 || data->y[i] != floor(data->y[i]))) {
            return measure_refuse(error, "y is op plaats %zu geen aantal (%g)",
                                  "y is no count at place %zu (%g)", i + 1, data->y[i]);
        }
    }
    return true;
}

/* Design, first fit with theta infinite, and separation. *usable says that there is a maximum. */
static bool prepare(struct arena *arena, const struct design_data *data, struct design *design,
                    struct fit *fit, struct count_model *result, bool *usable, struct error *error)
{
    *usable = false;
    if (!check_counts(data, error) || !design_create(arena, data, -1, design, error)) {
        return false;
    }
    size_t p = design->rank;
    result->about.n = (int64_t)design->n;
    result->about.missing = (int64_t)design->missing;
    if (design->n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    if (!measure_check_work((double)design->n * (double)(p * p), 2e6, error)) {
        return false;
    }
    *fit = (struct fit){.design = design,
                        .theta = (double)INFINITY,
                        .information = arena_alloc_array(arena, p * p, sizeof(long double)),
                        .mean = arena_alloc_array(arena, design->n, sizeof(long double))};
    start(fit);
    maximise(fit);
    bool separated = false;
    if (!fit->settled || fit->near_zero) {
        signed char *side = arena_alloc_array(arena, design->n, 1);
        for (size_t i = 0; i < design->n; i++) {
            side[i] = (signed char)(design->y[i] == 0 ? -1 : 0);
        }
        if (!separation_exists(arena, design, side, &separated, error)) {
            return false;
        }
    }
    *usable = fit->settled && !separated;
    if (!*usable) {
        result->status = separated ? "separated" : "not_converged";
        result->about.reason = separated ? REASON_SEPARATED : REASON_NOT_CONVERGED;
    }
    return true;
}

/* Coefficients and standard errors; with `robust` also the sandwich of Poisson residuals. */
static void set_fit(struct arena *arena, const struct fit *fit, bool robust,
                    struct count_model *result)
{
    const struct design *design = fit->design;
    size_t p = design->rank, n = design->n;
    long double beta[DESIGN_COLUMNS_MOST], se[DESIGN_COLUMNS_MOST], hc[DESIGN_COLUMNS_MOST];
    long double *inverse = arena_alloc_array(arena, p * p, sizeof *inverse);
    long double *sandwich = arena_alloc_array(arena, p * p, sizeof *sandwich);
    design_invert(fit->information, p, inverse);
    design_coefficients(design, fit->gamma, beta);
    design_variances(design, inverse, se);
    for (size_t i = 0; robust && i < n; i++) {
        long double row[DESIGN_COLUMNS_MOST], rest = design->y[i] - fit->mean[i];
        for (size_t j = 0; j < p; j++) {
            row[j] = 0;
            for (size_t k = 0; k < p; k++) {
                row[j] += inverse[j * p + k] * design->q[i * p + k] * rest;
            }
        }
        for (size_t j = 0; j < p * p; j++) {
            sandwich[j] += row[j / p] * row[j % p];
        }
    }
    design_variances(design, sandwich, hc);
    for (size_t k = 0; k < p; k++) {
        se[k] = sqrtl(se[k]);
        hc[k] = sqrtl(hc[k]);
    }
    result->coef = design_spread(arena, design, beta);
    result->se = design_spread(arena, design, se);
    result->deviance = quantity_of((double)fit->deviance);
    result->loglik = quantity_of((double)fit->loglik);
    if (p < design->width) {
        result->about.reason = REASON_COLLINEAR;
    }
    if (robust) {
        result->hc0 = design_spread(arena, design, hc);
    }
    for (size_t k = 0; k < p && n > p; k++) {
        hc[k] *= sqrtl((long double)n / (long double)(n - p));
    }
    if (robust && n > p) {
        result->hc1 = design_spread(arena, design, hc);
    } else if (robust) {
        result->about.reason = REASON_NO_FREEDOM;
    }
}

bool count_model_poisson(struct arena *arena, const struct design_data *data,
                         struct count_model *result, struct error *error)
{
    *result = (struct count_model){.about = {.method = "poisson"}};
    struct design design;
    struct fit fit;
    bool usable;
    if (!prepare(arena, data, &design, &fit, result, &usable, error)) {
        return false;
    }
    if (usable) {
        result->status = "ok";
        set_fit(arena, &fit, true, result);
    }
    return true;
}

/* theta times the derivative of the profile likelihood in theta, at exp(u). */
static double theta_score(double u, void *context)
{
    struct fit *fit = context;
    double theta = exp(u);
    fit->theta = theta;
    maximise(fit);
    long double sum = 0;
    for (size_t i = 0; i < fit->design->n; i++) {
        double y = fit->design->y[i];
        long double mean = fit->mean[i], part = 0;
        if (y < SUMMED_BELOW) {
            for (int k = 0; k < (int)y; k++) {
                part += 1 / (1 + k / (long double)theta);
            }
        } else {
            part = (long double)theta * (gsl_sf_psi(y + theta) - gsl_sf_psi(theta));
        }
        sum += part - theta * log1pl(mean / theta) + theta * (mean - y) / (mean + theta);
    }
    return (double)sum;
}

/* Sets fit->theta to the maximum; false when it lies beyond LARGEST_THETA. */
static bool find_theta(struct fit *fit)
{
    double low = log(SMALLEST_THETA), high = log(LARGEST_THETA);
    if (theta_score(high, fit) >= 0 || theta_score(low, fit) <= 0) {
        return false;
    }
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    gsl_function target = {.function = theta_score, .params = fit};
    double root = 0;
    if (solver != NULL && gsl_root_fsolver_set(solver, &target, low, high) == GSL_SUCCESS) {
        for (int i = 0; i < ROOT_STEPS_MOST; i++) {
            if (gsl_root_fsolver_iterate(solver) != GSL_SUCCESS) {
                break;
            }
            if (gsl_root_fsolver_x_upper(solver) - gsl_root_fsolver_x_lower(solver) < 1e-12) {
                break;
            }
        }
        root = gsl_root_fsolver_root(solver);
    }
    gsl_root_fsolver_free(solver);
    fit->theta = exp(root);
    maximise(fit);
    return true;
}

bool count_model_negbin(struct arena *arena, const struct design_data *data,
                        struct count_model *result, struct error *error)
{
    *result = (struct count_model){.about = {.method = "negbin"}};
    struct design design;
    struct fit fit;
    bool usable;
    if (!prepare(arena, data, &design, &fit, result, &usable, error)) {
        return false;
    }
    if (!usable) {
        return true;
    }
    if (find_theta(&fit)) {
        result->status = fit.settled ? "ok" : "not_converged";
        result->theta = quantity_of(fit.theta);
    } else {
        fit.theta = (double)INFINITY;
        start(&fit);
        maximise(&fit);
        result->status = "poisson";
        result->theta = quantity_of((double)INFINITY);
        result->about.caution = CAUTION_POISSON_INSTEAD;
    }
    if (!fit.settled) {
        result->theta = quantity_undefined();
        result->about.reason = REASON_NOT_CONVERGED;
        return true;
    }
    set_fit(arena, &fit, false, result);
    return true;
}
