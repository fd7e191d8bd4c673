/* Tests of reports/render: the PDF, with qpdf and poppler as judges. DEMO_PDF=path keeps the file.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "reports/render/layout.h"
#include "reports/render/render.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/demo_report.h"

struct fixture {
    struct arena *arena;
    struct font_set *fonts;
    struct report report;
    struct bytes pdf;
    char path[64];
};

static struct bytes pdf_of(struct fixture *f, const struct report *report, bool embed,
                           struct render_notes *notes)
{
    struct error error = {0};
    struct render_options options = {.fonts = f->fonts, .embed = embed, .notes = notes};
    struct bytes out = {NULL, 0};
    if (!render_pdf(f->arena, report, &options, &out, &error)) {
        fail_msg("%s", error.detail);
    }
    return out;
}

static void write_file(const char *path, struct bytes bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    fclose(file);
}

static int set_up(void **state)
{
    static struct fixture f;
    struct error error = {0};
    f.arena = arena_create();
    f.fonts = font_set_load(f.arena, NULL, &error);
    assert_non_null(f.fonts);
    f.report = demo_report(f.arena, LANGUAGE_NL);
    f.pdf = pdf_of(&f, &f.report, true, NULL);
    snprintf(f.path, sizeof f.path, "/tmp/rodedraad-test-XXXXXX");
    int descriptor = mkstemp(f.path);
    assert_true(descriptor >= 0);
    close(descriptor);
    write_file(f.path, f.pdf);
    if (getenv("DEMO_PDF") != NULL) {
        write_file(getenv("DEMO_PDF"), f.pdf);
    }
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    unlink(f->path);
    arena_destroy(f->arena);
    return 0;
}

/* What a program says about a file. */
static const char *said(struct fixture *f, const char *command, const char *path, int *status)
{
    FILE *pipe = popen(arena_printf(f->arena, "%s %s 2>&1", command, path), "r");
    assert_non_null(pipe);
    struct text text = text_create(f->arena);
    char block[4096];
    size_t size = 0;
    while ((size = fread(block, 1, sizeof block, pipe)) > 0) {
        text_add_bytes(&text, block, size);
    }
    *status = pclose(pipe);
    return text.bytes;
}

static void same_report_gives_same_bytes(void **state)
{
    struct fixture *f = *state;
    struct bytes again = pdf_of(f, &f->report, true, NULL);
    assert_int_equal(again.size, f->pdf.size);
    assert_memory_equal(again.data, f->pdf.data, again.size);
}

static void qpdf_finds_no_fault(void **state)
{
    struct fixture *f = *state;
    int status = 0;
    const char *text = said(f, "qpdf --check", f->path, &status);
    assert_int_equal(status, 0);
    assert_non_null(strstr(text, "No syntax or stream encoding errors"));
    assert_null(strstr(text, "WARNING"));
}

/* Words in the order of the tag tree, layout and page aside. */
static void structure_holds_the_text_in_reading_order(void **state)
{
    struct fixture *f = *state;
    int status = 0;
    const char *text = said(f, "pdfinfo -struct-text", f->path, &status);
    assert_int_equal(status, 0);
    static const char *const wanted[] = {"H1",
                                         "De week in cijfers",
                                         "meer dan 6,8 miljoen",
                                         "1.204",
                                         "mensen meldden zich",
                                         "TOC",
                                         "Link",
                                         "H2",
                                         "Deelname",
                                         "67,5%",
                                         "Note",
                                         "BlockQuote",
                                         "Table",
                                         "Caption",
                                         "TH",
                                         "Gemeente",
                                         "TD",
                                         "6.814.230",
                                         "Bijlage 2"};
    const char *at = text;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        at = strstr(at, wanted[i]);
        if (at == NULL) {
            fail_msg("not found in this place: %s", wanted[i]);
        }
    }
}

