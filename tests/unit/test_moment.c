/* Nights in which the clock changes: worked out by hand, and against a night that is walked through
 * minute by minute. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/record/moment.h"
#include "tests/support/cmocka_all.h"

enum { MINUTE = 60, HOUR = 3600 };

/* "2026-10-25 02:10", and a zone as "Z" or hours behind it ("+2"). */
static struct moment moment_of(const char *text)
{
    int part[5];
    char zone[4] = "";
    int read =
        sscanf(text, "%d-%d-%d %d:%d%3s", &part[0], &part[1], &part[2], &part[3], &part[4], zone);
    assert_true(read >= 5);
    int64_t days = moment_days(part[0], part[1], part[2]);
    struct moment moment = {.seconds = days * MOMENT_DAY + part[3] * HOUR + part[4] * MINUTE,
                            .flags = MOMENT_DATE | MOMENT_TIME};
    return zone[0] == '\0' ? moment
                           : moment_of_utc(moment, moment.seconds - strtol(zone, NULL, 10) * HOUR);
}

static void a_visit_has_its_true_length_in_every_night(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
        int lasted, minutes;
    } visits[] = {
        /* An ordinary day, and a night. */
        {"2026-10-06 10:00", "2026-10-06 10:40", -1, 40},
        {"2026-10-06 23:30", "2026-10-07 00:40", -1, 70},
        {"2026-10-06 10:40", "2026-10-06 10:00", -1, -40},
        /* With a zone nothing is in doubt. */
        {"2026-10-25 00:30+0", "2026-10-25 02:30+0", -1, 120},
        {"2026-10-25 02:50+2", "2026-10-25 02:10+1", -1, 20},
        {"2026-10-25 02:10+2", "2026-10-25 02:50+2", 100, 40},
        {"2026-03-29 00:30+0", "2026-03-29 01:30+0", -1, 60},
        /* Around the hour that comes twice, and around that which never comes. */
        {"2026-10-25 01:30", "2026-10-25 03:30", -1, 180},
        {"2026-10-24 23:30", "2026-10-25 04:30", -1, 360},
        {"2026-03-29 01:30", "2026-03-29 03:30", -1, 60},
        {"2026-03-28 23:30", "2026-03-29 04:30", -1, 240},
        {"2026-03-29 03:30", "2026-03-29 01:30", -1, -60},
        /* The hour that comes twice: as the clock shows, or as long as the export says. */
        {"2026-10-25 02:10", "2026-10-25 02:40", -1, 30},
        {"2026-10-25 02:10", "2026-10-25 02:40", 91, 90},
        {"2026-10-25 01:50", "2026-10-25 02:10", -1, 20},
        {"2026-10-25 01:50", "2026-10-25 02:10", 79, 80},
        {"2026-10-25 02:50", "2026-10-25 03:10", -1, 20},
        {"2026-10-25 02:50", "2026-10-25 03:10", 80, 80},
        {"2026-10-25 02:50", "2026-10-25 02:10", -1, 20},
        {"2026-10-25 02:10+2", "2026-10-25 02:40", -1, 30},
        {"2026-10-25 02:10+1", "2026-10-25 02:40", -1, 30},
        /* The hour that never comes: a clock that shows it was not put forward. */
        {"2026-03-29 02:10", "2026-03-29 02:50", -1, 40},
        {"2026-03-29 01:00", "2026-03-29 02:30", -1, 90},
        {"2026-03-29 02:30", "2026-03-29 03:10", -1, 40},
        {"2026-03-29 02:50", "2026-03-29 02:10", -1, -40},
        /* Half a year, and a year. */
        {"2026-06-01 12:00", "2026-12-01 12:00", -1, 183 * 24 * 60 + 60},
        {"2026-12-31 23:50", "2027-01-01 00:10", -1, 20},
    };
    struct moment_season season = {0};
    for (size_t i = 0; i < sizeof visits / sizeof *visits; i++) {
        struct moment from = moment_of(visits[i].from);
        struct moment to = moment_of(visits[i].to);
        int64_t lasted = visits[i].lasted < 0 ? -1 : (int64_t)visits[i].lasted * MINUTE;
        struct moment_span span = moment_span(from, to, lasted, &season);
        if (span.to - span.from != (int64_t)visits[i].minutes * MINUTE) {
            fail_msg("%s to %s: %lld minutes, expected %d", visits[i].from, visits[i].to,
                     (long long)(span.to - span.from) / MINUTE, visits[i].minutes);
        }
        if (lasted < 0) {
            assert_int_equal(moment_between(from, to), (int64_t)visits[i].minutes * MINUTE);
        }
    }
}

