/* file_day: the day that stands in the name of a file, for lists of presence whose rows only say
 * clocks: "abc-defg-hij (2026-10-07 at 10 00)", "Presentie di 6 okt". Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_FILE_DAY_H
#define ENGINE_RECOGNISE_FILE_DAY_H

#include "engine/recognise/plan.h"

/* Gives the file the day of its name, when neither its rows nor what stands above them have one,
 * and its rows do not say of which session they are. */
void file_day_take(struct reading *reading, const struct plan *plan);

#endif
