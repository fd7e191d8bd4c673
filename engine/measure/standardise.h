/* standardise: rates of populations that are built differently. STATISTICS.md section 9.
 *
 *   standardise_kitagawa  sizes w and rates r of two populations by group: diff = rate effect +
 *                         composition effect (Kitagawa 1955), by group too, and the three-fold
 * form. A missing rate (NaN) makes undefined whatever needs it. standardise_direct    counts x,
 * pop, standard std, multiplier: rate and variance times mult and mult^2; Fay & Feuer 1997 gamma
 * limits, and the upper limit of Tiwari, Clegg & Zou 2006. pop 0 where std > 0: undefined.
 *   standardise_indirect  observed, expected = sum pop rate, their ratio
 *   standardise_smr       o/e with exact limits (Garwood 1936) and Byar's. e = 0: undefined.
 *   standardise_oaxaca    coefficients b and means x of two groups: gap = endowments +
 *                         coefficients + interaction, and the two-fold forms with the weights of
 *                         group 1 and of one half
 */
#ifndef ENGINE_MEASURE_STANDARDISE_H
#define ENGINE_MEASURE_STANDARDISE_H

#include "engine/measure/measure.h"

struct standardise_kitagawa {
    struct quantity rate1, rate2, diff, rate_effect, composition_effect, rate_three,
        composition_three, interaction_three;
    struct quantities rate_by_group, composition_by_group;
    struct about about;
};

struct standardise_direct {
    struct quantity rate, var, lo, hi, hi_tiwari;
    struct about about;
};

struct standardise_smr {
    struct quantity o, e, smr, lo, hi, lo_byar, hi_byar; /* limits only from standardise_smr */
    struct about about;
};

struct standardise_oaxaca {
    struct quantity gap, endowments, coefficients, interaction, explained_w1, unexplained_w1,
        explained_half, unexplained_half;
    struct about about;
};

bool standardise_kitagawa(struct arena *arena, const double *w1, const double *r1, const double *w2,
                          const double *r2, size_t count, struct standardise_kitagawa *result,
                          struct error *error);
bool standardise_direct(const double *x, const double *pop, const double *std, size_t count,
                        double mult, double conf, struct standardise_direct *result,
                        struct error *error);
bool standardise_indirect(const double *x, const double *pop, const double *rate, size_t count,
                          struct standardise_smr *result, struct error *error);
bool standardise_smr(double o, double e, double conf, struct standardise_smr *result,
                     struct error *error);
bool standardise_oaxaca(const double *b1, const double *x1, const double *b2, const double *x2,
                        size_t count, struct standardise_oaxaca *result, struct error *error);

#endif
