/* between: what stands between the tables of a file: what is said about the next one, and records
 * that are rows of none (no_row.h). Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_BETWEEN_H
#define ENGINE_RECOGNISE_BETWEEN_H

#include "engine/recognise/reading.h"

/* The table in which the next record may be a row; NULL when its rows say nothing. */
const struct plan *between_table(const struct reading *reading);
/* Whether a heading follows, behind this record and perhaps others that are said of its table:
 * "Sessie: Brieven" between two lists in one file.
 * Reading on overwrites the cells of the record, so that it becomes a copy of itself. */
bool between_announces(struct reading *reading, const struct plan *above, struct record *record);
/* Whether the record, behind a blank row and below a table, speaks of the next one; reads it if so.
 */
bool between_read_announcement(struct reading *reading, struct record *record);
/* Passes by what is no row. When it was printed and on which page belongs to the heading below it;
 * where nothing comes any more, it is a line that names nobody (FORMATS.md section 2). */
void between_pass_by(struct reading *reading, struct record *record);

#endif
