/* chart_slope: two editions side by side, one line per row; and the stacked Likert bar. Labels of a
 * slope that would overlap are moved apart, never dropped. */
#include <math.h>
#include <string.h>

#include "reports/render/chart.h"

#define SLOPE_PITCH 13.0 /* between labels of one line */
#define SLOPE_LEADING 10.0
#define LABEL_POINTS 8.5
#define LIKERT_PITCH 24.0
#define LIKERT_HEIGHT 15.0

struct end {
    size_t row;
    double y;  /* of its label */
    double at; /* of its value */
};

/* Insertion sort by height (there are few rows), then down and up until all are a line apart. */
static void spread(struct end *ends, size_t count, double pitch, double top, double bottom)
{
    for (size_t i = 1; i < count; i++) {
        struct end end = ends[i];
        size_t k = i;
        for (; k > 0 && ends[k - 1].y > end.y; k--) {
            ends[k] = ends[k - 1];
        }
        ends[k] = end;
    }
    double least = top;
    for (size_t i = 0; i < count; i++) {
        ends[i].y = fmax(ends[i].y, least);
        least = ends[i].y + pitch;
    }
    double most = bottom;
    for (size_t i = count; i-- > 0;) {
        ends[i].y = fmin(ends[i].y, most);
        most = ends[i].y - pitch;
    }
}

static void slope_scale(const struct chart *chart, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < chart->row_count; i++) {
        const double values[2] = {chart->rows[i].before, chart->rows[i].value};
        for (size_t k = 0; k < 2; k++) {
            if (!isnan(values[k])) {
                *low = fmin(*low, values[k]);
                *high = fmax(*high, values[k]);
            }
        }
    }
    if (!(*high > *low)) {
        *low = isinf(*low) ? 0 : *low - 1;
        *high = *low + 2;
    }
}

/* Room for the label with the most lines. */
static double slope_pitch(struct canvas *canvas, const struct chart *chart,
                          const struct text_style *style, double width)
{
    size_t most = 1;
    for (size_t i = 0; i < chart->row_count; i++) {
        struct paragraph lines =
            typeset_text(canvas->arena, canvas->setter, chart->rows[i].label, style, width);
        most = lines.count > most ? lines.count : most;
    }
    return SLOPE_PITCH + SLOPE_LEADING * (double)(most - 1);
}

/* Width of the widest printed value of one side. */
static double slope_values(const struct canvas *canvas, const struct chart *chart, bool before)
{
    double width = 28;
    for (size_t i = 0; i < chart->row_count; i++) {
        const char *text = before ? chart->rows[i].before_text : chart->rows[i].text;
        if (text != NULL) {
            width = fmax(width, font_width(canvas->setter->fonts, FACE_BOLD, text, strlen(text),
                                           LABEL_POINTS));
        }
    }
    return width;
}

struct slope {
    struct canvas *canvas;
    const struct chart *chart;
    double left, right; /* the ends of the lines */
    double values, label_width;
    struct text_style style;
};

/* The heights of one side. Rows that begin at the same value share one label. */
static size_t slope_ends(const struct chart *chart, bool before, double top, double bottom,
                         struct end *ends)
{
    double low = 0;
    double high = 1;
    slope_scale(chart, &low, &high);
    size_t count = 0;
    for (size_t i = 0; i < chart->row_count; i++) {
        double value = before ? chart->rows[i].before : chart->rows[i].value;
        double at = bottom - (isnan(value) ? 0 : (value - low) / (high - low)) * (bottom - top);
        bool shared = false;
        for (size_t k = 0; before && k < count; k++) {
            shared = shared || ends[k].at == at;
        }
        if (!shared) {
            ends[count++] = (struct end){i, at, at};
        }
    }
    return count;
}

static void slope_lines(const struct slope *slope, double top, double bottom)
{
    double low = 0;
    double high = 1;
    slope_scale(slope->chart, &low, &high);
    for (size_t i = 0; i < slope->chart->row_count; i++) {
        const struct chart_row *row = &slope->chart->rows[i];
        if (isnan(row->before) || isnan(row->value)) {
            continue;
        }
        double from = bottom - (row->before - low) / (high - low) * (bottom - top);
        double to = bottom - (row->value - low) / (high - low) * (bottom - top);
        enum ink ink = row->highlight ? INK_ACCENT : INK_BAR;
        canvas_rule(slope->canvas, slope->left, from, slope->right, to, ink,
                    row->highlight ? 1.8 : 1.1);
        canvas_circle(slope->canvas, slope->left, from, 2.6, ink, INK_PAPER, 0.6);
        canvas_circle(slope->canvas, slope->right, to, 2.6, ink, INK_PAPER, 0.6);
    }
}

/* Labels of one side; a hairline leads to one that had to move. */
static void slope_labels(const struct slope *slope, const struct end *ends, size_t count,
                         bool before)
{
    struct canvas *canvas = slope->canvas;
    double x = before ? slope->left - 14 : slope->right + 14;
    for (size_t i = 0; i < count; i++) {
        const struct chart_row *row = &slope->chart->rows[ends[i].row];
        const char *value = before ? row->before_text : row->text;
        struct text_style label = slope->style;
        label.ink = row->highlight ? INK_ACCENT : INK_TEXT;
        if (fabs(ends[i].y - ends[i].at) > 1) {
            double toward = before ? -4 : 4;
            double edge = before ? slope->left : slope->right;
            canvas_rule(canvas, edge + toward, ends[i].at, x - toward / 2, ends[i].y, INK_RULE,
                        0.5);
        }
        canvas_text(canvas, x, ends[i].y + 3, FACE_BOLD, LABEL_POINTS, label.ink,
                    before ? CANVAS_RIGHT : CANVAS_LEFT, value == NULL ? "" : value);
        if (!before) {
            canvas_text_block(canvas, x + slope->values, ends[i].y + 3, slope->label_width, label,
                              CANVAS_LEFT, row->label);
        }
    }
}

