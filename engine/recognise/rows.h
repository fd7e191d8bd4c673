/* rows: a record that stands below a heading, handed to the module of its plan. Internal to
 * recognise/. */
#ifndef ENGINE_RECOGNISE_ROWS_H
#define ENGINE_RECOGNISE_ROWS_H

#include "engine/recognise/reading.h"

/* Reads the record by the plan at hand: corrections, refusals, the row itself. */
void rows_read(struct reading *reading, struct record *record);
/* How many corrections the context holds for the file at this path. */
size_t rows_corrections(const struct recognise_context *context, const char *path);

#endif
