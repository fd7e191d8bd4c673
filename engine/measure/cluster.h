/* cluster: a ratio of sums over clusters (sessions). STATISTICS.md section 4, cluster.ratio.
 *
 * y_i of m_i in k clusters: r = sum y / sum m;
 * v = (1-k/N) k/(k-1) sum (y_i - r m_i)^2 / (sum m)^2; se = sqrt v; df = k-1; r -/+ t se, not cut;
 * deff = v / (r(1-r)/(sum m - 1)). Cochran 1977 ch. 6 and 9A; Kish 1965; as survey::svyratio.
 *
 * m_i >= 0; N (clusters in the population) infinite when population is 0. A pair with a missing
 * value is left out. One cluster: se, lo, hi, deff undefined and df 0. r = 0 or 1: deff undefined;
 * deff means nothing when r is no share (outside 0 to 1).
 * sum m = 0: all undefined. Fewer than 10 clusters: a caution. Use it wherever people were counted
 * in sessions: naive intervals there are too narrow by sqrt deff.
 */
#ifndef ENGINE_MEASURE_CLUSTER_H
#define ENGINE_MEASURE_CLUSTER_H

#include "engine/measure/measure.h"

struct cluster_ratio {
    struct quantity est, se, df, lo, hi, deff;
    struct about about; /* n counts clusters */
};

/* `population` is N, or 0 for none. */
bool cluster_ratio(struct arena *arena, const double *y, const double *m, size_t count,
                   double population, double conf, struct cluster_ratio *result,
                   struct error *error);

#endif
