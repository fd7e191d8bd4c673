/* Tests of engine/ledger: participation, appreciation, costs and the second list, of editions made
 * by hand whose numbers can be counted on paper; and what was not measured. */
#include <string.h>

#include "engine/ledger/ledger.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/ledger_bench.h"
#include "tests/support/near.h"

enum { DAY = LEDGER_BENCH_DAY };

/* -- participation
 * ----------------------------------------------------------------------------------- */

static void rates_are_over_sessions_that_were_measured_both_ways(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t both = make_session(bench->made, "Gemeten", DAY);
    uint32_t unmeasured = make_session(bench->made, "Zonder presentielijst", DAY);
    uint32_t open = make_session(bench->made, "Zonder aanmelding", DAY);
    uint32_t cancelled = make_session(bench->made, "Ging niet door", DAY);
    bench->made->sessions.items[unmeasured].attendance_measured = false;
    bench->made->sessions.items[open].registration_measured = false;
    bench->made->sessions.items[cancelled].status = SESSION_CANCELLED;
    ledger_bench_come(bench, both, bench->venlo, true, true);
    ledger_bench_come(bench, both, bench->venlo, true, false);
    ledger_bench_come(bench, both, bench->venlo, true, true);
    ledger_bench_come(bench, both, bench->venlo, false, true); /* a walk-in */
    ledger_bench_come(bench, unmeasured, bench->venlo, true, false);
    ledger_bench_come(bench, unmeasured, bench->venlo, true, false);
    ledger_bench_come(bench, open, bench->venlo, false, true); /* neither walk-in nor in a rate */
    ledger_bench_come(bench, cancelled, bench->venlo, true, false);
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "sessions.planned", 4);
    ledger_bench_expect(bench, "sessions.held", 3);
    ledger_bench_expect(bench, "sessions.measured", 2);
    ledger_bench_expect(bench, "sessions.rated", 1);
    ledger_bench_expect(bench, "registrations.live", 6);
    ledger_bench_expect(bench, "registrations.attended", 2);
    ledger_bench_expect(bench, "attendance.rate", 2.0 / 3);
    ledger_bench_expect(bench, "noshow.rate", 1.0 / 3);
    ledger_bench_expect(bench, "walkins", 1);
    ledger_bench_expect(bench, "people.registered", 6);
    ledger_bench_expect(bench, "people.attended", 4);
    ledger_bench_expect(bench, "attendances", 4);
    const struct figure *rate = ledger_bench_get(bench, "attendance.rate");
    assert_int_equal(rate->n, 3);
    assert_int_equal(rate->missing, 2);
    assert_false(rate->has_range); /* one session has no spread */
    const struct figure *bound = ledger_bench_get(bench, "attendance.rate.bound");
    assert_near(bound->low, 2.0 / 5, 12);
    assert_near(bound->high, 4.0 / 5, 12);
    ledger_bench_finish(bench);
}

/* Sessions of 4 of 5, 6 of 10 and 3 of 9; the numbers of R:
 * y <- c(4,6,3); m <- c(5,10,9); r <- sum(y)/sum(m)
 * v <- 3/2 * sum((y-r*m)^2) / sum(m)^2; r + c(-1,1) * qt(.975, 2) * sqrt(v) */
static void the_interval_of_a_rate_knows_that_people_come_by_session(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    const int came[] = {4, 6, 3};
    const int registered[] = {5, 10, 9};
    for (int s = 0; s < 3; s++) {
        uint32_t session = make_session(bench->made, "Sessie", DAY);
        for (int i = 0; i < registered[s]; i++) {
            ledger_bench_come(bench, session, bench->venlo, true, i < came[s]);
        }
    }
    ledger_bench_compute(bench);
    const struct figure *rate = ledger_bench_get(bench, "attendance.rate");
    assert_near(rate->value, 13.0 / 24, 14);
    assert_near(rate->low, 0.0255955788027, 10);
    assert_true(rate->high == 1); /* 1.0577 is no share */
    assert_true(rate->level == 0.95);
    assert_int_equal(rate->doubt, DOUBT_MODEL);
    const struct figure *noshow = ledger_bench_get(bench, "noshow.rate");
    assert_true(noshow->low == 0);
    assert_near(noshow->high, 1 - 0.0255955788027, 10);
    ledger_bench_finish(bench);
}

