/* calc_say: see calc.h. Fills a sentence: {est} is a number for people with about four significant
 * digits, {est:%} a percentage, {p:p} a p-value, {x:w} a word as it stands. A name that is no field
 * is an argument of the call; {conf:%} is 95% when it was not given. */
#include "engine/calc/calc.h"

#include <string.h>

#include "engine/base/number.h"

enum { SIGNIFICANT = 4, DECIMALS_MOST = 12, SHOWN_MOST = 40 };

static int decimals_for(double value)
{
    double size = fabs(value);
    if (size == 0 || size >= 1e15) {
        return 0;
    }
    int decimals = SIGNIFICANT - 1 - (int)floor(log10(size));
    if (size >= 10000 || value == floor(value)) {
        decimals = 0;
    }
    return decimals < 0 ? 0 : decimals > DECIMALS_MOST ? DECIMALS_MOST : decimals;
}

static void say_number(struct text *text, double value, char form, enum language language)
{
    char digits[NUMBER_TEXT];
    if (isnan(value)) {
        text_add(text, language == LANGUAGE_NL ? "onbekend" : "unknown");
        return;
    }
    if (isinf(value)) {
        text_add(text, value < 0 ? "\xE2\x88\x92" : "");
        text_add(text, language == LANGUAGE_NL ? "oneindig" : "infinity");
        return;
    }
    if (form == 'p' && value < 0.001) {
        text_add(text, language == LANGUAGE_NL ? "kleiner dan 0,001" : "below 0.001");
        return;
    }
    double shown = form == '%' ? 100 * value : value;
    if (form == '%' && fabs(shown - round(shown)) < 1e-9) {
        shown = round(shown);
    }
    int decimals = form == 'p' ? 3 : decimals_for(shown);
    if (form == '%' && decimals > 1 && fabs(shown) >= 0.1) {
        decimals = 1;
    }
    number_write_for_people(shown, decimals, language, digits);
    text_add(text, digits);
    text_add(text, form == '%' ? "%" : "");
}

/* Text of the case grammar, each number said for people; a long vector is cut with its length. */
static void say_values(struct text *text, const char *values, char form, enum language language)
{
    size_t said = 0, total = 0;
    for (const char *c = values; *c != '\0';) {
        size_t size = strcspn(c, " |");
        char token[NUMBER_TEXT];
        double number;
        total++;
        if (total <= SHOWN_MOST && size < sizeof token) {
            memcpy(token, c, size);
            token[size] = '\0';
            text_add(text, said++ > 0 ? (c[-1] == '|' ? " / " : "; ") : "");
            if (form == 'w' || !call_read_number(token, &number)) {
                text_add(text, token);
            } else {
                say_number(text, number, form, language);
            }
        }
        c += size + (c[size] != '\0');
    }
    if (total == 0) {
        text_add(text, language == LANGUAGE_NL ? "geen" : "none");
    } else if (total > SHOWN_MOST) {
        text_printf(text, language == LANGUAGE_NL ? " ... (samen %zu)" : " ... (%zu in all)",
                    total);
    }
}

static const char *value_of(const struct statistic *statistic, const struct calc_call *call,
                            const char *name)
{
    const char *value = calc_field_text(call->arena, statistic, call->result, name);
    for (size_t i = 0; value == NULL && i < call->count; i++) {
        if (strcmp(call->arguments[i].key, name) == 0) {
            value = call->arguments[i].value;
        }
    }
    if (value == NULL) {
        value = strcmp(name, "conf") == 0 ? "0.95" : "NA";
    }
    return value;
}

void calc_say(struct text *text, const struct statistic *statistic, const struct calc_call *call,
              enum language language)
{
    const struct about *about = calc_about(statistic, call->result);
    for (const char *c = statistic->says[language]; *c != '\0';) {
        const char *close = *c == '{' ? strchr(c, '}') : NULL;
        if (close == NULL) {
            text_add_char(text, *c++);
            continue;
        }
        const char *colon = memchr(c, ':', (size_t)(close - c));
        const char *end = colon == NULL ? close : colon;
        const char *name = arena_copy(call->arena, c + 1, (size_t)(end - c - 1));
        say_values(text, value_of(statistic, call, name), colon == NULL ? 'g' : colon[1], language);
        c = close + 1;
    }
    if (about->reason != REASON_NONE) {
        text_printf(text,
                    language == LANGUAGE_NL ? " Niet alles is te bepalen: %s."
                                            : " Not everything can be determined: %s.",
                    reason_sentence(about->reason, language));
    }
    if (about->missing > 0) {
        text_printf(text,
                    language == LANGUAGE_NL ? " Buiten beschouwing gebleven (ontbreekt): %lld."
                                            : " Left out (missing): %lld.",
                    (long long)about->missing);
    }
    if (about->caution != CAUTION_NONE) {
        text_printf(text, " %s", caution_sentence(about->caution, language));
    }
}
