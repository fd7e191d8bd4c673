/* template_table: a fenced table: chosen columns of the answer to a query, as they will be read. */
#include <string.h>

#include "reports/model/template_internal.h"

size_t fence_split(struct arena *arena, const char *list, const char **parts, size_t limit)
{
    size_t count = 0;
    while (list != NULL && *list != '\0' && count < limit) {
        size_t size = strcspn(list, ",");
        parts[count++] = text_trim(arena, arena_copy(arena, list, size));
        list += size + (list[size] == ',');
    }
    return count;
}

enum { TABLE_COLUMNS = 16 };

/* `columns: name=Gemeente, residents`: which columns, in which order, under which title. */
static bool choose_columns(struct fence *fence, const struct data_table *table, int *chosen,
                           const char **titles, size_t *count)
{
    struct builder *builder = fence->builder;
    const char *names[TABLE_COLUMNS];
    *count = fence_split(builder->arena, fence_raw(fence, "columns"), names, TABLE_COLUMNS);
    if (*count == 0) {
        *count = table->column_count < TABLE_COLUMNS ? table->column_count : TABLE_COLUMNS;
        for (size_t c = 0; c < *count; c++) {
            chosen[c] = (int)c;
            titles[c] = table->columns[c].title;
        }
        return true;
    }
    for (size_t i = 0; i < *count; i++) {
        const char *equals = strchr(names[i], '=');
        const char *name = equals == NULL
                               ? names[i]
                               : arena_copy(builder->arena, names[i], (size_t)(equals - names[i]));
        chosen[i] = -1;
        const char *known[TABLE_COLUMNS * 4] = {NULL};
        size_t all = 0;
        for (size_t c = 0; c < table->column_count && c < TABLE_COLUMNS * 4; c++) {
            known[all++] = table->columns[c].name;
            chosen[i] = strcmp(table->columns[c].name, name) == 0 ? (int)c : chosen[i];
        }
        if (chosen[i] < 0) {
            return template_unknown(builder, fence->line,
                                    template_say_in(builder->language, "kolom", "column"), name,
                                    known, all);
        }
        titles[i] = equals == NULL ? table->columns[chosen[i]].title : equals + 1;
    }
    return true;
}

/* A column in which no row says anything is left out, unless it is the only one. */
static void drop_empty_columns(const struct fence *fence, const struct data_table *data,
                               int *chosen, const char **titles, size_t *count)
{
    size_t kept = 0;
    for (size_t c = 0; c < *count; c++) {
        bool says = false;
        for (size_t r = 0; r < data->row_count && !says; r++) {
            says = fence_cell_text(fence->builder, data, r, chosen[c])[0] != '\0';
        }
        if (says || (kept == 0 && c + 1 == *count)) {
            chosen[kept] = chosen[c];
            titles[kept++] = titles[c];
        }
    }
    *count = kept;
}

bool fence_make_table(struct fence *fence, struct block *parent)
{
    struct builder *builder = fence->builder;
    struct data_table data = {0};
    enum fill fill = fence_table(fence, "query", &data);
    if (fill != FILL_DONE) {
        return fill == FILL_NO_VALUE;
    }
    const char *caption = "";
    const char *note = "";
    int chosen[TABLE_COLUMNS] = {0};
    const char *titles[TABLE_COLUMNS] = {NULL};
    size_t count = 0;
    int anchor = -1;
    enum fill words = fence_value(fence, "title", &caption);
    enum fill below = fence_value(fence, "note", &note);
    if (words == FILL_ERROR || below == FILL_ERROR ||
        !choose_columns(fence, &data, chosen, titles, &count) ||
        !fence_column(fence, "anchor", "", &data, &anchor)) {
        return false;
    }
    drop_empty_columns(fence, &data, chosen, titles, &count);
    struct report_table *table = report_table_create(
        builder->arena, words == FILL_DONE && caption[0] != '\0' ? caption : NULL, count);
    table->query = fence_raw(fence, "query");
    table->compact = text_equal(fence_raw(fence, "size"), "small");
    table->strips = text_equal(fence_raw(fence, "strips"), "2") ? 2 : 1;
    table->note = below == FILL_DONE && note[0] != '\0' ? note : data.note;
    const char *header = fence_raw(fence, "header");
    for (size_t c = 0; c < count; c++) {
        const struct data_column *column = &data.columns[chosen[c]];
        bool number =
            column->kind == DATA_COUNT || column->kind == DATA_NUMBER || column->kind == DATA_SHARE;
        table->columns[c] = (struct table_column){
            .title = titles[c],
            .align = number ? ALIGN_RIGHT : ALIGN_LEFT,
            .row_header = header == NULL ? c == 0 : strcmp(header, column->name) == 0};
    }
    size_t rows = fence_limit(fence, data.row_count);
    for (size_t r = 0; r < rows; r++) {
        struct table_row *row = report_table_add_row(builder->arena, table);
        for (size_t c = 0; c < count; c++) {
            row->cells[c].text = fence_cell_text(builder, &data, r, chosen[c]);
        }
        row->anchor = anchor < 0 ? NULL : fence_cell_text(builder, &data, r, anchor);
    }
    struct block *block = block_add(builder->arena, parent, BLOCK_TABLE);
    block->table = table;
    block->width = fence_width(fence);
    return true;
}
