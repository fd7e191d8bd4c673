/* cover: see cover.h. */
#include "engine/publish/cover.h"

#include <math.h>
#include <string.h>

#include "engine/base/vector.h"
#include "engine/measure/linear_program.h"

/* How far to look, in sums from the cell, and how many cells of a long sum; what more would find
 * is hardly ever cheaper. */
enum { STEPS_MOST = 5, OF_A_SUM = 10 };

/* What it costs to move a shown cell by one, by its level; a unit more for the greater of two. */
static const double cost_of_level[PROTECT_LEVELS] = {1, 30, 1000};

struct cover {
    struct arena *arena;
    const struct protect_cell *cells;
    const struct protect_sum *sums;
    size_t sum_count;
    const struct cover_rules *rules;
    bool *near;      /* by cell */
    bool *near_sums; /* by sum */
    VECTOR(size_t) members;
    size_t *number; /* cell -> its place among the members */
};

static size_t cell_of(const struct protect_sum *sum, size_t at)
{
    return at < sum->count ? sum->parts[at] : sum->total;
}

static bool can_move(const struct cover *cover, size_t cell)
{
    return cover->cells[cell].state != PROTECT_SHOWN ||
           cover->rules->can_hide(&cover->cells[cell], cover->rules->threshold, PROTECT_TOTAL);
}

static double cost_of(const struct protect_cell *cell)
{
    return cell->state != PROTECT_SHOWN
               ? 0
               : cost_of_level[cell->keep] * (1 + log1p((double)cell->value) / 100);
}

static void join(struct cover *cover, size_t cell)
{
    if (!cover->near[cell] && can_move(cover, cell)) {
        cover->near[cell] = true;
        cover->number[cell] = cover->members.count;
        *VECTOR_PUSH(cover->arena, &cover->members) = cell;
    }
}

/* Of a sum its cheapest cells, its total always. */
static void join_sum(struct cover *cover, const struct protect_sum *sum)
{
    join(cover, sum->total);
    size_t taken = 0;
    double last = -1;
    size_t last_cell = 0;
    while (taken < OF_A_SUM) {
        size_t best = SIZE_MAX;
        double best_cost = 0;
        for (size_t k = 0; k < sum->count; k++) {
            size_t cell = sum->parts[k];
            double cost = can_move(cover, cell) ? cost_of(&cover->cells[cell]) : INFINITY;
            bool later = cost > last || (cost == last && cell > last_cell);
            if (later && cost < INFINITY && (best == SIZE_MAX || cost < best_cost)) {
                best = cell;
                best_cost = cost;
            }
        }
        if (best == SIZE_MAX) {
            return;
        }
        join(cover, best);
        last = best_cost;
        last_cell = best;
        taken++;
    }
}

static bool touches(const struct cover *cover, const struct protect_sum *sum)
{
    for (size_t k = 0; k <= sum->count; k++) {
        if (cover->near[cell_of(sum, k)]) {
            return true;
        }
    }
    return false;
}

static void look_around(struct cover *cover, size_t cell)
{
    join(cover, cell);
    for (int step = 0; step < STEPS_MOST; step++) {
        size_t before = cover->members.count;
        bool *reached = arena_alloc_array(cover->arena, cover->sum_count + 1, sizeof *reached);
        for (size_t i = 0; i < cover->sum_count; i++) {
            reached[i] = !cover->near_sums[i] && touches(cover, &cover->sums[i]);
        }
        for (size_t i = 0; i < cover->sum_count; i++) {
            if (reached[i]) {
                cover->near_sums[i] = true;
                join_sum(cover, &cover->sums[i]);
            }
        }
        if (cover->members.count == before) {
            break;
        }
    }
}

/* What the page would say of a cell if it were hidden. */
static void room_of(const struct cover *cover, const struct protect_cell *cell, double *up,
                    double *down)
{
    int64_t from = cell->said_from, to = cell->said_to;
    if (cell->state == PROTECT_SHOWN) {
        from = cell->people ? cover->rules->threshold : 0;
        to = PROTECT_ENDLESS;
    }
    *up = to >= PROTECT_ENDLESS ? INFINITY : (double)(to - cell->value);
    *down = (double)(cell->value - from);
}

