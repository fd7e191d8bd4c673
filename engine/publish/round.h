/* round: a number as readers see it. One place decides how many digits, and when "meer dan" is
 * true.
 *
 *     round_figure(arena, figure, nl)       by the unit: 1.030, 74,8%, 7,8, 1.830 uur
 *     round_at_least(arena, figure, nl)     "meer dan 6,8 miljoen", "meer dan 840.000"
 *
 * "Meer dan" is said only when the value is above the round number, and when the doubt is a bound
 * or a model, only when the lower bound is too.
 */
#ifndef ENGINE_PUBLISH_ROUND_H
#define ENGINE_PUBLISH_ROUND_H

#include "engine/base/arena.h"
#include "engine/record/figure.h"

/* The figure in words; NULL when it has no value. */
const char *round_figure(struct arena *arena, const struct figure *figure, enum language language);
/* The same as a floor statement; shares and negative numbers as round_figure. */
const char *round_at_least(struct arena *arena, const struct figure *figure,
                           enum language language);
/* "1.013 tot 1.057"; NULL without bounds. */
const char *round_range(struct arena *arena, const struct figure *figure, enum language language);

/* Is the unit a fraction that readers see as per cent? */
bool round_is_share(const char *unit);
/* Decimals that a reader can use: full counts as they are; a share in whole per cents, with one
 * decimal from 1,000 observations; grades with one. */
int round_decimals(const struct figure *figure);

/* Limits, and with `value_too` the value, with the digits that readers see and no more: to the last
 * digit they would tell how the counts behind them vary, and so a hidden one. */
void round_digits(struct figure *figure, bool value_too);

/* Parts of it for tables: a whole number, a fraction as per cent. */
const char *round_whole(struct arena *arena, double value, enum language language);
const char *round_percent(struct arena *arena, double fraction, int decimals,
                          enum language language);

/* The greatest round number not above `value`; *step gets its grain (1 below 1,000). */
double round_floor(double value, double *step);

#endif
