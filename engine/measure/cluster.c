/* cluster: see cluster.h. */
#include "engine/measure/cluster.h"

#include "engine/measure/quantile.h"

enum { FEW_CLUSTERS = 10 };

static void set_spread(const double *y, const double *m, size_t k, long double r, long double total,
                       double population, double conf, struct cluster_ratio *result)
{
    long double squares = 0;
    for (size_t i = 0; i < k; i++) {
        long double rest = y[i] - r * m[i];
        squares += rest * rest;
    }
    long double clusters = (long double)k;
    long double part = population > 0 ? 1 - clusters / population : 1;
    long double v = part * clusters / (clusters - 1) * squares / (total * total);
    double se = (double)sqrtl(v);
    double reach = quantile_t_upper((1 - conf) / 2, (double)k - 1) * se;
    result->se = quantity_of(se);
    result->lo = quantity_of((double)r - reach);
    result->hi = quantity_of((double)r + reach);
    if (r != 0 && r != 1 && total != 1) {
        result->deff = quantity_of((double)(v / (r * (1 - r) / (total - 1))));
    } else {
        result->about.reason = REASON_SHARE_AT_END;
    }
    if (k < FEW_CLUSTERS) {
        result->about.caution = CAUTION_FEW_CLUSTERS;
    }
}

bool cluster_ratio(struct arena *arena, const double *y, const double *m, size_t count,
                   double population, double conf, struct cluster_ratio *result,
                   struct error *error)
{
    *result = (struct cluster_ratio){.about = {.method = "cluster_ratio"}};
    double *yk, *mk;
    size_t k;
    if (!measure_check_confidence(conf, error) || !measure_check_least("m", m, count, 0, error) ||
        !measure_present_pairs(arena, "y", y, "m", m, count, &yk, &mk, &k, error)) {
        return false;
    }
    if (population != 0 && !(population >= (double)k)) {
        return measure_refuse(error, "N (%g) is kleiner dan het aantal groepen (%zu)",
                              "N (%g) is below the number of clusters (%zu)", population, k);
    }
    result->about.n = (int64_t)k;
    result->about.missing = (int64_t)(count - k);
    long double sum_y = 0, sum_m = 0;
    for (size_t i = 0; i < k; i++) {
        sum_y += yk[i];
        sum_m += mk[i];
    }
    result->df = quantity_of(k == 0 ? 0 : (double)k - 1);
    if (sum_m == 0) {
        result->about.reason = REASON_NOTHING_COUNTED;
        return true;
    }
    long double r = sum_y / sum_m;
    result->est = quantity_of((double)r);
    if (k == 1) {
        result->about.reason = REASON_ONE_CLUSTER;
        result->about.caution = CAUTION_FEW_CLUSTERS;
        return true;
    }
    set_spread(yk, mk, k, r, sum_m, population, conf, result);
    return true;
}
