/* finding: something about the data that a reader should know. Rules, weights and sentences stand
 * in finding.def. A finding says where (source, line, column) and what was done, never what the
 * cell holds. */
#ifndef ENGINE_RECORD_FINDING_H
#define ENGINE_RECORD_FINDING_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/language.h"

enum finding_weight { FINDING_LOST, FINDING_DOUBT, FINDING_NOTE };

enum finding_rule {
#define FINDING(name, weight, what_nl, remedy_nl, what_en, remedy_en) FINDING_##name,
#include "engine/record/finding.def"
#undef FINDING
    FINDING_RULES
};

struct finding {
    enum finding_rule rule;
    uint32_t source; /* number of the source, or FINDING_NO_SOURCE */
    long line;       /* 0: about the whole file */
    int column;      /* from 1; 0: about the whole row */
    const char
        *detail; /* safe to print; NULL as ""; a tab divides it from what was perhaps meant */
};

#define FINDING_NO_SOURCE UINT32_MAX

/* "ROW_NOBODY": stable, for CSV and tests. */
const char *finding_name(enum finding_rule rule);
enum finding_weight finding_weight(enum finding_rule rule);
const char *finding_weight_word(enum finding_weight weight, enum language language);
/* The sentence with its %s, and what to do about it (may be empty). */
const char *finding_what(enum finding_rule rule, enum language language);
const char *finding_remedy(enum finding_rule rule, enum language language);

/* Whether the detail is the title of a column. */
bool finding_is_about_column(enum finding_rule rule);
/* The sentence about all findings of the rule, without a detail. */
const char *finding_in_general(struct arena *arena, enum finding_rule rule, enum language language);

/* A detail in the language of the reader: orders of dates and reasons to wait have words in each.
 */
const char *finding_detail(const char *detail, enum language language);
/* The sentence of a finding with its detail in place. */
const char *finding_sentence(struct arena *arena, const struct finding *finding,
                             enum language language);

/* What it says beside the sentence about all of its rule: the detail when that stands last, else
 * the whole sentence; "" when it has no detail. */
const char *finding_beside_general(struct arena *arena, const struct finding *finding,
                                   enum language language);

/* Where findings go while a file is read and an edition is settled. */
struct finding_sink {
    void *context;
    void (*add)(void *context, const struct finding *finding);
};

#endif
