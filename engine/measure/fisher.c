/* fisher: see fisher.h. */
#include "engine/measure/fisher.h"

#include "engine/measure/incomplete.h"
#include "engine/measure/proportion.h"
#include "engine/measure/random_gsl.h"

static const long double ALIKE = 1e-7L;
static const long double NEGLIGIBLE = 1e-21L;
static const double STEPS_MOST = 3e8; /* about a nanosecond each */
static const double TABLE_MOST = 1e5; /* up to this n the logarithms of factorials are tabled */

/* The first cell of a 2x2 table, given its margins: hypergeometric. */
struct cell {
    double row, column, n, low, high, mode;
};

static struct cell cell_create(double row, double column, double n)
{
    struct cell cell = {.row = row, .column = column, .n = n};
    cell.low = fmax(0, row + column - n);
    cell.high = fmin(row, column);
    cell.mode = (double)floorl(((long double)row + 1) * (column + 1) / ((long double)n + 2));
    cell.mode = fmin(fmax(cell.mode, cell.low), cell.high);
    return cell;
}

static long double log_point(const struct cell *cell, double x)
{
    return incomplete_log_hypergeometric(x, cell->column, cell->n - cell->column, cell->row);
}

/* P(X <= x) for x at or below the mode, P(X >= x) for x at or above it: summed outwards. */
static long double tail(const struct cell *cell, double x, bool lower)
{
    long double term = 1, sum = 0;
    while (x >= cell->low && x <= cell->high && term > sum * NEGLIGIBLE) {
        sum += term;
        if (lower) {
            long double up = x * ((long double)cell->n - cell->row - cell->column + x);
            term *= up / (((long double)cell->column - x + 1) * ((long double)cell->row - x + 1));
            x--;
        } else {
            long double up = ((long double)cell->column - x) * ((long double)cell->row - x);
            term *= up / ((x + 1) * ((long double)cell->n - cell->row - cell->column + x + 1));
            x++;
        }
    }
    return sum;
}

static long double tail_from(const struct cell *cell, double x, bool lower)
{
    if (x < cell->low || x > cell->high) {
        bool all = lower ? x > cell->high : x < cell->low;
        return all ? 1 : 0;
    }
    /* Beyond the mode the other tail is the small one. */
    if (lower && x > cell->mode) {
        return 1 - tail_from(cell, x + 1, false);
    }
    if (!lower && x < cell->mode) {
        return 1 - tail_from(cell, x - 1, true);
    }
    return expl(log_point(cell, x)) * tail(cell, x, lower);
}

/* The farthest point from the end, on one side of the mode, that is no likelier than `limit`;
 * outside the range when there is none. */
static double last_below(const struct cell *cell, long double limit, bool lower)
{
    double near = cell->mode, far = lower ? cell->low - 1 : cell->high + 1;
    while (fabs(near - far) > 1) {
        double middle = floor((near + far) / 2);
        if (log_point(cell, middle) <= limit) {
            far = middle;
        } else {
            near = middle;
        }
    }
    return far;
}

static void test_two_by_two(const double *m, struct fisher *result)
{
    struct cell cell = cell_create(m[0] + m[1], m[0] + m[2], m[0] + m[1] + m[2] + m[3]);
    long double limit = log_point(&cell, m[0]) + log1pl(ALIKE);
    long double p = 1;
    if (log_point(&cell, cell.mode) > limit) {
        p = tail_from(&cell, last_below(&cell, limit, true), true) +
            tail_from(&cell, last_below(&cell, limit, false), false);
    }
    result->p = quantity_of((double)fminl(p, 1));
    result->p_less = quantity_of((double)fminl(tail_from(&cell, m[0], true), 1));
    result->p_greater = quantity_of((double)fminl(tail_from(&cell, m[0], false), 1));
}

/* Drawing tables with given margins. */
struct sampler {
    struct random_gsl *random;
    const double *log_factorial; /* NULL beyond TABLE_MOST */
    double *columns;             /* what is left of the column sums */
};

static double point_at_mode(const struct sampler *sampler, const struct cell *cell)
{
    const double *f = sampler->log_factorial;
    if (f == NULL) {
        return (double)expl(log_point(cell, cell->mode));
    }
    size_t x = (size_t)cell->mode, r = (size_t)cell->row, c = (size_t)cell->column;
    size_t n = (size_t)cell->n;
    return exp(f[c] - f[x] - f[c - x] + f[n - c] - f[r - x] - f[n - c - (r - x)] - f[n] + f[r] +
               f[n - r]);
}

