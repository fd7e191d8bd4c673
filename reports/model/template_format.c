/* template_format: a value in words, by the format that follows the bar. Rounding down is said only
 * when it happened: "meer dan 6,8 miljoen" for 6,814,230, "6,8 miljoen" for 6,800,000. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/publish/round.h"
#include "reports/model/template_internal.h"

static const char *number(struct arena *arena, double value, int decimals, enum language language)
{
    char text[NUMBER_TEXT];
    number_write_for_people(value, decimals, language, text);
    return arena_strdup(arena, text);
}

static const char *percent(struct arena *arena, double value, int decimals, enum language language)
{
    return arena_printf(arena, "%s%%", number(arena, value * 100, decimals, language));
}

/* STEP(Dutch, English, size of a step, what is printed, decimals) */
struct step {
    const char *nl, *en;
    double size; /* rounded down to a multiple of this */
    double unit; /* and written in this */
    int decimals;
    bool named; /* the unit's name is printed */
};

static const struct step steps[] = {
    {"miljoen", "million", 1e5, 1e6, 1, true},
    {"duizend", "thousand", 1e3, 1, 0, false},
    {"honderd", "hundred", 100, 1, 0, false},
    {"tien", "ten", 10, 1, 0, false},
    {"een", "one", 1, 1, 0, false},
};

static const char *floor_of(struct arena *arena, double value, const char *word,
                            enum language language, bool *known)
{
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        const struct step *step = &steps[i];
        if (!text_equal(word, step->nl) && !text_equal(word, step->en)) {
            continue;
        }
        if (value < step->size) { /* nothing to round down to: the number itself */
            return number(arena, value, 0, language);
        }
        bool named = step->named && value >= step->unit;
        double size = step->size;
        double down = step->named && !named ? round_floor(value, &size)
                                            : floor(value / step->size) * step->size;
        const char *digits =
            number(arena, named ? down / step->unit : down, named ? step->decimals : 0, language);
        const char *name = named ? template_say_in(language, step->nl, step->en) : "";
        return arena_printf(arena, "%s%s%s%s",
                            value > down ? template_say_in(language, "meer dan ", "more than ")
                                         : "",
                            digits, named ? " " : "", name);
    }
    *known = false;
    return NULL;
}

static const char *rounded(struct arena *arena, double value, const char *word,
                           enum language language, bool *known)
{
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        const struct step *step = &steps[i];
        if (text_equal(word, step->nl) || text_equal(word, step->en)) {
            double size = step->size;
            bool named = step->named && value >= step->unit;
            if (step->named && !named) { /* "180.000", never "0,2 miljoen" */
                round_floor(value, &size);
            }
            double near = round(value / size) * size;
            const char *digits = number(arena, named ? near / step->unit : near,
                                        named ? step->decimals : 0, language);
            return named ? arena_printf(arena, "%s %s", digits,
                                        template_say_in(language, step->nl, step->en))
                         : digits;
        }
    }
    *known = false;
    return NULL;
}

static const char *date(struct arena *arena, const char *iso, enum language language)
{
    static const char *const months[12][LANGUAGES] = {
        {"januari", "January"}, {"februari", "February"}, {"maart", "March"},
        {"april", "April"},     {"mei", "May"},           {"juni", "June"},
        {"juli", "July"},       {"augustus", "August"},   {"september", "September"},
        {"oktober", "October"}, {"november", "November"}, {"december", "December"}};
    if (iso == NULL || strlen(iso) < 10) {
        return iso;
    }
    long month = strtol(iso + 5, NULL, 10);
    long day = strtol(iso + 8, NULL, 10);
    if (month < 1 || month > 12 || day < 1 || day > 31) {
        return iso;
    }
    return arena_printf(arena, "%ld %s %.4s", day, months[month - 1][language], iso);
}

/* How a number is printed when no format is given: by its unit. */
static const char *by_unit(struct arena *arena, double value, const char *unit,
                           enum language language)
{
    if (text_equal(unit, "fraction")) {
        return percent(arena, value, 1, language);
    }
    if (text_equal(unit, "euro")) {
        bool whole = value == floor(value);
        return arena_printf(arena, "\xE2\x82\xAC\xC2\xA0%s",
                            number(arena, value, whole ? 0 : 2, language));
    }
    if (text_equal(unit, "hours")) {
        return number(arena, value, value < 100 ? 1 : 0, language);
    }
    if (value == floor(value)) {
        return number(arena, value, 0, language);
    }
    return number(arena, value, 1, language);
}

static int decimals_of(const char *argument, int standard)
{
    return argument != NULL && text_is_digit(argument[0]) ? argument[0] - '0' : standard;
}

static const char *in_format(struct arena *arena, const struct template_value *value, double shown,
                             const char *format, const char *argument, enum language language,
                             bool *known)
{
    if (text_equal(format, "")) {
        return by_unit(arena, shown, value->unit, language);
    }
    if (text_equal(format, "floor")) {
        return floor_of(arena, shown, argument, language, known);
    }
    if (text_equal(format, "round")) {
        return rounded(arena, shown, argument, language, known);
    }
    if (text_equal(format, "percent")) {
        return percent(arena, shown, decimals_of(argument, 0), language);
    }
    if (text_equal(format, "decimals")) {
        return number(arena, shown, decimals_of(argument, 1), language);
    }
    if (text_equal(format, "thousands")) {
        return number(arena, shown, 0, language);
    }
    if (text_equal(format, "hours")) {
        return arena_printf(arena, "%s %s", number(arena, shown, 0, language),
                            template_say_in(language, "uur", "hours"));
    }
    *known = false;
    return NULL;
}

/* "a/b": one or many. */
static const char *plural(struct arena *arena, double value, const char *format)
{
    const char *slash = strchr(format, '/');
    return value == 1 ? arena_copy(arena, format, (size_t)(slash - format))
                      : arena_strdup(arena, slash + 1);
}

const char *template_format(struct arena *arena, const struct template_value *value,
                            const char *format, enum language language, bool *known)
{
    *known = true;
    double shown = value->value;
    while (text_starts_with(format, "low") || text_starts_with(format, "high")) {
        bool low = format[0] == 'l';
        shown = low ? value->low : value->high;
        format += low ? 3 : 4;
        format += *format == '|';
    }
    if (strchr(format, '/') != NULL) {
        return value->defined && !isnan(shown) ? plural(arena, shown, format) : NULL;
    }
    if (value->defined && value->text != NULL) {
        return text_equal(format, "date") ? date(arena, value->text, language) : value->text;
    }
    const char *colon = strchr(format, ':');
    const char *name = colon == NULL ? format : arena_copy(arena, format, (size_t)(colon - format));
    bool is_date = text_equal(name, "date");
    const char *text = in_format(arena, value, isnan(shown) ? 0 : shown, is_date ? "" : name,
                                 colon == NULL ? NULL : colon + 1, language, known);
    return !value->defined || isnan(shown) ? NULL : text;
}
