/* Every export in fixtures/exports counts to the same when another program saves it: other
 * separators, quotes, line ends and encodings, rows padded to one width, blank rows at both ends, a
 * line sep=, a workbook. What each should count to is the business of test_recognise_exports; here
 * the file as it stands is the measure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/command/inspect.h"
#include "engine/read/source.h"
#include "engine/read/table.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/respell.h"

#define FOLDER "fixtures/exports/"

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

struct line {
    const char **cells;
    size_t count;
};

struct sheet {
    struct line *lines;
    size_t count, width;
};

/* The records of a text; false for a file that is none, or whose quotes cannot be trusted. */
static bool read_sheet(struct arena *arena, const struct source_bytes *bytes, char delimiter,
                       struct sheet *sheet)
{
    VECTOR(struct line) lines = {0};
    struct table *table = table_open(arena, bytes->data, bytes->size);
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
        struct line *line = VECTOR_PUSH(arena, &lines);
        line->count = record.count;
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
        const struct line *line = &sheet->lines[i];
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
        const struct line *line = &sheet->lines[i];
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

static bool same_counts(const struct inspection *a, const struct inspection *b)
{
    double minutes = a->minutes - b->minutes;
    double without = a->minutes_no_staff - b->minutes_no_staff;
    return a->source->kind == b->source->kind && a->source->format == b->source->format &&
           a->registrations == b->registrations && a->attendees == b->attendees &&
           a->attendees_no_staff == b->attendees_no_staff && a->responses == b->responses &&
           a->bad_rows == b->bad_rows && a->source->rows_read == b->source->rows_read &&
           a->source->rows_used == b->source->rows_used && minutes < 0.001 && minutes > -0.001 &&
           without < 0.001 && without > -0.001;
}

static void say(const char *file, const char *program, const struct inspection *found,
                const struct inspection *as_it_is)
{
    fprintf(stderr,
            "%s, %s: %s %llu registrations, %llu people, %.2f minutes, %llu forms, %llu bad of "
            "%llu; as it is: %s %llu, %llu, %.2f, %llu, %llu of %llu\n",
            file, program, source_kind_word(found->source->kind),
            (unsigned long long)found->registrations, (unsigned long long)found->attendees,
            found->minutes, (unsigned long long)found->responses,
            (unsigned long long)found->bad_rows, (unsigned long long)found->source->rows_read,
            source_kind_word(as_it_is->source->kind), (unsigned long long)as_it_is->registrations,
            (unsigned long long)as_it_is->attendees, as_it_is->minutes,
            (unsigned long long)as_it_is->responses, (unsigned long long)as_it_is->bad_rows,
            (unsigned long long)as_it_is->source->rows_read);
}

static int respelled, different;

static void check_file(const char *file)
{
    struct arena *arena = arena_create();
    const char *path = arena_printf(arena, FOLDER "%s", file);
    struct source_bytes bytes;
    struct inspection as_it_is;
    struct sheet sheet;
    struct error error = {0};
    assert_true(source_load(arena, path, &bytes, &error));
    assert_true(inspect_bytes(arena, NULL, path, bytes.data, bytes.size, &as_it_is, &error));
    enum source_kind kind = as_it_is.source->kind;
    bool counts = kind == SOURCE_REGISTRATION || kind == SOURCE_ATTENDANCE ||
                  kind == SOURCE_REGISTRATION_ATTENDANCE || kind == SOURCE_EVALUATION;
    counts = counts && read_sheet(arena, &bytes, as_it_is.source->delimiter, &sheet);
    for (size_t i = 0; counts && i < sizeof programs / sizeof *programs; i++) {
        struct text text = as_text(arena, &sheet, &programs[i].spelling, programs[i].layout);
        if (!respell_fits(&programs[i].spelling, &text)) {
            continue;
        }
        struct text saved = programs[i].layout == WORKBOOK
                                ? as_workbook(arena, &sheet)
                                : respell_encode(arena, &programs[i].spelling, &text);
        /* The name is a session's where nothing else is: only its end may change. */
        const char *dot = strrchr(path, '.');
        const char *name = programs[i].layout == WORKBOOK
                               ? arena_printf(arena, "%.*s.xlsx", (int)(dot - path), path)
                               : path;
        struct inspection found;
        assert_true(inspect_bytes(arena, NULL, name, saved.bytes, saved.size, &found, &error));
        respelled++;
        if (!same_counts(&found, &as_it_is)) {
            say(file, programs[i].name, &found, &as_it_is);
            different++;
        }
    }
    arena_destroy(arena);
}

static void check_table(const char *folder)
{
    struct arena *arena = arena_create();
    struct error error = {0};
    struct source_bytes bytes;
    struct record record;
    assert_true(
        source_load(arena, arena_printf(arena, FOLDER "%sEXPECTED.csv", folder), &bytes, &error));
    struct table *table = table_open(arena, bytes.data, bytes.size);
    table_choose_delimiter(table, ',');
    assert_true(table_next(table, &record));
    while (table_next(table, &record)) {
        /* No other program can save a quote that is never closed; a cell of megabytes says nothing
         * more in another encoding. */
        const char *file = record.count > 1 ? record.cells[0] : "quote";
        if (strstr(file, "quote") == NULL && strstr(file, "grote-cel") == NULL) {
            check_file(arena_printf(arena, "%s%s", folder, file));
        }
    }
    arena_destroy(arena);
}

static void every_export_counts_the_same_when_another_program_saves_it(void **state)
{
    (void)state;
    check_table("samples/");
    check_table("");
    assert_true(respelled > 1500);
    assert_int_equal(different, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_export_counts_the_same_when_another_program_saves_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
