/* readability: how long the sentences of a report are: what "B1" asks that can be counted. Running
 * text counts (paragraphs, lists, notes, the definition of the headline), tables and titles do not.
 * A template says it with {{report.sentence}} and {{report.longest}}; both are filled when the
 * report is built, because only then they are known. */
#ifndef REPORTS_MODEL_READABILITY_H
#define REPORTS_MODEL_READABILITY_H

#include "reports/model/report.h"

struct readability {
    size_t sentences, words, longest; /* the longest sentence, in words */
};

struct readability readability_of(struct arena *arena, const struct block *body);

/* Placeholders in runs: compared by address. */
extern const char readability_mean[], readability_longest[];
/* Puts the numbers of the report in the place of the placeholders. */
void readability_fill(struct arena *arena, struct block *body, enum language language);

#endif
