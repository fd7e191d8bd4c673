/* reader: see reader.h. What is shown is a number; equal counts of two releases are one unknown;
 * the rest are the columns of a linear programme, with a row for every sum that has an unknown in
 * it. The programme is asked only about counts of which no other table says enough (witness.h). A
 * row whose dual value is not zero is one that the least or greatest value leans on: hiding a
 * shown cell of such a row gives room. */
#include "engine/publish/reader.h"

#include <math.h>

#include "engine/measure/linear_program.h"
#include "engine/publish/witness.h"

enum {
    LAST_DIGIT = 8, /* more such solutions cost more than they save */
    AROUND = 32     /* fewer counts are sooner asked about one by one */
};

struct reader {
    struct arena *arena;
    const struct protect_cell *cells;
    size_t count;
    const struct protect_sum *sums;
    size_t sum_count;
    size_t *same;   /* cell -> the cell that stands for it */
    size_t *column; /* cell -> column, SIZE_MAX when it is shown */
    size_t columns;
    size_t *sum_of_row; /* row of the programme -> sum */
    size_t rows;
    struct linear_program *program;
    struct witness *witness;
    double *value; /* per column */
    /* Per column: the least and greatest value in the solutions so far. Each is a table that the
     * reader cannot tell from the true one, also for counts that it was not looked for. */
    double *seen_low, *seen_high;
};

static size_t standing_for(const struct reader *reader, size_t cell)
{
    while (reader->same[cell] != cell) {
        cell = reader->same[cell];
    }
    return cell;
}

static bool is_shown(const struct protect_cell *cell)
{
    return cell->state == PROTECT_SHOWN;
}

/* A sum of one part says that two cells are equal. */
static bool is_equation(const struct protect_sum *sum)
{
    return sum->count == 1;
}

static void number_columns(struct reader *reader)
{
    reader->same = arena_alloc_array(reader->arena, reader->count + 1, sizeof *reader->same);
    reader->column = arena_alloc_array(reader->arena, reader->count + 1, sizeof *reader->column);
    for (size_t i = 0; i < reader->count; i++) {
        reader->same[i] = i;
        reader->column[i] = SIZE_MAX;
    }
    for (size_t i = 0; i < reader->sum_count; i++) {
        const struct protect_sum *sum = &reader->sums[i];
        if (is_equation(sum) && !is_shown(&reader->cells[sum->total]) &&
            !is_shown(&reader->cells[sum->parts[0]])) {
            size_t a = standing_for(reader, sum->total);
            size_t b = standing_for(reader, sum->parts[0]);
            reader->same[a < b ? b : a] = a < b ? a : b;
        }
    }
    for (size_t i = 0; i < reader->count; i++) {
        if (!is_shown(&reader->cells[i]) && standing_for(reader, i) == i) {
            reader->column[i] = reader->columns++;
        }
    }
    for (size_t i = 0; i < reader->count; i++) {
        if (!is_shown(&reader->cells[i])) {
            reader->column[i] = reader->column[standing_for(reader, i)];
        }
    }
}

/* What is said of each column, and its true value: the first table that is seen. */
static void set_bounds(struct reader *reader)
{
    double *low = arena_alloc_array(reader->arena, reader->columns + 1, sizeof *low);
    double *high = arena_alloc_array(reader->arena, reader->columns + 1, sizeof *high);
    double *value = reader->value =
        arena_alloc_array(reader->arena, reader->columns + 1, sizeof *value);
    for (size_t i = 0; i < reader->columns; i++) {
        high[i] = INFINITY;
    }
    for (size_t i = 0; i < reader->count; i++) {
        const struct protect_cell *cell = &reader->cells[i];
        if (reader->column[i] != SIZE_MAX) {
            size_t at = reader->column[i];
            double to = cell->said_to >= PROTECT_ENDLESS ? INFINITY : (double)cell->said_to;
            low[at] = fmax(low[at], (double)cell->said_from);
            high[at] = fmin(high[at], to);
            value[at] = (double)cell->value;
        }
    }
    for (size_t i = 0; i < reader->columns; i++) {
        linear_program_bounds(reader->program, i, low[i], high[i]);
    }
    reader->witness = witness_create(reader->arena, reader->columns, value, low, high);
}

