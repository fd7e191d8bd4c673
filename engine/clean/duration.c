/* duration: see duration.h. */
#include "engine/clean/duration.h"

#include <string.h>

#include "engine/base/text.h"

static const double longest = 31.0 * 86400;

/* UNIT: words by their first letters, in the order in which they are tried. */
static const struct {
    const char *word;
    bool whole; /* the word must be exactly this */
    int seconds;
} units[] = {
    {"s", true, 1},        {"sec", false, 1},     {"sek", false, 1},      {"seg", false, 1},
    {"m", true, 60},       {"min", false, 60},    {"h", true, 3600},      {"hr", false, 3600},
    {"hour", false, 3600}, {"hora", false, 3600}, {"heure", false, 3600}, {"u", true, 3600},
    {"uur", false, 3600},  {"uren", false, 3600}, {"std", false, 3600},   {"stunde", false, 3600},
    {"godz", false, 3600}, {"ora", false, 3600},  {"ore", false, 3600},   {"d", true, 86400},
    {"day", false, 86400}, {"dag", false, 86400}, {"tag", false, 86400},
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
    return s;
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

/* Number and unit, as often as they come. "1 uur en 5 minuten" has a word in between. */
static bool worded(const char *s, double *seconds)
{
    bool any = false;
    *seconds = 0;
    for (s = skip_blanks(s); *s != '\0'; s = skip_blanks(s)) {
        double value;
        char word[12];
        size_t size = 0;
        s = take_number(s, &value);
        if (s == NULL) {
            return false;
        }
        for (s = skip_blanks(s); (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z'); s++) {
            if (size == sizeof word - 1) {
                return false;
            }
            word[size++] = text_lower_char(*s);
        }
        word[size] = '\0';
        int unit = unit_seconds(word, size);
        if (unit == 0) {
            return false;
        }
        *seconds += value * unit;
        any = true;
        s += *s == '.';
        s = skip_blanks(s);
        s += *s == ',';
        s = skip_blanks(s);
        if ((text_starts_with(s, "en ") || text_starts_with(s, "and ") ||
             text_starts_with(s, "und ")) &&
            any) {
            s = strchr(s, ' ');
        }
    }
    return any;
}

enum cleaned duration_read(const char *text, const struct duration_style *style, int64_t *seconds)
{
    *seconds = -1;
    text = skip_blanks(text);
    if (strspn(text, "-. ") == strlen(text) || text_equal_ignoring_case(text, "n.v.t.") ||
        text_equal_ignoring_case(text, "nvt") || text_equal_ignoring_case(text, "n/a") ||
        text_equal_ignoring_case(text, "geen")) {
        return CLEANED_EMPTY;
    }
    double value;
    const char *behind = take_number(text, &value);
    if (behind != NULL && *skip_blanks(behind) == '\0') {
        value *= style->unit == DURATION_SECONDS ? 1 : style->unit == DURATION_HOURS ? 3600 : 60;
    } else if (*text == '<' && text_starts_with(skip_blanks(text + 1), "1")) {
        /* "< 1 min": Meet's and Zoom's word for somebody who looked in. */
        return duration_read(text + 1, style, seconds);
    } else if (!colons(text, style, &value) && !worded(text, &value)) {
        return CLEANED_BAD;
    }
    if (value > longest) {
        return CLEANED_BAD;
    }
    *seconds = (int64_t)(value + 0.5);
    return CLEANED;
}
