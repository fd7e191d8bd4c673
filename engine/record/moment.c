/* moment: see moment.h. Days from civil dates after Howard Hinnant, "chrono-compatible low-level
 * date algorithms" (the era is 400 years of 146,097 days; years start on 1 March). */
#include "engine/record/moment.h"

#include <stdio.h>

int64_t moment_days(int year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (int64_t)(month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void moment_civil(int64_t days, int *year, int *month, int *day)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t day_of_era = z - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    *day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

int moment_weekday(int64_t days)
{
    int64_t since_monday = (days + 3) - floor_div(days + 3, 7) * 7; /* 1970-01-01 was a Thursday */
    return (int)since_monday + 1;
}

/* 01:00 UTC on the last Sunday of the month (31 days, as March and October have). */
static int64_t last_sunday(int year, int month)
{
    int64_t last = moment_days(year, month, 31);
    return (last - moment_weekday(last) % 7) * MOMENT_DAY + 3600;
}

int64_t moment_amsterdam(int64_t utc)
{
    int year;
    int month;
    int day;
    moment_civil(floor_div(utc, MOMENT_DAY), &year, &month, &day);
    bool summer = utc >= last_sunday(year, 3) && utc < last_sunday(year, 10);
    return utc + (summer ? 7200 : 3600);
}

int64_t moment_utc(int64_t amsterdam)
{
    int64_t summer = amsterdam - 7200;
    return moment_amsterdam(summer) == amsterdam ? summer : amsterdam - 3600;
}

struct moment moment_of_utc(struct moment moment, int64_t utc)
{
    moment.seconds = moment_amsterdam(utc);
    moment.flags = (moment.flags & ~(uint32_t)MOMENT_AGAIN) | MOMENT_ZONED;
    moment.flags |= moment_utc(moment.seconds) != utc ? MOMENT_AGAIN : 0;
    return moment;
}

static int64_t instant(struct moment moment)
{
    return moment_utc(moment.seconds) + (moment.flags & MOMENT_AGAIN ? 3600 : 0);
}

struct moment moment_before(struct moment moment, int64_t seconds)
{
    if ((moment.flags & MOMENT_DATE) == 0) {
        moment.seconds -= seconds;
    } else if (moment.flags & MOMENT_ZONED) {
        moment = moment_of_utc(moment, instant(moment) - seconds);
    } else {
        moment.seconds = moment_amsterdam(instant(moment) - seconds);
    }
    return moment;
}

/* -- nights in which the clock changes ------------------------------------------------------------
 */

/* The part of a season that lies in the year of that time; empty in an hour that comes twice or
 * never. */
static struct moment_season season_of(struct moment moment)
{
    int year;
    int month;
    int day;
    moment_civil(floor_div(moment.seconds, MOMENT_DAY), &year, &month, &day);
    int64_t spring = last_sunday(year, 3);
    int64_t autumn = last_sunday(year, 10);
    struct moment_season seasons[] = {
        {moment_days(year, 1, 1) * MOMENT_DAY, spring + 3600, 3600},
        {spring + 7200, autumn + 3600, 7200},
        {autumn + 7200, moment_days(year + 1, 1, 1) * MOMENT_DAY, 3600}};
    for (size_t i = 0; i < sizeof seasons / sizeof *seasons; i++) {
        if (moment_in_season(&seasons[i], moment)) {
            return seasons[i];
        }
    }
    return (struct moment_season){0};
}

int64_t moment_instant(struct moment moment, struct moment_season *season)
{
    if (!moment_in_season(season, moment)) {
        *season = season_of(moment);
    }
    return moment_in_season(season, moment) ? moment.seconds - season->ahead : instant(moment);
}

static bool is_summer(struct moment moment, int64_t utc)
{
    return moment.seconds - utc == 7200;
}

/* The instants that a moment may mean, the likeliest first, and how many they are. */
static int meanings(struct moment moment, int64_t meant[2])
{
    struct moment_season season = season_of(moment);
    meant[0] = instant(moment);
    meant[1] = meant[0] + (is_summer(moment, meant[0]) ? 3600 : -3600);
    return (moment.flags & MOMENT_ZONED) || moment_in_season(&season, moment) ? 1 : 2;
}

/* How far a span is from what is expected; one that runs backwards comes last. */
static int64_t misfit(struct moment_span span, int64_t expected)
{
    int64_t length = span.to - span.from;
    return length < 0 ? INT64_MAX : length < expected ? expected - length : length - expected;
}

struct moment_span moment_read_span(struct moment from, struct moment to, int64_t lasted,
                                    struct moment_season *season)
{
    if (!moment_in_season(season, from)) {
        *season = season_of(from);
    }
    int64_t expected = lasted >= 0 ? lasted : to.seconds - from.seconds;
    int64_t froms[2];
    int64_t tos[2];
    int from_count = meanings(from, froms);
    int to_count = meanings(to, tos);
    if (from_count == 2 && to_count == 2 && !is_summer(from, froms[0])) {
        from_count = to_count = 1; /* never: the clock was not put forward in between */
    }
    struct moment_span best = {froms[0], tos[0]};
    for (int i = 0; i < from_count; i++) {
        for (int k = 0; k < to_count; k++) {
            struct moment_span span = {froms[i], tos[k]};
            best = misfit(span, expected) < misfit(best, expected) ? span : best;
        }
    }
    return best;
}

int64_t moment_between(struct moment from, struct moment to)
{
    struct moment_season season = {0};
    struct moment_span span = moment_span(from, to, -1, &season);
    return span.to - span.from;
}

struct moment moment_swapped(struct moment moment)
{
    if ((moment.flags & MOMENT_OPEN) == 0) {
        return moment;
    }
    bool zoned = (moment.flags & MOMENT_ZONED) != 0;
    int64_t seconds = zoned ? instant(moment) : moment.seconds;
    int year;
    int month;
    int day;
    int64_t days = floor_div(seconds, MOMENT_DAY);
    moment_civil(days, &year, &month, &day);
    seconds += (moment_days(year, day, month) - days) * MOMENT_DAY;
    if (zoned) {
        return moment_of_utc(moment, seconds);
    }
    moment.seconds = seconds;
    return moment;
}

struct moment moment_in_year(struct moment moment, int year)
{
    if ((moment.flags & MOMENT_YEARLESS) == 0) {
        return moment;
    }
    int then;
    int month;
    int day;
    int64_t days = floor_div(moment.seconds, MOMENT_DAY);
    moment_civil(days, &then, &month, &day);
    moment.seconds += (moment_days(year, month, day) - days) * MOMENT_DAY;
    moment.flags = (moment.flags & ~(uint32_t)MOMENT_YEARLESS) | MOMENT_DATE;
    return moment;
}

void moment_write_day(int64_t days, char text[MOMENT_TEXT])
{
    int year;
    int month;
    int day;
    moment_civil(days, &year, &month, &day);
    snprintf(text, MOMENT_TEXT, "%04d-%02d-%02d", year % 10000, month, day);
}

void moment_write(struct moment moment, char text[MOMENT_TEXT])
{
    int64_t days = floor_div(moment.seconds, MOMENT_DAY);
    int second = (int)(moment.seconds - days * MOMENT_DAY);
    int clock[3] = {second / 3600, second / 60 % 60, second % 60};
    if ((moment.flags & MOMENT_DATE) == 0) {
        snprintf(text, MOMENT_TEXT, "%02d:%02d:%02d", clock[0], clock[1], clock[2]);
        return;
    }
    char day[MOMENT_TEXT];
    moment_write_day(days, day);
    if (moment.flags & MOMENT_TIME) {
        snprintf(text, MOMENT_TEXT, "%.10s %02d:%02d:%02d", day, clock[0], clock[1], clock[2]);
    } else {
        snprintf(text, MOMENT_TEXT, "%.10s", day);
    }
}
