/* trend: see trend.h. */
#include "engine/measure/trend.h"

#include "engine/measure/incomplete.h"
#include "engine/measure/order.h"

enum { SERIES_MOST = 3000, KENDALL_MOST = 15000, FEW = 10 };

static bool check_length(size_t count, size_t most, struct error *error)
{
    if (count <= most) {
        return true;
    }
    return measure_refuse(error, "%zu waarnemingen; de grens is %zu",
                          "%zu observations; the limit is %zu", count, most);
}

/* var_s of Mann and Kendall with the ties of y. */
static double kendall_variance(struct arena *arena, const double *y, size_t n)
{
    const double *sorted = order_sorted(arena, y, n);
    double size = (double)n, ties = 0;
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && sorted[end] == sorted[i]) {
            end++;
        }
        double t = (double)(end - i);
        ties += t * (t - 1) * (2 * t + 5);
        i = end;
    }
    return (size * (size - 1) * (2 * size + 5) - ties) / 18;
}

static size_t rank_within(double rank, size_t count)
{
    return rank < 1 ? 1 : rank > (double)count ? count : (size_t)rank;
}

bool trend_theilsen(struct arena *arena, const double *x, const double *y, size_t count,
                    double conf, struct trend_theilsen *result, struct error *error)
{
    *result = (struct trend_theilsen){.about = {.method = "theil_sen"}};
    double *xs, *ys;
    size_t n, pairs = 0;
    if (!measure_check_confidence(conf, error) || !check_length(count, SERIES_MOST, error) ||
        !measure_present_pairs(arena, "x", x, "y", y, count, &xs, &ys, &n, error)) {
        return false;
    }
    result->about.n = (int64_t)n;
    result->about.missing = (int64_t)(count - n);
    double *slopes = arena_alloc_array(arena, n < 2 ? 0 : n * (n - 1) / 2, sizeof *slopes);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n; k++) {
            if (xs[i] != xs[k]) {
                slopes[pairs++] = (ys[k] - ys[i]) / (xs[k] - xs[i]);
            }
        }
    }
    if (pairs == 0) {
        result->about.reason = n == 0 ? REASON_NO_VALUES : REASON_NO_VARIATION;
        return true;
    }
    double slope = order_median(slopes, pairs), total = (double)pairs;
    double c = measure_z(conf) * sqrt(kendall_variance(arena, ys, n));
    size_t low = rank_within(round((total - c) / 2), pairs);
    size_t high = rank_within(round((total + c) / 2) + 1, pairs);
    result->lo = quantity_of(order_select(slopes, pairs, low - 1));
    result->hi = quantity_of(order_select(slopes, pairs, high - 1));
    for (size_t i = 0; i < n; i++) {
        ys[i] = (double)((long double)ys[i] - (long double)slope * xs[i]);
    }
    result->slope = quantity_of(slope);
    result->intercept = quantity_of(order_median(ys, n));
    return true;
}

bool trend_mannkendall(struct arena *arena, const double *y, size_t count,
                       struct trend_mannkendall *result, struct error *error)
{
    *result = (struct trend_mannkendall){.about = {.method = "mann_kendall"}};
    double *values;
    size_t n;
    if (!check_length(count, KENDALL_MOST, error) ||
        !measure_present(arena, "y", y, count, &values, &n, error)) {
        return false;
    }
    result->about.n = (int64_t)n;
    result->about.missing = (int64_t)(count - n);
    if (n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    int64_t s = 0, untied = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t up = 0, down = 0;
        for (size_t k = i + 1; k < n; k++) {
            up += values[k] > values[i];
            down += values[k] < values[i];
        }
        s += up - down;
        untied += up + down;
    }
    double var = kendall_variance(arena, values, n), size = (double)n, sd = (double)s;
    result->s = quantity_of(sd);
    result->var_s = quantity_of(var);
    if (untied == 0) {
        result->about.reason = n == 1 ? REASON_ONE_VALUE : REASON_NO_VARIATION;
        return true;
    }
    double z = s == 0 ? 0 : (sd - (s > 0 ? 1 : -1)) / sqrt(var);
    result->z = quantity_of(z);
    result->p = quantity_of(erfc(fabs(z) / sqrt(2)));
    result->tau = quantity_of(sd / sqrt((double)untied) / sqrt(size * (size - 1) / 2));
    result->about.caution = n < FEW ? CAUTION_ROUGH_P : CAUTION_NONE;
    return true;
}

bool trend_cochran_armitage(const double *x, const double *n, const double *scores, size_t count,
                            struct trend_cochran_armitage *result, struct error *error)
{
    *result = (struct trend_cochran_armitage){.about = {.method = "cochran_armitage"},
                                              .df = quantity_of(1)};
    long double events = 0, total = 0, weighted = 0, cross = 0, spread = 0;
    if (!measure_check_counts("x", x, count, error) ||
        !measure_check_counts("n", n, count, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        double score = scores == NULL ? (double)i + 1 : scores[i];
        if (!isfinite(score) || x[i] > n[i]) {
            return measure_refuse(error, "groep %zu: x (%g) is groter dan n (%g), of geen score",
                                  "group %zu: x (%g) is greater than n (%g), or no score", i + 1,
                                  x[i], n[i]);
        }
        events += x[i];
        total += n[i];
        weighted += (long double)n[i] * score;
    }
    result->about.n = (int64_t)total;
    for (size_t i = 0; i < count && total > 0; i++) {
        long double score = scores == NULL ? (long double)i + 1 : scores[i];
        long double gap = score - weighted / total;
        cross += gap * (x[i] - n[i] * (events / total));
        spread += n[i] * gap * gap;
    }
    if (events == 0 || events == total || spread == 0) {
        result->about.reason = total == 0 ? REASON_NOTHING_COUNTED : REASON_NO_VARIATION;
        return true;
    }
    long double p = events / total, chisq = cross / (p * (1 - p)) * (cross / spread);
    result->chisq = quantity_of((double)chisq);
    result->p = quantity_of(incomplete_chisq_upper((double)chisq, 1));
    return true;
}
