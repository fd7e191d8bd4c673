/* svg: paints a canvas as SVG; private to the renderers that write markup. */
#ifndef REPORTS_RENDER_SVG_H
#define REPORTS_RENDER_SVG_H

#include "engine/base/text.h"
#include "reports/render/canvas.h"

/* Escapes &, <, > and quotes; control characters are left out. */
void svg_escape(struct text *out, const char *text);

/* The shapes only. With a palette colours are written as such, without one as variables of the page
 * (var(--ink-3)), so that dark mode can choose its own. */
void svg_shapes(struct text *out, const struct canvas *canvas, const struct palette *palette);

#endif
