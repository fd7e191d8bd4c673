/* permutation: see permutation.h. Pooled values are centred first, so that the difference of means
 * is a multiple of one group's sum. */
#include "engine/measure/permutation.h"

#include <string.h>

#include "engine/measure/moments.h"
#include "engine/measure/random_gsl.h"

static const double STEPS_MOST = 5e7;

/* Arrangements at least as far out as the one observed. */
struct tally {
    double observed, slack;
    double two, greater, less, count;
};

static struct tally tally_create(double observed)
{
    return (struct tally){.observed = observed, .slack = 1e-9 * fmax(1, fabs(observed))};
}

static inline void tally_add(struct tally *tally, double value)
{
    tally->two += fabs(value) >= fabs(tally->observed) - tally->slack;
    tally->greater += value >= tally->observed - tally->slack;
    tally->less += value <= tally->observed + tally->slack;
    tally->count += 1;
}

/* Exact: hits of all. Sampled: (hits+1)/(b+1). */
static struct quantity tally_p(double hits, double count, bool sampled)
{
    return quantity_of(sampled ? (hits + 1) / (count + 1) : hits / count);
}

struct groups {
    double *pool; /* x then y, centred */
    size_t n, m;
    double difference;
    long double per_sum; /* difference of means = per_sum times the centred sum of x */
};

/* *usable is false when a group is empty. */
static bool gather(struct arena *arena, const double *x, size_t n, const double *y, size_t m,
                   struct groups *groups, struct about *about, struct error *error)
{
    double *xs, *ys;
    if (!measure_present(arena, "x", x, n, &xs, &groups->n, error) ||
        !measure_present(arena, "y", y, m, &ys, &groups->m, error)) {
        return false;
    }
    about->n = (int64_t)(groups->n + groups->m);
    about->missing = (int64_t)(n + m) - about->n;
    if (groups->n == 0 || groups->m == 0) {
        about->reason = REASON_NO_VALUES;
        return true;
    }
    size_t all = groups->n + groups->m;
    groups->pool = arena_alloc_array(arena, all, sizeof *groups->pool);
    memcpy(groups->pool, xs, groups->n * sizeof *xs);
    memcpy(groups->pool + groups->n, ys, groups->m * sizeof *ys);
    groups->difference = (double)(moments_mean(xs, groups->n) - moments_mean(ys, groups->m));
    long double centre = moments_mean(groups->pool, all);
    for (size_t i = 0; i < all; i++) {
        groups->pool[i] = (double)(groups->pool[i] - centre);
    }
    groups->per_sum = 1 / (long double)groups->n + 1 / (long double)groups->m;
    return true;
}

static double splits_of(size_t n, size_t m)
{
    double count = 1;
    for (size_t i = 1; i <= (n < m ? n : m) && count <= 4.0 * PERMUTATION_ALL; i++) {
        count *= (double)(n + m - i + 1) / (double)i;
    }
    return round(count);
}

/* Chooses `left` more of pool[at ...] for x. */
static void choose(const struct groups *groups, size_t at, size_t left, long double sum,
                   struct tally *tally)
{
    if (left == 0) {
        tally_add(tally, (double)(sum * groups->per_sum));
        return;
    }
    for (size_t i = at; i + left <= groups->n + groups->m; i++) {
        choose(groups, i + 1, left - 1, sum + groups->pool[i], tally);
    }
}

static void shuffle_splits(struct arena *arena, const struct groups *groups, int64_t seed,
                           int64_t b, struct tally *tally)
{
    size_t all = groups->n + groups->m;
    double *copy = arena_alloc_array(arena, all, sizeof *copy);
    struct random_gsl *random = random_gsl_create(arena, seed);
    for (int64_t r = 0; r < b; r++) {
        memcpy(copy, groups->pool, all * sizeof *copy);
        random_gsl_shuffle(random, copy, all);
        long double sum = 0;
        for (size_t i = 0; i < groups->n; i++) {
            sum += copy[i];
        }
        tally_add(tally, (double)(sum * groups->per_sum));
    }
}

static bool check_sampling(struct permutation_sampling sampling, size_t size, struct error *error)
{
    if (sampling.b < 1) {
        return measure_refuse(error, "b is ten minste 1, niet %lld", "b is at least 1, not %lld",
                              (long long)sampling.b);
    }
    return random_gsl_check_seed(sampling.seed, error) &&
           measure_check_work((double)sampling.b * (double)size, STEPS_MOST, error);
}

