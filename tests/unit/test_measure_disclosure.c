/* Tests of engine/measure: linear programmes, the audit of linked tables, suppression, rounding. */
#include <string.h>

#include "engine/measure/disclosure.h"
#include "engine/measure/linear_program.h"
#include "engine/measure/rounding.h"
#include "engine/measure/suppression.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/near.h"

/* Investment by activity and region; Fischetti & Salazar 2000. */
static const double investment[16] = {20, 50, 10, 80, 8,  19,  22, 49,
                                      17, 32, 12, 61, 45, 101, 44, 190};
static const struct disclosure_table table = {investment, 4, 4};

static void programme_tells_optimal_infeasible_and_unbounded(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct linear_program_result result;
    struct linear_program *program = linear_program_create(arena, 2);
    linear_program_cost(program, 0, 1);
    assert_true(linear_program_solve(program, true, &result, &error));
    assert_int_equal(result.status, LINEAR_PROGRAM_UNBOUNDED);
    assert_null(result.x);
    linear_program_row(program, 2, (const size_t[]){0, 1}, (const double[]){1, 2}, 3, 10);
    assert_true(linear_program_solve(program, true, &result, &error));
    assert_int_equal(result.status, LINEAR_PROGRAM_OPTIMAL);
    assert_near(result.value, 10, 9);
    assert_true(linear_program_solve(program, false, &result, &error));
    assert_within(result.value, 0, 1e-9);
    linear_program_row(program, 1, (const size_t[]){1}, (const double[]){1}, 6, INFINITY);
    assert_true(linear_program_solve(program, true, &result, &error));
    assert_int_equal(result.status, LINEAR_PROGRAM_INFEASIBLE);
    arena_destroy(arena);
}

static void whole_columns_have_whole_solutions(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct linear_program_result result;
    struct linear_program *program = linear_program_create(arena, 2);
    for (size_t i = 0; i < 2; i++) {
        linear_program_whole(program, i);
        linear_program_cost(program, i, 1);
    }
    linear_program_row(program, 2, (const size_t[]){0, 1}, (const double[]){3, 2}, -INFINITY, 11.5);
    linear_program_row(program, 2, (const size_t[]){0, 1}, (const double[]){-1, 4}, -INFINITY, 7);
    assert_true(linear_program_solve(program, true, &result, &error));
    assert_near(result.value, 4, 12); /* the continuous one is 4.32 */
    arena_destroy(arena);
}

static void two_tables_with_one_margin_give_a_hidden_cell_away(void **state)
{
    (void)state;
    /* 0+1 = 2 and 3+4 = 2, the shared total: 0, 1 hidden; 2 hidden as well. Alone, the first table
     * tells nothing; with the second the total is known, and 0 stays between 0 and 9. */
    const double cells[] = {4, 5, 9, 3, 6};
    const unsigned char hidden[] = {1, 1, 1, 0, 0};
    const struct disclosure_sum sums[] = {{2, (const size_t[]){0, 1}, 2},
                                          {2, (const size_t[]){3, 4}, 2}};
    struct arena *arena = arena_create();
    struct error error = {0};
    struct disclosure_bounds bounds;
    assert_true(disclosure_audit_sums(arena, cells, 5, hidden, sums, 1, &bounds, &error));
    assert_true(isinf(bounds.hi.items[0].value));
    assert_true(disclosure_audit_sums(arena, cells, 5, hidden, sums, 2, &bounds, &error));
    assert_within(bounds.lo.items[0].value, 0, 0);
    assert_within(bounds.hi.items[0].value, 9, 0);
    assert_within(bounds.lo.items[2].value, 9, 0);
    assert_within(bounds.hi.items[2].value, 9, 0);
    arena_destroy(arena);
}

static void a_table_that_does_not_add_up_is_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const double wrong[] = {1, 2, 4, 3, 4, 7, 4, 6, 10};
    const unsigned char mask[9] = {1};
    const struct disclosure_table bad = {wrong, 3, 3};
    struct disclosure_bounds bounds;
    struct error error = {0};
    assert_false(disclosure_audit(arena, bad, mask, &bounds, &error));
    assert_int_equal(error.kind, ERROR_DOMAIN);
    assert_non_null(strstr(error.detail_en, "does not add up"));
    arena_destroy(arena);
}

/* The table with its inner rows and columns turned by one place. */
static void turn(const double *from, double *to)
{
    static const size_t place[4] = {1, 2, 0, 3};
    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < 4; j++) {
            to[place[i] * 4 + place[j]] = from[i * 4 + j];
        }
    }
}