/* The night of 25 October 2026, every five minutes from 00:00 on: what the clock shows, by hand. */
enum { STEPS = 6 * 12, STEP = 5 * MINUTE };

static int64_t night_instant(int step)
{
    return moment_days(2026, 10, 24) * MOMENT_DAY + 22 * HOUR + (int64_t)step * STEP;
}

static int64_t night_clock(int step)
{
    bool before = step < 3 * 12; /* 01:00 UTC */
    return night_instant(step) + (before ? 2 : 1) * HOUR;
}

/* Whoever was there from one step to another wrote down two clocks. The length that comes out is
 * one that these clocks allow, and among those the one nearest to what the clocks show; with a
 * duration beside them it is exact. */
static void clocks_of_a_night_are_read_as_one_who_sees_all_of_it(void **state)
{
    (void)state;
    struct moment_season season = {0};
    for (int a = 0; a < STEPS; a++) {
        for (int b = a; b < STEPS; b++) {
            struct moment from = {night_clock(a), MOMENT_DATE | MOMENT_TIME};
            struct moment to = {night_clock(b), MOMENT_DATE | MOMENT_TIME};
            int64_t shown = to.seconds - from.seconds;
            int64_t nearest = 1000 * MOMENT_DAY;
            for (int i = 0; i < STEPS; i++) {
                for (int k = i; k < STEPS; k++) {
                    int64_t length = (int64_t)(k - i) * STEP;
                    if (night_clock(i) == from.seconds && night_clock(k) == to.seconds &&
                        llabs(length - shown) < llabs(nearest - shown)) {
                        nearest = length;
                    }
                }
            }
            assert_int_equal(moment_between(from, to), nearest);
            int64_t lasted = (int64_t)(b - a) * STEP;
            struct moment_span span = moment_span(from, to, lasted, &season);
            assert_int_equal(span.to - span.from, lasted);
            struct moment zoned_from = moment_of_utc(from, night_instant(a));
            struct moment zoned_to = moment_of_utc(to, night_instant(b));
            assert_int_equal(zoned_from.seconds, from.seconds);
            assert_int_equal(moment_between(zoned_from, zoned_to), lasted);
            assert_int_equal(moment_instant(zoned_from, &season), night_instant(a));
            struct moment earlier = moment_before(zoned_to, lasted);
            assert_int_equal(moment_instant(earlier, &season), night_instant(a));
            assert_int_equal(moment_before(to, lasted).seconds % HOUR, from.seconds % HOUR);
        }
    }
}

/* Every hour of fifty years goes to the clock and back. */
static void an_instant_comes_back_from_the_clock(void **state)
{
    (void)state;
    struct moment_season season = {0};
    int64_t end = moment_days(2047, 1, 1) * MOMENT_DAY;
    for (int64_t utc = moment_days(1997, 1, 1) * MOMENT_DAY; utc < end; utc += HOUR) {
        struct moment moment = moment_of_utc((struct moment){0, MOMENT_DATE | MOMENT_TIME}, utc);
        assert_int_equal(moment_instant(moment, &season), utc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visit_has_its_true_length_in_every_night),
        cmocka_unit_test(clocks_of_a_night_are_read_as_one_who_sees_all_of_it),
        cmocka_unit_test(an_instant_comes_back_from_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
