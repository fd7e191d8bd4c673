/* people: records about one person each: registrations, joins, check-ins, presence marks, filled-in
 * forms. */
#ifndef ENGINE_RECOGNISE_PEOPLE_H
#define ENGINE_RECOGNISE_PEOPLE_H

#include "engine/recognise/reading.h"

void people_row_read(struct reading *reading, const struct plan *plan, const struct record *record);
void people_response_read(struct reading *reading, const struct plan *plan,
                          const struct record *record);
/* Whether a cell says in words that somebody was in the waiting room: "in_waiting_room". */
bool people_waiting_room(struct arena *scratch, const char *cell);

#endif
