/* Differences of rates over simulated editions. People in one session come, stay away and judge
 * together: every session has a chance and a mood of its own. Without a true change a comparison
 * says "more" or "less" about any of its rates at most once in twenty; with a large one it says so.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/base/random.h"
#include "engine/ledger/comparison_series.h"
#include "engine/publish/guard.h"
#include "tests/support/cmocka_all.h"

enum { PAIRS = 2000 };

/* What the sessions of an edition have in common. */
struct truth {
    double attendance, response, grade;
    int sessions;
    int hybrid; /* so many registrations in the first session, the only one of its kind; 0: none */
};

struct simulated {
    struct compared_edition edition;
    struct figure figures[6];
};

static const struct query_table same_facts = {
    .columns = (const char *[]){"minutes", "small_count", "match", "population_year",
                                "population_own", "members_year", "grade_question", "nps_question",
                                "sessions", "held", "measured", "registered", "own_figures"},
    .column_count = 13,
    .row_count = 1,
    .cells = (const struct query_cell[]){{CELL_INTEGER, 15, 15, NULL},
                                         {CELL_INTEGER, 5, 5, NULL},
                                         {CELL_TEXT, 0, 0, "fuzzy"},
                                         {CELL_INTEGER, 2023, 2023, NULL},
                                         {CELL_INTEGER, 0, 0, NULL},
                                         {CELL_NULL, 0, 0, NULL},
                                         {CELL_TEXT, 0, 0, "cijfer"},
                                         {CELL_TEXT, 0, 0, "aanbevelen"},
                                         {CELL_INTEGER, 60, 60, NULL},
                                         {CELL_INTEGER, 60, 60, NULL},
                                         {CELL_INTEGER, 60, 60, NULL},
                                         {CELL_INTEGER, 60, 60, NULL},
                                         {CELL_INTEGER, 0, 0, NULL}}};

static struct query_cell integer(int64_t value)
{
    return (struct query_cell){CELL_INTEGER, value, (double)value, NULL};
}

/* Close to a bell: the sum of twelve uniform numbers. */
static double bell(struct random *random)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        sum += random_unit(random);
    }
    return sum;
}

static int chances(struct random *random, int trials, double chance)
{
    int hits = 0;
    for (int i = 0; i < trials; i++) {
        hits += random_unit(random) < chance;
    }
    return hits;
}

