/* random: xoshiro256** (Blackman and Vigna 2018), seeded through splitmix64; the same numbers on
 * every machine. For simulation inside themes and layout; statistics use GSL's Mersenne twister,
 * whose words STATISTICS.md fixes. */
#ifndef ENGINE_BASE_RANDOM_H
#define ENGINE_BASE_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t state[4];
};

static inline uint64_t random_mix(uint64_t *counter)
{
    uint64_t z = (*counter += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* A stream of its own for every pair (seed, stream). */
static inline void random_seed(struct random *random, uint64_t seed, uint64_t stream)
{
    uint64_t counter = seed;
    counter = random_mix(&counter) ^ (stream * 0xD1342543DE82EF95u);
    for (int i = 0; i < 4; i++) {
        random->state[i] = random_mix(&counter);
    }
}

static inline uint64_t random_next(struct random *random)
{
    uint64_t *s = random->state;
    uint64_t five = s[1] * 5;
    uint64_t result = (five << 7 | five >> 57) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = s[3] << 45 | s[3] >> 19;
    return result;
}

/* Uniform in [0, 1) with 53 bits. */
static inline double random_unit(struct random *random)
{
    return (double)(random_next(random) >> 11) * 0x1p-53;
}

/* Uniform in 0 ... n-1 without bias; n >= 1. */
static inline uint64_t random_below(struct random *random, uint64_t n)
{
    uint64_t limit = UINT64_MAX - UINT64_MAX % n;
    uint64_t word = random_next(random);
    while (word >= limit) {
        word = random_next(random);
    }
    return word % n;
}

#endif
