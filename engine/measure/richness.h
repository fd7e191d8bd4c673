/* richness: how many kinds (themes, arguments) there are, seen and unseen, and how the number
 * grows. STATISTICS.md section 8; Chao 1984, 1987; Hurlbert 1971; Colwell et al. 2012; Chao et al.
 * 2014.
 *
 * Kinds have counts x_i of n individuals (mentions), or q_i of t units (sessions); mentions within
 * a session are not independent, so sessions are the units for them. D kinds were seen, f1 once, f2
 * twice; a = (n-1)/n.
 *
 *   richness_chao        D + a f1^2/(2 f2), or D + a f1(f1-1)/2 when f2 = 0 (`corrected`: always
 *                        D + a f1(f1-1)/(2(f2+1))), its variance and log-normal interval; when
 *                        nothing is unseen, the interval from the counts, as iNEXT (undefined where
 *                        its variance is negative, as for a single unit). Nothing seen: est 0, the
 *                        rest undefined.
 *   richness_rarefy      expected kinds in m of the n: sum 1 - C(n-x,m)/C(n,m); m >= n: D
 *   richness_extrapolate D + f0 (1-(1-f1/(n f0+f1))^m*) for m* more, f0 = Chao1 - D
 *   richness_coverage    share of all mentions that belongs to the kinds seen in m of them
 *   richness_reach       the same for municipalities that weigh their residents
 *   richness_reach_more  extrapolated: each unseen municipality weighs the mean of those not yet
 *                        seen in the layout (y = 0), f0 is capped at their number
 *   richness_reach_band  limits of the latter by a bootstrap over sessions, from the table of
 *                        sessions (rows) and municipalities (columns), cells 0 or 1: the
 *                        percentiles, moved so that their mean is the estimate, and not below what
 *                        was seen; rough (tests/slow/slow_coverage.c), so it has a caution
 *
 * Counts are whole and >= 0; zeros are kinds that were not seen. Beyond m* = n: a caution.
 */
#ifndef ENGINE_MEASURE_RICHNESS_H
#define ENGINE_MEASURE_RICHNESS_H

#include "engine/measure/measure.h"

struct richness_chao {
    struct quantity obs, f1, f2, est, se, lo, hi;
    struct about about;
};

struct richness_curve {
    struct quantities s;      /* one per m */
    struct quantity f0;       /* only from extrapolation */
    struct quantities lo, hi; /* only from richness_reach_band */
    struct about about;
};

/* `units` is t for incidence data, 0 for abundance data (then n = sum x). */
bool richness_chao(const double *x, size_t count, int64_t units, bool corrected, double conf,
                   struct richness_chao *result, struct error *error);
bool richness_rarefy(struct arena *arena, const double *x, size_t count, int64_t units,
                     const double *m, size_t m_count, struct richness_curve *result,
                     struct error *error);
bool richness_extrapolate(struct arena *arena, const double *x, size_t count, int64_t units,
                          const double *more, size_t more_count, struct richness_curve *result,
                          struct error *error);
bool richness_coverage(struct arena *arena, const double *x, size_t count, const double *m,
                       size_t m_count, struct richness_curve *result, struct error *error);
bool richness_reach(struct arena *arena, int64_t t, const double *y, const double *w, size_t count,
                    const double *m, size_t m_count, struct richness_curve *result,
                    struct error *error);
bool richness_reach_more(struct arena *arena, int64_t t, const double *y, const double *w,
                         size_t count, const double *more, size_t more_count,
                         struct richness_curve *result, struct error *error);

/* Sessions by municipalities, row by row. */
struct richness_sessions {
    const double *seen;
    size_t sessions, municipalities;
};
bool richness_reach_band(struct arena *arena, struct richness_sessions table, const double *w,
                         const double *more, size_t more_count, double conf, int64_t seed,
                         int64_t b, int threads, struct richness_curve *result,
                         struct error *error);

#endif
