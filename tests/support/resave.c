/* resave: see resave.h. */
#include "tests/support/resave.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/vector.h"
#include "engine/read/table.h"
#include "tests/support/respell.h"

enum layout { AS_IS, PADDED, BLANK_ROWS, WORKBOOK };

static const struct {
    const char *name;
    struct respelling spelling;
    enum layout layout;
} programs[] = {
    {"comma", {',', "\n", ENCODING_UTF_8, false, false, false}, AS_IS},
    {"semicolon", {';', "\r\n", ENCODING_UTF_8, true, false, false}, AS_IS},
    {"tab", {'\t', "\r\n", ENCODING_UTF_16LE, true, false, false}, AS_IS},
    {"bare utf-16be", {'\t', "\n", ENCODING_UTF_16BE, false, false, false}, AS_IS},
    {"bare utf-16le", {';', "\r\n", ENCODING_UTF_16LE, false, true, false}, AS_IS},
    {"old excel", {';', "\r\n", ENCODING_WINDOWS_1252, false, false, false}, PADDED},
    {"bar", {'|', "\n", ENCODING_UTF_8, false, false, false}, AS_IS},
    {"all quoted", {',', "\r\n", ENCODING_UTF_8, false, true, false}, PADDED},
    {"old mac", {';', "\r", ENCODING_UTF_8, false, true, false}, AS_IS},
    {"hint", {';', "\r\n", ENCODING_UTF_8, false, false, true}, AS_IS},
    {"blank rows", {';', "\r\n", ENCODING_UTF_8, true, false, false}, BLANK_ROWS},
    {"workbook", {',', "\n", ENCODING_UTF_8, false, false, false}, WORKBOOK},
};

size_t resave_programs(void)
{
    return sizeof programs / sizeof *programs;
}

const char *resave_program_name(size_t program)
{
    return programs[program].name;
}

bool resave_read(struct arena *arena, const void *bytes, size_t size, char delimiter,
                 struct sheet *sheet)
{
    VECTOR(struct sheet_line) lines = {0};
    struct table *table = table_open(arena, bytes, size);
    if (table->content != TABLE_TEXT) {
        return false;
    }
    if (!table->said) {
        table_choose_delimiter(table, delimiter);
    }
    struct record record;
    *sheet = (struct sheet){0};
    while (table_next(table, &record)) {
        if (record.quote_open) {
            return false;
        }
        struct sheet_line *line = VECTOR_PUSH(arena, &lines);
        line->count = record.count;
        line->line = record.line;
        line->cells = arena_alloc_array(arena, record.count + 1, sizeof *line->cells);
        for (size_t i = 0; i < record.count; i++) {
            line->cells[i] = arena_strdup(arena, record.cells[i]);
        }
        sheet->width = record.count > sheet->width ? record.count : sheet->width;
    }
    sheet->lines = lines.items;
    sheet->count = lines.count;
    return true;
}

static void put_blanks(struct text *out, const struct respelling *spelling, size_t width, int rows)
{
    for (int row = 0; row < rows; row++) {
        for (size_t i = 0; i < width; i++) {
            respell_cell(out, spelling, "", i + 1 == width);
        }
    }
}

static struct text as_text(struct arena *arena, const struct sheet *sheet,
                           const struct respelling *spelling, enum layout layout)
{
    struct text out = respell_start(arena, spelling);
    size_t least = layout == AS_IS ? 1 : sheet->width;
    if (layout == BLANK_ROWS) {
        put_blanks(&out, spelling, least, 2);
    }
    for (size_t i = 0; i < sheet->count; i++) {
        const struct sheet_line *line = &sheet->lines[i];
        size_t width = line->count > least ? line->count : least;
        for (size_t k = 0; k < width; k++) {
            respell_cell(&out, spelling, k < line->count ? line->cells[k] : "", k + 1 == width);
        }
    }
    if (layout == BLANK_ROWS) {
        put_blanks(&out, spelling, least, 3);
    }
    return out;
}

static void put_reference(struct text *out, size_t column, size_t row)
{
    char letters[4] = {(char)('A' + column % 26), '\0'};
    if (column >= 26) {
        letters[1] = letters[0];
        letters[0] = (char)('A' + column / 26 - 1);
    }
    text_printf(out, "%s%zu", letters, row);
}

static struct text as_workbook(struct arena *arena, const struct sheet *sheet)
{
    struct text rows = text_create(arena);
    for (size_t i = 0; i < sheet->count; i++) {
        const struct sheet_line *line = &sheet->lines[i];
        text_printf(&rows, "<row r=\"%zu\">", i + 1);
        for (size_t k = 0; k < line->count; k++) {
            if (*line->cells[k] != '\0') {
                text_add(&rows, "<c r=\"");
                put_reference(&rows, k, i + 1);
                text_add(&rows, "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                respell_xml(&rows, line->cells[k]);
                text_add(&rows, "</t></is></c>");
            }
        }
        text_add(&rows, "</row>");
    }
    return respell_workbook(arena, &rows);
}

bool resave_write(struct arena *arena, const struct sheet *sheet, size_t program, const char *path,
                  struct resaved *saved)
{
    const struct respelling *spelling = &programs[program].spelling;
    struct text text = as_text(arena, sheet, spelling, programs[program].layout);
    if (!respell_fits(spelling, &text)) {
        return false;
    }
    saved->path = path;
    if (programs[program].layout != WORKBOOK) {
        saved->bytes = respell_encode(arena, spelling, &text);
        return true;
    }
    /* The name is a session's where nothing else is: only its end may change. */
    const char *dot = strrchr(path, '.');
    saved->path = arena_printf(arena, "%.*s.xlsx", (int)(dot - path), path);
    saved->bytes = as_workbook(arena, sheet);
    return true;
}