/* total - parts = 0, shown cells as numbers on the other side. */
static void add_rows(struct reader *reader)
{
    double *coefficient = arena_alloc_array(reader->arena, reader->columns + 1, sizeof(double));
    size_t *used = arena_alloc_array(reader->arena, reader->columns + 1, sizeof *used);
    double *row = arena_alloc_array(reader->arena, reader->columns + 1, sizeof *row);
    reader->sum_of_row = arena_alloc_array(reader->arena, reader->sum_count + 1, sizeof *used);
    for (size_t i = 0; i < reader->sum_count; i++) {
        const struct protect_sum *sum = &reader->sums[i];
        double constant = 0;
        size_t count = 0;
        for (size_t k = 0; k <= sum->count; k++) {
            size_t cell = k < sum->count ? sum->parts[k] : sum->total;
            double sign = k < sum->count ? -1 : 1;
            size_t column = reader->column[cell];
            if (column == SIZE_MAX) {
                constant -= sign * (double)reader->cells[cell].value;
                continue;
            }
            bool seen = false;
            for (size_t u = 0; u < count && !seen; u++) {
                seen = used[u] == column;
            }
            if (!seen) {
                used[count++] = column;
                coefficient[column] = 0;
            }
            coefficient[column] += sign;
        }
        size_t kept = 0;
        for (size_t u = 0; u < count; u++) {
            if (coefficient[used[u]] != 0) {
                row[kept] = coefficient[used[u]];
                used[kept++] = used[u];
            }
        }
        if (kept > 0) {
            linear_program_row(reader->program, kept, used, row, constant, constant);
            witness_sum(reader->witness, kept, used, row, constant);
            reader->sum_of_row[reader->rows++] = i;
        }
    }
}

/* The cheapest shown cell of the sums that the last solution leans on; totals only when nothing
 * else will do. */
static void look_for_cover(const struct reader *reader, const struct reader_rules *rules,
                           size_t best[PROTECT_LEVELS])
{
    for (size_t r = 0; r < reader->rows; r++) {
        const struct protect_sum *sum = &reader->sums[reader->sum_of_row[r]];
        if (fabs(linear_program_row_dual(reader->program, r)) < 1e-9) {
            continue;
        }
        for (size_t k = 0; k <= sum->count; k++) {
            size_t cell = k < sum->count ? sum->parts[k] : sum->total;
            for (int level = 0; level < PROTECT_LEVELS; level++) {
                size_t *found = &best[level];
                if (rules->can_hide(&reader->cells[cell], rules->threshold, level) &&
                    (*found == SIZE_MAX ||
                     reader->cells[cell].value < reader->cells[*found].value)) {
                    *found = cell;
                }
            }
        }
    }
}

static void look_at(struct reader *reader, const double *x)
{
    for (size_t i = 0; i < reader->columns; i++) {
        reader->seen_low[i] = fmin(reader->seen_low[i], x[i]);
        reader->seen_high[i] = fmax(reader->seen_high[i], x[i]);
    }
}

/* Whole values between these ends, of which the true one may be any. */
static bool is_wide(double low, double high, int64_t spread)
{
    return floor(high + 1e-6) - ceil(low - 1e-6) >= (double)spread;
}

static bool was_seen_wide(const struct reader *reader, size_t column, int64_t spread)
{
    return is_wide(reader->seen_low[column], reader->seen_high[column], spread);
}

static bool is_secret(const struct reader *reader, const struct reader_rules *rules, size_t cell)
{
    return reader->column[cell] != SIZE_MAX && standing_for(reader, cell) == cell &&
           reader->cells[cell].value > 0 && reader->cells[cell].value < rules->threshold;
}

/* The table with these steps is one that may be true. */
static void look_at_steps(struct reader *reader)
{
    size_t count;
    const struct witness_step *steps = witness_steps(reader->witness, &count);
    for (size_t i = 0; i < count; i++) {
        size_t column = steps[i].count;
        double moved = reader->value[column] + steps[i].by;
        reader->seen_low[column] = fmin(reader->seen_low[column], moved);
        reader->seen_high[column] = fmax(reader->seen_high[column], moved);
    }
}

/* Tables beside the true one in which a small count is more and less, as far as matters; how many
 * are not seen wide in these. */
