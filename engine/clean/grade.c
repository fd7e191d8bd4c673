/* grade: see grade.h. */
#include "engine/clean/grade.h"

#include <stdbool.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/missing.h"
#include "engine/unicode/fold.h"

static const struct {
    const char *word;
    int position;
} scale[] = {
#define LIKERT(word, position) {word, position},
#include "engine/clean/likert.def"
#undef LIKERT
};

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

static bool says_nothing(const char *s)
{
    static const char *const words[] = {"geen",           "geen mening",        "weet niet",
                                        "weet ik niet",   "no opinion",         "don't know",
                                        "not applicable", "niet van toepassing"};
    if (strspn(s, "-. ?/") == strlen(s) || missing_is(s)) {
        return true;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_lower_char(*s) == *words[i] && text_equal_ignoring_case(s, words[i])) {
            return true;
        }
    }
    return false;
}

/* Which of the marks in s ("1.250,50") is the decimal one; 0 when none is. */
static char decimal_mark(const char *s)
{
    char last = 0;
    int marks[2] = {0, 0}; /* comma, point */
    size_t behind = 0;     /* digits behind the last mark */
    size_t before = 0;     /* digits before the first */
    bool zero = *s == '0';
    for (; text_is_digit(*s) || *s == '.' || *s == ','; s++) {
        if (text_is_digit(*s)) {
            behind++;
            before += last == 0;
        } else {
            marks[*s == '.']++;
            last = *s;
            behind = 0;
        }
    }
    if (last == 0) {
        return 0;
    }
    if (marks[0] > 0 && marks[1] > 0) {
        return last;
    }
    bool several = marks[last == '.'] > 1;
    bool groups = behind == 3 && before >= 1 && before <= 3 && !zero;
    return several || groups ? 0 : last;
}

/* A number at s; returns what is behind it, NULL when there is none. */
static const char *take_number(const char *s, double *value)
{
    char mark = decimal_mark(s);
    const char *start = s;
    double place = 0;
    *value = 0;
    for (; text_is_digit(*s) || ((*s == '.' || *s == ',') && text_is_digit(s[1])); s++) {
        if (*s == mark) {
            place = 1;
        } else if (text_is_digit(*s) && place > 0) {
            place /= 10;
            *value += place * (*s - '0');
        } else if (text_is_digit(*s)) {
            *value = *value * 10 + (*s - '0');
        }
    }
    return s == start ? NULL : s;
}

enum cleaned number_clean(const char *text, double *value)
{
    *value = 0;
    text = skip_blanks(text);
    if (says_nothing(text)) {
        return CLEANED_EMPTY;
    }
    bool negative = *text == '-';
    text = skip_blanks(text + negative);
    if (text_starts_with(text, "\xE2\x82\xAC") || text_starts_with(text, "EUR")) {
        text = skip_blanks(text + 3);
    }
    bool below = *text == '-' && !negative;
    text = skip_blanks(text + below);
    const char *behind = take_number(text, value);
    if (behind == NULL) {
        return CLEANED_BAD;
    }
    behind += (*behind == ',' || *behind == '.') && behind[1] == '-' ? 2 : 0; /* "€ 5,-" */
    behind = skip_blanks(behind);
    behind += *behind == '%';
    if (text_starts_with(behind, "\xE2\x82\xAC") || text_starts_with(behind, "EUR")) {
        behind += 3;
    }
    if (text_equal_ignoring_case(behind, "euro")) {
        behind += 4;
    }
    *value = negative || below ? -*value : *value;
    return *skip_blanks(behind) == '\0' ? CLEANED : CLEANED_BAD;
}

/* What may stand behind a grade: ½, +, -, "/10", "(goed)", "punten". */
static bool grade_tail(const char *s, double *value)
{
    s = skip_blanks(s);
    if (text_starts_with(s, "\xC2\xBD") || text_starts_with(s, "1/2")) {
        *value += 0.5;
        s += *s == '1' ? 3 : 2;
    } else if (text_starts_with(s, "\xC2\xBC")) {
        *value += 0.25;
        s += 2;
    } else if (text_starts_with(s, "\xC2\xBE")) {
        *value += 0.75;
        s += 2;
    } else if (*s == '+') {
        *value += 0.25;
        s += 1 + (s[1] == '+');
    } else if (*s == '-' || text_starts_with(s, "\xE2\x80\x93") ||
               text_starts_with(s, "\xE2\x88\x92")) {
        *value -= 0.25;
        s += *s == '-' ? 1 + (s[1] == '-') : 3;
    }
    s = skip_blanks(s);
    if (text_starts_with(s, "/10") || text_starts_with(s, "/ 10")) {
        s += *(s + 1) == ' ' ? 4 : 3;
    }
    s = skip_blanks(s);
    s += *s == '.' || *s == '!';
    s = skip_blanks(s);
    return *s == '\0' || *s == '(' || text_equal_ignoring_case(s, "punten") ||
           text_equal_ignoring_case(s, "sterren") || text_equal_ignoring_case(s, "stars");
}

enum cleaned grade_read(struct arena *arena, const char *text, double *value)
{
    static const char *const words[] = {"nul", "een",   "twee", "drie",  "vier", "vijf",
                                        "zes", "zeven", "acht", "negen", "tien"};
    static const char *const english[] = {"zero", "one",   "two",   "three", "four", "five",
                                          "six",  "seven", "eight", "nine",  "ten"};
    *value = 0;
    text = skip_blanks(text);
    if (says_nothing(text)) {
        return CLEANED_EMPTY;
    }
    if (text_starts_with(text, "een ") || text_starts_with(text, "Een ")) {
        text += 4;
    }
    const char *behind = take_number(text, value);
    if (behind != NULL) {
        return grade_tail(behind, value) ? CLEANED : CLEANED_BAD;
    }
    if (strlen(text) < 12) {
        const char *word = fold_plain(arena, text);
        for (int i = 0; i <= 10; i++) {
            if (strcmp(word, words[i]) == 0 || strcmp(word, english[i]) == 0) {
                *value = i;
                return CLEANED;
            }
        }
    }
    return CLEANED_BAD;
}

enum cleaned likert_read(struct arena *arena, const char *text, double *position)
{
    *position = 0;
    text = skip_blanks(text);
    if (says_nothing(text)) {
        return CLEANED_EMPTY;
    }
    if (strlen(text) > 60) {
        return CLEANED_BAD;
    }
    const char *word = fold_plain(arena, text);
    /* "5 - Helemaal mee eens", "4. eens": the number in front only repeats the place. */
    if (text_is_digit(word[0]) && word[1] != '\0') {
        word += strspn(word, "0123456789.-:) ");
    }
    for (size_t i = 0; i < sizeof scale / sizeof *scale; i++) {
        if (*scale[i].word == *word && strcmp(scale[i].word, word) == 0) {
            *position = scale[i].position;
            return CLEANED;
        }
    }
    return CLEANED_BAD;
}
