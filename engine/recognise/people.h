/* people: records about one person each: registrations, joins, check-ins, presence marks, filled-in
 * forms. */
#ifndef ENGINE_RECOGNISE_PEOPLE_H
#define ENGINE_RECOGNISE_PEOPLE_H

#include "engine/recognise/reading.h"

/* Who the record names, for whom, and which session labels it has. False when it names nobody. */
bool people_who(struct reading *reading, const struct plan *plan, const struct record *record,
                struct row *row);
void people_row_read(struct reading *reading, const struct plan *plan, const struct record *record);
void people_response_read(struct reading *reading, const struct plan *plan,
                          const struct record *record);

#endif
