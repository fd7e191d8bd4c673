/* finding: see finding.h. */
#include "engine/record/finding.h"

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
