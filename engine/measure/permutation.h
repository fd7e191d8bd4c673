/* permutation: is a difference more than the luck of who stood in which group? STATISTICS.md
 * section 5; Fisher 1935; Phipson & Smyth 2010.
 *
 *   permutation_two_sample  all C(n+m, n) splits; statistic the difference of means; p_two counts
 *                           |d| >= |d_obs|, p_greater d >=, p_less d <=
 *   permutation_paired      all 2^n sign changes of the differences, on their sum
 *   permutation_run         b shuffles of x||y, the first n being x; p = (hits+1)/(b+1)
 *   permutation_mc_p        (hits+1)/(b+1), never 0
 * Ties count: slack 1e-9 max(1, |observed|). Beyond 2^20 arrangements a sample of `b` is drawn with
 * `seed`, p = (hits+1)/(b+1), method monte_carlo, and count is b. Missing values are left out. For
 * sessions, permute whole sessions within strata, not persons.
 */
#ifndef ENGINE_MEASURE_PERMUTATION_H
#define ENGINE_MEASURE_PERMUTATION_H

#include "engine/measure/measure.h"

enum { PERMUTATION_ALL = 1 << 20, PERMUTATION_SAMPLE = 9999 };

struct permutation_two_sample {
    struct quantity diff, count, p_two, p_greater, p_less;
    struct about about;
};

struct permutation_paired {
    struct quantity sum, count, p_two, p_greater, p_less;
    struct about about;
};

struct permutation_run {
    struct quantity diff, hits, p;
    struct about about;
};

/* Only when there are too many arrangements. */
struct permutation_sampling {
    int64_t seed, b;
};

bool permutation_two_sample(struct arena *arena, const double *x, size_t n, const double *y,
                            size_t m, struct permutation_sampling sampling,
                            struct permutation_two_sample *result, struct error *error);
bool permutation_paired(struct arena *arena, const double *d, size_t n,
                        struct permutation_sampling sampling, struct permutation_paired *result,
                        struct error *error);
bool permutation_run(struct arena *arena, const double *x, size_t n, const double *y, size_t m,
                     int64_t seed, int64_t b, struct permutation_run *result, struct error *error);
bool permutation_mc_p(int64_t hits, int64_t b, struct permutation_run *result, struct error *error);

#endif
