/* proportion: see proportion.h. Where two roots of a quadratic differ in size, the small one comes
 * from the product of the roots, because the subtraction loses all digits at n = 10^9. */
#include "engine/measure/proportion.h"

#include "engine/measure/quantile.h"

/* Checks, and fills what all methods share. *done says that n is 0 and nothing is left to do. */
static bool start(int64_t x, int64_t n, double conf, const char *method, struct proportion *result,
                  bool *done, struct error *error)
{
    *result = (struct proportion){.about = {.n = n, .method = method}};
    *done = n == 0;
    if (x < 0 || n < 0) {
        return measure_refuse(error, "x en n zijn niet negatief (x = %lld, n = %lld)",
                              "x and n are not negative (x = %lld, n = %lld)", (long long)x,
                              (long long)n);
    }
    if (x > n) {
        return measure_refuse(error, "x is groter dan n (x = %lld, n = %lld)",
                              "x is greater than n (x = %lld, n = %lld)", (long long)x,
                              (long long)n);
    }
    if (!measure_check_confidence(conf, error)) {
        return false;
    }
    if (n == 0) {
        result->lo = quantity_of(0);
        result->hi = quantity_of(1);
        result->about.reason = REASON_NOTHING_COUNTED;
    } else {
        result->est = quantity_of((double)x / (double)n);
    }
    return true;
}

/* Limits as they are, except at the ends, and never outside [0,1]. */
static void set_limits(struct proportion *result, int64_t x, int64_t n, double lo, double hi)
{
    result->lo = quantity_of(x == 0 ? 0 : fmax(lo, 0));
    result->hi = quantity_of(x == n ? 1 : fmin(hi, 1));
}

bool proportion_wilson(int64_t x, int64_t n, double conf, struct proportion *result,
                       struct error *error)
{
    bool done;
    if (!start(x, n, conf, "wilson", result, &done, error) || done) {
        return !error_is_set(error);
    }
    double z = measure_z(conf), xd = (double)x, nd = (double)n;
    double root = z * sqrt(z * z + 4 * xd * ((double)(n - x) / nd));
    double hi = (2 * xd + z * z + root) / (2 * (nd + z * z));
    double lo = xd * xd / nd / (nd + z * z) / hi;
    set_limits(result, x, n, lo, hi);
    return true;
}

bool proportion_wilson_cc(int64_t x, int64_t n, double conf, struct proportion *result,
                          struct error *error)
{
    bool done;
    if (!start(x, n, conf, "wilson_cc", result, &done, error) || done) {
        return !error_is_set(error);
    }
    double z = measure_z(conf), z2 = z * z, xd = (double)x, nd = (double)n, rest = (double)(n - x);
    double p = xd / nd;
    double root_lo = z * sqrt(fmax(z2 - 2 - 1 / nd + 4 * p * (rest + 1), 0));
    double root_hi = z * sqrt(fmax(z2 + 2 - 1 / nd + 4 * p * (rest - 1), 0));
    set_limits(result, x, n, (2 * xd + z2 - 1 - root_lo) / (2 * (nd + z2)),
               (2 * xd + z2 + 1 + root_hi) / (2 * (nd + z2)));
    return true;
}

bool proportion_clopper_pearson(int64_t x, int64_t n, double conf, struct proportion *result,
                                struct error *error)
{
    bool done;
    if (!start(x, n, conf, "clopper_pearson", result, &done, error) || done) {
        return !error_is_set(error);
    }
    double tail = (1 - conf) / 2, xd = (double)x, rest = (double)(n - x);
    set_limits(result, x, n, x == 0 ? 0 : quantile_beta_lower(tail, xd, rest + 1),
               x == n ? 1 : quantile_beta_upper(tail, xd + 1, rest));
    return true;
}

bool proportion_jeffreys(int64_t x, int64_t n, double conf, struct proportion *result,
                         struct error *error)
{
    bool done;
    if (!start(x, n, conf, "jeffreys", result, &done, error) || done) {
        return !error_is_set(error);
    }
    double tail = (1 - conf) / 2, a = (double)x + 0.5, b = (double)(n - x) + 0.5;
    set_limits(result, x, n, x == 0 ? 0 : quantile_beta_lower(tail, a, b),
               x == n ? 1 : quantile_beta_upper(tail, a, b));
    return true;
}

bool proportion_agresti_coull(int64_t x, int64_t n, double conf, struct proportion *result,
                              struct error *error)
{
    bool done;
    if (!start(x, n, conf, "agresti_coull", result, &done, error) || done) {
        return !error_is_set(error);
    }
    double z = measure_z(conf), half = z * z / 2, total = (double)n + z * z;
    double p = ((double)x + half) / total, q = ((double)(n - x) + half) / total;
    double reach = z * sqrt(p * q / total);
    result->lo = quantity_of(fmax(p - reach, 0));
    result->hi = quantity_of(fmin(p + reach, 1));
    return true;
}
