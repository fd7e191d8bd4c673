/* quantile: see quantile.h. The root is sought in u: ln x for the gamma family, ln(x/(1-x)) for the
 * beta family, where the logarithm of a tail is smooth and nearly straight. */
#include "engine/measure/quantile.h"

#include <math.h>
#include <stdbool.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>

#include "engine/measure/incomplete.h"

enum { STEPS_MOST = 200, DOUBLINGS_MOST = 60 };

struct problem {
    bool beta;   /* else gamma */
    bool upper;  /* which tail is given */
    double a, b; /* shapes; b only for beta */
    long double log_tail;
};

/* ln(tail at u) - ln(tail wanted), signed so that it rises with u. */
static double excess(double u, void *parameters)
{
    const struct problem *problem = parameters;
    long double lower, upper;
    if (problem->beta) {
        long double p = u < 0 ? expl(u) / (1 + expl(u)) : 1 / (1 + expl(-(long double)u));
        long double q =
            u < 0 ? 1 / (1 + expl(u)) : expl(-(long double)u) / (1 + expl(-(long double)u));
        incomplete_log_beta(problem->a, problem->b, p, q, &lower, &upper);
    } else {
        incomplete_log_gamma(problem->a, expl(u), &lower, &upper);
    }
    long double difference = problem->upper ? problem->log_tail - upper : lower - problem->log_tail;
    if (difference > 1e6L) {
        return 1e6;
    }
    return difference < -1e6L ? -1e6 : (double)difference;
}

/* Widens [guess-step, guess+step] until the root lies inside, then Brent. */
static double solve(struct problem *problem, double guess, double step)
{
    double low = guess - step, high = guess + step;
    for (int i = 0; i < DOUBLINGS_MOST && excess(low, problem) > 0; i++) {
        step *= 2;
        low -= step;
    }
    for (int i = 0; i < DOUBLINGS_MOST && excess(high, problem) < 0; i++) {
        step *= 2;
        high += step;
    }
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    gsl_function target = {.function = excess, .params = problem};
    double root = guess;
    if (solver != NULL && gsl_root_fsolver_set(solver, &target, low, high) == GSL_SUCCESS) {
        for (int i = 0; i < STEPS_MOST; i++) {
            if (gsl_root_fsolver_iterate(solver) != GSL_SUCCESS) {
                break;
            }
            double left = gsl_root_fsolver_x_lower(solver),
                   right = gsl_root_fsolver_x_upper(solver);
            if (right - left <= 1e-15 * (1 + fabs(left))) {
                break;
            }
        }
        root = gsl_root_fsolver_root(solver);
    }
    gsl_root_fsolver_free(solver);
    return root;
}

/* On the logit scale the beta distribution has about mean ln(a/b) and variance 1/a + 1/b. */
static double beta_logit(double tail, double a, double b, bool upper)
{
    struct problem problem = {
        .beta = true, .upper = upper, .a = a, .b = b, .log_tail = logl((long double)tail)};
    double z = gsl_cdf_ugaussian_Pinv(tail);
    double spread = sqrt(1 / a + 1 / b);
    double guess = log(a / b) + (upper ? -z : z) * spread;
    return solve(&problem, guess, 0.05 * spread);
}

static double beta_quantile(double tail, double a, double b, bool upper)
{
    /* The smaller tail keeps its digits: 1-tail is exact enough when tail is the larger one. */
    double u = tail <= 0.5 ? beta_logit(tail, a, b, upper) : beta_logit(1 - tail, a, b, !upper);
    return u < 0 ? (double)(expl(u) / (1 + expl(u))) : (double)(1 / (1 + expl(-(long double)u)));
}

double quantile_beta_lower(double tail, double a, double b)
{
    return beta_quantile(tail, a, b, false);
}

double quantile_beta_upper(double tail, double a, double b)
{
    return beta_quantile(tail, a, b, true);
}

/* Start from Wilson and Hilferty's cube. */
static double gamma_quantile(double tail, double shape, bool upper)
{
    if (tail > 0.5) {
        return gamma_quantile(1 - tail, shape, !upper);
    }
    struct problem problem = {.upper = upper, .a = shape, .log_tail = logl((long double)tail)};
    double z = gsl_cdf_ugaussian_Pinv(tail);
    double cube = 1 - 1 / (9 * shape) + (upper ? -z : z) / (3 * sqrt(shape));
    double guess =
        cube > 0.1 ? log(shape) + 3 * log(cube) : (log(tail) + lgamma(shape + 1)) / shape;
    return (double)expl((long double)solve(&problem, guess, 0.05 / sqrt(shape)));
}

double quantile_chisq_lower(double tail, double df)
{
    return 2 * gamma_quantile(tail, df / 2, false);
}

double quantile_chisq_upper(double tail, double df)
{
    return 2 * gamma_quantile(tail, df / 2, true);
}

double quantile_normal(double tail)
{
    return gsl_cdf_ugaussian_Pinv(tail);
}

double quantile_t_upper(double tail, double df)
{
    return gsl_cdf_tdist_Qinv(tail, df);
}
