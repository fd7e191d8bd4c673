/* Comparison against brute force: sets of municipalities that took part, chosen at random, between
 * all years of the reference data and around the day on which Weesp became Amsterdam. The truth is
 * worked out here from the CSV files of engine/reference, in whole numbers and one merger at a
 * time; nothing of engine/reference is asked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/ledger/comparison.h"
#include "engine/record/moment.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/layout_truth.h"

enum { CODES = TRUTH_CODES, SETS = 12 };

/* -- the engine
 * ------------------------------------------------------------------------------------------ */

/* What the store would keep of an edition with these municipalities. */
static struct query_table municipalities_of(struct arena *arena, struct reference *reference,
                                            const struct truth_side *side)
{
    static const char *columns[] = {"code", "name", "province", "population", "direct", "combined"};
    enum { WIDTH = 6 };
    struct query_cell *cells = arena_alloc_array(arena, CODES * WIDTH, sizeof *cells);
    struct query_table table = {.columns = columns, .column_count = WIDTH};
    for (int code = 1; code < CODES; code++) {
        if (side->residents[code] > 0) {
            char *text = arena_alloc(arena, 8);
            reference_code_text(code, text);
            struct query_cell row[WIDTH] = {
                {CELL_TEXT, 0, 0, text},
                {CELL_TEXT, 0, 0, reference_name(reference, code)},
                {CELL_TEXT, 0, 0, "Utrecht"},
                {CELL_INTEGER, side->residents[code], 0, NULL},
                {CELL_INTEGER, side->direct[code], 0, NULL},
                {CELL_INTEGER, side->direct[code] || side->combined[code], 0, NULL}};
            memcpy(&cells[table.row_count++ * WIDTH], row, sizeof row);
        }
    }
    table.cells = cells;
    return table;
}

/* One edition of which every definition is the same as that of all others. */
static const struct query_table same_facts = {
    .columns = (const char *[]){"minutes", "small_count", "match", "population_year",
                                "population_own", "members_year", "grade_question", "nps_question",
                                "sessions", "held", "measured", "registered", "own_figures"},
    .column_count = 13,
    .row_count = 1,
    .cells = (const struct query_cell[]){{CELL_INTEGER, 15, 15, NULL},
                                         {CELL_INTEGER, 5, 5, NULL},
                                         {CELL_TEXT, 0, 0, "fuzzy"},
                                         {CELL_INTEGER, 2022, 2022, NULL},
                                         {CELL_INTEGER, 0, 0, NULL},
                                         {CELL_NULL, 0, 0, NULL},
                                         {CELL_NULL, 0, 0, NULL},
                                         {CELL_NULL, 0, 0, NULL},
                                         {CELL_INTEGER, 3, 3, NULL},
                                         {CELL_INTEGER, 3, 3, NULL},
                                         {CELL_INTEGER, 3, 3, NULL},
                                         {CELL_INTEGER, 3, 3, NULL},
                                         {CELL_INTEGER, 0, 0, NULL}}};

static const struct figure measured[] = {{.id = "residents.direct", .has_value = true},
                                         {.id = "residents.combined", .has_value = true}};

static struct compared_edition edition_of(struct arena *arena, struct reference *reference,
                                          const char *id, const struct truth_side *side)
{
    return (struct compared_edition){.id = id,
                                     .first_day = side->day,
                                     .reference_day = side->day,
                                     .figures = measured,
                                     .figure_count = 2,
                                     .municipalities = municipalities_of(arena, reference, side),
                                     .facts = same_facts};
}

static void compare_part(const struct comparison *comparison, const char *part,
                         const struct truth_change *e, const char *what)
{
    const struct {
        const char *before, *after;
        int64_t value;
    } rows[] = {{"retained", "", e->retained},
                {"new", "", e->fresh},
                {"lost", "", e->lost},
                {"reach.change", "", e->change},
                {"reach.change", ".who", e->who},
                {"reach.change", ".population", e->population},
                {"reach.change", ".layout", e->layout}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char id[64];
        snprintf(id, sizeof id, "%s.%s%s", rows[i].before, part, rows[i].after);
        const struct figure *figure = comparison_figure(comparison, id);
        if (!figure->has_value || (int64_t)figure->value != rows[i].value) {
            fail_msg("%s: %s is %.0f, brute force says %lld", what, id, figure->value,
                     (long long)rows[i].value);
        }
    }
}

