/* canvas: a picture as a list of shapes, drawn once and painted by the PDF and the SVG renderer.
 *
 * Points, origin at the top left, y downwards. Colours are inks, so that a page in dark mode can
 * choose its own.
 *
 *     struct canvas *canvas = canvas_create(arena, fonts, 471);
 *     canvas_move(canvas, 0, 10); canvas_line(canvas, 50, 10); canvas_stroke(canvas, INK_ACCENT,
 * 1); canvas_text(canvas, 0, 30, FACE_BOLD, 9, INK_TEXT, CANVAS_LEFT, "Groningen"); canvas->height
 * = 40;
 */
#ifndef REPORTS_RENDER_CANVAS_H
#define REPORTS_RENDER_CANVAS_H

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "reports/render/style.h"
#include "reports/render/typeset.h"

enum canvas_align { CANVAS_LEFT, CANVAS_MIDDLE, CANVAS_RIGHT };

enum segment_kind { SEGMENT_MOVE, SEGMENT_LINE, SEGMENT_CURVE, SEGMENT_CLOSE };
struct segment {
    enum segment_kind kind;
    float x[3], y[3]; /* the last one used is the end point */
};

struct shape {
    bool is_text;
    enum ink fill, stroke;
    double line_width;
    size_t first, count; /* segments of a path */
    const char *text;
    enum face face;
    enum canvas_align align;
    double points, x, y, width; /* x as given: left, middle or right of the text; y: its baseline */
};

struct canvas {
    struct arena *arena;
    struct typesetter *setter;
    double width, height;
    VECTOR(struct segment) segments;
    VECTOR(struct shape) shapes;
    size_t open; /* first segment of the path being built */
};

struct canvas *canvas_create(struct arena *arena, struct typesetter *setter, double width);
void canvas_move(struct canvas *canvas, double x, double y);
void canvas_line(struct canvas *canvas, double x, double y);
void canvas_curve(struct canvas *canvas, double x1, double y1, double x2, double y2, double x,
                  double y);
void canvas_close(struct canvas *canvas);
/* End the path that was built. */
void canvas_fill(struct canvas *canvas, enum ink ink);
void canvas_stroke(struct canvas *canvas, enum ink ink, double line_width);
void canvas_fill_stroke(struct canvas *canvas, enum ink fill, enum ink stroke, double line_width);

void canvas_rule(struct canvas *canvas, double x1, double y1, double x2, double y2, enum ink ink,
                 double line_width);
void canvas_rect(struct canvas *canvas, double x, double y, double width, double height,
                 enum ink fill);
void canvas_circle(struct canvas *canvas, double x, double y, double radius, enum ink fill,
                   enum ink stroke, double line_width);
/* One line of text; returns its width. */
double canvas_text(struct canvas *canvas, double x, double y, enum face face, double points,
                   enum ink ink, enum canvas_align align, const char *text);
/* Text in lines of at most `width`; returns the number of lines. The first baseline is at y. */
size_t canvas_text_block(struct canvas *canvas, double x, double y, double width,
                         struct text_style style, enum canvas_align align, const char *text);

/* A coordinate with at most two decimals, as both painters write it. */
void canvas_number(struct text *out, double value);

#endif
