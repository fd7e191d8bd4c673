/* date: a cell to a moment (FORMATS.md section 3).
 *
 * Reads ISO forms, numeric dates in either order, month names (nl en de fr es pt it pl), clocks of
 * 12 and 24 hours, "9.10 uur", "9u10", serial numbers of Excel, and zones (Z, +02:00, UTC, GMT+2,
 * CEST), which are turned into the clock of Amsterdam. Which of two orders is meant stays open
 * (moment.h) unless `style` says it.
 *
 *     struct date_style style = {0};
 *     struct moment moment;
 *     if (date_read("6/10/2026, 09:58:11", &style, &moment) == CLEANED_BAD) ...
 */
#ifndef ENGINE_CLEAN_DATE_H
#define ENGINE_CLEAN_DATE_H

#include <stdbool.h>

#include "engine/clean/cleaned.h"
#include "engine/record/moment.h"

struct date_style {
    char order;      /* 'd' or 'm': what the user or the tool says; 0: not known */
    bool bare_clock; /* "1030" and "930" are clocks here */
    bool utc;        /* the column is in UTC without saying so in every cell */
    bool dutch_seen; /* set when a date is written as only the Dutch (and their neighbours) do */
};

enum cleaned date_read(const char *text, struct date_style *style, struct moment *moment);

/* A day, clock or both at the start of a longer text, as in headings of session columns ("Ma 5 okt
 * 10:00 Eén loket"); *rest is what follows. False when it does not start with one. A day without a
 * year gives MOMENT_YEARLESS. */
bool date_read_prefix(const char *text, struct moment *moment, const char **rest);
/* Whether the text holds a day ("5 okt", "ma 5/10") or a clock ("10:00", "10.00 uur") anywhere, and
 * which: for titles of sessions in forms ("Klantreis (ma 5 okt, 13.00 uur)"). */
bool date_find(const char *text, struct moment *moment);

#endif
