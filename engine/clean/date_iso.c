/* date_iso: see date_iso.h. Eight bytes are looked at together: what is left of them when the form
 * is taken off must be digits where the form has zeros, and nothing where it has marks. Each byte
 * is looked at on its own, so that their order in a number does not matter. */
#include "engine/clean/date_iso.h"

#include <string.h>

#include "engine/base/text.h"

/* Whether eight bytes have that form. */
static bool has_form(const char *s, const char *form)
{
    static const uint64_t each = 0x0101010101010101u;
    uint64_t bytes;
    uint64_t shape;
    memcpy(&bytes, s, sizeof bytes);
    memcpy(&shape, form, sizeof shape);
    uint64_t left = bytes ^ shape;
    /* A bit that '-' and ':' have and '0' has not: where the form has marks. */
    uint64_t marks = (shape >> 3 & each) * 0x0F;
    return ((left | (left + 6 * each)) & 0xF0 * each) == 0 && (left & marks) == 0;
}

static int two(const char *s)
{
    return (s[0] - '0') * 10 + (s[1] - '0');
}

static bool is_leap(int year)
{
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool is_day(int year, int month, int day)
{
    static const signed char days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return year >= 1 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month] + (month == 2 && is_leap(year));
}

/* As moment_days, of a year from 1 to 9999. */
static int64_t days_of(int year, int month, int day)
{
    static const short before[] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400 - 719162 + before[month] +
           (month > 2 && is_leap(year)) + day - 1;
}

static bool read_day(const char *text, struct date_iso_last *last)
{
    if (!has_form(text, "0000-00-") || !text_is_digit(text[8]) || !text_is_digit(text[9])) {
        return false;
    }
    int year = two(text) * 100 + two(text + 2);
    if (!is_day(year, two(text + 5), two(text + 8))) {
        return false;
    }
    memcpy(last->day, text, DATE_ISO_DAY);
    last->seconds = days_of(year, two(text + 5), two(text + 8)) * MOMENT_DAY;
    return true;
}

bool date_iso_read(const char *text, size_t size, struct date_iso_last *last, struct moment *moment)
{
    if (size != DATE_ISO_DAY && size != DATE_ISO_WHOLE) {
        return false;
    }
    if (memcmp(last->day, text, DATE_ISO_DAY) != 0 && !read_day(text, last)) {
        return false;
    }
    moment->seconds = last->seconds;
    moment->flags = MOMENT_DATE;
    if (size == DATE_ISO_DAY) {
        return true;
    }
    const char *clock = text + DATE_ISO_DAY + 1;
    if ((text[DATE_ISO_DAY] != ' ' && text[DATE_ISO_DAY] != 'T') || !has_form(clock, "00:00:00")) {
        return false;
    }
    /* Each digit times ten with the one behind it: pairs begin at bytes 0, 3 and 6. */
    uint64_t digits = text_eight(clock) & 0x0F0F0F0F0F0F0F0Fu;
    uint64_t pairs = digits * 10 + (digits >> 8);
    unsigned hour = pairs & 0xFF;
    unsigned minute = pairs >> 24 & 0xFF;
    unsigned second = pairs >> 48 & 0xFF;
    if (hour > 23 || minute > 59 || second > 59) {
        return false;
    }
    moment->seconds += hour * 3600 + minute * 60 + second;
    moment->flags |= MOMENT_TIME | MOMENT_SECONDS;
    return true;
}
