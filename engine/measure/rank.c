/* rank: see rank.h. */
#include "engine/measure/rank.h"

#include <string.h>

#include "engine/measure/order.h"

enum { EXACT_BELOW = 50 };
static const double PAIRS_MOST = 5e6;
static const double STEPS_MOST = 2e8;

/* Both groups, sorted, without missing values. */
struct pair {
    double *x, *y;
    size_t n, m;
};

static bool gather(struct arena *arena, const double *x, size_t n, const double *y, size_t m,
                   struct pair *pair, struct about *about, struct error *error)
{
    if (!measure_present(arena, "x", x, n, &pair->x, &pair->n, error) ||
        !measure_present(arena, "y", y, m, &pair->y, &pair->m, error)) {
        return false;
    }
    order_sort(pair->x, pair->n);
    order_sort(pair->y, pair->m);
    about->n = (int64_t)(pair->n + pair->m);
    about->missing = (int64_t)(n + m) - about->n;
    about->reason = pair->n == 0 || pair->m == 0 ? REASON_NO_VALUES : REASON_NONE;
    return true;
}

/* For every value of a sorted list: how many of another sorted list are below it and equal to it.
 */
static void place(const double *values, size_t n, const double *others, size_t m, size_t *below,
                  size_t *equal)
{
    size_t low = 0, high = 0;
    for (size_t i = 0; i < n; i++) {
        while (low < m && others[low] < values[i]) {
            low++;
        }
        high = high < low ? low : high;
        while (high < m && others[high] <= values[i]) {
            high++;
        }
        below[i] = low;
        equal[i] = high - low;
    }
}

/* P(U = u) for u = 0 ... most, without ties: Gaussian binomial coefficients, built factor by factor
 * (1-x^(m+i))/(1-x^i) and scaled on the way so that the whole stays a distribution. */
static long double *u_distribution(struct arena *arena, size_t n, size_t m, size_t most)
{
    long double *p = arena_alloc_array(arena, most + 1, sizeof *p);
    p[0] = 1;
    for (size_t i = 1; i <= n; i++) {
        for (size_t u = most; u >= m + i; u--) {
            p[u] -= p[u - m - i];
        }
        for (size_t u = i; u <= most; u++) {
            p[u] += p[u - i];
        }
        long double scale = (long double)i / (long double)(m + i);
        for (size_t u = 0; u <= most; u++) {
            p[u] *= scale;
        }
    }
    return p;
}

static long double sum_to(const long double *p, size_t most)
{
    long double sum = 0;
    for (size_t u = 0; u <= most; u++) {
        sum += p[u];
    }
    return sum;
}

/* Two-sided: twice the smaller tail at u, at most 1. */
static double exact_p(struct arena *arena, size_t n, size_t m, double u)
{
    size_t all = n * m, tail = (size_t)fmin(u, (double)all - u);
    const long double *p = u_distribution(arena, n < m ? n : m, n < m ? m : n, tail);
    return (double)fminl(1, 2 * sum_to(p, tail));
}

static void test_normal(const struct pair *pair, double u, double ties,
                        struct rank_mannwhitney *result)
{
    double n = (double)pair->n, m = (double)pair->m, all = n + m;
    double var = n * m / 12 * ((all + 1) - (all > 1 ? ties / (all * (all - 1)) : 0));
    if (!(var > 0) || ties >= all * all * all - all) {
        result->about.reason = REASON_NO_VARIATION;
        return;
    }
    double gap = u - n * m / 2, sd = sqrt(var);
    double corrected = gap == 0 ? 0 : fabs(gap) - 0.5;
    result->z = quantity_of(gap / sd);
    result->p = quantity_of(erfc(fabs(gap) / sd / sqrt(2)));
    result->p_cc = quantity_of(fmin(1, erfc(corrected / sd / sqrt(2))));
}

bool rank_mannwhitney(struct arena *arena, const double *x, size_t n, const double *y, size_t m,
                      struct rank_mannwhitney *result, struct error *error)
{
    *result = (struct rank_mannwhitney){.about = {.method = "mann_whitney"}};
    struct pair pair;
    if (!gather(arena, x, n, y, m, &pair, &result->about, error)) {
        return false;
    }
    if (result->about.reason != REASON_NONE) {
        return true;
    }
    size_t *below = arena_alloc_array(arena, pair.n, sizeof *below);
    size_t *equal = arena_alloc_array(arena, pair.n, sizeof *equal);
    place(pair.x, pair.n, pair.y, pair.m, below, equal);
    double u = 0, both = (double)pair.n * (double)pair.m;
    for (size_t i = 0; i < pair.n; i++) {
        u += (double)below[i] + 0.5 * (double)equal[i];
    }
    double *all = arena_alloc_array(arena, pair.n + pair.m, sizeof *all);
    memcpy(all, pair.x, pair.n * sizeof *all);
    memcpy(all + pair.n, pair.y, pair.m * sizeof *all);
    order_sort(all, pair.n + pair.m);
    double ties = order_ties(all, pair.n + pair.m);
    result->u = quantity_of(u);
    result->delta = quantity_of((2 * u - both) / both);
    result->auc = quantity_of(u / both);
    test_normal(&pair, u, ties, result);
    if (ties == 0 && pair.n < EXACT_BELOW && pair.m < EXACT_BELOW) {
        result->p_exact = quantity_of(exact_p(arena, pair.n, pair.m, u));
    } else if (result->about.reason == REASON_NONE) {
        result->about.reason = REASON_TIES;
    }
    return true;
}

