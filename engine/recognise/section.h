/* section: rows that name the table below them: "3. In-Meeting Activities", "Host Details". */
#ifndef ENGINE_RECOGNISE_SECTION_H
#define ENGINE_RECOGNISE_SECTION_H

#include "engine/recognise/reading.h"

enum section_kind { SECTION_PLAIN, SECTION_STAFF, SECTION_ATTENDANCE };

/* One filled cell that begins with a digit and a point, or that is a known title. */
bool section_is_title(struct reading *reading, const struct record *record);
/* Whether the cell is made of the words of such titles only, in any language: "Details van host",
 * "Podiumsteilnehmer-Details". It is one when a heading follows, and never the title of a session.
 */
bool section_may_be_title(struct reading *reading, const char *cell);
/* What the rows below a title (folded plain; NULL allowed) are. */
enum section_kind section_kind_of(const char *title);

#endif
