/* representativeness: is who took part like who could have? STATISTICS.md section 6.
 *
 *   representativeness_r      R-indicator of response propensities rho with unit counts w (NULL:
 * one each): mean; s = sqrt(sum w (rho-mean)^2/(sum w - 1)); r = 1-2s; lower = 1-2
 * sqrt(mean(1-mean)); cv = s/mean (Schouten, Cobben & Bethlehem 2009). One unit: s, r, cv
 * undefined. No bias adjustment. representativeness_distance   Hellinger distance and total
 * variation of two distributions p, q >= 0, each scaled to 1. Empty or all zero: undefined.
 *   representativeness_smd_binary      (p1-p2)/sqrt((p1q1+p2q2)/2) (Austin 2009); no spread: 0 when
 *                             equal, else undefined.
 *   representativeness_smd_continuous  smd with sqrt((s1^2+s2^2)/2); d with the pooled sd; Hedges'
 *                             g = j d and its variance (Hedges 1981; Borenstein et al. 2009).
 * An absolute smd above 0.1 is the usual flag.
 */
#ifndef ENGINE_MEASURE_REPRESENTATIVENESS_H
#define ENGINE_MEASURE_REPRESENTATIVENESS_H

#include "engine/measure/measure.h"

struct representativeness_r {
    struct quantity mean, s, r, lower, cv;
    struct about about;
};

struct representativeness_distance {
    struct quantity h, tv;
    struct about about;
};

struct representativeness_smd {
    struct quantity smd, d, j, g, var_g; /* only smd for shares */
    struct about about;
};

/* A group's mean, standard deviation and size. */
struct representativeness_group {
    double mean, sd;
    int64_t n;
};

bool representativeness_r(const double *rho, const double *w, size_t count,
                          struct representativeness_r *result, struct error *error);
bool representativeness_distance(const double *p, const double *q, size_t count,
                                 struct representativeness_distance *result, struct error *error);
bool representativeness_smd_binary(double p1, double p2, struct representativeness_smd *result,
                                   struct error *error);
bool representativeness_smd_continuous(struct representativeness_group one,
                                       struct representativeness_group two,
                                       struct representativeness_smd *result, struct error *error);

#endif
