/* firth: the penalised half of logistic.h. Score Q'(y - n pi + h(1/2 - pi)); the last coefficient
 * of a design may be held fixed, which gives the profile. */
#include <string.h>

#include "engine/measure/incomplete.h"
#include "engine/measure/logistic.h"
#include "engine/measure/quantile.h"

enum { STEPS_MOST = 300, FISHER_STEPS = 25, HALVINGS_MOST = 40, ROOT_STEPS_MOST = 60 };
static const long double LARGEST_MOVE = 5;
/* Multiplications with the information matrix that one call may take: about half a second. */
static const double WORK_MOST = 2.5e8;

struct fit {
    const struct design *design;
    long double gamma[DESIGN_COLUMNS_MOST], score[DESIGN_COLUMNS_MOST];
    long double *factor; /* Cholesky of the information */
    long double *eta;
    long double objective; /* l + ln|I|/2 */
    double *work;          /* what the call may still do */
};

static double trials_of(const struct design *design, size_t i)
{
    return design->trials == NULL ? 1 : design->trials[i];
}

/* The penalised likelihood and its factor at gamma; false when the information is singular. */
static bool evaluate(struct fit *fit)
{
    const struct design *design = fit->design;
    size_t p = design->rank;
    long double value = 0;
    *fit->work -= (double)design->n * (double)(p * p + 200); /* logarithms cost most */
    if (*fit->work < 0) {
        return false;
    }
    memset(fit->factor, 0, p * p * sizeof *fit->factor);
    for (size_t i = 0; i < design->n; i++) {
        const long double *q = design->q + i * p;
        long double eta = 0, trials = trials_of(design, i);
        for (size_t k = 0; k < p; k++) {
            eta += q[k] * fit->gamma[k];
        }
        fit->eta[i] = eta;
        long double weight = trials * logistic_probability(eta) * logistic_probability(-eta);
        value += design->y[i] * eta - trials * logistic_softplus(eta);
        for (size_t j = 0; j < p; j++) {
            for (size_t k = 0; k <= j; k++) {
                fit->factor[j * p + k] += weight * q[j] * q[k];
            }
        }
    }
    if (!design_cholesky(fit->factor, p)) {
        return false;
    }
    /* |X'WX| = |Q'WQ| |R|^2. */
    for (size_t k = 0; k < p; k++) {
        value += logl(fit->factor[k * p + k]) + logl(design->r[k * p + k]);
    }
    fit->objective = value;
    return isfinite(value);
}

/* The gradient of the objective, from the factor. */
static void set_score(struct fit *fit)
{
    const struct design *design = fit->design;
    size_t p = design->rank;
    memset(fit->score, 0, sizeof fit->score);
    for (size_t i = 0; i < design->n; i++) {
        const long double *q = design->q + i * p;
        long double probability = logistic_probability(fit->eta[i]);
        long double rest = logistic_probability(-fit->eta[i]), trials = trials_of(design, i);
        /* h = w q' I^-1 q = w |L^-1 q|^2. */
        long double half[DESIGN_COLUMNS_MOST], h = 0;
        for (size_t j = 0; j < p; j++) {
            half[j] = q[j];
            for (size_t k = 0; k < j; k++) {
                half[j] -= fit->factor[j * p + k] * half[k];
            }
            half[j] /= fit->factor[j * p + j];
            h += half[j] * half[j];
        }
        h *= trials * probability * rest;
        long double residual = design->y[i] * rest - (trials - design->y[i]) * probability +
                               h * (rest - probability) / 2;
        for (size_t k = 0; k < p; k++) {
            fit->score[k] += residual * q[k];
        }
    }
}

/* The slope of the first `free` scores, by central differences: a Newton step where Fisher's, which
 * leaves the penalty out, comes near too slowly. False when it is no step upwards. */
static bool newton_step(struct fit *fit, size_t free, long double *move)
{
    size_t p = fit->design->rank;
    long double hessian[DESIGN_COLUMNS_MOST * DESIGN_COLUMNS_MOST], at[DESIGN_COLUMNS_MOST];
    long double centre[DESIGN_COLUMNS_MOST], up[DESIGN_COLUMNS_MOST];
    memcpy(at, fit->gamma, p * sizeof *at);
    memcpy(centre, fit->score, p * sizeof *centre);
    bool usable = true;
    for (size_t k = 0; k < free && usable; k++) {
        long double width = 1e-5L * (1 + fabsl(at[k]));
        fit->gamma[k] = at[k] + width;
        usable = evaluate(fit);
        set_score(fit);
        memcpy(up, fit->score, p * sizeof *up);
        fit->gamma[k] = at[k] - width;
        usable = evaluate(fit) && usable;
        set_score(fit);
        for (size_t j = 0; j < free; j++) {
            hessian[j * free + k] = (fit->score[j] - up[j]) / (2 * width);
        }
        fit->gamma[k] = at[k];
    }
    usable = evaluate(fit) && usable;
    memcpy(fit->score, centre, p * sizeof *centre);
    if (!usable || !design_cholesky(hessian, free)) {
        return false;
    }
    memcpy(move, centre, free * sizeof *move);
    design_solve(hessian, free, free, move);
    return true;
}