static void compare(struct arena *arena, struct reference *reference, const struct truth_side *from,
                    const struct truth_side *to, const char *what, struct comparison *comparison)
{
    bool *old = arena_alloc_array(arena, CODES, sizeof *old);
    bool *now = arena_alloc_array(arena, CODES, sizeof *now);
    struct compared_edition *pair = arena_alloc_array(arena, 2, sizeof *pair);
    pair[0] = edition_of(arena, reference, "old", from);
    pair[1] = edition_of(arena, reference, "new", to);
    comparison_make(arena, reference, &pair[0], &pair[1], comparison);
    struct truth_change direct = layout_truth_change(from, from->direct, to, to->direct);
    for (int code = 0; code < CODES; code++) {
        old[code] = from->direct[code] || from->combined[code];
        now[code] = to->direct[code] || to->combined[code];
    }
    struct truth_change combined = layout_truth_change(from, old, to, now);
    compare_part(comparison, "direct", &direct, what);
    compare_part(comparison, "combined", &combined, what);
}

static void choose(struct random *random, struct truth_side *side, uint32_t percent)
{
    for (int code = 1; code < CODES; code++) {
        side->direct[code] = side->residents[code] > 0 && random_below(random, 100) < percent;
        side->combined[code] = side->residents[code] > 0 && random_below(random, 100) < 10;
    }
}

/* -- laws
 * ------------------------------------------------------------------------------------------------
 */

/* Days on either side of every date of a merger within a year, and in autumn. */
static int64_t some_day(struct random *random, int year)
{
    const int64_t days[] = {moment_days(year, 1, 1), moment_days(year, 3, 23),
                            moment_days(year, 3, 24), moment_days(year, 10, 2)};
    return days[random_below(random, 4)];
}

static void every_pair_of_years_equals_brute_force(void **state)
{
    (void)state;
    static struct truth_side from, to;
    const char *given = getenv("SEED");
    uint64_t seed = given == NULL ? 1 : strtoull(given, NULL, 10);
    struct random random;
    random_seed(&random, seed, 0);
    for (int a = TRUTH_FIRST_YEAR; a <= TRUTH_LAST_YEAR; a++) {
        for (int b = a; b <= TRUTH_LAST_YEAR; b++) {
            struct arena *arena = arena_create();
            struct reference *reference = reference_create(arena);
            for (int set = 0; set < SETS; set++) {
                static const uint32_t percents[] = {2, 35, 95};
                struct comparison comparison;
                int64_t days[2] = {some_day(&random, a), some_day(&random, b)};
                layout_truth_lay_out(&from, days[0] < days[1] ? days[0] : days[1]);
                layout_truth_lay_out(&to, days[0] < days[1] ? days[1] : days[0]);
                choose(&random, &from, percents[random_below(&random, 3)]);
                choose(&random, &to, percents[random_below(&random, 3)]);
                char what[96];
                snprintf(what, sizeof what, "SEED=%llu: %d to %d, set %d", (unsigned long long)seed,
                         a, b, set);
                compare(arena, reference, &from, &to, what, &comparison);
            }
            arena_destroy(arena);
        }
    }
}

/* Worked out by hand. Brielle (17,704 residents on 1 January 2022) took part; Hellevoetsluis
 * (40,574) and Westvoorne (14,960) did not. All three are Voorne aan Zee since 1 January 2023,
 * which took part again: it is retained, and the merger adds the 55,534 residents of the other two.
 */
static void a_merger_adds_the_residents_of_those_who_joined(void **state)
{
    (void)state;
    static struct truth_side from, to;
    struct arena *arena = arena_create();
    struct comparison comparison;
    layout_truth_lay_out(&from, moment_days(2022, 10, 3));
    layout_truth_lay_out(&to, moment_days(2023, 10, 2));
    assert_int_equal(from.residents[501], 17704);
    assert_int_equal(from.residents[530] + from.residents[614], 55534);
    from.direct[501] = true;
    to.direct[1992] = true;
    compare(arena, reference_create(arena), &from, &to, "Voorne aan Zee", &comparison);
    assert_int_equal((int)comparison_figure(&comparison, "retained.direct")->value, 1);
    assert_int_equal((int)comparison_figure(&comparison, "new.direct")->value, 0);
    assert_int_equal((int)comparison_figure(&comparison, "lost.direct")->value, 0);
    assert_int_equal((int)comparison_figure(&comparison, "reach.change.direct.layout")->value,
                     55534);
    assert_int_equal((int)comparison_figure(&comparison, "reach.change.direct.who")->value, 0);
    assert_int_equal(comparison.municipality_count, 1);
    assert_string_equal(comparison.municipalities[0].code, "GM1992");
    arena_destroy(arena);
}

