/* difference: see difference.h. */
#include "engine/measure/difference.h"

#include "engine/measure/incomplete.h"
#include "engine/measure/proportion.h"

static bool newcombe(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double conf,
                     proportion_fn *limits, const char *method, struct difference *result,
                     struct error *error)
{
    struct proportion one, two;
    *result = (struct difference){.about = {.method = method}};
    if (!limits(x1, n1, conf, &one, error) || !limits(x2, n2, conf, &two, error)) {
        return false;
    }
    result->about.n = n1 + n2;
    if (n1 == 0 || n2 == 0) {
        result->about.reason = REASON_NOTHING_COUNTED;
        return true;
    }
    double p1 = one.est.value, p2 = two.est.value;
    double down = hypot(p1 - one.lo.value, two.hi.value - p2);
    double up = hypot(one.hi.value - p1, p2 - two.lo.value);
    result->est = quantity_of(p1 - p2);
    result->lo = quantity_of(p1 - p2 - down);
    result->hi = quantity_of(p1 - p2 + up);
    return true;
}

bool difference_newcombe(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double conf,
                         struct difference *result, struct error *error)
{
    return newcombe(x1, n1, x2, n2, conf, proportion_wilson, "newcombe_10", result, error);
}

bool difference_newcombe_cc(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double conf,
                            struct difference *result, struct error *error)
{
    return newcombe(x1, n1, x2, n2, conf, proportion_wilson_cc, "newcombe_11", result, error);
}

/* Counts become doubles before they are multiplied: the products pass 2^63. */
static double corrected_phi(double a, double b, double c, double d)
{
    double margins = sqrt(a + b) * sqrt(c + d) * sqrt(a + c) * sqrt(b + d);
    if (margins == 0) {
        return 0;
    }
    double numerator = (double)((long double)a * d - (long double)b * c);
    if (numerator > 0) {
        numerator = fmax(numerator - (a + b + c + d) / 2, 0);
    }
    return numerator / margins;
}

bool difference_paired(int64_t a, int64_t b, int64_t c, int64_t d, double conf,
                       struct difference_paired *result, struct error *error)
{
    *result = (struct difference_paired){.about = {.method = "newcombe_paired_10"}};
    if (a < 0 || b < 0 || c < 0 || d < 0) {
        return measure_refuse(error, "een van de aantallen a, b, c, d is negatief",
                              "one of the counts a, b, c, d is negative");
    }
    int64_t n = a + b + c + d;
    struct proportion first, second;
    if (!proportion_wilson(a + b, n, conf, &first, error) ||
        !proportion_wilson(a + c, n, conf, &second, error)) {
        return false;
    }
    result->about.n = n;
    double phi = corrected_phi((double)a, (double)b, (double)c, (double)d);
    result->phi = quantity_of(phi);
    if (n == 0) {
        result->about.reason = REASON_NOTHING_COUNTED;
        return true;
    }
    double theta = (double)(b - c) / (double)n;
    double d1 = first.est.value - first.lo.value, u1 = first.hi.value - first.est.value;
    double d2 = second.est.value - second.lo.value, u2 = second.hi.value - second.est.value;
    result->est = quantity_of(theta);
    result->lo = quantity_of(theta - sqrt(fmax(d1 * d1 - 2 * phi * d1 * u2 + u2 * u2, 0)));
    result->hi = quantity_of(theta + sqrt(fmax(u1 * u1 - 2 * phi * u1 * d2 + d2 * d2, 0)));
    return true;
}

bool difference_mcnemar(int64_t b, int64_t c, struct difference_mcnemar *result,
                        struct error *error)
{
    *result = (struct difference_mcnemar){.about = {.method = "mcnemar"}};
    if (b < 0 || c < 0) {
        return measure_refuse(error, "b en c zijn niet negatief (%lld, %lld)",
                              "b and c are not negative (%lld, %lld)", (long long)b, (long long)c);
    }
    result->about.n = b + c;
    if (b + c == 0) {
        result->p = result->p_cc = result->p_exact = result->p_mid = quantity_of(1);
        result->about.reason = REASON_NOTHING_COUNTED;
        return true;
    }
    double n = (double)(b + c), gap = fabs((double)(b - c)), least = (double)(b < c ? b : c);
    double corrected = fmax(gap - 1, 0);
    result->chisq = quantity_of(gap * gap / n);
    result->chisq_cc = quantity_of(corrected * corrected / n);
    result->p = quantity_of(incomplete_chisq_upper(result->chisq.value, 1));
    result->p_cc = quantity_of(incomplete_chisq_upper(result->chisq_cc.value, 1));
    double twice = 2 * incomplete_half_binomial(least, n);
    double point = (double)expl(incomplete_log_binomial(least, n, 0.5L, 0.5L));
    result->p_exact = quantity_of(fmin(twice, 1));
    result->p_mid = quantity_of(b == c ? 1 - point / 2 : twice - point);
    return true;
}
