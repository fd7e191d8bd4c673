/* richness: see richness.h. */
#include "engine/measure/richness.h"

#include "engine/measure/capture.h"
#include "engine/measure/incomplete.h"
#include "engine/measure/moments.h"
#include "engine/measure/order.h"
#include "engine/measure/resample.h"

static const double STEPS_MOST = 5e7;

/* What the formulas need of the counts. */
struct counts {
    double n, seen, f1, f2; /* n: individuals, or units for incidence data */
    double share;           /* a = (n-1)/n, 0 when n = 0 */
};

static bool read_counts(const char *name, const double *x, size_t count, int64_t units,
                        struct counts *counts, struct error *error)
{
    *counts = (struct counts){0};
    if (!measure_check_counts(name, x, count, error)) {
        return false;
    }
    if (units < 0) {
        return measure_refuse(error, "t is niet negatief (%lld)", "t is not negative (%lld)",
                              (long long)units);
    }
    for (size_t i = 0; i < count; i++) {
        counts->n += x[i];
        counts->seen += x[i] > 0;
        counts->f1 += x[i] == 1;
        counts->f2 += x[i] == 2;
    }
    return true;
}

/* Incidence: no kind in more units than there are. */
static bool read_incidence(const char *name, const double *q, size_t count, int64_t units,
                           struct counts *counts, struct error *error)
{
    if (!read_counts(name, q, count, units, counts, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (q[i] > (double)units) {
            return measure_refuse(error, "%s is op plaats %zu groter dan t (%g van %lld)",
                                  "%s is above t at place %zu (%g of %lld)", name, i + 1, q[i],
                                  (long long)units);
        }
    }
    counts->n = (double)units;
    return true;
}

static bool read_either(const double *x, size_t count, int64_t units, struct counts *counts,
                        struct error *error)
{
    bool read = units > 0 ? read_incidence("q", x, count, units, counts, error)
                          : read_counts("x", x, count, units, counts, error);
    counts->share = counts->n > 0 ? (counts->n - 1) / counts->n : 0;
    return read;
}

/* Kinds not seen, by Chao's estimate. */
static double unseen(const struct counts *counts, bool corrected)
{
    double f1 = counts->f1, f2 = counts->f2;
    if (corrected || f2 == 0) {
        return counts->share * f1 * (f1 - 1) / (2 * (f2 + 1));
    }
    return counts->share * f1 * f1 / (2 * f2);
}

static double chao_variance(const struct counts *counts, bool corrected, double estimate)
{
    double a = counts->share, f1 = counts->f1, f2 = counts->f2;
    if (f2 == 0) {
        return a * f1 * (f1 - 1) / 2 + a * a * f1 * (2 * f1 - 1) * (2 * f1 - 1) / 4 -
               a * a * f1 * f1 * f1 * f1 / (4 * estimate);
    }
    if (corrected) {
        double g = f2 + 1;
        return a * f1 * (f1 - 1) / (2 * g) +
               a * a * f1 * (2 * f1 - 1) * (2 * f1 - 1) / (4 * g * g) +
               a * a * f1 * f1 * f2 * (f1 - 1) * (f1 - 1) / (4 * g * g * g * g);
    }
    double r = f1 / f2;
    return f2 * (a * r * r / 2 + a * a * r * r * r + a * a * r * r * r * r / 4);
}

/* Everything seems seen: the interval from the chance that a kind with its count is missed. */
static void complete_interval(const double *x, size_t count, const struct counts *counts,
                              double conf, struct richness_chao *result)
{
    long double spread = 0, shift = 0, missed = 0;
    for (size_t i = 0; i < count; i++) {
        if (x[i] > 0) {
            long double once = expl(-(long double)x[i]);
            spread += once - once * once;
            shift += x[i] * once;
            missed += once;
        }
    }
    double var = (double)(spread - shift * shift / counts->n);
    if (!(var >= 0)) { /* a single unit, or nearly so */
        result->about.reason = REASON_TOO_FEW;
        return;
    }
    double p = (double)(missed / counts->seen), reach = measure_z(conf) * sqrt(var);
    result->se = quantity_of(sqrt(var));
    result->lo = quantity_of(fmax(counts->seen, (counts->seen - reach) / (1 - p)));
    result->hi = quantity_of((counts->seen + reach) / (1 - p));
}

bool richness_chao(const double *x, size_t count, int64_t units, bool corrected, double conf,
                   struct richness_chao *result, struct error *error)
{
    *result = (struct richness_chao){.about = {.method = corrected ? "chao_bc" : "chao"}};
    struct counts counts;
    if (!measure_check_confidence(conf, error) || !read_either(x, count, units, &counts, error)) {
        return false;
    }
    result->about.n = (int64_t)counts.n;
    result->obs = quantity_of(counts.seen);
    result->f1 = quantity_of(counts.f1);
    result->f2 = quantity_of(counts.f2);
    if (counts.seen == 0) {
        result->est = quantity_of(0);
        result->about.reason = REASON_NOTHING_COUNTED;
        return true;
    }
    double f0 = unseen(&counts, corrected), estimate = counts.seen + f0;
    result->est = quantity_of(estimate);
    if (f0 <= 0) {
        complete_interval(x, count, &counts, conf, result);
        return true;
    }
    double var = fmax(chao_variance(&counts, corrected, estimate), 0), lo, hi;
    capture_log_normal(counts.seen, f0, var, conf, &lo, &hi);
    result->se = quantity_of(sqrt(var));
    result->lo = quantity_of(lo);
    result->hi = quantity_of(hi);
    return true;
}

/* sum w (1 - C(n-x,m)/C(n,m)); w NULL: 1 each. */
static double seen_in(const double *x, const double *w, size_t count, double n, double m)
{
    long double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (x[i] > 0) {
            long double part = m >= n ? 1 : -expm1l(incomplete_log_none_drawn(n, x[i], m));
            sum += w == NULL ? part : w[i] * part;
        }
    }
    return (double)sum;
}

