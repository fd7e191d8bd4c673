/* Moves of witness.h against the whole truth: of small random tables every table with the same sums
 * is enumerated. A count can be one more (less) in some of them if and only if a move is found;
 * whatever moves keeps every sum and every bound; a count in three sums never moves. */
#include <stdio.h>

#include "engine/base/random.h"
#include "engine/publish/witness.h"
#include "tests/support/cmocka_all.h"

enum {
    ROWS = 3,
    COLUMNS = 3,
    CELLS = ROWS * COLUMNS,
    SUMS = ROWS + COLUMNS,
    TABLES = 2000,
    MOST = 4
};

/* A table between its totals; what is shown of it is no count, and some totals are not known. */
struct table {
    bool hidden[CELLS], has_sum[SUMS];
    double value[CELLS], low[CELLS], high[CELLS];
    size_t count, cell[CELLS]; /* the hidden ones */
};

static bool is_in(size_t cell, size_t sum)
{
    return sum < ROWS ? cell / COLUMNS == sum : cell % COLUMNS == sum - ROWS;
}

static struct table draw(struct random *random)
{
    struct table table = {0};
    for (size_t cell = 0; cell < CELLS; cell++) {
        if (random_below(random, 4) > 0) {
            size_t at = table.count++;
            table.cell[at] = cell;
            table.hidden[cell] = true;
            table.value[at] = (double)random_below(random, MOST + 1);
            table.low[at] = random_below(random, 3) == 0 ? table.value[at] : 0;
            table.high[at] = random_below(random, 3) == 0 ? table.value[at] : MOST;
        }
    }
    for (size_t sum = 0; sum < SUMS; sum++) {
        table.has_sum[sum] = random_below(random, 5) > 0;
    }
    return table;
}

static double total(const struct table *table, const double *value, size_t sum)
{
    double all = 0;
    for (size_t i = 0; i < table->count; i++) {
        all += is_in(table->cell[i], sum) ? value[i] : 0;
    }
    return all;
}

static bool keeps_to_all(const struct table *table, const double *value)
{
    for (size_t i = 0; i < table->count; i++) {
        if (value[i] < table->low[i] || value[i] > table->high[i]) {
            return false;
        }
    }
    for (size_t sum = 0; sum < SUMS; sum++) {
        if (table->has_sum[sum] && total(table, value, sum) != total(table, table->value, sum)) {
            return false;
        }
    }
    return true;
}

/* Which values each count has in all tables that keep to what is said: bits. */
static void enumerate(const struct table *table, double *value, size_t at, unsigned *found)
{
    if (at == table->count) {
        for (size_t i = 0; keeps_to_all(table, value) && i < at; i++) {
            found[i] |= 1u << (unsigned)value[i];
        }
        return;
    }
    for (value[at] = table->low[at]; value[at] <= table->high[at]; value[at]++) {
        enumerate(table, value, at + 1, found);
    }
}

/* Columns are written with the other sign, as a total with its parts may be. */
static struct witness *witness_of(struct arena *arena, const struct table *table)
{
    struct witness *witness =
        witness_create(arena, table->count, table->value, table->low, table->high);
    for (size_t sum = 0; sum < SUMS; sum++) {
        size_t counts[CELLS], size = 0;
        double signs[CELLS];
        for (size_t i = 0; i < table->count; i++) {
            if (is_in(table->cell[i], sum)) {
                counts[size] = i;
                signs[size++] = sum < ROWS ? 1 : -1;
            }
        }
        if (table->has_sum[sum] && size > 0) {
            double all = total(table, table->value, sum);
            witness_sum(witness, size, counts, signs, sum < ROWS ? all : -all);
        }
    }
    assert_true(witness_is_true(witness));
    return witness;
}

static void check_steps(const struct table *table, const struct witness *witness, size_t count,
                        double by)
{
    double moved[CELLS];
    for (size_t i = 0; i < table->count; i++) {
        moved[i] = table->value[i];
    }
    size_t steps;
    const struct witness_step *step = witness_steps(witness, &steps);
    for (size_t i = 0; i < steps; i++) {
        moved[step[i].count] += step[i].by;
    }
    assert_true(moved[count] == table->value[count] + by);
    assert_true(keeps_to_all(table, moved));
}

static void moves_are_those_of_all_tables(void **state)
{
    (void)state;
    struct random random;
    random_seed(&random, 20261130, 1);
    size_t moves = 0, none = 0;
    for (int round = 0; round < TABLES; round++) {
        struct arena *arena = arena_create();
        struct table table = draw(&random);
        struct witness *witness = witness_of(arena, &table);
        unsigned found[CELLS] = {0};
        double value[CELLS];
        enumerate(&table, value, 0, found);
        for (size_t i = 0; i < table.count; i++) {
            for (int direction = -1; direction <= 1; direction += 2) {
                double other = table.value[i] + direction;
                bool may = other >= 0 && (found[i] >> (unsigned)(other < 0 ? 0 : other) & 1) != 0;
                bool moved = witness_move(witness, i, direction, 1);
                if (moved != may) {
                    fail_msg("table %d: count %zu by %d", round, i, direction);
                }
                if (moved) {
                    check_steps(&table, witness, i, direction);
                }
                moves += moved;
                none += !moved;
                if (witness_move(witness, i, direction, 2)) {
                    check_steps(&table, witness, i, 2 * direction);
                }
            }
        }
        arena_destroy(arena);
    }
    assert_true(moves > TABLES && none > TABLES); /* both were seen often */
}

static void a_count_in_three_sums_does_not_move(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const double value[] = {2, 2}, low[] = {0, 0}, high[] = {4, 4}, signs[] = {1, 1};
    const size_t counts[] = {0, 1};
    struct witness *witness = witness_create(arena, 2, value, low, high);
    for (int i = 0; i < 3; i++) {
        witness_sum(witness, 2, counts, signs, 4);
    }
    assert_true(witness_is_true(witness));
    assert_false(witness_move(witness, 0, 1, 1));
    arena_destroy(arena);
}

static void untrue_values_are_seen(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const double value[] = {2, 5}, low[] = {0, 0}, high[] = {4, 4}, sign[] = {1};
    const size_t first[] = {0};
    assert_false(witness_is_true(witness_create(arena, 2, value, low, high)));
    struct witness *witness = witness_create(arena, 1, value, low, high);
    witness_sum(witness, 1, first, sign, 3);
    assert_false(witness_is_true(witness));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moves_are_those_of_all_tables),
        cmocka_unit_test(a_count_in_three_sums_does_not_move),
        cmocka_unit_test(untrue_values_are_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