/* The whole structure as poppler reads it, against the golden file (GOLDEN=write rewrites it). */
static void structure_is_as_the_golden_file(void **state)
{
    struct fixture *f = *state;
    static const char path[] = "tests/golden/report/demo.nl.structure";
    int status = 0;
    const char *text =
        said(f, "pdfinfo -struct-text",
             arena_printf(f->arena, "%s | sed 's/Object .*/Object/'", f->path), &status);
    assert_int_equal(status, 0);
    const char *mode = getenv("GOLDEN");
    if (mode != NULL && strcmp(mode, "write") == 0) {
        write_file(path, (struct bytes){(const unsigned char *)text, strlen(text)});
    }
    const char *golden = said(f, "cat", path, &status);
    if (strcmp(text, golden) != 0) {
        fail_msg("the structure differs from %s", path);
    }
}

static void all_fonts_are_embedded_with_unicode(void **state)
{
    struct fixture *f = *state;
    int status = 0;
    const char *text = said(f, "pdffonts", f->path, &status);
    assert_int_equal(status, 0);
    int fonts = 0;
    for (const char *at = text; (at = strstr(at, "CID TrueType")) != NULL; at++) {
        const char *yes = strstr(at, "yes yes yes");
        assert_true(yes != NULL && yes - at < 60);
        fonts++;
    }
    assert_in_range(fonts, 3, FACES);
}

static void files_can_be_taken_out_again(void **state)
{
    struct fixture *f = *state;
    int status = 0;
    const char *list = said(f, "pdfdetach -list", f->path, &status);
    assert_non_null(strstr(list, "figures.json"));
    assert_non_null(strstr(list, "municipalities.csv"));
    const char *bytes =
        said(f, "pdfdetach -savefile figures.json -o /dev/stdout", f->path, &status);
    assert_int_equal(
        strncmp(bytes, (const char *)f->report.files[0].bytes.data, f->report.files[0].bytes.size),
        0);
}

static void without_files_it_claims_the_second_part(void **state)
{
    struct fixture *f = *state;
    struct bytes plain = pdf_of(f, &f->report, false, NULL);
    const char *text = arena_copy(f->arena, (const char *)plain.data, plain.size);
    bool second = false;
    for (size_t i = 0; i + 30 < plain.size; i++) {
        second = second || memcmp(text + i, "<pdfaid:part>2</pdfaid:part>", 28) == 0;
        assert_true(memcmp(text + i, "/EmbeddedFile", 13) != 0);
    }
    assert_true(second);
}

struct text_box {
    double left, right, top, bottom;
    const char *text;
    int size;
};
struct text_boxes {
    struct text_box *items;
    size_t count, capacity;
};

/* All texts of a page, those in pictures too. The top is that of small letters: descenders may
 * touch the ascenders of the next line. */
static struct text_boxes boxes_of(struct arena *arena, const struct page *page)
{
    struct text_boxes boxes = {0};
    for (size_t i = 0; i < page->items.count; i++) {
        const struct item *item = &page->items.items[i];
        if (item->kind == ITEM_TEXT) {
            *VECTOR_PUSH(arena, &boxes) = (struct text_box){
                item->x,    item->x + item->width, item->y - item->points * 0.7, item->y,
                item->text, (int)item->size};
        }
        for (size_t k = 0; item->kind == ITEM_CANVAS && k < item->canvas->shapes.count; k++) {
            const struct shape *shape = &item->canvas->shapes.items[k];
            double x = item->x + shape->x -
                       (shape->align == CANVAS_RIGHT    ? shape->width
                        : shape->align == CANVAS_MIDDLE ? shape->width / 2
                                                        : 0);
            double y = item->y + shape->y;
            if (shape->is_text) {
                *VECTOR_PUSH(arena, &boxes) =
                    (struct text_box){x, x + shape->width, y - shape->points * 0.7,
                                      y, shape->text,      (int)strlen(shape->text)};
            }
        }
    }
    return boxes;
}

