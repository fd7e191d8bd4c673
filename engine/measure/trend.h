/* trend: does it go up or down, without assuming a straight line or normal errors? STATISTICS.md
 * section 10.
 *
 *   trend_theilsen   slope = median of the slopes of all pairs with different x; intercept = median
 *                    of y - slope x; limits are slopes of rank round((N-C)/2) and
 *                    round((N+C)/2)+1 within 1 ... N, C = z sqrt(var_s) (Sen 1968). All x equal:
 *                    undefined.
 *   trend_mannkendall  s, var_s = (n(n-1)(2n+5) - sum t(t-1)(2t+5))/18, z with continuity, p,
 * tau-b. Constant: z, p, tau undefined. n < 10: a caution. trend_cochran_armitage  chi-square for a
 * trend in shares x of n over scores, on 1 df. No variation in the outcome or the scores:
 * undefined.
 */
#ifndef ENGINE_MEASURE_TREND_H
#define ENGINE_MEASURE_TREND_H

#include "engine/measure/measure.h"

struct trend_theilsen {
    struct quantity slope, intercept, lo, hi;
    struct about about;
};

struct trend_mannkendall {
    struct quantity s, var_s, z, p, tau;
    struct about about;
};

struct trend_cochran_armitage {
    struct quantity chisq, df, p;
    struct about about;
};

bool trend_theilsen(struct arena *arena, const double *x, const double *y, size_t count,
                    double conf, struct trend_theilsen *result, struct error *error);
bool trend_mannkendall(struct arena *arena, const double *y, size_t count,
                       struct trend_mannkendall *result, struct error *error);
/* scores NULL: 1, 2, ... */
bool trend_cochran_armitage(const double *x, const double *n, const double *scores, size_t count,
                            struct trend_cochran_armitage *result, struct error *error);

#endif
