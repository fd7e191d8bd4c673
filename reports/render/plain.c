/* plain: the report as plain text, which also is the golden file of the tests; see plain.h. */
#include "reports/render/plain.h"

#include <string.h>

#include "engine/unicode/fold.h"
#include "reports/render/render.h"

enum { LINE = 78, COLUMN_LEAST = 8 };

size_t plain_length(const char *text)
{
    return text == NULL ? 0 : fold_length(text);
}

void plain_wrap(struct text *out, const char *text, const char *first, const char *indent,
                size_t width)
{
    size_t used = 0;
    const char *before = first;
    while (*text != '\0') {
        size_t size = strcspn(text, " \n");
        size_t length = 0;
        for (size_t i = 0; i < size; i++) {
            length += ((unsigned char)text[i] & 0xC0) != 0x80;
        }
        if (size > 0) {
            if (used == 0) {
                text_add(out, before);
                used = plain_length(before);
            } else if (used + 1 + length > width) {
                text_add_char(out, '\n');
                text_add(out, indent);
                used = plain_length(indent);
            } else {
                text_add_char(out, ' ');
                used++;
            }
            text_add_bytes(out, text, size);
            used += length;
            before = indent;
        }
        text += size;
        text += *text != '\0';
    }
    text_add_char(out, '\n');
}

void plain_columns(const struct report_table *table, size_t *widths, size_t width)
{
    size_t total = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        widths[c] = plain_length(table->columns[c].title);
        for (size_t r = 0; r < table->row_count; r++) {
            size_t length = plain_length(table->rows[r].cells[c].text);
            widths[c] = length > widths[c] ? length : widths[c];
        }
        total += widths[c] + 2;
    }
    while (total > width + 2) {
        size_t widest = 0;
        for (size_t c = 1; c < table->column_count; c++) {
            widest = widths[c] > widths[widest] ? c : widest;
        }
        if (widths[widest] <= COLUMN_LEAST) {
            return;
        }
        widths[widest]--;
        total--;
    }
}

/* Cells that are wider than their column go on in further lines. */
static void write_row(struct text *out, struct arena *arena, const char **cells,
                      const struct report_table *table, const size_t *widths)
{
    bool more = true;
    while (more) {
        more = false;
        struct text line = text_create(arena);
        for (size_t c = 0; c < table->column_count; c++) {
            const char *text = cells[c];
            size_t length = 0;
            size_t fit = 0;
            size_t at = 0;
            size_t characters = 0;
            while (text[at] != '\0' && characters < widths[c]) {
                uint32_t code = 0;
                at += fold_decode(text + at, &code);
                characters++;
                if (text[at] == '\0' || text[at] == ' ') {
                    fit = at;
                    length = characters;
                }
            }
            if (fit == 0) { /* one long word: cut */
                fit = at;
                length = characters;
            }
            bool right = table->columns[c].align == ALIGN_RIGHT;
            for (size_t i = length; right && i < widths[c]; i++) {
                text_add_char(&line, ' ');
            }
            text_add_bytes(&line, text, fit);
            for (size_t i = length; !right && i < widths[c]; i++) {
                text_add_char(&line, ' ');
            }
            text_add(&line, c + 1 < table->column_count ? "  " : "");
            cells[c] = text + fit + (text[fit] == ' ');
            more = more || cells[c][0] != '\0';
        }
        while (line.size > 0 && line.bytes[line.size - 1] == ' ') {
            line.size--;
        }
        text_add_bytes(out, line.bytes, line.size);
        text_add_char(out, '\n');
    }
}

static void write_table(struct text *out, struct arena *arena, const struct report_table *table)
{
    if (table->column_count == 0 || table->row_count == 0) {
        return;
    }
    if (table->caption != NULL) {
        plain_wrap(out, table->caption, "", "", LINE);
        text_add_char(out, '\n');
    }
    size_t *widths = arena_alloc_array(arena, table->column_count, sizeof *widths);
    const char **cells = arena_alloc_array(arena, table->column_count, sizeof *cells);
    plain_columns(table, widths, LINE);
    size_t total = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        cells[c] = table->columns[c].title;
        total += widths[c] + (c > 0 ? 2 : 0);
    }
    write_row(out, arena, cells, table, widths);
    for (size_t i = 0; i < total; i++) {
        text_add_char(out, '-');
    }
    text_add_char(out, '\n');
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++) {
            cells[c] = table->rows[r].cells[c].text;
        }
        write_row(out, arena, cells, table, widths);
    }
    if (table->note != NULL && table->note[0] != '\0') {
        plain_wrap(out, table->note, "", "", LINE);
    }
    text_add_char(out, '\n');
}

static const char *words_of(struct arena *arena, const struct rich *rich)
{
    struct text text = text_create(arena);
    for (size_t i = 0; i < rich->count; i++) {
        const struct run *run = &rich->items[i];
        text_add(&text, run->line_break ? " " : "");
        text_add(&text, run->text);
        if (run->url != NULL) {
            text_printf(&text, " (%s)", run->url);
        }
        if (run->note != NULL) {
            text_printf(&text, " (%s)", rich_plain(arena, run->note));
        }
    }
    return text.bytes;
}

