/* across: a list with a column for every session, and marks below it. Internal to recognise/.
 *
 *     Naam;Ma 5 okt Klantreis;Di 6 okt        a mark is a registration
 *     Naam;Aanwezig ma 5 okt;Aanwezig di 6 okt   a mark says who came
 */
#ifndef ENGINE_RECOGNISE_ACROSS_H
#define ENGINE_RECOGNISE_ACROSS_H

#include "engine/recognise/plan.h"

/* Whether a cell can stand above such a column: a day, a clock or a title of the programme. */
bool across_names_session(struct reading *reading, const char *cell);
/* Finds the columns that are sessions; plan.sessions_across and plan.presence_across say whether
 * there are. Their cells must have been looked at. */
void across_find(struct reading *reading, struct plan *plan);
/* Hands over one row for every session that the record says something of. */
void across_hand_over(struct reading *reading, const struct plan *plan, const struct record *record,
                      struct row *row);

#endif
