/* Rounding, the statement guard, protection of small counts, dates. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/publish/date.h"
#include "engine/publish/guard.h"
#include "engine/publish/protect.h"
#include "engine/publish/round.h"
#include "engine/record/moment.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/test_arena.h"

static struct figure count_of(const char *unit, double value)
{
    return (struct figure){
        .id = "x", .unit = unit, .value = value, .has_value = true, .doubt = DOUBT_NONE, .n = -1};
}

static struct figure between(const char *unit, double low, double value, double high,
                             enum doubt doubt)
{
    struct figure figure = count_of(unit, value);
    figure.low = low;
    figure.high = high;
    figure.has_range = true;
    figure.doubt = doubt;
    return figure;
}

/* -- round */

static void more_than_is_said_only_above_the_round_number(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *nl, *en;
    } cases[] = {
        {6824964, "meer dan 6,8 miljoen", "more than 6.8 million"},
        {6800001, "meer dan 6,8 miljoen", "more than 6.8 million"},
        {6800000, "6,8 miljoen", "6.8 million"},
        {6799999, "meer dan 6,7 miljoen", "more than 6.7 million"},
        {1000000, "1,0 miljoen", "1.0 million"},
        {999999, "meer dan 990.000", "more than 990,000"},
        {123456789, "meer dan 123 miljoen", "more than 123 million"},
        {99999, "meer dan 99.000", "more than 99,000"},
        {1030, "meer dan 1.000", "more than 1,000"},
        {999, "999", "999"},
        {1, "1", "1"},
        {0, "0", "0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct figure figure = count_of("residents", cases[i].value);
        assert_string_equal(round_at_least(arena, &figure, LANGUAGE_NL), cases[i].nl);
        assert_string_equal(round_at_least(arena, &figure, LANGUAGE_EN), cases[i].en);
    }
}

static void more_than_respects_the_lower_bound(void **state)
{
    (void)state;
    struct figure bound = between("people", 990, 1030, 1057, DOUBT_BOUND);
    assert_string_equal(round_at_least(arena, &bound, LANGUAGE_NL), "meer dan 990");
    struct figure choice = between("residents", 6500000, 6824964, 7000000, DOUBT_CHOICE);
    assert_string_equal(round_at_least(arena, &choice, LANGUAGE_NL), "meer dan 6,8 miljoen");
}

static void numbers_are_written_by_unit_and_precision(void **state)
{
    (void)state;
    struct figure share = count_of("fraction", 0.748167);
    share.n = 2319;
    assert_string_equal(round_figure(arena, &share, LANGUAGE_NL), "74,8%");
    share.n = 56;
    assert_string_equal(round_figure(arena, &share, LANGUAGE_NL), "75%");
    struct figure grade = count_of("grade", 7.7618);
    assert_string_equal(round_figure(arena, &grade, LANGUAGE_NL), "7,8");
    struct figure hours = count_of("hours", 1829.8927);
    assert_string_equal(round_figure(arena, &hours, LANGUAGE_NL), "1.830 uur");
    struct figure people = between("people", 1013, 1030, 1057, DOUBT_BOUND);
    assert_string_equal(round_range(arena, &people, LANGUAGE_NL), "1.013 tot 1.057");
    people.has_value = false;
    assert_null(round_figure(arena, &people, LANGUAGE_NL));
    assert_null(round_at_least(arena, &people, LANGUAGE_NL));
    assert_null(round_range(arena, &people, LANGUAGE_NL));
}

/* -- guard */

static void full_counts_say_what_the_numbers_say(void **state)
{
    (void)state;
    struct figure a = count_of("people", 10), b = count_of("people", 9);
    assert_int_equal(guard_compare(&a, &b), VERDICT_MORE);
    assert_int_equal(guard_compare(&b, &a), VERDICT_LESS);
    assert_int_equal(guard_compare(&a, &a), VERDICT_EQUAL);
}

static void an_interval_that_holds_equal_never_says_more(void **state)
{
    (void)state;
    struct figure a = between("fraction", 0.70, 0.75, 0.80, DOUBT_MODEL);
    struct figure b = between("fraction", 0.60, 0.70, 0.78, DOUBT_MODEL);
    assert_int_equal(guard_compare(&a, &b), VERDICT_UNKNOWN);
    b.high = 0.70; /* touching is still together */
    b.value = 0.65;
    assert_int_equal(guard_compare(&a, &b), VERDICT_UNKNOWN);
    b.high = 0.699;
    assert_int_equal(guard_compare(&a, &b), VERDICT_MORE);
    assert_int_equal(guard_compare(&b, &a), VERDICT_LESS);
}

