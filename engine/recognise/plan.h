/* plan: what a table is about and what each of its columns means, from its heading and its first
 * rows. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_PLAN_H
#define ENGINE_RECOGNISE_PLAN_H

#include "engine/recognise/reading.h"

/* Whether the record can be a heading: two or more known words and no address; a date only where a
 * column may be a session of its own. */
bool plan_is_heading(struct reading *reading, const struct record *record);
/* Makes the plan for the heading that was just read; looks ahead and goes back. */
struct plan *plan_make(struct reading *reading, const struct record *heading);
/* A plan for a table without a heading, by what its cells look like; NULL when they say nothing. */
struct plan *plan_guess(struct reading *reading);

#endif
