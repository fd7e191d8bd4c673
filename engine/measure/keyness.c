/* keyness: see keyness.h. k ln(k/E) is a deviance k ln(k/E) - (k-E) plus k-E; over all cells the
 * differences add to zero, so the deviances alone give the sum without cancelling. */
#include "engine/measure/keyness.h"

#include "engine/measure/incomplete.h"

/* Twice the sum of the four deviances of [a b; c d]. */
static long double four_cells(long double a, long double b, long double c, long double d)
{
    long double n = a + b + c + d;
    if (n == 0) {
        return 0;
    }
    /* O - E is the same in size for all four cells: (ad - bc)/n. */
    long double gap = (a * d - b * c) / n;
    return 2 * (incomplete_deviance(a, (a + b) * (a + c) / n, gap) +
                incomplete_deviance(b, (a + b) * (b + d) / n, -gap) +
                incomplete_deviance(c, (c + d) * (a + c) / n, -gap) +
                incomplete_deviance(d, (c + d) * (b + d) / n, gap));
}

bool keyness_g2_2x2(struct arena *arena, struct table table, struct keyness_g2 *result,
                    struct error *error)
{
    *result = (struct keyness_g2){.about = {.method = "g2"}};
    struct table_margins margins;
    if (table.rows != 2 || table.columns != 2) {
        return measure_refuse(error, "m is een tabel van 2 bij 2, niet %zu bij %zu",
                              "m is a 2 by 2 table, not %zu by %zu", table.rows, table.columns);
    }
    if (!table_reduce(arena, table, &margins, error)) {
        return false;
    }
    result->about.n = (int64_t)margins.n;
    const double *m = table.cells;
    result->g2 = quantity_of((double)four_cells(m[0], m[1], m[2], m[3]));
    return true;
}

bool keyness_g2(double a, double b, double c, double d, struct keyness_g2 *result,
                struct error *error)
{
    *result = (struct keyness_g2){.about = {.method = "g2"}};
    if (!measure_check_number("a", a, 0, error) || !measure_check_number("b", b, 0, error) ||
        !measure_check_number("c", c, 0, error) || !measure_check_number("d", d, 0, error)) {
        return false;
    }
    if (a > c || b > d) {
        return measure_refuse(
            error, "een woord komt vaker voor dan er woorden zijn (%g van %g, %g van %g)",
            "a word occurs more often than there are words (%g of %g, %g of %g)", a, c, b, d);
    }
    long double al = a, bl = b, cl = c, dl = d;
    result->about.n = (int64_t)(c + d);
    result->g2_full = quantity_of((double)four_cells(al, bl, cl - al, dl - bl));
    if (a + b > 0) {
        /* a - E1 = (ad - bc)/(c+d) = E2 - b. */
        long double gap = (al * dl - bl * cl) / (cl + dl), both = (al + bl) / (cl + dl);
        result->g2 = quantity_of((double)(2 * (incomplete_deviance(al, cl * both, gap) +
                                               incomplete_deviance(bl, dl * both, -gap))));
    } else {
        result->about.reason = REASON_NOTHING_COUNTED;
    }
    if (c > 0 && d > 0) {
        long double cross = al * dl - bl * cl;
        result->sign = quantity_of(cross > 0 ? 1 : cross < 0 ? -1 : 0);
    } else {
        result->about.reason = REASON_NOTHING_COUNTED;
    }
    if (a > 0 && b > 0) {
        result->log_ratio = quantity_of((double)log2l(al / cl / (bl / dl)));
    } else if (result->about.reason == REASON_NONE) {
        result->about.reason = REASON_WORD_ABSENT;
    }
    return true;
}

bool keyness_logodds(struct arena *arena, const double *y1, const double *y2, const double *alpha,
                     size_t count, struct keyness_logodds *result, struct error *error)
{
    *result = (struct keyness_logodds){.about = {.n = (int64_t)count, .method = "logodds"}};
    if (!measure_check_least("y1", y1, count, 0, error) ||
        !measure_check_least("y2", y2, count, 0, error) ||
        !measure_check_least("alpha", alpha, count, 0, error)) {
        return false;
    }
    long double n1 = 0, n2 = 0, prior = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(y1[i]) || isnan(y2[i]) || !(alpha[i] > 0)) {
            return measure_refuse(
                error, "bij woord %zu ontbreekt een aantal of is alpha niet groter dan 0",
                "word %zu lacks a count or its alpha is not above 0", i + 1);
        }
        n1 += y1[i];
        n2 += y2[i];
        prior += alpha[i];
    }
    result->delta = quantities_create(arena, count, 0);
    result->var = quantities_create(arena, count, 0);
    result->z = quantities_create(arena, count, 0);
    for (size_t i = 0; i < count; i++) {
        long double one = (long double)y1[i] + alpha[i], two = (long double)y2[i] + alpha[i];
        long double rest1 = n1 + prior - one, rest2 = n2 + prior - two;
        long double var = 1 / one + 1 / two;
        result->var.items[i] = quantity_of((double)var);
        if (count == 1 || rest1 <= 0 || rest2 <= 0) {
            result->about.reason = REASON_ONE_TYPE;
            continue;
        }
        long double delta = logl(one / rest1) - logl(two / rest2);
        result->delta.items[i] = quantity_of((double)delta);
        result->z.items[i] = quantity_of((double)(delta / sqrtl(var)));
    }
    return true;
}

bool keyness_npmi(double nxy, double nx, double ny, double n, struct keyness_npmi *result,
                  struct error *error)
{
    *result = (struct keyness_npmi){.about = {.method = "npmi"}};
    if (!measure_check_number("nxy", nxy, 0, error) || !measure_check_number("nx", nx, 0, error) ||
        !measure_check_number("ny", ny, 0, error) || !measure_check_number("n", n, 0, error)) {
        return false;
    }
    if (nxy > nx || nxy > ny || nx > n || ny > n) {
        return measure_refuse(error, "nxy is hooguit nx en ny, en die hooguit n (%g, %g, %g, %g)",
                              "nxy is at most nx and ny, and those at most n (%g, %g, %g, %g)", nxy,
                              nx, ny, n);
    }
    result->about.n = (int64_t)n;
    if (nx == 0 || ny == 0) {
        result->about.reason = REASON_WORD_ABSENT;
        return true;
    }
    if (nxy == 0) {
        result->pmi = quantity_of(-(double)INFINITY);
        result->npmi = quantity_of(-1);
        return true;
    }
    long double product = (long double)nx * ny, gap = ((long double)n * nxy - product) / product;
    long double pmi =
        (fabsl(gap) < 0.5L ? log1pl(gap) : logl((long double)n * nxy / product)) / logl(2);
    result->pmi = quantity_of((double)pmi);
    result->npmi = quantity_of(nxy == n ? 1 : (double)(pmi / -log2l((long double)nxy / n)));
    return true;
}
