/* workbook: .xlsx as Excel, Teams and MS Forms write it, as records of text.
 *
 * Numbers with a date style become "2026-10-06 15:00:00", times "15:00:00", elapsed times
 * "1:02:30", shares "95%", so that everything behind this door sees the same text as in a CSV.
 * Shared and inline strings, the 1904 calendar and several sheets are known. Sizes are limited, and
 * a document type (the way in for entity bombs) is refused.
 */
#ifndef ENGINE_READ_WORKBOOK_H
#define ENGINE_READ_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/read/delimited.h"

struct sheet {
    const char *name;
    bool hidden;
    struct record *rows; /* only rows with a filled cell; `line` is the row's number */
    size_t row_count;
};

struct workbook {
    struct sheet *sheets;
    size_t sheet_count;
};

/* NULL when the bytes are no workbook that can be read; *reason is then a few words that can be
 * shown ("ods", "zip", "too large" ...). */
const struct workbook *workbook_open(struct arena *arena, const void *bytes, size_t size,
                                     const char **reason);

#endif