/* Moves the first `free` coefficients to the maximum, the others held; false when it fails. */
static bool maximise(struct fit *fit, size_t free)
{
    size_t p = fit->design->rank;
    if (!evaluate(fit)) {
        return false;
    }
    for (int step = 0; step < STEPS_MOST; step++) {
        long double move[DESIGN_COLUMNS_MOST] = {0}, change[DESIGN_COLUMNS_MOST], largest = 0;
        set_score(fit);
        memcpy(move, fit->score, free * sizeof *move);
        design_solve(fit->factor, free, p, move);
        if (step >= FISHER_STEPS && !newton_step(fit, free, move)) {
            design_solve(fit->factor, free, p, memcpy(move, fit->score, free * sizeof *move));
        }
        long double gain = 0;
        for (size_t k = 0; k < free; k++) {
            gain += move[k] * fit->score[k];
        }
        if (gain < 1e-18L * (1 + fabsl(fit->objective))) {
            return true;
        }
        design_coefficients(fit->design, move, change);
        for (size_t k = 0; k < p; k++) {
            largest = fmaxl(largest, fabsl(change[k]));
        }
        long double size = largest > LARGEST_MOVE ? LARGEST_MOVE / largest : 1;
        long double before = fit->objective, start[DESIGN_COLUMNS_MOST];
        memcpy(start, fit->gamma, p * sizeof *start);
        bool better = false;
        for (int halving = 0; halving < HALVINGS_MOST && !better; halving++) {
            for (size_t k = 0; k < free; k++) {
                fit->gamma[k] = start[k] + size * move[k];
            }
            better = evaluate(fit) && fit->objective >= before - 1e-15L * fabsl(before);
            size /= 2;
        }
        if (!better) {
            memcpy(fit->gamma, start, p * sizeof *start);
            return evaluate(fit) && gain < 1e-9L;
        }
    }
    return false;
}

static bool refuse_work(struct error *error)
{
    return measure_refuse(error, "het model van Firth vraagt meer dan %g bewerkingen",
                          "Firth's model takes more than %g operations", WORK_MOST);
}

static struct fit fit_create(struct arena *arena, const struct design *design, double *work)
{
    size_t p = design->rank;
    return (struct fit){.design = design,
                        .work = work,
                        .factor = arena_alloc_array(arena, p * p, sizeof(long double)),
                        .eta = arena_alloc_array(arena, design->n, sizeof(long double))};
}

