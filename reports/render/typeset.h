/* typeset: runs of text broken into lines, ragged right, without hyphenation.
 *
 * Lines are chosen for the whole paragraph at once: the sum of the squares of the white at the
 * right is least (the idea of Knuth and Plass, Breaking Paragraphs into Lines, 1981, without
 * stretch). A word that is wider than the line is cut between characters, because nothing may stick
 * out. Breaks come at blanks, after a hyphen or a slash inside a word; never at U+00A0 and U+202F.
 *
 * Characters without a glyph are replaced by plain letters, else by a question mark, and counted.
 */
#ifndef REPORTS_RENDER_TYPESET_H
#define REPORTS_RENDER_TYPESET_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "reports/model/report.h"
#include "reports/render/font.h"
#include "reports/render/style.h"

enum { MISSING_LIMIT = 32 };

struct typesetter {
    const struct font_set *fonts;
    uint32_t missing[MISSING_LIMIT]; /* different characters that were replaced */
    size_t missing_count;            /* may be larger than the limit */
};

/* A part of a line with one look: `text` has `size` bytes and may end in a blank that is not part
 * of the width. */
struct piece {
    const char *text;
    size_t size;
    const struct run *run;
    enum face face;
    double x, width; /* from the line's start */
};

struct line {
    struct piece *pieces;
    size_t count;
    double width;
};

struct paragraph {
    struct line *lines;
    size_t count;
};

/* The same text with only characters that the face can show; the text itself when all is well. */
const char *typeset_printable(struct arena *arena, struct typesetter *setter, enum face face,
                              const char *text);
/* The face for a run: strong and emphasised words of a style. */
enum face typeset_face(const struct run *run, enum face base);

struct paragraph typeset(struct arena *arena, struct typesetter *setter, const struct rich *rich,
                         const struct text_style *style, double width);
/* Text of one run. */
struct paragraph typeset_text(struct arena *arena, struct typesetter *setter, const char *text,
                              const struct text_style *style, double width);
/* Widths of a text: of its longest word, and of all of it in one line. */
double typeset_longest_word(struct typesetter *setter, const char *text, enum face face,
                            double points);

#endif
