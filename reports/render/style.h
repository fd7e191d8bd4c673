/* style: the measures and inks of the house, in points. One place to change the look.
 *
 * A4; the text column holds 60 to 70 characters of body text and stands left; the margin to its
 * right is white, or holds side notes. Tables and charts may use the full width. Vertical distances
 * are multiples of BASELINE / 2.
 */
#ifndef REPORTS_RENDER_STYLE_H
#define REPORTS_RENDER_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "reports/render/font.h"

#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define PAGE_LEFT 62.0
#define PAGE_RIGHT 62.0
#define PAGE_TOP 75.0
#define PAGE_BOTTOM 782.0
#define FULL_WIDTH (PAGE_WIDTH - PAGE_LEFT - PAGE_RIGHT)
#define TEXT_WIDTH 338.0
#define GUTTER 24.0
#define HALF_WIDTH ((FULL_WIDTH - GUTTER) / 2)
#define NOTE_LEFT (PAGE_LEFT + TEXT_WIDTH + 20.0)
#define NOTE_WIDTH (FULL_WIDTH - TEXT_WIDTH - 20.0)
#define BASELINE 14.0

enum ink {
    INK_NONE,
    INK_TEXT,
    INK_MUTED,  /* small print: at least 4.5 : 1 on paper */
    INK_ACCENT, /* the thread: at least 4.5 : 1 on paper */
    INK_BAR,    /* bars that are not the point: at least 3 : 1 on paper */
    INK_RULE,   /* hairlines, which carry no meaning */
    INK_PALE,   /* surfaces behind text and land that did not take part */
    INK_PAPER,
    INK_LEVEL_2, /* weaker classes on the map */
    INK_LEVEL_3,
    INK_SCALE_1, /* Likert, most negative to most positive */
    INK_SCALE_2,
    INK_SCALE_3,
    INK_SCALE_4,
    INK_SCALE_5,
    INKS
};

#define STYLE_ACCENT 0xB5202Bu /* the red of the thread: 6.6 : 1 on white */

struct palette {
    uint32_t rgb[INKS];
};

/* The palette for an accent colour (0: the house's own). */
struct palette style_palette(uint32_t accent);

/* Contrast of two colours by WCAG 2: 1 to 21. */
double style_contrast(uint32_t a, uint32_t b);
/* Is the accent legible on paper (4.5 : 1)? If not, *nearest is the same hue, darkened until it is.
 */
bool style_accent_works(uint32_t accent, uint32_t *nearest);

struct text_style {
    enum face face;
    double points, leading;
    enum ink ink;
};

/* STYLE(name, face, points, leading, ink) */
#define TEXT_STYLES(STYLE)                                                                         \
    STYLE(BODY, FACE_REGULAR, 10, 14, INK_TEXT)                                                    \
    STYLE(LEAD, FACE_REGULAR, 13, 19, INK_TEXT)                                                    \
    STYLE(TITLE, FACE_BLACK, 30, 35, INK_TEXT)                                                     \
    STYLE(SUBTITLE, FACE_REGULAR, 13, 19, INK_MUTED)                                               \
    STYLE(CHAPTER, FACE_BLACK, 19, 24, INK_TEXT)                                                   \
    STYLE(HEADING, FACE_BOLD, 12, 16, INK_TEXT)                                                    \
    STYLE(MINOR, FACE_BOLD, 10, 14, INK_TEXT)                                                      \
    STYLE(SMALL, FACE_REGULAR, 8, 11, INK_MUTED)                                                   \
    STYLE(NOTE, FACE_REGULAR, 8, 11, INK_MUTED)                                                    \
    STYLE(CAPTION, FACE_BOLD, 10, 14, INK_TEXT)                                                    \
    STYLE(CELL, FACE_REGULAR, 9, 12, INK_TEXT)                                                     \
    STYLE(CELL_HEAD, FACE_BOLD, 8, 11, INK_MUTED)                                                  \
    STYLE(CELL_SMALL, FACE_REGULAR, 7.5, 10, INK_TEXT)                                             \
    STYLE(HEADLINE, FACE_BLACK, 52, 54, INK_ACCENT)                                                \
    STYLE(KEY, FACE_BLACK, 22, 26, INK_TEXT)                                                       \
    STYLE(QUOTE, FACE_ITALIC, 12, 18, INK_TEXT)                                                    \
    STYLE(QUOTE_SMALL, FACE_ITALIC, 10, 14, INK_TEXT)

enum style_name {
#define STYLE(name, face, points, leading, ink) STYLE_##name,
    TEXT_STYLES(STYLE)
#undef STYLE
        STYLES
};

extern const struct text_style text_styles[STYLES];

#endif