static void check_boxes(struct fixture *f, const struct report *report)
{
    struct typesetter setter = {.fonts = f->fonts};
    const struct layout *layout = layout_report(f->arena, &setter, report, NULL);
    for (size_t p = 0; p < layout->pages.count; p++) {
        struct text_boxes boxes = boxes_of(f->arena, &layout->pages.items[p]);
        for (size_t i = 0; i < boxes.count; i++) {
            const struct text_box *a = &boxes.items[i];
            if (a->left < 0 || a->right > PAGE_WIDTH - PAGE_RIGHT + 0.6 || a->top < 0 ||
                a->bottom > 830) {
                fail_msg("page %zu: '%.*s' sticks out", p + 1, a->size, a->text);
            }
            for (size_t k = i + 1; k < boxes.count; k++) {
                const struct text_box *b = &boxes.items[k];
                bool apart = a->right <= b->left + 0.3 || b->right <= a->left + 0.3 ||
                             a->bottom <= b->top || b->bottom <= a->top;
                if (!apart) {
                    fail_msg("page %zu: '%.*s' over '%.*s'", p + 1, a->size, a->text, b->size,
                             b->text);
                }
            }
        }
    }
}

static void no_texts_overlap(void **state)
{
    struct fixture *f = *state;
    check_boxes(f, &f->report);
}

/* Long titles, long names, many rows, everything at once. */
static void hard_reports_hold_together(void **state)
{
    struct fixture *f = *state;
    static const char name[] = "Gemeenschappelijke regeling Werkorganisatie Druten-Wijchen e.o.";
    struct report report = f->report;
    char title[201];
    for (size_t i = 0; i < 200; i++) {
        title[i] = i % 9 == 8 ? ' ' : (char)('a' + i % 23);
    }
    title[200] = '\0';
    report.title = title;
    report.subtitle = title;
    report.edition = title;
    report.body = block_create(f->arena, BLOCK_SECTION);
    block_add_heading(f->arena, report.body, 2, title);
    struct block *holder = block_add(f->arena, report.body, BLOCK_TABLE);
    holder->table = report_table_create(f->arena, title, 6);
    for (size_t c = 0; c < 6; c++) {
        holder->table->columns[c].title = c % 2 == 0 ? "Waterschapsverkiezingen" : "n";
        holder->table->columns[c].align = c == 5 ? ALIGN_RIGHT : ALIGN_LEFT;
    }
    for (size_t r = 0; r < 342; r++) {
        struct table_row *row = report_table_add_row(f->arena, holder->table);
        for (size_t c = 0; c < 6; c++) {
            row->cells[c].text = c == 0   ? name
                                 : c == 3 ? "S\xC3\xBA"
                                            "dwest-Frysl\xC3\xA2n"
                                          : "1.234";
        }
    }
    /* A cell that is longer than a page. */
    struct text essay = text_create(f->arena);
    for (int i = 0; i < 900; i++) {
        text_add(&essay, "gemeentehuis ");
    }
    report_table_add_row(f->arena, holder->table)->cells[3].text = essay.bytes;
    for (int form = CHART_BARS; form <= CHART_LIKERT; form++) {
        struct block *block = block_add(f->arena, report.body, BLOCK_CHART);
        struct chart *chart = arena_alloc(f->arena, sizeof *chart);
        struct chart_row *rows = arena_alloc_array(f->arena, 12, sizeof *rows);
        block->chart = chart;
        *chart = (struct chart){.form = (enum chart_form)form,
                                .title = title,
                                .rows = rows,
                                .row_count = 12,
                                .levels = {"oneens", "eens"},
                                .level_count = 2,
                                .before_title = "2022",
                                .after_title = "2023"};
        for (size_t i = 0; i < 12; i++) {
            rows[i] = (struct chart_row){.label = i % 2 == 0 ? name : "\xC5\x9E",
                                         .value = 5,
                                         .low = 4,
                                         .high = 7,
                                         .before = 5,
                                         .text = "5 van 1.234",
                                         .before_text = "5",
                                         .shares = {0.5, 0.5}};
        }
    }
    check_boxes(f, &report);
    write_file(f->path, pdf_of(f, &report, true, NULL));
    int status = 0;
    said(f, "qpdf --check", f->path, &status);
    assert_int_equal(status, 0);
    write_file(f->path, f->pdf);
}

