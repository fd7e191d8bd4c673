/* preamble: what stands above a table: the title, and keys with their values (start, end, day).
 * Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_PREAMBLE_H
#define ENGINE_RECOGNISE_PREAMBLE_H

#include "engine/recognise/reading.h"

/* A row above the heading. */
void preamble_row_read(struct reading *reading, const struct record *record);
/* The same for the only filled cell of one. */
void preamble_cell_read(struct reading *reading, const char *cell);
/* The values under a heading that is about the meeting as a whole. */
void preamble_about_read(struct reading *reading, const struct plan *plan,
                         const struct record *record);

#endif
