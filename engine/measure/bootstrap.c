/* bootstrap: the drawing half of resample.h. The order of draws is fixed by STATISTICS.md section
 * 3; one generator draws everything, and only the statistic runs on threads. */
#include "engine/base/parallel.h"
#include "engine/measure/moments.h"
#include "engine/measure/order.h"
#include "engine/measure/random_gsl.h"
#include "engine/measure/resample.h"

static const double DRAWS_MOST = 5e7;

static bool check_run(size_t units, int64_t seed, int64_t b, double conf, struct error *error)
{
    if (b < 1) {
        return measure_refuse(error, "b is ten minste 1, niet %lld", "b is at least 1, not %lld",
                              (long long)b);
    }
    return measure_check_confidence(conf, error) && random_gsl_check_seed(seed, error) &&
           measure_check_work((double)b * (double)units, DRAWS_MOST, error);
}

/* Mean, standard error and percentile limits of the replicates, which are sorted on the way. */
static void summarise(double *replicates, size_t b, double conf, struct resample_run *result)
{
    long double mean = moments_mean(replicates, b);
    bool extreme = false;
    order_sort(replicates, b);
    result->mean_rep = quantity_of((double)mean);
    if (b > 1) {
        long double squares = moments_squares(replicates, b, mean);
        result->se = quantity_of((double)sqrtl(squares / (long double)(b - 1)));
    } else {
        result->about.reason = REASON_ONE_VALUE;
    }
    result->lo = quantity_of(resample_quantile(replicates, b, (1 - conf) / 2, &extreme));
    result->hi = quantity_of(resample_quantile(replicates, b, 1 - (1 - conf) / 2, &extreme));
    if (extreme) {
        result->about.caution = CAUTION_EXTREME_REPLICATE;
    }
}

