/* figure_text: see figure_text.h. */
#include "engine/dossier/figure_text.h"

#include <math.h>
#include <string.h>

#include "engine/base/number.h"

/* Decimals per unit; `whole` units print none when the value is a whole number. */
static const struct unit {
    const char *word, *shown[LANGUAGES];
    int decimals;
} units[] = {
    {"sessions", {"sessies", "sessions"}, 0},
    {"organisations", {"organisaties", "organisations"}, 0},
    {"municipalities", {"gemeenten", "municipalities"}, 0},
    {"residents", {"inwoners", "residents"}, 0},
    {"people", {"mensen", "people"}, 0},
    {"registrations", {"aanmeldingen", "registrations"}, 0},
    {"attendances", {"deelnames", "attendances"}, 0},
    {"forms", {"formulieren", "forms"}, 0},
    {"themes", {"rode draden", "threads"}, 0},
    {"rows", {"rijen", "rows"}, 0},
    {"hours", {"uren", "hours"}, 1},
    {"grade", {"(1 tot 10)", "(1 to 10)"}, 2},
    {"points", {"(-100 tot 100)", "(-100 to 100)"}, 1},
    {"euro", {"euro", "euro"}, 2},
    {"fraction", {"", ""}, 1},
};

static const struct unit *find_unit(const char *word)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (strcmp(units[i].word, word) == 0) {
            return &units[i];
        }
    }
    return NULL;
}

static const char *number_text(struct arena *arena, double value, const char *unit,
                               enum language language)
{
    char text[NUMBER_TEXT];
    const struct unit *known = find_unit(unit);
    if (strcmp(unit, "fraction") == 0) {
        number_write_for_people(value * 100, known->decimals, language, text);
        return arena_printf(arena, "%s %%", text);
    }
    bool whole = value == floor(value);
    int decimals = known != NULL && known->decimals > 0 ? known->decimals : whole ? 0 : 1;
    number_write_for_people(value, decimals, language, text);
    return arena_strdup(arena, text);
}

const char *figure_text_value(struct arena *arena, const struct figure *figure,
                              enum language language)
{
    return figure->has_value ? number_text(arena, figure->value, figure->unit, language) : "";
}

const char *figure_text_range(struct arena *arena, const struct figure *figure,
                              enum language language)
{
    if (!figure->has_range) {
        return "";
    }
    return arena_printf(arena, "%s - %s", number_text(arena, figure->low, figure->unit, language),
                        number_text(arena, figure->high, figure->unit, language));
}

const char *figure_text_unit(const char *unit, enum language language)
{
    const struct unit *known = find_unit(unit);
    return known == NULL ? unit : known->shown[language];
}
