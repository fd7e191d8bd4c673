/* difference: two shares compared. STATISTICS.md section 4.
 *
 *   difference_newcombe      p1 - p2 of independent groups; Newcombe 1998b method 10: the Wilson
 *                            limits of each share, combined in squares. _cc: method 11, with the
 *                            continuity-corrected limits. n = 0 in either group: all undefined.
 *   difference_paired        (b-c)/n of the same people asked twice; Newcombe 1998c method 10.
 *                            a both, b first only, c second only, d neither; phi is the corrected
 *                            correlation, 0 when a margin is 0. n = 0: est, lo, hi undefined.
 *   difference_mcnemar       the test of b = c: chi-square, with correction, exact and mid-p
 *                            (Fagerland, Lydersen & Laake 2013). b + c = 0: chisq undefined, p = 1.
 *
 * Differences are fractions from -1 to 1. All counts whole and >= 0, x <= n.
 */
#ifndef ENGINE_MEASURE_DIFFERENCE_H
#define ENGINE_MEASURE_DIFFERENCE_H

#include "engine/measure/measure.h"

struct difference {
    struct quantity est, lo, hi;
    struct about about;
};

struct difference_paired {
    struct quantity est, phi, lo, hi;
    struct about about;
};

struct difference_mcnemar {
    struct quantity chisq, p, chisq_cc, p_cc, p_exact, p_mid;
    struct about about;
};

bool difference_newcombe(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double conf,
                         struct difference *result, struct error *error);
bool difference_newcombe_cc(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double conf,
                            struct difference *result, struct error *error);
bool difference_paired(int64_t a, int64_t b, int64_t c, int64_t d, double conf,
                       struct difference_paired *result, struct error *error);
bool difference_mcnemar(int64_t b, int64_t c, struct difference_mcnemar *result,
                        struct error *error);

#endif
