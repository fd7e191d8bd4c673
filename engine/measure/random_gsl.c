/* random_gsl: see random_gsl.h. */
#include "engine/measure/random_gsl.h"

#include <gsl/gsl_rng.h>

static const double SKIP_MOST = 5e7;
static const double NUMBERS_MOST = 1e6;

struct random_gsl {
    gsl_rng *rng;
};

static void free_rng(void *rng)
{
    gsl_rng_free(rng);
}

struct random_gsl *random_gsl_create(struct arena *arena, int64_t seed)
{
    struct random_gsl *random = arena_alloc(arena, sizeof *random);
    random->rng = gsl_rng_alloc(gsl_rng_mt19937);
    arena_adopt(arena, free_rng, random->rng);
    gsl_rng_set(random->rng, (unsigned long)seed);
    return random;
}

uint32_t random_gsl_word(struct random_gsl *random)
{
    return (uint32_t)gsl_rng_get(random->rng);
}

uint32_t random_gsl_below(struct random_gsl *random, uint32_t n)
{
    uint32_t scale = UINT32_MAX / n, value;
    do {
        value = (uint32_t)gsl_rng_get(random->rng) / scale;
    } while (value >= n);
    return value;
}

void random_gsl_shuffle(struct random_gsl *random, double *values, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = random_gsl_below(random, (uint32_t)i);
        double swap = values[i - 1];
        values[i - 1] = values[j];
        values[j] = swap;
    }
}

bool random_gsl_check_seed(int64_t seed, struct error *error)
{
    if (seed >= 0 && seed <= (int64_t)UINT32_MAX) {
        return true;
    }
    return measure_refuse(error, "seed is 0 tot 4294967295, niet %lld",
                          "seed is 0 to 4294967295, not %lld", (long long)seed);
}

static bool start(struct arena *arena, int64_t seed, int64_t k, struct random_numbers *result,
                  struct random_gsl **random, struct error *error)
{
    *result = (struct random_numbers){.about = {.n = k, .method = "mt19937", .seed = seed}};
    if (k < 0) {
        return measure_refuse(error, "het aantal is negatief (%lld)",
                              "the number is negative (%lld)", (long long)k);
    }
    if (!random_gsl_check_seed(seed, error) ||
        !measure_check_work((double)k, NUMBERS_MOST, error)) {
        return false;
    }
    *random = random_gsl_create(arena, seed);
    result->values = quantities_create(arena, (size_t)k, 0);
    return true;
}

bool random_gsl_words(struct arena *arena, int64_t seed, int64_t skip, int64_t k,
                      struct random_numbers *result, struct error *error)
{
    struct random_gsl *random = NULL;
    if (skip < 0) {
        return measure_refuse(error, "skip is negatief (%lld)", "skip is negative (%lld)",
                              (long long)skip);
    }
    if (!measure_check_work((double)skip, SKIP_MOST, error) ||
        !start(arena, seed, k, result, &random, error)) {
        return false;
    }
    for (int64_t i = 0; i < skip; i++) {
        random_gsl_word(random);
    }
    for (int64_t i = 0; i < k; i++) {
        result->values.items[i] = quantity_of((double)random_gsl_word(random));
    }
    return true;
}

bool random_gsl_integers(struct arena *arena, int64_t seed, int64_t n, int64_t k,
                         struct random_numbers *result, struct error *error)
{
    struct random_gsl *random = NULL;
    if (n < 1 || n > (int64_t)UINT32_MAX) {
        return measure_refuse(error, "n is 1 tot 4294967295, niet %lld",
                              "n is 1 to 4294967295, not %lld", (long long)n);
    }
    if (!start(arena, seed, k, result, &random, error)) {
        return false;
    }
    for (int64_t i = 0; i < k; i++) {
        result->values.items[i] = quantity_of((double)random_gsl_below(random, (uint32_t)n));
    }
    return true;
}

bool random_gsl_permutation(struct arena *arena, int64_t seed, int64_t n,
                            struct random_numbers *result, struct error *error)
{
    struct random_gsl *random = NULL;
    if (!start(arena, seed, n, result, &random, error)) {
        return false;
    }
    double *values = arena_alloc_array(arena, (size_t)n, sizeof *values);
    for (int64_t i = 0; i < n; i++) {
        values[i] = (double)i;
    }
    random_gsl_shuffle(random, values, (size_t)n);
    result->values = quantities_of(arena, values, (size_t)n);
    return true;
}
