/* separation: see separation.h. */
#include "engine/measure/separation.h"

#include "engine/measure/linear_program.h"

static const double CELLS_MOST = 6e4;
static const double MOVES = 1e-3; /* of columns scaled to size about 1 */

bool separation_exists(struct arena *arena, const struct design *design, const signed char *side,
                       bool *separated, struct error *error)
{
    size_t n = design->n, p = design->rank;
    double scale = sqrt((double)n), cost[DESIGN_COLUMNS_MOST] = {0};
    size_t columns[DESIGN_COLUMNS_MOST];
    double row[DESIGN_COLUMNS_MOST];
    if (!measure_check_work((double)n * (double)p, CELLS_MOST, error)) {
        return false;
    }
    struct linear_program *program = linear_program_create(arena, p);
    for (size_t k = 0; k < p; k++) {
        columns[k] = k;
        linear_program_bounds(program, k, -1, 1);
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < p; k++) {
            row[k] = scale * (double)design->q[i * p + k];
            cost[k] += side[i] * row[k];
        }
        linear_program_row(program, p, columns, row, side[i] < 0 ? -INFINITY : 0,
                           side[i] > 0 ? INFINITY : 0);
    }
    for (size_t k = 0; k < p; k++) {
        linear_program_cost(program, k, cost[k]);
    }
    struct linear_program_result result;
    if (!linear_program_solve(program, true, &result, error)) {
        return false;
    }
    *separated = result.status == LINEAR_PROGRAM_OPTIMAL && result.value > MOVES;
    return true;
}
