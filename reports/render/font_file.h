/* font_file: one TrueType file, its tables found and checked; private to font*.c. */
#ifndef REPORTS_RENDER_FONT_FILE_H
#define REPORTS_RENDER_FONT_FILE_H

#include <stdbool.h>

#include "reports/render/font.h"

enum { FONT_PLAIN = 96 }; /* the characters of ASCII, from 1 */

struct kern_pair {
    uint32_t pair; /* left << 16 | right */
    int16_t value; /* font units */
};

struct font_file {
    struct bytes bytes;
    struct bytes glyf, loca, hmtx, head, hhea, maxp;
    bool long_loca;
    unsigned units, glyph_count, metric_count;
    uint16_t *glyph_of;            /* 65536 entries, by character */
    const struct kern_pair *pairs; /* ascending */
    uint32_t *first_pair;          /* by left glyph, and one more; NULL: no kerning */
    /* Most pairs are of plain letters: by the numbers of both glyphs among those, in font units. */
    uint8_t *plain_of; /* by glyph; 0: no plain letter */
    int16_t (*plain_pairs)[FONT_PLAIN];
    struct font_measures measures;
};

struct font_set {
    struct font_file faces[FACES];
};

static inline unsigned font_u16(const unsigned char *p)
{
    return (unsigned)p[0] << 8 | p[1];
}
static inline int font_i16(const unsigned char *p)
{
    return (int16_t)font_u16(p);
}
static inline uint32_t font_u32(const unsigned char *p)
{
    return (uint32_t)font_u16(p) << 16 | font_u16(p + 2);
}

/* The outline of a glyph; empty when it has none or its offsets make no sense. */
struct bytes font_file_outline(const struct font_file *file, unsigned glyph);
unsigned font_file_advance(const struct font_file *file, unsigned glyph);

#endif
