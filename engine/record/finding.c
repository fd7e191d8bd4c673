/* finding: see finding.h. */
#include "engine/record/finding.h"

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

const char *finding_weight_word(enum finding_weight weight, enum language language)
{
    static const char *const words[][LANGUAGES] = {
        [FINDING_LOST] = {"niet gebruikt", "not used"},
        [FINDING_DOUBT] = {"twijfel", "doubt"},
        [FINDING_NOTE] = {"ter informatie", "for information"}};
    return words[weight][language];
}

const char *finding_what(enum finding_rule rule, enum language language)
{
    return rules[rule].what[language];
}

const char *finding_remedy(enum finding_rule rule, enum language language)
{
    return rules[rule].remedy[language];
}

bool finding_is_about_column(enum finding_rule rule)
{
    return rule == FINDING_ROW_NO_SESSION ||
           strstr(rules[rule].what[LANGUAGE_NL], "(kolom %s)") != NULL;
}

const char *finding_in_general(struct arena *arena, enum finding_rule rule, enum language language)
{
    const char *pattern = finding_what(rule, language);
    const char *hole = strstr(pattern, "%s");
    if (hole == NULL) {
        return pattern;
    }
    const char *before = arena_copy(arena, pattern, (size_t)(hole - pattern));
    const char *after = hole + 2;
    /* "(kolom %s)" and "(%s)" go as a whole; a bare hole becomes three dots unless it ends the
     * sentence. */
    const char *bracket = strrchr(before, '(');
    if (bracket != NULL && after[0] == ')') {
        size_t size = (size_t)(bracket - before);
        while (size > 0 && before[size - 1] == ' ') {
            size--;
        }
        return arena_printf(arena, "%s%s", arena_copy(arena, before, size), after + 1);
    }
    bool object = hole > pattern && hole[-1] == ' '; /* "gelezen als %s" */
    return arena_printf(arena, "%s%s%s", before, after[0] == '\0' && !object ? "" : "\xE2\x80\xA6",
                        after);
}

const char *finding_detail(const char *detail, enum language language)
{
    static const char *const words[][LANGUAGES] = {
        {"dag-maand-jaar", "day-month-year"},
        {"maand-dag-jaar", "month-day-year"},
        {"past bij meer dan één organisatie", "fits more than one organisation"},
        {"deze gemeente is over meer gemeenten verdeeld",
         "this municipality was divided among several"},
        {"samenwerking met meer dan 500.000 inwoners",
         "partnership with more than 500,000 residents"}};
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

const char *finding_beside_general(struct arena *arena, const struct finding *finding,
                                   enum language language)
{
    const char *hole = strstr(finding_what(finding->rule, language), "%s");
    if (hole == NULL || finding->detail == NULL || finding->detail[0] == '\0') {
        return "";
    }
    bool last = hole[-1] == '(' ? strcmp(hole, "%s)") == 0 : hole[-1] != ' ' && hole[2] == '\0';
    return last ? detail_in_words(arena, finding->detail, language)
                : finding_sentence(arena, finding, language);
}
