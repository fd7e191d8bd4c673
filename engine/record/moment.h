/* moment: a date and time as a cell gave it, before the order of day and month is settled.
 *
 * `seconds` counts civil time in Europe/Amsterdam: seconds since 1970-01-01 00:00 on a clock on the
 * wall, so that a day is always seconds / 86400. Whatever arrives as UTC or with a zone has been
 * turned into that clock by clean/date.
 *
 * 6/10/2026 may be 6 October or 10 June. Such a moment holds the day-first reading and says
 * MOMENT_OPEN; settle/date_order decides once per file and swaps when needed. A value that only one
 * order explains (25/10/2026) is a witness for that order.
 */
#ifndef ENGINE_RECORD_MOMENT_H
#define ENGINE_RECORD_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

enum moment_flag {
    MOMENT_DATE = 1,         /* the day is known */
    MOMENT_TIME = 2,         /* the time of day is known */
    MOMENT_SECONDS = 4,      /* to the second; without it the seconds were not written */
    MOMENT_OPEN = 8,         /* both orders of day and month are possible; day first is stored */
    MOMENT_DAY_FIRST = 16,   /* only day first explains it */
    MOMENT_MONTH_FIRST = 32, /* only month first explains it */
    MOMENT_HALF_DAY = 64,    /* written with AM or PM */
    /* Written in UTC or with a zone, and turned into the clock of Amsterdam: moment_swapped turns
     * again, because the other day may have the other summer time. */
    MOMENT_ZONED = 128,
    /* Day and month without a year ("ma 5 okt 10.00", in headings of sessions). Never together with
     * MOMENT_DATE. `seconds` holds the day in the year 2000; moment_in_year gives the real one. */
    MOMENT_YEARLESS = 256,
    /* With MOMENT_ZONED, in the hour that happens twice in October: the second of the two. */
    MOMENT_AGAIN = 512
};

/* flags 0: no moment (the cell was empty). Without MOMENT_DATE, `seconds` counts from midnight. */
struct moment {
    int64_t seconds;
    uint32_t flags;
};

enum { MOMENT_DAY = 86400 };

static inline bool moment_is_set(struct moment moment)
{
    return moment.flags != 0;
}

/* A moment in eight bytes, for arrays of millions; 0 is no moment. Years are written with four or
 * five digits, so that the seconds fit 48 bits many times over. */
static inline int64_t moment_pack(struct moment moment)
{
    return (int64_t)((uint64_t)moment.seconds << 16 | moment.flags);
}

static inline struct moment moment_unpack(int64_t packed)
{
    uint32_t flags = (uint32_t)packed & 0xFFFF;
    return (struct moment){(packed - (int64_t)flags) / 65536, flags};
}

/* Days since 1970-01-01 of a civil date (proleptic Gregorian calendar). */
int64_t moment_days(int year, int month, int day);
void moment_civil(int64_t days, int *year, int *month, int *day);
/* 1 = Monday ... 7 = Sunday. */
int moment_weekday(int64_t days);
/* The month-first reading of an open moment; the moment itself when it is not open. */
struct moment moment_swapped(struct moment moment);

/* The same day and month in `year`, with MOMENT_DATE; the moment itself when it is not yearless. */
struct moment moment_in_year(struct moment moment, int year);
/* From UTC to the clock of Europe/Amsterdam and back. The rule of the European Union since 1996:
 * summer time from the last Sunday of March to the last Sunday of October, 01:00 UTC. In the hour
 * that happens twice, the way back takes summer time; in that which never happens, winter time. */
int64_t moment_amsterdam(int64_t utc);
int64_t moment_utc(int64_t amsterdam);

/* The moment of that instant on the clock of Amsterdam: seconds, MOMENT_ZONED and MOMENT_AGAIN are
 * set. */
struct moment moment_of_utc(struct moment moment, int64_t utc);
/* That moment, so many seconds earlier. */
struct moment moment_before(struct moment moment, int64_t seconds);

/* -- how long something took, also in a night in which the clock changes --------------------------
 *
 * Times with a zone are instants. Those without one are what the clock of Amsterdam showed, so that
 * from 01:30 to 03:30 are three hours in October and one in March. From 02:00 to 03:00 the clock
 * does not tell: the hour comes twice in October and never in March. Such a time is read so that
 * the visit took as long as a column of the export says (`lasted`; -1 when none does), else as long
 * as the clock shows: of the same summer time as the other end. From 02:50 to 02:10 can only be
 * twenty minutes in October. A time alone in such an hour is the first of the two. */

/* A time in which the clock was not changed. The next moment mostly is of the same: zeroed first,
 * it is kept from call to call. */
struct moment_season {
    int64_t from, to; /* on the clock of Amsterdam */
    int64_t ahead;    /* of UTC */
};

/* Seconds of UTC. */
struct moment_span {
    int64_t from, to;
};

static inline bool moment_in_season(const struct moment_season *season, struct moment moment)
{
    return moment.seconds >= season->from && moment.seconds < season->to;
}

/* When the season does not say it: moment_span. */
struct moment_span moment_read_span(struct moment from, struct moment to, int64_t lasted,
                                    struct moment_season *season);

static inline struct moment_span moment_span(struct moment from, struct moment to, int64_t lasted,
                                             struct moment_season *season)
{
    if (moment_in_season(season, from) && moment_in_season(season, to)) {
        return (struct moment_span){from.seconds - season->ahead, to.seconds - season->ahead};
    }
    return moment_read_span(from, to, lasted, season);
}

int64_t moment_instant(struct moment moment, struct moment_season *season);
/* Seconds from one moment to the other, negative when the second was first. */
int64_t moment_between(struct moment from, struct moment to);

/* "2026-10-06 15:00:00" or "2026-10-06" in text of MOMENT_TEXT bytes. */
enum { MOMENT_TEXT = 32 };
void moment_write(struct moment moment, char text[MOMENT_TEXT]);
void moment_write_day(int64_t days, char text[MOMENT_TEXT]);

#endif
