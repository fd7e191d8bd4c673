/* linear_program: the least or greatest value of a linear form under linear conditions (GLPK 5.0).
 *
 *     struct linear_program *program = linear_program_create(arena, 2);      two columns >= 0
 *     linear_program_row(program, 2, (size_t[]){0, 1}, (double[]){1, 1}, 10, 10);     x + y = 10
 *     linear_program_cost(program, 0, 1);
 *     struct linear_program_result result;
 *     if (!linear_program_solve(program, true, &result, error)) return false;
 *     if (result.status == LINEAR_PROGRAM_OPTIMAL) use(result.value, result.x);
 *
 * Columns start with bounds [0, infinity) and cost 0. The same program may be solved again with
 * other costs: the simplex method goes on from the last basis. Whole columns make it an integer
 * programme (branch and cut). Work is limited by counts of simplex steps and branches, never by a
 * clock; passing the limit is ERROR_DOMAIN that names it. Solutions are exact to about 1e-9 of the
 * largest coefficient; network programmes with whole data have whole solutions.
 */
#ifndef ENGINE_MEASURE_LINEAR_PROGRAM_H
#define ENGINE_MEASURE_LINEAR_PROGRAM_H

#include "engine/measure/measure.h"

enum linear_program_status {
    LINEAR_PROGRAM_OPTIMAL,
    LINEAR_PROGRAM_INFEASIBLE,
    LINEAR_PROGRAM_UNBOUNDED
};

struct linear_program_result {
    enum linear_program_status status;
    double value;    /* of the cost; 0 unless optimal */
    const double *x; /* one per column, in the arena; NULL unless optimal */
};

struct linear_program;

struct linear_program *linear_program_create(struct arena *arena, size_t columns);
/* low <= x <= high; -INFINITY and INFINITY for none. */
void linear_program_bounds(struct linear_program *program, size_t column, double low, double high);
void linear_program_whole(struct linear_program *program, size_t column);
void linear_program_cost(struct linear_program *program, size_t column, double cost);
/* low <= sum coefficients x <= high. Column numbers within a row are distinct. */
void linear_program_row(struct linear_program *program, size_t count, const size_t *columns,
                        const double *coefficients, double low, double high);
/* After an optimal solution of a continuous programme: how much the value changes when the bound of
 * a row (numbered as they were added) moves by one. */
double linear_program_row_dual(const struct linear_program *program, size_t row);
bool linear_program_solve(struct linear_program *program, bool maximise,
                          struct linear_program_result *result, struct error *error);

#endif
