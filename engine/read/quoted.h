/* quoted: the cells of a record in which every quote stands where it should: at the beginning and
 * the end of a cell, or doubled inside one. That is how programs write, and such a record can be
 * cut without asking libcsv, which decides about all others. tests/property/prop_csv and the fuzz
 * target csv compare the two.
 */
#ifndef ENGINE_READ_QUOTED_H
#define ENGINE_READ_QUOTED_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/read/places.h"

enum { QUOTED_CELLS = 64 };

struct quoted_cell {
    size_t start, end; /* places in the text, without the quotes around it */
    bool doubled;      /* holds doubled quotes */
};

struct quoted_record {
    struct quoted_cell cells[QUOTED_CELLS];
    size_t count;
    size_t end;    /* behind its last byte, before the line end */
    long breaks;   /* line ends inside its cells */
    size_t places; /* those behind it begin with this one */
};

/* ODD: the record is not of that kind, or has more cells than QUOTED_CELLS. BEYOND: the stretch
 * ends before the record does. */
enum quoted { QUOTED_READ, QUOTED_ODD, QUOTED_BEYOND };

/* The record at `start` of a text of `size` bytes without lone CRs; the next of the places is the
 * first of it. */
enum quoted quoted_read(const char *text, size_t size, size_t start, const struct places *places,
                        struct quoted_record *record);

#endif
