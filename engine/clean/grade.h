/* grade: numbers as people write them in forms and lists, and words of opinion scales. */
#ifndef ENGINE_CLEAN_GRADE_H
#define ENGINE_CLEAN_GRADE_H

#include "engine/base/arena.h"
#include "engine/clean/cleaned.h"

/* "1.250,50", "1,250.50", "12,5", "€ 5.000", "- 3". A single mark followed by three digits groups
 * thousands ("1.250"), unless the number would start with zero. EMPTY: "", "-", "n.v.t.", "geen".
 */
enum cleaned number_clean(const char *text, double *value);
/* A grade: as above, and "8½", "8-" (7.75), "8+" (8.25), "8/10", "een 8", "acht". */
enum cleaned grade_read(struct arena *arena, const char *text, double *value);
/* The position of an opinion word on its scale, 1 (against, bad) to 5 (for, good), nl and en. BAD:
 * not such a word; EMPTY also for "weet niet" and "n.v.t.". */
enum cleaned likert_read(struct arena *arena, const char *text, double *position);

#endif