bool permutation_two_sample(struct arena *arena, const double *x, size_t n, const double *y,
                            size_t m, struct permutation_sampling sampling,
                            struct permutation_two_sample *result, struct error *error)
{
    *result = (struct permutation_two_sample){.about = {.method = "exact"}};
    struct groups groups;
    if (!gather(arena, x, n, y, m, &groups, &result->about, error)) {
        return false;
    }
    if (result->about.reason != REASON_NONE) {
        return true;
    }
    struct tally tally = tally_create(groups.difference);
    bool sampled = splits_of(groups.n, groups.m) > PERMUTATION_ALL;
    if (!sampled) {
        /* The smaller group is the cheaper one to choose; its sum is that of x with the other sign.
         */
        struct groups smaller = groups;
        if (groups.m < groups.n) {
            smaller.n = groups.m;
            smaller.m = groups.n;
            smaller.per_sum = -groups.per_sum;
        }
        choose(&smaller, 0, smaller.n, 0, &tally);
    } else {
        if (!check_sampling(sampling, groups.n + groups.m, error)) {
            return false;
        }
        shuffle_splits(arena, &groups, sampling.seed, sampling.b, &tally);
        result->about.method = "monte_carlo";
        result->about.seed = sampling.seed;
        result->about.caution = CAUTION_SAMPLED;
    }
    result->diff = quantity_of(groups.difference);
    result->count = quantity_of(tally.count);
    result->p_two = tally_p(tally.two, tally.count, sampled);
    result->p_greater = tally_p(tally.greater, tally.count, sampled);
    result->p_less = tally_p(tally.less, tally.count, sampled);
    return true;
}

/* Half of the sign changes mirror the other half: all are still counted, one by one. */
static void change_signs(const double *d, size_t n, long double sum, struct tally *tally)
{
    if (n == 0) {
        tally_add(tally, (double)sum);
        return;
    }
    change_signs(d + 1, n - 1, sum + d[0], tally);
    change_signs(d + 1, n - 1, sum - d[0], tally);
}

bool permutation_paired(struct arena *arena, const double *d, size_t n,
                        struct permutation_sampling sampling, struct permutation_paired *result,
                        struct error *error)
{
    *result = (struct permutation_paired){.about = {.method = "exact"}};
    double *values;
    size_t count;
    if (!measure_present(arena, "d", d, n, &values, &count, error)) {
        return false;
    }
    result->about.n = (int64_t)count;
    result->about.missing = (int64_t)(n - count);
    long double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += values[i];
    }
    struct tally tally = tally_create((double)sum);
    bool sampled = count > 20;
    if (!sampled) {
        change_signs(values, count, 0, &tally);
    } else {
        if (!check_sampling(sampling, count, error)) {
            return false;
        }
        struct random_gsl *random = random_gsl_create(arena, sampling.seed);
        for (int64_t r = 0; r < sampling.b; r++) {
            long double changed = 0;
            for (size_t i = 0; i < count; i++) {
                changed += random_gsl_below(random, 2) == 0 ? values[i] : -values[i];
            }
            tally_add(&tally, (double)changed);
        }
        result->about.method = "monte_carlo";
        result->about.seed = sampling.seed;
        result->about.caution = CAUTION_SAMPLED;
    }
    result->sum = quantity_of((double)sum);
    result->count = quantity_of(tally.count);
    result->p_two = tally_p(tally.two, tally.count, sampled);
    result->p_greater = tally_p(tally.greater, tally.count, sampled);
    result->p_less = tally_p(tally.less, tally.count, sampled);
    return true;
}

bool permutation_run(struct arena *arena, const double *x, size_t n, const double *y, size_t m,
                     int64_t seed, int64_t b, struct permutation_run *result, struct error *error)
{
    *result = (struct permutation_run){.about = {.method = "monte_carlo", .seed = seed}};
    struct groups groups;
    if (!check_sampling((struct permutation_sampling){seed, b}, n + m, error) ||
        !gather(arena, x, n, y, m, &groups, &result->about, error)) {
        return false;
    }
    if (result->about.reason != REASON_NONE) {
        return true;
    }
    struct tally tally = tally_create(groups.difference);
    shuffle_splits(arena, &groups, seed, b, &tally);
    result->diff = quantity_of(groups.difference);
    result->hits = quantity_of(tally.two);
    result->p = tally_p(tally.two, tally.count, true);
    return true;
}

bool permutation_mc_p(int64_t hits, int64_t b, struct permutation_run *result, struct error *error)
{
    *result = (struct permutation_run){.about = {.n = b, .method = "phipson_smyth"}};
    if (hits < 0 || b < 0 || hits > b) {
        return measure_refuse(error, "hits ligt tussen 0 en b (hits = %lld, b = %lld)",
                              "hits lies between 0 and b (hits = %lld, b = %lld)", (long long)hits,
                              (long long)b);
    }
    result->hits = quantity_of((double)hits);
    result->p = quantity_of(((double)hits + 1) / ((double)b + 1));
    return true;
}
