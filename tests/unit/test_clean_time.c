/* The cleaners of dates and lengths of time as tables: one line per spelling that FORMATS.md
 * section 3 names, and the degenerate ones first. A line more is a test more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/random.h"
#include "engine/clean/date.h"
#include "engine/clean/date_iso.h"
#include "engine/clean/duration.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/test_arena.h"

/* "2026-10-06 09:58:11 ?": ? open, d only day first, m only month first, p half day, z zone, ~ no
 * year; "BAD" and "EMPTY". */
static const char *moment_text(enum cleaned cleaned, struct moment moment)
{
    if (cleaned != CLEANED) {
        return cleaned == CLEANED_BAD ? "BAD" : "EMPTY";
    }
    char text[MOMENT_TEXT];
    uint32_t flags = moment.flags;
    if (flags & MOMENT_YEARLESS) {
        moment.flags |= MOMENT_DATE;
    }
    moment_write(moment, text);
    return arena_printf(arena, "%s%s%s%s%s%s%s", text, flags & MOMENT_OPEN ? " ?" : "",
                        flags & MOMENT_DAY_FIRST ? " d" : "",
                        flags & MOMENT_MONTH_FIRST ? " m" : "", flags & MOMENT_HALF_DAY ? " p" : "",
                        flags & MOMENT_ZONED ? " z" : "", flags & MOMENT_YEARLESS ? " ~" : "");
}

static void dates_are_read_in_every_form(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"", "EMPTY"},
        {"--", "EMPTY"},
        {"n.v.t.", "EMPTY"},
        {"morgen", "BAD"},
        {"31/02/2026", "BAD"},
        {"32/13/2026", "BAD"},
        {"2026-02-30", "BAD"},
        {"25:00", "BAD"},
        {"10/7/26, 1:55:03 PM", "2026-07-10 13:55:03 ? p"},
        {"10/7/26, 1:55:03\xE2\x80\xAFPM", "2026-07-10 13:55:03 ? p"},
        {"14/11/22, 09:29:07", "2022-11-14 09:29:07 d"},
        {"11/12/2020, 12:27:24", "2020-12-11 12:27:24 ?"},
        {"06.10.26, 18:01:00", "2026-10-06 18:01:00 ?"},
        {"08-10-2026 09:25:00", "2026-10-08 09:25:00 ?"},
        {"Oct 08, 2026 14:00:05", "2026-10-08 14:00:05"},
        {"Oct 8, 2026 2:00 PM", "2026-10-08 14:00:00 p"},
        {"10/05/2026 01:30:00 PM", "2026-05-10 13:30:00 ? p"},
        {"10/25/2026 01:30:00 PM", "2026-10-25 13:30:00 m p"},
        {"2026-10-06 15:00:00", "2026-10-06 15:00:00"},
        {"2026-10-06T08:00:00Z", "2026-10-06 10:00:00 z"},
        {"2026-10-06T08:00:00.123Z", "2026-10-06 10:00:00 z"},
        {"2026-09-10 10:22:00+02:00", "2026-09-10 10:22:00 z"},
        {"2026-12-10T10:22:00+0000", "2026-12-10 11:22:00 z"},
        {"2026/10/08 3:59:37 PM GMT+2", "2026-10-08 15:59:37 p z"},
        {"Oct 08, 2026 9:58 AM CEST", "2026-10-08 09:58:00 p z"},
        {"3-9-2026 9:00:30", "2026-09-03 09:00:30 ?"},
        {"6-10-2026 9:02", "2026-10-06 09:02:00 ?"},
        {"7-7-2026", "2026-07-07"},
        {"6 okt. 2026", "2026-10-06"},
        {"di 6 oktober 2026", "2026-10-06"},
        {"6-okt-26", "2026-10-06"},
        {"1 mrt 2026 9.10 uur", "2026-03-01 09:10:00"},
        {"vr 2 sept 2026, 9u10", "2026-09-02 09:10:00"},
        {"ma 5 okt 10:00", "2000-10-05 10:00:00 ~"},
        {"46301,377", "2026-10-06 09:02:53"},
        {"46301", "2026-10-06"},
        {"9:00:12", "09:00:12"},
        {"10:00 AM", "10:00:00 p"},
        {"12:05 AM", "00:05:00 p"},
        {"12:05 PM", "12:05:00 p"},
        {"12:05 p.m.", "12:05:00 p"},
        {"9.10 uur", "09:10:00"},
        {"9u", "09:00:00"},
        {"6. Oktober 2026", "2026-10-06"},
        {"6 de outubro de 2026", "2026-10-06"},
        {"20261006", "2026-10-06"},
        {"2026-03-29T00:59:59Z", "2026-03-29 01:59:59 z"},
        {"2026-03-29T01:00:00Z", "2026-03-29 03:00:00 z"},
        {"2026-10-25T00:59:59Z", "2026-10-25 02:59:59 z"},
        {"2026-10-25T01:00:00Z", "2026-10-25 02:00:00 z"},
        {"31-12-2026 24:00", "2027-01-01 00:00:00 d"},
        {"2026-10-06 10:00 UTC-5", "2026-10-06 17:00:00 z"},
        {"2026-10-06 10:00+05:30", "2026-10-06 06:30:00 z"},
        {"2026-10-06 10:00 UTC+99", "BAD"}, /* no zone: a time moved by days is worse than none */
        {"2026-10-06 10:00 +02:99", "BAD"},
        {"2026-10-06 10:00 +0260", "BAD"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct date_style style = {0};
        struct moment moment;
        enum cleaned cleaned = date_read(lines[i][0], &style, &moment);
        assert_string_equal(moment_text(cleaned, moment), lines[i][1]);
    }
}

