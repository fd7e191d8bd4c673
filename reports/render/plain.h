/* plain: what the Markdown and the plain text renderer share. */
#ifndef REPORTS_RENDER_PLAIN_H
#define REPORTS_RENDER_PLAIN_H

#include "engine/base/text.h"
#include "reports/model/report.h"

/* Characters, not bytes. */
size_t plain_length(const char *text);
/* Adds the text in lines of at most `width` characters, each after `indent`; `first` stands before
 * the first line in place of the indent. Ends with a line break. */
void plain_wrap(struct text *out, const char *text, const char *first, const char *indent,
                size_t width);
/* Widths of the columns of a table in characters; the widest is cut down until all fit in `width`,
 * never below 8. */
void plain_columns(const struct report_table *table, size_t *widths, size_t width);

#endif
