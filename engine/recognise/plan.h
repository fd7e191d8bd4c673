/* plan: what a table is about and what each of its columns means, from its heading and its first
 * rows. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_PLAN_H
#define ENGINE_RECOGNISE_PLAN_H

#include "engine/recognise/reading.h"

/* Makes the plan for the heading that was just read; looks ahead and goes back. */
struct plan *plan_make(struct reading *reading, const struct record *heading);
/* Decides what the table is about, once titles and first cells are known and some roles given. */
struct plan *plan_finish(struct reading *reading, struct plan *plan);
/* Whether a column names people, or gives an address or a number of theirs. */
bool plan_names_person(const struct plan *plan);
/* The same, or a number of the registration that another table explains: a row is about somebody.
 */
bool plan_names_somebody(const struct plan *plan);
/* Whether a cell under one of the roles satisfies `test`, from here to the end of the table;
 * reading goes back. */
bool plan_any_cell(struct reading *reading, const struct plan *plan, const enum role *roles,
                   size_t count, bool (*test)(struct reading *reading, const char *cell));

static inline bool plan_has(const struct plan *plan, enum role role)
{
    return plan->at[role] != NO_COLUMN;
}

#endif
