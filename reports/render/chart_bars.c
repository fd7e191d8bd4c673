/* chart_bars: sorted bars from zero, and dots with their interval. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "reports/render/chart.h"

#define LABEL_POINTS 8.5
#define BAR_PITCH 18.0
#define BAR_HEIGHT 10.0
#define MANY_ROWS 11 /* from here on they stand closer */
#define CLOSE_PITCH 15.5
#define LABEL_GAP 10.0

static double text_width(const struct canvas *canvas, const char *text, enum face face,
                         double points)
{
    return font_width(canvas->setter->fonts, face, text, strlen(text), points);
}

double chart_label_width(const struct canvas *canvas, const struct chart *chart, double limit)
{
    double width = 0;
    for (size_t i = 0; i < chart->row_count; i++) {
        const char *label =
            typeset_printable(canvas->arena, canvas->setter, FACE_REGULAR, chart->rows[i].label);
        width = fmax(width, text_width(canvas, label, FACE_REGULAR, LABEL_POINTS));
    }
    return fmin(width + 1, limit);
}

static double value_width(const struct canvas *canvas, const struct chart *chart)
{
    double width = 0;
    for (size_t i = 0; i < chart->row_count; i++) {
        if (!isnan(chart->rows[i].value) && chart->rows[i].text != NULL) {
            width = fmax(width, text_width(canvas, chart->rows[i].text, FACE_BOLD, LABEL_POINTS));
        }
    }
    return width;
}

static double pitch_of(const struct chart *chart)
{
    return chart->row_count > MANY_ROWS ? CLOSE_PITCH : BAR_PITCH;
}

/* A label in as many lines as it needs; returns the height of its row. */
static double draw_label(struct canvas *canvas, const char *label, double y, double width,
                         double pitch, bool strong)
{
    struct text_style style = {strong ? FACE_BOLD : FACE_REGULAR, LABEL_POINTS, 10, INK_TEXT};
    size_t lines =
        canvas_text_block(canvas, 0, y + pitch / 2 + 2.8, width, style, CANVAS_LEFT, label);
    return fmax(pitch, (double)lines * style.leading + pitch - style.leading);
}

/* Says between two rows that others were left out; returns the height of what it says. */
static double draw_gap(struct canvas *canvas, const struct chart *chart, size_t row, double y)
{
    if (chart->gap_at == 0 || chart->gap_at != row) {
        return 0;
    }
    canvas_text(canvas, 0, y + 11.8, FACE_ITALIC, LABEL_POINTS - 0.5, INK_MUTED, CANVAS_LEFT,
                chart->gap_text);
    canvas_rule(canvas, 0, y + 1.5, canvas->width, y + 1.5, INK_RULE, 0.4);
    canvas_rule(canvas, 0, y + BAR_PITCH - 1.5, canvas->width, y + BAR_PITCH - 1.5, INK_RULE, 0.4);
    return BAR_PITCH;
}

static double largest(const struct chart *chart)
{
    double most = chart->scale_high;
    for (size_t i = 0; i < chart->row_count; i++) {
        most = isnan(chart->rows[i].value) ? most : fmax(most, chart->rows[i].value);
    }
    return most > 0 ? most : 1;
}

static bool any_highlight(const struct chart *chart)
{
    for (size_t i = 0; i < chart->row_count; i++) {
        if (chart->rows[i].highlight) {
            return true;
        }
    }
    return false;
}

void chart_draw_bars(struct canvas *canvas, const struct chart *chart)
{
    double labels = chart_label_width(canvas, chart, canvas->width * 0.45);
    double left = labels + LABEL_GAP;
    double room = fmax(20, canvas->width - left - value_width(canvas, chart) - 8);
    double most = largest(chart);
    bool marked = any_highlight(chart);
    double pitch = pitch_of(chart);
    double y = 0;
    double axis_top = 0;
    for (size_t i = 0; i < chart->row_count; i++) {
        const struct chart_row *row = &chart->rows[i];
        bool strong = row->highlight || (!marked && row->value >= most);
        y += draw_gap(canvas, chart, i, y);
        double height = draw_label(canvas, row->label, y, labels, pitch, false);
        if (isnan(row->value)) {
            canvas_text(canvas, left + 4, y + pitch / 2 + 2.8, FACE_ITALIC, LABEL_POINTS, INK_MUTED,
                        CANVAS_LEFT, row->text == NULL ? "" : row->text);
        } else {
            double length = fmax(0, row->value) / most * room;
            canvas_rect(canvas, left, y + (pitch - BAR_HEIGHT) / 2, fmax(length, 0.6), BAR_HEIGHT,
                        strong ? INK_ACCENT : INK_BAR);
            canvas_text(canvas, left + length + 5, y + pitch / 2 + 2.8, FACE_BOLD, LABEL_POINTS,
                        strong ? INK_ACCENT : INK_TEXT, CANVAS_LEFT,
                        row->text == NULL ? "" : row->text);
        }
        y += height;
    }
    canvas_rule(canvas, left, axis_top, left, y, INK_TEXT, 0.6);
    canvas->height = y + 2;
}

