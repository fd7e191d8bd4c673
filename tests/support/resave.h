/* resave: an export as another program would save it again: separators, quotes, line ends and
 * encodings, rows padded to one width, blank rows at both ends, a line sep=, a workbook.
 *
 *     struct sheet sheet;
 *     if (resave_read(arena, data, size, source->delimiter, &sheet)) {
 *         for (size_t i = 0; i < resave_programs(); i++) {
 *             if (resave_write(arena, &sheet, i, path, &saved)) ...
 */
#ifndef TESTS_SUPPORT_RESAVE_H
#define TESTS_SUPPORT_RESAVE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/base/text.h"

struct sheet_line {
    const char **cells;
    size_t count;
    long line; /* of the file in which it begins */
};

struct sheet {
    struct sheet_line *lines;
    size_t count, width;
};

struct resaved {
    const char *path; /* another one when it became a workbook */
    struct text bytes;
};

size_t resave_programs(void);
const char *resave_program_name(size_t program);
/* The records of a text; false for a file that is none, or whose quotes cannot be trusted. */
bool resave_read(struct arena *arena, const void *bytes, size_t size, char delimiter,
                 struct sheet *sheet);
/* False when the encoding of that program has not every character. */
bool resave_write(struct arena *arena, const struct sheet *sheet, size_t program, const char *path,
                  struct resaved *saved);

#endif
