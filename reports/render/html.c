/* html: the report as one page that needs nothing else: no script, no fonts, no pictures from
 * elsewhere. Landmarks, headings in order, tables with scopes, SVG with title and description, the
 * numbers of every chart as a table behind it; dark mode and print have their own colours. Charts
 * are drawn twice, for wide and for narrow screens, and the page shows the one that fits. */
#include <math.h>
#include <string.h>

#include "reports/render/chart.h"
#include "reports/render/html_style.h"
#include "reports/render/picture.h"
#include "reports/render/render.h"
#include "reports/render/svg.h"

#define WIDE 471.0
#define NARROW 300.0

struct page_writer {
    struct arena *arena;
    struct text text;
    const struct report *report;
    struct typesetter setter;
    int charts, headings, notes;
    VECTOR(const char *) targets;
};

static void add(struct page_writer *page, const char *text)
{
    text_add(&page->text, text);
}

static void escape(struct page_writer *page, const char *text)
{
    svg_escape(&page->text, text);
}

static const char *pick(const struct page_writer *page, const char *nl, const char *en)
{
    return page->report->language == LANGUAGE_NL ? nl : en;
}

static bool has_target(const struct page_writer *page, const char *name)
{
    for (size_t i = 0; name != NULL && i < page->targets.count; i++) {
        if (strcmp(page->targets.items[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void collect_targets(struct page_writer *page, const struct block *block)
{
    for (size_t i = 0; block->table != NULL && i < block->table->row_count; i++) {
        if (block->table->rows[i].anchor != NULL) {
            *VECTOR_PUSH(page->arena, &page->targets) = block->table->rows[i].anchor;
        }
    }
    for (size_t i = 0; i < block->child_count; i++) {
        collect_targets(page, block->children[i]);
    }
}

static void write_rich(struct page_writer *page, const struct rich *rich);

static void open_link(struct page_writer *page, const char *figure)
{
    text_add(&page->text, "<a class=\"figure\" href=\"#figure-");
    escape(page, figure);
    add(page, "\">");
}

static void write_run(struct page_writer *page, const struct run *run)
{
    bool inner = run->url == NULL && has_target(page, run->figure);
    add(page, run->line_break ? "<br>" : "");
    if (run->url != NULL) {
        add(page, "<a href=\"");
        escape(page, run->url);
        add(page, "\">");
    } else if (inner) {
        open_link(page, run->figure);
    }
    if (run->language != NULL) {
        add(page, "<span lang=\"");
        escape(page, run->language);
        add(page, "\">");
    }
    add(page, run->strong ? "<strong>" : run->emphasis ? "<em>" : "");
    escape(page, run->text);
    add(page, run->strong ? "</strong>" : run->emphasis ? "</em>" : "");
    add(page, run->language != NULL ? "</span>" : "");
    add(page, run->url != NULL || inner ? "</a>" : "");
    if (run->note != NULL) {
        page->notes++;
        add(page, " <small class=\"note\" role=\"note\">");
        write_rich(page, run->note);
        add(page, "</small>");
    }
}

static void write_rich(struct page_writer *page, const struct rich *rich)
{
    for (size_t i = 0; i < rich->count; i++) {
        write_run(page, &rich->items[i]);
    }
}

static void write_text_block(struct page_writer *page, const char *tag, const struct rich *rich)
{
    text_printf(&page->text, "<%s>", tag);
    write_rich(page, rich);
    text_printf(&page->text, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

static void write_table(struct page_writer *page, const struct report_table *table)
{
    if (table->column_count == 0 || table->row_count == 0) {
        return;
    }
    add(page, "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
    escape(page, table->caption == NULL ? pick(page, "Tabel", "Table") : table->caption);
    add(page, table->compact ? "\"><table class=\"small\">" : "\"><table>");
    if (table->caption != NULL) {
        add(page, "<caption>");
        escape(page, table->caption);
        add(page, "</caption>");
    }
    add(page, "\n<thead><tr>");
    for (size_t c = 0; c < table->column_count; c++) {
        bool right = table->columns[c].align == ALIGN_RIGHT;
        add(page, right ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">");
        escape(page, table->columns[c].title);
        add(page, "</th>");
    }
    add(page, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < table->row_count; r++) {
        const struct table_row *row = &table->rows[r];
        add(page, row->total ? "<tr class=\"total\"" : "<tr");
        if (row->anchor != NULL) {
            add(page, " id=\"figure-");
            escape(page, row->anchor);
            add(page, "\"");
        }
        add(page, ">");
        for (size_t c = 0; c < table->column_count; c++) {
            bool header = table->columns[c].row_header;
            bool right = table->columns[c].align == ALIGN_RIGHT;
            text_printf(&page->text, "<%s%s>", header ? "th scope=\"row\"" : "td",
                        right ? " class=\"number\"" : "");
            bool link = has_target(page, row->cells[c].figure);
            if (link) {
                open_link(page, row->cells[c].figure);
            }
            escape(page, row->cells[c].text);
            add(page, link ? "</a>" : "");
            add(page, header ? "</th>" : "</td>");
        }
        add(page, "</tr>\n");
    }
    add(page, "</tbody></table></div>\n");
    if (table->note != NULL && table->note[0] != '\0') {
        add(page, "<p class=\"source\">");
        escape(page, table->note);
        add(page, "</p>\n");
    }
}

static void write_svg(struct page_writer *page, const struct chart *chart, double width,
                      const char *class)
{
    const struct canvas *canvas =
        chart_draw(page->arena, &page->setter, chart, width, page->report->language);
    int number = ++page->charts;
    text_printf(&page->text,
                "<svg class=\"%s\" role=\"img\" aria-labelledby=\"chart-%d-t chart-%d-d\" "
                "viewBox=\"-2 -2 %ld %ld\">\n<title id=\"chart-%d-t\">",
                class, number, number, lround(ceil(width)) + 4, lround(ceil(canvas->height)) + 4,
                number);
    escape(page, chart->title);
    text_printf(&page->text, "</title><desc id=\"chart-%d-d\">", number);
    escape(page, chart_alt(page->arena, chart, page->report->language));
    add(page, "</desc>\n");
    svg_shapes(&page->text, canvas, NULL);
    add(page, "</svg>\n");
}

static void write_chart(struct page_writer *page, const struct block *block)
{
    const struct chart *chart = block->chart;
    add(page, "<figure>\n<figcaption>");
    if (chart->title != NULL) {
        add(page, "<strong>");
        escape(page, chart->title);
        add(page, "</strong>");
    }
    if (chart->subtitle != NULL) {
        add(page, "<span>");
        escape(page, chart->subtitle);
        add(page, "</span>");
    }
    add(page, "</figcaption>\n");
    if (chart->form == CHART_MAP) {
        write_svg(page, chart, NARROW, "map");
    } else if (block->width == WIDTH_HALF) {
        write_svg(page, chart, NARROW, "half");
    } else {
        write_svg(page, chart, WIDE, "wide");
        write_svg(page, chart, NARROW, "narrow");
    }
    struct report_table *table = chart_table(page->arena, chart, page->report->language);
    if (table != NULL) {
        add(page, "<details><summary>");
        add(page, pick(page, "Cijfers van deze grafiek", "Figures of this chart"));
        add(page, "</summary>\n");
        table->caption = chart->title;
        write_table(page, table);
        add(page, "</details>\n");
    }
    if (chart->source != NULL) {
        add(page, "<p class=\"source\">");
        escape(page, chart->source);
        add(page, "</p>\n");
    }
    add(page, "</figure>\n");
}

static void write_value(struct page_writer *page, const struct key_figure *figure)
{
    bool link = has_target(page, figure->id);
    if (link) {
        open_link(page, figure->id);
    }
    escape(page, figure->value);
    add(page, link ? "</a>" : "");
}

static void write_figures(struct page_writer *page, const struct block *block)
{
    add(page,
        block->width == WIDTH_HALF ? "<ul class=\"figures\">\n" : "<ul class=\"figures row\">\n");
    for (size_t i = 0; i < block->figure_count; i++) {
        add(page, "<li><strong>");
        write_value(page, &block->figures[i]);
        add(page, "</strong> <span>");
        escape(page, block->figures[i].label);
        add(page, "</span></li>\n");
    }
    add(page, "</ul>\n");
}

static void write_headline(struct page_writer *page, const struct block *block)
{
    if (block->figure_count == 0) {
        return;
    }
    const struct key_figure *figure = &block->figures[0];
    add(page, "<div class=\"headline\"><p class=\"number\">");
    write_value(page, figure);
    add(page, "</p><p class=\"label\">");
    escape(page, figure->label);
    add(page, "</p>\n");
    if (figure->definition != NULL) {
        add(page, "<p>");
        escape(page, figure->definition);
        add(page, "</p>");
    }
    if (figure->range != NULL) {
        add(page, "<p class=\"source\">");
        escape(page, figure->range);
        add(page, "</p>");
    }
    add(page, "</div>\n");
}

static void write_contents(struct page_writer *page, const struct block *parent, int *number)
{
    for (size_t i = 0; i < parent->child_count; i++) {
        const struct block *block = parent->children[i];
        if (block->kind == BLOCK_HEADING) {
            ++*number;
            bool announces =
                i + 1 < parent->child_count && parent->children[i + 1]->kind == BLOCK_CONTENTS;
            if (block->level == 2 && !announces) {
                text_printf(&page->text, "<li><a href=\"#part-%d\">", *number);
                escape(page, rich_plain(page->arena, &block->text));
                add(page, "</a></li>\n");
            }
        }
        write_contents(page, block, number);
    }
}

static void write_children(struct page_writer *page, const struct block *block);

static void write_heading(struct page_writer *page, const struct block *block)
{
    int level = block->level < 2 ? 2 : block->level > 6 ? 6 : block->level;
    text_printf(&page->text, "<h%d id=\"part-%d\">", level, ++page->headings);
    write_rich(page, &block->text);
    text_printf(&page->text, "</h%d>\n", level);
}

static void write_quote(struct page_writer *page, const struct block *block)
{
    add(page, "<blockquote><p>");
    write_rich(page, &block->text);
    add(page, "</p>");
    if (block->attribution != NULL) {
        add(page, "<footer>");
        escape(page, block->attribution);
        add(page, "</footer>");
    }
    add(page, "</blockquote>\n");
}

static void write_block(struct page_writer *page, const struct block *block)
{
    int number = 0;
    switch (block->kind) {
    case BLOCK_HEADING:
        write_heading(page, block);
        break;
    case BLOCK_PARAGRAPH:
        write_text_block(page, "p", &block->text);
        break;
    case BLOCK_LEAD:
        write_text_block(page, "p class=\"lead\"", &block->text);
        break;
    case BLOCK_LIST:
        add(page, block->ordered ? "<ol>\n" : "<ul>\n");
        write_children(page, block);
        add(page, block->ordered ? "</ol>\n" : "</ul>\n");
        break;
    case BLOCK_ITEM:
        add(page, "<li>");
        write_rich(page, &block->text);
        write_children(page, block);
        add(page, "</li>\n");
        break;
    case BLOCK_HEADLINE:
        write_headline(page, block);
        break;
    case BLOCK_FIGURES:
        write_figures(page, block);
        break;
    case BLOCK_TABLE:
        write_table(page, block->table);
        break;
    case BLOCK_CHART:
        write_chart(page, block);
        break;
    case BLOCK_QUOTE:
        write_quote(page, block);
        break;
    case BLOCK_NOTE:
        write_text_block(page, "p class=\"notice\"", &block->text);
        break;
    case BLOCK_CONTENTS:
        add(page, "<nav aria-label=\"");
        add(page, report_word(page->report->language, WORD_CONTENTS));
        add(page, "\"><ol class=\"contents\">\n");
        write_contents(page, page->report->body, &number);
        add(page, "</ol></nav>\n");
        break;
    case BLOCK_PAGE_BREAK:
        break; /* a screen has no pages; in print the chapters begin their own */
    case BLOCK_SECTION:
        write_children(page, block);
        break;
    }
}

/* Two half blocks in a row stand side by side where there is room. */
static void write_children(struct page_writer *page, const struct block *block)
{
    for (size_t i = 0; i < block->child_count; i++) {
        bool pair = block->children[i]->width == WIDTH_HALF && i + 1 < block->child_count &&
                    block->children[i + 1]->width == WIDTH_HALF;
        if (pair) {
            add(page, "<div class=\"pair\"><div>\n");
            write_block(page, block->children[i]);
            add(page, "</div><div>\n");
            write_block(page, block->children[++i]);
            add(page, "</div></div>\n");
        } else {
            write_block(page, block->children[i]);
        }
    }
}

/* The logo goes into the page itself, in base 64, after the same look at it as for the PDF. */
static void write_logo(struct page_writer *page)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const struct report *report = page->report;
    const char *reason = NULL;
    if (report->logo.size == 0 || picture_read(page->arena, report->logo, &reason) == NULL) {
        return;
    }
    add(page, "<span class=\"logo\"><img alt=\"");
    escape(page, report->logo_alt != NULL ? report->logo_alt : pick(page, "Logo", "Logo"));
    add(page, "\" src=\"data:image/png;base64,");
    for (size_t i = 0; i < report->logo.size; i += 3) {
        size_t left = report->logo.size - i;
        const unsigned char *p = report->logo.data + i;
        unsigned bits =
            (unsigned)p[0] << 16 | (left > 1 ? (unsigned)p[1] << 8 : 0) | (left > 2 ? p[2] : 0);
        text_add_char(&page->text, digits[bits >> 18]);
        text_add_char(&page->text, digits[bits >> 12 & 63]);
        text_add_char(&page->text, left > 1 ? digits[bits >> 6 & 63] : '=');
        text_add_char(&page->text, left > 2 ? digits[bits & 63] : '=');
    }
    add(page, "\"></span>\n");
}

static void write_head(struct page_writer *page)
{
    const struct report *report = page->report;
    text_printf(&page->text,
                "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                report->language == LANGUAGE_NL ? "nl" : "en");
    add(page, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    escape(page, report->title);
    if (report->edition != NULL) {
        add(page, " \xE2\x80\x93 ");
        escape(page, report->edition);
    }
    add(page, "</title>\n");
    if (report->description != NULL) {
        add(page, "<meta name=\"description\" content=\"");
        escape(page, report->description);
        add(page, "\">\n");
    }
    add(page, "<style>\n");
    html_style_write(&page->text, report->accent);
    add(page, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">");
    add(page, report_word(report->language, WORD_SKIP));
    add(page, "</a>\n<header>\n");
    write_logo(page);
    add(page, "<p class=\"running\">");
    escape(page, report->running != NULL ? report->running : report->edition);
    if (!report->final) {
        add(page, " <strong class=\"status\">");
        add(page, report_word(report->language, WORD_CONCEPT));
        add(page, "</strong>");
    }
    add(page, "</p>\n");
    html_thread_write(&page->text);
    add(page, "</header>\n<main id=\"content\">\n<h1>");
    escape(page, report->title);
    add(page, "</h1>\n");
    if (report->subtitle != NULL) {
        add(page, "<p class=\"subtitle\">");
        escape(page, report->subtitle);
        add(page, "</p>\n");
    }
    if (report->embargo != NULL) {
        add(page, "<p><strong class=\"status\">");
        escape(page, report->embargo);
        add(page, "</strong></p>\n");
    }
}

bool render_html(struct arena *arena, const struct report *report,
                 const struct render_options *options, struct bytes *out, struct error *error)
{
    (void)error;
    struct page_writer page = {.arena = arena,
                               .text = text_create(arena),
                               .report = report,
                               .setter = {.fonts = options->fonts}};
    collect_targets(&page, report->body);
    write_head(&page);
    write_children(&page, report->body);
    add(&page, "</main>\n<footer>\n<p>");
    escape(&page, report->as_of_text);
    if (report->version != NULL) {
        add(&page, " \xC2\xB7 ");
        escape(&page, report->version);
    }
    add(&page, "</p>\n</footer>\n</body>\n</html>\n");
    *out = (struct bytes){(const unsigned char *)page.text.bytes, page.text.size};
    return true;
}
