/* date: see date.h. The cell becomes at most DATE_TOKENS tokens (numbers, words, marks); the
 * grammar works on those. Dates as programs write them do not come that far (date_iso.h). */
#include "engine/clean/date.h"

#include <stdint.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/date_iso.h"
#include "engine/clean/date_tokens.h"
#include "engine/clean/date_words.h"
#include "engine/clean/missing.h"

struct parse {
    struct date_token tokens[DATE_TOKENS + 1];
    size_t count, at;
    int year, month, day; /* day-first reading; year -1: not written */
    bool has_date, has_time, has_seconds, half_day, has_zone, dutch;
    bool heading, weekday; /* in headings "wo 7-10" is a day */
    uint32_t order_flags;
    int64_t clock;  /* seconds since midnight */
    int64_t offset; /* of the zone, seconds */
};

static const struct date_token *peek(const struct parse *parse, size_t ahead)
{
    size_t at = parse->at + ahead;
    return &parse->tokens[at < parse->count ? at : DATE_TOKENS];
}

static bool is_number(const struct date_token *token)
{
    return token->kind == 'n';
}

static bool is_word(const struct date_token *token, const char *word)
{
    return token->kind == 'w' && strcmp(token->word, word) == 0;
}

/* -- dates ------------------------------------------------------------------------------------ */

static int days_in(int month, int year)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool valid(int64_t year, int64_t month, int64_t day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in((int)month, (int)year);
}

static int64_t full_year(const struct date_token *token)
{
    return token->digits > 2    ? token->number
           : token->number < 70 ? 2000 + token->number
                                : 1900 + token->number;
}

static bool set_date(struct parse *parse, int64_t year, int64_t month, int64_t day)
{
    if (!valid(year, month, day)) {
        return false;
    }
    parse->year = (int)year;
    parse->month = (int)month;
    parse->day = (int)day;
    parse->has_date = true;
    return true;
}

/* a/b/year in either order. */
static bool set_either(struct parse *parse, int64_t a, int64_t b, int64_t year)
{
    if (valid(year, b, a)) {
        bool both = a <= 12 && b <= 12 && a != b;
        parse->order_flags = both ? MOMENT_OPEN : a > 12 ? MOMENT_DAY_FIRST : 0;
        return set_date(parse, year, b, a);
    }
    if (valid(year, a, b)) {
        parse->order_flags = MOMENT_MONTH_FIRST;
        return set_date(parse, year, a, b);
    }
    return false;
}

/* N sep N sep N; people write "6-10-'26", too. */
static bool numeric_date(struct parse *parse)
{
    const struct date_token *a = peek(parse, 0);
    const struct date_token *b = peek(parse, 2);
    size_t apostrophe = peek(parse, 4)->kind == '\'';
    const struct date_token *c = peek(parse, 4 + apostrophe);
    char mark = peek(parse, 1)->kind;
    bool marks = (mark == '/' || mark == '-' || mark == '.') && peek(parse, 3)->kind == mark;
    if (!marks || !is_number(a) || !is_number(b) || !is_number(c) || b->digits > 2) {
        return false;
    }
    bool good;
    if (a->digits == 4) {
        good = c->digits <= 2 && set_date(parse, a->number, b->number, c->number);
    } else {
        good = a->digits <= 2 && (c->digits == 4 || c->digits == 2) &&
               set_either(parse, a->number, b->number, full_year(c));
        parse->dutch = parse->dutch || (good && mark != '/');
    }
    if (good) {
        parse->at += 5 + apostrophe;
    }
    return good;
}

static void skip_marks(struct parse *parse)
{
    while (peek(parse, 0)->kind == ',' || peek(parse, 0)->kind == '.' ||
           peek(parse, 0)->kind == '-' || is_word(peek(parse, 0), "de") ||
           is_word(peek(parse, 0), "of") || is_word(peek(parse, 0), "th") ||
           is_word(peek(parse, 0), "st") || is_word(peek(parse, 0), "nd") ||
           is_word(peek(parse, 0), "rd") || is_word(peek(parse, 0), "e") ||
           is_word(peek(parse, 0), "er") || is_word(peek(parse, 0), "\xC2\xBA")) {
        parse->at++;
    }
}