static double clamp(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static void simulate(struct arena *arena, struct random *random, const struct truth *truth,
                     struct simulated *out)
{
    static const char *session_columns[] = {"session",  "mode",      "measured", "registrations",
                                            "attended", "attendees", "responses"};
    static const char *answer_columns[] = {"session", "kind", "number", "times"};
    size_t sessions = (size_t)truth->sessions;
    struct query_cell *rows = arena_alloc_array(arena, 7 * sessions, sizeof *rows);
    struct query_cell *answers = arena_alloc_array(arena, 4 * 22 * sessions, sizeof *answers);
    size_t answer_count = 0;
    double registered = 0, came = 0, forms = 0, grades = 0, score = 0;
    static int counts[2][11][400];
    for (size_t s = 0; s < sessions; s++) {
        int size = s == 0 && truth->hybrid > 0 ? truth->hybrid : 5 + (int)random_below(random, 40);
        double chance = clamp(truth->attendance + 0.1 * bell(random), 0.02, 0.98);
        int attended = chances(random, size, chance);
        int filled =
            chances(random, attended, clamp(truth->response + 0.15 * bell(random), 0.02, 0.98));
        double mood = truth->grade + 0.6 * bell(random);
        const struct query_cell row[] = {integer((int64_t)s),
                                         {CELL_TEXT, 0, 0,
                                          s == 0 && truth->hybrid > 0 ? "hybrid"
                                          : s % 3 == 0                ? "on_site"
                                                                      : "online"},
                                         integer(1),
                                         integer(size),
                                         integer(attended),
                                         integer(attended),
                                         integer(filled)};
        for (size_t k = 0; k < 7; k++) {
            rows[7 * s + k] = row[k];
        }
        for (int k = 0; k < 11; k++) {
            counts[0][k][s] = counts[1][k][s] = 0;
        }
        for (int f = 0; f < filled; f++) {
            int grade = (int)clamp(round(mood + bell(random)), 1, 10);
            int again = (int)clamp(round(mood + 1.5 * bell(random)), 0, 10);
            counts[0][grade][s]++;
            counts[1][again][s]++;
            grades += grade;
            score += again >= 9 ? 100 : again <= 6 ? -100 : 0;
        }
        registered += size;
        came += attended;
        forms += filled;
    }
    for (int kind = 0; kind < 2; kind++) {
        for (size_t s = 0; s < sessions; s++) {
            for (int k = 0; k < 11; k++) {
                if (counts[kind][k][s] > 0) {
                    struct query_cell *cell = &answers[4 * answer_count++];
                    cell[0] = integer((int64_t)s);
                    cell[1] = (struct query_cell){CELL_TEXT, 0, 0, kind == 0 ? "grade" : "nps"};
                    cell[2] = integer(k);
                    cell[3] = integer(counts[kind][k][s]);
                }
            }
        }
    }
    const struct figure figures[] = {
        {.id = "attendance.rate", .unit = "fraction", .value = came / registered},
        {.id = "noshow.rate", .unit = "fraction", .value = 1 - came / registered},
        {.id = "response.rate", .unit = "fraction", .value = forms / came},
        {.id = "responses", .unit = "forms", .value = forms},
        {.id = "grade.mean", .unit = "grade", .value = grades / forms},
        {.id = "nps", .unit = "points", .value = score / forms}};
    for (size_t i = 0; i < 6; i++) {
        out->figures[i] = figures[i];
        out->figures[i].has_value = true;
    }
    out->edition = (struct compared_edition){.id = "x",
                                             .figures = out->figures,
                                             .figure_count = 6,
                                             .facts = same_facts,
                                             .sessions = {.columns = session_columns,
                                                          .column_count = 7,
                                                          .row_count = sessions,
                                                          .cells = rows},
                                             .answers = {.columns = answer_columns,
                                                         .column_count = 4,
                                                         .row_count = answer_count,
                                                         .cells = answers}};
}

struct tally {
    int alarms, covered[COMPARED_RATES], said[COMPARED_RATES], unlimited;
};

/* `more` is the true difference of each rate. */
static struct tally run(uint64_t seed, const struct truth *then, const struct truth *later,
                        const double more[COMPARED_RATES], int pairs)
{
    struct tally tally = {0};
    struct random random;
    random_seed(&random, seed, 0);
    struct arena *lasting = arena_create();
    struct reference *reference = reference_create(lasting);
    for (int i = 0; i < pairs; i++) {
        struct arena *arena = arena_create();
        struct simulated from, to;
        struct comparison comparison;
        bool alarm = false;
        simulate(arena, &random, then, &from);
        simulate(arena, &random, later, &to);
        comparison_make(arena, reference, &from.edition, &to.edition, &comparison);
        for (size_t k = 0; k < COMPARED_RATES; k++) {
            const struct compared_rate *rate = &comparison.rates[k];
            const struct figure *change = comparison_figure(&comparison, rate->change);
            assert_true(change->has_value);
            assert_int_equal(rate->has_limits, change->has_range);
            if (!rate->has_limits) {
                tally.unlimited++;
                continue;
            }
            enum verdict verdict = guard_difference(
                compared_edition_figure(&to.edition, rate->id),
                compared_edition_figure(&from.edition, rate->id), rate->low, rate->high);
            bool zero = change->low <= 0 && change->high >= 0;
            assert_false(zero && (verdict == VERDICT_MORE || verdict == VERDICT_LESS));
            alarm = alarm || verdict == VERDICT_MORE || verdict == VERDICT_LESS;
            tally.said[k] += verdict == VERDICT_MORE || verdict == VERDICT_LESS;
            tally.covered[k] += change->low <= more[k] && more[k] <= change->high;
        }
        tally.alarms += alarm;
        arena_destroy(arena);
    }
    arena_destroy(lasting);
    return tally;
}

static uint64_t first_seed(void)
{
    const char *given = getenv("SEED");
    return given == NULL ? 1 : strtoull(given, NULL, 10);
}

static void without_a_change_nothing_is_said_nineteen_times_in_twenty(void **state)
{
    (void)state;
    static const int sessions[] = {60, 20, 8};
    static const double none[COMPARED_RATES] = {0};
    for (size_t i = 0; i < 3; i++) {
        const struct truth truth = {0.72, 0.5, 7.6, sessions[i], 0};
        struct tally tally = run(first_seed() + i, &truth, &truth, none, PAIRS);
        print_message("%d sessions: %d false alarms in %d comparisons\n", sessions[i], tally.alarms,
                      PAIRS);
        assert_true(tally.alarms <= PAIRS / 20);
    }
}

/* Sixty sessions: the interval of the difference is right 93 to 97 times in a hundred. */
static void the_interval_holds_the_truth(void **state)
{
    (void)state;
    static const double none[COMPARED_RATES] = {0};
    const struct truth truth = {0.72, 0.5, 7.6, 60, 0};
    struct tally tally = run(first_seed() + 10, &truth, &truth, none, PAIRS);
    for (size_t k = 0; k < COMPARED_RATES; k++) {
        print_message("rate %zu: %.1f%% covered\n", k, 100.0 * tally.covered[k] / PAIRS);
        assert_in_range(tally.covered[k], PAIRS * 93 / 100, PAIRS * 97 / 100);
    }
}

static void a_large_change_is_seen(void **state)
{
    (void)state;
    static const double none[COMPARED_RATES] = {0};
    const struct truth then = {0.60, 0.35, 6.8, 60, 0};
    const struct truth later = {0.75, 0.60, 8.0, 60, 0};
    struct tally tally = run(first_seed() + 20, &then, &later, none, 200);
    for (size_t k = 0; k < COMPARED_RATES; k++) {
        assert_true(tally.said[k] >= 190);
    }
}

/* Several editions in a row without a development: at most one row in twenty is said to rise or
 * fall. */
static void without_a_development_none_is_said(void **state)
{
    (void)state;
    enum { ROWS = 600 };
    static const size_t lengths[] = {3, 6, 10};
    for (size_t i = 0; i < 3; i++) {
        int alarms = 0;
        struct random random;
        random_seed(&random, first_seed() + 30 + i, 0);
        struct arena *lasting = arena_create();
        struct reference *reference = reference_create(lasting);
        for (int row = 0; row < ROWS; row++) {
            struct arena *arena = arena_create();
            const struct truth truth = {0.72, 0.5, 7.6, 25, 0};
            struct simulated *made = arena_alloc_array(arena, lengths[i], sizeof *made);
            struct compared_edition *editions =
                arena_alloc_array(arena, lengths[i], sizeof *editions);
            bool alarm = false;
            for (size_t k = 0; k < lengths[i]; k++) {
                simulate(arena, &random, &truth, &made[k]);
                editions[k] = made[k].edition;
                editions[k].first_day = editions[k].reference_day = 18000 + 365 * (int64_t)k;
            }
            const struct series *series = series_make(arena, reference, editions, lengths[i]);
            for (size_t k = 0; k < SERIES_TRENDS; k++) {
                alarm = alarm || series->trends[k].development == DEVELOPMENT_UP ||
                        series->trends[k].development == DEVELOPMENT_DOWN;
            }
            alarms += alarm;
            arena_destroy(arena);
        }
        arena_destroy(lasting);
        print_message("%zu editions: %d false alarms in %d rows\n", lengths[i], alarms, ROWS);
        assert_true(alarms <= ROWS / 20);
    }
}

/* Everybody came, both times: nobody can say how sure that is. */
static void equal_sessions_are_no_certainty(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct random random;
    struct simulated from, to;
    struct comparison comparison;
    const struct truth truth = {0.72, 0.5, 7.6, 1, 0};
    random_seed(&random, first_seed(), 0);
    simulate(arena, &random, &truth, &from);
    simulate(arena, &random, &truth, &to);
    comparison_make(arena, reference_create(arena), &from.edition, &to.edition, &comparison);
    assert_false(comparison_rate(&comparison, "attendance.rate")->has_limits);
    assert_false(comparison_figure(&comparison, "attendance.rate.change")->has_range);
    arena_destroy(arena);
}

/* Kitagawa: the parts add up to the difference, and one kind of session leaves no mix. */
static void mix_and_behaviour_add_up(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct reference *reference = reference_create(arena);
    struct random random;
    random_seed(&random, first_seed(), 0);
    for (int i = 0; i < 200; i++) {
        struct simulated from, to;
        struct comparison comparison;
        const struct truth then = {0.6, 0.5, 7, 3 + (int)random_below(&random, 40), 0};
        const struct truth later = {0.7, 0.5, 7, 3 + (int)random_below(&random, 40), 0};
        simulate(arena, &random, &then, &from);
        simulate(arena, &random, &later, &to);
        comparison_make(arena, reference, &from.edition, &to.edition, &comparison);
        double parts = comparison_figure(&comparison, "attendance.rate.change.mix")->value +
                       comparison_figure(&comparison, "attendance.rate.change.behaviour")->value;
        assert_true(fabs(parts - comparison_figure(&comparison, "attendance.rate.change")->value) <
                    1e-12);
    }
    arena_destroy(arena);
}

/* Three registrations for the only hybrid session: with the rate of the others known, mix and
 * behaviour would give them away. */
static void few_of_a_kind_hide_the_split(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct reference *reference = reference_create(arena);
    struct random random;
    random_seed(&random, first_seed(), 0);
    for (int hybrid = 3; hybrid <= 5; hybrid++) {
        struct simulated from, to;
        struct comparison comparison;
        const struct truth then = {0.7, 0.5, 7, 20, hybrid};
        const struct truth later = {0.7, 0.5, 7, 20, 0};
        simulate(arena, &random, &then, &from);
        simulate(arena, &random, &later, &to);
        comparison_make(arena, reference, &from.edition, &to.edition, &comparison);
        const struct figure *mix = comparison_figure(&comparison, "attendance.rate.change.mix");
        const struct figure *behaviour =
            comparison_figure(&comparison, "attendance.rate.change.behaviour");
        assert_int_equal(mix->has_value, hybrid >= 5);
        assert_int_equal(behaviour->has_value, hybrid >= 5);
        if (hybrid < 5) {
            assert_string_equal(mix->reason, "suppressed");
        }
        /* What the gate hides of one edition has no difference. */
        from.figures[0].has_value = from.figures[1].has_value = false;
        from.figures[0].reason = from.figures[1].reason = "suppressed";
        comparison_make(arena, reference, &from.edition, &to.edition, &comparison);
        static const char *const hidden[] = {"attendance.rate.change", "noshow.rate.change",
                                             "attendance.rate.change.mix",
                                             "attendance.rate.change.behaviour"};
        for (size_t i = 0; i < 4; i++) {
            const struct figure *figure = comparison_figure(&comparison, hidden[i]);
            assert_false(figure->has_value);
            assert_string_equal(figure->reason, "suppressed");
        }
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_change_nothing_is_said_nineteen_times_in_twenty),
        cmocka_unit_test(the_interval_holds_the_truth),
        cmocka_unit_test(a_large_change_is_seen),
        cmocka_unit_test(without_a_development_none_is_said),
        cmocka_unit_test(equal_sessions_are_no_certainty),
        cmocka_unit_test(mix_and_behaviour_add_up),
        cmocka_unit_test(few_of_a_kind_hide_the_split),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
