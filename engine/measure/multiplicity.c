/* multiplicity: see multiplicity.h. */
#include "engine/measure/multiplicity.h"

#include "engine/measure/order.h"

bool multiplicity_adjust(struct arena *arena, const double *p, size_t count,
                         struct multiplicity *result, struct error *error)
{
    *result = (struct multiplicity){.about = {.method = "adjusted_p"}};
    if (!measure_check_least("p", p, count, 0, error)) {
        return false;
    }
    /* Present values and the places they came from, in rising order. */
    double *values = arena_alloc_array(arena, count, sizeof *values);
    size_t *place = arena_alloc_array(arena, count, sizeof *place);
    size_t n = 0;
    double harmonic = 0;
    for (size_t i = 0; i < count; i++) {
        if (p[i] > 1) {
            return measure_refuse(error, "p is op plaats %zu groter dan 1 (%g)",
                                  "p is above 1 at place %zu (%g)", i + 1, p[i]);
        }
        if (!isnan(p[i])) {
            values[n] = p[i];
            place[n++] = i;
            harmonic += 1 / (double)n;
        }
    }
    result->about.n = (int64_t)n;
    result->about.missing = (int64_t)(count - n);
    struct quantities *const lists[] = {&result->bonferroni, &result->holm, &result->hochberg,
                                        &result->bh, &result->by};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        *lists[i] = quantities_create(arena, count, 0);
    }
    const size_t *order = order_index(arena, values, n);
    double total = (double)n, greatest = 0, hochberg = 1, bh = 1, by = 1;
    for (size_t k = 0; k < n; k++) {
        double value = values[order[k]];
        size_t at = place[order[k]];
        greatest = fmax(greatest, fmin(1, (total - (double)k) * value));
        result->bonferroni.items[at] = quantity_of(fmin(1, total * value));
        result->holm.items[at] = quantity_of(greatest);
    }
    for (size_t k = n; k > 0; k--) {
        double value = values[order[k - 1]], rank = (double)k;
        size_t at = place[order[k - 1]];
        hochberg = fmin(hochberg, (total - rank + 1) * value);
        bh = fmin(bh, total / rank * value);
        by = fmin(by, harmonic * total / rank * value);
        result->hochberg.items[at] = quantity_of(hochberg);
        result->bh.items[at] = quantity_of(bh);
        result->by.items[at] = quantity_of(by);
    }
    return true;
}
