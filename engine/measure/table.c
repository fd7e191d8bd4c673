/* table: see table.h. O - E is computed as (O n - R C)/n: with whole counts the numerator is exact
 * in long double up to 1.8e19, so that counts of 10^9 keep their digits. */
#include "engine/measure/table.h"

#include "engine/measure/incomplete.h"

bool table_reduce(struct arena *arena, struct table table, struct table_margins *margins,
                  struct error *error)
{
    size_t count = table.rows * table.columns;
    double *row_sums = arena_alloc_array(arena, table.rows, sizeof *row_sums);
    double *column_sums = arena_alloc_array(arena, table.columns, sizeof *column_sums);
    for (size_t i = 0; i < count; i++) {
        if (!(table.cells[i] >= 0) || isinf(table.cells[i])) {
            return measure_refuse(error, "cel %zu van m is negatief, oneindig of ontbreekt",
                                  "cell %zu of m is negative, infinite or missing", i + 1);
        }
        row_sums[i / table.columns] += table.cells[i];
        column_sums[i % table.columns] += table.cells[i];
    }
    *margins = (struct table_margins){
        .cells = arena_alloc_array(arena, count, sizeof(double)),
        .row_sums = arena_alloc_array(arena, table.rows, sizeof(double)),
        .column_sums = arena_alloc_array(arena, table.columns, sizeof(double)),
    };
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (row_sums[i / table.columns] > 0 && column_sums[i % table.columns] > 0) {
            margins->cells[kept++] = table.cells[i];
        }
    }
    for (size_t i = 0; i < table.rows; i++) {
        if (row_sums[i] > 0) {
            margins->row_sums[margins->rows++] = row_sums[i];
            margins->n += row_sums[i];
        }
    }
    for (size_t j = 0; j < table.columns; j++) {
        if (column_sums[j] > 0) {
            margins->column_sums[margins->columns++] = column_sums[j];
        }
    }
    return true;
}

static long double expected(const struct table_margins *margins, size_t cell)
{
    return (long double)margins->row_sums[cell / margins->columns] *
           margins->column_sums[cell % margins->columns] / margins->n;
}

/* O - E. */
static long double excess(const struct table_margins *margins, size_t cell)
{
    return ((long double)margins->cells[cell] * margins->n -
            (long double)margins->row_sums[cell / margins->columns] *
                margins->column_sums[cell % margins->columns]) /
           margins->n;
}

/* sum (|O-E| - correction)^2 / E. */
static long double pearson(const struct table_margins *margins, long double correction)
{
    long double sum = 0;
    for (size_t i = 0; i < margins->rows * margins->columns; i++) {
        long double gap = fabsl(excess(margins, i)) - correction;
        sum += gap * gap / expected(margins, i);
    }
    return sum;
}

static long double deviance(const struct table_margins *margins)
{
    long double sum = 0;
    for (size_t i = 0; i < margins->rows * margins->columns; i++) {
        sum += incomplete_deviance(margins->cells[i], expected(margins, i), excess(margins, i));
    }
    return 2 * sum;
}

/* Reduces; *usable says that a statistic exists. */
static bool start(struct arena *arena, struct table table, const char *method,
                  struct table_margins *margins, struct table_test *result, bool *usable,
                  struct error *error)
{
    *result = (struct table_test){.about = {.method = method}, .df = quantity_of(0)};
    if (!table_reduce(arena, table, margins, error)) {
        return false;
    }
    *usable = margins->rows >= 2 && margins->columns >= 2;
    result->about.n = (int64_t)margins->n;
    result->about.reason = *usable ? REASON_NONE : REASON_TABLE_TOO_SMALL;
    return true;
}

static void finish(const struct table_margins *margins, long double statistic,
                   struct table_test *result)
{
    double df = (double)((margins->rows - 1) * (margins->columns - 1));
    result->statistic = quantity_of((double)statistic);
    result->df = quantity_of(df);
    result->p = quantity_of(incomplete_chisq_upper((double)statistic, df));
}

bool table_chisq(struct arena *arena, struct table table, struct table_test *result,
                 struct error *error)
{
    struct table_margins margins;
    bool usable;
    if (!start(arena, table, "pearson", &margins, result, &usable, error)) {
        return false;
    }
    if (usable) {
        finish(&margins, pearson(&margins, 0), result);
    }
    return true;
}

