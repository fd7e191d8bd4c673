/* plan: what a table is about and what each of its columns means, from its heading and its first
 * rows. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_PLAN_H
#define ENGINE_RECOGNISE_PLAN_H

#include "engine/recognise/reading.h"

/* Makes the plan for the heading that was just read; looks ahead and goes back. */
struct plan *plan_make(struct reading *reading, const struct record *heading);
/* Decides what the table is about, once titles and first cells are known and some roles given. */
struct plan *plan_finish(struct reading *reading, struct plan *plan);
/* Whether a column says who a row is about. */
bool plan_names_somebody(const struct plan *plan);

static inline bool plan_has(const struct plan *plan, enum role role)
{
    return plan->at[role] != NO_COLUMN;
}

#endif
