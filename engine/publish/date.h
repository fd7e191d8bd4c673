/* date: days as readers write them. */
#ifndef ENGINE_PUBLISH_DATE_H
#define ENGINE_PUBLISH_DATE_H

#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/language.h"

/* "2 oktober 2023" */
const char *date_long(struct arena *arena, int64_t day, enum language language);
/* "maandag 2 oktober" */
const char *date_of_week(struct arena *arena, int64_t day, enum language language);
/* "ma 2 okt" */
const char *date_short(struct arena *arena, int64_t day, enum language language);
/* "2 tot en met 6 oktober 2023", as short as the two days allow */
const char *date_range(struct arena *arena, int64_t first, int64_t last, enum language language);
/* "2023-10-02" */
const char *date_iso(struct arena *arena, int64_t day);
/* "09:00" of civil seconds */
const char *date_clock(struct arena *arena, int64_t seconds);

#endif