bool table_yates(struct arena *arena, struct table table, struct table_test *result,
                 struct error *error)
{
    struct table_margins margins;
    bool usable;
    if (!start(arena, table, "yates", &margins, result, &usable, error)) {
        return false;
    }
    if (!usable) {
        return true;
    }
    long double correction = 0;
    if (margins.rows == 2 && margins.columns == 2) {
        correction = 0.5L;
        for (size_t i = 0; i < 4; i++) {
            correction = fminl(correction, fabsl(excess(&margins, i)));
        }
    } else {
        result->about.method = "pearson";
    }
    finish(&margins, pearson(&margins, correction), result);
    return true;
}

bool table_gtest(struct arena *arena, struct table table, struct table_test *result,
                 struct error *error)
{
    struct table_margins margins;
    bool usable;
    if (!start(arena, table, "g", &margins, result, &usable, error)) {
        return false;
    }
    if (usable) {
        finish(&margins, deviance(&margins), result);
    }
    return true;
}

bool table_williams(struct arena *arena, struct table table, struct table_test *result,
                    struct error *error)
{
    struct table_margins margins;
    bool usable;
    if (!start(arena, table, "g_williams", &margins, result, &usable, error)) {
        return false;
    }
    if (!usable) {
        return true;
    }
    long double rows = 0, columns = 0, n = margins.n;
    for (size_t i = 0; i < margins.rows; i++) {
        rows += 1 / (long double)margins.row_sums[i];
    }
    for (size_t j = 0; j < margins.columns; j++) {
        columns += 1 / (long double)margins.column_sums[j];
    }
    long double df = (long double)((margins.rows - 1) * (margins.columns - 1));
    long double q = 1 + (n * rows - 1) * (n * columns - 1) / (6 * n * df);
    result->q = quantity_of((double)q);
    finish(&margins, deviance(&margins) / q, result);
    return true;
}

bool table_cramer(struct arena *arena, struct table table, struct table_cramer *result,
                  struct error *error)
{
    *result = (struct table_cramer){.about = {.method = "cramer"}};
    struct table_margins margins;
    if (!table_reduce(arena, table, &margins, error)) {
        return false;
    }
    result->about.n = (int64_t)margins.n;
    if (margins.rows < 2 || margins.columns < 2) {
        result->about.reason = REASON_TABLE_TOO_SMALL;
        return true;
    }
    long double r = (long double)margins.rows, c = (long double)margins.columns, n = margins.n;
    long double phi = pearson(&margins, 0) / n;
    result->v = quantity_of((double)sqrtl(phi / (fminl(r, c) - 1)));
    long double corrected = fmaxl(0, phi - (r - 1) * (c - 1) / (n - 1));
    long double rows = r - (r - 1) * (r - 1) / (n - 1), columns = c - (c - 1) * (c - 1) / (n - 1);
    long double room = fminl(rows, columns) - 1;
    if (n > 1 && room > 1e-15L) {
        result->v_bc = quantity_of((double)sqrtl(corrected / room));
    } else {
        result->about.reason = REASON_CORRECTION_EMPTIES;
    }
    return true;
}

bool table_residuals(struct arena *arena, struct table table, struct table_residuals *result,
                     struct error *error)
{
    *result = (struct table_residuals){.about = {.method = "residuals"}};
    struct table_margins margins;
    if (!table_reduce(arena, table, &margins, error)) {
        return false;
    }
    result->about.n = (int64_t)margins.n;
    size_t count = margins.rows * margins.columns;
    if (count == 0) {
        result->about.reason = REASON_NOTHING_COUNTED;
        return true;
    }
    result->pearson = quantities_create(arena, count, margins.columns);
    result->adjusted = quantities_create(arena, count, margins.columns);
    for (size_t i = 0; i < count; i++) {
        long double residual = excess(&margins, i) / sqrtl(expected(&margins, i));
        long double row_rest = margins.n - margins.row_sums[i / margins.columns];
        long double column_rest = margins.n - margins.column_sums[i % margins.columns];
        result->pearson.items[i] = quantity_of((double)residual);
        if (margins.rows > 1 && margins.columns > 1) {
            long double spread = sqrtl(row_rest / margins.n * (column_rest / margins.n));
            result->adjusted.items[i] = quantity_of((double)(residual / spread));
        } else {
            result->about.reason = REASON_MARGIN_IS_ALL;
        }
    }
    return true;
}