static void a_contained_interval_says_neither(void **state)
{
    (void)state;
    struct figure wide = between("grade", 6.0, 7.5, 9.0, DOUBT_MODEL);
    struct figure narrow = between("grade", 7.4, 7.8, 8.2, DOUBT_MODEL);
    assert_int_equal(guard_compare(&wide, &narrow), VERDICT_UNKNOWN);
    assert_int_equal(guard_compare(&narrow, &wide), VERDICT_UNKNOWN);
}

static void about_the_same_needs_close_far_ends(void **state)
{
    (void)state;
    struct figure a = between("people", 1000, 1010, 1020, DOUBT_BOUND);
    struct figure b = between("people", 1005, 1012, 1025, DOUBT_BOUND);
    assert_int_equal(guard_compare(&a, &b), VERDICT_ABOUT);
    b.low = 900;
    assert_int_equal(guard_compare(&a, &b), VERDICT_UNKNOWN);
}

static void nothing_is_said_without_value_interval_or_common_unit(void **state)
{
    (void)state;
    struct figure a = count_of("people", 10), none = count_of("people", 0);
    none.has_value = false;
    assert_int_equal(guard_compare(&a, &none), VERDICT_UNKNOWN);
    struct figure blind = count_of("people", 3);
    blind.doubt = DOUBT_MODEL;
    assert_int_equal(guard_compare(&a, &blind), VERDICT_UNKNOWN);
    struct figure other = count_of("sessions", 3);
    assert_int_equal(guard_compare(&a, &other), VERDICT_UNKNOWN);
}

static void sentences_carry_the_verdict_and_the_numbers(void **state)
{
    (void)state;
    struct figure a = count_of("registrations", 2414), b = count_of("registrations", 1735);
    assert_string_equal(
        guard_sentence(arena, &a, "het aantal aanmeldingen", &b, "het aantal dat kwam",
                       LANGUAGE_NL),
        "Het aantal aanmeldingen is hoger dan het aantal dat kwam: 2.414 tegenover 1.735.");
    struct figure c = between("registrations", 1000, 2000, 3000, DOUBT_BOUND);
    const char *sentence =
        guard_sentence(arena, &a, "the registrations", &c, "the guesses", LANGUAGE_EN);
    assert_non_null(strstr(sentence, "cannot be said"));
    assert_null(strstr(sentence, "more than"));
}

/* -- protect */

enum { K = 5 };

static void a_small_count_takes_a_neighbour_along(void **state)
{
    (void)state;
    struct protect_cell cells[] = {{.value = 3, .people = true},
                                   {.value = 40, .people = true},
                                   {.value = 12, .people = true},
                                   {.value = 55, .people = true, .keep = PROTECT_TOTAL}};
    const struct protect_sum sum = {3, (size_t[]){0, 1, 2}, 3};
    protect(arena, cells, 4, &sum, 1, K);
    assert_int_equal(cells[0].state, PROTECT_SMALL);
    assert_int_equal(cells[1].state, PROTECT_SHOWN);
    assert_int_equal(cells[2].state, PROTECT_PARTNER);
    assert_int_equal(cells[3].state, PROTECT_SHOWN);
}

static void zeros_and_large_counts_are_shown(void **state)
{
    (void)state;
    struct protect_cell cells[] = {{.value = 0, .people = true},
                                   {.value = 5, .people = true},
                                   {.value = 5, .people = true, .keep = PROTECT_TOTAL}};
    const struct protect_sum sum = {2, (size_t[]){0, 1}, 2};
    protect(arena, cells, 3, &sum, 1, K);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(cells[i].state, PROTECT_SHOWN);
    }
}

static void a_lonely_small_count_hides_its_total(void **state)
{
    (void)state;
    struct protect_cell cells[] = {{.value = 3, .people = true},
                                   {.value = 0, .people = true},
                                   {.value = 3, .people = true, .keep = PROTECT_TOTAL}};
    const struct protect_sum sum = {2, (size_t[]){0, 1}, 2};
    protect(arena, cells, 3, &sum, 1, K);
    assert_int_equal(cells[0].state, PROTECT_SMALL);
    assert_int_equal(cells[2].state, PROTECT_SMALL);
}

