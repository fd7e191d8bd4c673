/* moments: mean and sums of squared deviations in two passes, in long double, so that a large
 * offset costs no digits (NIST NumAcc3 and 4). STATISTICS.md section 10, desc.univariate.
 *
 *   mean; sd with n-1; acf1 = sum (y_t - m)(y_t+1 - m) / sum (y_t - m)^2.
 * One value: sd and acf1 undefined. All equal: sd 0, acf1 undefined. NaN is left out and counted.
 */
#ifndef ENGINE_MEASURE_MOMENTS_H
#define ENGINE_MEASURE_MOMENTS_H

#include "engine/measure/measure.h"

struct moments {
    struct quantity mean, sd, acf1;
    struct about about;
};

/* For kernels: no NaN among the values, count > 0. */
long double moments_mean(const double *values, size_t count);
/* sum (x - mean)^2, with the rounding error of the mean taken out. */
long double moments_squares(const double *values, size_t count, long double mean);

bool moments_describe(struct arena *arena, const double *y, size_t count, struct moments *result,
                      struct error *error);

#endif
