/* disclosure: see disclosure.h. The audit is a linear programme whose columns are the suppressed
 * cells and whose rows are the sums that contain one; each cell is minimised and maximised, going
 * on from the last basis. */
#include "engine/measure/disclosure.h"

#include "engine/measure/linear_program.h"
#include "engine/measure/order.h"

enum { AUDIT_MOST = 600 };        /* suppressed cells in one audit */
static const double SLACK = 1e-9; /* relative, for sums of decimals */

bool disclosure_cell_rules(struct arena *arena, const double *x, size_t count,
                           struct disclosure_rules rules, struct disclosure_cell *result,
                           struct error *error)
{
    *result = (struct disclosure_cell){.about = {.method = "cell_rules"}};
    double *values;
    size_t n;
    if (!measure_check_least("x", x, count, 0, error) ||
        !measure_check_number("min_count", rules.min_count, 0, error) ||
        !measure_check_number("n", rules.n, 0, error) ||
        !measure_check_number("k", rules.k, 0, error) ||
        !measure_check_number("p", rules.p, 0, error) ||
        !measure_present(arena, "x", x, count, &values, &n, error)) {
        return false;
    }
    order_sort(values, n);
    long double total = 0, largest = 0, rest = 0;
    double positive = 0;
    for (size_t i = n; i > 0; i--) {
        double value = values[i - 1];
        size_t rank = n - i; /* 0 for the largest */
        positive += value > 0;
        total += value;
        largest += (double)rank < rules.n ? value : 0;
        rest += rank >= 2 ? value : 0;
    }
    double x1 = n > 0 ? values[n - 1] : 0, x2 = n > 1 ? values[n - 2] : 0;
    /* Strict comparisons that decimals must not tip over. */
    long double above = 1 + 1e-12L, below = 1 - 1e-12L;
    bool dominant = positive > 0 && 100 * largest > rules.k * total * above;
    bool close = positive > 0 && 100 * rest < (long double)rules.p * x1 * below;
    result->about.n = (int64_t)n;
    result->about.missing = (int64_t)(count - n);
    result->count = quantity_of(positive);
    result->total = quantity_of((double)total);
    result->x1 = quantity_of(x1);
    result->x2 = quantity_of(x2);
    result->threshold = quantity_of(positive > 0 && positive < rules.min_count);
    result->dominance = quantity_of(dominant);
    result->ppercent = quantity_of(close);
    result->upl = quantity_of(close ? (double)((long double)rules.p * x1 / 100 - rest) : 0);
    return true;
}

bool disclosure_check_table(struct disclosure_table table, struct error *error)
{
    if (table.rows < 2 || table.columns < 2) {
        return measure_refuse(
            error, "een tabel met randen heeft ten minste 2 rijen en 2 kolommen (%zu x %zu)",
            "a table with margins has at least 2 rows and 2 columns (%zu x %zu)", table.rows,
            table.columns);
    }
    size_t columns = table.columns, count = table.rows * columns;
    for (size_t i = 0; i < count; i++) {
        if (!(table.cells[i] >= 0) || isinf(table.cells[i])) {
            return measure_refuse(error, "cel %zu van m is negatief, oneindig of ontbreekt",
                                  "cell %zu of m is negative, infinite or missing", i + 1);
        }
    }
    for (size_t line = 0; line < table.rows + columns; line++) {
        bool row = line < table.rows;
        size_t at = row ? line : line - table.rows;
        size_t length = row ? columns : table.rows, step = row ? 1 : columns;
        size_t first = row ? at * columns : at;
        long double sum = 0;
        for (size_t k = 0; k + 1 < length; k++) {
            sum += table.cells[first + k * step];
        }
        double margin = table.cells[first + (length - 1) * step];
        if (fabsl(sum - margin) > SLACK * fmaxl(1, sum)) {
            return measure_refuse(error,
                                  "de tabel telt niet op: %s %zu is samen %g, de rand zegt %g",
                                  "the table does not add up: %s %zu sums to %g, the margin is %g",
                                  row ? "r" : "c", at + 1, (double)sum, margin);
        }
    }
    return true;
}

struct disclosure_sum *disclosure_table_sums(struct arena *arena, size_t rows, size_t columns)
{
    struct disclosure_sum *sums = arena_alloc_array(arena, rows + columns, sizeof *sums);
    for (size_t line = 0; line < rows + columns; line++) {
        bool row = line < rows;
        size_t length = row ? columns : rows, step = row ? 1 : columns;
        size_t first = row ? line * columns : line - rows;
        size_t *parts = arena_alloc_array(arena, length, sizeof *parts);
        for (size_t k = 0; k + 1 < length; k++) {
            parts[k] = first + k * step;
        }
        sums[line] = (struct disclosure_sum){
            .total = first + (length - 1) * step, .parts = parts, .count = length - 1};
    }
    return sums;
}

