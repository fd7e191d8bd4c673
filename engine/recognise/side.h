/* side: small tables that are not about people or sessions (DESIGN.md section 4). Which headings
 * they have, and the canonical names of their columns, stands in side_tables.def. */
#ifndef ENGINE_RECOGNISE_SIDE_H
#define ENGINE_RECOGNISE_SIDE_H

#include "engine/recognise/reading.h"

struct side_kind;

/* The kind of side table that a plan's headings are, or NULL. */
const struct side_kind *side_find(struct reading *reading, const struct plan *plan);
/* Whether the record is the heading of a side table. */
bool side_is_heading(struct reading *reading, const struct record *record);
void side_row_read(struct reading *reading, const struct plan *plan, const struct record *record);
/* Fills source.kind and source.table. */
void side_finish(struct reading *reading, const struct plan *plan);

#endif
