/* number: see number.h. The C library is asked only for digits; where it may have put another
 * decimal mark (a host program with a locale), the mark is replaced. */
#include "engine/base/number.h"

#include <assert.h>
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void mark_to_point(char *text)
{
    const char *mark = localeconv()->decimal_point;
    char *at = strcmp(mark, ".") == 0 ? NULL : strstr(text, mark);
    if (at != NULL) {
        size_t size = strlen(mark);
        *at = '.';
        memmove(at + 1, at + size, strlen(at + size) + 1);
    }
}

/* Whole numbers are most of what is written, and need no format to be looked at. */
void number_write_integer(int64_t value, char text[NUMBER_TEXT])
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t left = value < 0 ? UINT64_C(0) - (uint64_t)value : (uint64_t)value;
    digits[--at] = '\0';
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (value < 0) {
        digits[--at] = '-';
    }
    memcpy(text, digits + at, sizeof digits - at);
}

/* Rates, grades and averages that were rounded: a number of a few decimals is the quotient of two
 * whole numbers, which a division gets right to the last bit. False for other numbers, and for what
 * is written with an exponent. */
static bool write_decimals(double value, char text[NUMBER_TEXT])
{
    enum { MOST = 6 };
    static const double power[MOST + 1] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    double size = fabs(value);
    int decimals = 1;
    while (decimals <= MOST && round(size * power[decimals]) / power[decimals] != size) {
        decimals++;
    }
    if (decimals > MOST || size < 1e-4 || size > 1e8) {
        return false;
    }
    char digits[NUMBER_TEXT];
    size_t at = sizeof digits;
    int64_t left = (int64_t)round(size * power[decimals]);
    digits[--at] = '\0';
    for (int digit = 0; digit <= decimals || left > 0; digit++) {
        if (digit == decimals) {
            digits[--at] = '.';
        }
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    }
    if (value < 0) {
        digits[--at] = '-';
    }
    memcpy(text, digits + at, sizeof digits - at);
    return true;
}

void number_write(double value, char text[NUMBER_TEXT])
{
    assert(isfinite(value));
    if (fabs(value) < 1e15 && value == floor(value)) {
        number_write_integer((int64_t)value, text); /* and no minus zero */
        return;
    }
    if (write_decimals(value, text)) {
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, NUMBER_TEXT, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    mark_to_point(text);
}

/* Rounds a plain decimal "123.4567" (no exponent) to `decimals`, half away from zero, in place. The
 * buffer has a '0' in front so that a carry fits. */
static void round_decimal(char *digits, int decimals)
{
    char *point = strchr(digits, '.');
    if (point == NULL) {
        size_t size = strlen(digits);
        if (decimals > 0) {
            digits[size] = '.';
            memset(digits + size + 1, '0', (size_t)decimals);
            digits[size + 1 + (size_t)decimals] = '\0';
        }
        return;
    }
    size_t have = strlen(point + 1);
    if (have <= (size_t)decimals) {
        memset(point + 1 + have, '0', (size_t)decimals - have);
        point[1 + decimals] = '\0';
        return;
    }
    bool up = point[1 + decimals] >= '5';
    char *last = decimals == 0 ? point - 1 : point + decimals;
    last[1] = '\0';
    for (char *c = last; up && c >= digits; c--) {
        if (*c == '.') {
            continue;
        }
        up = *c == '9';
        *c = up ? '0' : (char)(*c + 1);
    }
}

void number_write_for_people(double value, int decimals, enum language language,
                             char text[NUMBER_TEXT])
{
    char digits[400];
    assert(isfinite(value) && decimals >= 0 && decimals <= 12);
    bool negative = value < 0;
    double size = fabs(value);
    if (size >= 1e15) {
        snprintf(text, NUMBER_TEXT, "%s%.6g", negative ? "\xE2\x88\x92" : "", size);
        mark_to_point(text);
        return;
    }
    /* Fixed notation of the shortest digits: rounding 0.285 to two decimals gives what is printed.
     */
    char shortest[NUMBER_TEXT];
    number_write(size, shortest);
    if (strchr(shortest, 'e') != NULL) {
        snprintf(digits, sizeof digits, "0%.20f", size);
        mark_to_point(digits);
    } else {
        snprintf(digits, sizeof digits, "0%s", shortest);
    }
    round_decimal(digits, decimals);
    const char *start = digits;
    while (start[0] == '0' && start[1] != '\0' && start[1] != '.') {
        start++;
    }
    const char *point = strchr(start, '.');
    size_t whole = point == NULL ? strlen(start) : (size_t)(point - start);
    bool nothing = strspn(start, "0.") == strlen(start);
    size_t used = 0;
    if (negative && !nothing) {
        memcpy(text, "\xE2\x88\x92", 3);
        used = 3;
    }
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) {
            text[used++] = language == LANGUAGE_NL ? '.' : ',';
        }
        text[used++] = start[i];
    }
    if (point != NULL) {
        text[used++] = language == LANGUAGE_NL ? ',' : '.';
        size_t rest = strlen(point + 1);
        memcpy(text + used, point + 1, rest);
        used += rest;
    }
    text[used] = '\0';
}

bool number_read(const char *text, double *value)
{
    const char *c = text + (*text == '-' || *text == '+');
    size_t digits = strspn(c, "0123456789");
    c += digits;
    if (*c == '.') {
        size_t more = strspn(c + 1, "0123456789");
        digits += more;
        c += 1 + more;
    }
    if (digits == 0) {
        return false;
    }
    if (*c == 'e' || *c == 'E') {
        c++;
        c += *c == '-' || *c == '+';
        size_t power = strspn(c, "0123456789");
        if (power == 0) {
            return false;
        }
        c += power;
    }
    char copy[512];
    size_t size = (size_t)(c - text);
    if (*c != '\0' || size >= sizeof copy - 8) {
        return false;
    }
    memcpy(copy, text, size + 1);
    const char *mark = localeconv()->decimal_point;
    char *point = strchr(copy, '.');
    if (point != NULL && strcmp(mark, ".") != 0 && strlen(mark) == 1) {
        *point = *mark;
    }
    *value = strtod(copy, NULL);
    return isfinite(*value);
}

bool number_read_integer(const char *text, int64_t *value)
{
    const char *c = text + (*text == '-' || *text == '+');
    if (*c == '\0' || strspn(c, "0123456789") != strlen(c)) {
        return false;
    }
    errno = 0;
    long long number = strtoll(text, NULL, 10);
    *value = number;
    return errno == 0;
}