/* Two weeks of 2022, one before and one after 24 March, with the same participants: Weesp and
 * Amsterdam, then Amsterdam alone. Nobody came, left or grew. */
static void the_same_participants_before_and_after_weesp_differ_by_nothing(void **state)
{
    (void)state;
    static struct truth_side from, to;
    struct arena *arena = arena_create();
    struct comparison comparison;
    layout_truth_lay_out(&from, moment_days(2022, 3, 23));
    layout_truth_lay_out(&to, moment_days(2022, 3, 24));
    from.direct[363] = from.direct[457] = true;
    to.direct[363] = true;
    compare(arena, reference_create(arena), &from, &to, "Weesp", &comparison);
    assert_int_equal((int)comparison_figure(&comparison, "retained.direct")->value, 1);
    assert_int_equal((int)comparison_figure(&comparison, "reach.change.direct")->value, 0);
    assert_int_equal((int)comparison_figure(&comparison, "reach.change.direct.layout")->value, 0);
    from.direct[363] = false;
    compare(arena, reference_create(arena), &from, &to, "Weesp alone", &comparison);
    assert_int_equal((int)comparison_figure(&comparison, "reach.change.direct.layout")->value,
                     (int)from.residents[363]);
    arena_destroy(arena);
}

static struct query_table members_of(struct arena *arena, const char *const *codes, size_t count)
{
    static const char *columns[] = {"key", "name", "code"};
    struct query_cell *cells = arena_alloc_array(arena, 3 * count + 1, sizeof *cells);
    for (size_t i = 0; i < count; i++) {
        cells[3 * i] = (struct query_cell){CELL_TEXT, 0, 0, "org:Werk Voorne"};
        cells[3 * i + 1] = (struct query_cell){CELL_TEXT, 0, 0, "Werk Voorne"};
        cells[3 * i + 2] = (struct query_cell){CELL_TEXT, 0, 0, codes[i]};
    }
    return (struct query_table){
        .columns = columns, .column_count = 3, .row_count = count, .cells = cells};
}

/* Three members became one by a merger: nothing changed. A fourth that joined is a change, and the
 * editions are compared with a flag. */
static void members_change_by_joining_and_not_by_a_merger(void **state)
{
    (void)state;
    static struct truth_side from, to;
    static const char *const then[] = {"GM0501", "GM0530", "GM0614"};
    static const char *const later[] = {"GM1930", "GM1992"};
    struct arena *arena = arena_create();
    struct reference *reference = reference_create(arena);
    layout_truth_lay_out(&from, moment_days(2022, 10, 3));
    layout_truth_lay_out(&to, moment_days(2023, 10, 2));
    struct compared_edition pair[] = {edition_of(arena, reference, "old", &from),
                                      edition_of(arena, reference, "new", &to)};
    struct comparison comparison;
    pair[0].members = members_of(arena, then, 3);
    pair[1].members = members_of(arena, &later[1], 1);
    comparison_make(arena, reference, &pair[0], &pair[1], &comparison);
    assert_int_equal(comparison.members_changed, 0);
    assert_int_equal(comparison.verdicts[ASPECT_MEMBERS], COMPARABLE_SAME);
    pair[1].members = members_of(arena, later, 2);
    comparison_make(arena, reference, &pair[0], &pair[1], &comparison);
    assert_int_equal(comparison.members_changed, 1);
    assert_int_equal(comparison.verdicts[ASPECT_MEMBERS], COMPARABLE_FLAGGED);
    arena_destroy(arena);
}

static int read_truth(void **state)
{
    (void)state;
    layout_truth_read();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_of_years_equals_brute_force),
        cmocka_unit_test(a_merger_adds_the_residents_of_those_who_joined),
        cmocka_unit_test(the_same_participants_before_and_after_weesp_differ_by_nothing),
        cmocka_unit_test(members_change_by_joining_and_not_by_a_merger),
    };
    return cmocka_run_group_tests(tests, read_truth, NULL);
}
