/* Tests of reports/render/layout*: what stands together on a page, wherever on the page it begins.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reports/render/layout.h"
#include "tests/support/cmocka_all.h"

#define FILLERS 75 /* lines before what is tested: more than a page of them */

struct fixture {
    struct arena *arena;
    struct font_set *fonts;
};

static int set_up(void **state)
{
    static struct fixture f;
    struct error error = {0};
    f.arena = arena_create();
    f.fonts = font_set_load(f.arena, NULL, &error);
    assert_non_null(f.fonts);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_destroy(f->arena);
    return 0;
}

static struct report report_with_fillers(struct arena *arena, int fillers)
{
    struct report report = {.title = "Proef", .language = LANGUAGE_NL};
    report.body = block_create(arena, BLOCK_SECTION);
    for (int i = 0; i < fillers; i++) {
        block_add_paragraph(arena, report.body, "vulling");
    }
    return report;
}

static struct block *add_table(struct arena *arena, struct block *parent, size_t rows)
{
    struct block *block = block_add(arena, parent, BLOCK_TABLE);
    block->table = report_table_create(arena, "Bijschrift", 2);
    block->table->compact = true;
    block->table->columns[0].title = "Naam";
    block->table->columns[1].title = "Aantal";
    for (size_t r = 0; r < rows; r++) {
        struct table_row *row = report_table_add_row(arena, block->table);
        row->cells[0].text = arena_printf(arena, "rij%zu", r);
        row->cells[1].text = "12";
    }
    return block;
}

static struct layout *laid_out(struct fixture *f, struct arena *arena, const struct report *report)
{
    struct typesetter *setter = arena_alloc(arena, sizeof *setter);
    setter->fonts = f->fonts;
    return layout_report(arena, setter, report, NULL);
}

/* The page (from 0) on which a text stands that belongs to the structure; fails unless it stands
 * there once. */
static size_t page_of(const struct layout *layout, const char *text)
{
    size_t found = 0;
    size_t page = 0;
    for (size_t p = 0; p < layout->pages.count; p++) {
        for (size_t i = 0; i < layout->pages.items[p].items.count; i++) {
            const struct item *item = &layout->pages.items[p].items.items[i];
            if (item->kind == ITEM_TEXT && item->size == strlen(text) &&
                memcmp(item->text, text, item->size) == 0 && item->content->owner != NULL) {
                found++;
                page = p;
            }
        }
    }
    if (found != 1) {
        fail_msg("'%s' stands %zu times in the report", text, found);
    }
    return page;
}

static size_t rows_on(const struct layout *layout, size_t rows, size_t page)
{
    size_t count = 0;
    for (size_t r = 0; r < rows; r++) {
        char name[24];
        snprintf(name, sizeof name, "rij%zu", r);
        count += page_of(layout, name) == page;
    }
    return count;
}

static void a_heading_stays_with_what_it_announces(void **state)
{
    struct fixture *f = *state;
    static const size_t sizes[] = {1, 8, 14, 60};
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        for (int fillers = 0; fillers < FILLERS; fillers++) {
            struct arena *arena = arena_create();
            struct report report = report_with_fillers(arena, fillers);
            block_add_heading(arena, report.body, 2, "Hoofdstuk");
            block_add_paragraph(arena, report.body, "Inleiding");
            add_table(arena, report.body, sizes[k]);
            block_add_paragraph(arena, report.body, "Slot");
            const struct layout *layout = laid_out(f, arena, &report);
            size_t page = page_of(layout, "Hoofdstuk");
            assert_int_equal(page_of(layout, "Inleiding"), page);
            assert_int_equal(page_of(layout, "Bijschrift"), page);
            size_t least = sizes[k] <= 10 ? sizes[k] : 3;
            assert_true(rows_on(layout, sizes[k], page) >= least);
            arena_destroy(arena);
        }
    }
}

