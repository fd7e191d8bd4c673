/* beside: several tables of people in the same rows, as people make them in a sheet: one session on
 * the left, the next one on the right. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_BESIDE_H
#define ENGINE_RECOGNISE_BESIDE_H

#include "engine/recognise/reading.h"

/* The windows through which the tables are read one after the other, in *windows; their number, 0
 * when there is one table. The place of reading is left where it was. */
size_t beside_find(struct reading *reading, struct table_window **windows);

#endif
