/* proportion: one share x of n with its interval. STATISTICS.md section 4.
 *
 * 0 <= x <= n, both whole; conf in (0,1). Shares are fractions. n = 0: est undefined, interval
 * [0,1]. x = 0 gives lo exactly 0 and x = n gives hi exactly 1 (all but Agresti-Coull, which is cut
 * to [0,1]). Relative error of the limits below 1e-11 for n up to 10^9.
 *
 *   wilson           (2x+z^2 -/+ z sqrt(z^2+4x(n-x)/n)) / (2(n+z^2))     Wilson 1927, Newcombe
 * 1998a wilson_cc        the same with continuity correction                 Newcombe 1998a, method
 * 4 clopper_pearson  quantiles of Beta(x, n-x+1) and Beta(x+1, n-x)      Clopper & Pearson 1934
 *   jeffreys         quantiles of Beta(x+1/2, n-x+1/2)                   Brown, Cai & DasGupta 2001
 *   agresti_coull    Wald about (x+z^2/2)/(n+z^2)                        Agresti & Coull 1998
 *
 * Wilson is the default for one share; persons counted in sessions need cluster.h instead.
 */
#ifndef ENGINE_MEASURE_PROPORTION_H
#define ENGINE_MEASURE_PROPORTION_H

#include "engine/measure/measure.h"

struct proportion {
    struct quantity est, lo, hi;
    struct about about;
};

typedef bool proportion_fn(int64_t x, int64_t n, double conf, struct proportion *result,
                           struct error *error);
proportion_fn proportion_wilson;
proportion_fn proportion_wilson_cc;
proportion_fn proportion_clopper_pearson;
proportion_fn proportion_jeffreys;
proportion_fn proportion_agresti_coull;

#endif
