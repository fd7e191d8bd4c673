/* inequality: see inequality.h. */
#include "engine/measure/inequality.h"

#include "engine/measure/incomplete.h"
#include "engine/measure/order.h"

/* The values that are there and their total; *usable says that the total is above zero. */
static bool gather(struct arena *arena, const double *x, size_t count, double **values, size_t *n,
                   long double *total, struct about *about, struct error *error)
{
    if (!measure_check_least("x", x, count, 0, error) ||
        !measure_present(arena, "x", x, count, values, n, error)) {
        return false;
    }
    *total = 0;
    for (size_t i = 0; i < *n; i++) {
        *total += (*values)[i];
    }
    about->n = (int64_t)*n;
    about->missing = (int64_t)(count - *n);
    about->reason = *n == 0 ? REASON_NO_VALUES : *total == 0 ? REASON_TOTAL_ZERO : REASON_NONE;
    return true;
}

bool inequality_gini(struct arena *arena, const double *x, size_t count,
                     struct inequality_gini *result, struct error *error)
{
    *result = (struct inequality_gini){.about = {.method = "gini"}};
    double *values;
    size_t n;
    long double total;
    if (!gather(arena, x, count, &values, &n, &total, &result->about, error)) {
        return false;
    }
    if (result->about.reason != REASON_NONE) {
        return true;
    }
    order_sort(values, n);
    /* The weights 2i-n-1 sum to zero, so the smallest value may be taken off first. */
    long double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum +=
            (2 * (long double)(i + 1) - (long double)n - 1) * ((long double)values[i] - values[0]);
    }
    long double gini = sum / ((long double)n * total);
    result->gini = quantity_of((double)gini);
    if (n > 1) {
        result->gini_corrected =
            quantity_of((double)(gini * (long double)n / (long double)(n - 1)));
    } else {
        result->about.reason = REASON_ONE_VALUE;
    }
    return true;
}

bool inequality_weighted(struct arena *arena, const double *x, const double *w, size_t count,
                         struct inequality_gini *result, struct error *error)
{
    *result = (struct inequality_gini){.about = {.method = "gini_weighted"}};
    double *xs, *ws;
    size_t n;
    if (!measure_check_least("x", x, count, 0, error) ||
        !measure_check_least("w", w, count, 0, error) ||
        !measure_present_pairs(arena, "x", x, "w", w, count, &xs, &ws, &n, error)) {
        return false;
    }
    result->about.n = (int64_t)n;
    result->about.missing = (int64_t)(count - n);
    const size_t *rank = order_index(arena, xs, n);
    long double weight = 0, total = 0, below_w = 0, below_x = 0, pairs = 0;
    for (size_t k = 0; k < n; k++) {
        size_t i = rank[k];
        long double shifted = (long double)xs[i] - xs[rank[0]];
        pairs += ws[i] * (shifted * below_w - below_x);
        below_w += ws[i];
        below_x += ws[i] * shifted;
        weight += ws[i];
        total += (long double)ws[i] * xs[i];
    }
    if (weight == 0 || total == 0) {
        result->about.reason = n == 0 ? REASON_NO_VALUES : REASON_TOTAL_ZERO;
        return true;
    }
    /* Each pair was met once; the double sum has it twice: 2 pairs / (2 W^2 mean). */
    result->gini = quantity_of((double)(pairs / (weight * total)));
    return true;
}

bool inequality_lorenz(struct arena *arena, const double *x, size_t count,
                       struct inequality_lorenz *result, struct error *error)
{
    *result = (struct inequality_lorenz){.about = {.method = "lorenz"}};
    double *values;
    size_t n;
    long double total;
    if (!gather(arena, x, count, &values, &n, &total, &result->about, error)) {
        return false;
    }
    if (result->about.reason != REASON_NONE) {
        return true;
    }
    order_sort(values, n);
    result->p = quantities_create(arena, n + 1, 0);
    result->l = quantities_create(arena, n + 1, 0);
    long double sum = 0;
    for (size_t i = 0; i <= n; i++) {
        result->p.items[i] = quantity_of((double)i / (double)n);
        result->l.items[i] = quantity_of(i == n ? 1 : (double)(sum / total));
        sum += i < n ? values[i] : 0;
    }
    return true;
}

