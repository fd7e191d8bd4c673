/* canvas: see canvas.h. */
#include "reports/render/canvas.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"

/* Control points of a quarter circle by a cubic curve. */
#define QUARTER 0.5522847498

struct canvas *canvas_create(struct arena *arena, struct typesetter *setter, double width)
{
    struct canvas *canvas = arena_alloc(arena, sizeof *canvas);
    canvas->arena = arena;
    canvas->setter = setter;
    canvas->width = width;
    return canvas;
}

static struct segment *add(struct canvas *canvas, enum segment_kind kind)
{
    struct segment *segment = VECTOR_PUSH(canvas->arena, &canvas->segments);
    segment->kind = kind;
    return segment;
}

void canvas_move(struct canvas *canvas, double x, double y)
{
    struct segment *segment = add(canvas, SEGMENT_MOVE);
    segment->x[0] = (float)x;
    segment->y[0] = (float)y;
}

void canvas_line(struct canvas *canvas, double x, double y)
{
    struct segment *segment = add(canvas, SEGMENT_LINE);
    segment->x[0] = (float)x;
    segment->y[0] = (float)y;
}

void canvas_curve(struct canvas *canvas, double x1, double y1, double x2, double y2, double x,
                  double y)
{
    struct segment *segment = add(canvas, SEGMENT_CURVE);
    segment->x[0] = (float)x1;
    segment->y[0] = (float)y1;
    segment->x[1] = (float)x2;
    segment->y[1] = (float)y2;
    segment->x[2] = (float)x;
    segment->y[2] = (float)y;
}

void canvas_close(struct canvas *canvas)
{
    add(canvas, SEGMENT_CLOSE);
}

void canvas_fill_stroke(struct canvas *canvas, enum ink fill, enum ink stroke, double line_width)
{
    size_t count = canvas->segments.count - canvas->open;
    if (count > 0) {
        *VECTOR_PUSH(canvas->arena, &canvas->shapes) = (struct shape){
            .fill = fill,
            .stroke = stroke,
            .line_width = line_width,
            .first = canvas->open,
            .count = count,
        };
    }
    canvas->open = canvas->segments.count;
}

void canvas_fill(struct canvas *canvas, enum ink ink)
{
    canvas_fill_stroke(canvas, ink, INK_NONE, 0);
}

void canvas_stroke(struct canvas *canvas, enum ink ink, double line_width)
{
    canvas_fill_stroke(canvas, INK_NONE, ink, line_width);
}

void canvas_rule(struct canvas *canvas, double x1, double y1, double x2, double y2, enum ink ink,
                 double line_width)
{
    canvas_move(canvas, x1, y1);
    canvas_line(canvas, x2, y2);
    canvas_stroke(canvas, ink, line_width);
}

void canvas_rect(struct canvas *canvas, double x, double y, double width, double height,
                 enum ink fill)
{
    canvas_move(canvas, x, y);
    canvas_line(canvas, x + width, y);
    canvas_line(canvas, x + width, y + height);
    canvas_line(canvas, x, y + height);
    canvas_close(canvas);
    canvas_fill(canvas, fill);
}

void canvas_circle(struct canvas *canvas, double x, double y, double radius, enum ink fill,
                   enum ink stroke, double line_width)
{
    double k = radius * QUARTER;
    canvas_move(canvas, x + radius, y);
    canvas_curve(canvas, x + radius, y + k, x + k, y + radius, x, y + radius);
    canvas_curve(canvas, x - k, y + radius, x - radius, y + k, x - radius, y);
    canvas_curve(canvas, x - radius, y - k, x - k, y - radius, x, y - radius);
    canvas_curve(canvas, x + k, y - radius, x + radius, y - k, x + radius, y);
    canvas_close(canvas);
    canvas_fill_stroke(canvas, fill, stroke, line_width);
}

double canvas_text(struct canvas *canvas, double x, double y, enum face face, double points,
                   enum ink ink, enum canvas_align align, const char *text)
{
    const char *printable = typeset_printable(canvas->arena, canvas->setter, face, text);
    double width = font_width(canvas->setter->fonts, face, printable, strlen(printable), points);
    *VECTOR_PUSH(canvas->arena, &canvas->shapes) = (struct shape){
        .is_text = true,
        .fill = ink,
        .text = printable,
        .face = face,
        .align = align,
        .points = points,
        .x = x,
        .y = y,
        .width = width,
    };
    return width;
}

size_t canvas_text_block(struct canvas *canvas, double x, double y, double width,
                         struct text_style style, enum canvas_align align, const char *text)
{
    struct paragraph lines = typeset_text(canvas->arena, canvas->setter, text, &style, width);
    for (size_t i = 0; i < lines.count; i++) {
        struct text line = text_create(canvas->arena);
        for (size_t k = 0; k < lines.lines[i].count; k++) {
            text_add_bytes(&line, lines.lines[i].pieces[k].text, lines.lines[i].pieces[k].size);
        }
        canvas_text(canvas, x, y + (double)i * style.leading, style.face, style.points, style.ink,
                    align, text_trim(canvas->arena, line.bytes));
    }
    return lines.count;
}

void canvas_number(struct text *out, double value)
{
    char digits[32];
    size_t at = sizeof digits;
    double size = fabs(value) * 100;
    long hundredths = (long)size;
    hundredths += size - (double)hundredths >= 0.5; /* as lround, which is called too often */
    bool negative = value < 0 && hundredths != 0;
    int fraction = (int)(hundredths % 100);
    if (fraction != 0) {
        if (fraction % 10 != 0) {
            digits[--at] = (char)('0' + fraction % 10);
        }
        digits[--at] = (char)('0' + fraction / 10);
        digits[--at] = '.';
    }
    long whole = hundredths / 100;
    do {
        digits[--at] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole > 0);
    if (negative) {
        digits[--at] = '-';
    }
    text_add_bytes(out, digits + at, sizeof digits - at);
}