/* Sample sizes are whole numbers; and the sums over them stay within the limit. */
static bool check_sizes(const char *name, const double *m, size_t m_count, size_t count,
                        struct error *error)
{
    return measure_check_counts(name, m, m_count, error) &&
           measure_check_work((double)m_count * (double)count * 100, STEPS_MOST, error);
}

bool richness_rarefy(struct arena *arena, const double *x, size_t count, int64_t units,
                     const double *m, size_t m_count, struct richness_curve *result,
                     struct error *error)
{
    *result = (struct richness_curve){.about = {.method = "rarefaction"}};
    struct counts counts;
    if (!read_either(x, count, units, &counts, error) ||
        !check_sizes("m", m, m_count, count, error)) {
        return false;
    }
    result->about.n = (int64_t)counts.n;
    result->s = quantities_create(arena, m_count, 0);
    for (size_t i = 0; i < m_count; i++) {
        result->s.items[i] = quantity_of(seen_in(x, NULL, count, counts.n, m[i]));
    }
    return true;
}

/* 1 - (1 - f1/(n f0 + f1))^more. */
static double found_share(double n, double f0, double f1, double more)
{
    return -expm1(more * log1p(-f1 / (n * f0 + f1)));
}

static void warn_beyond(const double *more, size_t count, double n, struct about *about)
{
    for (size_t i = 0; i < count; i++) {
        if (more[i] > n) {
            about->caution = CAUTION_BEYOND_DOUBLE;
        }
    }
}

bool richness_extrapolate(struct arena *arena, const double *x, size_t count, int64_t units,
                          const double *more, size_t more_count, struct richness_curve *result,
                          struct error *error)
{
    *result = (struct richness_curve){.about = {.method = "extrapolation"}};
    struct counts counts;
    if (!read_either(x, count, units, &counts, error) ||
        !check_sizes("mstar", more, more_count, 1, error)) {
        return false;
    }
    double f0 = unseen(&counts, false);
    result->about.n = (int64_t)counts.n;
    result->f0 = quantity_of(f0);
    result->s = quantities_create(arena, more_count, 0);
    for (size_t i = 0; i < more_count; i++) {
        double found = f0 > 0 ? f0 * found_share(counts.n, f0, counts.f1, more[i]) : 0;
        result->s.items[i] = quantity_of(counts.seen + found);
    }
    warn_beyond(more, more_count, counts.n, &result->about);
    return true;
}