bool resample_mean(struct arena *arena, const double *x, size_t count, int64_t seed, int64_t b,
                   double conf, struct resample_run *result, struct error *error)
{
    *result = (struct resample_run){.about = {.method = "bootstrap_percentile", .seed = seed}};
    double *values;
    size_t n;
    if (!check_run(count, seed, b, conf, error) ||
        !measure_present(arena, "x", x, count, &values, &n, error)) {
        return false;
    }
    result->about.n = (int64_t)n;
    result->about.missing = (int64_t)(count - n);
    if (n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    struct random_gsl *random = random_gsl_create(arena, seed);
    double *replicates = arena_alloc_array(arena, (size_t)b, sizeof *replicates);
    for (size_t r = 0; r < (size_t)b; r++) {
        long double sum = 0;
        for (size_t i = 0; i < n; i++) {
            sum += values[random_gsl_below(random, (uint32_t)n)];
        }
        replicates[r] = (double)(sum / (long double)n);
    }
    result->est = quantity_of((double)moments_mean(values, n));
    summarise(replicates, (size_t)b, conf, result);
    return true;
}

/* Clusters that are there, and their sums. */
struct clusters {
    double *y, *m;
    size_t k;
    long double sum_y, sum_m;
};

static bool gather(struct arena *arena, const double *y, const double *m, size_t count,
                   struct clusters *clusters, struct about *about, struct error *error)
{
    *clusters = (struct clusters){0};
    if (!measure_check_least("m", m, count, 0, error) ||
        !measure_present_pairs(arena, "y", y, "m", m, count, &clusters->y, &clusters->m,
                               &clusters->k, error)) {
        return false;
    }
    for (size_t i = 0; i < clusters->k; i++) {
        clusters->sum_y += clusters->y[i];
        clusters->sum_m += clusters->m[i];
    }
    about->n = (int64_t)clusters->k;
    about->missing = (int64_t)(count - clusters->k);
    about->reason = clusters->sum_m > 0 ? REASON_NONE : REASON_NOTHING_COUNTED;
    return true;
}

/* A draw in which nobody was counted is drawn again. */
static void draw_ratios(struct arena *arena, const struct clusters *clusters, int64_t seed,
                        double *replicates, size_t b)
{
    struct random_gsl *random = random_gsl_create(arena, seed);
    uint32_t k = (uint32_t)clusters->k;
    for (size_t r = 0; r < b;) {
        double sum_y = 0, sum_m = 0;
        for (uint32_t i = 0; i < k; i++) {
            uint32_t at = random_gsl_below(random, k);
            sum_y += clusters->y[at];
            sum_m += clusters->m[at];
        }
        if (sum_m > 0) {
            replicates[r++] = sum_y / sum_m;
        }
    }
}

bool resample_cluster_ratio(struct arena *arena, const double *y, const double *m, size_t count,
                            int64_t seed, int64_t b, double conf, struct resample_run *result,
                            struct error *error)
{
    *result = (struct resample_run){.about = {.method = "cluster_bootstrap", .seed = seed}};
    struct clusters clusters;
    if (!check_run(count, seed, b, conf, error) ||
        !gather(arena, y, m, count, &clusters, &result->about, error)) {
        return false;
    }
    if (clusters.sum_m == 0) {
        return true;
    }
    double *replicates = arena_alloc_array(arena, (size_t)b, sizeof *replicates);
    draw_ratios(arena, &clusters, seed, replicates, (size_t)b);
    result->est = quantity_of((double)(clusters.sum_y / clusters.sum_m));
    summarise(replicates, (size_t)b, conf, result);
    return true;
}

bool resample_cluster_bca(struct arena *arena, const double *y, const double *m, size_t count,
                          int64_t seed, int64_t b, double conf, struct resample_bca *result,
                          struct error *error)
{
    *result = (struct resample_bca){.about = {.method = "cluster_bca", .seed = seed}};
    struct clusters clusters;
    if (!check_run(count, seed, b, conf, error) ||
        !gather(arena, y, m, count, &clusters, &result->about, error)) {
        return false;
    }
    if (clusters.sum_m == 0 || clusters.k == 1) {
        result->about.reason = clusters.sum_m == 0 ? REASON_NOTHING_COUNTED : REASON_ONE_CLUSTER;
        return true;
    }
    double *replicates = arena_alloc_array(arena, (size_t)b, sizeof *replicates);
    double *jack = arena_alloc_array(arena, clusters.k, sizeof *jack);
    draw_ratios(arena, &clusters, seed, replicates, (size_t)b);
    size_t left = 0;
    for (size_t i = 0; i < clusters.k; i++) {
        long double rest = clusters.sum_m - clusters.m[i];
        if (rest > 0) {
            jack[left++] = (double)((clusters.sum_y - clusters.y[i]) / rest);
        }
    }
    /* The sums of a draw are in double: the estimate it is compared with must be, too. */
    double sum_y = 0, sum_m = 0;
    for (size_t i = 0; i < clusters.k; i++) {
        sum_y += clusters.y[i];
        sum_m += clusters.m[i];
    }
    struct about about = result->about;
    if (!resample_bca(arena, replicates, (size_t)b, sum_y / sum_m, jack, left, conf, result,
                      error)) {
        return false;
    }
    result->about.n = about.n;
    result->about.missing = about.missing;
    result->about.seed = seed;
    return true;
}

struct evaluation {
    resample_of *statistic;
    const void *context;
    const uint32_t *drawn;
    size_t units, first, count;
    double *values;
};

enum { BLOCK = 64 }; /* replicates that one thread takes at a time */

static void evaluate_block(void *context, size_t block)
{
    const struct evaluation *evaluation = context;
    size_t end = (block + 1) * BLOCK < evaluation->count ? (block + 1) * BLOCK : evaluation->count;
    for (size_t r = block * BLOCK; r < end; r++) {
        evaluation->values[evaluation->first + r] = evaluation->statistic(
            evaluation->context, evaluation->drawn + r * evaluation->units, evaluation->units);
    }
}

bool resample_run(struct arena *arena, size_t units, int64_t b, int64_t seed, int threads,
                  resample_of *statistic, const void *context, double *values, struct error *error)
{
    if (!check_run(units, seed, b, 0.95, error)) {
        return false;
    }
    struct arena_mark mark = arena_mark(arena);
    struct random_gsl *random = random_gsl_create(arena, seed);
    /* As many replicates at a time as fit in a million draws. */
    size_t chunk = units == 0 ? (size_t)b : 1000000 / units + 1;
    uint32_t *drawn = arena_alloc_array(arena, chunk * units, sizeof *drawn);
    for (size_t first = 0; first < (size_t)b; first += chunk) {
        size_t count = (size_t)b - first < chunk ? (size_t)b - first : chunk;
        for (size_t i = 0; i < count * units; i++) {
            drawn[i] = random_gsl_below(random, (uint32_t)units);
        }
        struct evaluation evaluation = {.statistic = statistic,
                                        .context = context,
                                        .drawn = drawn,
                                        .units = units,
                                        .first = first,
                                        .count = count,
                                        .values = values};
        parallel_for(threads, (count + BLOCK - 1) / BLOCK, evaluate_block, &evaluation);
    }
    arena_release(arena, mark);
    return true;
}
