/* suppression: see suppression.h. An attacker knows the margins, so a hidden cell can move only
 * along with others whose changes cancel in every row and column. For a primary that must be able
 * to move by an amount there must be such a change within the pattern, each cell staying between 0
 * and the smaller of its margins. */
#include "engine/measure/suppression.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "engine/measure/linear_program.h"

enum { EXACT_MOST = 600, CELLS_MOST = 3000, WORK_MOST = 150000, REFINEMENTS = 4 };

/* The inner cells in canonical order. */
struct problem {
    size_t rows, columns, cells;
    double *value, *room; /* room above: smaller margin less value */
    unsigned char *primary;
    double *lpl, *upl;
    size_t *place; /* where in the user's table */
};

/* One thing that must be possible: primary `cell` moves up or down by `amount`. */
struct demand {
    size_t cell;
    bool up;
    double amount;
};

struct demands {
    struct demand *items;
    size_t count;
};

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t z = a * 0x9E3779B97F4A7C15u ^ (b + 0x94D049BB133111EBu);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    return z ^ (z >> 27);
}

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* Keys of lines (rows, then columns) from what stands in them, refined by the keys of the lines
 * that cross them: equal only for lines that cannot be told apart by content. */
static uint64_t *line_keys(struct arena *arena, struct disclosure_table table,
                           const unsigned char *primary, const double *lpl, const double *upl)
{
    size_t rows = table.rows - 1, columns = table.columns - 1;
    uint64_t *keys = arena_alloc_array(arena, rows + columns, sizeof *keys);
    uint64_t *next = arena_alloc_array(arena, rows + columns, sizeof *next);
    for (int pass = 0; pass < REFINEMENTS; pass++) {
        memset(next, 0, (rows + columns) * sizeof *next);
        for (size_t i = 0; i < rows; i++) {
            for (size_t j = 0; j < columns; j++) {
                size_t at = i * table.columns + j;
                uint64_t cell = mix(bits_of(table.cells[at]), primary[at]);
                cell = mix(mix(cell, bits_of(lpl[at])), bits_of(upl[at]));
                next[i] += mix(cell, keys[rows + j]);
                next[rows + j] += mix(cell, keys[i]);
            }
        }
        for (size_t k = 0; k < rows + columns; k++) {
            keys[k] = mix(keys[k], next[k]);
        }
    }
    return keys;
}

/* The order of `count` lines by key, equal keys by place. */
static size_t *order_lines(struct arena *arena, const uint64_t *keys, size_t count)
{
    size_t *order = arena_alloc_array(arena, count, sizeof *order);
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && keys[order[at - 1]] > keys[i]; at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    return order;
}

static struct problem create_problem(struct arena *arena, struct disclosure_table table,
                                     const unsigned char *primary, const double *lpl,
                                     const double *upl)
{
    struct problem problem = {.rows = table.rows - 1, .columns = table.columns - 1};
    size_t cells = problem.rows * problem.columns;
    problem.cells = cells;
    problem.value = arena_alloc_array(arena, cells, sizeof(double));
    problem.room = arena_alloc_array(arena, cells, sizeof(double));
    problem.lpl = arena_alloc_array(arena, cells, sizeof(double));
    problem.upl = arena_alloc_array(arena, cells, sizeof(double));
    problem.primary = arena_alloc_array(arena, cells, 1);
    problem.place = arena_alloc_array(arena, cells, sizeof(size_t));
    const uint64_t *keys = line_keys(arena, table, primary, lpl, upl);
    const size_t *rows = order_lines(arena, keys, problem.rows);
    const size_t *columns = order_lines(arena, keys + problem.rows, problem.columns);
    assert(problem.columns > 0 || cells == 0);
    for (size_t k = 0; k < cells && problem.columns > 0; k++) {
        size_t i = rows[k / problem.columns], j = columns[k % problem.columns];
        size_t at = i * table.columns + j;
        double row_sum = table.cells[i * table.columns + table.columns - 1];
        double column_sum = table.cells[(table.rows - 1) * table.columns + j];
        problem.place[k] = at;
        problem.value[k] = table.cells[at];
        problem.room[k] = fmax(fmin(row_sum, column_sum) - table.cells[at], 0);
        problem.primary[k] = primary[at];
        problem.lpl[k] = lpl[at];
        problem.upl[k] = upl[at];
    }
    return problem;
}