bool richness_coverage(struct arena *arena, const double *x, size_t count, const double *m,
                       size_t m_count, struct richness_curve *result, struct error *error)
{
    *result = (struct richness_curve){.about = {.method = "coverage"}};
    struct counts counts;
    if (!read_either(x, count, 0, &counts, error) || !check_sizes("m", m, m_count, count, error)) {
        return false;
    }
    double n = counts.n, f0 = unseen(&counts, false), f1 = counts.f1;
    result->about.n = (int64_t)n;
    if (n == 0) {
        result->about.reason = REASON_NOTHING_COUNTED;
        return true;
    }
    result->s = quantities_create(arena, m_count, 0);
    double a = f1 == 0 ? 1 : n * f0 / (n * f0 + f1);
    for (size_t i = 0; i < m_count; i++) {
        if (m[i] >= n) {
            result->s.items[i] = quantity_of(1 - f1 / n * pow(a, m[i] - n + 1));
            continue;
        }
        /* The sum of x/n is 1: each term keeps the part that was drawn. */
        long double drawn = 0;
        for (size_t k = 0; k < count; k++) {
            if (x[k] > 0) {
                drawn += x[k] / n * -expm1l(incomplete_log_none_drawn(n - 1, x[k] - 1, m[i]));
            }
        }
        result->s.items[i] = quantity_of((double)drawn);
    }
    return true;
}

bool richness_reach(struct arena *arena, int64_t t, const double *y, const double *w, size_t count,
                    const double *m, size_t m_count, struct richness_curve *result,
                    struct error *error)
{
    *result = (struct richness_curve){.about = {.n = t, .method = "rarefaction_weighted"}};
    struct counts counts;
    if (!read_incidence("y", y, count, t, &counts, error) ||
        !measure_check_counts("w", w, count, error) ||
        !check_sizes("m", m, m_count, count, error)) {
        return false;
    }
    result->s = quantities_create(arena, m_count, 0);
    for (size_t i = 0; i < m_count; i++) {
        result->s.items[i] = quantity_of(seen_in(y, w, count, (double)t, m[i]));
    }
    return true;
}

/* Residents seen, the unseen municipalities' mean, and f0 capped at their number. */
struct reach {
    double t, residents, mean_unseen, f0, f1;
};

static struct reach reach_of(double t, const double *y, const double *w, size_t count)
{
    struct counts counts = {.n = t, .share = t > 0 ? (t - 1) / t : 0};
    struct reach reach = {.t = t};
    double left = 0, left_residents = 0;
    for (size_t i = 0; i < count; i++) {
        reach.residents += y[i] > 0 ? w[i] : 0;
        left += y[i] == 0;
        left_residents += y[i] == 0 ? w[i] : 0;
        counts.f1 += y[i] == 1;
        counts.f2 += y[i] == 2;
    }
    reach.f1 = counts.f1;
    reach.f0 = fmin(unseen(&counts, false), left);
    reach.mean_unseen = left > 0 ? left_residents / left : 0;
    return reach;
}

static double reach_after(const struct reach *reach, double more)
{
    if (!(reach->f0 > 0)) {
        return reach->residents;
    }
    return reach->residents +
           reach->mean_unseen * reach->f0 * found_share(reach->t, reach->f0, reach->f1, more);
}

bool richness_reach_more(struct arena *arena, int64_t t, const double *y, const double *w,
                         size_t count, const double *more, size_t more_count,
                         struct richness_curve *result, struct error *error)
{
    *result = (struct richness_curve){.about = {.n = t, .method = "extrapolation_weighted"}};
    struct counts counts;
    if (!read_incidence("y", y, count, t, &counts, error) ||
        !measure_check_counts("w", w, count, error) ||
        !check_sizes("mstar", more, more_count, 1, error)) {
        return false;
    }
    struct reach reach = reach_of((double)t, y, w, count);
    result->f0 = quantity_of(fmax(reach.f0, 0));
    result->s = quantities_create(arena, more_count, 0);
    for (size_t i = 0; i < more_count; i++) {
        result->s.items[i] = quantity_of(reach_after(&reach, more[i]));
    }
    warn_beyond(more, more_count, (double)t, &result->about);
    return true;
}

