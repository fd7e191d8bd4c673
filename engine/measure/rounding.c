/* rounding: see rounding.h. A column of the programme says how far a cell goes up, 0 to 1 times the
 * base; sums are kept by rows over whole multiples, so that no decimals enter. */
#include "engine/measure/rounding.h"

#include "engine/measure/linear_program.h"

enum { CELLS_MOST = 3000 };
static const double ALIKE = 1e-9;

/* The multiple below, and whether the cell is one itself. */
static double multiple_below(double value, double base, bool *whole)
{
    double units = value / base, near = round(units);
    *whole = fabs(units - near) <= ALIKE * fmax(1, fabs(units));
    return *whole ? near : floor(units);
}

static void add_sum(struct arena *arena, struct linear_program *program, const double *below,
                    const struct disclosure_sum *sum)
{
    struct arena_mark mark = arena_mark(arena);
    size_t *columns = arena_alloc_array(arena, sum->count + 1, sizeof *columns);
    double *signs = arena_alloc_array(arena, sum->count + 1, sizeof *signs);
    double missing = below[sum->total];
    for (size_t k = 0; k < sum->count; k++) {
        columns[k] = sum->parts[k];
        signs[k] = 1;
        missing -= below[sum->parts[k]];
    }
    columns[sum->count] = sum->total;
    signs[sum->count] = -1;
    linear_program_row(program, sum->count + 1, columns, signs, missing, missing);
    arena_release(arena, mark);
}

bool rounding_controlled(struct arena *arena, struct disclosure_table table, double base,
                         struct rounding *result, struct error *error)
{
    size_t count = table.rows * table.columns;
    *result = (struct rounding){.about = {.n = (int64_t)count, .method = "controlled_rounding"}};
    if (!(base > 0) || isinf(base)) {
        return measure_refuse(error, "base is groter dan 0, niet %g", "base is above 0, not %g",
                              base);
    }
    if (!disclosure_check_table(table, error)) {
        return false;
    }
    if (count > CELLS_MOST) {
        return measure_refuse(error, "%zu cellen; de grens is %d", "%zu cells; the limit is %d",
                              count, (int)CELLS_MOST);
    }
    double *below = arena_alloc_array(arena, count, sizeof *below);
    struct linear_program *program = linear_program_create(arena, count);
    for (size_t i = 0; i < count; i++) {
        bool whole;
        below[i] = multiple_below(table.cells[i], base, &whole);
        linear_program_bounds(program, i, 0, whole ? 0 : 1);
        /* Going up costs what is left above, less what going down would have cost. */
        linear_program_cost(program, i, 2 * (below[i] - table.cells[i] / base) + 1);
    }
    const struct disclosure_sum *sums = disclosure_table_sums(arena, table.rows, table.columns);
    for (size_t i = 0; i < table.rows + table.columns; i++) {
        add_sum(arena, program, below, &sums[i]);
    }
    struct linear_program_result answer;
    if (!linear_program_solve(program, false, &answer, error)) {
        return false;
    }
    result->feasible = quantity_of(answer.status == LINEAR_PROGRAM_OPTIMAL);
    if (answer.status != LINEAR_PROGRAM_OPTIMAL) {
        result->about.reason = REASON_INFEASIBLE;
        return true;
    }
    long double change = 0;
    result->rounded = quantities_create(arena, count, table.columns);
    for (size_t i = 0; i < count; i++) {
        double rounded = (below[i] + round(answer.x[i])) * base;
        result->rounded.items[i] = quantity_of(rounded);
        change += fabsl((long double)rounded - table.cells[i]);
    }
    result->min_abs_change = quantity_of((double)change);
    return true;
}
