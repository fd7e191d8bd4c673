/* resample: see resample.h. Intervals from replicates that are given. */
#include "engine/measure/resample.h"

#include <string.h>

#include "engine/measure/moments.h"
#include "engine/measure/order.h"
#include "engine/measure/quantile.h"

static const double WHOLE = 1e-9; /* how near (R+1) alpha must be to a whole number */

double resample_quantile(const double *sorted, size_t count, double alpha, bool *extreme)
{
    double total = (double)count, r = (total + 1) * alpha, near = round(r);
    if (fabs(r - near) <= WHOLE && near >= 1 && near <= total) {
        return sorted[(size_t)near - 1];
    }
    double k = floor(r);
    if (k < 1 || k >= total) {
        *extreme = true;
        return k < 1 ? sorted[0] : sorted[count - 1];
    }
    double z = quantile_normal(alpha), low = quantile_normal(k / (total + 1));
    double high = quantile_normal((k + 1) / (total + 1));
    double below = sorted[(size_t)k - 1], above = sorted[(size_t)k];
    return below + (z - low) / (high - low) * (above - below);
}

static void set_caution(struct about *about, bool extreme)
{
    if (extreme) {
        about->caution = CAUTION_EXTREME_REPLICATE;
    }
}

/* Sorted replicates without the missing ones, and the checks that all intervals share. */
static bool sort_replicates(struct arena *arena, const double *t, size_t count, double t0,
                            double conf, double **sorted, size_t *kept, struct about *about,
                            struct error *error)
{
    if (!measure_check_confidence(conf, error) ||
        !measure_check_number("t0", t0, -INFINITY, error) ||
        !measure_present(arena, "t", t, count, sorted, kept, error)) {
        return false;
    }
    order_sort(*sorted, *kept);
    about->n = (int64_t)*kept;
    about->missing = (int64_t)(count - *kept);
    if (*kept == 0) {
        about->reason = REASON_NO_VALUES;
    }
    return true;
}

bool resample_intervals(struct arena *arena, const double *t, size_t count, double t0, double conf,
                        struct resample_intervals *result, struct error *error)
{
    *result = (struct resample_intervals){.about = {.method = "percentile_basic"}};
    double *sorted;
    size_t kept;
    if (!sort_replicates(arena, t, count, t0, conf, &sorted, &kept, &result->about, error)) {
        return false;
    }
    if (kept == 0) {
        return true;
    }
    bool extreme = false;
    double lo = resample_quantile(sorted, kept, (1 - conf) / 2, &extreme);
    double hi = resample_quantile(sorted, kept, 1 - (1 - conf) / 2, &extreme);
    result->perc_lo = quantity_of(lo);
    result->perc_hi = quantity_of(hi);
    result->basic_lo = quantity_of(2 * t0 - hi);
    result->basic_hi = quantity_of(2 * t0 - lo);
    set_caution(&result->about, extreme);
    return true;
}

/* a = sum L^3 / (6 (sum L^2)^1.5), L = mean(jack) - jack; undefined when all are equal. */
static struct quantity acceleration(const double *jack, size_t count)
{
    if (count == 0) {
        return quantity_undefined();
    }
    long double mean = moments_mean(jack, count), squares = 0, cubes = 0;
    for (size_t i = 0; i < count; i++) {
        long double rest = mean - jack[i];
        squares += rest * rest;
        cubes += rest * rest * rest;
    }
    bool constant = true;
    for (size_t i = 1; i < count; i++) {
        constant = constant && jack[i] == jack[0];
    }
    return constant || squares == 0 ? quantity_undefined()
                                    : quantity_of((double)(cubes / (6 * powl(squares, 1.5L))));
}

/* Phi(z0 + (z0+z)/(1 - a(z0+z))). */
static double shifted_level(double z0, double accel, double z)
{
    double denominator = 1 - accel * (z0 + z);
    double shifted = z0 + (z0 + z) / denominator;
    return 0.5 * erfc(-shifted / sqrt(2));
}

static void set_bca(struct arena *arena, const double *sorted, size_t count, double conf,
                    struct resample_bca *result)
{
    double z = measure_z(conf), z0 = result->z0.value, accel = result->accel.value;
    const double levels[2] = {shifted_level(z0, accel, -z), shifted_level(z0, accel, z)};
    if (isnan(levels[0]) || isnan(levels[1])) {
        result->about.reason = REASON_JACKKNIFE_CONSTANT;
        return;
    }
    bool extreme = false;
    result->alpha = quantities_of(arena, levels, 2);
    result->lo = quantity_of(resample_quantile(sorted, count, levels[0], &extreme));
    result->hi = quantity_of(resample_quantile(sorted, count, levels[1], &extreme));
    set_caution(&result->about, extreme);
}

bool resample_bca(struct arena *arena, const double *t, size_t count, double t0, const double *jack,
                  size_t jack_count, double conf, struct resample_bca *result, struct error *error)
{
    *result = (struct resample_bca){.about = {.method = "bca"}};
    double *sorted, *left_out;
    size_t kept, left_count;
    if (!sort_replicates(arena, t, count, t0, conf, &sorted, &kept, &result->about, error) ||
        !measure_present(arena, "jack", jack, jack_count, &left_out, &left_count, error)) {
        return false;
    }
    if (kept == 0) {
        return true;
    }
    bool extreme = false;
    result->perc_lo = quantity_of(resample_quantile(sorted, kept, (1 - conf) / 2, &extreme));
    result->perc_hi = quantity_of(resample_quantile(sorted, kept, 1 - (1 - conf) / 2, &extreme));
    size_t below = 0;
    while (below < kept && sorted[below] < t0) {
        below++;
    }
    result->accel = acceleration(left_out, left_count);
    if (below > 0 && below < kept) {
        result->z0 = quantity_of(quantile_normal((double)below / (double)kept));
    }
    if (result->z0.defined && result->accel.defined) {
        set_bca(arena, sorted, kept, conf, result);
    } else {
        result->about.reason =
            result->z0.defined ? REASON_JACKKNIFE_CONSTANT : REASON_REPLICATES_ON_ONE_SIDE;
    }
    if (!result->lo.defined) {
        result->about.method = "percentile";
        result->about.caution = CAUTION_PERCENTILE_INSTEAD;
    }
    return true;
}