static void swapping_the_order_twice_changes_nothing(void **state)
{
    (void)state;
    struct date_style style = {.utc = true};
    struct moment moment;
    /* 11 June is summer time, 6 November is not: the hour moves with the day. */
    assert_int_equal(date_read("11/6/2026 10:00:00", &style, &moment), CLEANED);
    char text[MOMENT_TEXT];
    moment_write(moment, text);
    assert_string_equal(text, "2026-06-11 12:00:00");
    moment_write(moment_swapped(moment), text);
    assert_string_equal(text, "2026-11-06 11:00:00");
    assert_int_equal(moment_swapped(moment_swapped(moment)).seconds, moment.seconds);
    struct moment day = {0};
    assert_true(date_find("Klantreis (ma 5 okt, 13.00 uur)", &day));
    moment_write(moment_in_year(day, 2026), text);
    assert_string_equal(text, "2026-10-05 13:00:00");
}

/* The same, one character after the other. */
static bool iso_by_hand(const char *text, struct moment *moment)
{
    static const char form[] = "dddd-dd-dd dd:dd:dd";
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int part[6] = {0};
    int at = 0;
    size_t size = strlen(text);
    if (size != 10 && size != 19) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        bool mark = text[i] == form[i] || (form[i] == ' ' && text[i] == 'T');
        if (form[i] == 'd' ? !digit : !mark) {
            return false;
        }
        at += form[i] != 'd';
        part[at] = digit ? part[at] * 10 + (text[i] - '0') : 0;
    }
    bool leap = part[0] % 4 == 0 && (part[0] % 100 != 0 || part[0] % 400 == 0);
    if (part[0] == 0 || part[1] < 1 || part[1] > 12 || part[2] < 1 ||
        part[2] > days[part[1] - 1] + (part[1] == 2 && leap) || part[3] > 23 || part[4] > 59 ||
        part[5] > 59) {
        return false;
    }
    moment->seconds = moment_days(part[0], part[1], part[2]) * MOMENT_DAY + part[3] * 3600 +
                      part[4] * 60 + part[5];
    moment->flags = MOMENT_DATE | (size == 10 ? 0 : MOMENT_TIME | MOMENT_SECONDS);
    return true;
}