static void a_tight_total_takes_a_second_neighbour(void **state)
{
    (void)state;
    /* 1 + 5 = 6: who knows that the hidden 5 is at least 5 would know the 1. */
    struct protect_cell cells[] = {{.value = 1, .people = true},
                                   {.value = 5, .people = true},
                                   {.value = 9, .people = true},
                                   {.value = 15, .people = true, .keep = PROTECT_TOTAL}};
    const struct protect_sum sum = {3, (size_t[]){0, 1, 2}, 3};
    protect(arena, cells, 4, &sum, 1, K);
    assert_int_equal(cells[0].state, PROTECT_SMALL);
    assert_true(cells[0].high - cells[0].low >= PROTECT_SPREAD);
    assert_int_equal(cells[2].state, PROTECT_PARTNER);
}

static void classes_of_one_person_each_hide_the_total(void **state)
{
    (void)state;
    /* Six municipalities of class 1-9 and six people in all: each sent one. */
    struct protect_cell cells[7];
    for (int i = 0; i < 6; i++) {
        cells[i] = (struct protect_cell){
            .value = 1, .people = true, .state = PROTECT_CLASS, .from = 1, .to = 9};
    }
    cells[6] = (struct protect_cell){.value = 6, .people = true, .keep = PROTECT_TOTAL};
    const struct protect_sum sum = {6, (size_t[]){0, 1, 2, 3, 4, 5}, 6};
    protect(arena, cells, 7, &sum, 1, K);
    assert_int_equal(cells[6].state, PROTECT_PARTNER);
}

static void a_threshold_of_nothing_hides_nothing(void **state)
{
    (void)state;
    struct protect_cell cells[] = {{.value = 1, .people = true}, {.value = 1, .people = true}};
    const struct protect_sum sum = {1, (size_t[]){0}, 1};
    protect(arena, cells, 2, &sum, 1, 0);
    assert_int_equal(cells[0].state, PROTECT_SHOWN);
    protect(arena, cells, 2, &sum, 1, 1);
    assert_int_equal(cells[0].state, PROTECT_SHOWN);
    protect(arena, cells, 2, NULL, 0, 2); /* "fewer than two" must not say one */
    assert_int_equal(cells[0].state, PROTECT_SMALL);
    assert_int_equal(cells[0].low, 0);
}

/* -- date */

static void days_are_written_for_readers(void **state)
{
    (void)state;
    int64_t monday = moment_days(2023, 10, 2);
    assert_string_equal(date_long(arena, monday, LANGUAGE_NL), "2 oktober 2023");
    assert_string_equal(date_of_week(arena, monday, LANGUAGE_NL), "maandag 2 oktober");
    assert_string_equal(date_short(arena, monday, LANGUAGE_EN), "Mon 2 Oct");
    assert_string_equal(date_range(arena, monday, monday + 4, LANGUAGE_NL),
                        "2 tot en met 6 oktober 2023");
    assert_string_equal(date_range(arena, monday - 4, monday, LANGUAGE_NL),
                        "28 september tot en met 2 oktober 2023");
    assert_string_equal(
        date_range(arena, moment_days(2023, 12, 30), moment_days(2024, 1, 2), LANGUAGE_EN),
        "30 December 2023 to 2 January 2024");
    assert_string_equal(date_range(arena, monday, monday, LANGUAGE_NL), "2 oktober 2023");
    assert_string_equal(date_iso(arena, monday), "2023-10-02");
    assert_string_equal(date_clock(arena, monday * MOMENT_DAY + 9 * 3600 + 5 * 60), "09:05");
    assert_string_equal(date_clock(arena, -60), "23:59");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(more_than_is_said_only_above_the_round_number, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(more_than_respects_the_lower_bound, setup, teardown),
        cmocka_unit_test_setup_teardown(numbers_are_written_by_unit_and_precision, setup, teardown),
        cmocka_unit_test_setup_teardown(full_counts_say_what_the_numbers_say, setup, teardown),
        cmocka_unit_test_setup_teardown(an_interval_that_holds_equal_never_says_more, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_contained_interval_says_neither, setup, teardown),
        cmocka_unit_test_setup_teardown(about_the_same_needs_close_far_ends, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_is_said_without_value_interval_or_common_unit,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(sentences_carry_the_verdict_and_the_numbers, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_small_count_takes_a_neighbour_along, setup, teardown),
        cmocka_unit_test_setup_teardown(zeros_and_large_counts_are_shown, setup, teardown),
        cmocka_unit_test_setup_teardown(a_lonely_small_count_hides_its_total, setup, teardown),
        cmocka_unit_test_setup_teardown(a_tight_total_takes_a_second_neighbour, setup, teardown),
        cmocka_unit_test_setup_teardown(classes_of_one_person_each_hide_the_total, setup, teardown),
        cmocka_unit_test_setup_teardown(a_threshold_of_nothing_hides_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(days_are_written_for_readers, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