static struct demands list_demands(struct arena *arena, const struct problem *problem)
{
    struct demands demands = {
        .items = arena_alloc_array(arena, 2 * problem->cells, sizeof(struct demand))};
    for (size_t k = 0; k < problem->cells; k++) {
        if (problem->primary[k] && problem->upl[k] > 0) {
            demands.items[demands.count++] = (struct demand){k, true, problem->upl[k]};
        }
        if (problem->primary[k] && problem->lpl[k] > 0) {
            demands.items[demands.count++] = (struct demand){k, false, problem->lpl[k]};
        }
    }
    return demands;
}

/* Adds the balance of rows and columns over the changes `first + 2k` (up) and `first + 2k + 1`
 * (down) of the cells. */
static void add_balance(struct arena *arena, struct linear_program *program,
                        const struct problem *problem, size_t first)
{
    size_t most = problem->rows > problem->columns ? problem->rows : problem->columns;
    struct arena_mark mark = arena_mark(arena);
    size_t *columns = arena_alloc_array(arena, 2 * most, sizeof *columns);
    double *signs = arena_alloc_array(arena, 2 * most, sizeof *signs);
    for (size_t line = 0; line < problem->rows + problem->columns; line++) {
        bool row = line < problem->rows;
        size_t length = row ? problem->columns : problem->rows;
        for (size_t k = 0; k < length; k++) {
            size_t cell =
                row ? line * problem->columns + k : k * problem->columns + line - problem->rows;
            columns[2 * k] = first + 2 * cell;
            columns[2 * k + 1] = first + 2 * cell + 1;
            signs[2 * k] = 1;
            signs[2 * k + 1] = -1;
        }
        linear_program_row(program, 2 * length, columns, signs, 0, 0);
    }
    arena_release(arena, mark);
}

/* The bounds of a demand's changes: the primary moves by the amount, others as far as they can when
 * `allowed` (NULL: all). */
static void set_changes(struct linear_program *program, const struct problem *problem,
                        const struct demand *demand, const unsigned char *allowed, size_t first)
{
    for (size_t k = 0; k < problem->cells; k++) {
        bool own = k == demand->cell, may = allowed == NULL || allowed[k];
        double up = own ? (demand->up ? demand->amount : 0) : may ? problem->room[k] : 0;
        double down = own ? (demand->up ? 0 : demand->amount) : may ? problem->value[k] : 0;
        linear_program_bounds(program, first + 2 * k, own ? up : 0, up);
        linear_program_bounds(program, first + 2 * k + 1, own ? down : 0, down);
    }
}

static bool within_cell(const struct problem *problem, const struct demand *demand)
{
    double most = demand->up ? problem->room[demand->cell] : problem->value[demand->cell];
    return demand->amount <= most * (1 + 1e-12);
}

/* Can the demand be met with the allowed cells? With `cost`, at the least cost; *moved then marks
 * the cells that changed. */
static bool meet(const struct problem *problem, const struct demand *demand,
                 const unsigned char *allowed, const double *cost, unsigned char *moved, bool *met,
                 struct error *error)
{
    *met = false;
    if (!within_cell(problem, demand)) {
        return true;
    }
    struct arena *scratch = arena_create();
    struct linear_program *program = linear_program_create(scratch, 2 * problem->cells);
    set_changes(program, problem, demand, allowed, 0);
    for (size_t k = 0; cost != NULL && k < problem->cells; k++) {
        linear_program_cost(program, 2 * k, cost[k]);
        linear_program_cost(program, 2 * k + 1, cost[k]);
    }
    add_balance(scratch, program, problem, 0);
    struct linear_program_result result;
    bool solved = linear_program_solve(program, false, &result, error);
    *met = solved && result.status == LINEAR_PROGRAM_OPTIMAL;
    for (size_t k = 0; *met && moved != NULL && k < problem->cells; k++) {
        if (result.x[2 * k] > 1e-7 || result.x[2 * k + 1] > 1e-7) {
            moved[k] = 1;
        }
    }
    arena_destroy(scratch);
    return solved;
}