static size_t look_beside(struct reader *reader, const struct reader_rules *rules)
{
    size_t open = 0;
    bool is_true = witness_is_true(reader->witness);
    if (is_true) {
        look_at(reader, reader->value);
    }
    for (size_t i = 0; i < reader->count; i++) {
        if (!is_secret(reader, rules, i)) {
            continue;
        }
        size_t column = reader->column[i];
        int64_t spread = protect_spread(&reader->cells[i], rules->threshold);
        for (int direction = 1; direction >= -1 && is_true; direction -= 2) {
            int64_t amount = was_seen_wide(reader, column, spread) ? 0 : spread;
            while (amount > 0 &&
                   !witness_move(reader->witness, column, direction, (double)amount)) {
                amount--;
            }
            if (amount > 0) {
                look_at_steps(reader);
            }
        }
        open += !was_seen_wide(reader, column, spread);
    }
    return open;
}

/* Solutions in which half of the small counts are as high and the others as low as they can be
 * together, divided by one digit of their number after the other: most counts are seen wide in
 * these few. */
static void look_around(struct reader *reader, const struct reader_rules *rules)
{
    for (size_t digit = 1; digit <= LAST_DIGIT; digit *= 2) {
        size_t number = 0;
        for (size_t i = 0; i < reader->count; i++) {
            if (is_secret(reader, rules, i)) {
                linear_program_cost(reader->program, reader->column[i],
                                    (number++ & digit) != 0 ? 1 : -1);
            }
        }
        for (int highest = 0; highest < 2; highest++) {
            struct linear_program_result result;
            struct error error = {0};
            if (linear_program_solve(reader->program, highest == 1, &result, &error) &&
                result.status == LINEAR_PROGRAM_OPTIMAL) {
                look_at(reader, result.x);
            }
        }
    }
    for (size_t i = 0; i < reader->count; i++) {
        if (is_secret(reader, rules, i)) {
            linear_program_cost(reader->program, reader->column[i], 0);
        }
    }
}

/* Least and greatest value of one count; false when the reader knows too little to matter, or when
 * the programme could not be solved. */
static bool is_known(struct reader *reader, const struct reader_rules *rules, size_t cell,
                     size_t best[PROTECT_LEVELS])
{
    double ends[2] = {0, INFINITY};
    bool bounded = true;
    size_t column = reader->column[cell];
    int64_t spread = protect_spread(&reader->cells[cell], rules->threshold);
    for (int level = 0; level < PROTECT_LEVELS; level++) {
        best[level] = SIZE_MAX;
    }
    linear_program_cost(reader->program, column, 1);
    for (int highest = 0; highest < 2 && bounded && !was_seen_wide(reader, column, spread);
         highest++) {
        struct linear_program_result result;
        struct error error = {0};
        bounded = linear_program_solve(reader->program, highest == 1, &result, &error) &&
                  result.status == LINEAR_PROGRAM_OPTIMAL;
        ends[highest] = result.value;
        if (bounded) {
            look_at(reader, result.x);
            look_for_cover(reader, rules, best);
        }
    }
    linear_program_cost(reader->program, column, 0);
    return bounded && !was_seen_wide(reader, column, spread) && !is_wide(ends[0], ends[1], spread);
}

bool reader_finds(const struct protect_cell *cells, size_t count, const struct protect_sum *sums,
                  size_t sum_count, const struct reader_rules *rules, size_t *hide)
{
    struct arena *scratch = arena_create(); /* owns what the programme adopts */
    struct reader reader = {
        .arena = scratch, .cells = cells, .count = count, .sums = sums, .sum_count = sum_count};
    number_columns(&reader);
    reader.seen_low = arena_alloc_array(scratch, reader.columns + 1, sizeof *reader.seen_low);
    reader.seen_high = arena_alloc_array(scratch, reader.columns + 1, sizeof *reader.seen_high);
    for (size_t i = 0; i < reader.columns; i++) {
        reader.seen_low[i] = INFINITY;
        reader.seen_high[i] = -INFINITY;
    }
    reader.program = linear_program_create(scratch, reader.columns);
    set_bounds(&reader);
    add_rows(&reader);
    size_t open = look_beside(&reader, rules);
    if (open > AROUND) {
        look_around(&reader, rules);
    }
    bool found = false;
    for (size_t i = 0; i < count && open > 0 && !found; i++) {
        size_t best[PROTECT_LEVELS];
        if (is_secret(&reader, rules, i) && is_known(&reader, rules, i, best)) {
            for (int level = 0; level < PROTECT_LEVELS && !found; level++) {
                *hide = best[level];
                found = *hide != SIZE_MAX;
            }
        }
    }
    arena_destroy(scratch);
    return found;
}