bool disclosure_audit(struct arena *arena, struct disclosure_table table,
                      const unsigned char *suppressed, struct disclosure_bounds *result,
                      struct error *error)
{
    *result = (struct disclosure_bounds){.about = {.method = "linear_program"}};
    if (!disclosure_check_table(table, error)) {
        return false;
    }
    const struct disclosure_sum *sums = disclosure_table_sums(arena, table.rows, table.columns);
    return disclosure_audit_sums(arena, table.cells, table.rows * table.columns, suppressed, sums,
                                 table.rows + table.columns, result, error);
}

/* One sum as a row: hidden parts minus a hidden total equal what is published. */
static void add_sum(struct arena *arena, struct linear_program *program, const double *cells,
                    const size_t *column_of, const unsigned char *suppressed,
                    const struct disclosure_sum *sum)
{
    struct arena_mark mark = arena_mark(arena);
    size_t *columns = arena_alloc_array(arena, sum->count + 1, sizeof *columns);
    double *signs = arena_alloc_array(arena, sum->count + 1, sizeof *signs);
    size_t hidden = 0;
    long double published = 0, left = 0;
    for (size_t k = 0; k <= sum->count; k++) {
        size_t cell = k < sum->count ? sum->parts[k] : sum->total;
        double sign = k < sum->count ? 1 : -1;
        if (suppressed[cell]) {
            columns[hidden] = column_of[cell];
            signs[hidden++] = sign;
            left += sign * (long double)cells[cell];
        } else {
            published -= sign * (long double)cells[cell];
        }
    }
    /* Rounded decimals may disagree in the last digit: the true table stays a solution. */
    double value =
        (double)(fabsl(left - published) <= SLACK * fmaxl(1, fabsl(left)) ? left : published);
    if (hidden > 0) {
        linear_program_row(program, hidden, columns, signs, value, value);
    }
    arena_release(arena, mark);
}

/* Whole data have whole bounds; the solver's last digits go. */
static double tidy(double value, bool whole, double scale)
{
    double near = round(value);
    if (whole && fabs(value - near) <= 1e-6 * fmax(1, scale * 1e-6)) {
        return near;
    }
    return fabs(value) <= 1e-10 * scale ? 0 : value;
}

static bool bound_cell(struct linear_program *program, size_t column, bool whole, double scale,
                       struct quantity *lo, struct quantity *hi, struct error *error)
{
    linear_program_cost(program, column, 1);
    struct linear_program_result least, greatest;
    if (!linear_program_solve(program, false, &least, error) ||
        !linear_program_solve(program, true, &greatest, error)) {
        return false;
    }
    linear_program_cost(program, column, 0);
    if (least.status == LINEAR_PROGRAM_INFEASIBLE) {
        return measure_refuse(error, "de gepubliceerde cellen spreken elkaar tegen",
                              "the published cells contradict each other");
    }
    *lo = quantity_of(tidy(least.value, whole, scale));
    *hi = quantity_of(greatest.status == LINEAR_PROGRAM_UNBOUNDED
                          ? (double)INFINITY
                          : tidy(greatest.value, whole, scale));
    return true;
}

bool disclosure_audit_sums(struct arena *arena, const double *cells, size_t count,
                           const unsigned char *suppressed, const struct disclosure_sum *sums,
                           size_t sum_count, struct disclosure_bounds *result, struct error *error)
{
    *result =
        (struct disclosure_bounds){.about = {.n = (int64_t)count, .method = "linear_program"}};
    size_t *column_of = arena_alloc_array(arena, count, sizeof *column_of);
    size_t hidden = 0;
    bool whole = true;
    double scale = 1;
    for (size_t i = 0; i < count; i++) {
        if (!(cells[i] >= 0) || isinf(cells[i])) {
            return measure_refuse(error, "cel %zu is negatief, oneindig of ontbreekt",
                                  "cell %zu is negative, infinite or missing", i + 1);
        }
        column_of[i] = suppressed[i] ? hidden++ : 0;
        whole = whole && cells[i] == floor(cells[i]);
        scale = fmax(scale, cells[i]);
    }
    if (hidden > AUDIT_MOST) {
        return measure_refuse(error, "%zu verborgen cellen; de grens is %d",
                              "%zu suppressed cells; the limit is %d", hidden, AUDIT_MOST);
    }
    result->lo = quantities_create(arena, hidden, 0);
    result->hi = quantities_create(arena, hidden, 0);
    struct linear_program *program = linear_program_create(arena, hidden);
    for (size_t i = 0; i < sum_count; i++) {
        add_sum(arena, program, cells, column_of, suppressed, &sums[i]);
    }
    for (size_t i = 0; i < hidden; i++) {
        struct arena_mark mark = arena_mark(arena);
        if (!bound_cell(program, i, whole, scale, &result->lo.items[i], &result->hi.items[i],
                        error)) {
            return false;
        }
        arena_release(arena, mark);
    }
    return true;
}