struct band {
    struct richness_sessions table;
    const double *w;
    double more;
};

enum { MUNICIPALITIES_MOST = 1000 };

static double band_replicate(const void *context, const uint32_t *drawn, size_t units)
{
    const struct band *band = context;
    double y[MUNICIPALITIES_MOST] = {0};
    size_t count = band->table.municipalities;
    for (size_t i = 0; i < units; i++) {
        const double *row = band->table.seen + drawn[i] * count;
        for (size_t j = 0; j < count; j++) {
            y[j] += row[j];
        }
    }
    struct reach reach = reach_of((double)units, y, band->w, count);
    return reach_after(&reach, band->more);
}

static bool check_sessions(struct richness_sessions table, struct error *error)
{
    if (table.municipalities > MUNICIPALITIES_MOST) {
        return measure_refuse(error, "%zu gemeenten; de grens is %d",
                              "%zu municipalities; the limit is %d", table.municipalities,
                              MUNICIPALITIES_MOST);
    }
    for (size_t i = 0; i < table.sessions * table.municipalities; i++) {
        if (table.seen[i] != 0 && table.seen[i] != 1) {
            return measure_refuse(error, "de tabel van sessies en gemeenten bevat alleen 0 en 1",
                                  "the table of sessions and municipalities holds only 0 and 1");
        }
    }
    return true;
}

/* Sessions drawn twice show nothing new, so the replicates lie too low as a whole: their spread is
 * kept and their centre moved to the estimate. What was seen is a floor. */
static void set_band(double *values, size_t b, double conf, double seen, size_t at,
                     struct richness_curve *result)
{
    bool extreme = false;
    double estimate = result->s.items[at].value;
    double shift = estimate - (double)moments_mean(values, b);
    order_sort(values, b);
    double lo = resample_quantile(values, b, (1 - conf) / 2, &extreme) + shift;
    double hi = resample_quantile(values, b, 1 - (1 - conf) / 2, &extreme) + shift;
    result->lo.items[at] = quantity_of(fmax(lo, seen));
    result->hi.items[at] = quantity_of(fmax(hi, seen));
}

bool richness_reach_band(struct arena *arena, struct richness_sessions table, const double *w,
                         const double *more, size_t more_count, double conf, int64_t seed,
                         int64_t b, int threads, struct richness_curve *result, struct error *error)
{
    size_t count = table.municipalities;
    double work = (double)b * (double)table.sessions * (double)count * (double)more_count;
    if (!measure_check_confidence(conf, error) || !check_sessions(table, error) ||
        !measure_check_work(work, 4e8, error)) {
        return false;
    }
    double *y = arena_alloc_array(arena, count, sizeof *y);
    for (size_t i = 0; i < table.sessions * count; i++) {
        y[i % count] += table.seen[i];
    }
    if (!richness_reach_more(arena, (int64_t)table.sessions, y, w, count, more, more_count, result,
                             error)) {
        return false;
    }
    result->about.seed = seed;
    result->about.caution = CAUTION_ROUGH_BAND; /* tests/slow/slow_coverage.c */
    result->lo = quantities_create(arena, more_count, 0);
    result->hi = quantities_create(arena, more_count, 0);
    double *values = arena_alloc_array(arena, b > 0 ? (size_t)b : 0, sizeof *values);
    double seen = reach_of((double)table.sessions, y, w, count).residents;
    for (size_t i = 0; i < more_count; i++) {
        struct band band = {.table = table, .w = w, .more = more[i]};
        if (!resample_run(arena, table.sessions, b, seed, threads, band_replicate, &band, values,
                          error)) {
            return false;
        }
        set_band(values, (size_t)b, conf, seen, i, result);
    }
    return true;
}