bool logistic_firth(struct arena *arena, const struct design_data *data, struct logistic *result,
                    struct error *error)
{
    *result = (struct logistic){.about = {.method = "firth"}};
    struct design design;
    if (!logistic_check(data, error) || !design_create(arena, data, -1, &design, error)) {
        return false;
    }
    size_t p = design.rank;
    result->about.n = (int64_t)design.n;
    result->about.missing = (int64_t)design.missing;
    if (design.n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    double work = WORK_MOST;
    struct fit fit = fit_create(arena, &design, &work);
    if (!maximise(&fit, p)) {
        if (work < 0) {
            return refuse_work(error);
        }
        result->status = "not_converged";
        result->about.reason = REASON_NOT_CONVERGED;
        return true;
    }
    long double beta[DESIGN_COLUMNS_MOST], se[DESIGN_COLUMNS_MOST];
    long double *inverse = arena_alloc_array(arena, p * p, sizeof *inverse);
    design_invert(fit.factor, p, inverse);
    design_coefficients(&design, fit.gamma, beta);
    design_variances(&design, inverse, se);
    for (size_t k = 0; k < p; k++) {
        se[k] = sqrtl(se[k]);
    }
    result->status = "ok";
    result->coef = design_spread(arena, &design, beta);
    result->se = design_spread(arena, &design, se);
    result->penalised_loglik = quantity_of((double)fit.objective);
    if (p < design.width) {
        result->about.reason = REASON_COLLINEAR;
    }
    return true;
}

/* The profile of one coefficient, the last of its design. */
struct profile {
    struct fit fit;
    long double scale;   /* coefficient = gamma_last / scale */
    long double maximum; /* of the objective */
};

/* 2(max - profile at c), and its slope in c; false when the maximum is not found. */
static bool profile_at(struct profile *profile, long double c, long double *drop,
                       long double *slope)
{
    size_t p = profile->fit.design->rank;
    profile->fit.gamma[p - 1] = c * profile->scale;
    if (!maximise(&profile->fit, p - 1)) {
        return false;
    }
    set_score(&profile->fit);
    *drop = 2 * (profile->maximum - profile->fit.objective);
    *slope = -2 * profile->fit.score[p - 1] * profile->scale;
    return true;
}

/* Where the drop reaches `limit`, going from `centre` in steps: Newton within a bracket. */
static struct quantity profile_limit(struct profile *profile, long double centre, long double step,
                                     long double limit)
{
    long double inner = centre, outer = centre + step, drop, slope;
    for (int i = 0; i < ROOT_STEPS_MOST; i++) {
        if (!profile_at(profile, outer, &drop, &slope)) {
            return quantity_undefined();
        }
        if (drop >= limit) {
            break;
        }
        inner = outer;
        outer = centre + (outer - centre) * 1.6L;
    }
    if (drop < limit) {
        return quantity_undefined();
    }
    long double at = outer;
    for (int i = 0; i < ROOT_STEPS_MOST; i++) {
        long double next = at - (drop - limit) / slope;
        long double low = fminl(inner, outer), high = fmaxl(inner, outer);
        if (!(next > low && next < high)) {
            next = (low + high) / 2;
        }
        if (fabsl(next - at) <= 1e-10L * (fabsl(next) + fabsl(step))) {
            return quantity_of((double)next);
        }
        at = next;
        if (!profile_at(profile, at, &drop, &slope)) {
            return quantity_undefined();
        }
        *(drop < limit ? &inner : &outer) = at;
    }
    return quantity_of((double)at);
}

/* lo, hi and the test of zero: for place `k` of the columns that are kept, `column` in the result.
 */
static bool profile_column(struct arena *arena, const struct design_data *data, size_t k,
                           size_t column, double conf, double *work,
                           struct logistic_profile *result, struct error *error)
{
    struct design design;
    if (!design_create(arena, data, (int)k, &design, error)) {
        return false;
    }
    size_t p = design.rank;
    struct profile profile = {.fit = fit_create(arena, &design, work)};
    if (!maximise(&profile.fit, p)) {
        result->about.reason = REASON_NOT_CONVERGED;
        return true;
    }
    profile.scale = design.r[p * p - 1];
    profile.maximum = profile.fit.objective;
    long double centre = profile.fit.gamma[p - 1] / profile.scale;
    long double se = 1 / (profile.fit.factor[p * p - 1] * profile.scale), drop, slope;
    long double limit = quantile_chisq_upper(1 - conf, 1), reach = sqrtl(limit) * se;
    struct fit start = profile.fit;
    result->coef.items[column] = quantity_of((double)centre);
    result->lo.items[column] = profile_limit(&profile, centre, -reach, limit);
    memcpy(profile.fit.gamma, start.gamma, sizeof start.gamma);
    result->hi.items[column] = profile_limit(&profile, centre, reach, limit);
    memcpy(profile.fit.gamma, start.gamma, sizeof start.gamma);
    if (profile_at(&profile, 0, &drop, &slope)) {
        double chisq = (double)fmaxl(drop, 0);
        result->lr_chisq.items[column] = quantity_of(chisq);
        result->p.items[column] = quantity_of(incomplete_chisq_upper(chisq, 1));
    }
    if (!result->lo.items[column].defined || !result->hi.items[column].defined) {
        result->about.reason = REASON_NOT_CONVERGED;
    }
    return true;
}

/* The complete rows and the columns that are kept, so that any of them can be put last. */
static struct design_data kept_columns(struct arena *arena, const struct design *design)
{
    size_t p = design->rank;
    double *x = arena_alloc_array(arena, design->n * p, sizeof *x);
    for (size_t i = 0; i < design->n; i++) {
        for (size_t k = 0; k < p; k++) {
            x[i * p + k] = design->x[i * design->width + design->kept[k]];
        }
    }
    return (struct design_data){
        .y = design->y, .x = x, .trials = design->trials, .n = design->n, .columns = p};
}

bool logistic_profile(struct arena *arena, const struct design_data *data, double conf,
                      struct logistic_profile *result, struct error *error)
{
    *result = (struct logistic_profile){.about = {.method = "firth_profile"}};
    struct design design;
    if (!measure_check_confidence(conf, error) || !logistic_check(data, error) ||
        !design_create(arena, data, -1, &design, error)) {
        return false;
    }
    size_t p = design.rank;
    result->about.n = (int64_t)design.n;
    result->about.missing = (int64_t)design.missing;
    double work = WORK_MOST;
    struct quantities *const lists[] = {&result->coef, &result->lo, &result->hi, &result->lr_chisq,
                                        &result->p};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        *lists[i] = quantities_create(arena, design.width, 0);
    }
    if (design.n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    if (p < design.width) {
        result->about.reason = REASON_COLLINEAR;
    }
    struct design_data kept = kept_columns(arena, &design);
    for (size_t k = 0; k < p; k++) {
        if (!profile_column(arena, &kept, k, design.kept[k], conf, &work, result, error)) {
            return false;
        }
        if (work < 0) {
            return refuse_work(error);
        }
    }
    return true;
}
