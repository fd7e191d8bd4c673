/* round: see round.h. Round numbers are computed on whole steps, so that 6,800,000 is not "more
 * than 6.8 million" through the back door of binary fractions. */
#include "engine/publish/round.h"

#include <math.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"

bool round_is_share(const char *unit)
{
    return text_equal(unit, "share") || text_equal(unit, "fraction");
}

int round_decimals(const struct figure *figure)
{
    bool many = figure->n >= 1000;
    if (round_is_share(figure->unit)) {
        return many ? 1 : 0;
    }
    if (text_equal(figure->unit, "grade")) {
        return 1;
    }
    if (text_equal(figure->unit, "probability")) {
        return 3;
    }
    return 0;
}

static double to_digits(double number, double step)
{
    return round(number * step) / step;
}

void round_digits(struct figure *figure, bool value_too)
{
    double step = pow(10, round_decimals(figure) + (round_is_share(figure->unit) ? 2 : 0));
    if (figure->has_range) {
        figure->low = to_digits(figure->low, step);
        figure->high = to_digits(figure->high, step);
    }
    if (figure->has_value && value_too) {
        figure->value = to_digits(figure->value, step);
    }
}

const char *round_whole(struct arena *arena, double value, enum language language)
{
    char text[NUMBER_TEXT];
    number_write_for_people(value, 0, language, text);
    return arena_strdup(arena, text);
}

const char *round_percent(struct arena *arena, double fraction, int decimals,
                          enum language language)
{
    char text[NUMBER_TEXT];
    number_write_for_people(fraction * 100, decimals, language, text);
    return arena_printf(arena, "%s%%", text);
}

/* A number in the figure's own unit with the given decimals. */
static const char *plain(struct arena *arena, const struct figure *figure, double value,
                         int decimals, enum language language)
{
    if (round_is_share(figure->unit)) {
        return round_percent(arena, value, decimals, language);
    }
    char text[NUMBER_TEXT];
    if (text_equal(figure->unit, "probability") && value < 0.001) {
        return language == LANGUAGE_NL ? "kleiner dan 0,001" : "below 0.001";
    }
    number_write_for_people(value, decimals, language, text);
    if (text_equal(figure->unit, "euro")) {
        return arena_printf(arena, "\xE2\x82\xAC %s", text);
    }
    if (text_equal(figure->unit, "hours")) {
        return arena_printf(arena, language == LANGUAGE_NL ? "%s uur" : "%s hours", text);
    }
    return arena_strdup(arena, text);
}

double round_floor(double value, double *step)
{
    *step = 1;
    if (value >= 1e8) {
        *step = 1e6;
    } else if (value >= 1e6) {
        *step = 1e5;
    } else if (value >= 1e5) {
        *step = 1e4;
    } else if (value >= 1e4) {
        *step = 1e3;
    } else if (value >= 1e3) {
        *step = 1e2;
    }
    return floor(value / *step) * *step;
}

static const char *round_number(struct arena *arena, double rounded, double step,
                                enum language language)
{
    if (step < 1e5) {
        return round_whole(arena, rounded, language);
    }
    char text[NUMBER_TEXT];
    number_write_for_people(rounded / 1e6, step < 1e6 ? 1 : 0, language, text);
    return arena_printf(arena, language == LANGUAGE_NL ? "%s miljoen" : "%s million", text);
}

const char *round_figure(struct arena *arena, const struct figure *figure, enum language language)
{
    return figure->has_value ? plain(arena, figure, figure->value, round_decimals(figure), language)
                             : NULL;
}

const char *round_at_least(struct arena *arena, const struct figure *figure, enum language language)
{
    if (!figure->has_value) {
        return NULL;
    }
    /* What is certain: for bounds and models the lower end, otherwise the value itself. */
    bool guarded = figure->doubt == DOUBT_BOUND || figure->doubt == DOUBT_MODEL;
    double certain = guarded && figure->has_range ? figure->low : figure->value;
    if (certain < 0 || round_is_share(figure->unit)) {
        return round_figure(arena, figure, language);
    }
    double step;
    double rounded = round_floor(certain, &step);
    const char *number = round_number(arena, rounded, step, language);
    if (rounded == figure->value) {
        return number;
    }
    return arena_printf(arena, language == LANGUAGE_NL ? "meer dan %s" : "more than %s", number);
}

const char *round_range(struct arena *arena, const struct figure *figure, enum language language)
{
    if (!figure->has_value || !figure->has_range) {
        return NULL;
    }
    int decimals = round_decimals(figure);
    return arena_printf(arena, language == LANGUAGE_NL ? "%s tot %s" : "%s to %s",
                        plain(arena, figure, figure->low, decimals, language),
                        plain(arena, figure, figure->high, decimals, language));
}
