/* visits: when somebody came and went and for how long, told by the cells of columns whose titles
 * do not say it in words that are known. Internal to recognise/.
 */
#ifndef ENGINE_RECOGNISE_VISITS_H
#define ENGINE_RECOGNISE_VISITS_H

#include "engine/recognise/plan.h"

/* Gives columns of a list of people the roles of joining, leaving and duration. */
void visits_find(struct reading *reading, struct plan *plan);
/* Whether start and end beside a session are those of the people: of two who are at the same
 * session from the same time on, one goes before the other. */
bool visits_differ(struct reading *reading, const struct plan *plan);
/* Whether the times are the first joining and the last leaving, and a duration tells how much of
 * that somebody was there. */
bool visits_are_merged(const struct plan *plan);

#endif
