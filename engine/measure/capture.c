/* capture: see capture.h. */
#include "engine/measure/capture.h"

enum { FEW_RECAPTURES = 7 };

void capture_log_normal(double seen, double f, double var, double conf, double *lo, double *hi)
{
    double k = exp(measure_z(conf) * sqrt(log1p(var / f / f)));
    *lo = seen + f / k;
    *hi = seen + f * k;
}

bool capture_chapman(int64_t m, int64_t c, int64_t r, double conf, struct capture_chapman *result,
                     struct error *error)
{
    *result = (struct capture_chapman){.about = {.method = "chapman"}};
    if (m < 0 || c < 0 || r < 0) {
        return measure_refuse(error, "m, c en r zijn niet negatief", "m, c and r are not negative");
    }
    if (r > m || r > c) {
        return measure_refuse(error, "r (%lld) is groter dan m (%lld) of c (%lld)",
                              "r (%lld) is greater than m (%lld) or c (%lld)", (long long)r,
                              (long long)m, (long long)c);
    }
    if (!measure_check_confidence(conf, error)) {
        return false;
    }
    long double ml = (long double)m, cl = (long double)c, rl = (long double)r;
    long double product = (ml + 1) * (cl + 1) / (rl + 1);
    long double n = product - 1, seen = ml + cl - rl;
    long double var = product * (ml - rl) * (cl - rl) / ((rl + 1) * (rl + 2));
    result->about.n = m + c - r;
    result->about.caution = r < FEW_RECAPTURES ? CAUTION_FEW_RECAPTURES : CAUTION_NONE;
    if (r > 0) {
        result->lp = quantity_of((double)(ml * cl / rl));
    } else {
        result->about.reason = REASON_NOT_RECAPTURED;
    }
    result->n = quantity_of((double)n);
    result->var = quantity_of((double)var);
    result->se = quantity_of((double)sqrtl(var));
    result->union_seen = quantity_of((double)seen);
    /* n - U = (m-r)(c-r)/(r+1): nothing cancels. */
    double f = (double)((ml - rl) * (cl - rl) / (rl + 1));
    double lo = (double)n, hi = (double)n;
    if (f > 0 && var > 0) {
        capture_log_normal((double)seen, f, (double)var, conf, &lo, &hi);
    }
    result->lo = quantity_of(lo);
    result->hi = quantity_of(hi);
    return true;
}
