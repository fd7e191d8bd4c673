/* missing: how programs write that there is no value: NA (R), NaN, NaT and None (pandas), NULL
 * (SQL), #N/A (Excel; #N/B in Dutch), and what people write for it: n.v.t.
 */
#ifndef ENGINE_CLEAN_MISSING_H
#define ENGINE_CLEAN_MISSING_H

#include <stdbool.h>

/* Of a cell that holds a date, a length of time, an address, a status or a mark. A name may be one
 * of these words. */
bool missing_is(const char *text);

#endif