/* Also when the heading stands outside the section that holds the rest. */
static void a_section_does_not_come_between(void **state)
{
    struct fixture *f = *state;
    for (int fillers = 0; fillers < FILLERS; fillers++) {
        struct arena *arena = arena_create();
        struct report report = report_with_fillers(arena, fillers);
        block_add_heading(arena, report.body, 2, "Hoofdstuk");
        struct block *section = block_add(arena, report.body, BLOCK_SECTION);
        block_add_paragraph(arena, section, "Inleiding");
        add_table(arena, section, 6);
        const struct layout *layout = laid_out(f, arena, &report);
        assert_int_equal(page_of(layout, "Hoofdstuk"), page_of(layout, "rij5"));
        arena_destroy(arena);
    }
}

static void a_short_introduction_stays_with_its_table(void **state)
{
    struct fixture *f = *state;
    for (int fillers = 0; fillers < FILLERS; fillers++) {
        struct arena *arena = arena_create();
        struct report report = report_with_fillers(arena, fillers);
        add_table(arena, report.body, 2)->table->caption = "Eerste";
        report.body->children[fillers]->table->rows[0].cells[0].text = "a";
        report.body->children[fillers]->table->rows[1].cells[0].text = "b";
        block_add_paragraph(arena, report.body, "Inleiding");
        add_table(arena, report.body, 7);
        const struct layout *layout = laid_out(f, arena, &report);
        assert_int_equal(page_of(layout, "Inleiding"), page_of(layout, "rij6"));
        arena_destroy(arena);
    }
}

static void the_last_page_holds_more_than_a_few_rows(void **state)
{
    struct fixture *f = *state;
    for (size_t strips = 1; strips <= 2; strips++) {
        for (size_t rows = 12; rows < 130; rows += 17) {
            for (int fillers = 0; fillers < FILLERS; fillers += 3) {
                struct arena *arena = arena_create();
                struct report report = report_with_fillers(arena, fillers);
                block_add_heading(arena, report.body, 2, "Bijlage");
                struct block *block = add_table(arena, report.body, rows);
                block->table->strips = strips;
                const struct layout *layout = laid_out(f, arena, &report);
                if (page_of(layout, "Bijlage") != page_of(layout, "Bijschrift")) {
                    fail_msg("%zu rows, %zu strips, %d lines: lonely", rows, strips, fillers);
                }
                if (rows_on(layout, rows, layout->pages.count - 1) < 5 * strips) {
                    fail_msg("%zu rows in %zu strips after %d lines: %zu on the last page", rows,
                             strips, fillers, rows_on(layout, rows, layout->pages.count - 1));
                }
                arena_destroy(arena);
            }
        }
    }
}

/* A table that fits on a page does not leave the last page less than about a third of its rows,
 * unless it could begin high on its first page. */
static void the_last_table_goes_whole_rather_than_leave_a_tail(void **state)
{
    struct fixture *f = *state;
    for (size_t strips = 1; strips <= 2; strips++) {
        for (size_t rows = 24; rows <= 40; rows += 8) {
            for (int fillers = 14; fillers < FILLERS / 2; fillers++) {
                struct arena *arena = arena_create();
                struct report report = report_with_fillers(arena, fillers);
                add_table(arena, report.body, rows)->table->strips = strips;
                const struct layout *layout = laid_out(f, arena, &report);
                size_t tail = rows_on(layout, rows, layout->pages.count - 1);
                if (tail * 10 < rows * 3) {
                    fail_msg("%zu rows in %zu strips after %d lines: %zu on the last page", rows,
                             strips, fillers, tail);
                }
                arena_destroy(arena);
            }
        }
    }
}

/* Two rows too many for a page stand on it when nothing else follows, and not before a text. */
static void rows_stand_closer_when_that_saves_the_last_page(void **state)
{
    struct fixture *f = *state;
    size_t counts[2];
    size_t rows = 100;
    for (int last = 0; last < 2; last++) {
        struct arena *arena = arena_create();
        struct report report = report_with_fillers(arena, 0);
        add_table(arena, report.body, rows);
        if (!last) {
            block_add_paragraph(arena, report.body, "Slot");
        }
        counts[last] = rows_on(laid_out(f, arena, &report), rows, 0);
        rows = counts[0] + 2;
        arena_destroy(arena);
    }
    assert_int_equal(counts[1], counts[0] + 2);
}

