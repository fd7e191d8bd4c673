/* year: days that were written without a year ("ma 5 okt 10:00" above a column, "6 okt" in a title)
 * lie in the year in which they are nearest to the week; without a week, nearest to the newest time
 * that the inputs speak of; without any time, in the year of the edition's name. Runs when the
 * order of day and month is decided.
 */
#include "engine/settle/collect.h"

/* What tells the year. */
struct witness {
    bool day_known;
    int64_t day;
    int year; /* used when no day is known */
};

static struct witness find_witness(const struct settle *settle)
{
    enum { ANY_LEAP_YEAR = 2000 };
    struct witness witness = {.year = settle->options.year};
    int64_t last;
    witness.day_known = settle_week(settle, &witness.day, &last);
    if (!witness.day_known && settle_newest(settle) != INT64_MIN) {
        witness.day_known = true;
        witness.day = settle_newest(settle) / MOMENT_DAY;
    }
    if (witness.year == 0) {
        witness.year =
            ANY_LEAP_YEAR; /* a file on its own: what lasted how long is right all the same */
    }
    return witness;
}

static int64_t away(struct moment moment, int year, int64_t day)
{
    int64_t days = moment_in_year(moment, year).seconds / MOMENT_DAY - day;
    return days < 0 ? -days : days;
}

static void give_year(const struct witness *witness, struct moment *moment)
{
    if ((moment->flags & MOMENT_YEARLESS) == 0) {
        return;
    }
    int year = witness->year;
    if (witness->day_known) {
        int here;
        int month;
        int day;
        moment_civil(witness->day, &here, &month, &day);
        year = here;
        for (int other = here - 1; other <= here + 1; other++) {
            bool nearer = away(*moment, other, witness->day) < away(*moment, year, witness->day);
            year = nearer ? other : year;
        }
    }
    *moment = moment_in_year(*moment, year);
}

static void give_packed(const struct witness *witness, int64_t *packed)
{
    struct moment moment = moment_unpack(*packed);
    give_year(witness, &moment);
    *packed = moment_pack(moment);
}

void year_settle(struct settle *settle)
{
    struct witness witness = find_witness(settle);
    for (size_t i = 0; i < settle->programme.count; i++) {
        give_year(&witness, &settle->programme.items[i].start);
        give_year(&witness, &settle->programme.items[i].end);
    }
    for (size_t i = 0; i < settle->sources.count; i++) {
        give_year(&witness, &settle->sources.items[i]->start);
        give_year(&witness, &settle->sources.items[i]->end);
    }
    for (size_t i = 0; i < settle->commons.count; i++) {
        give_packed(&witness, &settle->commons.items[i].session_start);
        give_packed(&witness, &settle->commons.items[i].answered_at);
        give_packed(&witness, &settle->commons.items[i].open_until);
        give_packed(&witness, &settle->commons.items[i].registered_at);
    }
    for (size_t i = 0; i < settle->moments.others.count; i++) {
        give_packed(&witness, &settle->moments.others.items[i]);
    }
    for (size_t i = 0; i < settle->stretches.count; i++) {
        if ((settle->stretches.items[i].says & SAYS_OPEN_DATE) != 0) {
            stretch_read(settle, &settle->stretches.items[i]);
        }
    }
}
