/* measure: what every statistic of this folder shares.
 *
 * Plain arrays in, a struct out. Every function here has one shape:
 *
 *     struct proportion share;
 *     if (!proportion_wilson(47, 62, 0.95, &share, error)) return false;     the input was
 * impossible if (share.est.defined) use(share.est.value);
 *
 * A function returns false with ERROR_DOMAIN and a sentence when its input is impossible (a count
 * below zero, vectors of unequal length, NaN) or when the work would pass a limit that is known
 * beforehand. It returns true with an *undefined* quantity and a reason when the input is fine but
 * the number does not exist (a share of nothing). An undefined quantity has value 0, never NaN;
 * infinite values occur only where the header says so.
 *
 * Missing values arrive as NaN in vectors; they are left out and counted in about.missing. Results
 * that are vectors live in the arena that was given. Formulas, sources and edges are those of
 * shared/statistics/STATISTICS.md; field names are the names used there.
 */
#ifndef ENGINE_MEASURE_MEASURE_H
#define ENGINE_MEASURE_MEASURE_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/base/language.h"

/* Why a quantity is undefined. */
enum reason {
#define REASON(name, nl, en) REASON_##name,
#include "engine/measure/reason.def"
#undef REASON
    REASONS
};

/* What a reader must know beside a number that is defined. */
enum caution {
#define CAUTION(name, nl, en) CAUTION_##name,
#include "engine/measure/caution.def"
#undef CAUTION
    CAUTIONS
};

/* A number that may not exist. */
struct quantity {
    double value; /* 0 when undefined */
    bool defined;
};

/* A vector, or a matrix row by row when columns > 0. `items` is NULL and defined false when the
 * whole does not exist; an empty vector is defined. */
struct quantities {
    struct quantity *items;
    size_t count, columns;
    bool defined;
};

/* What every result carries. */
struct about {
    int64_t n;          /* observations used */
    int64_t missing;    /* observations left out because a value was missing */
    const char *method; /* one word, as in STATISTICS.md: "wilson", "monte_carlo" */
    enum reason reason; /* REASON_NONE unless something is undefined */
    enum caution caution;
    int64_t seed; /* of the Mersenne twister, 0 when nothing was drawn */
};

static inline struct quantity quantity_undefined(void)
{
    return (struct quantity){.value = 0, .defined = false};
}

/* NaN becomes undefined here and nowhere else; infinity stays. */
static inline struct quantity quantity_of(double value)
{
    return isnan(value) ? quantity_undefined()
                        : (struct quantity){.value = value == 0 ? 0.0 : value, .defined = true};
}

/* `count` undefined quantities in the arena; columns 0 for a vector. */
struct quantities quantities_create(struct arena *arena, size_t count, size_t columns);
/* The values as quantities. */
struct quantities quantities_of(struct arena *arena, const double *values, size_t count);

/* GSL reports through return values instead of aborting; call once before anything else. */
void measure_start(void);

const char *reason_sentence(enum reason reason, enum language language);
const char *caution_sentence(enum caution caution, enum language language);

/* Refuses: ERROR_DOMAIN with a sentence in both languages (same arguments). Always false. */
#define measure_refuse(error, ...)                                                                 \
    ((void)error_set_in_both((error), ERROR_DOMAIN, __VA_ARGS__), false)

/* Checks that more than one statistic needs; each refuses with a sentence. */
bool measure_check_confidence(double confidence, struct error *error); /* 0 < conf < 1 */
bool measure_check_lengths(const char *a, size_t a_count, const char *b, size_t b_count,
                           struct error *error);
/* Operations that a call would take, against the limit of about a second. */
bool measure_check_work(double operations, double limit, struct error *error);
/* Every value finite (or NaN = missing), at least `least`. */
bool measure_check_least(const char *name, const double *values, size_t count, double least,
                         struct error *error);
/* The same for whole numbers up to 2^53; a missing value is refused here. */
bool measure_check_counts(const char *name, const double *values, size_t count,
                          struct error *error);
bool measure_check_number(const char *name, double value, double least, struct error *error);

/* The values that are there, in order; *kept is how many. Infinite values are refused. */
bool measure_present(struct arena *arena, const char *name, const double *values, size_t count,
                     double **present, size_t *kept, struct error *error);
/* Pairs of which both are there. */
bool measure_present_pairs(struct arena *arena, const char *a_name, const double *a,
                           const char *b_name, const double *b, size_t count, double **a_present,
                           double **b_present, size_t *kept, struct error *error);

/* z of a two-sided interval: the 1-(1-conf)/2 quantile of the normal distribution. */
double measure_z(double confidence);

#endif
