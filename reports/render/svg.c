/* svg: see svg.h. Texts carry the width that they have in Lato, so that another typeface is
 * squeezed or stretched into place instead of running over its neighbour. */
#include "reports/render/svg.h"

#include <math.h>
#include <string.h>

#include "reports/render/chart.h"
#include "reports/render/render.h"

void svg_escape(struct text *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        const char *entity = *text == '&'   ? "&amp;"
                             : *text == '<' ? "&lt;"
                             : *text == '>' ? "&gt;"
                             : *text == '"' ? "&quot;"
                                            : NULL;
        if (entity != NULL) {
            text_add(out, entity);
        } else if ((unsigned char)*text >= 0x20 || *text == '\n' || *text == '\t') {
            text_add_char(out, *text);
        }
    }
}

static void colour(struct text *out, const char *attribute, enum ink ink,
                   const struct palette *palette)
{
    if (ink == INK_NONE) {
        text_printf(out, " %s=\"none\"", attribute);
    } else if (palette != NULL) {
        text_printf(out, " %s=\"#%06X\"", attribute, (unsigned)palette->rgb[ink]);
    } else {
        text_printf(out, " %s=\"var(--ink-%d)\"", attribute, (int)ink);
    }
}

static void path(struct text *out, const struct canvas *canvas, const struct shape *shape,
                 const struct palette *palette)
{
    static const char letters[] = {'M', 'L', 'C', 'Z'};
    text_add(out, "<path d=\"");
    for (size_t i = 0; i < shape->count; i++) {
        const struct segment *segment = &canvas->segments.items[shape->first + i];
        text_add_char(out, letters[segment->kind]);
        size_t points = segment->kind == SEGMENT_CURVE ? 3 : segment->kind == SEGMENT_CLOSE ? 0 : 1;
        for (size_t k = 0; k < points; k++) {
            text_add(out, k > 0 ? " " : "");
            canvas_number(out, (double)segment->x[k]);
            text_add_char(out, ' ');
            canvas_number(out, (double)segment->y[k]);
        }
    }
    text_add_char(out, '"');
    colour(out, "fill", shape->fill, palette);
    if (shape->fill != INK_NONE) {
        text_add(out, " fill-rule=\"evenodd\"");
    }
    if (shape->stroke != INK_NONE) {
        colour(out, "stroke", shape->stroke, palette);
        text_add(out, " stroke-width=\"");
        canvas_number(out, shape->line_width);
        text_add(out, "\" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
    }
    text_add(out, "/>\n");
}

static void words(struct text *out, const struct shape *shape, const struct palette *palette)
{
    static const char *const anchors[] = {[CANVAS_LEFT] = "",
                                          [CANVAS_MIDDLE] = " text-anchor=\"middle\"",
                                          [CANVAS_RIGHT] = " text-anchor=\"end\""};
    static const char *const faces[FACES] = {[FACE_REGULAR] = "",
                                             [FACE_BOLD] = " font-weight=\"700\"",
                                             [FACE_ITALIC] = " font-style=\"italic\"",
                                             [FACE_BLACK] = " font-weight=\"900\""};
    if (shape->text[0] == '\0') {
        return;
    }
    text_add(out, "<text x=\"");
    canvas_number(out, shape->x);
    text_add(out, "\" y=\"");
    canvas_number(out, shape->y);
    text_add(out, "\" font-size=\"");
    canvas_number(out, shape->points);
    text_add(out, "\" textLength=\"");
    canvas_number(out, shape->width);
    text_printf(out, "\" lengthAdjust=\"spacingAndGlyphs\"%s%s", faces[shape->face],
                anchors[shape->align]);
    colour(out, "fill", shape->fill, palette);
    text_add_char(out, '>');
    svg_escape(out, shape->text);
    text_add(out, "</text>\n");
}

void svg_shapes(struct text *out, const struct canvas *canvas, const struct palette *palette)
{
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const struct shape *shape = &canvas->shapes.items[i];
        if (shape->is_text) {
            words(out, shape, palette);
        } else {
            path(out, canvas, shape, palette);
        }
    }
}

bool render_svg(struct arena *arena, const struct chart *chart, const struct report *report,
                const struct render_options *options, double width, struct bytes *out,
                struct error *error)
{
    (void)error;
    struct typesetter setter = {.fonts = options->fonts};
    const struct canvas *canvas = chart_draw(arena, &setter, chart, width, report->language);
    struct canvas *frame = canvas_create(arena, &setter, width);
    double y = 0;
    struct text_style title = text_styles[STYLE_CAPTION];
    struct text_style small = text_styles[STYLE_SMALL];
    if (chart->title != NULL) {
        y += title.leading * (double)canvas_text_block(frame, 0, y + title.points, width, title,
                                                       CANVAS_LEFT, chart->title);
    }
    if (chart->subtitle != NULL) {
        y += small.leading * (double)canvas_text_block(frame, 0, y + small.points, width, small,
                                                       CANVAS_LEFT, chart->subtitle);
    }
    double top = y + 8;
    y = top + canvas->height + 6;
    if (chart->source != NULL) {
        y += small.leading * (double)canvas_text_block(frame, 0, y + small.points, width, small,
                                                       CANVAS_LEFT, chart->source);
    }
    struct palette palette = style_palette(report->accent);
    struct text text = text_create(arena);
    text_add(&text,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"t d\" "
             "font-family=\"Lato, Carlito, 'Segoe UI', Arial, sans-serif\" width=\"");
    canvas_number(&text, width);
    text_add(&text, "pt\" height=\"");
    canvas_number(&text, y + 4);
    text_add(&text, "pt\" viewBox=\"0 0 ");
    canvas_number(&text, width);
    text_add_char(&text, ' ');
    canvas_number(&text, y + 4);
    text_add(&text, "\">\n<title id=\"t\">");
    svg_escape(&text, chart->title);
    text_add(&text, "</title>\n<desc id=\"d\">");
    svg_escape(&text, chart_alt(arena, chart, report->language));
    text_add(&text, "</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n");
    svg_shapes(&text, frame, &palette);
    text_add(&text, "<g transform=\"translate(0 ");
    canvas_number(&text, top);
    text_add(&text, ")\">\n");
    svg_shapes(&text, canvas, &palette);
    text_add(&text, "</g>\n</svg>\n");
    *out = (struct bytes){(const unsigned char *)text.bytes, text.size};
    return true;
}
