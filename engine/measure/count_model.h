/* count_model: regressions of counts with a logarithmic link. STATISTICS.md section 10.
 *
 *   count_model_poisson   coef, se, robust hc0 and hc1 (times n/(n-p)), deviance; optional offset
 *   count_model_negbin    NB2, variance mu + mu^2/theta, theta by maximum likelihood jointly; se of
 *                         coef from the expected information at theta. Without overdispersion
 *                         (theta above 10^6) it is the Poisson model: status "poisson", theta
 *                         infinite.
 * y whole and >= 0. When the likelihood has no maximum (a column in which all counts are 0, all y
 * 0): status "separated" and no coefficients.
 */
#ifndef ENGINE_MEASURE_COUNT_MODEL_H
#define ENGINE_MEASURE_COUNT_MODEL_H

#include "engine/measure/design.h"

struct count_model {
    struct quantities coef, se, hc0, hc1;
    struct quantity deviance, loglik, theta;
    const char *status; /* "ok", "poisson", "separated", "not_converged" */
    struct about about;
};

bool count_model_poisson(struct arena *arena, const struct design_data *data,
                         struct count_model *result, struct error *error);
bool count_model_negbin(struct arena *arena, const struct design_data *data,
                        struct count_model *result, struct error *error);

#endif
