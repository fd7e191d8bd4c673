/* events: lists with one record per joining and one per leaving (the old list of Teams, live
 * events), paired into intervals per person. */
#ifndef ENGINE_RECOGNISE_EVENTS_H
#define ENGINE_RECOGNISE_EVENTS_H

#include "engine/recognise/reading.h"

/* Keeps the record's event until the whole table is read. */
void event_row_read(struct reading *reading, const struct plan *plan, const struct record *record);
/* Pairs what was kept and hands the rows over. */
void events_finish(struct reading *reading);

#endif
