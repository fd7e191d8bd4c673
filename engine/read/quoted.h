/* quoted: the cells of a record in which every quote stands where it should: at the beginning and
 * the end of a cell, or doubled inside one. That is how programs write, and such a record can be
 * cut without asking libcsv, which decides about all others. tests/property/prop_csv and the fuzz
 * target csv compare the two.
 */
#ifndef ENGINE_READ_QUOTED_H
#define ENGINE_READ_QUOTED_H

#include <stdbool.h>
#include <stddef.h>

enum { QUOTED_CELLS = 64, QUOTED_LONGEST = 64 * 1024 };

struct quoted_cell {
    size_t start, end; /* places in the text, without the quotes around it */
    bool doubled;      /* holds doubled quotes */
};

struct quoted_record {
    struct quoted_cell cells[QUOTED_CELLS];
    size_t count;
    size_t end;  /* behind its last byte, before the line end */
    long breaks; /* line ends inside its cells */
};

/* The record at `start` of a text of `size` bytes without lone CRs; `line_end` is the place of the
 * first LF behind it, `size` when there is none. False when the record is not of that kind, has
 * more cells than QUOTED_CELLS or is longer than QUOTED_LONGEST. */
bool quoted_read(const char *text, size_t size, size_t start, size_t line_end, char delimiter,
                 struct quoted_record *record);

#endif
