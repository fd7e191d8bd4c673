/* standardise: see standardise.h. */
#include "engine/measure/standardise.h"

#include "engine/measure/quantile.h"

/* Group sizes: >= 0, none missing, and their total. */
static bool add_sizes(const char *name, const double *w, size_t count, long double *total,
                      struct error *error)
{
    *total = 0;
    if (!measure_check_least(name, w, count, 0, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (isnan(w[i])) {
            return measure_refuse(error, "%s ontbreekt op plaats %zu", "%s is missing at place %zu",
                                  name, i + 1);
        }
        *total += w[i];
    }
    return true;
}

/* Sums in which a missing rate (NaN) spreads to what needs it, and to nothing else. */
struct kitagawa_sums {
    long double rate1, rate2, rate, composition, rate_three, composition_three, interaction;
};

static void add_group(struct kitagawa_sums *sums, long double a, long double r1, long double b,
                      long double r2)
{
    sums->rate1 += a * r1;
    sums->rate2 += b * r2;
    sums->rate += (r1 - r2) * (a + b) / 2;
    sums->composition += (a - b) * (r1 + r2) / 2;
    sums->rate_three += (r1 - r2) * b;
    sums->composition_three += (a - b) * r2;
    sums->interaction += (a - b) * (r1 - r2);
}

bool standardise_kitagawa(struct arena *arena, const double *w1, const double *r1, const double *w2,
                          const double *r2, size_t count, struct standardise_kitagawa *result,
                          struct error *error)
{
    *result = (struct standardise_kitagawa){.about = {.n = (int64_t)count, .method = "kitagawa"}};
    long double total1, total2;
    if (!add_sizes("w1", w1, count, &total1, error) ||
        !add_sizes("w2", w2, count, &total2, error) ||
        !measure_check_least("r1", r1, count, -INFINITY, error) ||
        !measure_check_least("r2", r2, count, -INFINITY, error)) {
        return false;
    }
    struct kitagawa_sums sums = {0};
    if (total1 == 0 || total2 == 0) {
        result->about.reason = count == 0 ? REASON_NO_VALUES : REASON_TOTAL_ZERO;
        return true;
    }
    result->rate_by_group = quantities_create(arena, count, 0);
    result->composition_by_group = quantities_create(arena, count, 0);
    for (size_t i = 0; i < count; i++) {
        long double a = w1[i] / total1, b = w2[i] / total2, one = r1[i], two = r2[i];
        add_group(&sums, a, one, b, two);
        result->rate_by_group.items[i] = quantity_of((double)((one - two) * (a + b) / 2));
        result->composition_by_group.items[i] = quantity_of((double)((a - b) * (one + two) / 2));
        if (isnan(one) || isnan(two)) {
            result->about.missing++;
            result->about.reason = REASON_RATE_MISSING;
        }
    }
    result->rate1 = quantity_of((double)sums.rate1);
    result->rate2 = quantity_of((double)sums.rate2);
    result->diff = quantity_of((double)(sums.rate1 - sums.rate2));
    result->rate_effect = quantity_of((double)sums.rate);
    result->composition_effect = quantity_of((double)sums.composition);
    result->rate_three = quantity_of((double)sums.rate_three);
    result->composition_three = quantity_of((double)sums.composition_three);
    result->interaction_three = quantity_of((double)sums.interaction);
    return true;
}

/* Fay and Feuer's limits: gamma distributions with the mean and variance of a weighted sum. */
static double gamma_lower(long double y, long double v, double tail)
{
    return (double)(v / (2 * y) * quantile_chisq_lower(tail, (double)(2 * y * y / v)));
}

static double gamma_upper(long double y, long double v, double tail)
{
    return (double)(v / (2 * y) * quantile_chisq_upper(tail, (double)(2 * y * y / v)));
}

bool standardise_direct(const double *x, const double *pop, const double *std, size_t count,
                        double mult, double conf, struct standardise_direct *result,
                        struct error *error)
{
    *result = (struct standardise_direct){.about = {.n = (int64_t)count, .method = "fay_feuer"}};
    long double events, people, standard;
    if (!measure_check_confidence(conf, error) || !measure_check_number("mult", mult, 0, error) ||
        !add_sizes("x", x, count, &events, error) ||
        !add_sizes("pop", pop, count, &people, error) ||
        !add_sizes("std", std, count, &standard, error)) {
        return false;
    }
    long double y = 0, v = 0, w_max = 0, w_sum = 0, w_squares = 0;
    for (size_t i = 0; i < count && standard > 0; i++) {
        if (pop[i] == 0 && std[i] > 0) {
            result->about.reason = REASON_NO_POPULATION;
            return true;
        }
        long double w = std[i] > 0 ? std[i] / standard / pop[i] : 0;
        y += w * x[i];
        v += w * w * x[i];
        w_max = fmaxl(w_max, w);
        w_sum += w;
        w_squares += w * w;
    }
    if (standard == 0) {
        result->about.reason = count == 0 ? REASON_NO_VALUES : REASON_TOTAL_ZERO;
        return true;
    }
    double tail = (1 - conf) / 2;
    long double size = (long double)count;
    result->rate = quantity_of((double)(y * mult));
    result->var = quantity_of((double)(v * mult * mult));
    result->lo = quantity_of(y > 0 ? mult * gamma_lower(y, v, tail) : 0);
    result->hi = quantity_of(mult * gamma_upper(y + w_max, v + w_max * w_max, tail));
    result->hi_tiwari =
        quantity_of(mult * gamma_upper(y + w_sum / size, v + w_squares / size, tail));
    return true;
}

bool standardise_indirect(const double *x, const double *pop, const double *rate, size_t count,
                          struct standardise_smr *result, struct error *error)
{
    *result = (struct standardise_smr){.about = {.n = (int64_t)count, .method = "indirect"}};
    long double observed, people, rates, expected = 0;
    if (!add_sizes("x", x, count, &observed, error) ||
        !add_sizes("pop", pop, count, &people, error) ||
        !add_sizes("rate", rate, count, &rates, error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        expected += (long double)pop[i] * rate[i];
    }
    result->o = quantity_of((double)observed);
    result->e = quantity_of((double)expected);
    if (expected > 0) {
        result->smr = quantity_of((double)(observed / expected));
    } else {
        result->about.reason = REASON_DIVISION_BY_ZERO;
    }
    return true;
}

bool standardise_smr(double o, double e, double conf, struct standardise_smr *result,
                     struct error *error)
{
    *result = (struct standardise_smr){.about = {.method = "garwood"}};
    if (!measure_check_confidence(conf, error) || !measure_check_number("o", o, 0, error) ||
        !measure_check_number("e", e, 0, error)) {
        return false;
    }
    result->about.n = (int64_t)o;
    result->o = quantity_of(o);
    result->e = quantity_of(e);
    if (e == 0) {
        result->about.reason = REASON_DIVISION_BY_ZERO;
        return true;
    }
    double tail = (1 - conf) / 2, z = measure_z(conf), next = o + 1;
    result->smr = quantity_of(o / e);
    result->lo = quantity_of(o > 0 ? quantile_chisq_lower(tail, 2 * o) / 2 / e : 0);
    result->hi = quantity_of(quantile_chisq_upper(tail, 2 * o + 2) / 2 / e);
    double low = o > 0 ? 1 - 1 / (9 * o) - z / (3 * sqrt(o)) : 0;
    double high = 1 - 1 / (9 * next) + z / (3 * sqrt(next));
    result->lo_byar = quantity_of(o * low * low * low / e);
    result->hi_byar = quantity_of(next * high * high * high / e);
    return true;
}

bool standardise_oaxaca(const double *b1, const double *x1, const double *b2, const double *x2,
                        size_t count, struct standardise_oaxaca *result, struct error *error)
{
    *result = (struct standardise_oaxaca){.about = {.n = (int64_t)count, .method = "oaxaca"}};
    long double gap = 0, endowments = 0, coefficients = 0, interaction = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(b1[i]) || !isfinite(x1[i]) || !isfinite(b2[i]) || !isfinite(x2[i])) {
            return measure_refuse(error, "plaats %zu heeft geen getal in b1, x1, b2 of x2",
                                  "place %zu has no number in b1, x1, b2 or x2", i + 1);
        }
        long double db = (long double)b1[i] - b2[i], dx = (long double)x1[i] - x2[i];
        gap += (long double)b1[i] * x1[i] - (long double)b2[i] * x2[i];
        endowments += dx * b2[i];
        coefficients += db * x2[i];
        interaction += dx * db;
    }
    if (count == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    result->gap = quantity_of((double)gap);
    result->endowments = quantity_of((double)endowments);
    result->coefficients = quantity_of((double)coefficients);
    result->interaction = quantity_of((double)interaction);
    result->explained_w1 = quantity_of((double)(endowments + interaction));
    result->unexplained_w1 = quantity_of((double)coefficients);
    result->explained_half = quantity_of((double)(endowments + interaction / 2));
    result->unexplained_half = quantity_of((double)(coefficients + interaction / 2));
    return true;
}
