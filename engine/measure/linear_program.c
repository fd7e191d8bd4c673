/* linear_program: see linear_program.h. The only file that knows GLPK, whose numbering starts at 1.
 */
#include "engine/measure/linear_program.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#include <glpk.h>

enum { SIMPLEX_MOST = 200000, BRANCHES_MOST = 20000 };

static const double STEPS_TIMES_SIZE = 3e7; /* about half a second */

struct linear_program {
    struct arena *arena;
    glp_prob *problem;
    size_t columns;
    bool whole, started;
    int branches;
};

static void free_problem(void *problem)
{
    glp_delete_prob(problem);
}

static int bound_kind(double low, double high)
{
    if (isinf(low)) {
        return isinf(high) ? GLP_FR : GLP_UP;
    }
    return isinf(high) ? GLP_LO : low == high ? GLP_FX : GLP_DB;
}

struct linear_program *linear_program_create(struct arena *arena, size_t columns)
{
    assert(columns < INT_MAX);
    struct linear_program *program = arena_alloc(arena, sizeof *program);
    glp_term_out(GLP_OFF);
    *program =
        (struct linear_program){.arena = arena, .problem = glp_create_prob(), .columns = columns};
    arena_adopt(arena, free_problem, program->problem);
    if (columns > 0) {
        glp_add_cols(program->problem, (int)columns);
    }
    for (size_t i = 0; i < columns; i++) {
        linear_program_bounds(program, i, 0, INFINITY);
    }
    return program;
}

void linear_program_bounds(struct linear_program *program, size_t column, double low, double high)
{
    assert(column < program->columns);
    glp_set_col_bnds(program->problem, (int)column + 1, bound_kind(low, high), low, high);
}

void linear_program_whole(struct linear_program *program, size_t column)
{
    assert(column < program->columns);
    glp_set_col_kind(program->problem, (int)column + 1, GLP_IV);
    program->whole = true;
}

void linear_program_cost(struct linear_program *program, size_t column, double cost)
{
    assert(column < program->columns);
    glp_set_obj_coef(program->problem, (int)column + 1, cost);
}

void linear_program_row(struct linear_program *program, size_t count, const size_t *columns,
                        const double *coefficients, double low, double high)
{
    struct arena_mark mark = arena_mark(program->arena);
    int *index = arena_alloc_array(program->arena, count + 1, sizeof *index);
    double *value = arena_alloc_array(program->arena, count + 1, sizeof *value);
    for (size_t i = 0; i < count; i++) {
        assert(columns[i] < program->columns);
        index[i + 1] = (int)columns[i] + 1;
        value[i + 1] = coefficients[i];
    }
    int row = glp_add_rows(program->problem, 1);
    glp_set_row_bnds(program->problem, row, bound_kind(low, high), low, high);
    glp_set_mat_row(program->problem, row, (int)count, index, value);
    arena_release(program->arena, mark);
    program->started = false;
}

double linear_program_row_dual(const struct linear_program *program, size_t row)
{
    return glp_get_row_dual(program->problem, (int)row + 1);
}

static bool refuse_steps(struct error *error)
{
    return measure_refuse(error, "het lineaire programma vraagt meer dan %d stappen",
                          "the linear programme takes more than %d steps", SIMPLEX_MOST);
}

/* Status of the simplex method, with one fresh start when a basis has gone bad. */
static bool solve_continuous(struct linear_program *program, enum linear_program_status *status,
                             struct error *error)
{
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.it_lim = SIMPLEX_MOST;
    if (!program->started) {
        glp_std_basis(program->problem);
        program->started = true;
    }
    int code = glp_simplex(program->problem, &parameters);
    if (code != 0 && code != GLP_EITLIM) {
        glp_std_basis(program->problem);
        parameters.meth = GLP_DUALP;
        code = glp_simplex(program->problem, &parameters);
    }
    if (code == GLP_EITLIM) {
        return refuse_steps(error);
    }
    if (code != 0) {
        return measure_refuse(error, "het lineaire programma is niet op te lossen (GLPK %d)",
                              "the linear programme cannot be solved (GLPK %d)", code);
    }
    int answer = glp_get_status(program->problem);
    *status = answer == GLP_OPT     ? LINEAR_PROGRAM_OPTIMAL
              : answer == GLP_UNBND ? LINEAR_PROGRAM_UNBOUNDED
                                    : LINEAR_PROGRAM_INFEASIBLE;
    return true;
}

/* Called by GLPK at every event of the search: counts the branches, and simplex steps times size.
 */
static void count_branches(glp_tree *tree, void *context)
{
    struct linear_program *program = context;
    glp_prob *problem = glp_ios_get_prob(tree);
    double size = (double)glp_get_num_rows(problem) + glp_get_num_cols(problem);
    program->branches += glp_ios_reason(tree) == GLP_ISELECT;
    if (program->branches > BRANCHES_MOST || size * glp_get_it_cnt(problem) > STEPS_TIMES_SIZE) {
        glp_ios_terminate(tree);
    }
}

static bool solve_whole(struct linear_program *program, enum linear_program_status *status,
                        struct error *error)
{
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.presolve = GLP_ON;
    parameters.mir_cuts = GLP_ON;
    parameters.gmi_cuts = GLP_ON;
    parameters.cb_func = count_branches;
    parameters.cb_info = program;
    program->branches = 0;
    int code = glp_intopt(program->problem, &parameters);
    if (code == GLP_ENOPFS) {
        *status = LINEAR_PROGRAM_INFEASIBLE;
        return true;
    }
    if (code == GLP_ENODFS) {
        *status = LINEAR_PROGRAM_UNBOUNDED;
        return true;
    }
    if (code == GLP_ESTOP) {
        return measure_refuse(error, "het gehele programma vraagt meer dan %d vertakkingen",
                              "the integer programme takes more than %d branches", BRANCHES_MOST);
    }
    if (code != 0) {
        return measure_refuse(error, "het gehele programma is niet op te lossen (GLPK %d)",
                              "the integer programme cannot be solved (GLPK %d)", code);
    }
    *status = glp_mip_status(program->problem) == GLP_OPT ? LINEAR_PROGRAM_OPTIMAL
                                                          : LINEAR_PROGRAM_INFEASIBLE;
    return true;
}

bool linear_program_solve(struct linear_program *program, bool maximise,
                          struct linear_program_result *result, struct error *error)
{
    *result = (struct linear_program_result){.status = LINEAR_PROGRAM_INFEASIBLE};
    glp_set_obj_dir(program->problem, maximise ? GLP_MAX : GLP_MIN);
    bool solved = program->whole ? solve_whole(program, &result->status, error)
                                 : solve_continuous(program, &result->status, error);
    if (!solved || result->status != LINEAR_PROGRAM_OPTIMAL) {
        return solved;
    }
    double *x = arena_alloc_array(program->arena, program->columns, sizeof *x);
    for (size_t i = 0; i < program->columns; i++) {
        x[i] = program->whole ? glp_mip_col_val(program->problem, (int)i + 1)
                              : glp_get_col_prim(program->problem, (int)i + 1);
    }
    result->value =
        program->whole ? glp_mip_obj_val(program->problem) : glp_get_obj_val(program->problem);
    result->x = x;
    return true;
}
