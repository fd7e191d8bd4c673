/* date_iso: dates as programs write them, "2026-10-06 15:00:00": by far the commonest in large
 * files. date_read knows them as well, and all others. */
#ifndef ENGINE_CLEAN_DATE_ISO_H
#define ENGINE_CLEAN_DATE_ISO_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/record/moment.h"

enum { DATE_ISO_DAY = 10, DATE_ISO_WHOLE = 19 };

/* The last day that was read, as it was written: the next row is mostly of the same. Zeroed first.
 */
struct date_iso_last {
    char day[DATE_ISO_DAY];
    int64_t seconds;
};

/* A day, or a day and a clock with seconds behind a blank or a T, and nothing else: no zone, no
 * doubt. False when the text is anything else; *moment holds anything then. */
bool date_iso_read(const char *text, size_t size, struct date_iso_last *last,
                   struct moment *moment);

#endif
