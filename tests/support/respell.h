/* respell: the same table as another program would save it: separator, quotes, line ends, encoding,
 * or as a workbook. For tests that ask whether it still counts to the same. */
#ifndef TESTS_SUPPORT_RESPELL_H
#define TESTS_SUPPORT_RESPELL_H

#include <stdbool.h>

#include "engine/base/arena.h"
#include "engine/base/text.h"
#include "engine/record/source.h"

struct respelling {
    char mark;
    const char *line_end;
    enum source_encoding encoding;
    bool byte_order_mark;
    bool quoted; /* every cell, not only those that need it */
    bool hint;   /* a first line sep= */
};

/* An empty text, or one with the hint. */
struct text respell_start(struct arena *arena, const struct respelling *spelling);
/* Adds a cell and what stands behind it: the separator, or the line end behind the last one. */
void respell_cell(struct text *out, const struct respelling *spelling, const char *cell, bool last);
/* The bytes in its encoding. For Windows-1252 every character must be one that it has
 * (respell_fits). */
struct text respell_encode(struct arena *arena, const struct respelling *spelling,
                           const struct text *text);
bool respell_fits(const struct respelling *spelling, const struct text *text);

/* Adds a cell's text to the XML of a sheet. */
void respell_xml(struct text *out, const char *cell);
/* The bytes of an .xlsx with one sheet of these <row> elements; style 1 is a date with a clock. */
struct text respell_workbook(struct arena *arena, const struct text *rows);

#endif