static void suppression_protects_and_does_not_depend_on_the_order_of_rows(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    double primary[16] = {0}, room[16] = {0}, turned[16], turned_primary[16], turned_room[16];
    unsigned char mask[16] = {0}, turned_mask[16];
    primary[6] = 1; /* 22 */
    room[6] = 5;
    turn(investment, turned);
    turn(primary, turned_primary);
    turn(room, turned_room);
    for (size_t i = 0; i < 16; i++) {
        mask[i] = primary[i] == 1;
        turned_mask[i] = turned_primary[i] == 1;
    }
    struct suppression one, two;
    const struct disclosure_table other = {turned, 4, 4};
    assert_true(suppression_find(arena, table, mask, room, room, &one, &error));
    assert_true(
        suppression_find(arena, other, turned_mask, turned_room, turned_room, &two, &error));
    assert_string_equal(one.status, "ok");
    assert_within(one.secondary.value, 3, 0);
    assert_within(one.secondary_value.value, 37, 0);
    double first[16], second[16];
    for (size_t i = 0; i < 16; i++) {
        first[i] = one.mask.items[i].value;
        mask[i] = first[i] == 1;
    }
    turn(first, second);
    for (size_t i = 0; i < 16; i++) {
        assert_within(two.mask.items[i].value, second[i], 0);
    }
    struct disclosure_bounds bounds;
    assert_true(disclosure_audit(arena, table, mask, &bounds, &error));
    assert_true(bounds.lo.items[1].value <= 17 && bounds.hi.items[1].value >= 27);
    arena_destroy(arena);
}

static void a_large_table_is_protected_without_a_proof_of_least(void **state)
{
    (void)state;
    enum { ROWS = 16, COLUMNS = 11 };
    double cells[ROWS * COLUMNS] = {0}, room[ROWS * COLUMNS] = {0};
    unsigned char mask[ROWS * COLUMNS] = {0};
    for (size_t i = 0; i + 1 < ROWS; i++) {
        for (size_t j = 0; j + 1 < COLUMNS; j++) {
            double value = (double)((i * 7 + j * 13) % 23);
            cells[i * COLUMNS + j] = value;
            cells[i * COLUMNS + COLUMNS - 1] += value;
            cells[(ROWS - 1) * COLUMNS + j] += value;
            cells[ROWS * COLUMNS - 1] += value;
            mask[i * COLUMNS + j] = value > 0 && value < 3;
            room[i * COLUMNS + j] = mask[i * COLUMNS + j] ? 1 : 0;
        }
    }
    struct arena *arena = arena_create();
    struct error error = {0};
    struct suppression pattern;
    struct disclosure_bounds bounds;
    const struct disclosure_table large = {cells, ROWS, COLUMNS};
    assert_true(suppression_find(arena, large, mask, room, room, &pattern, &error));
    assert_string_equal(pattern.status, "ok");
    assert_string_equal(pattern.about.method, "heuristic");
    assert_false(pattern.min_secondary.defined);
    unsigned char hidden[ROWS * COLUMNS];
    for (size_t i = 0; i < ROWS * COLUMNS; i++) {
        hidden[i] = pattern.mask.items[i].value == 1;
        assert_true(hidden[i] >= mask[i]);
    }
    assert_true(disclosure_audit(arena, large, hidden, &bounds, &error));
    for (size_t i = 0, k = 0; i < ROWS * COLUMNS; i++) {
        if (mask[i]) {
            assert_true(bounds.lo.items[k].value <= cells[i] - 1);
            assert_true(bounds.hi.items[k].value >= cells[i] + 1);
        }
        k += hidden[i];
    }
    arena_destroy(arena);
}

static void rounding_keeps_every_sum(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct rounding rounding;
    assert_true(rounding_controlled(arena, table, 3, &rounding, &error));
    for (size_t i = 0; i < 4; i++) {
        double row = 0, column = 0;
        for (size_t j = 0; j < 3; j++) {
            row += rounding.rounded.items[i * 4 + j].value;
            column += rounding.rounded.items[j * 4 + i].value;
        }
        assert_within(row, rounding.rounded.items[i * 4 + 3].value, 0);
        assert_within(column, rounding.rounded.items[12 + i].value, 0);
    }
    for (size_t i = 0; i < 16; i++) {
        assert_true(fabs(rounding.rounded.items[i].value - investment[i]) < 3);
    }
    arena_destroy(arena);
}

int main(void)
{
    measure_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programme_tells_optimal_infeasible_and_unbounded),
        cmocka_unit_test(whole_columns_have_whole_solutions),
        cmocka_unit_test(two_tables_with_one_margin_give_a_hidden_cell_away),
        cmocka_unit_test(a_table_that_does_not_add_up_is_refused),
        cmocka_unit_test(suppression_protects_and_does_not_depend_on_the_order_of_rows),
        cmocka_unit_test(a_large_table_is_protected_without_a_proof_of_least),
        cmocka_unit_test(rounding_keeps_every_sum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
