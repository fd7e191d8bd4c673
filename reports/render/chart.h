/* chart: the forms of the house, drawn on a canvas of a given width. The canvas gets the height
 * that the data asks for. Labels stand at the data; there is no grid beyond what reading needs;
 * everything can be told apart in greyscale. */
#ifndef REPORTS_RENDER_CHART_H
#define REPORTS_RENDER_CHART_H

#include "engine/base/language.h"
#include "reports/model/chart.h"
#include "reports/render/canvas.h"

const struct canvas *chart_draw(struct arena *arena, struct typesetter *setter,
                                const struct chart *chart, double width, enum language language);

/* One form each; for chart_draw. */
void chart_draw_bars(struct canvas *canvas, const struct chart *chart);
void chart_draw_dots(struct canvas *canvas, const struct chart *chart);
void chart_draw_slope(struct canvas *canvas, const struct chart *chart);
void chart_draw_likert(struct canvas *canvas, const struct chart *chart);
void chart_draw_map(struct canvas *canvas, const struct chart *chart, enum language language);
void chart_draw_threads(struct canvas *canvas, const struct chart *chart, enum language language);

/* Width of the column of labels: what they need, at most `limit`. */
double chart_label_width(const struct canvas *canvas, const struct chart *chart, double limit);

#endif
