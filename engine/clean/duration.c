/* duration: see duration.h. */
#include "engine/clean/duration.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/missing.h"

static const double longest = 31.0 * 86400;

/* UNIT: words by their first letters, in the order in which they are tried. */
static const struct {
    const char *word;
    bool whole; /* the word must be exactly this */
    int seconds;
} units[] = {
    {"s", true, 1},
    {"sec", false, 1},
    {"sek", false, 1},
    {"seg", false, 1},
    {"m", true, 60},
    {"min", false, 60},
    {"h", true, 3600},
    {"hr", false, 3600},
    {"hour", false, 3600},
    {"hora", false, 3600},
    {"heure", false, 3600},
    {"u", true, 3600},
    {"uur", false, 3600},
    {"uren", false, 3600},
    {"std", false, 3600},
    {"stunde", false, 3600},
    {"godz", false, 3600},
    {"ora", false, 3600},
    {"ore", false, 3600},
    {"t", true, 3600},
    {"tim", true, 3600},
    {"time", true, 3600},
    {"timer", true, 3600},
    {"timme", true, 3600},
    {"timmar", true, 3600},
    {"tun", false, 3600},
    {"d", true, 86400},
    {"day", false, 86400},
    {"dag", false, 86400},
    {"tag", false, 86400},
    /* Japanese, Chinese, Korean, Russian, Turkish. */
    {"秒", true, 1},
    {"초", true, 1},
    {"сек", false, 1},
    {"с", true, 1},
    {"sn", true, 1},
    {"分", true, 60},
    {"分钟", true, 60},
    {"分鐘", true, 60},
    {"분", true, 60},
    {"мин", false, 60},
    {"dk", true, 60},
    {"時間", true, 3600},
    {"小时", true, 3600},
    {"小時", true, 3600},
    {"시간", true, 3600},
    {"ч", true, 3600},
    {"час", false, 3600},
    {"sa", true, 3600},
};

static int unit_seconds(const char *word, size_t size)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        size_t length = strlen(units[i].word);
        if ((units[i].whole ? size == length : size >= length && size <= length + 7) &&
            strncmp(word, units[i].word, length) == 0) {
            return units[i].seconds;
        }
    }
    return 0;
}

static size_t blank_size(const char *s)
{
    const unsigned char *u = (const unsigned char *)s;
    return text_is_blank_char(*s)                         ? 1
           : u[0] == 0xC2 && u[1] == 0xA0                 ? 2
           : u[0] == 0xE2 && u[1] == 0x80 && u[2] == 0xAF ? 3
                                                          : 0;
}

static const char *skip_blanks(const char *s)
{
    for (size_t size; (size = blank_size(s)) > 0; s += size) {
    }
    return s;
}

/* Digits with at most one decimal mark. NULL when there is no digit. */
static const char *take_number(const char *s, double *value)
{
    const char *start = s;
    *value = 0;
    while (text_is_digit(*s)) {
        *value = *value * 10 + (*s++ - '0');
    }
    if (s == start) {
        return NULL;
    }
    if ((*s == ',' || *s == '.') && text_is_digit(s[1])) {
        double place = 1;
        for (s++; text_is_digit(*s); s++) {
            place /= 10;
            *value += place * (*s - '0');
        }
    }
    if (text_starts_with(s, "\xC2\xBD")) {
        *value += 0.5; /* "1½ uur" */
        s += 2;
    }
    return s;
}

/* "3.600", "12.345.678": digits in groups of three. */
static bool take_grouped(const char *s, char mark, double *value)
{
    size_t digits = strspn(s, "0123456789");
    *value = 0;
    if (mark == '\0' || digits == 0 || digits > 3 || *s == '0' || s[digits] != mark) {
        return false;
    }
    for (; *s != '\0'; s += *s == mark) {
        for (size_t i = 0; i < digits; i++) {
            *value = *value * 10 + (*s++ - '0');
        }
        digits = strspn(s + (*s == mark), "0123456789");
        if (*s != '\0' && (*s != mark || digits != 3)) {
            return *skip_blanks(s) == '\0';
        }
    }
    return true;
}

/* "1:02:30", "45:30". */
static bool colons(const char *s, const struct duration_style *style, double *seconds)
{
    double parts[3];
    int count = 0;
    for (;;) {
        if (count == 3 || (s = take_number(s, &parts[count])) == NULL) {
            return false;
        }
        count++;
        if (*s != ':') {
            break;
        }
        s++;
    }
    if (*skip_blanks(s) != '\0' || count < 2 || (count == 3 && parts[1] >= 60) ||
        parts[count - 1] >= 60) {
        return false;
    }
    bool minutes = count == 2 && (style->two_parts_minutes || parts[0] > 23);
    *seconds = count == 3 ? parts[0] * 3600 + parts[1] * 60 + parts[2]
               : minutes  ? parts[0] * 60 + parts[1]
                          : parts[0] * 3600 + parts[1] * 60;
    return true;
}

/* Minutes and seconds as marks behind a number: 30' and 15". */
static size_t mark_size(const char *s, int *unit)
{
    *unit = *s == '"' ? 1 : 60;
    bool straight = *s == '\'' || *s == '"';
    bool curly = text_starts_with(s, "\xE2\x80\x99") || text_starts_with(s, "\xE2\x80\xB2");
    return straight ? 1 : curly ? 3 : 0;
}

