/* chart_map: municipalities as areas, coloured by class. Longitudes are shrunk by the cosine of the
 * middle latitude (equirectangular): at the size of a page nobody sees the difference with the
 * national grid. Points are put on a grid of a fifth of a point, so that neighbours still touch
 * while vertices too close to tell apart fall together. */
#include <math.h>

#include "reports/render/chart.h"

#define DEGREE 0.017453292519943295
#define HEIGHT_LIMIT 400.0
#define HEIGHT_SHARE 0.86 /* of the width: the legend stands beside the land */
#define GRID 5.0          /* steps per point */

struct projection {
    double west, north, x_scale, y_scale, left;
};

static struct projection project(const struct canvas *canvas, const struct chart *chart,
                                 double *width, double *height)
{
    double box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t s = 0; s < chart->areas->count; s++) {
        const struct boundary *area = &chart->areas->items[s];
        for (size_t r = 0; r < area->ring_count; r++) {
            for (size_t i = 0; i < area->rings[r].count; i++) {
                struct boundary_point point = area->rings[r].points[i];
                box[0] = fmin(box[0], boundary_longitude(point));
                box[1] = fmin(box[1], boundary_latitude(point));
                box[2] = fmax(box[2], boundary_longitude(point));
                box[3] = fmax(box[3], boundary_latitude(point));
            }
        }
    }
    double shrink = cos((box[1] + box[3]) / 2 * DEGREE);
    double wide = fmax((box[2] - box[0]) * shrink, 1e-6);
    double tall = fmax(box[3] - box[1], 1e-6);
    double limit = fmin(canvas->width * HEIGHT_SHARE, HEIGHT_LIMIT);
    double scale = fmin(canvas->width / wide, limit / tall);
    *width = wide * scale;
    *height = tall * scale;
    /* At the right: the legend stands in the sea at the left. */
    return (struct projection){box[0], box[3], shrink * scale, scale, canvas->width - *width};
}

static void draw_ring(struct canvas *canvas, const struct boundary_ring *ring,
                      const struct projection *p)
{
    double last_x = NAN;
    double last_y = NAN;
    for (size_t i = 0; i < ring->count; i++) {
        double east = (boundary_longitude(ring->points[i]) - p->west) * p->x_scale;
        double x = round((p->left + east) * GRID) / GRID;
        double y =
            round((p->north - boundary_latitude(ring->points[i])) * p->y_scale * GRID) / GRID;
        if (i == 0) {
            canvas_move(canvas, x, y);
        } else if (x != last_x || y != last_y) {
            canvas_line(canvas, x, y);
        }
        last_x = x;
        last_y = y;
    }
    if (ring->count > 0) {
        canvas_close(canvas);
    }
}

static int level_of(const struct chart *chart, uint16_t code)
{
    for (size_t i = 0; i < chart->place_count; i++) {
        if (chart->places[i].code == code) {
            return chart->places[i].level;
        }
    }
    return 0;
}

/* The strongest class has the accent; weaker ones are lighter. */
static enum ink level_ink(int level)
{
    static const enum ink inks[] = {INK_RULE, INK_ACCENT, INK_LEVEL_2, INK_LEVEL_3};
    return inks[level < 0 ? 0 : level > 3 ? 3 : level];
}

static void draw_legend(struct canvas *canvas, const struct chart *chart, double x, double y)
{
    for (size_t k = 0; k < chart->level_count; k++) { /* strongest first, "not" last */
        size_t i = (k + 1) % chart->level_count;
        if (chart->levels[i] == NULL) {
            continue;
        }
        canvas_rect(canvas, x, y, 8, 8, level_ink((int)i));
        struct text_style style = {FACE_REGULAR, 7.5, 9, INK_TEXT};
        size_t lines =
            canvas_text_block(canvas, x + 13, y + 6.8, 84, style, CANVAS_LEFT, chart->levels[i]);
        y += 5 + 9 * (double)(lines > 0 ? lines : 1);
    }
}

/* A single place of the strongest class may be too small to see: a ring shows where it is. */
static void draw_spot(struct canvas *canvas, const struct chart *chart, const struct projection *p)
{
    const struct boundary *only = NULL;
    size_t count = 0;
    for (size_t s = 0; s < chart->areas->count; s++) {
        if (level_of(chart, chart->areas->items[s].code) == 1) {
            only = &chart->areas->items[s];
            count++;
        }
    }
    if (count != 1) {
        return;
    }
    double box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t r = 0; r < only->ring_count; r++) {
        for (size_t i = 0; i < only->rings[r].count; i++) {
            struct boundary_point point = only->rings[r].points[i];
            double x = p->left + (boundary_longitude(point) - p->west) * p->x_scale;
            double y = (p->north - boundary_latitude(point)) * p->y_scale;
            box[0] = fmin(box[0], x);
            box[1] = fmin(box[1], y);
            box[2] = fmax(box[2], x);
            box[3] = fmax(box[3], y);
        }
    }
    double radius = fmax(box[2] - box[0], box[3] - box[1]) / 2 + 4;
    double x = fmin(canvas->width - radius - 1, fmax(radius + 1, (box[0] + box[2]) / 2));
    double y = fmax(radius + 1, (box[1] + box[3]) / 2);
    canvas_circle(canvas, x, y, radius, INK_NONE, INK_TEXT, 1);
}

void chart_draw_map(struct canvas *canvas, const struct chart *chart, enum language language)
{
    if (chart->areas == NULL || chart->areas->count == 0) {
        canvas_text(canvas, 0, 12, FACE_ITALIC, 9, INK_MUTED, CANVAS_LEFT,
                    language == LANGUAGE_NL ? "Van deze indeling is geen kaart."
                                            : "There is no map of this layout.");
        canvas->height = 18;
        return;
    }
    double width = 0;
    double height = 0;
    struct projection projection = project(canvas, chart, &width, &height);
    for (int level = 0; level < CHART_LEVELS;
         level++) { /* dark borders of light land stay hidden */
        for (size_t s = 0; s < chart->areas->count; s++) {
            const struct boundary *area = &chart->areas->items[s];
            if (level_of(chart, area->code) != level) {
                continue;
            }
            for (size_t r = 0; r < area->ring_count; r++) {
                draw_ring(canvas, &area->rings[r], &projection);
            }
            canvas_fill_stroke(canvas, level_ink(level), INK_PAPER, 0.35);
        }
    }
    draw_spot(canvas, chart, &projection);
    draw_legend(canvas, chart, 0, 4); /* the North Sea has room */
    canvas->height = height;
}