struct writer {
    struct arena *arena;
    const struct report *report;
    struct text *out;
};

static void write_children(struct writer *writer, const struct block *block, int depth);

static void write_heading(struct writer *writer, const char *text, char line)
{
    plain_wrap(writer->out, text, "", "", LINE);
    size_t length = plain_length(text);
    for (size_t i = 0; i < length && i < LINE; i++) {
        text_add_char(writer->out, line);
    }
    text_add(writer->out, "\n\n");
}

static void write_chart(struct writer *writer, const struct chart *chart)
{
    struct text *out = writer->out;
    enum language language = writer->report->language;
    plain_wrap(out, chart->title == NULL ? "" : chart->title, "", "", LINE);
    if (chart->subtitle != NULL) {
        plain_wrap(out, chart->subtitle, "", "", LINE);
    }
    plain_wrap(out, chart_alt(writer->arena, chart, language),
               arena_printf(writer->arena, "[%s] ", report_word(language, WORD_CHART)), "", LINE);
    text_add_char(out, '\n');
    struct report_table *table = chart_table(writer->arena, chart, language);
    if (table != NULL) {
        table->note = chart->source;
        write_table(out, writer->arena, table);
    } else if (chart->source != NULL) {
        plain_wrap(out, chart->source, "", "", LINE);
        text_add_char(out, '\n');
    }
}

static void write_figures(struct writer *writer, const struct block *block)
{
    for (size_t i = 0; i < block->figure_count; i++) {
        const struct key_figure *figure = &block->figures[i];
        plain_wrap(writer->out, arena_printf(writer->arena, "%s %s", figure->value, figure->label),
                   "", "  ", LINE);
        if (figure->definition != NULL) {
            plain_wrap(writer->out, figure->definition, "", "", LINE);
        }
        if (figure->range != NULL) {
            plain_wrap(writer->out, figure->range, "", "", LINE);
        }
    }
    text_add_char(writer->out, '\n');
}

static void write_list(struct writer *writer, const struct block *block, int depth)
{
    for (size_t i = 0; i < block->child_count; i++) {
        const char *pad = arena_printf(writer->arena, "%*s", depth * 4, "");
        const char *mark = block->ordered ? arena_printf(writer->arena, "%s%zu. ", pad, i + 1)
                                          : arena_printf(writer->arena, "%s- ", pad);
        const char *indent = arena_printf(writer->arena, "%*s", (int)strlen(mark), "");
        plain_wrap(writer->out, words_of(writer->arena, &block->children[i]->text), mark, indent,
                   LINE);
        write_children(writer, block->children[i], depth + 1);
    }
    text_add(writer->out, depth == 0 ? "\n" : "");
}

static void write_block(struct writer *writer, const struct block *block, int depth)
{
    struct text *out = writer->out;
    const char *words = words_of(writer->arena, &block->text);
    switch (block->kind) {
    case BLOCK_HEADING:
        write_heading(writer, words, block->level <= 2 ? '=' : '-');
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_LEAD:
    case BLOCK_ITEM:
        plain_wrap(out, words, "", "", LINE);
        text_add_char(out, '\n');
        break;
    case BLOCK_LIST:
        write_list(writer, block, depth);
        break;
    case BLOCK_HEADLINE:
    case BLOCK_FIGURES:
        write_figures(writer, block);
        break;
    case BLOCK_TABLE:
        write_table(out, writer->arena, block->table);
        break;
    case BLOCK_CHART:
        write_chart(writer, block->chart);
        break;
    case BLOCK_QUOTE:
        plain_wrap(out, words, "    ", "    ", LINE);
        if (block->attribution != NULL) {
            plain_wrap(out, block->attribution, "    \xE2\x80\x93 ", "      ", LINE);
        }
        text_add_char(out, '\n');
        break;
    case BLOCK_NOTE:
        plain_wrap(out, words, "| ", "| ", LINE);
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

bool render_text(struct arena *arena, const struct report *report,
                 const struct render_options *options, struct bytes *out, struct error *error)
{
    (void)options;
    (void)error;
    struct text text = text_create(arena);
    struct writer writer = {arena, report, &text};
    write_heading(&writer, report->title, '=');
    if (report->subtitle != NULL) {
        plain_wrap(&text, report->subtitle, "", "", LINE);
        text_add_char(&text, '\n');
    }
    if (!report->final) {
        text_printf(&text, "%s\n\n", report_word(report->language, WORD_CONCEPT));
    }
    write_children(&writer, report->body, 0);
    if (report->as_of_text != NULL) {
        plain_wrap(&text, report->as_of_text, "", "", LINE);
    }
    *out = (struct bytes){(const unsigned char *)text.bytes, text.size};
    return true;
}