/* A draw from the distribution of one cell: from the mode outwards, both sides in turn. */
static double draw_cell(const struct sampler *sampler, const struct cell *cell)
{
    struct random_gsl *random = sampler->random;
    if (cell->low == cell->high) {
        return cell->low;
    }
    double u = ((double)random_gsl_word(random) + 0.5) / 4294967296.0;
    u += ((double)random_gsl_word(random) - 2147483648.0) / 18446744073709551616.0;
    double point = point_at_mode(sampler, cell);
    double below = cell->mode, above = below, down = point, up = down;
    u -= point;
    while (u > 0 && (below > cell->low || above < cell->high)) {
        if (below > cell->low) {
            down *= below * (cell->n - cell->row - cell->column + below) /
                    ((cell->column - below + 1) * (cell->row - below + 1));
            below--;
            u -= down;
            if (u <= 0) {
                return below;
            }
        }
        if (above < cell->high) {
            up *= (cell->column - above) * (cell->row - above) /
                  ((above + 1) * (cell->n - cell->row - cell->column + above + 1));
            above++;
            u -= up;
            if (u <= 0) {
                return above;
            }
        }
    }
    return cell->mode;
}

/* -sum ln x! of a table drawn with the given margins, row by row, cell by cell. */
static long double draw_table(const struct sampler *sampler, const struct table_margins *margins)
{
    long double length = 0;
    double left = margins->n, *columns = sampler->columns;
    for (size_t j = 0; j < margins->columns; j++) {
        columns[j] = margins->column_sums[j];
    }
    for (size_t i = 0; i < margins->rows; i++) {
        double row = margins->row_sums[i], all = left;
        for (size_t j = 0; j < margins->columns; j++) {
            struct cell cell = cell_create(row, columns[j], all);
            double x = draw_cell(sampler, &cell);
            all -= columns[j];
            row -= x;
            columns[j] -= x;
            length -= sampler->log_factorial == NULL ? lgammal(x + 1.0L)
                                                     : sampler->log_factorial[(size_t)x];
        }
        left -= margins->row_sums[i];
    }
    return length;
}

static bool sample(struct arena *arena, const struct table_margins *margins, int64_t seed,
                   int64_t b, struct fisher *result, struct error *error)
{
    size_t cells = margins->rows * margins->columns;
    /* A draw walks about a standard deviation, at most sqrt(n)/4, after some fixed work. */
    bool tabled = margins->n <= TABLE_MOST;
    double each = (double)cells * ((tabled ? 100 : 1500) + 4 * sqrt(margins->n));
    if (b < 0) {
        return measure_refuse(error, "b is ten minste 1, niet %lld", "b is at least 1, not %lld",
                              (long long)b);
    }
    static const int64_t sizes[] = {FISHER_SAMPLE, 4999, 1999, 999};
    for (size_t i = 0; b == 0 && i < sizeof sizes / sizeof sizes[0]; i++) {
        b = (double)sizes[i] * each <= STEPS_MOST || i == 3 ? sizes[i] : 0;
    }
    double steps = (double)b * each;
    if (!random_gsl_check_seed(seed, error) || !measure_check_work(steps, STEPS_MOST, error)) {
        return false;
    }
    struct sampler sampler = {
        .random = random_gsl_create(arena, seed),
        .log_factorial = tabled ? fisher_log_factorials(arena, (size_t)margins->n) : NULL,
        .columns = arena_alloc_array(arena, margins->columns, sizeof(double))};
    long double seen = 0;
    for (size_t i = 0; i < cells; i++) {
        seen -= tabled ? sampler.log_factorial[(size_t)margins->cells[i]]
                       : lgammal(margins->cells[i] + 1.0L);
    }
    int64_t hits = 0;
    for (int64_t r = 0; r < b; r++) {
        hits += draw_table(&sampler, margins) <= seen + log1pl(ALIKE);
    }
    struct proportion share;
    if (!proportion_clopper_pearson(hits, b, 0.95, &share, error)) {
        return false;
    }
    result->p = quantity_of(((double)hits + 1) / ((double)b + 1));
    result->b = quantity_of((double)b);
    result->lo = share.lo;
    result->hi = share.hi;
    result->about.method = "monte_carlo";
    result->about.caution = CAUTION_SAMPLED;
    result->about.seed = seed;
    return true;
}

bool fisher_test(struct arena *arena, struct table table, int64_t seed, int64_t b,
                 struct fisher *result, struct error *error)
{
    *result = (struct fisher){.about = {.method = "exact"}};
    struct table_margins margins;
    if (!measure_check_counts("m", table.cells, table.rows * table.columns, error) ||
        !table_reduce(arena, table, &margins, error)) {
        return false;
    }
    result->about.n = (int64_t)margins.n;
    if (table.rows == 2 && table.columns == 2) {
        test_two_by_two(table.cells, result);
        return true;
    }
    if (table.rows * table.columns == 0) {
        result->about.reason = REASON_NOTHING_COUNTED;
        return true;
    }
    if (margins.rows < 2 || margins.columns < 2) {
        result->p = quantity_of(1);
        return true;
    }
    double p;
    if (margins.rows == 2 && margins.columns == 2) {
        test_two_by_two(margins.cells, result);
        return true;
    }
    if (fisher_network(&margins, &p)) {
        result->p = quantity_of(p);
        return true;
    }
    return sample(arena, &margins, seed, b, result, error);
}
