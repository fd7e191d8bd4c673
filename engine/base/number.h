/* number: numbers as text and back, independent of the locale. */
#ifndef ENGINE_BASE_NUMBER_H
#define ENGINE_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/language.h"

enum { NUMBER_TEXT = 64 };

/* For programs: the shortest text with a point that reads back as the same double ("6.8", "1e+20",
 * "-0" as "0"). `value` must be finite. */
void number_write(double value, char text[NUMBER_TEXT]);
void number_write_integer(int64_t value, char text[NUMBER_TEXT]);
/* For readers: fixed decimals, 1.234,5 in Dutch and 1,234.5 in English; minus is U+2212. Rounds
 * half away from zero on the decimal digits of the double's shortest text. */
void number_write_for_people(double value, int decimals, enum language language,
                             char text[NUMBER_TEXT]);
/* A whole number with a point as the decimal mark, an optional sign and exponent; the whole string
 * must be it. "inf", "nan" and hexadecimal forms are refused. */
bool number_read(const char *text, double *value);
bool number_read_integer(const char *text, int64_t *value);

#endif