/* A year behind day and month: four digits, or two with a mark of their own ("6-okt-26", "'26"). */
static void optional_year(struct parse *parse, int month, int day)
{
    size_t before = parse->at;
    skip_marks(parse);
    parse->at += peek(parse, 0)->kind == '\'';
    const struct date_token *year = peek(parse, 0);
    char ahead = parse->at == 0 ? '\0' : parse->tokens[parse->at - 1].kind;
    bool short_year = year->digits == 2 && !year->spaced && (ahead == '-' || ahead == '\'');
    char behind = peek(parse, 1)->kind;
    bool clock = behind == ':' || is_word(peek(parse, 1), "u") || is_word(peek(parse, 1), "uur") ||
                 is_word(peek(parse, 1), "h") || (behind == '.' && peek(parse, 2)->kind == 'n');
    if (is_number(year) && !clock && (year->digits == 4 || short_year) &&
        set_date(parse, full_year(year), month, day)) {
        parse->at++;
        return;
    }
    parse->at = before;
    if (set_date(parse, 2000, month, day)) {
        parse->year = -1;
    }
}

/* "6 okt. 2026", "6-okt-2026", "Oct 8, 2026", "di 6 oktober". */
static bool worded_date(struct parse *parse)
{
    size_t before = parse->at;
    const struct date_token *first = peek(parse, 0);
    bool dutch = false;
    if (is_number(first) && first->digits <= 2) {
        parse->at++;
        skip_marks(parse);
        int month = peek(parse, 0)->kind == 'w' ? date_month(peek(parse, 0)->word, &dutch) : 0;
        if (month > 0 && first->number >= 1 && first->number <= days_in(month, 2000)) {
            parse->at++;
            optional_year(parse, month, (int)first->number);
        }
    } else if (first->kind == 'w') {
        int month = date_month(first->word, &dutch);
        parse->at += month > 0;
        skip_marks(parse);
        const struct date_token *day = peek(parse, 0);
        if (month > 0 && is_number(day) && day->digits <= 2 && day->number >= 1 &&
            day->number <= days_in(month, 2000)) {
            int64_t number = day->number;
            parse->at++;
            optional_year(parse, month, (int)number);
        }
    }
    if (!parse->has_date) {
        parse->at = before;
        return false;
    }
    parse->dutch = parse->dutch || dutch;
    return true;
}

/* "wo 7-10" or "wo 7/10" in a heading: the weekday tells that it is a day. */
static bool day_and_month(struct parse *parse)
{
    const struct date_token *day = peek(parse, 0);
    const struct date_token *month = peek(parse, 2);
    char mark = peek(parse, 1)->kind;
    if (!parse->heading || !parse->weekday || (mark != '-' && mark != '/') || !is_number(day) ||
        !is_number(month) || month->spaced || !set_date(parse, 2000, month->number, day->number)) {
        return false;
    }
    parse->year = -1;
    parse->at += 3;
    return true;
}

/* "20261006", with a clock as "T080000" behind it in some calendars. */
static bool compact_date(struct parse *parse)
{
    const struct date_token *token = peek(parse, 0);
    if (!is_number(token) || token->digits != 8 ||
        !set_date(parse, token->number / 10000, token->number / 100 % 100, token->number % 100)) {
        return false;
    }
    parse->at++;
    return true;
}

/* -- clocks ----------------------------------------------------------------------------------- */

/* am, pm, a.m., p.m.; 0 when there is none. */
static char half_day(struct parse *parse)
{
    const struct date_token *token = peek(parse, 0);
    if (is_word(token, "am") || is_word(token, "pm")) {
        char half = token->word[0];
        parse->at++;
        return half;
    }
    if ((is_word(token, "a") || is_word(token, "p")) && peek(parse, 1)->kind == '.' &&
        is_word(peek(parse, 2), "m")) {
        char half = token->word[0];
        parse->at += peek(parse, 3)->kind == '.' ? 4 : 3;
        return half;
    }
    return 0;
}

