/* tool_roles: what a column means to one kind of tool only: a log, a list of appointments, a shop,
 * a form. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_TOOL_ROLES_H
#define ENGINE_RECOGNISE_TOOL_ROLES_H

#include "engine/recognise/plan.h"

/* Before anything else is asked of the columns: what the format knows better than their titles, and
 * who ordered apart from who comes. */
void tool_roles_settle(const struct format *format, struct plan *plan);
/* Dates and durations of a form are about filling it in. */
void tool_roles_of_form(struct plan *plan);

#endif
