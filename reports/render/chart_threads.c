/* chart_threads: the sign of the house. One row per recurring thread; days from left to right,
 * every session that was held a small point; the thread runs over all days, hangs a little between
 * sessions and has a knot at each session that it touches. Its count stands at its end. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "reports/render/chart.h"

#define ROW_PITCH 24.0
#define HEAD 17.0
#define LABEL_POINTS 9.0
#define LABEL_LEADING 11.0
#define DAY_POINTS 8.0
#define KNOT 2.7 /* radius; smaller where sessions lie close together */

struct weave {
    struct canvas *canvas;
    const struct chart *chart;
    double left, right, day_gap, step;
    double *day_left;
};

static int day_slots(const struct chart *chart, size_t day)
{
    return chart->day_sessions[day] < 1 ? 1 : chart->day_sessions[day];
}

static void place_days(struct weave *weave)
{
    const struct chart *chart = weave->chart;
    int slots = 0;
    for (size_t d = 0; d < chart->day_count; d++) {
        slots += day_slots(chart, d);
    }
    weave->day_gap = weave->right - weave->left > 240 ? 11 : 7;
    double room = weave->right - weave->left - weave->day_gap * (double)chart->day_count;
    weave->step = fmax(0.5, room / fmax(1, slots));
    weave->day_left = arena_alloc_array(weave->canvas->arena, chart->day_count, sizeof(double));
    double x = weave->left + weave->day_gap / 2;
    for (size_t d = 0; d < chart->day_count; d++) {
        weave->day_left[d] = x;
        x += weave->step * day_slots(chart, d) + weave->day_gap;
    }
}

static double slot_x(const struct weave *weave, int day, int slot)
{
    return weave->day_left[day] + weave->step * (slot + 0.5);
}

/* "ma 2 okt", or "ma 2", or "ma" where there is no room for more. */
static const char *day_name(const struct weave *weave, size_t day, double room)
{
    struct canvas *canvas = weave->canvas;
    const char *name = weave->chart->days[day];
    while (font_width(canvas->setter->fonts, FACE_BOLD, name, strlen(name), DAY_POINTS) > room) {
        const char *blank = strrchr(name, ' ');
        if (blank == NULL) {
            break;
        }
        name = arena_copy(canvas->arena, name, (size_t)(blank - name));
    }
    return name;
}

static void draw_days(const struct weave *weave, double height)
{
    for (size_t d = 0; d < weave->chart->day_count; d++) {
        double from = weave->day_left[d];
        double to = from + weave->step * day_slots(weave->chart, d);
        canvas_text(weave->canvas, (from + to) / 2, 9, FACE_BOLD, DAY_POINTS, INK_MUTED,
                    CANVAS_MIDDLE, day_name(weave, d, to - from + weave->day_gap - 3));
        if (d > 0) {
            double x = from - weave->day_gap / 2;
            canvas_rule(weave->canvas, x, 2, x, height, INK_RULE, 0.4);
        }
    }
}

/* How far the thread sags between two knots: more when they lie further apart. */
static double sag(double distance)
{
    return fmin(9, 1.4 + distance * 0.07);
}

static void draw_thread(const struct weave *weave, const struct chart_thread *thread, double y)
{
    struct canvas *canvas = weave->canvas;
    double x = weave->left - 4;
    double hold = y;
    canvas_move(canvas, x, y + 1);
    for (size_t k = 0; k <= thread->knot_count; k++) {
        bool end = k == thread->knot_count;
        double to =
            end ? weave->right + 6 : slot_x(weave, thread->knots[k].day, thread->knots[k].slot);
        double down = sag(to - x) * 4 / 3;
        if (end) {
            canvas_curve(canvas, x + (to - x) * 0.35, hold + down * 0.8, to - (to - x) * 0.3, y - 1,
                         to, y);
        } else {
            canvas_curve(canvas, x + (to - x) * 0.3, hold + down, to - (to - x) * 0.3, y + down, to,
                         y);
        }
        x = to;
        hold = y;
    }
    canvas_stroke(canvas, INK_ACCENT, 1.1);
    for (size_t k = 0; k < thread->knot_count; k++) {
        canvas_circle(canvas, slot_x(weave, thread->knots[k].day, thread->knots[k].slot), y,
                      fmax(1.3, fmin(KNOT, weave->step * 0.62)), INK_ACCENT, INK_PAPER, 0.5);
    }
}

static bool touches(const struct chart_thread *thread, int day, int slot)
{
    for (size_t k = 0; k < thread->knot_count; k++) {
        if (thread->knots[k].day == day && thread->knots[k].slot == slot) {
            return true;
        }
    }
    return false;
}

static void draw_sessions(const struct weave *weave, const struct chart_thread *thread, double y)
{
    for (size_t d = 0; d < weave->chart->day_count; d++) {
        for (int slot = 0; slot < weave->chart->day_sessions[d]; slot++) {
            if (!touches(thread, (int)d, slot)) {
                canvas_circle(weave->canvas, slot_x(weave, (int)d, slot), y, 0.9, INK_BAR, INK_NONE,
                              0);
            }
        }
    }
}

/* High enough for all lines of the label. */
static double row_height(struct canvas *canvas, const char *label, const struct text_style *style,
                         double width)
{
    struct paragraph lines = typeset_text(canvas->arena, canvas->setter, label, style, width);
    return fmax(ROW_PITCH, (double)lines.count * style->leading + 4);
}

void chart_draw_threads(struct canvas *canvas, const struct chart *chart, enum language language)
{
    if (chart->thread_count == 0 || chart->day_count == 0) {
        canvas_text(canvas, 0, 12, FACE_ITALIC, 9, INK_MUTED, CANVAS_LEFT,
                    language == LANGUAGE_NL ? "Geen onderwerp kwam vaak genoeg terug."
                                            : "No subject came back often enough.");
        canvas->height = 18;
        return;
    }
    double labels = fmin(118, canvas->width * 0.3);
    double counts = 0;
    for (size_t i = 0; i < chart->thread_count; i++) {
        const char *text = chart->threads[i].text;
        counts = fmax(counts, font_width(canvas->setter->fonts, FACE_BOLD, text, strlen(text), 8));
    }
    struct weave weave = {.canvas = canvas,
                          .chart = chart,
                          .left = labels + 10,
                          .right = canvas->width - fmin(counts, 90) - 12};
    place_days(&weave);
    const struct text_style style = {FACE_BOLD, LABEL_POINTS, LABEL_LEADING, INK_TEXT};
    double height = HEAD;
    for (size_t i = 0; i < chart->thread_count; i++) {
        height += row_height(canvas, chart->threads[i].label, &style, labels);
    }
    draw_days(&weave, height);
    double top = HEAD;
    for (size_t i = 0; i < chart->thread_count; i++) {
        double row = row_height(canvas, chart->threads[i].label, &style, labels);
        double y = top + row * 0.45;
        top += row;
        struct paragraph lines =
            typeset_text(canvas->arena, canvas->setter, chart->threads[i].label, &style, labels);
        canvas_text_block(canvas, 0, y + 3.2 - (double)(lines.count - 1) * style.leading / 2,
                          labels, style, CANVAS_LEFT, chart->threads[i].label);
        draw_sessions(&weave, &chart->threads[i], y);
        draw_thread(&weave, &chart->threads[i], y);
        canvas_text(canvas, weave.right + 11, y + 2.9, FACE_BOLD, 8, INK_ACCENT, CANVAS_LEFT,
                    chart->threads[i].text);
    }
    canvas->height = height;
}
