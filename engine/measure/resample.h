/* resample: intervals from replicates, the jackknife, and the bootstrap itself. STATISTICS.md
 * section 5; Efron 1987; Davison & Hinkley 1997.
 *
 * Quantile rule: R sorted replicates, r = (R+1) alpha; whole r: t_(r); else interpolated between
 * t_(k) and t_(k+1) on the normal scale; r below 1 or k >= R: the extreme, with a caution.
 *
 *   resample_intervals    percentile limits, and basic limits 2 t0 - (upper, lower)
 *   resample_bca          also the acceleration from leave-one-out values; alpha are the two
 * shifted levels. No replicate below t0, or none not below, or constant leave-one-out values:
 * undefined, the percentile limits stand beside it. resample_studentized  of replicates with their
 * variances; v = 0 is dropped and counted, more than 1 % dropped: undefined resample_jackknife est,
 * standard error, bias and acceleration of a statistic resample_ideal_se     sqrt(sum (x-mean)^2 /
 * n^2), what the bootstrap of a mean tends to resample_mean, resample_cluster_ratio   the bootstrap
 * in the fixed order of random_gsl.h: replicate by replicate, unit by unit resample_cluster_bca the
 * same replicates with the BCa interval: for reports resample_run          any statistic of drawn
 * units, on several threads: all indices are drawn first, so that the number of threads changes
 * nothing
 */
#ifndef ENGINE_MEASURE_RESAMPLE_H
#define ENGINE_MEASURE_RESAMPLE_H

#include "engine/measure/measure.h"

struct resample_intervals {
    struct quantity perc_lo, perc_hi, basic_lo, basic_hi;
    struct about about; /* n counts replicates */
};

struct resample_bca {
    struct quantity z0, accel;
    struct quantities alpha; /* the two levels */
    struct quantity lo, hi, perc_lo, perc_hi;
    struct about about;
};

struct resample_studentized {
    struct quantity lo, hi, dropped;
    struct about about;
};

struct resample_jackknife {
    struct quantity est, se, bias, accel;
    struct about about;
};

struct resample_ideal {
    struct quantity mean, se;
    struct about about;
};

struct resample_run {
    struct quantity est, mean_rep, se, lo, hi;
    struct about about; /* n counts the values or clusters */
};

enum resample_statistic {
    RESAMPLE_MEAN,
    RESAMPLE_VARIANCE, /* divided by n */
    RESAMPLE_CORRELATION
};

/* The rule on sorted replicates, count > 0; *extreme is set when the level lies beyond them. */
double resample_quantile(const double *sorted, size_t count, double alpha, bool *extreme);

bool resample_intervals(struct arena *arena, const double *t, size_t count, double t0, double conf,
                        struct resample_intervals *result, struct error *error);
bool resample_bca(struct arena *arena, const double *t, size_t count, double t0, const double *jack,
                  size_t jack_count, double conf, struct resample_bca *result, struct error *error);
bool resample_studentized(struct arena *arena, const double *t, const double *v, size_t count,
                          double t0, double v0, double conf, struct resample_studentized *result,
                          struct error *error);
/* y only for the correlation, else NULL. */
bool resample_jackknife(struct arena *arena, const double *x, const double *y, size_t count,
                        enum resample_statistic statistic, struct resample_jackknife *result,
                        struct error *error);
bool resample_ideal_se(struct arena *arena, const double *x, size_t count,
                       struct resample_ideal *result, struct error *error);
bool resample_mean(struct arena *arena, const double *x, size_t count, int64_t seed, int64_t b,
                   double conf, struct resample_run *result, struct error *error);
bool resample_cluster_ratio(struct arena *arena, const double *y, const double *m, size_t count,
                            int64_t seed, int64_t b, double conf, struct resample_run *result,
                            struct error *error);
bool resample_cluster_bca(struct arena *arena, const double *y, const double *m, size_t count,
                          int64_t seed, int64_t b, double conf, struct resample_bca *result,
                          struct error *error);

/* A statistic of `units` drawn indexes; NaN when it does not exist for this draw. Runs on several
 * threads at once: it may read its context and nothing else that changes. */
typedef double resample_of(const void *context, const uint32_t *drawn, size_t units);
/* `b` replicates of `units` draws out of `units`, in order, into `values`. */
bool resample_run(struct arena *arena, size_t units, int64_t b, int64_t seed, int threads,
                  resample_of *statistic, const void *context, double *values, struct error *error);

#endif