/* "PT1H5M30S", as programs write it. */
static bool iso(const char *s, double *seconds)
{
    static const struct {
        char unit;
        int seconds;
    } parts[] = {{'H', 3600}, {'M', 60}, {'S', 1}};
    if (!text_starts_with(s, "PT") || s[2] == '\0') {
        return false;
    }
    s += 2;
    *seconds = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        double value;
        const char *behind = take_number(s, &value);
        if (behind != NULL && *behind == parts[i].unit) {
            *seconds += value * parts[i].seconds;
            s = behind + 1;
        }
    }
    return *skip_blanks(s) == '\0';
}

/* Durations that people write in words alone. */
static bool spoken(const char *s, double *seconds)
{
    static const struct {
        const char *words;
        int minutes;
    } known[] = {{"kwartier", 15},     {"een kwartier", 15},  {"half uur", 30},
                 {"halfuur", 30},      {"een half uur", 30},  {"drie kwartier", 45},
                 {"een uur", 60},      {"anderhalf uur", 90}, {"twee uur", 120},
                 {"half an hour", 30}, {"half hour", 30},     {"an hour", 60},
                 {"one hour", 60},     {"two hours", 120},    {"quarter of an hour", 15}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (text_equal_ignoring_case(s, known[i].words)) {
            *seconds = known[i].minutes * 60;
            return true;
        }
    }
    return false;
}

/* A letter, or a byte of one that is not ASCII; ½ and the marks behind minutes are none. */
static bool is_of_word(const char *s)
{
    return text_is_letter(*s) ||
           ((unsigned char)*s >= 0x80 && blank_size(s) == 0 && !text_starts_with(s, "\xE2\x80"));
}

/* "0 days 00:11:55.000000000", as pandas writes it. */
static bool days_and_clock(const char *s, const struct duration_style *style, double *seconds)
{
    double days;
    const char *behind = take_number(s, &days);
    if (behind == NULL || !text_starts_with(behind, " day")) {
        return false;
    }
    behind += strlen(" day");
    behind = skip_blanks(behind + (*behind == 's'));
    behind += *behind == ',';
    bool good = colons(skip_blanks(behind), style, seconds);
    *seconds += days * 86400;
    return good;
}

/* The word between hours and minutes, with the blank behind it. */
static size_t joint_size(const char *s)
{
    static const char *const joints[] = {"en ", "and ", "und ", "et ", "e ",
                                         "y ",  "i ",   "og ",  "och "};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        if (text_starts_with(s, joints[i])) {
            return strlen(joints[i]);
        }
    }
    return 0;
}

/* Number and unit, as often as they come. "1 uur en 5 minuten" has a word in between, "1 h 05" no
 * unit behind its minutes. */
static bool worded(const char *s, double *seconds)
{
    bool any = false;
    int before = 0;
    *seconds = 0;
    for (s = skip_blanks(s); *s != '\0'; s = skip_blanks(s)) {
        double value;
        char word[24];
        size_t size = 0;
        const char *number = s;
        s = take_number(s, &value);
        if (s == NULL) {
            return false;
        }
        for (s = skip_blanks(s); is_of_word(s); s++) {
            if (size == sizeof word - 1) {
                return false;
            }
            word[size++] = text_lower_char(*s);
        }
        word[size] = '\0';
        int unit = unit_seconds(word, size);
        if (size == 0) {
            int marked;
            size_t mark = mark_size(s, &marked);
            s += mark;
            /* "1 h 05": minutes, and so no more than 59 of them. */
            bool minutes =
                before == 3600 && *s == '\0' && value < 60 && strspn(number, "0123456789") <= 2;
            unit = mark > 0 ? marked : minutes ? 60 : 0;
        }
        if (unit == 0) {
            return false;
        }
        *seconds += value * unit;
        any = true;
        before = unit;
        s += *s == '.';
        s = skip_blanks(s);
        s += *s == ',';
        s = skip_blanks(s);
        s += joint_size(s);
    }
    return any;
}

enum cleaned duration_read(const char *text, const struct duration_style *style, int64_t *seconds)
{
    *seconds = -1;
    text = skip_blanks(text);
    if (strspn(text, "-. ") == strlen(text) || missing_is(text) ||
        text_equal_ignoring_case(text, "geen")) {
        return CLEANED_EMPTY;
    }
    double value;
    bool grouped = take_grouped(text, style->group, &value);
    const char *behind = grouped ? "" : take_number(text, &value);
    if (behind != NULL && *skip_blanks(behind) == '\0') {
        value *= style->unit == DURATION_SECONDS ? 1 : style->unit == DURATION_HOURS ? 3600 : 60;
    } else if (*text == '<' && text_starts_with(skip_blanks(text + 1), "1")) {
        /* "< 1 min": Meet's and Zoom's word for somebody who looked in. */
        return duration_read(text + 1, style, seconds);
    } else if (!colons(text, style, &value) && !worded(text, &value) && !iso(text, &value) &&
               !spoken(text, &value) && !days_and_clock(text, style, &value)) {
        return CLEANED_BAD;
    }
    if (value > longest) {
        return CLEANED_BAD;
    }
    *seconds = (int64_t)(value + 0.5);
    return CLEANED;
}
