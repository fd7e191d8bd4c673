/* heading_row: whether a row stands above a table or in it. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_HEADING_ROW_H
#define ENGINE_RECOGNISE_HEADING_ROW_H

#include "engine/recognise/reading.h"

/* Whether the record can be a heading: two or more known words and no address; a date only where a
 * column may be a session of its own. `above` is the table in which it stands, NULL at the start of
 * one: a row about somebody there is no heading. */
bool heading_row_is(struct reading *reading, const struct plan *above, const struct record *record);
/* Whether two cells beside each other say something of a meeting and are no heading: "Sessie" and
 * behind it "Klantreis". In a row of the table `above`, NULL for none, somebody is named. */
bool heading_row_is_key(struct reading *reading, const struct plan *above,
                        const struct record *record);

#endif
