/* layout_figures: the headline, the key figures and the charts. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "reports/render/chart.h"
#include "reports/render/layout.h"

#define KEY_GAP 18.0
#define KEYS_IN_A_ROW 5

static struct paragraph set(const struct flow *flow, const char *text,
                            const struct text_style *style, double width)
{
    return typeset_text(flow->layout->arena, flow->layout->setter, text, style, width);
}

static struct paragraph set_figure(const struct flow *flow, const struct key_figure *figure,
                                   const struct text_style *style, double width)
{
    struct rich rich = {0};
    rich_add(flow->layout->arena, &rich, (struct run){.text = figure->value, .figure = figure->id});
    return typeset(flow->layout->arena, flow->layout->setter, &rich, style, width);
}

/* The largest type at which the number still stands on one line. */
static struct text_style fitted(const struct flow *flow, const char *text, struct text_style style,
                                double width)
{
    double natural =
        font_width(flow->layout->setter->fonts, style.face, text, strlen(text), style.points);
    if (natural > width) {
        double points = fmax(20, floor(style.points * width / natural));
        style.leading *= points / style.points;
        style.points = points;
    }
    return style;
}

void layout_headline(struct flow *flow, const struct block *block)
{
    if (block->figure_count == 0) {
        return;
    }
    const struct key_figure *figure = &block->figures[0];
    struct layout *layout = flow->layout;
    struct text_style number =
        fitted(flow, figure->value, text_styles[STYLE_HEADLINE], flow->width);
    struct text_style label = text_styles[STYLE_LEAD];
    label.face = FACE_BOLD;
    struct paragraph value = set_figure(flow, figure, &number, flow->width);
    struct paragraph words = set(flow, figure->label, &label, fmin(flow->width, 430));
    flow_gap(flow, BASELINE / 2);
    flow_ensure(flow, (double)value.count * number.leading + 6 * BASELINE);
    struct element *element = element_add(layout, flow->parent, TAG_P);
    flow_paragraph(flow, element, &value, &number);
    flow->y += 2;
    flow_paragraph(flow, element, &words, &label);
    if (figure->definition != NULL) {
        const struct text_style *style = &text_styles[STYLE_BODY];
        struct paragraph lines = set(flow, figure->definition, style, TEXT_WIDTH);
        flow->y += BASELINE / 2;
        flow_paragraph(flow, element_add(layout, flow->parent, TAG_P), &lines, style);
    }
    if (figure->range != NULL) {
        const struct text_style *style = &text_styles[STYLE_SMALL];
        struct paragraph lines = set(flow, figure->range, style, TEXT_WIDTH);
        flow->y += 4;
        flow_paragraph(flow, element_add(layout, flow->parent, TAG_P), &lines, style);
    }
    flow->gap = BASELINE;
}

static size_t keys_in_a_row(const struct block *block)
{
    size_t rows = (block->figure_count + KEYS_IN_A_ROW - 1) / KEYS_IN_A_ROW;
    return rows == 0 ? 1 : (block->figure_count + rows - 1) / rows;
}

static bool stands(double width)
{
    return width <= HALF_WIDTH + 1;
}

static double key_height(const struct flow *flow, const struct key_figure *figure, double width)
{
    const struct text_style *small = &text_styles[STYLE_SMALL];
    return 14 + text_styles[STYLE_KEY].leading +
           (double)set(flow, figure->label, small, width).count * small->leading;
}

static double row_height(const struct flow *flow, const struct block *block, size_t from,
                         size_t count, double width)
{
    double height = 0;
    for (size_t i = from; i < from + count && i < block->figure_count; i++) {
        height = fmax(height, key_height(flow, &block->figures[i], width));
    }
    return height;
}

/* A standing ladder: number left, words right. */
static double rung_height(const struct flow *flow, const struct key_figure *figure, double width)
{
    const struct text_style *small = &text_styles[STYLE_CELL];
    double lines = (double)set(flow, figure->label, small, width - 96).count;
    return fmax(30, lines * small->leading + 12);
}

/* The ladder is as high as what stands beside it, within reason. */
static double rung_stretch(const struct flow *flow, const struct block *block)
{
    double missing = flow->stretch - layout_figures_height(flow, block, flow->width);
    return fmin(24, fmax(0, missing) / (double)block->figure_count);
}

double layout_figures_height(const struct flow *flow, const struct block *block, double width)
{
    double height = 0;
    if (stands(width)) {
        for (size_t i = 0; i < block->figure_count; i++) {
            height += rung_height(flow, &block->figures[i], width);
        }
        return height;
    }
    size_t per_row = keys_in_a_row(block);
    double key_width = (width - KEY_GAP * (double)(per_row - 1)) / (double)per_row;
    for (size_t i = 0; i < block->figure_count; i += per_row) {
        height += row_height(flow, block, i, per_row, key_width) + BASELINE;
    }
    return height;
}

