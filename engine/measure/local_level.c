/* local_level: see local_level.h. */
#include "engine/measure/local_level.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>

enum { SERIES_MOST = 100000, GRID = 61, STEPS_MOST = 100 };
static const long double LOG_TWO_PI = 1.837877066409345483560659472811235279L;

struct run {
    long double log_f, squares; /* sums of ln F and v^2/F */
    long double level, variance;
};

/* The filter with the given variances; F must stay above 0. */
static struct run run_filter(const double *y, size_t n, long double eps, long double eta)
{
    struct run run = {.level = y[0], .variance = eps};
    for (size_t t = 1; t < n; t++) {
        long double p = run.variance + eta, f = p + eps, v = y[t] - run.level;
        run.log_f += logl(f);
        run.squares += v * v / f;
        run.level += p / f * v;
        run.variance = p / f * eps;
    }
    return run;
}

static bool start(struct arena *arena, const double *y, size_t count, double **values, size_t *n,
                  struct local_level *result, struct error *error)
{
    if (count > SERIES_MOST) {
        return measure_refuse(error, "%zu waarnemingen; de grens is %d",
                              "%zu observations; the limit is %d", count, (int)SERIES_MOST);
    }
    if (!measure_present(arena, "y", y, count, values, n, error)) {
        return false;
    }
    result->about.n = (int64_t)*n;
    result->about.missing = (int64_t)(count - *n);
    result->about.reason = *n == 0 ? REASON_NO_VALUES : REASON_NONE;
    return true;
}

static void set_run(const struct run *run, size_t n, struct local_level *result)
{
    long double terms = (long double)(n - 1);
    result->loglik =
        quantity_of((double)(-0.5L * (terms * LOG_TWO_PI + run->log_f + run->squares)));
    result->level = quantity_of((double)run->level);
    result->level_var = quantity_of((double)run->variance);
}

bool local_level_filter(struct arena *arena, const double *y, size_t count, double var_eps,
                        double var_eta, struct local_level *result, struct error *error)
{
    *result = (struct local_level){.about = {.method = "kalman"}};
    double *values = NULL;
    size_t n = 0;
    if (!measure_check_number("var_eps", var_eps, 0, error) ||
        !measure_check_number("var_eta", var_eta, 0, error) ||
        !start(arena, y, count, &values, &n, result, error)) {
        return false;
    }
    result->var_eps = quantity_of(var_eps);
    result->var_eta = quantity_of(var_eta);
    if (n == 0) {
        return true;
    }
    if (var_eps == 0 && var_eta == 0) {
        result->about.reason = REASON_DIVISION_BY_ZERO;
        return true;
    }
    struct run run = run_filter(values, n, var_eps, var_eta);
    set_run(&run, n, result);
    return true;
}

struct problem {
    const double *y;
    size_t n;
};

/* Minus twice the concentrated likelihood (less constants) for var_eta : var_eps = q : 1, with
 * u = ln q. q beyond the grid's ends is handled by share_of. */
static long double concentrated(const struct problem *problem, long double eps, long double eta)
{
    struct run run = run_filter(problem->y, problem->n, eps, eta);
    long double terms = (long double)(problem->n - 1);
    return terms * logl(run.squares / terms) + run.log_f;
}

/* Shares of the two variances with sum 1 at u = ln(eta/eps). */
static void share_of(double u, long double *eps, long double *eta)
{
    *eps = 1 / (1 + expl(u));
    *eta = 1 / (1 + expl(-(long double)u));
}

static double at_ratio(double u, void *context)
{
    long double eps, eta;
    share_of(u, &eps, &eta);
    return (double)concentrated(context, eps, eta);
}

/* The best u of the grid, then Brent between its neighbours. */
static double search(struct problem *problem)
{
    double step = 1, first = -(GRID - 1) / 2.0 * step, best_u = first;
    double best = at_ratio(first, problem);
    for (int i = 1; i < GRID; i++) {
        double u = first + i * step, value = at_ratio(u, problem);
        if (value < best) {
            best = value;
            best_u = u;
        }
    }
    gsl_min_fminimizer *solver = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    gsl_function target = {.function = at_ratio, .params = problem};
    if (solver != NULL && gsl_min_fminimizer_set(solver, &target, best_u, best_u - step,
                                                 best_u + step) == GSL_SUCCESS) {
        for (int i = 0; i < STEPS_MOST; i++) {
            if (gsl_min_fminimizer_iterate(solver) != GSL_SUCCESS ||
                gsl_min_fminimizer_x_upper(solver) - gsl_min_fminimizer_x_lower(solver) < 1e-10) {
                break;
            }
        }
        best_u = gsl_min_fminimizer_x_minimum(solver);
    }
    gsl_min_fminimizer_free(solver);
    return best_u;
}

bool local_level_fit(struct arena *arena, const double *y, size_t count, struct local_level *result,
                     struct error *error)
{
    *result = (struct local_level){.about = {.method = "maximum_likelihood"}};
    double *values = NULL;
    size_t n = 0;
    if (!start(arena, y, count, &values, &n, result, error) ||
        !measure_check_work((double)count * (GRID + STEPS_MOST), 2e7, error)) {
        return false;
    }
    bool constant = true;
    for (size_t i = 1; i < n; i++) {
        constant = constant && values[i] == values[0];
    }
    if (n < 3 || constant) {
        result->about.reason = n == 0  ? REASON_NO_VALUES
                               : n < 3 ? REASON_TOO_FEW
                                       : REASON_NO_VARIATION;
        return true;
    }
    struct problem problem = {.y = values, .n = n};
    long double eps, eta;
    share_of(search(&problem), &eps, &eta);
    /* A boundary is taken when it is at least as likely. */
    long double inside = concentrated(&problem, eps, eta);
    long double still = concentrated(&problem, 1, 0), loose = concentrated(&problem, 0, 1);
    if (still <= inside + 1e-9L && still <= loose) {
        eps = 1;
        eta = 0;
    } else if (loose <= inside + 1e-9L) {
        eps = 0;
        eta = 1;
    }
    struct run run = run_filter(values, n, eps, eta);
    long double scale = run.squares / (long double)(n - 1);
    run = run_filter(values, n, eps * scale, eta * scale);
    result->var_eps = quantity_of((double)(eps * scale));
    result->var_eta = quantity_of((double)(eta * scale));
    set_run(&run, n, result);
    return true;
}
