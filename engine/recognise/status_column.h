/* status_column: the column of statuses: which it is when its title does not say so, and what its
 * cells speak of. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_STATUS_COLUMN_H
#define ENGINE_RECOGNISE_STATUS_COLUMN_H

#include "engine/recognise/plan.h"

/* A status may be that of a registration, of a connection ("in_waiting_room"), or, on a list of
 * presence, P and A: who was there and who was not. Gives the column the role that fits. */
void status_column_find(struct reading *reading, struct plan *plan);

#endif
