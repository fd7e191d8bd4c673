/* guard: see guard.h. */
#include "engine/publish/guard.h"

#include <math.h>

#include "engine/base/text.h"
#include "engine/publish/round.h"

/* Values that differ by no more than this part of the greater one are "about the same". */
static const double about = 0.05;

struct interval {
    double low, high;
    bool known;
};

static struct interval interval_of(const struct figure *figure)
{
    if (!figure->has_value) {
        return (struct interval){.known = false};
    }
    if (figure->doubt == DOUBT_NONE) {
        return (struct interval){figure->value, figure->value, true};
    }
    /* An interval that leaves its own value out is widened: a claim must hold for both. */
    return figure->has_range ? (struct interval){fmin(figure->low, figure->value),
                                                 fmax(figure->high, figure->value), true}
                             : (struct interval){.known = false};
}

enum verdict guard_compare(const struct figure *a, const struct figure *b)
{
    struct interval x = interval_of(a), y = interval_of(b);
    if (!x.known || !y.known || !text_equal(a->unit, b->unit)) {
        return VERDICT_UNKNOWN;
    }
    if (x.low > y.high) {
        return VERDICT_MORE;
    }
    if (x.high < y.low) {
        return VERDICT_LESS;
    }
    if (a->doubt == DOUBT_NONE && b->doubt == DOUBT_NONE) {
        return VERDICT_EQUAL;
    }
    double far = fmax(x.high - y.low, y.high - x.low);
    double size = fmax(fabs(a->value), fabs(b->value));
    return far <= about * size ? VERDICT_ABOUT : VERDICT_UNKNOWN;
}

enum verdict guard_difference(const struct figure *a, const struct figure *b, double low,
                              double high)
{
    if (!a->has_value || !b->has_value || !text_equal(a->unit, b->unit)) {
        return VERDICT_UNKNOWN;
    }
    if (low > 0) {
        return VERDICT_MORE;
    }
    if (high < 0) {
        return VERDICT_LESS;
    }
    double size = fmax(fabs(a->value), fabs(b->value));
    return fmax(-low, high) <= about * size ? VERDICT_ABOUT : VERDICT_UNKNOWN;
}

/* The first letter as a capital: names begin a sentence. Only ASCII letters: other names keep
 * theirs. */
static const char *capital(struct arena *arena, const char *name)
{
    char *copy = arena_strdup(arena, name);
    if (copy[0] >= 'a' && copy[0] <= 'z') {
        copy[0] = (char)(copy[0] - 'a' + 'A');
    }
    return copy;
}

/* The doubt that stands in the way. */
static const struct figure *doubtful(const struct figure *a, const struct figure *b)
{
    return a->doubt != DOUBT_NONE ? a : b;
}

static const char *cannot_say(struct arena *arena, const struct figure *a, const char *a_name,
                              const struct figure *b, const char *b_name, enum language language)
{
    const char *sentence =
        language == LANGUAGE_NL
            ? arena_printf(arena, "Of %s hoger is dan %s, is niet te zeggen.", a_name, b_name)
            : arena_printf(arena, "Whether %s is higher than %s cannot be said.", a_name, b_name);
    const struct figure *why = doubtful(a, b);
    return why->doubt == DOUBT_NONE || !a->has_value || !b->has_value
               ? sentence
               : arena_printf(arena, "%s %s", sentence, doubt_sentence(why->doubt, language));
}

const char *guard_sentence(struct arena *arena, const struct figure *a, const char *a_name,
                           const struct figure *b, const char *b_name, enum language language)
{
    return guard_sentence_of(arena, guard_compare(a, b), a, a_name, b, b_name, language);
}

const char *guard_sentence_of(struct arena *arena, enum verdict verdict, const struct figure *a,
                              const char *a_name, const struct figure *b, const char *b_name,
                              enum language language)
{
    static const char *const words[][LANGUAGES] = {
        [VERDICT_MORE] = {"is hoger dan", "is higher than"},
        [VERDICT_LESS] = {"is lager dan", "is lower than"},
        [VERDICT_EQUAL] = {"is even hoog als", "is equal to"},
        [VERDICT_ABOUT] = {"is ongeveer even hoog als", "is about as high as"},
    };
    if (verdict == VERDICT_UNKNOWN) {
        return cannot_say(arena, a, a_name, b, b_name, language);
    }
    const char *against = language == LANGUAGE_NL ? "tegenover" : "against";
    return arena_printf(arena, "%s %s %s: %s %s %s.", capital(arena, a_name),
                        words[verdict][language], b_name, round_figure(arena, a, language), against,
                        round_figure(arena, b, language));
}

const char *guard_name(const char *id, enum language language)
{
    static const struct {
        const char *id, *names[LANGUAGES];
    } rows[] = {
#define FIGURE_NAME(id, nl, en) {id, {nl, en}},
#include "engine/publish/names.def"
#undef FIGURE_NAME
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (text_equal(rows[i].id, id)) {
            return rows[i].names[language];
        }
    }
    return id;
}