static void people_without_an_address_give_a_lower_and_an_upper_bound(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t first = make_session(bench->made, "Een", DAY);
    uint32_t second = make_session(bench->made, "Twee", DAY);
    uint32_t known = ledger_bench_come(bench, first, bench->venlo, true, true);
    uint32_t name_only = make_person(bench->made, false);
    bench->made->persons.items[name_only].same_name = known;
    make_presence(bench->made, name_only, first, bench->venlo, 3600, true, NONE);
    make_presence(bench->made, name_only, second, bench->venlo, 3600, true, NONE);
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "people.attended", 2);
    const struct figure *attended = ledger_bench_get(bench, "people.attended");
    assert_true(attended->low == 1);
    assert_true(attended->high == 3);
    assert_int_equal(attended->doubt, DOUBT_BOUND);
    assert_int_equal(attended->missing, 1);
    ledger_bench_finish(bench);
}

static void staff_count_in_the_headline_and_not_beside_it(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    ledger_bench_come(bench, session, bench->venlo, true, true);
    uint32_t host = make_person(bench->made, true);
    uint32_t presence = make_presence(bench->made, host, session, bench->beek, 3600, true, NONE);
    bench->made->presences.items[presence].staff = true;
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "people.attended", 2);
    ledger_bench_expect(bench, "people.attended.without_staff", 1);
    ledger_bench_expect(bench, "walkins", 0);
    ledger_bench_expect(bench, "residents.direct", 116000);
    ledger_bench_expect(bench, "residents.direct.without_staff", 100000);
    ledger_bench_finish(bench);
}

/* -- not measured is not zero
 * ------------------------------------------------------------------------- */

static void sign_ups_only_leave_attendance_undefined(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    bench->made->sessions.items[session].attendance_measured = false;
    ledger_bench_come(bench, session, bench->venlo, true, false);
    ledger_bench_come(bench, session, bench->stein, true, false);
    ledger_bench_come(bench, session, bench->joint, true, false);
    ledger_bench_compute(bench);
    static const char *const absent[] = {"residents.direct",
                                         "residents.partners",
                                         "residents.combined",
                                         "residents.share",
                                         "municipalities.direct",
                                         "people.attended",
                                         "registrations.attended",
                                         "walkins",
                                         "noshow.rate",
                                         "attendance.rate",
                                         "attendance.hours",
                                         "organisations.all",
                                         "organisations.company",
                                         "unreported.n1",
                                         "unreported.chapman"};
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        ledger_bench_expect_reason(bench, absent[i], "no_attendance_list");
    }
    const struct figure *headline = ledger_headline(&bench->ledger);
    assert_string_equal(headline->id, "residents.direct.registered");
    assert_true(headline->value == 125000);
    assert_true(headline->low == 125000 && headline->high == 141000);
    assert_int_equal(headline->doubt, DOUBT_CHOICE);
    ledger_bench_expect(bench, "registrations.live", 3);
    ledger_bench_expect(bench, "organisations.all.registered", 3);
    ledger_bench_finish(bench);
}

static void attendance_only_leaves_registration_undefined(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    bench->made->sessions.items[session].registration_measured = false;
    ledger_bench_come(bench, session, bench->venlo, false, true);
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "residents.direct", 100000);
    ledger_bench_expect(bench, "people.attended", 1);
    ledger_bench_expect_reason(bench, "walkins", "no_registration_list");
    ledger_bench_expect_reason(bench, "registrations.live", "no_registration_list");
    ledger_bench_expect_reason(bench, "people.registered", "no_registration_list");
    ledger_bench_expect_reason(bench, "attendance.rate", "no_registration_list");
    ledger_bench_expect_reason(bench, "residents.direct.registered", "no_registration_list");
    ledger_bench_finish(bench);
}