static void a_missing_glyph_is_replaced_and_reported(void **state)
{
    struct fixture *f = *state;
    struct report report = f->report;
    report.body = block_create(f->arena, BLOCK_SECTION);
    block_add_paragraph(f->arena, report.body,
                        "Een vlag \xF0\x9F\x9A\xA9 en een vinkje \xE2\x9C\x93.");
    struct render_notes notes = {0};
    struct bytes pdf = pdf_of(f, &report, true, &notes);
    assert_int_equal(notes.missing_count, 2);
    assert_int_equal(notes.missing[0], 0x1F6A9);
    assert_int_equal(notes.missing[1], 0x2713);
    assert_int_equal(notes.pages, 1);
    assert_true(pdf.size > 0);
}

static void degenerate_reports_still_make_a_page(void **state)
{
    struct fixture *f = *state;
    struct report report = {
        .title = "", .edition = "", .body = block_create(f->arena, BLOCK_SECTION)};
    struct bytes empty = pdf_of(f, &report, true, NULL);
    assert_true(empty.size > 1000);
    /* Every kind of block without anything in it. */
    for (enum block_kind kind = BLOCK_HEADING; kind <= BLOCK_SECTION; kind++) {
        struct block *block = block_add(f->arena, report.body, kind);
        block->level = 2;
        if (kind == BLOCK_TABLE) {
            block->table = report_table_create(f->arena, NULL, 0);
        }
        if (kind == BLOCK_CHART) {
            block->chart = arena_alloc(f->arena, sizeof *block->chart);
        }
    }
    for (int form = 0; form < CHART_FORM_COUNT; form++) {
        struct block *block = block_add(f->arena, report.body, BLOCK_CHART);
        block->chart = arena_alloc(f->arena, sizeof *block->chart);
        block->chart->form = (enum chart_form)form;
    }
    struct bytes hollow = pdf_of(f, &report, true, NULL);
    write_file(f->path, hollow);
    int status = 0;
    said(f, "qpdf --check", f->path, &status);
    assert_int_equal(status, 0);
    write_file(f->path, f->pdf);
}

static void a_word_wider_than_its_column_is_cut_not_lost(void **state)
{
    struct fixture *f = *state;
    struct report report = f->report;
    report.body = block_create(f->arena, BLOCK_SECTION);
    char word[401];
    memset(word, 'w', 400);
    word[400] = '\0';
    block_add_paragraph(f->arena, report.body, word);
    struct typesetter setter = {.fonts = f->fonts};
    const struct layout *layout = layout_report(f->arena, &setter, &report, NULL);
    size_t seen = 0;
    for (size_t i = 0; i < layout->pages.items[0].items.count; i++) {
        const struct item *item = &layout->pages.items[0].items.items[i];
        if (item->kind == ITEM_TEXT && item->text[0] == 'w' && item->points < 12) {
            assert_true(item->width <= TEXT_WIDTH + 0.1);
            seen += item->size;
        }
    }
    assert_int_equal(seen, 400);
}

