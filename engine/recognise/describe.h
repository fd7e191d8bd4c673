/* describe: the sentence that says why a file was taken for what it is, in both languages
 * (source.why, source.why_en). For the screen of whoever put the file there: it holds words of
 * headings. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_DESCRIBE_H
#define ENGINE_RECOGNISE_DESCRIBE_H

#include "engine/recognise/plan.h"

/* By the first plan of the file that says something: which heading means what. */
void describe_plan(struct reading *reading, const struct plan *plan);
void describe_unknown(struct source *source);
void describe_orders(struct source *source);
void describe_aside(struct source *source);
void describe_nothing(struct source *source);
/* `reason` as table.h and workbook.h give it, or "misnamed"; returns the rule that says so. */
enum finding_rule describe_refusal(struct source *source, const char *reason);

#endif
