/* html_style: the style sheet of the HTML page and its thread; private to html.c. */
#ifndef REPORTS_RENDER_HTML_STYLE_H
#define REPORTS_RENDER_HTML_STYLE_H

#include <stdint.h>

#include "engine/base/text.h"

void html_style_write(struct text *out, uint32_t accent);
/* The thread over the page, an ornament. */
void html_thread_write(struct text *out);

#endif
