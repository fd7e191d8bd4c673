/* date: see date.h. */
#include "engine/publish/date.h"

#include "engine/record/moment.h"

static const char *const months[LANGUAGES][12] = {
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
     "oktober", "november", "december"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
};

static const char *const short_months[LANGUAGES][12] = {
    {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
};

static const char *const weekdays[LANGUAGES][7] = {
    {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"},
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
};

static const char *const short_weekdays[LANGUAGES][7] = {
    {"ma", "di", "wo", "do", "vr", "za", "zo"},
    {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
};

const char *date_long(struct arena *arena, int64_t day, enum language language)
{
    int year, month, of_month;
    moment_civil(day, &year, &month, &of_month);
    return arena_printf(arena, "%d %s %d", of_month, months[language][month - 1], year);
}

const char *date_of_week(struct arena *arena, int64_t day, enum language language)
{
    int year, month, of_month;
    moment_civil(day, &year, &month, &of_month);
    return arena_printf(arena, "%s %d %s", weekdays[language][moment_weekday(day) - 1], of_month,
                        months[language][month - 1]);
}

const char *date_short(struct arena *arena, int64_t day, enum language language)
{
    int year, month, of_month;
    moment_civil(day, &year, &month, &of_month);
    return arena_printf(arena, "%s %d %s", short_weekdays[language][moment_weekday(day) - 1],
                        of_month, short_months[language][month - 1]);
}

const char *date_range(struct arena *arena, int64_t first, int64_t last, enum language language)
{
    if (last <= first) {
        return date_long(arena, first, language);
    }
    const char *to = language == LANGUAGE_NL ? "tot en met" : "to";
    int year, month, day, last_year, last_month, last_day;
    moment_civil(first, &year, &month, &day);
    moment_civil(last, &last_year, &last_month, &last_day);
    const char *end = date_long(arena, last, language);
    if (year != last_year) {
        return arena_printf(arena, "%s %s %s", date_long(arena, first, language), to, end);
    }
    if (month != last_month) {
        return arena_printf(arena, "%d %s %s %s", day, months[language][month - 1], to, end);
    }
    return arena_printf(arena, "%d %s %s", day, to, end);
}

const char *date_iso(struct arena *arena, int64_t day)
{
    char text[MOMENT_TEXT];
    moment_write_day(day, text);
    return arena_strdup(arena, text);
}

const char *date_clock(struct arena *arena, int64_t seconds)
{
    int64_t of_day = ((seconds % MOMENT_DAY) + MOMENT_DAY) % MOMENT_DAY;
    return arena_printf(arena, "%02d:%02d", (int)(of_day / 3600), (int)(of_day / 60 % 60));
}
