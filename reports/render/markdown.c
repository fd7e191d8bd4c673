/* markdown: the report as Markdown (with pipe tables), for Word, a wiki or a form. */
#include <string.h>

#include "reports/render/plain.h"
#include "reports/render/render.h"

struct writer {
    struct arena *arena;
    const struct report *report;
    struct text *out;
};

static void escape(struct text *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        if (strchr("\\`*_[]<>|#", *text) != NULL) {
            text_add_char(out, '\\');
        }
        text_add_char(out, *text == '\n' ? ' ' : *text);
    }
}

static void write_rich(struct writer *writer, const struct rich *rich)
{
    struct text *out = writer->out;
    for (size_t i = 0; i < rich->count; i++) {
        const struct run *run = &rich->items[i];
        const char *mark = run->strong ? "**" : run->emphasis ? "*" : "";
        /* A mark must stand against a word: blanks at the ends go outside. */
        size_t lead = strspn(run->text, " ");
        size_t size = strlen(run->text);
        size_t trail = 0;
        while (trail < size - lead && run->text[size - 1 - trail] == ' ') {
            trail++;
        }
        text_add(out, run->line_break ? "  \n" : "");
        text_add_bytes(out, run->text, lead);
        const char *core = arena_copy(writer->arena, run->text + lead, size - lead - trail);
        text_add(out, core[0] != '\0' ? mark : "");
        text_add(out, run->url != NULL ? "[" : "");
        escape(out, core);
        if (run->url != NULL) {
            text_printf(out, "](<%s>)", run->url);
        }
        text_add(out, core[0] != '\0' ? mark : "");
        text_add_bytes(out, run->text + size - trail, trail);
        if (run->note != NULL) {
            text_add(out, " (");
            write_rich(writer, run->note);
            text_add(out, ")");
        }
    }
}

static void write_line(struct writer *writer, const char *before, const char *text,
                       const char *after)
{
    if (text == NULL || text[0] == '\0') {
        return;
    }
    text_add(writer->out, before);
    escape(writer->out, text);
    text_add(writer->out, after);
}

static void write_table(struct writer *writer, const struct report_table *table)
{
    struct text *out = writer->out;
    if (table->column_count == 0 || table->row_count == 0) {
        return;
    }
    write_line(writer, "**", table->caption, "**\n\n");
    for (size_t c = 0; c < table->column_count; c++) {
        text_add(out, "| ");
        escape(out, table->columns[c].title);
        text_add_char(out, ' ');
    }
    text_add(out, "|\n");
    for (size_t c = 0; c < table->column_count; c++) {
        text_add(out, table->columns[c].align == ALIGN_RIGHT ? "| ---: " : "| --- ");
    }
    text_add(out, "|\n");
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++) {
            text_add(out, "| ");
            escape(out, table->rows[r].cells[c].text);
            text_add_char(out, ' ');
        }
        text_add(out, "|\n");
    }
    text_add_char(out, '\n');
    write_line(writer, "", table->note, "\n\n");
}

static void write_children(struct writer *writer, const struct block *block, int depth);

static void write_chart(struct writer *writer, const struct chart *chart)
{
    enum language language = writer->report->language;
    write_line(writer, "**", chart->title, "**\n\n");
    write_line(writer, "", chart->subtitle, "\n\n");
    struct report_table *table = chart_table(writer->arena, chart, language);
    if (table != NULL) {
        write_table(writer, table);
    } else {
        write_line(writer, "", chart_alt(writer->arena, chart, language), "\n\n");
    }
    write_line(writer, "", chart->source, "\n\n");
}

static void write_figures(struct writer *writer, const struct block *block)
{
    bool list = block->kind == BLOCK_FIGURES;
    for (size_t i = 0; i < block->figure_count; i++) {
        const struct key_figure *figure = &block->figures[i];
        text_add(writer->out, list ? "- **" : "**");
        escape(writer->out, figure->value);
        text_add(writer->out, "** ");
        escape(writer->out, figure->label);
        text_add(writer->out, list ? "\n" : "\n\n");
        write_line(writer, list ? "  " : "", figure->definition, list ? "\n" : "\n\n");
        write_line(writer, list ? "  " : "", figure->range, list ? "\n" : "\n\n");
    }
    text_add(writer->out, list ? "\n" : "");
}

static void write_list(struct writer *writer, const struct block *block, int depth)
{
    for (size_t i = 0; i < block->child_count; i++) {
        text_printf(writer->out, "%*s", depth * 4, "");
        if (block->ordered) {
            text_printf(writer->out, "%zu. ", i + 1);
        } else {
            text_add(writer->out, "- ");
        }
        write_rich(writer, &block->children[i]->text);
        text_add_char(writer->out, '\n');
        write_children(writer, block->children[i], depth + 1);
    }
    text_add(writer->out, depth == 0 ? "\n" : "");
}

static void write_block(struct writer *writer, const struct block *block, int depth)
{
    struct text *out = writer->out;
    switch (block->kind) {
    case BLOCK_HEADING:
        for (int i = 0; i < block->level; i++) {
            text_add_char(out, '#');
        }
        text_add_char(out, ' ');
        write_rich(writer, &block->text);
        text_add(out, "\n\n");
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_LEAD:
    case BLOCK_ITEM:
        write_rich(writer, &block->text);
        text_add(out, "\n\n");
        break;
    case BLOCK_LIST:
        write_list(writer, block, depth);
        break;
    case BLOCK_HEADLINE:
    case BLOCK_FIGURES:
        write_figures(writer, block);
        break;
    case BLOCK_TABLE:
        write_table(writer, block->table);
        break;
    case BLOCK_CHART:
        write_chart(writer, block->chart);
        break;
    case BLOCK_QUOTE:
    case BLOCK_NOTE:
        text_add(out, "> ");
        write_rich(writer, &block->text);
        text_add_char(out, '\n');
        write_line(writer, ">\n> \xE2\x80\x93 ", block->attribution, "\n");
        text_add_char(out, '\n');
        break;
    case BLOCK_CONTENTS:
    case BLOCK_PAGE_BREAK:
        break; /* a text has no pages */
    case BLOCK_SECTION:
        write_children(writer, block, depth);
        break;
    }
}

static void write_children(struct writer *writer, const struct block *block, int depth)
{
    for (size_t i = 0; i < block->child_count; i++) {
        bool announces = block->children[i]->kind == BLOCK_HEADING && i + 1 < block->child_count &&
                         block->children[i + 1]->kind == BLOCK_CONTENTS;
        if (!announces) {
            write_block(writer, block->children[i], depth);
        }
    }
}

bool render_markdown(struct arena *arena, const struct report *report,
                     const struct render_options *options, struct bytes *out, struct error *error)
{
    (void)options;
    (void)error;
    struct text text = text_create(arena);
    struct writer writer = {arena, report, &text};
    write_line(&writer, "# ", report->title, "\n\n");
    write_line(&writer, "", report->subtitle, "\n\n");
    write_line(&writer, "**", report->embargo, "**\n\n");
    if (!report->final) {
        write_line(&writer, "*", report_word(report->language, WORD_CONCEPT), "*\n\n");
    }
    write_children(&writer, report->body, 0);
    write_line(&writer, "", report->as_of_text, "\n");
    *out = (struct bytes){(const unsigned char *)text.bytes, text.size};
    return true;
}