static void place_lines(struct flow *flow, struct element *element, const struct paragraph *lines,
                        const struct text_style *style, double x, double first_baseline)
{
    for (size_t i = 0; i < lines->count; i++) {
        place_line(flow->layout, element, flow->page, x,
                   first_baseline + (double)i * style->leading, &lines->lines[i], style);
    }
}

/* The thread runs down along the ladder with a knot at every rung. */
static void draw_ladder(struct flow *flow, const double *knots, size_t count, double height)
{
    struct canvas *canvas = canvas_create(flow->layout->arena, flow->layout->setter, 12);
    canvas_move(canvas, 4, 0);
    for (size_t i = 0; i < count; i++) {
        double from = i == 0 ? 0 : knots[i - 1];
        double third = (knots[i] - from) / 3;
        double swing = i % 2 == 0 ? 2.2 : -2.2;
        canvas_curve(canvas, 4 + swing, from + third, 4 - swing, from + 2 * third, 4, knots[i]);
    }
    canvas_stroke(canvas, INK_ACCENT, 0.9);
    for (size_t i = 0; i < count; i++) {
        canvas_circle(canvas, 4, knots[i], 2.4, INK_ACCENT, INK_NONE, 0);
    }
    canvas->height = height;
    place_canvas(flow->layout, owner_artifact(ARTIFACT_LAYOUT), flow->page, flow->x, flow->y,
                 canvas);
}

static void layout_ladder(struct flow *flow, const struct block *block)
{
    struct layout *layout = flow->layout;
    const struct text_style *small = &text_styles[STYLE_CELL];
    struct text_style number = text_styles[STYLE_KEY];
    number.points = 15;
    number.leading = 18;
    double *knots = arena_alloc_array(layout->arena, block->figure_count, sizeof *knots);
    double more = rung_stretch(flow, block);
    double y = 0;
    for (size_t i = 0; i < block->figure_count; i++) {
        knots[i] = y + 11 + more / 2;
        y += rung_height(flow, &block->figures[i], flow->width) + more;
    }
    draw_ladder(flow, knots, block->figure_count, y);
    struct element *list = element_add(layout, flow->parent, TAG_L);
    list->numbering = "None";
    for (size_t i = 0; i < block->figure_count; i++) {
        const struct key_figure *figure = &block->figures[i];
        struct element *body = element_add(layout, element_add(layout, list, TAG_LI), TAG_LBODY);
        struct text_style fit = fitted(flow, figure->value, number, 72);
        struct paragraph value = set_figure(flow, figure, &fit, 74);
        struct paragraph words = set(flow, figure->label, small, flow->width - 96);
        double middle = flow->y + knots[i];
        place_lines(flow, body, &value, &fit, flow->x + 16, middle + fit.points * 0.36);
        place_lines(flow, body, &words, small, flow->x + 96,
                    middle + 3 - (double)(words.count > 2 ? 1 : 0) * small->leading / 2);
    }
    flow->y += y;
    flow->at_top = false;
    flow->gap = BASELINE;
}

static void draw_row_thread(struct flow *flow, size_t count, double key_width)
{
    struct canvas *canvas = canvas_create(flow->layout->arena, flow->layout->setter, flow->width);
    double step = key_width + KEY_GAP;
    canvas_move(canvas, 0, 5);
    for (size_t i = 0; i < count; i++) {
        double from = i == 0 ? 0 : 2.5 + step * (double)(i - 1);
        double to = 2.5 + step * (double)i;
        double third = (to - from) / 3;
        double swing = i % 2 == 0 ? 3 : -3;
        canvas_curve(canvas, from + third, 5 - swing, from + 2 * third, 5 + swing, to, 5);
    }
    double end = step * (double)count - KEY_GAP;
    double last = 2.5 + step * (double)(count - 1);
    canvas_curve(canvas, last + (end - last) / 3, 1, last + (end - last) * 2 / 3, 8, end, 4);
    canvas_stroke(canvas, INK_ACCENT, 0.9);
    for (size_t i = 0; i < count; i++) {
        canvas_circle(canvas, 2.5 + step * (double)i, 5, 2.4, INK_ACCENT, INK_NONE, 0);
    }
    canvas->height = 10;
    place_canvas(flow->layout, owner_artifact(ARTIFACT_LAYOUT), flow->page, flow->x, flow->y,
                 canvas);
}

