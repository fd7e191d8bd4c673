/* date_iso: dates as programs write them, "2026-10-06 15:00:00": by far the commonest in large
 * files. date_read knows them as well, and all others. */
#ifndef ENGINE_CLEAN_DATE_ISO_H
#define ENGINE_CLEAN_DATE_ISO_H

#include <stdbool.h>

#include "engine/record/moment.h"

/* A day, or a day and a clock with seconds behind a blank or a T, and nothing else: no zone, no
 * doubt. False when the text is anything else; *moment holds anything then. */
bool date_iso_read(const char *text, struct moment *moment);

#endif
