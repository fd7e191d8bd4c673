/* choice: one cell or one row that names several sessions. */
#ifndef ENGINE_RECOGNISE_CHOICE_H
#define ENGINE_RECOGNISE_CHOICE_H

#include "engine/recognise/reading.h"

/* Whether the text is, or clearly holds, a title of the programme. */
bool choice_knows_title(struct reading *reading, const char *text);
/* Takes a column for the session when nearly all its cells name titles of the programme, whatever
 * stands above it. Only where no title of a column says that it is the session. */
void choice_find(struct reading *reading, struct plan *plan);
/* Decides whether the session column holds several sessions, and what stands between them. */
void choice_prepare(struct reading *reading, struct plan *plan);
/* The sessions in a cell: known titles are kept whole, then `mark` divides, not inside brackets.
 * Strings live in the scratch arena. */
const char **choice_split(struct reading *reading, const char *cell, char mark, size_t *count);

/* Whether an answer chooses no session: "Geen", "n.v.t.", "-", "geen voorkeur". */
bool choice_is_none(struct arena *scratch, const char *cell);

#endif