static void layout_key_row(struct flow *flow, const struct block *block, struct element *list,
                           size_t from, size_t count, double key_width)
{
    struct layout *layout = flow->layout;
    const struct text_style *small = &text_styles[STYLE_SMALL];
    double height = row_height(flow, block, from, count, key_width);
    flow_ensure(flow, height);
    draw_row_thread(flow, count, key_width);
    struct text_style number = text_styles[STYLE_KEY];
    for (size_t i = from; i < from + count; i++) {
        struct text_style fit = fitted(flow, block->figures[i].value, number, key_width);
        number = fit.points < number.points ? fit : number;
    }
    for (size_t i = 0; i < count; i++) {
        const struct key_figure *figure = &block->figures[from + i];
        struct element *body = element_add(layout, element_add(layout, list, TAG_LI), TAG_LBODY);
        double x = flow->x + (key_width + KEY_GAP) * (double)i;
        struct paragraph value = set_figure(flow, figure, &number, key_width);
        struct paragraph words = set(flow, figure->label, small, key_width);
        place_lines(flow, body, &value, &number, x, flow->y + 31);
        place_lines(flow, body, &words, small, x,
                    flow->y + 34 + small->leading + (double)(value.count - 1) * number.leading);
    }
    flow->y += height;
    flow->at_top = false;
}

void layout_figures(struct flow *flow, const struct block *block)
{
    if (block->figure_count == 0) {
        return;
    }
    flow_gap(flow, BASELINE / 2);
    flow_ensure(flow,
                fmin(layout_figures_height(flow, block, flow->width), PAGE_BOTTOM - PAGE_TOP));
    if (stands(flow->width)) {
        layout_ladder(flow, block);
        return;
    }
    struct element *list = element_add(flow->layout, flow->parent, TAG_L);
    list->numbering = "None";
    size_t per_row = keys_in_a_row(block);
    double key_width = (flow->width - KEY_GAP * (double)(per_row - 1)) / (double)per_row;
    for (size_t i = 0; i < block->figure_count; i += per_row) {
        size_t left = block->figure_count - i;
        flow_gap(flow, BASELINE);
        layout_key_row(flow, block, list, i, left < per_row ? left : per_row, key_width);
    }
    flow->gap = 1.5 * BASELINE;
}

struct chart_words {
    struct paragraph title, subtitle, source;
};

static const struct text_style *title_style(void)
{
    return &text_styles[STYLE_CAPTION];
}

static struct chart_words words_of(const struct flow *flow, const struct chart *chart, double width)
{
    double measure = fmin(width, 430);
    struct chart_words words = {0};
    const struct text_style *small = &text_styles[STYLE_SMALL];
    if (chart->title != NULL) {
        words.title = set(flow, chart->title, title_style(), measure);
    }
    if (chart->subtitle != NULL) {
        words.subtitle = set(flow, chart->subtitle, small, measure);
    }
    if (chart->source != NULL) {
        words.source = set(flow, chart->source, small, measure);
    }
    return words;
}

static double words_height(const struct chart_words *words)
{
    return (double)words->title.count * title_style()->leading +
           (double)(words->subtitle.count + words->source.count) *
               text_styles[STYLE_SMALL].leading +
           16;
}

static const struct canvas *draw_once(struct layout *layout, const struct chart *chart,
                                      double width)
{
    for (size_t i = 0; i < layout->drawn.count; i++) {
        const struct drawn_chart *drawn = &layout->drawn.items[i];
        if (drawn->chart == chart && drawn->width == width) {
            return drawn->canvas;
        }
    }
    const struct canvas *canvas =
        chart_draw(layout->arena, layout->setter, chart, width, layout->report->language);
    *VECTOR_PUSH(layout->arena, &layout->drawn) = (struct drawn_chart){chart, width, canvas};
    return canvas;
}

double layout_chart_height(const struct flow *flow, const struct block *block, double width)
{
    struct chart_words words = words_of(flow, block->chart, width);
    const struct canvas *canvas = draw_once(flow->layout, block->chart, width);
    return words_height(&words) + canvas->height;
}

void layout_chart(struct flow *flow, const struct block *block)
{
    struct layout *layout = flow->layout;
    const struct chart *chart = block->chart;
    struct chart_words words = words_of(flow, chart, flow->width);
    const struct canvas *canvas = draw_once(layout, chart, flow->width);
    const struct text_style *small = &text_styles[STYLE_SMALL];
    flow_gap(flow, BASELINE);
    flow_ensure(flow, words_height(&words) + canvas->height);
    if (words.title.count > 0) {
        flow_paragraph(flow, element_add(layout, flow->parent, TAG_P), &words.title, title_style());
    }
    if (words.subtitle.count > 0) {
        flow_paragraph(flow, element_add(layout, flow->parent, TAG_P), &words.subtitle, small);
    }
    flow->y += 8;
    struct element *figure = element_add(layout, flow->parent, TAG_FIGURE);
    figure->alt = chart_alt(layout->arena, chart, layout->report->language);
    figure->box[0] = flow->x;
    figure->box[1] = flow->y;
    figure->box[2] = flow->x + canvas->width;
    figure->box[3] = flow->y + canvas->height;
    place_canvas(layout, owner_element(figure), flow->page, flow->x, flow->y, canvas);
    flow->y += canvas->height + 4;
    flow->at_top = false;
    if (words.source.count > 0) {
        flow_paragraph(flow, element_add(layout, flow->parent, TAG_P), &words.source, small);
    }
    flow->gap = 1.5 * BASELINE;
}