/* r ln r - r + 1 has the same mean as r ln r, and no term is negative: nothing cancels. */
static long double theil_of(const double *values, size_t n, long double mean)
{
    long double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += incomplete_deviance(values[i], mean, values[i] - mean) / mean;
    }
    return sum / (long double)n;
}

bool inequality_theil(struct arena *arena, const double *x, size_t count,
                      struct inequality_theil *result, struct error *error)
{
    *result = (struct inequality_theil){.about = {.method = "theil"}};
    double *values;
    size_t n;
    long double total;
    if (!gather(arena, x, count, &values, &n, &total, &result->about, error)) {
        return false;
    }
    if (result->about.reason != REASON_NONE) {
        return true;
    }
    long double mean = total / (long double)n, sum = 0;
    bool zero = false;
    for (size_t i = 0; i < n; i++) {
        zero = zero || values[i] == 0;
        sum += values[i] == 0 ? 0 : incomplete_deviance(mean, values[i], mean - values[i]) / mean;
    }
    result->theil_t = quantity_of((double)theil_of(values, n, mean));
    result->theil_l = quantity_of(zero ? (double)INFINITY : (double)(sum / (long double)n));
    return true;
}

/* Sums and sizes per group; group numbers are below `groups`. */
static void add_groups(const double *x, const size_t *group, size_t count, long double *sum,
                       size_t *size)
{
    for (size_t i = 0; i < count; i++) {
        if (!isnan(x[i])) {
            sum[group[i]] += x[i];
            size[group[i]]++;
        }
    }
}

bool inequality_decompose(struct arena *arena, const double *x, const size_t *group, size_t count,
                          struct inequality_decomposition *result, struct error *error)
{
    *result = (struct inequality_decomposition){.about = {.method = "theil_decomposition"}};
    double *values;
    size_t n, groups = 0;
    long double total;
    if (!gather(arena, x, count, &values, &n, &total, &result->about, error)) {
        return false;
    }
    if (result->about.reason != REASON_NONE) {
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        groups = group[i] + 1 > groups ? group[i] + 1 : groups;
    }
    long double *sum = arena_alloc_array(arena, groups, sizeof *sum);
    size_t *size = arena_alloc_array(arena, groups, sizeof *size);
    add_groups(x, group, count, sum, size);
    long double mean = total / (long double)n, between = 0, within = 0;
    for (size_t g = 0; g < groups; g++) {
        if (size[g] > 0) {
            /* share ln(mean_g/mean) as a deviance: the linear parts add to zero over groups. */
            long double here = (long double)size[g], expected = mean * here;
            between += incomplete_deviance(sum[g], expected, sum[g] - expected) / total;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!isnan(x[i]) && sum[group[i]] > 0) {
            long double own = sum[group[i]] / (long double)size[group[i]];
            within += incomplete_deviance(x[i], own, x[i] - own) / total;
        }
    }
    result->total = quantity_of((double)theil_of(values, n, mean));
    result->between = quantity_of((double)between);
    result->within = quantity_of((double)within);
    return true;
}

bool inequality_hhi(struct arena *arena, const double *x, size_t count,
                    struct inequality_hhi *result, struct error *error)
{
    *result = (struct inequality_hhi){.about = {.method = "herfindahl"}};
    double *values;
    size_t n;
    long double total;
    if (!gather(arena, x, count, &values, &n, &total, &result->about, error)) {
        return false;
    }
    if (result->about.reason != REASON_NONE) {
        return true;
    }
    /* H - 1/n is the sum of (s - 1/n)^2, which does not cancel. */
    long double even = 1 / (long double)n, above = 0;
    for (size_t i = 0; i < n; i++) {
        long double d = values[i] / total - even;
        above += d * d;
    }
    long double h = above + even;
    result->hhi = quantity_of((double)h);
    result->n_eff = quantity_of((double)(1 / h));
    result->hhi_10000 = quantity_of((double)(10000 * h));
    if (n > 1) {
        result->hhi_norm = quantity_of((double)(above / (1 - even)));
    } else {
        result->about.reason = REASON_ONE_VALUE;
    }
    return true;
}
