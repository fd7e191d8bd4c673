/* representativeness: see representativeness.h. */
#include "engine/measure/representativeness.h"

#include "engine/measure/incomplete.h"

bool representativeness_r(const double *rho, const double *w, size_t count,
                          struct representativeness_r *result, struct error *error)
{
    *result = (struct representativeness_r){.about = {.method = "r_indicator"}};
    if (!measure_check_least("rho", rho, count, 0, error) ||
        (w != NULL && !measure_check_least("w", w, count, 0, error))) {
        return false;
    }
    long double weight = 0, sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        if (rho[i] > 1) {
            return measure_refuse(error, "rho is op plaats %zu groter dan 1 (%g)",
                                  "rho is above 1 at place %zu (%g)", i + 1, rho[i]);
        }
        double wi = w == NULL ? 1 : w[i];
        if (isnan(rho[i]) || isnan(wi)) {
            result->about.missing++;
            continue;
        }
        result->about.n++;
        weight += wi;
        sum += (long double)wi * rho[i];
    }
    if (weight == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    long double mean = sum / weight;
    for (size_t i = 0; i < count; i++) {
        double wi = w == NULL ? 1 : w[i];
        if (!isnan(rho[i]) && !isnan(wi)) {
            squares += wi * (rho[i] - mean) * (rho[i] - mean);
        }
    }
    result->mean = quantity_of((double)mean);
    result->lower = quantity_of((double)(1 - 2 * sqrtl(mean * (1 - mean))));
    if (weight <= 1) {
        result->about.reason = REASON_ONE_VALUE;
        return true;
    }
    long double s = sqrtl(squares / (weight - 1));
    result->s = quantity_of((double)s);
    result->r = quantity_of((double)(1 - 2 * s));
    if (mean > 0) {
        result->cv = quantity_of((double)(s / mean));
    } else {
        result->about.reason = REASON_DIVISION_BY_ZERO;
    }
    return true;
}

bool representativeness_distance(const double *p, const double *q, size_t count,
                                 struct representativeness_distance *result, struct error *error)
{
    *result = (struct representativeness_distance){.about = {.method = "hellinger"}};
    if (!measure_check_least("p", p, count, 0, error) ||
        !measure_check_least("q", q, count, 0, error)) {
        return false;
    }
    long double sum_p = 0, sum_q = 0, squares = 0, gaps = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(p[i]) || isnan(q[i])) {
            result->about.missing++;
            continue;
        }
        result->about.n++;
        sum_p += p[i];
        sum_q += q[i];
    }
    if (sum_p == 0 || sum_q == 0) {
        result->about.reason = REASON_TOTAL_ZERO;
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        if (isnan(p[i]) || isnan(q[i])) {
            continue;
        }
        long double a = p[i] / sum_p, b = q[i] / sum_q;
        long double roots = sqrtl(a) + sqrtl(b);
        /* sqrt a - sqrt b = (a-b)/(sqrt a + sqrt b): near-equal shares keep their digits. */
        long double gap = roots > 0 ? (p[i] * sum_q - q[i] * sum_p) / (sum_p * sum_q) : 0;
        squares += roots > 0 ? (gap / roots) * (gap / roots) : 0;
        gaps += fabsl(gap);
    }
    result->h = quantity_of((double)fminl(sqrtl(squares / 2), 1));
    result->tv = quantity_of((double)fminl(gaps / 2, 1));
    return true;
}

/* A difference over a spread: with no spread 0 when there is no difference, else undefined. */
static struct quantity over_spread(double gap, double spread, struct about *about)
{
    if (spread > 0) {
        return quantity_of(gap / spread);
    }
    if (gap == 0) {
        return quantity_of(0);
    }
    about->reason = REASON_NO_SPREAD;
    return quantity_undefined();
}

bool representativeness_smd_binary(double p1, double p2, struct representativeness_smd *result,
                                   struct error *error)
{
    *result = (struct representativeness_smd){.about = {.n = 2, .method = "smd_binary"}};
    if (!measure_check_number("p1", p1, 0, error) || !measure_check_number("p2", p2, 0, error)) {
        return false;
    }
    if (p1 > 1 || p2 > 1) {
        return measure_refuse(error, "een aandeel is groter dan 1 (%g, %g)",
                              "a share is above 1 (%g, %g)", p1, p2);
    }
    double spread = sqrt((p1 * (1 - p1) + p2 * (1 - p2)) / 2);
    result->smd = over_spread(p1 - p2, spread, &result->about);
    return true;
}

/* j = Gamma(v/2) / (sqrt(v/2) Gamma((v-1)/2)), v > 1. For large v with Stirling's formula, in which
 * the large logarithms are gone. */
static double hedges_correction(double v)
{
    if (v < 60) {
        return (double)(tgammal(v / 2) / (sqrtl(v / 2) * tgammal((v - 1) / 2)));
    }
    /* Gamma(a+1)/Gamma(a+1/2) with a = v/2 - 1. */
    long double a = (long double)v / 2 - 1, b = a - 0.5L;
    long double log_ratio = (a + 0.5L) * logl(a) - a * logl(b) - 0.5L;
    if (a > 100) {
        log_ratio = 0.5L * logl(a) - a * log1pl(-1 / (2 * a)) - 0.5L;
    }
    log_ratio += incomplete_stirling_error(a) - incomplete_stirling_error(b);
    return (double)expl(log_ratio - 0.5L * logl((long double)v / 2));
}

bool representativeness_smd_continuous(struct representativeness_group one,
                                       struct representativeness_group two,
                                       struct representativeness_smd *result, struct error *error)
{
    *result = (struct representativeness_smd){.about = {.method = "smd_continuous"}};
    if (!measure_check_number("m1", one.mean, -INFINITY, error) ||
        !measure_check_number("m2", two.mean, -INFINITY, error) ||
        !measure_check_number("s1", one.sd, 0, error) ||
        !measure_check_number("s2", two.sd, 0, error)) {
        return false;
    }
    if (one.n < 1 || two.n < 1) {
        return measure_refuse(error, "een groep heeft ten minste één waarneming (%lld, %lld)",
                              "a group has at least one observation (%lld, %lld)", (long long)one.n,
                              (long long)two.n);
    }
    double gap = one.mean - two.mean, n1 = (double)one.n, n2 = (double)two.n, v = n1 + n2 - 2;
    result->about.n = one.n + two.n;
    double mean_square = hypot(one.sd, two.sd) / sqrt(2);
    result->smd = over_spread(gap, mean_square, &result->about);
    if (v <= 1) {
        result->about.reason = REASON_ONE_VALUE;
        if (v == 1) {
            double sd = hypot(sqrt(n1 - 1) * one.sd, sqrt(n2 - 1) * two.sd);
            result->d = over_spread(gap, sd, &result->about);
        }
        return true;
    }
    double pooled = hypot(sqrt((n1 - 1) / v) * one.sd, sqrt((n2 - 1) / v) * two.sd);
    double j = hedges_correction(v);
    result->d = over_spread(gap, pooled, &result->about);
    result->j = quantity_of(j);
    if (result->d.defined) {
        double d = result->d.value;
        result->g = quantity_of(j * d);
        result->var_g = quantity_of(j * j * ((n1 + n2) / n1 / n2 + d * d / (2 * (n1 + n2))));
    }
    return true;
}