/* The integer programme: a column per cell (hide or not), then two changes per cell and demand. */
static struct linear_program *create_exact(struct arena *arena, const struct problem *problem,
                                           const struct demands *demands)
{
    size_t cells = problem->cells;
    struct linear_program *program = linear_program_create(arena, cells * (1 + 2 * demands->count));
    for (size_t k = 0; k < cells; k++) {
        linear_program_bounds(program, k, problem->primary[k], 1);
        linear_program_whole(program, k);
    }
    for (size_t d = 0; d < demands->count; d++) {
        size_t first = cells * (1 + 2 * d);
        set_changes(program, problem, &demands->items[d], NULL, first);
        add_balance(arena, program, problem, first);
        for (size_t k = 0; k < cells; k++) {
            if (problem->primary[k]) {
                continue;
            }
            /* A change needs the cell to be hidden. It need not pass the amount asked: changes
             * split into rounds through the primary, each passing a cell once. */
            const double limits[2] = {problem->room[k], problem->value[k]};
            for (size_t side = 0; side < 2; side++) {
                double most = fmin(limits[side], demands->items[d].amount);
                linear_program_bounds(program, first + 2 * k + side, 0, most);
                linear_program_row(program, 2, (size_t[]){first + 2 * k + side, k},
                                   (double[]){1, -most}, -INFINITY, 0);
            }
        }
    }
    return program;
}

/* Minimises number (by_value false) or total value of the extra cells; `fixed` > 0 adds that there
 * are exactly so many. False when the limit was passed: then the error is cleared. */
static bool solve_exact(const struct problem *problem, const struct demands *demands, bool by_value,
                        double fixed, unsigned char *pattern, double *least)
{
    struct arena *scratch = arena_create();
    struct error ignored = {0};
    struct linear_program *program = create_exact(scratch, problem, demands);
    size_t *columns = arena_alloc_array(scratch, problem->cells, sizeof *columns);
    double *ones = arena_alloc_array(scratch, problem->cells, sizeof *ones);
    size_t extra = 0;
    for (size_t k = 0; k < problem->cells; k++) {
        if (!problem->primary[k]) {
            linear_program_cost(program, k, by_value ? problem->value[k] : 1);
            columns[extra] = k;
            ones[extra++] = 1;
        }
    }
    if (fixed >= 0 && extra > 0) {
        linear_program_row(program, extra, columns, ones, fixed, fixed);
    }
    struct linear_program_result result;
    bool solved = linear_program_solve(program, false, &result, &ignored) &&
                  result.status == LINEAR_PROGRAM_OPTIMAL;
    *least = 0;
    for (size_t k = 0; solved && k < problem->cells; k++) {
        pattern[k] = problem->primary[k] || result.x[k] > 0.5;
        if (pattern[k] && !problem->primary[k]) {
            *least += by_value ? problem->value[k] : 1;
        }
    }
    arena_destroy(scratch);
    return solved;
}

/* Cheapest flows one demand after the other; then cells that are not needed go back. */
static bool grow_pattern(struct arena *arena, const struct problem *problem,
                         const struct demands *demands, unsigned char *pattern, struct error *error)
{
    double *cost = arena_alloc_array(arena, problem->cells, sizeof *cost), total = 1;
    for (size_t k = 0; k < problem->cells; k++) {
        total += problem->value[k];
        pattern[k] = problem->primary[k];
    }
    for (size_t d = 0; d < demands->count; d++) {
        bool met;
        for (size_t k = 0; k < problem->cells; k++) {
            cost[k] = pattern[k] ? 0 : 1 + problem->value[k] / total;
        }
        if (!meet(problem, &demands->items[d], NULL, cost, pattern, &met, error)) {
            return false;
        }
    }
    return true;
}

static bool is_protected(const struct problem *problem, const struct demands *demands,
                         const unsigned char *pattern, bool *yes, struct error *error)
{
    *yes = true;
    for (size_t d = 0; d < demands->count && *yes; d++) {
        if (!meet(problem, &demands->items[d], pattern, NULL, NULL, yes, error)) {
            return false;
        }
    }
    return true;
}

static bool shrink_pattern(const struct problem *problem, const struct demands *demands,
                           unsigned char *pattern, struct error *error)
{
    for (size_t k = 0; k < problem->cells; k++) {
        if (!pattern[k] || problem->primary[k]) {
            continue;
        }
        bool still;
        pattern[k] = 0;
        if (!is_protected(problem, demands, pattern, &still, error)) {
            return false;
        }
        pattern[k] = !still;
    }
    return true;
}

