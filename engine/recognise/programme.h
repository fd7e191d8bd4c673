/* programme: lists of sessions: title, day, start, end, host, track, form, status. */
#ifndef ENGINE_RECOGNISE_PROGRAMME_H
#define ENGINE_RECOGNISE_PROGRAMME_H

#include "engine/recognise/reading.h"

void programme_row_read(struct reading *reading, const struct plan *plan,
                        const struct record *record);

#endif