static bool is_hour_word(const struct date_token *token)
{
    return is_word(token, "uur") || is_word(token, "u") || is_word(token, "h") ||
           is_word(token, "uhr");
}

static bool set_clock(struct parse *parse, int64_t hour, int64_t minute, int64_t second)
{
    char half = half_day(parse);
    if (half != 0 && hour <= 12) {
        hour = hour % 12 + (half == 'p' ? 12 : 0);
    }
    bool midnight = hour == 24 && minute == 0 && second == 0;
    if ((hour > 23 && !midnight) || minute > 59 || second > 60) {
        return false;
    }
    parse->half_day = half != 0;
    parse->clock = hour * 3600 + minute * 60 + second;
    parse->has_time = true;
    return true;
}

/* 9:02, 09:58:11.123, 9.10 uur, 9u10, 13h, 9 uur, 2 PM. A dot needs two digits behind it. */
static bool read_clock(struct parse *parse)
{
    size_t before = parse->at;
    const struct date_token *hour = peek(parse, 0);
    char mark = peek(parse, 1)->kind;
    const struct date_token *minute = peek(parse, 2);
    bool good = false;
    if (!is_number(hour) || hour->digits > 2) {
        return false;
    }
    if ((mark == ':' || mark == '.') && is_number(minute) && minute->digits == 2) {
        int64_t second = 0;
        parse->at += 3;
        if (peek(parse, 0)->kind == mark && is_number(peek(parse, 1)) &&
            peek(parse, 1)->digits == 2) {
            second = peek(parse, 1)->number;
            parse->has_seconds = true;
            parse->at += 2;
            if ((peek(parse, 0)->kind == '.' || peek(parse, 0)->kind == ',') &&
                is_number(peek(parse, 1)) && !peek(parse, 1)->spaced) {
                parse->at += 2; /* a fraction of a second */
            }
        }
        parse->dutch = parse->dutch || is_word(peek(parse, 0), "uur");
        parse->at += is_hour_word(peek(parse, 0));
        good = set_clock(parse, hour->number, minute->number, second);
    } else if (is_hour_word(peek(parse, 1))) {
        const struct date_token *behind = peek(parse, 2);
        bool minutes = is_number(behind) && behind->digits == 2 && !behind->spaced;
        parse->dutch = true;
        parse->at += minutes ? 3 : 2;
        good = set_clock(parse, hour->number, minutes ? behind->number : 0, 0);
    } else if (is_word(peek(parse, 1), "am") || is_word(peek(parse, 1), "pm")) {
        parse->at += 1;
        good = set_clock(parse, hour->number, 0, 0);
    }
    if (!good) {
        parse->at = before;
    }
    return good;
}

/* "+02:00", "+0200", "+2" behind a clock. What is more than a zone can be stays where it is. */
static bool read_offset(struct parse *parse, int64_t *offset)
{
    enum { MOST_HOURS = 15 };
    char sign = peek(parse, 0)->kind;
    const struct date_token *first = peek(parse, 1);
    if ((sign != '+' && sign != '-') || !is_number(first) || first->digits > 4) {
        return false;
    }
    int64_t hours = first->digits > 2 ? first->number / 100 : first->number;
    int64_t minutes = first->digits > 2 ? first->number % 100 : 0;
    const struct date_token *second = peek(parse, 3);
    bool parted = first->digits <= 2 && peek(parse, 2)->kind == ':' && is_number(second);
    if (parted) {
        minutes = second->number;
    }
    if (hours > MOST_HOURS || minutes > 59) {
        return false;
    }
    parse->at += parted ? 4 : 2;
    *offset = (sign == '-' ? -60 : 60) * (hours * 60 + minutes);
    return true;
}