static void set_pattern(struct arena *arena, struct disclosure_table table,
                        const struct problem *problem, const unsigned char *pattern,
                        struct suppression *result)
{
    double count = 0, total = 0;
    result->mask = quantities_create(arena, table.rows * table.columns, table.columns);
    for (size_t i = 0; i < result->mask.count; i++) {
        result->mask.items[i] = quantity_of(0);
    }
    for (size_t k = 0; k < problem->cells; k++) {
        result->mask.items[problem->place[k]] = quantity_of(pattern[k]);
        if (pattern[k] && !problem->primary[k]) {
            count++;
            total += problem->value[k];
        }
    }
    result->status = "ok";
    result->secondary = quantity_of(count);
    result->secondary_value = quantity_of(total);
}

/* The two minima and the pattern; false when a limit was passed. */
static bool find_exact(const struct problem *problem, const struct demands *demands,
                       unsigned char *pattern, struct suppression *result)
{
    double number, value, least;
    if (problem->cells * demands->count > EXACT_MOST ||
        !solve_exact(problem, demands, true, -1, pattern, &least) ||
        !solve_exact(problem, demands, false, -1, pattern, &number) ||
        !solve_exact(problem, demands, true, number, pattern, &value)) {
        return false;
    }
    result->min_secondary = quantity_of(number);
    result->min_secondary_value = quantity_of(least);
    return true;
}

static bool check_protection(struct disclosure_table table, const unsigned char *primary,
                             const double *lpl, const double *upl, bool *margin,
                             struct error *error)
{
    size_t count = table.rows * table.columns;
    if (!disclosure_check_table(table, error) ||
        !measure_check_least("lpl", lpl, count, 0, error) ||
        !measure_check_least("upl", upl, count, 0, error)) {
        return false;
    }
    *margin = false;
    for (size_t i = 0; i < count; i++) {
        bool outer = i / table.columns == table.rows - 1 || i % table.columns == table.columns - 1;
        *margin = *margin || (outer && primary[i] && (lpl[i] > 0 || upl[i] > 0));
        if (isnan(lpl[i]) || isnan(upl[i])) {
            return measure_refuse(error, "lpl of upl ontbreekt bij cel %zu",
                                  "lpl or upl is missing at cell %zu", i + 1);
        }
    }
    return true;
}

bool suppression_find(struct arena *arena, struct disclosure_table table,
                      const unsigned char *primary, const double *lpl, const double *upl,
                      struct suppression *result, struct error *error)
{
    *result = (struct suppression){.about = {.method = "integer_program"}};
    bool margin, met = true;
    if (!check_protection(table, primary, lpl, upl, &margin, error)) {
        return false;
    }
    struct problem problem = create_problem(arena, table, primary, lpl, upl);
    struct demands demands = list_demands(arena, &problem);
    result->about.n = (int64_t)problem.cells;
    if (problem.cells > CELLS_MOST ||
        !measure_check_work((double)problem.cells * (double)demands.count, WORK_MOST, error)) {
        return measure_refuse(error, "%zu cellen; de grens is %d", "%zu cells; the limit is %d",
                              problem.cells, (int)CELLS_MOST);
    }
    for (size_t d = 0; d < demands.count && met; d++) {
        if (!meet(&problem, &demands.items[d], NULL, NULL, NULL, &met, error)) {
            return false;
        }
    }
    if (!met || margin) {
        result->status = "infeasible";
        result->about.reason = REASON_INFEASIBLE;
        return true;
    }
    unsigned char *pattern = arena_alloc_array(arena, problem.cells, 1);
    bool yes = false;
    if (find_exact(&problem, &demands, pattern, result) &&
        !is_protected(&problem, &demands, pattern, &yes, error)) {
        return false;
    }
    if (!yes) {
        if (!grow_pattern(arena, &problem, &demands, pattern, error) ||
            !shrink_pattern(&problem, &demands, pattern, error)) {
            return false;
        }
        result->about.method = "heuristic";
        result->about.caution = CAUTION_NOT_MINIMAL;
        result->min_secondary = result->min_secondary_value = quantity_undefined();
    }
    set_pattern(arena, table, &problem, pattern, result);
    return true;
}
