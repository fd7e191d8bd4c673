/* ordinal: one list of answers on a scale. STATISTICS.md section 11. NaN answers are left out and
 * counted.
 *
 *   ordinal_mean    mean, sd (n-1), se, Student interval. n = 1: sd, se and limits undefined.
 *   ordinal_median  median with order-statistic limits x_(k), x_(n+1-k), k the largest with
 *                   P(Bin(n,1/2) <= k-1) <= (1-conf)/2; coverage 1 - 2 P(<= k-1). k = 0 (n <= 5 at
 *                   95 %): limits, ranks and coverage undefined.
 *   ordinal_nps     0-10 scale, whole answers: 100 (share of 9-10 minus share of 0-6); Wald limits
 *                   with se = 100 sqrt((p+d-(p-d)^2)/n), cut to -100..100. Zero width (everybody
 *                   alike) is not certainty: a caution, and the Wilson interval of the promoters'
 *                   share stands in promoters_lo, promoters_hi.
 */
#ifndef ENGINE_MEASURE_ORDINAL_H
#define ENGINE_MEASURE_ORDINAL_H

#include "engine/measure/measure.h"

struct ordinal_mean {
    struct quantity mean, sd, se, lo, hi;
    struct about about;
};

struct ordinal_median {
    struct quantity median, lo, hi, rank_lo, rank_hi, coverage;
    struct about about;
};

struct ordinal_nps {
    struct quantity nps, se, lo, hi, promoters, detractors, promoters_lo, promoters_hi;
    struct about about;
};

bool ordinal_mean(struct arena *arena, const double *x, size_t count, double conf,
                  struct ordinal_mean *result, struct error *error);
bool ordinal_median(struct arena *arena, const double *x, size_t count, double conf,
                    struct ordinal_median *result, struct error *error);
bool ordinal_nps(const double *x, size_t count, double conf, struct ordinal_nps *result,
                 struct error *error);

#endif
