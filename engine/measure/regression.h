/* regression: ordinary least squares. STATISTICS.md section 10, reg.ols and reg.ols_hc.
 *
 * coef (intercept first, dropped columns undefined), se, sigma, r2 (about 0 without an intercept),
 * rank; robust standard errors (MacKinnon & White 1985): hc0 with e^2, hc1 times n/(n-p), hc3 with
 * e^2/(1-h)^2. As many coefficients as rows: sigma, se and hc1 undefined. Leverage 1: hc3
 * undefined. y constant: r2 undefined. All arithmetic in long double, with one step of refinement
 * (NIST Filip and Wampler to 9 digits).
 */
#ifndef ENGINE_MEASURE_REGRESSION_H
#define ENGINE_MEASURE_REGRESSION_H

#include "engine/measure/design.h"

struct regression {
    struct quantities coef, se, hc0, hc1, hc3;
    struct quantity sigma, r2, rank, df;
    struct about about;
};

bool regression_ols(struct arena *arena, const struct design_data *data, struct regression *result,
                    struct error *error);

#endif
