/* measure: see measure.h. */
#include "engine/measure/measure.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

static const char *const reasons[REASONS][LANGUAGES] = {
#define REASON(name, nl, en) [REASON_##name] = {nl, en},
#include "engine/measure/reason.def"
#undef REASON
};

static const char *const cautions[CAUTIONS][LANGUAGES] = {
#define CAUTION(name, nl, en) [CAUTION_##name] = {nl, en},
#include "engine/measure/caution.def"
#undef CAUTION
};

/* Whole numbers above this are no longer exact in a double. */
static const double LARGEST_COUNT = 9007199254740992.0;

void measure_start(void)
{
    gsl_set_error_handler_off();
}

const char *reason_sentence(enum reason reason, enum language language)
{
    return reasons[reason][language];
}

const char *caution_sentence(enum caution caution, enum language language)
{
    return cautions[caution][language];
}

struct quantities quantities_create(struct arena *arena, size_t count, size_t columns)
{
    return (struct quantities){
        .items = arena_alloc_array(arena, count, sizeof(struct quantity)),
        .count = count,
        .columns = columns,
        .defined = true,
    };
}

struct quantities quantities_of(struct arena *arena, const double *values, size_t count)
{
    struct quantities result = quantities_create(arena, count, 0);
    for (size_t i = 0; i < count; i++) {
        result.items[i] = quantity_of(values[i]);
    }
    return result;
}

bool measure_check_confidence(double confidence, struct error *error)
{
    if (confidence > 0 && confidence < 1) {
        return true;
    }
    return measure_refuse(error, "conf ligt tussen 0 en 1, niet %g",
                          "conf lies between 0 and 1, not %g", confidence);
}

bool measure_check_lengths(const char *a, size_t a_count, const char *b, size_t b_count,
                           struct error *error)
{
    if (a_count == b_count) {
        return true;
    }
    return measure_refuse(error, "ongelijke lengtes: %s heeft er %zu, %s heeft er %zu",
                          "unequal lengths: %s has %zu, %s has %zu", a, a_count, b, b_count);
}

bool measure_check_work(double operations, double limit, struct error *error)
{
    if (operations <= limit) {
        return true;
    }
    return measure_refuse(error, "dit vraagt %.3g bewerkingen; de grens is %.3g",
                          "this takes %.3g operations; the limit is %.3g", operations, limit);
}

bool measure_check_least(const char *name, const double *values, size_t count, double least,
                         struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (isinf(values[i])) {
            return measure_refuse(error, "%s is op plaats %zu oneindig",
                                  "%s is infinite at place %zu", name, i + 1);
        }
        if (values[i] < least) {
            return measure_refuse(error, "%s is op plaats %zu kleiner dan %g (%g)",
                                  "%s is below, at place %zu, the least value %g (%g)", name, i + 1,
                                  least, values[i]);
        }
    }
    return true;
}

bool measure_check_counts(const char *name, const double *values, size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (isnan(values[i])) {
            return measure_refuse(error, "%s ontbreekt op plaats %zu", "%s is missing at place %zu",
                                  name, i + 1);
        }
        if (values[i] < 0) {
            return measure_refuse(error, "%s is op plaats %zu negatief (%g)",
                                  "%s is negative at place %zu (%g)", name, i + 1, values[i]);
        }
        if (values[i] != floor(values[i]) || values[i] > LARGEST_COUNT) {
            return measure_refuse(error, "%s is op plaats %zu geen aantal (%g)",
                                  "%s is no count at place %zu (%g)", name, i + 1, values[i]);
        }
    }
    return true;
}

bool measure_check_number(const char *name, double value, double least, struct error *error)
{
    if (isfinite(value) && value >= least) {
        return true;
    }
    if (isnan(value)) {
        return measure_refuse(error, "%s ontbreekt", "%s is missing", name);
    }
    if (isinf(value)) {
        return measure_refuse(error, "%s is oneindig", "%s is infinite", name);
    }
    return measure_refuse(error, "%s is ten minste %g, niet %g", "%s is at least %g, not %g", name,
                          least, value);
}

bool measure_present(struct arena *arena, const char *name, const double *values, size_t count,
                     double **present, size_t *kept, struct error *error)
{
    *present = arena_alloc_array(arena, count, sizeof **present);
    *kept = 0;
    if (!measure_check_least(name, values, count, -INFINITY, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!isnan(values[i])) {
            (*present)[(*kept)++] = values[i];
        }
    }
    return true;
}

bool measure_present_pairs(struct arena *arena, const char *a_name, const double *a,
                           const char *b_name, const double *b, size_t count, double **a_present,
                           double **b_present, size_t *kept, struct error *error)
{
    *a_present = arena_alloc_array(arena, count, sizeof **a_present);
    *b_present = arena_alloc_array(arena, count, sizeof **b_present);
    *kept = 0;
    if (!measure_check_least(a_name, a, count, -INFINITY, error) ||
        !measure_check_least(b_name, b, count, -INFINITY, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!isnan(a[i]) && !isnan(b[i])) {
            (*a_present)[*kept] = a[i];
            (*b_present)[(*kept)++] = b[i];
        }
    }
    return true;
}

double measure_z(double confidence)
{
    return gsl_cdf_ugaussian_Qinv((1 - confidence) / 2);
}