void chart_draw_slope(struct canvas *canvas, const struct chart *chart)
{
    struct slope slope = {
        .canvas = canvas,
        .chart = chart,
        .values = slope_values(canvas, chart, false) + 7,
        .label_width = chart_label_width(canvas, chart, canvas->width * 0.36),
        .style = {FACE_REGULAR, LABEL_POINTS, SLOPE_LEADING, INK_TEXT},
    };
    slope.left = slope_values(canvas, chart, true) + 14;
    slope.right = canvas->width - slope.label_width - slope.values - 14;
    double pitch = slope_pitch(canvas, chart, &slope.style, slope.label_width);
    const struct text_style head = {FACE_BOLD, 8, 10, INK_MUTED};
    double half = canvas->width * 0.47;
    size_t before_lines = canvas_text_block(canvas, 0, 9, half, head, CANVAS_LEFT,
                                            chart->before_title == NULL ? "" : chart->before_title);
    size_t after_lines = canvas_text_block(canvas, canvas->width, 9, half, head, CANVAS_RIGHT,
                                           chart->after_title == NULL ? "" : chart->after_title);
    double lines = fmax(1, fmax((double)before_lines, (double)after_lines));
    double top = 16 + lines * head.leading;
    double bottom = top + fmax(120, pitch * (double)chart->row_count * 1.1);
    slope_lines(&slope, top, bottom);
    for (int side = 0; side < 2; side++) {
        struct end *ends = arena_alloc_array(canvas->arena, chart->row_count, sizeof *ends);
        size_t count = slope_ends(chart, side == 0, top, bottom, ends);
        spread(ends, count, pitch, top, bottom);
        slope_labels(&slope, ends, count, side == 0);
    }
    canvas->height = bottom + 8 + pitch - SLOPE_PITCH;
}

/* --- Likert --- */

static enum ink scale_ink(size_t level, size_t count)
{
    static const enum ink inks[5] = {INK_SCALE_1, INK_SCALE_2, INK_SCALE_3, INK_SCALE_4,
                                     INK_SCALE_5};
    if (count < 2) {
        return INK_SCALE_5;
    }
    if (count == 4) {
        return inks[level < 2 ? level : level + 1];
    }
    return inks[(size_t)lround((double)level * 4 / (double)(count - 1))];
}

static enum ink on_scale(enum ink ink)
{
    return ink == INK_SCALE_1 || ink == INK_SCALE_5 ? INK_PAPER : INK_TEXT;
}

static double likert_legend(struct canvas *canvas, const struct chart *chart, double left)
{
    double x = left;
    double y = 0;
    for (size_t i = 0; i < chart->level_count; i++) {
        const char *name = chart->levels[i] == NULL ? "" : chart->levels[i];
        double width = 11 + font_width(canvas->setter->fonts, FACE_REGULAR, name, strlen(name), 8);
        if (x + width > canvas->width && x > left) {
            x = left;
            y += 13;
        }
        canvas_rect(canvas, x, y, 7.5, 7.5, scale_ink(i, chart->level_count));
        canvas_text(canvas, x + 11, y + 6.8, FACE_REGULAR, 8, INK_TEXT, CANVAS_LEFT, name);
        x += width + 14;
    }
    return y + 20;
}

static void draw_shares(struct canvas *canvas, const struct chart *chart,
                        const struct chart_row *row, double left, double y)
{
    double room = canvas->width - left;
    double x = left;
    for (size_t i = 0; i < chart->level_count; i++) {
        double width = row->shares[i] * room;
        if (!(width > 0)) {
            continue;
        }
        enum ink ink = scale_ink(i, chart->level_count);
        canvas_rect(canvas, x, y, fmax(width - 1, 0.4), LIKERT_HEIGHT, ink);
        char text[8];
        int percent = (int)lround(row->shares[i] * 100);
        size_t size = 0;
        if (percent >= 100) {
            text[size++] = '1';
        }
        if (percent >= 10) {
            text[size++] = (char)('0' + percent / 10 % 10);
        }
        text[size++] = (char)('0' + percent % 10);
        text[size++] = '%';
        text[size] = '\0';
        if (width >= 24) {
            canvas_text(canvas, x + (width - 1) / 2, y + 10.4, FACE_BOLD, 8, on_scale(ink),
                        CANVAS_MIDDLE, arena_strdup(canvas->arena, text));
        }
        x += width;
    }
}

void chart_draw_likert(struct canvas *canvas, const struct chart *chart)
{
    double labels = chart_label_width(canvas, chart, canvas->width * 0.38);
    double left = labels + 12;
    double y = likert_legend(canvas, chart, left);
    struct text_style style = {FACE_REGULAR, LABEL_POINTS, 10, INK_TEXT};
    for (size_t i = 0; i < chart->row_count; i++) {
        const struct chart_row *row = &chart->rows[i];
        size_t lines =
            canvas_text_block(canvas, 0, y + 10.4, labels, style, CANVAS_LEFT, row->label);
        if (isnan(row->value)) {
            canvas_text(canvas, left, y + 10.4, FACE_ITALIC, LABEL_POINTS, INK_MUTED, CANVAS_LEFT,
                        row->text == NULL ? "" : row->text);
        } else {
            draw_shares(canvas, chart, row, left, y);
        }
        y += fmax(LIKERT_PITCH, (double)lines * style.leading + 10);
    }
    canvas->height = y;
}