bool rank_hodges_lehmann(struct arena *arena, const double *x, size_t n, const double *y, size_t m,
                         double conf, struct rank_hodges_lehmann *result, struct error *error)
{
    *result = (struct rank_hodges_lehmann){.about = {.method = "hodges_lehmann"}};
    struct pair pair;
    if (!measure_check_confidence(conf, error) ||
        !gather(arena, x, n, y, m, &pair, &result->about, error)) {
        return false;
    }
    if (result->about.reason != REASON_NONE) {
        return true;
    }
    size_t all = pair.n * pair.m, least = pair.n < pair.m ? pair.n : pair.m;
    double steps = (double)least * (double)all;
    if (!measure_check_work((double)pair.n * (double)pair.m, PAIRS_MOST, error) ||
        !measure_check_work(steps, STEPS_MOST, error)) {
        return false;
    }
    double *differences = arena_alloc_array(arena, all, sizeof *differences);
    for (size_t i = 0; i < all; i++) {
        differences[i] = pair.x[i / pair.m] - pair.y[i % pair.m];
    }
    /* P(U <= q) is symmetric about all/2, so the lower half of the distribution is enough. */
    size_t half = all / 2;
    const long double *p = u_distribution(arena, least, pair.n + pair.m - least, half);
    long double tail = (long double)((1 - conf) / 2), sum = p[0], below = 0;
    size_t q = 0;
    while (q < half && sum < tail * (1 - 1e-14L)) {
        below = sum;
        sum += p[++q];
    }
    if (q == 0) {
        q = 1;
        below = p[0];
    }
    result->hl = quantity_of(order_median(differences, all));
    result->lo = quantity_of(order_select(differences, all, q - 1));
    result->hi = quantity_of(order_select(differences, all, all - q));
    result->coverage = quantity_of((double)fmaxl(1 - 2 * below, 0));
    return true;
}

/* Variance (n-1) of the row means of sign(x-y), each row against m values. */
static long double row_variance(const size_t *below, const size_t *equal, size_t n, size_t m,
                                long double delta)
{
    long double squares = 0;
    for (size_t i = 0; i < n; i++) {
        long double above = (long double)m - (long double)below[i] - (long double)equal[i];
        long double rest = ((long double)below[i] - above) / (long double)m - delta;
        squares += rest * rest;
    }
    return squares / (long double)(n - 1);
}

static void cliff_limits(long double delta, long double var, double conf, struct rank_cliff *result)
{
    long double z = measure_z(conf), d2 = delta * delta, s2 = z * z * var;
    long double reach = z * sqrtl(var) * sqrtl((1 - d2) * (1 - d2) + s2);
    long double middle = delta - delta * d2, width = 1 - d2 + s2;
    result->lo = quantity_of((double)((middle - reach) / width));
    result->hi = quantity_of((double)((middle + reach) / width));
}

bool rank_cliff(struct arena *arena, const double *x, size_t n, const double *y, size_t m,
                double conf, struct rank_cliff *result, struct error *error)
{
    *result = (struct rank_cliff){.about = {.method = "cliff"}};
    struct pair pair;
    if (!measure_check_confidence(conf, error) ||
        !gather(arena, x, n, y, m, &pair, &result->about, error)) {
        return false;
    }
    if (result->about.reason != REASON_NONE) {
        return true;
    }
    size_t most = pair.n > pair.m ? pair.n : pair.m;
    size_t *below = arena_alloc_array(arena, most, sizeof *below);
    size_t *equal = arena_alloc_array(arena, most, sizeof *equal);
    long double nl = (long double)pair.n, ml = (long double)pair.m, wins = 0, ties = 0;
    place(pair.x, pair.n, pair.y, pair.m, below, equal);
    for (size_t i = 0; i < pair.n; i++) {
        wins += (long double)below[i];
        ties += (long double)equal[i];
    }
    long double delta = (2 * wins + ties - nl * ml) / (nl * ml);
    result->delta = quantity_of((double)delta);
    if (pair.n == 1 || pair.m == 1) {
        result->about.reason = REASON_ALL_SHARED;
        return true;
    }
    long double rows = row_variance(below, equal, pair.n, pair.m, delta);
    place(pair.y, pair.m, pair.x, pair.n, below, equal);
    long double columns = row_variance(below, equal, pair.m, pair.n, -delta);
    long double cells = (nl * ml - ties - nl * ml * delta * delta) / (nl * ml - 1);
    long double var = ((ml - 1) * rows + (nl - 1) * columns + cells) / (nl * ml);
    result->var = quantity_of((double)fmaxl(var, 0));
    if (fabsl(delta) == 1) {
        result->about.reason = REASON_ALL_SHARED;
    } else {
        cliff_limits(delta, fmaxl(var, 0), conf, result);
    }
    return true;
}