/* A PNG of 4 by 2 pixels in colour with alpha, made here. */
static struct bytes small_logo(struct fixture *f)
{
    static const unsigned char rows[2 * 17] = {1, 200, 0, 0, 255, 0, 0, 0, 0};
    unsigned char packed[256];
    uLongf size = sizeof packed;
    assert_int_equal(compress(packed, &size, rows, sizeof rows), Z_OK);
    struct text png = text_create(f->arena);
    text_add_bytes(&png, "\x89PNG\r\n\x1A\n", 8);
    const struct {
        const char *type;
        const unsigned char *data;
        size_t size;
    } chunks[3] = {{"IHDR", (const unsigned char *)"\0\0\0\4\0\0\0\2\10\6\0\0\0", 13},
                   {"IDAT", packed, size},
                   {"IEND", packed, 0}};
    for (size_t i = 0; i < 3; i++) {
        struct text body = text_create(f->arena);
        text_add_bytes(&body, chunks[i].type, 4);
        text_add_bytes(&body, (const char *)chunks[i].data, chunks[i].size);
        unsigned long sum = crc32(0, (const unsigned char *)body.bytes, (uInt)body.size);
        for (int shift = 24; shift >= 0; shift -= 8) {
            text_add_char(&png, (char)(chunks[i].size >> shift & 0xFF));
        }
        text_add_bytes(&png, body.bytes, body.size);
        for (int shift = 24; shift >= 0; shift -= 8) {
            text_add_char(&png, (char)(sum >> shift & 0xFF));
        }
    }
    return (struct bytes){(const unsigned char *)png.bytes, png.size};
}

static void a_logo_is_shown_and_a_broken_one_left_out_with_a_reason(void **state)
{
    struct fixture *f = *state;
    struct report report = f->report;
    struct render_notes notes = {0};
    report.logo = small_logo(f);
    write_file(f->path, pdf_of(f, &report, true, &notes));
    assert_null(notes.logo_problem);
    int status = 0;
    assert_non_null(strstr(said(f, "pdfimages -list", f->path, &status), "smask"));
    said(f, "qpdf --check", f->path, &status);
    assert_int_equal(status, 0);
    for (size_t cut = 0; cut < report.logo.size; cut++) { /* cut off anywhere, or a byte changed */
        const char *reason = NULL;
        unsigned char *copy =
            (unsigned char *)arena_copy(f->arena, (const char *)report.logo.data, report.logo.size);
        assert_null(picture_read(f->arena, (struct bytes){copy, cut}, &reason));
        assert_non_null(reason);
        copy[cut] ^= 0x55;
        picture_read(f->arena, (struct bytes){copy, report.logo.size}, &reason);
    }
    report.logo.size--;
    pdf_of(f, &report, true, &notes);
    assert_non_null(notes.logo_problem);
    write_file(f->path, f->pdf);
}

static void a_font_folder_that_is_not_there_is_an_error(void **state)
{
    struct fixture *f = *state;
    struct error error = {0};
    assert_null(font_set_load(f->arena, "/nowhere", &error));
    assert_int_equal(error.kind, ERROR_NO_FONT);
    const struct bytes nothing[FACES] = {{(const unsigned char *)"no font", 7}};
    struct error second = {0};
    assert_null(font_set_read(f->arena, nothing, &second));
    assert_int_equal(second.kind, ERROR_RENDER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_report_gives_same_bytes),
        cmocka_unit_test(qpdf_finds_no_fault),
        cmocka_unit_test(structure_holds_the_text_in_reading_order),
        cmocka_unit_test(structure_is_as_the_golden_file),
        cmocka_unit_test(all_fonts_are_embedded_with_unicode),
        cmocka_unit_test(files_can_be_taken_out_again),
        cmocka_unit_test(without_files_it_claims_the_second_part),
        cmocka_unit_test(no_texts_overlap),
        cmocka_unit_test(hard_reports_hold_together),
        cmocka_unit_test(a_missing_glyph_is_replaced_and_reported),
        cmocka_unit_test(degenerate_reports_still_make_a_page),
        cmocka_unit_test(a_word_wider_than_its_column_is_cut_not_lost),
        cmocka_unit_test(a_logo_is_shown_and_a_broken_one_left_out_with_a_reason),
        cmocka_unit_test(a_font_folder_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