/* Every sum that has a member holds again after the move: members' ups are the even columns, their
 * downs the odd ones. */
static void add_rows(struct cover *cover, struct linear_program *program)
{
    for (size_t i = 0; i < cover->sum_count; i++) {
        const struct protect_sum *sum = &cover->sums[i];
        if (!touches(cover, sum)) {
            continue;
        }
        size_t *columns = arena_alloc_array(cover->arena, 2 * sum->count + 2, sizeof *columns);
        double *ones = arena_alloc_array(cover->arena, 2 * sum->count + 2, sizeof *ones);
        size_t used = 0;
        for (size_t k = 0; k <= sum->count; k++) {
            size_t cell = cell_of(sum, k);
            if (cover->near[cell]) {
                double sign = k < sum->count ? -1 : 1;
                columns[used] = 2 * cover->number[cell];
                ones[used++] = sign;
                columns[used] = 2 * cover->number[cell] + 1;
                ones[used++] = -sign;
            }
        }
        linear_program_row(program, used, columns, ones, 0, 0);
    }
}

/* Moves the cell by `spread` up or down, and marks what must move with it. */
static bool move(struct cover *cover, size_t cell, bool upwards, bool *hide)
{
    struct linear_program *program = linear_program_create(cover->arena, 2 * cover->members.count);
    for (size_t i = 0; i < cover->members.count; i++) {
        const struct protect_cell *member = &cover->cells[cover->members.items[i]];
        double up, down;
        room_of(cover, member, &up, &down);
        linear_program_bounds(program, 2 * i, 0, up);
        linear_program_bounds(program, 2 * i + 1, 0, down);
        linear_program_cost(program, 2 * i, cost_of(member));
        linear_program_cost(program, 2 * i + 1, cost_of(member));
    }
    double spread = (double)cover->rules->spread;
    size_t own = 2 * cover->number[cell];
    linear_program_bounds(program, own, upwards ? spread : 0, upwards ? spread : 0);
    linear_program_bounds(program, own + 1, upwards ? 0 : spread, upwards ? 0 : spread);
    add_rows(cover, program);
    struct linear_program_result result;
    struct error error = {0};
    if (!linear_program_solve(program, false, &result, &error) ||
        result.status != LINEAR_PROGRAM_OPTIMAL) {
        return false;
    }
    bool any = false;
    for (size_t i = 0; i < cover->members.count; i++) {
        size_t member = cover->members.items[i];
        bool moves = fabs(result.x[2 * i] - result.x[2 * i + 1]) > 1e-7;
        if (moves && cover->cells[member].state == PROTECT_SHOWN) {
            hide[member] = any = true;
        }
    }
    return any;
}

bool cover_find(const struct protect_cell *cells, size_t count, const struct protect_sum *sums,
                size_t sum_count, size_t cell, const struct cover_rules *rules, bool *hide)
{
    struct arena *scratch = arena_create(); /* owns what the programme adopts */
    struct cover cover = {.arena = scratch,
                          .cells = cells,
                          .sums = sums,
                          .sum_count = sum_count,
                          .rules = rules,
                          .near = arena_alloc_array(scratch, count + 1, sizeof(bool)),
                          .near_sums = arena_alloc_array(scratch, sum_count + 1, sizeof(bool)),
                          .number = arena_alloc_array(scratch, count + 1, sizeof(size_t))};
    double up, down;
    memset(hide, 0, count * sizeof *hide);
    room_of(&cover, &cells[cell], &up, &down);
    look_around(&cover, cell);
    bool found =
        cover.near[cell] && ((up >= (double)rules->spread && move(&cover, cell, true, hide)) ||
                             (down >= (double)rules->spread && move(&cover, cell, false, hide)));
    arena_destroy(scratch);
    return found;
}
