/* local_level: a level that wanders, seen with noise (Durbin & Koopman 2012 ch. 2). STATISTICS.md
 * section 10.
 *
 *   y_t = level_t + noise (var_eps), level_t+1 = level_t + step (var_eta).
 *   local_level_filter  diffuse start a_1 = y_1, P_1 = var_eps; loglik = -1/2 sum from t = 2 of
 *                       (ln 2 pi + ln F_t + v_t^2/F_t); level and level_var filtered at the end
 *   local_level_fit     both variances by maximum likelihood, one concentrated out, the ratio found
 *                       by a grid and Brent's method; 0 for either is a legal answer. Fewer than 3
 *                       values or a constant series: undefined.
 * Missing values are left out. Variances >= 0; both 0: undefined.
 */
#ifndef ENGINE_MEASURE_LOCAL_LEVEL_H
#define ENGINE_MEASURE_LOCAL_LEVEL_H

#include "engine/measure/measure.h"

struct local_level {
    struct quantity loglik, level, level_var, var_eps, var_eta;
    struct about about;
};

bool local_level_filter(struct arena *arena, const double *y, size_t count, double var_eps,
                        double var_eta, struct local_level *result, struct error *error);
bool local_level_fit(struct arena *arena, const double *y, size_t count, struct local_level *result,
                     struct error *error);

#endif