static void read_zone(struct parse *parse)
{
    size_t before = parse->at;
    parse->at += peek(parse, 0)->kind == '(';
    int64_t offset = 0;
    bool named = peek(parse, 0)->kind == 'w' && date_zone(peek(parse, 0)->word, &offset);
    parse->at += named;
    int64_t shift = 0;
    bool shifted = (named || parse->has_time) && read_offset(parse, &shift);
    if (is_word(peek(parse, 0), "europe") && peek(parse, 1)->kind == '/' &&
        peek(parse, 2)->kind == 'w') {
        parse->at += 3; /* Europe/Amsterdam and its neighbours: the clock that we want */
        return;
    }
    if (!named && !shifted) {
        parse->at = before;
        return;
    }
    parse->at += peek(parse, 0)->kind == ')';
    parse->has_zone = true;
    parse->offset = offset + shift;
}

static bool is_weekday(const struct date_token *token)
{
    return token->kind == 'w' && date_is_weekday(token->word);
}

/* In a heading "a" and "o" are words like others: there only a clock may follow. */
static bool is_joint(const struct parse *parse, const struct date_token *token)
{
    bool before_clock =
        is_number(peek(parse, 1)) || peek(parse, 1)->kind == '.' || is_word(peek(parse, 1), "las");
    return token->kind == 'w' && date_is_joint(token->word) && (before_clock || !parse->heading) &&
           !(is_word(token, "a") && parse->has_time);
}

static bool read_part(struct parse *parse)
{
    for (const struct date_token *token = peek(parse, 0);
         token->kind == ',' || is_joint(parse, token) || is_weekday(token);
         token = peek(parse, 0)) {
        parse->weekday = parse->weekday || is_weekday(token);
        parse->at++;
        bool dotted = !parse->has_date || token->kind == 'w';
        parse->at += peek(parse, 0)->kind == '.' && dotted;
    }
    if (parse->at < parse->count && !parse->has_date &&
        (numeric_date(parse) || worded_date(parse) || compact_date(parse) ||
         day_and_month(parse))) {
        return true;
    }
    if (parse->at < parse->count && !parse->has_time && read_clock(parse)) {
        return true;
    }
    size_t before = parse->at;
    if (parse->has_time && !parse->has_zone) {
        read_zone(parse);
    }
    return parse->at > before;
}

/* -- the whole -------------------------------------------------------------------------------- */

static struct moment moment_of(const struct parse *parse, struct date_style *style)
{
    struct moment moment = {0};
    if (parse->has_date) {
        int year = parse->year < 0 ? 2000 : parse->year;
        moment.seconds = moment_days(year, parse->month, parse->day) * MOMENT_DAY;
        moment.flags |= parse->year < 0 ? MOMENT_YEARLESS : MOMENT_DATE;
        moment.flags |= parse->order_flags;
    }
    if (parse->has_time) {
        moment.seconds += parse->clock;
        moment.flags |= MOMENT_TIME;
    }
    moment.flags |= parse->has_seconds ? MOMENT_SECONDS : 0;
    moment.flags |= parse->half_day ? MOMENT_HALF_DAY : 0;
    style->dutch_seen = style->dutch_seen || (parse->dutch && parse->has_date);
    if ((moment.flags & MOMENT_OPEN) && style->order != 0) {
        moment = style->order == 'm' ? moment_swapped(moment) : moment;
        moment.flags &= ~(uint32_t)MOMENT_OPEN;
    }
    bool zoned = parse->has_zone || (style->utc && parse->has_time);
    if (zoned && (moment.flags & MOMENT_DATE)) {
        moment = moment_of_utc(moment, moment.seconds - (parse->has_zone ? parse->offset : 0));
    }
    return moment;
}

/* Excel's serial numbers of 1954 to 2119, "46301,377"; and its times of day, "0,377". */
static bool read_serial(const char *s, struct moment *moment)
{
    double value = 0;
    double place = 1;
    const char *start = s;
    while (text_is_digit(*s)) {
        value = value * 10 + (*s++ - '0');
    }
    int whole = (int)(s - start);
    if (*s == '.' || *s == ',') {
        for (s++; text_is_digit(*s); s++) {
            place /= 10;
            value += place * (*s - '0');
        }
    }
    if (*s != '\0') {
        return false;
    }
    if (whole == 5 && value >= 20000 && value < 80000) {
        int64_t seconds = (int64_t)(value * MOMENT_DAY + 0.5);
        moment->seconds = moment_days(1899, 12, 30) * MOMENT_DAY + seconds;
        moment->flags = MOMENT_DATE;
        moment->flags |= place < 1 ? MOMENT_TIME | MOMENT_SECONDS : 0;
        return true;
    }
    if (whole == 1 && value > 0 && value < 1 && place < 0.0005) {
        moment->seconds = (int64_t)(value * MOMENT_DAY + 0.5);
        moment->flags = MOMENT_TIME | MOMENT_SECONDS;
        return true;
    }
    return false;
}