static void an_edition_of_own_figures_alone_has_nothing_else(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    *VECTOR_PUSH(bench->arena, &bench->made->own_figures) =
        (struct own_figure){.name = "Volgers op LinkedIn",
                            .unit = "volgers",
                            .origin = "LinkedIn",
                            .date = "2023-10-07",
                            .value = 1200,
                            .lower_bound = true};
    *VECTOR_PUSH(bench->arena, &bench->made->own_figures) =
        (struct own_figure){.name = "volgers op linkedin", .value = 7};
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "own.volgers_op_linkedin", 1200);
    ledger_bench_expect(bench, "own.volgers_op_linkedin.2", 7);
    assert_non_null(
        strstr(ledger_bench_get(bench, "own.volgers_op_linkedin")->definition[LANGUAGE_NL],
               "Opgave van de organisatie"));
    assert_non_null(strstr(
        ledger_bench_get(bench, "own.volgers_op_linkedin")->definition[LANGUAGE_NL], "ten minste"));
    ledger_bench_expect_reason(bench, "sessions.planned", "no_programme");
    ledger_bench_expect_reason(bench, "sessions.held", "no_sessions");
    ledger_bench_expect_reason(bench, "grade.mean", "no_evaluation");
    ledger_bench_expect_reason(bench, "nps", "no_evaluation");
    ledger_bench_expect_reason(bench, "cost.total", "no_costs");
    ledger_bench_expect_reason(bench, "unreported.n2", "one_list");
    ledger_bench_expect_reason(bench, "themes.count", "themes_not_measured");
    ledger_bench_expect(bench, "rows.read", 0);
    ledger_bench_finish(bench);
}

/* -- appreciation, costs, second list
 * --------------------------------------------------------------- */

static void grades_have_a_mean_with_its_interval_and_a_bound(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    for (int i = 0; i < 5; i++) {
        ledger_bench_come(bench, session, bench->venlo, true, true);
    }
    uint32_t grade = make_question(bench->made, QUESTION_GRADE, "Cijfer");
    make_answer(bench->made, session, grade, 6);
    make_answer(bench->made, session, grade, 8);
    make_answer(bench->made, session, grade, 7);
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "grade.mean", 7);
    const struct figure *mean = ledger_bench_get(bench, "grade.mean");
    /* R: t.test(c(6,8,7))$conf.int */
    assert_near(mean->low, 4.515862288, 9);
    assert_near(mean->high, 9.484137712, 9);
    const struct figure *bound = ledger_bench_get(bench, "grade.bound");
    assert_near(bound->low, 23.0 / 5, 12);
    assert_near(bound->high, 41.0 / 5, 12);
    ledger_bench_expect(bench, "responses", 3);
    ledger_bench_expect(bench, "response.rate", 0.6);
    ledger_bench_expect_reason(bench, "nps", "no_question");
    ledger_bench_finish(bench);
}

/* Lists of few sessions beside a form about all of them give no rate of 2,000 per cent. */
static void more_forms_than_attendances_are_no_rate(void **state)
{
    (void)state;
    for (int attendances = 20; attendances <= 22; attendances++) {
        struct ledger_bench *bench = ledger_bench_start();
        uint32_t session = make_session(bench->made, "Een", DAY);
        for (int i = 0; i < attendances; i++) {
            ledger_bench_come(bench, session, bench->venlo, true, true);
        }
        uint32_t grade = make_question(bench->made, QUESTION_GRADE, "Cijfer");
        for (int i = 0; i < 21; i++) {
            make_answer(bench->made, session, grade, 8);
        }
        ledger_bench_compute(bench);
        if (attendances < 21) {
            ledger_bench_expect_reason(bench, "response.rate", "more_forms");
        } else {
            ledger_bench_expect(bench, "response.rate", 21.0 / attendances);
        }
        ledger_bench_finish(bench);
    }
}

