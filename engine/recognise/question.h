/* question: columns of forms that ask something: grades, recommendation, opinion scales, choices,
 * free text, consent; and the rows of evaluations. */
#ifndef ENGINE_RECOGNISE_QUESTION_H
#define ENGINE_RECOGNISE_QUESTION_H

#include "engine/recognise/reading.h"

/* Whether the table is an evaluation: a grade, scale or opinion is asked and no session is chosen
 * (FORMATS.md section 11). */
bool question_is_evaluation(const struct reading *reading, const struct plan *plan);
/* Finds the questions of the plan and adds them to source.questions. */
void question_find(struct reading *reading, struct plan *plan);
/* The answers of a record, in the scratch arena; their number in *count. */
const struct answer_cell *question_answers(struct reading *reading, const struct plan *plan,
                                           const struct record *record, size_t *count);

#endif
