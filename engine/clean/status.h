/* status: words of registration lists: status, yes and no marks, roles that make staff, actions of
 * event lists. The words stand in status.def and in the tables of status.c. */
#ifndef ENGINE_CLEAN_STATUS_H
#define ENGINE_CLEAN_STATUS_H

#include <stdbool.h>

#include "engine/base/arena.h"
#include "engine/clean/cleaned.h"
#include "engine/record/source.h"

/* EMPTY leaves LIVE (no status is a live registration); BAD also, the word is then not known. */
enum cleaned status_read(struct arena *arena, const char *text, enum registration_status *status,
                         enum attended *attended);
/* A mark in a column: ja, x, 1, ✓, true / nee, 0, -, false. An empty cell is EMPTY and *yes false.
 */
enum cleaned mark_read(struct arena *arena, const char *text, bool *yes);
/* The same where a mark is expected, and words behind it say more: "Ja, hele sessie". */
enum cleaned mark_read_explained(struct arena *arena, const char *text, bool *yes);
/* A mark with its points, as Moodle writes who came: "P (2/2)", "L (1/2)", "A (0/2)"; an excuse, "E
 * (1/2)", is no presence whatever it earns. BAD: something else. */
enum cleaned mark_read_points(const char *text, bool *yes);
/* Bytes: a longer text is none of these words. */
enum { STATUS_LONGEST = 40 };

/* "niet aangemeld", "inloop", "walk-in", "zonder aanmelding". */
bool status_is_walk_in(struct arena *arena, const char *text);
/* Organizer and co-organizer, in the languages of Teams; with `live_event` also producers and
 * presenters (in an ordinary meeting a presenter is any colleague). */
bool status_is_staff_role(struct arena *arena, const char *text, bool live_event);

enum presence_action { ACTION_NONE, ACTION_JOINED, ACTION_LEFT };
enum presence_action status_action(struct arena *arena, const char *text);

#endif
