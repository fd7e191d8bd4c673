/* form: the answers to a form, told by the order and the content of their first columns, in
 * whatever language the headings are. Internal to recognise/.
 */
#ifndef ENGINE_RECOGNISE_FORM_H
#define ENGINE_RECOGNISE_FORM_H

#include "engine/recognise/plan.h"

/* Whether the table is what MS Forms or LimeSurvey write. When it is, the file is of that format
 * and the columns that say when a form was filled in have their roles. */
bool form_find(struct reading *reading, struct plan *plan);
/* MS Forms knows the account with which a form was filled in; where a question asks for the name or
 * the address, the answer wins: one account may sign up a whole team. */
void form_prefer_answers(struct reading *reading, struct plan *plan);

#endif
