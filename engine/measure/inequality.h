/* inequality: how unequally a total is spread. STATISTICS.md section 7.
 *
 * x >= 0; NaN is left out and counted. Empty, or a total of 0: all undefined.
 *
 *   inequality_gini       sum (2i-n-1) x_(i) / (n sum x); corrected by n/(n-1), undefined for n = 1
 *                         (Deltas 2003)
 *   inequality_weighted   the same for x per head with w heads (w >= 0)
 *   inequality_lorenz     p = 0, 1/n ... 1 and the cumulative shares l, last exactly 1
 *   inequality_theil      theil_t = mean(r ln r), theil_l = mean(-ln r), r = x / mean; a zero makes
 *                         theil_l infinite and counts as 0 in theil_t
 *   inequality_decompose  theil_t within and between groups; they add to total
 *   inequality_hhi        sum of squared shares (Herfindahl), normalised (undefined for n = 1),
 *                         the effective number 1/H, and times 10,000
 */
#ifndef ENGINE_MEASURE_INEQUALITY_H
#define ENGINE_MEASURE_INEQUALITY_H

#include "engine/measure/measure.h"

struct inequality_gini {
    struct quantity gini, gini_corrected;
    struct about about;
};

struct inequality_lorenz {
    struct quantities p, l;
    struct about about;
};

struct inequality_theil {
    struct quantity theil_t, theil_l;
    struct about about;
};

struct inequality_decomposition {
    struct quantity total, between, within;
    struct about about;
};

struct inequality_hhi {
    struct quantity hhi, hhi_norm, n_eff, hhi_10000;
    struct about about;
};

bool inequality_gini(struct arena *arena, const double *x, size_t count,
                     struct inequality_gini *result, struct error *error);
bool inequality_weighted(struct arena *arena, const double *x, const double *w, size_t count,
                         struct inequality_gini *result, struct error *error);
bool inequality_lorenz(struct arena *arena, const double *x, size_t count,
                       struct inequality_lorenz *result, struct error *error);
bool inequality_theil(struct arena *arena, const double *x, size_t count,
                      struct inequality_theil *result, struct error *error);
/* `group` numbers the groups from 0. */
bool inequality_decompose(struct arena *arena, const double *x, const size_t *group, size_t count,
                          struct inequality_decomposition *result, struct error *error);
bool inequality_hhi(struct arena *arena, const double *x, size_t count,
                    struct inequality_hhi *result, struct error *error);

#endif