/* --- dots with intervals --- */

static void dot_scale(const struct chart *chart, double *low, double *high)
{
    *low = chart->scale_low;
    *high = chart->scale_high;
    if (*high > *low) {
        return;
    }
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < chart->row_count; i++) {
        const struct chart_row *row = &chart->rows[i];
        if (!isnan(row->value)) {
            *low = fmin(*low, fmin(row->value, isnan(row->low) ? row->value : row->low));
            *high = fmax(*high, fmax(row->value, isnan(row->high) ? row->value : row->high));
        }
    }
    if (!(*high > *low)) { /* no values, or one without width */
        *low = isinf(*low) ? 0 : *low - 1;
        *high = *low + 2;
    }
}

/* The line of all rows together, broken so that it lies behind the dots; its words under it. */
static void draw_mark(struct canvas *canvas, double x, double bottom)
{
    int dashes = (int)ceil(bottom / 5);
    for (int i = 0; i < dashes; i++) {
        canvas_rule(canvas, x, 5.0 * i, x, fmin(bottom, 5.0 * i + 2.5), INK_ACCENT, 0.7);
    }
}

void chart_draw_dots(struct canvas *canvas, const struct chart *chart)
{
    double labels = chart_label_width(canvas, chart, canvas->width * 0.42);
    double left = labels + LABEL_GAP + 6;
    double values = value_width(canvas, chart);
    double room = fmax(30, canvas->width - left - values - 18);
    double low = 0;
    double high = 1;
    dot_scale(chart, &low, &high);
    bool marked = any_highlight(chart);
    double pitch = pitch_of(chart);
    double y = 0;
    for (size_t i = 0; i < chart->row_count; i++) {
        const struct chart_row *row = &chart->rows[i];
        y += draw_gap(canvas, chart, i, y);
        double height = draw_label(canvas, row->label, y, labels, pitch, row->highlight);
        double middle = y + pitch / 2;
        if (isnan(row->value)) {
            canvas_text(canvas, left + 4, y + pitch / 2 + 2.8, FACE_ITALIC, LABEL_POINTS, INK_MUTED,
                        CANVAS_LEFT, row->text == NULL ? "" : row->text);
        } else {
            double x = left + (row->value - low) / (high - low) * room;
            canvas_rule(canvas, left, middle, left + room, middle, INK_RULE, 0.4);
            enum ink ink = row->highlight || !marked ? INK_ACCENT : INK_TEXT;
            if (!isnan(row->low) && !isnan(row->high)) {
                double from = left + fmax(0, (row->low - low) / (high - low)) * room;
                double to = left + fmin(1, (row->high - low) / (high - low)) * room;
                canvas_rule(canvas, from, middle, to, middle, INK_BAR, 2.4);
            }
            canvas_circle(canvas, x, middle, 3.4, ink, INK_PAPER, 0.8);
            canvas_text(canvas, canvas->width, y + pitch / 2 + 2.8, FACE_BOLD, LABEL_POINTS,
                        INK_TEXT, CANVAS_RIGHT, row->text == NULL ? "" : row->text);
        }
        y += height;
    }
    bool mark = chart->has_mark && chart->mark >= low && chart->mark <= high;
    double mark_x = left + (chart->mark - low) / (high - low) * room;
    if (mark) {
        draw_mark(canvas, mark_x, y);
    }
    if (low == 0 && high == 1) { /* a share: the ends of the scale are known */
        static const char *const ends[3] = {"0%", "50%", "100%"};
        for (int i = 0; i < 3; i++) {
            double x = left + room * i / 2;
            canvas_rule(canvas, x, y + 1, x, y + 4, INK_BAR, 0.6);
            canvas_text(canvas, x, y + 12, FACE_REGULAR, 7, INK_MUTED, CANVAS_MIDDLE, ends[i]);
        }
        y += 14;
    }
    if (mark) {
        double half = text_width(canvas, chart->mark_text, FACE_BOLD, 7.5) / 2;
        double middle = fmin(mark_x, canvas->width - half);
        canvas_text(canvas, middle, y + 9, FACE_BOLD, 7.5, INK_ACCENT, CANVAS_MIDDLE,
                    chart->mark_text);
        y += 11;
    }
    canvas->height = y + 2;
}

const struct canvas *chart_draw(struct arena *arena, struct typesetter *setter,
                                const struct chart *chart, double width, enum language language)
{
    struct canvas *canvas = canvas_create(arena, setter, width);
    switch (chart->form) {
    case CHART_BARS:
        chart_draw_bars(canvas, chart);
        break;
    case CHART_DOTS:
        chart_draw_dots(canvas, chart);
        break;
    case CHART_SLOPE:
        chart_draw_slope(canvas, chart);
        break;
    case CHART_LIKERT:
        chart_draw_likert(canvas, chart);
        break;
    case CHART_MAP:
        chart_draw_map(canvas, chart, language);
        break;
    case CHART_THREADS:
        chart_draw_threads(canvas, chart, language);
        break;
    default:
        break;
    }
    return canvas;
}
