/* random_gsl: the Mersenne twister whose words STATISTICS.md section 3 fixes (gsl_rng_mt19937).
 *
 * Seed 0 means 4357; seeds are 0 ... 2^32-1. A whole number below n comes from
 * s = floor((2^32-1)/n), floor(word/s), drawn again while it is >= n (gsl_rng_uniform_int).
 * Shuffling goes from the last place down (gsl_ran_shuffle). The seed is named in every result.
 */
#ifndef ENGINE_MEASURE_RANDOM_GSL_H
#define ENGINE_MEASURE_RANDOM_GSL_H

#include "engine/measure/measure.h"

/* For kernels: a generator in the arena. `seed` was checked. */
struct random_gsl;
struct random_gsl *random_gsl_create(struct arena *arena, int64_t seed);
uint32_t random_gsl_word(struct random_gsl *random);
uint32_t random_gsl_below(struct random_gsl *random, uint32_t n); /* n >= 1 */
void random_gsl_shuffle(struct random_gsl *random, double *values, size_t count);
bool random_gsl_check_seed(int64_t seed, struct error *error);

struct random_numbers {
    struct quantities values;
    struct about about;
};

/* k words after `skip`; k whole numbers below n; the numbers 0 ... n-1 shuffled. */
bool random_gsl_words(struct arena *arena, int64_t seed, int64_t skip, int64_t k,
                      struct random_numbers *result, struct error *error);
bool random_gsl_integers(struct arena *arena, int64_t seed, int64_t n, int64_t k,
                         struct random_numbers *result, struct error *error);
bool random_gsl_permutation(struct arena *arena, int64_t seed, int64_t n,
                            struct random_numbers *result, struct error *error);

#endif
