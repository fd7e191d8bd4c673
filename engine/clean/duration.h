/* duration: a cell to seconds (FORMATS.md section 3): "1h 9m 20s", "57 mins", "1 uur 5 minuten",
 * "59 Min. 0 Sek.", "1:02:30", a plain number in the unit of its heading. */
#ifndef ENGINE_CLEAN_DURATION_H
#define ENGINE_CLEAN_DURATION_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/clean/cleaned.h"

enum duration_unit { DURATION_MINUTES, DURATION_SECONDS, DURATION_HOURS };

struct duration_style {
    enum duration_unit unit; /* of a plain number, from the heading */
    bool two_parts_minutes;  /* "45:30" is minutes and seconds (Google Meet), else hours and
                                minutes unless the first part is above 23 */
    char group;              /* the mark that parts thousands in the language of the heading, where
                                nobody writes three decimals: "3.600" seconds; 0: none */
};

/* *seconds is -1 unless CLEANED. A month (31 days) or more is BAD. */
enum cleaned duration_read(const char *text, const struct duration_style *style, int64_t *seconds);

#endif