static void dates_of_programs_are_read_as_by_hand(void **state)
{
    (void)state;
    static const char *const dates[] = {"2024-02-29 23:59:59", "2025-06-03T00:05:54",
                                        "1900-02-28 10:20:30", "2026-10-06",
                                        "2000-12-31",          "0001-01-01 00:00:00"};
    static const char bytes[] = "0123456789-:/ T\x80\xFFPZ.";
    struct random random;
    random_seed(&random, 3, 0);
    size_t good = 0;
    struct date_iso_last last = {0};
    for (int turn = 0; turn < 300000; turn++) {
        char text[32];
        int count = turn % 4;
        snprintf(text, sizeof text, "%s", dates[turn % 6]);
        for (int i = 0; i < count; i++) {
            text[random_below(&random, strlen(text) + 1)] =
                bytes[random_below(&random, i == 0 && turn % 3 > 0 ? 10 : sizeof bytes)];
            text[20] = '\0';
        }
        struct moment read = {0};
        struct moment wanted = {0};
        bool is_date = iso_by_hand(text, &wanted);
        assert_int_equal(date_iso_read(text, strlen(text), &last, &read), is_date);
        if (is_date) {
            assert_true(read.seconds == wanted.seconds && read.flags == wanted.flags);
            good++;
        }
    }
    assert_true(good > 10000);
}

static void titles_with_numbers_hold_no_day(void **state)
{
    (void)state;
    struct moment moment = {0};
    assert_false(date_find("De 7 eigenschappen van 2026", &moment));
    assert_false(date_find("Samen 1 maatschappij", &moment));
    assert_false(date_find("", &moment));
    assert_true(date_find("Klantreis 2/2/2018 12:05 Europe/", &moment)); /* cut off in its zone */
}

static void durations_are_read_in_every_spelling(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct duration_style style;
        long long seconds; /* -1 empty, -2 bad */
    } lines[] = {
        {"", {0}, -1},
        {"--", {0}, -1},
        {"lang", {0}, -2},
        {"5 appels", {0}, -2},
        {"20U02001", {0}, -2},
        {"1u 60", {0}, -2},
        {"NaT", {0}, -1},
        {"#N/B", {0}, -1},
        {"0 days 00:11:55.000000000", {0}, 715},
        {"1 day, 2:00:00", {0}, 93600},
        {"1 days", {0}, 86400},
        {"1 \xE6\x99\x82\xE9\x96\x93 2 \xE5\x88\x86 3 \xE7\xA7\x92", {0}, 3723},
        {"45\xE5\x88\x86\xE9\x92\x9F", {0}, 2700},
        {"1 \xD1\x87 2 \xD0\xBC\xD0\xB8\xD0\xBD 3 \xD1\x81", {0}, 3723},
        {"1 sa 2 dk 3 sn", {0}, 3723},
        {"1h 9m 20s", {0}, 4160},
        {"2h 7s", {0}, 7207},
        {"59m", {0}, 3540},
        {"48s", {0}, 48},
        {"1 hr 2 min", {0}, 3720},
        {"1 hour 2 minutes", {0}, 3720},
        {"57 mins", {0}, 3420},
        {"59 Min. 0 Sek.", {0}, 3540},
        {"1 Std. 5 Min.", {0}, 3900},
        {"1 godz. 5 min 3 sek.", {0}, 3903},
        {"1u 5m 3s", {0}, 3903},
        {"1 u 5 min 3 sec", {0}, 3903},
        {"1 uur 5 minuten", {0}, 3900},
        {"1 uur en 5 minuten", {0}, 3900},
        {"1:02:30", {0}, 3750},
        {"45:30", {.two_parts_minutes = true}, 2730},
        {"45:30", {0}, 2730},
        {"1:30", {0}, 5400},
        {"1,75", {0}, 105},
        {"1.75", {.unit = DURATION_HOURS}, 6300},
        {"90", {.unit = DURATION_SECONDS}, 90},
        {"0", {0}, 0},
        {"1:75:00", {0}, -2},
        {"99999999999", {0}, -2},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        int64_t seconds;
        enum cleaned cleaned = duration_read(lines[i].text, &lines[i].style, &seconds);
        long long found = cleaned == CLEANED ? seconds : cleaned == CLEANED_EMPTY ? -1 : -2;
        if (found != lines[i].seconds) {
            fprintf(stderr, "%s: %lld\n", lines[i].text, found);
        }
        assert_int_equal(found, lines[i].seconds);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_in_every_form),
        cmocka_unit_test(swapping_the_order_twice_changes_nothing),
        cmocka_unit_test(dates_of_programs_are_read_as_by_hand),
        cmocka_unit_test(titles_with_numbers_hold_no_day),
        cmocka_unit_test(durations_are_read_in_every_spelling),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
