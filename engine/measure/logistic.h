/* logistic: logistic regression, plain and with Firth's penalty. STATISTICS.md section 10.
 *
 *   logistic_fit      maximum likelihood; se from X'WX; deviance. y is 0 or 1, or counts out of
 *                     `trials`. Complete or quasi-complete separation, or all y equal: status
 *                     "separated" and no coefficients (separation.h).
 *   logistic_firth    maximises l + ln|I|/2 (Firth 1993; Heinze & Schemper 2002): always finite; se
 *                     from the inverse information at the maximum, not penalised
 *   logistic_profile  for each coefficient the interval in which 2(max - profile) stays below the
 *                     chi-square quantile, and the test of coefficient = 0; the profile uses the
 *                     full information matrix
 * Dropped (collinear) columns are undefined. Participation with few non-takers needs Firth.
 */
#ifndef ENGINE_MEASURE_LOGISTIC_H
#define ENGINE_MEASURE_LOGISTIC_H

#include "engine/measure/design.h"

struct logistic {
    struct quantities coef, se;
    struct quantity deviance, loglik, penalised_loglik; /* the last only from logistic_firth */
    const char *status;                                 /* "ok", "separated", "not_converged" */
    struct about about;
};

struct logistic_profile {
    struct quantities coef, lo, hi, lr_chisq, p;
    struct about about;
};

bool logistic_fit(struct arena *arena, const struct design_data *data, struct logistic *result,
                  struct error *error);
bool logistic_firth(struct arena *arena, const struct design_data *data, struct logistic *result,
                    struct error *error);
bool logistic_profile(struct arena *arena, const struct design_data *data, double conf,
                      struct logistic_profile *result, struct error *error);

/* y whole and within 0 ... trials. */
bool logistic_check(const struct design_data *data, struct error *error);
/* ln(1+e^eta) and the probability, without overflow. */
static inline long double logistic_softplus(long double eta)
{
    return eta > 0 ? eta + log1pl(expl(-eta)) : log1pl(expl(eta));
}
static inline long double logistic_probability(long double eta)
{
    return eta > 0 ? 1 / (1 + expl(-eta)) : expl(eta) / (1 + expl(eta));
}

#endif
