/* chart_table: the numbers of a picture as a table, for readers who do not see it and for texts. */
#include <math.h>

#include "reports/model/report.h"

static const char *pick(enum language language, const char *nl, const char *en)
{
    return language == LANGUAGE_NL ? nl : en;
}

static struct report_table *two_columns(struct arena *arena, const char *first, const char *second)
{
    struct report_table *table = report_table_create(arena, NULL, 2);
    table->columns[0].title = first;
    table->columns[0].row_header = true;
    table->columns[1].title = second;
    table->columns[1].align = ALIGN_RIGHT;
    return table;
}

static struct report_table *likert(struct arena *arena, const struct chart *chart,
                                   enum language language)
{
    struct report_table *table = report_table_create(arena, NULL, chart->level_count + 1);
    table->columns[0].title = pick(language, "Vraag", "Question");
    table->columns[0].row_header = true;
    for (size_t k = 0; k < chart->level_count; k++) {
        table->columns[k + 1].title = chart->levels[k];
        table->columns[k + 1].align = ALIGN_RIGHT;
    }
    for (size_t i = 0; i < chart->row_count; i++) {
        struct table_row *row = report_table_add_row(arena, table);
        row->cells[0].text = chart->rows[i].label;
        for (size_t k = 0; k < chart->level_count && !isnan(chart->rows[i].value); k++) {
            row->cells[k + 1].text =
                arena_printf(arena, "%ld%%", lround(chart->rows[i].shares[k] * 100));
        }
    }
    return table;
}

static struct report_table *slope(struct arena *arena, const struct chart *chart)
{
    struct report_table *table = report_table_create(arena, NULL, 3);
    const char *titles[3] = {"", chart->before_title, chart->after_title};
    for (size_t c = 0; c < 3; c++) {
        table->columns[c].title = titles[c] == NULL ? "" : titles[c];
        table->columns[c].align = c > 0 ? ALIGN_RIGHT : ALIGN_LEFT;
    }
    table->columns[0].row_header = true;
    for (size_t i = 0; i < chart->row_count; i++) {
        struct table_row *row = report_table_add_row(arena, table);
        row->cells[0].text = chart->rows[i].label;
        row->cells[1].text = chart->rows[i].before_text == NULL ? "" : chart->rows[i].before_text;
        row->cells[2].text = chart->rows[i].text == NULL ? "" : chart->rows[i].text;
    }
    return table;
}

struct report_table *chart_table(struct arena *arena, const struct chart *chart,
                                 enum language language)
{
    if (chart->form == CHART_MAP || (chart->row_count == 0 && chart->thread_count == 0)) {
        return NULL; /* the list of municipalities is a table of its own */
    }
    if (chart->form == CHART_LIKERT) {
        return likert(arena, chart, language);
    }
    if (chart->form == CHART_SLOPE) {
        return slope(arena, chart);
    }
    bool threads = chart->form == CHART_THREADS;
    struct report_table *table = two_columns(
        arena, threads ? pick(language, "Rode draad", "Thread") : "",
        threads ? pick(language, "Sessies", "Sessions") : pick(language, "Waarde", "Value"));
    size_t count = threads ? chart->thread_count : chart->row_count;
    for (size_t i = 0; i < count; i++) {
        struct table_row *row = report_table_add_row(arena, table);
        const char *text = threads ? chart->threads[i].text : chart->rows[i].text;
        row->cells[0].text = threads ? chart->threads[i].label : chart->rows[i].label;
        row->cells[1].text = text == NULL ? "" : text;
    }
    return table;
}