bool resample_studentized(struct arena *arena, const double *t, const double *v, size_t count,
                          double t0, double v0, double conf, struct resample_studentized *result,
                          struct error *error)
{
    *result = (struct resample_studentized){.about = {.method = "studentized"}};
    double *ts, *vs;
    size_t n, used = 0;
    if (!measure_check_confidence(conf, error) ||
        !measure_check_number("t0", t0, -INFINITY, error) ||
        !measure_check_number("v0", v0, 0, error) ||
        !measure_check_least("v", v, count, 0, error) ||
        !measure_present_pairs(arena, "t", t, "v", v, count, &ts, &vs, &n, error)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (vs[i] > 0) {
            ts[used++] = (ts[i] - t0) / sqrt(vs[i]);
        }
    }
    result->about.n = (int64_t)used;
    result->about.missing = (int64_t)(count - n);
    result->dropped = quantity_of((double)(n - used));
    if (used == 0 || 100 * (n - used) > n) {
        result->about.reason = n == 0 ? REASON_NO_VALUES : REASON_TOO_MANY_DROPPED;
        return true;
    }
    order_sort(ts, used);
    bool extreme = false;
    double low = resample_quantile(ts, used, (1 - conf) / 2, &extreme);
    double high = resample_quantile(ts, used, 1 - (1 - conf) / 2, &extreme);
    result->lo = quantity_of(t0 - sqrt(v0) * high);
    result->hi = quantity_of(t0 - sqrt(v0) * low);
    set_caution(&result->about, extreme);
    return true;
}

/* The statistic of all values but one (leave = n for all); NaN when it does not exist. */
static double statistic_without(const double *x, const double *y, size_t n, size_t leave,
                                enum resample_statistic statistic)
{
    long double count = (long double)(n - (leave < n)), mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
    if (count == 0) {
        return (double)NAN;
    }
    for (size_t i = 0; i < n; i++) {
        mx += i == leave ? 0 : x[i];
        my += i == leave || y == NULL ? 0 : y[i];
    }
    mx /= count;
    my /= count;
    if (statistic == RESAMPLE_MEAN) {
        return (double)mx;
    }
    for (size_t i = 0; i < n; i++) {
        long double dx = i == leave ? 0 : x[i] - mx;
        long double dy = i == leave || y == NULL ? 0 : y[i] - my;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    if (statistic == RESAMPLE_VARIANCE) {
        return (double)(xx / count);
    }
    return xx > 0 && yy > 0 ? (double)(xy / sqrtl(xx) / sqrtl(yy)) : (double)NAN;
}

static void set_jackknife(struct arena *arena, const double *x, const double *y, size_t n,
                          enum resample_statistic statistic, struct resample_jackknife *result)
{
    double *jack = arena_alloc_array(arena, n, sizeof *jack);
    for (size_t i = 0; i < n; i++) {
        jack[i] = statistic_without(x, y, n, i, statistic);
        if (isnan(jack[i])) {
            result->about.reason = n == 1 ? REASON_ONE_VALUE : REASON_NO_VARIATION;
            return;
        }
    }
    long double mean = moments_mean(jack, n), squares = moments_squares(jack, n, mean);
    long double size = (long double)n;
    result->se = quantity_of((double)sqrtl((size - 1) / size * squares));
    result->bias = quantity_of((double)((size - 1) * (mean - result->est.value)));
    result->accel = acceleration(jack, n);
    if (!result->accel.defined) {
        result->about.reason = REASON_JACKKNIFE_CONSTANT;
    }
}

bool resample_jackknife(struct arena *arena, const double *x, const double *y, size_t count,
                        enum resample_statistic statistic, struct resample_jackknife *result,
                        struct error *error)
{
    *result = (struct resample_jackknife){.about = {.method = "jackknife"}};
    double *xs, *ys = NULL;
    size_t n;
    bool paired = statistic == RESAMPLE_CORRELATION;
    if (!measure_check_work((double)count * (double)count, 4e8, error) ||
        (paired ? !measure_present_pairs(arena, "x", x, "y", y, count, &xs, &ys, &n, error)
                : !measure_present(arena, "x", x, count, &xs, &n, error))) {
        return false;
    }
    result->about.n = (int64_t)n;
    result->about.missing = (int64_t)(count - n);
    result->est = quantity_of(statistic_without(xs, ys, n, n, statistic));
    if (!result->est.defined) {
        result->about.reason = n == 0 ? REASON_NO_VALUES : REASON_NO_VARIATION;
        return true;
    }
    set_jackknife(arena, xs, ys, n, statistic, result);
    return true;
}

bool resample_ideal_se(struct arena *arena, const double *x, size_t count,
                       struct resample_ideal *result, struct error *error)
{
    *result = (struct resample_ideal){.about = {.method = "ideal_bootstrap"}};
    double *values;
    size_t n;
    if (!measure_present(arena, "x", x, count, &values, &n, error)) {
        return false;
    }
    result->about.n = (int64_t)n;
    result->about.missing = (int64_t)(count - n);
    if (n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    long double mean = moments_mean(values, n);
    result->mean = quantity_of((double)mean);
    result->se = quantity_of((double)(sqrtl(moments_squares(values, n, mean)) / (long double)n));
    return true;
}
