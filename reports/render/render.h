/* render: a report as PDF, HTML, Markdown or plain text, in memory. Same report, same bytes:
 * nothing depends on the clock, the locale or the place of the fonts.
 *
 *     struct font_set *fonts = font_set_load(arena, NULL, error);        once per run
 *     struct render_options options = {.fonts = fonts, .embed = true};
 *     struct bytes pdf;
 *     if (!render_pdf(arena, &report, &options, &pdf, error)) return false;
 *
 * The PDF is tagged by construction, PDF/UA-1 and PDF/A-3a (PDF/A-2a without embedded files).
 */
#ifndef REPORTS_RENDER_RENDER_H
#define REPORTS_RENDER_RENDER_H

#include <stdbool.h>

#include "engine/base/error.h"
#include "reports/model/report.h"
#include "reports/render/font.h"

enum { RENDER_MISSING = 32 };

/* What a person should know after rendering; optional. */
struct render_notes {
    size_t pages;
    size_t missing_count;             /* different characters that the font lacks */
    uint32_t missing[RENDER_MISSING]; /* the first of them; they were replaced */
    const char *logo_problem;         /* why the logo was left out, or NULL */
};

struct render_options {
    const struct font_set *fonts; /* needed for PDF and for pictures */
    bool embed;                   /* put report.files into the PDF */
    int threads;                  /* for one PDF; the same bytes with any number */
    struct render_notes *notes;   /* filled when not NULL */
};

bool render_pdf(struct arena *arena, const struct report *report,
                const struct render_options *options, struct bytes *out, struct error *error);
bool render_html(struct arena *arena, const struct report *report,
                 const struct render_options *options, struct bytes *out, struct error *error);
bool render_markdown(struct arena *arena, const struct report *report,
                     const struct render_options *options, struct bytes *out, struct error *error);
bool render_text(struct arena *arena, const struct report *report,
                 const struct render_options *options, struct bytes *out, struct error *error);

/* What to paste into the field of a form: the text under the first heading with those words,
 * paragraphs apart by an empty line, lists by dashes; tables, charts and notes are left out. False
 * (without an error) when there is no such chapter. *characters counts as forms do: characters, not
 * bytes. */
bool render_field(struct arena *arena, const struct report *report, const char *heading,
                  struct bytes *out, size_t *characters);

/* One chart as a file of its own for Word and PowerPoint, `width` points wide; title, subtitle and
 * source included. Its alternative text is chart_alt (reports/model/chart.h). */
bool render_svg(struct arena *arena, const struct chart *chart, const struct report *report,
                const struct render_options *options, double width, struct bytes *out,
                struct error *error);

#endif
