/* krippendorff: see krippendorff.h. Values become numbers 0 ... K-1 in rising order; then all sums
 * go over K x K coincidences. */
#include "engine/measure/krippendorff.h"

#include "engine/measure/order.h"

enum { VALUES_MOST = 2000 };

/* The distinct values, rising, and how often each was paired. */
struct scale {
    double *value;
    long double *count, *before; /* before: paired values below this one */
    size_t size;
    enum krippendorff_level level;
};

static long double distance(const struct scale *scale, size_t c, size_t k)
{
    if (c == k) {
        return 0;
    }
    long double gap = 0;
    switch (scale->level) {
    case KRIPPENDORFF_NOMINAL:
        return 1;
    case KRIPPENDORFF_ORDINAL:
        gap = scale->before[k] + scale->count[k] / 2 - scale->before[c] - scale->count[c] / 2;
        break;
    case KRIPPENDORFF_INTERVAL:
        gap = (long double)scale->value[c] - scale->value[k];
        break;
    case KRIPPENDORFF_RATIO:
        gap = ((long double)scale->value[c] - scale->value[k]) /
              ((long double)scale->value[c] + scale->value[k]);
        break;
    }
    return gap * gap;
}

static size_t find_value(const struct scale *scale, double value)
{
    size_t low = 0, high = scale->size;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (scale->value[middle] <= value) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool find_scale(struct arena *arena, const double *values, size_t count,
                       enum krippendorff_level level, struct scale *scale, struct error *error)
{
    double *sorted;
    size_t present;
    if (!measure_check_least("m", values, count,
                             level == KRIPPENDORFF_RATIO ? 0 : -(double)INFINITY, error) ||
        !measure_present(arena, "m", values, count, &sorted, &present, error)) {
        return false;
    }
    order_sort(sorted, present);
    *scale = (struct scale){.value = sorted, .level = level};
    for (size_t i = 0; i < present; i++) {
        if (scale->size == 0 || sorted[i] != sorted[scale->size - 1]) {
            sorted[scale->size++] = sorted[i];
        }
    }
    if (scale->size > VALUES_MOST) {
        return measure_refuse(error, "%zu verschillende waarden; de grens is %d",
                              "%zu distinct values; the limit is %d", scale->size, VALUES_MOST);
    }
    scale->count = arena_alloc_array(arena, scale->size, sizeof *scale->count);
    scale->before = arena_alloc_array(arena, scale->size, sizeof *scale->before);
    return true;
}

/* The numbers of the values that a unit has; how many. */
static size_t read_unit(const struct scale *scale, const double *values, size_t raters,
                        size_t units, size_t unit, size_t *numbers)
{
    size_t have = 0;
    for (size_t r = 0; r < raters; r++) {
        double value = values[r * units + unit];
        if (!isnan(value)) {
            numbers[have++] = find_value(scale, value);
        }
    }
    return have;
}

static long double expected_disagreement(const struct scale *scale)
{
    long double sum = 0;
    for (size_t c = 0; c < scale->size; c++) {
        for (size_t k = 0; k < scale->size; k++) {
            sum += scale->count[c] * scale->count[k] * distance(scale, c, k);
        }
    }
    return sum;
}

bool krippendorff_alpha(struct arena *arena, const double *values, size_t raters, size_t units,
                        enum krippendorff_level level, struct krippendorff *result,
                        struct error *error)
{
    *result = (struct krippendorff){.about = {.method = "krippendorff"}};
    struct scale scale;
    double pairs = (double)units * (double)raters * (double)raters;
    if (!measure_check_work(pairs, 5e7, error) ||
        !find_scale(arena, values, raters * units, level, &scale, error)) {
        return false;
    }
    size_t *numbers = arena_alloc_array(arena, raters, sizeof *numbers);
    long double pairable = 0, observed = 0;
    for (size_t u = 0; u < units; u++) {
        size_t have = read_unit(&scale, values, raters, units, u, numbers);
        result->about.missing += (int64_t)(raters - have);
        if (have >= 2) {
            result->about.n++;
            pairable += (long double)have;
            for (size_t i = 0; i < have; i++) {
                scale.count[numbers[i]]++;
            }
        }
    }
    for (size_t c = 1; c < scale.size; c++) {
        scale.before[c] = scale.before[c - 1] + scale.count[c - 1];
    }
    for (size_t u = 0; u < units; u++) {
        size_t have = read_unit(&scale, values, raters, units, u, numbers);
        long double sum = 0;
        for (size_t i = 0; i < have; i++) {
            for (size_t k = 0; k < i; k++) {
                sum += 2 * distance(&scale, numbers[i], numbers[k]);
            }
        }
        observed += have >= 2 ? sum / (long double)(have - 1) : 0;
    }
    long double expected = expected_disagreement(&scale);
    result->pairable = quantity_of((double)pairable);
    if (expected > 0) {
        result->alpha = quantity_of((double)(1 - (pairable - 1) * observed / expected));
    } else {
        result->about.reason = pairable == 0 ? REASON_NO_VALUES : REASON_NO_VARIATION;
    }
    return true;
}