/* "1030", "930": hours and minutes without a mark. */
static bool read_bare_clock(const char *s, struct moment *moment)
{
    size_t digits = strspn(s, "0123456789");
    if (digits < 3 || digits > 4 || s[digits] != '\0') {
        return false;
    }
    int number = 0;
    for (; text_is_digit(*s); s++) {
        number = number * 10 + (*s - '0');
    }
    if (number / 100 > 23 || number % 100 > 59) {
        return false;
    }
    *moment = (struct moment){(number / 100 * 60 + number % 100) * INT64_C(60), MOMENT_TIME};
    return true;
}

static bool says_nothing(const char *s)
{
    return strspn(s, "-. ") == strlen(s) || text_equal_ignoring_case(s, "geen") || missing_is(s);
}

static enum cleaned read_any(const char *text, struct date_style *style, struct moment *moment)
{
    for (size_t blank; (blank = date_blank(text)) > 0; text += blank) {
    }
    if (says_nothing(text)) {
        return CLEANED_EMPTY;
    }
    if (read_serial(text, moment) || (style->bare_clock && read_bare_clock(text, moment))) {
        return CLEANED;
    }
    struct parse parse = {.year = -1};
    *moment = (struct moment){0};
    parse.count = date_tokens_read(text, parse.tokens);
    while (read_part(&parse)) {
    }
    skip_marks(&parse);
    if (parse.count == 0 || parse.at < parse.count || (!parse.has_date && !parse.has_time)) {
        return CLEANED_BAD;
    }
    *moment = moment_of(&parse, style);
    return CLEANED;
}

enum cleaned date_read(const char *text, struct date_style *style, struct moment *moment)
{
    *moment = (struct moment){0};
    struct date_iso_last last = {0};
    if (!style->utc && date_iso_read(text, strnlen(text, DATE_ISO_WHOLE + 1), &last, moment)) {
        return CLEANED;
    }
    *moment = (struct moment){0};
    return read_any(text, style, moment);
}

bool date_read_prefix(const char *text, struct moment *moment, const char **rest)
{
    struct parse parse = {.year = -1, .heading = true};
    struct date_style style = {.order = 'd'};
    for (size_t blank; (blank = date_blank(text)) > 0; text += blank) {
    }
    /* A heading may be longer than any date: only its beginning is looked at. */
    char head[96];
    size_t size = strlen(text);
    size = size < sizeof head - 1 ? size : sizeof head - 1;
    memcpy(head, text, size);
    head[size] = '\0';
    parse.count = date_tokens_read(head, parse.tokens);
    if (parse.count == 0) {
        parse.count = DATE_TOKENS;
    }
    while (parse.at < parse.count && read_part(&parse)) {
    }
    if (!parse.has_date && !parse.has_time) {
        return false;
    }
    size_t used = parse.at == 0 ? 0 : (size_t)(parse.tokens[parse.at - 1].end - head);
    const char *s = text + used;
    while (*s == ' ' || *s == '-' || *s == ':' || *s == ',' || *s == '.') {
        s++;
    }
    *rest = s;
    *moment = moment_of(&parse, &style);
    return true;
}

bool date_find(const char *text, struct moment *moment)
{
    bool at_word = true;
    for (const char *s = text; *s != '\0'; s++) {
        bool starts = at_word && (text_is_digit(*s) || date_is_word_byte(*s));
        at_word = !date_is_word_byte(*s) && !text_is_digit(*s);
        const char *rest;
        if (starts && date_read_prefix(s, moment, &rest)) {
            return true;
        }
    }
    return false;
}
