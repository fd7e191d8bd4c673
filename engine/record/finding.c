/* finding: see finding.h. */
#include "engine/record/finding.h"

#include <stdbool.h>
#include <string.h>

static const struct {
    const char *name;
    enum finding_weight weight;
    const char *what[LANGUAGES];
    const char *remedy[LANGUAGES];
} rules[FINDING_RULES] = {
#define FINDING(name, weight, what_nl, remedy_nl, what_en, remedy_en)                              \
    [FINDING_##name] = {#name, FINDING_##weight, {what_nl, what_en}, {remedy_nl, remedy_en}},
#include "engine/record/finding.def"
#undef FINDING
};

const char *finding_name(enum finding_rule rule)
{
    return rules[rule].name;
}

enum finding_weight finding_weight(enum finding_rule rule)
{
    return rules[rule].weight;
}

const char *finding_what(enum finding_rule rule, enum language language)
{
    return rules[rule].what[language];
}

const char *finding_remedy(enum finding_rule rule, enum language language)
{
    return rules[rule].remedy[language];
}

const char *finding_detail(const char *detail, enum language language)
{
    static const char *const words[][LANGUAGES] = {{"dag-maand-jaar", "day-month-year"},
                                                   {"maand-dag-jaar", "month-day-year"}};
    for (size_t i = 0; detail != NULL && i < sizeof words / sizeof *words; i++) {
        if (strcmp(detail, words[i][LANGUAGE_NL]) == 0) {
            return words[i][language];
        }
    }
    return detail == NULL ? "" : detail;
}

/* A detail of two parts, with a tab between them: what stands there, and what was perhaps meant. */
static const char *detail_in_words(struct arena *arena, const char *detail, enum language language)
{
    const char *tab = detail == NULL ? NULL : strchr(detail, '\t');
    if (tab == NULL) {
        return finding_detail(detail, language);
    }
    return arena_printf(arena, "%.*s; %s %s", (int)(tab - detail), detail,
                        language == LANGUAGE_NL ? "het meest lijkt" : "most like", tab + 1);
}

const char *finding_sentence(struct arena *arena, const struct finding *finding,
                             enum language language)
{
    const char *pattern = finding_what(finding->rule, language);
    const char *hole = strstr(pattern, "%s");
    if (hole == NULL) {
        return pattern;
    }
    const char *detail = detail_in_words(arena, finding->detail, language);
    /* A hole at the end of a word is for a detail that is mostly empty. */
    bool glued = hole > pattern && hole[-1] != ' ' && hole[-1] != '(' && *detail != '\0';
    return arena_printf(arena, "%.*s%s%s%s%s", (int)(hole - pattern), pattern, glued ? " (" : "",
                        detail, glued ? ")" : "", hole + 2);
}
