/* rank: two groups compared by order alone. STATISTICS.md section 11; Hollander & Wolfe 1973; Cliff
 * 1996; Feng & Cliff 2004.
 *
 *   rank_mannwhitney    u = #{x>y} + ties/2 for the first group; z without continuity, variance
 *                       nm/12 ((N+1) - sum(t^3-t)/(N(N-1))); p; p_cc with 1/2 toward the mean;
 *                       p_exact by counting when there are no ties and both groups are below 50;
 *                       delta = 2u/nm - 1; auc = u/nm. All tied: z, p, p_cc undefined.
 *   rank_hodges_lehmann median of the nm differences x - y; limits the q-th smallest and largest,
 *                       q the smallest with P(U <= q) >= (1-conf)/2, at least 1; coverage
 *                       1 - 2 P(U <= q-1)
 *   rank_cliff          delta, its variance ((m-1)s2_x + (n-1)s2_y + s2_d)/(nm) for n values x and
 * m values y, s2_x the variance of the row means of sign(x-y); asymmetric limits. |delta| = 1, or a
 * group of one: limits undefined. Missing answers are left out. An empty group: all undefined.
 */
#ifndef ENGINE_MEASURE_RANK_H
#define ENGINE_MEASURE_RANK_H

#include "engine/measure/measure.h"

struct rank_mannwhitney {
    struct quantity u, z, p, p_cc, p_exact, delta, auc;
    struct about about;
};

struct rank_hodges_lehmann {
    struct quantity hl, lo, hi, coverage;
    struct about about;
};

struct rank_cliff {
    struct quantity delta, var, lo, hi;
    struct about about;
};

bool rank_mannwhitney(struct arena *arena, const double *x, size_t n, const double *y, size_t m,
                      struct rank_mannwhitney *result, struct error *error);
bool rank_hodges_lehmann(struct arena *arena, const double *x, size_t n, const double *y, size_t m,
                         double conf, struct rank_hodges_lehmann *result, struct error *error);
bool rank_cliff(struct arena *arena, const double *x, size_t n, const double *y, size_t m,
                double conf, struct rank_cliff *result, struct error *error);

#endif
