/* guess: what a table is about when no word of its heading is known, or when it has none: by what
 * its cells look like (two columns of dates, actions, addresses, opinions; FORMATS.md section 12).
 * Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_GUESS_H
#define ENGINE_RECOGNISE_GUESS_H

#include "engine/recognise/plan.h"

/* The plan, with the table behind its heading if it has one; NULL when the cells say nothing. */
struct plan *guess_plan(struct reading *reading);

#endif