static void promoters_minus_detractors(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    uint32_t nps = make_question(bench->made, QUESTION_NPS, "Beveelt u ons aan?");
    for (int i = 0; i < 50; i++) {
        make_answer(bench->made, session, nps, i < 30 ? 9 : i < 45 ? 8 : 3);
    }
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "nps", 50);
    assert_within(ledger_bench_get(bench, "nps")->low, 31.4, 0.05);
    assert_within(ledger_bench_get(bench, "nps")->high, 68.6, 0.05);
    ledger_bench_finish(bench);
}

static void costs_are_divided_by_what_was_counted(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    make_session(bench->made, "Twee", DAY);
    ledger_bench_come(bench, session, bench->venlo, true, true);
    *VECTOR_PUSH(bench->arena, &bench->made->costs) =
        (struct cost){.item = "zaal", .session = session, .amount = 250.5};
    *VECTOR_PUSH(bench->arena, &bench->made->costs) =
        (struct cost){.item = "drukwerk", .session = NONE, .amount = 49.5};
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "cost.total", 300);
    ledger_bench_expect(bench, "cost.per_session", 150);
    ledger_bench_expect(bench, "cost.per_person", 300);
    ledger_bench_expect(bench, "cost.per_municipality", 300);
    ledger_bench_finish(bench);
}

static void two_lists_estimate_what_nobody_reported_up_to_the_layout(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    ledger_bench_come(bench, session, bench->venlo, true, true);
    ledger_bench_come(bench, session, bench->stein, true, true);
    const uint32_t listed[] = {bench->venlo, bench->venlo, bench->beek, bench->guess};
    for (int i = 0; i < 4; i++) {
        *VECTOR_PUSH(bench->arena, &bench->made->second_signs) =
            (struct second_sign){.organisation = listed[i]};
    }
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "unreported.n1", 2);
    ledger_bench_expect(bench, "unreported.n2", 2); /* Maastricht is probable only */
    ledger_bench_expect(bench, "unreported.both", 1);
    ledger_bench_expect(bench, "unreported.chapman", 3.5); /* 3 x 3 / 2 - 1 */
    const struct figure *chapman = ledger_bench_get(bench, "unreported.chapman");
    assert_true(chapman->high <= 4);
    ledger_bench_finish(bench);
}

static void lists_that_share_nothing_give_no_estimate(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    ledger_bench_come(bench, session, bench->venlo, true, true);
    *VECTOR_PUSH(bench->arena, &bench->made->second_signs) =
        (struct second_sign){.organisation = bench->beek};
    ledger_bench_compute(bench);
    ledger_bench_expect_reason(bench, "unreported.chapman", "no_overlap");
    ledger_bench_finish(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_are_over_sessions_that_were_measured_both_ways),
        cmocka_unit_test(the_interval_of_a_rate_knows_that_people_come_by_session),
        cmocka_unit_test(people_without_an_address_give_a_lower_and_an_upper_bound),
        cmocka_unit_test(staff_count_in_the_headline_and_not_beside_it),
        cmocka_unit_test(sign_ups_only_leave_attendance_undefined),
        cmocka_unit_test(attendance_only_leaves_registration_undefined),
        cmocka_unit_test(an_edition_of_own_figures_alone_has_nothing_else),
        cmocka_unit_test(grades_have_a_mean_with_its_interval_and_a_bound),
        cmocka_unit_test(more_forms_than_attendances_are_no_rate),
        cmocka_unit_test(promoters_minus_detractors),
        cmocka_unit_test(costs_are_divided_by_what_was_counted),
        cmocka_unit_test(two_lists_estimate_what_nobody_reported_up_to_the_layout),
        cmocka_unit_test(lists_that_share_nothing_give_no_estimate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
