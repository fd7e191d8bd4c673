/* cover: see cover.h. */
#include "engine/publish/cover.h"

#include <math.h>

#include "engine/base/vector.h"
#include "engine/measure/linear_program.h"

/* How far to look, in sums from the cell, and how many cells of a long sum; what more would find
 * is hardly ever cheaper. */
enum { STEPS_MOST = 5, OF_A_SUM = 10 };

/* What it costs to move a shown cell by one, by its level; a unit more for the greater of two. */
static const double cost_of_level[PROTECT_LEVELS] = {1, 30, 1000};

struct cover {
    struct arena *arena;
    struct protect_cell *cells;
    const struct protect_sum *sums;
    struct cover_rules rules;
    size_t *sums_from, *sums_of; /* cell -> where its sums begin among sums_of */
    bool *near;                  /* by cell */
    bool *near_sums;             /* by sum */
    size_t *number;              /* cell -> its place among the members */
    VECTOR(size_t) members;
    VECTOR(size_t) rows; /* sums that have a member */
};

static size_t cell_of(const struct protect_sum *sum, size_t at)
{
    return at < sum->count ? sum->parts[at] : sum->total;
}

static bool can_move(const struct cover *cover, size_t cell)
{
    return cover->cells[cell].state != PROTECT_SHOWN ||
           cover->rules.can_hide(&cover->cells[cell], cover->rules.threshold, PROTECT_TOTAL);
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

/* Of a sum its cheapest cells, of equals the first; its total always. */
static void join_sum(struct cover *cover, const struct protect_sum *sum)
{
    size_t best[OF_A_SUM];
    double costs[OF_A_SUM];
    size_t taken = 0;
    join(cover, sum->total);
    for (size_t k = 0; k < sum->count; k++) {
        size_t cell = sum->parts[k];
        double cost = cost_of(&cover->cells[cell]);
        if ((taken == OF_A_SUM && cost >= costs[taken - 1]) || !can_move(cover, cell)) {
            continue;
        }
        size_t at = taken < OF_A_SUM ? taken++ : taken - 1;
        for (; at > 0 && costs[at - 1] > cost; at--) {
            best[at] = best[at - 1];
            costs[at] = costs[at - 1];
        }
        best[at] = cell;
        costs[at] = cost;
    }
    for (size_t i = 0; i < taken; i++) {
        join(cover, best[i]);
    }
}

/* The sums of the members from `from` on, for the first time. */
static void reach_sums(struct cover *cover, size_t from)
{
    for (size_t i = from; i < cover->members.count; i++) {
        size_t cell = cover->members.items[i];
        for (size_t k = cover->sums_from[cell]; k < cover->sums_from[cell + 1]; k++) {
            size_t sum = cover->sums_of[k];
            if (!cover->near_sums[sum]) {
                cover->near_sums[sum] = true;
                *VECTOR_PUSH(cover->arena, &cover->rows) = sum;
            }
        }
    }
}

static void look_around(struct cover *cover, size_t cell)
{
    join(cover, cell);
    reach_sums(cover, 0);
    size_t done = 0;
    for (int step = 0; step < STEPS_MOST && done < cover->rows.count; step++) {
        size_t rows = cover->rows.count, members = cover->members.count;
        for (; done < rows; done++) {
            join_sum(cover, &cover->sums[cover->rows.items[done]]);
        }
        reach_sums(cover, members);
    }
}

static void forget(struct cover *cover)
{
    for (size_t i = 0; i < cover->members.count; i++) {
        cover->near[cover->members.items[i]] = false;
    }
    for (size_t i = 0; i < cover->rows.count; i++) {
        cover->near_sums[cover->rows.items[i]] = false;
    }
    cover->members.count = cover->rows.count = 0;
}

/* What the page would say of a cell if it were hidden. */
static void room_of(const struct cover *cover, const struct protect_cell *cell, double *up,
                    double *down)
{
    int64_t from = cell->said_from, to = cell->said_to;
    if (cell->state == PROTECT_SHOWN) {
        from = cell->people ? cover->rules.threshold : 0;
        to = PROTECT_ENDLESS;
    }
    *up = to >= PROTECT_ENDLESS ? INFINITY : (double)(to - cell->value);
    *down = (double)(cell->value - from);
}

/* Every sum that has a member holds again after the move: members' ups are the even columns, their
 * downs the odd ones. */
static void add_rows(struct cover *cover, struct arena *scratch, struct linear_program *program)
{
    for (size_t i = 0; i < cover->rows.count; i++) {
        const struct protect_sum *sum = &cover->sums[cover->rows.items[i]];
        size_t *columns = arena_alloc_array(scratch, 2 * sum->count + 2, sizeof *columns);
        double *ones = arena_alloc_array(scratch, 2 * sum->count + 2, sizeof *ones);
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

/* What moves is hidden. */
static enum cover_result hide_moved(struct cover *cover, const double *x)
{
    enum cover_result result = COVER_FREE;
    for (size_t i = 0; i < cover->members.count; i++) {
        struct protect_cell *member = &cover->cells[cover->members.items[i]];
        if (member->state == PROTECT_SHOWN && fabs(x[2 * i] - x[2 * i + 1]) > 1e-7) {
            member->state = PROTECT_PARTNER;
            member->said_from = member->people ? cover->rules.threshold : 0;
            member->said_to = PROTECT_ENDLESS;
            result = COVER_HIDDEN;
        }
    }
    return result;
}

/* Moves the cell by its spread up or down, and hides what must move with it. */
static enum cover_result move(struct cover *cover, size_t cell, bool upwards)
{
    struct arena *scratch = arena_create(); /* owns what the programme adopts */
    struct linear_program *program = linear_program_create(scratch, 2 * cover->members.count);
    for (size_t i = 0; i < cover->members.count; i++) {
        const struct protect_cell *member = &cover->cells[cover->members.items[i]];
        double up, down;
        room_of(cover, member, &up, &down);
        linear_program_bounds(program, 2 * i, 0, up);
        linear_program_bounds(program, 2 * i + 1, 0, down);
        linear_program_cost(program, 2 * i, cost_of(member));
        linear_program_cost(program, 2 * i + 1, cost_of(member));
    }
    double spread = (double)protect_spread(&cover->cells[cell], cover->rules.threshold);
    size_t own = 2 * cover->number[cell];
    linear_program_bounds(program, own, upwards ? spread : 0, upwards ? spread : 0);
    linear_program_bounds(program, own + 1, upwards ? 0 : spread, upwards ? 0 : spread);
    add_rows(cover, scratch, program);
    struct linear_program_result solved;
    struct error error = {0};
    enum cover_result result = COVER_NONE;
    if (linear_program_solve(program, false, &solved, &error) &&
        solved.status == LINEAR_PROGRAM_OPTIMAL) {
        result = hide_moved(cover, solved.x);
    }
    arena_destroy(scratch);
    return result;
}

enum cover_result cover_hide(struct cover *cover, size_t cell)
{
    double up, down;
    room_of(cover, &cover->cells[cell], &up, &down);
    look_around(cover, cell);
    double spread = (double)protect_spread(&cover->cells[cell], cover->rules.threshold);
    enum cover_result result = COVER_NONE;
    if (cover->near[cell] && up >= spread) {
        result = move(cover, cell, true);
    }
    if (cover->near[cell] && result == COVER_NONE && down >= spread) {
        result = move(cover, cell, false);
    }
    forget(cover);
    return result;
}

/* Which sums each cell is in. */
static void index_sums(struct cover *cover, size_t count, size_t sum_count)
{
    size_t all = 0;
    cover->sums_from = arena_alloc_array(cover->arena, count + 2, sizeof(size_t));
    for (size_t i = 0; i < sum_count; i++) {
        all += cover->sums[i].count + 1;
        for (size_t k = 0; k <= cover->sums[i].count; k++) {
            cover->sums_from[cell_of(&cover->sums[i], k) + 2]++;
        }
    }
    for (size_t i = 2; i <= count + 1; i++) {
        cover->sums_from[i] += cover->sums_from[i - 1];
    }
    cover->sums_of = arena_alloc_array(cover->arena, all + 1, sizeof(size_t));
    for (size_t i = 0; i < sum_count; i++) {
        for (size_t k = 0; k <= cover->sums[i].count; k++) {
            cover->sums_of[cover->sums_from[cell_of(&cover->sums[i], k) + 1]++] = i;
        }
    }
}

struct cover *cover_create(struct arena *arena, struct protect_cell *cells, size_t count,
                           const struct protect_sum *sums, size_t sum_count,
                           const struct cover_rules *rules)
{
    struct cover *cover = arena_alloc(arena, sizeof *cover);
    *cover = (struct cover){.arena = arena, .cells = cells, .sums = sums, .rules = *rules};
    index_sums(cover, count, sum_count);
    cover->near = arena_alloc_array(arena, count + 1, sizeof(bool));
    cover->near_sums = arena_alloc_array(arena, sum_count + 1, sizeof(bool));
    cover->number = arena_alloc_array(arena, count + 1, sizeof(size_t));
    return cover;
}
