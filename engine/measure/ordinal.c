/* ordinal: see ordinal.h. */
#include "engine/measure/ordinal.h"

#include "engine/measure/incomplete.h"
#include "engine/measure/moments.h"
#include "engine/measure/order.h"
#include "engine/measure/proportion.h"
#include "engine/measure/quantile.h"

bool ordinal_mean(struct arena *arena, const double *x, size_t count, double conf,
                  struct ordinal_mean *result, struct error *error)
{
    *result = (struct ordinal_mean){.about = {.method = "student"}};
    double *values;
    size_t n;
    if (!measure_check_confidence(conf, error) ||
        !measure_present(arena, "x", x, count, &values, &n, error)) {
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
    if (n == 1) {
        result->about.reason = REASON_ONE_VALUE;
        return true;
    }
    double sd = (double)sqrtl(moments_squares(values, n, mean) / (long double)(n - 1));
    double se = sd / sqrt((double)n);
    double reach = quantile_t_upper((1 - conf) / 2, (double)n - 1) * se;
    result->sd = quantity_of(sd);
    result->se = quantity_of(se);
    result->lo = quantity_of((double)mean - reach);
    result->hi = quantity_of((double)mean + reach);
    return true;
}

/* The largest k with P(Bin(n,1/2) <= k-1) <= tail, 0 when there is none; *below is that P. The
 * slack lets an exact equality (n = 6, 1/64) count as one. */
static size_t median_rank(size_t n, double tail, double *below)
{
    double nd = (double)n, limit = tail * (1 + 1e-12);
    size_t low = 0, high = n / 2 + 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (incomplete_half_binomial((double)middle - 1, nd) <= limit) {
            low = middle;
        } else {
            high = middle;
        }
    }
    *below = incomplete_half_binomial((double)low - 1, nd);
    return low;
}

bool ordinal_median(struct arena *arena, const double *x, size_t count, double conf,
                    struct ordinal_median *result, struct error *error)
{
    *result = (struct ordinal_median){.about = {.method = "order_statistics"}};
    double *values;
    size_t n;
    if (!measure_check_confidence(conf, error) ||
        !measure_present(arena, "x", x, count, &values, &n, error)) {
        return false;
    }
    result->about.n = (int64_t)n;
    result->about.missing = (int64_t)(count - n);
    if (n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    order_sort(values, n);
    double upper = values[n / 2], lower = n % 2 == 1 ? upper : values[n / 2 - 1];
    result->median = quantity_of(lower + (upper - lower) / 2);
    double below;
    size_t k = median_rank(n, (1 - conf) / 2, &below);
    if (k == 0) {
        result->about.reason = REASON_TOO_FEW;
        return true;
    }
    result->lo = quantity_of(values[k - 1]);
    result->hi = quantity_of(values[n - k]);
    result->rank_lo = quantity_of((double)k);
    result->rank_hi = quantity_of((double)(n + 1 - k));
    result->coverage = quantity_of(1 - 2 * below);
    return true;
}

static bool count_answers(const double *x, size_t count, int64_t *n, int64_t *promoters,
                          int64_t *detractors, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (isnan(x[i])) {
            continue;
        }
        if (!(x[i] >= 0 && x[i] <= 10) || x[i] != floor(x[i])) {
            return measure_refuse(
                error, "een antwoord op de NPS-vraag is een geheel getal van 0 tot 10, niet %g",
                "an answer to the NPS question is a whole number from 0 to 10, not %g", x[i]);
        }
        *n += 1;
        *promoters += x[i] >= 9;
        *detractors += x[i] <= 6;
    }
    return true;
}

bool ordinal_nps(const double *x, size_t count, double conf, struct ordinal_nps *result,
                 struct error *error)
{
    *result = (struct ordinal_nps){.about = {.method = "wald"}};
    int64_t n = 0, promoters = 0, detractors = 0;
    struct proportion share;
    if (!measure_check_confidence(conf, error) ||
        !count_answers(x, count, &n, &promoters, &detractors, error) ||
        !proportion_wilson(promoters, n, conf, &share, error)) {
        return false;
    }
    result->about.n = n;
    result->about.missing = (int64_t)count - n;
    if (n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    double total = (double)n, p = (double)promoters / total, d = (double)detractors / total;
    /* p + d - (p-d)^2 over whole counts, so that "all alike" is exactly zero. */
    double both = (double)(promoters + detractors), gap = (double)(promoters - detractors);
    double se = 100 * sqrt((both * total - gap * gap) / total / total / total);
    double nps = 100 * gap / total, reach = measure_z(conf) * se;
    result->nps = quantity_of(nps);
    result->se = quantity_of(se);
    result->lo = quantity_of(fmax(nps - reach, -100));
    result->hi = quantity_of(fmin(nps + reach, 100));
    result->promoters = quantity_of(p);
    result->detractors = quantity_of(d);
    result->promoters_lo = share.lo;
    result->promoters_hi = share.hi;
    if (se == 0) {
        result->about.caution = CAUTION_ZERO_WIDTH;
    }
    return true;
}
