/* columns: the columns of a table while its plan is made: their titles, what their first cells look
 * like, and which of them has which role. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_COLUMNS_H
#define ENGINE_RECOGNISE_COLUMNS_H

#include "engine/recognise/plan.h"

/* What edition.ini says that a column with this title means; ROLE_NONE: nothing. */
enum role columns_said(const struct reading *reading, const char *title);
/* One column per cell of the heading, without the empty cells at its end. */
struct column *columns_read(struct reading *reading, const struct record *record, size_t *count);
/* Looks at the cells of the first rows, where the titles do not say enough, and goes back. Stops
 * where another table begins. */
void columns_look_ahead(struct reading *reading, struct plan *plan);
/* Where each role stands (plan.at), after roles were given. */
void columns_index(struct plan *plan);
/* Gives a column a role and looks again where each stands. */
void columns_give(struct plan *plan, size_t column, enum role role);
/* Its cells are days, clocks or both. */
bool columns_is_moment(const struct column *column);
/* The column without a role that says who: most of its cells look like names, else its words differ
 * most from row to row. NO_COLUMN when none can be it. */
int columns_who(struct reading *reading, const struct plan *plan);
/* The column of which the cells say who led the meeting and who was there, whatever stands above it
 * ("Functie", "Roll"); NO_COLUMN. */
int columns_part(struct reading *reading, const struct plan *plan);
/* Reports write when somebody joined before when somebody left. Where words do not say which of two
 * columns is which, the times do: nobody leaves first. */
void columns_order_moments(struct reading *reading, struct plan *plan);

#endif