/* A column of long words and one of short ones: the rows break as little as the width allows. */
static void width_goes_where_it_saves_lines(void **state)
{
    struct fixture *f = *state;
    struct arena *arena = arena_create();
    struct report report = report_with_fillers(arena, 0);
    struct block *block = add_table(arena, report.body, 12);
    for (size_t r = 0; r < 12; r++) {
        block->table->rows[r].cells[0].text =
            r == 0 ? "een uitzonderlijk lange naam die alleen in deze ene rij voorkomt en verder "
                     "nergens in de hele tabel en die dus best op meer regels mag staan"
                   : arena_printf(arena, "rij%zu", r);
        block->table->rows[r].cells[1].text =
            "een uitleg die in elke rij staat en die precies op een regel past als zij haar "
            "ruimte krijgt";
    }
    const struct layout *layout = laid_out(f, arena, &report);
    size_t lines = 0;
    for (size_t i = 0; i < layout->pages.items[0].items.count; i++) {
        const struct item *item = &layout->pages.items[0].items.items[i];
        lines +=
            item->kind == ITEM_TEXT && item->size > 10 && memcmp(item->text, "een uitleg", 10) == 0;
        lines += item->kind == ITEM_TEXT && item->size >= 6 &&
                 memcmp(item->text + item->size - 6, "krijgt", 6) == 0 && item->size < 60;
    }
    assert_int_equal(lines, 12);
    arena_destroy(arena);
}

/* In strips, where the names just fit: a few cells of two words do not break all names. */
static void a_few_cells_break_rather_than_all_names(void **state)
{
    struct fixture *f = *state;
    enum { ROWS = 20 };
    struct arena *arena = arena_create();
    struct report report = report_with_fillers(arena, 0);
    struct report_table *table = add_table(arena, report.body, ROWS)->table;
    struct report_table *wide = report_table_create(arena, "Bijschrift", 5);
    static const char *const titles[] = {"Bron", "Gelezen", "Gebruikt", "Samen", "Af"};
    for (size_t c = 0; c < 5; c++) {
        wide->columns[c].title = titles[c];
        wide->columns[c].align = c == 0 ? ALIGN_LEFT : ALIGN_RIGHT;
    }
    for (size_t r = 0; r < ROWS; r++) {
        struct table_row *row = report_table_add_row(arena, wide);
        row->cells[0].text = arena_printf(arena, "bron %zu (Teams-rapport)", r + 10);
        for (size_t c = 1; c < 5; c++) {
            row->cells[c].text = r < 2 && (c == 2 || c == 3) ? "niet getoond" : "45";
        }
    }
    wide->compact = true;
    wide->strips = 2;
    *table = *wide;
    const struct layout *layout = laid_out(f, arena, &report);
    size_t whole = 0;
    for (size_t i = 0; i < layout->pages.items[0].items.count; i++) {
        const struct item *item = &layout->pages.items[0].items.items[i];
        whole += item->kind == ITEM_TEXT && item->size == strlen("bron 10 (Teams-rapport)") &&
                 memcmp(item->text, "bron ", 5) == 0;
    }
    assert_int_equal(whole, ROWS);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_heading_stays_with_what_it_announces),
        cmocka_unit_test(a_section_does_not_come_between),
        cmocka_unit_test(a_short_introduction_stays_with_its_table),
        cmocka_unit_test(the_last_page_holds_more_than_a_few_rows),
        cmocka_unit_test(the_last_table_goes_whole_rather_than_leave_a_tail),
        cmocka_unit_test(rows_stand_closer_when_that_saves_the_last_page),
        cmocka_unit_test(width_goes_where_it_saves_lines),
        cmocka_unit_test(a_few_cells_break_rather_than_all_names),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
