/* template_chart: fenced charts, maps and threads: the answer to a query becomes the data of a
 * picture. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reports/model/template_internal.h"

static double number_at(const struct data_table *table, size_t row, int column)
{
    if (column < 0) {
        return NAN;
    }
    const struct data_cell *cell = &table->cells[row * table->column_count + (size_t)column];
    return cell->state == DATA_KNOWN ? cell->number : NAN;
}

/* Title, subtitle, source and alt. FILL_NO_VALUE when the title cannot be said. */
static enum fill chart_words(struct fence *fence, struct chart *chart)
{
    const struct {
        const char *key, **place;
    } fields[] = {{"title", &chart->title},
                  {"subtitle", &chart->subtitle},
                  {"source", &chart->source},
                  {"alt", &chart->alt},
                  {"place", &chart->table_place}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const char *value = "";
        enum fill fill = fence_value(fence, fields[i].key, &value);
        if (fill == FILL_ERROR || (fill == FILL_NO_VALUE && i == 0)) {
            return fill;
        }
        *fields[i].place = fill == FILL_DONE && value[0] != '\0' ? value : NULL;
    }
    chart->query = fence_raw(fence, "query");
    return FILL_DONE;
}

/* The titles of the share columns are the names of the levels. */
static bool likert_shares(struct fence *fence, struct chart *chart, const struct data_table *table)
{
    const char *names[CHART_LEVELS];
    struct builder *builder = fence->builder;
    size_t count = fence_split(builder->arena, fence_raw(fence, "levels"), names, CHART_LEVELS);
    for (size_t k = 0; k < count; k++) {
        int column = -1;
        for (size_t c = 0; c < table->column_count; c++) {
            column = strcmp(table->columns[c].name, names[k]) == 0 ? (int)c : column;
        }
        if (column < 0) {
            return error_set(builder->error, ERROR_TEMPLATE, builder->file, fence->line,
                             "levels: %s", names[k]);
        }
        chart->levels[k] = table->columns[column].title;
        for (size_t r = 0; r < chart->row_count; r++) {
            double share = number_at(table, r, column);
            chart->rows[r].shares[k] = isnan(share) ? 0 : share;
            chart->rows[r].value = isnan(share) ? NAN : 1;
        }
    }
    chart->level_count = count;
    return true;
}

/* Largest first; rows without a value last, otherwise in the order of the query. */
static void sort_rows(struct chart_row *rows, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct chart_row row = rows[i];
        size_t k = i;
        while (k > 0 && !isnan(row.value) &&
               (isnan(rows[k - 1].value) || rows[k - 1].value < row.value)) {
            rows[k] = rows[k - 1];
            k--;
        }
        rows[k] = row;
    }
}

/* `keep: ends`: of many rows the first and the last; what was left out between them is said. */
static void keep_ends(struct fence *fence, struct chart *chart, size_t limit)
{
    struct builder *builder = fence->builder;
    size_t left_out = chart->row_count - limit;
    size_t first = (limit + 1) / 2;
    memmove(chart->rows + first, chart->rows + first + left_out,
            (limit - first) * sizeof *chart->rows);
    chart->row_count = limit;
    chart->gap_at = first;
    chart->gap_text = builder->language == LANGUAGE_NL
                          ? arena_printf(builder->arena, "hiertussen nog %zu", left_out)
                          : arena_printf(builder->arena, "%zu more between these", left_out);
}

/* `mark: id`: the value for all together, as a line over the rows. */
static bool chart_mark(struct fence *fence, struct chart *chart)
{
    struct builder *builder = fence->builder;
    const char *id = fence_raw(fence, "mark");
    struct template_value value = {0};
    if (id == NULL) {
        return true;
    }
    if (!builder->provider->figure(builder->provider->context, id, &value)) {
        return template_unknown(builder, fence->line,
                                template_say_in(builder->language, "cijfer", "figure"), id,
                                builder->provider->figure_names, builder->provider->figure_count);
    }
    chart->has_mark = value.defined && !isnan(value.value);
    chart->mark = value.value;
    enum fill fill = fence_value(fence, "mark_text", &chart->mark_text);
    chart->has_mark = chart->has_mark && fill == FILL_DONE;
    return fill != FILL_ERROR;
}

/* The row with the largest or smallest value; NULL when there is none, when it is not alone, or
 * when a row is hidden or was not measured: that one could be it. */
static const struct chart_row *extreme_row(const struct chart *chart, double sign)
{
    const struct chart_row *best = NULL;
    bool alone = false;
    for (size_t i = 0; i < chart->row_count; i++) {
        const struct chart_row *row = &chart->rows[i];
        if (isnan(row->value)) {
            return NULL;
        }
        if (best == NULL || sign * row->value > sign * best->value) {
            best = row;
            alone = true;
        } else if (row->value == best->value) {
            alone = false;
        }
    }
    return alone ? best : NULL;
}

/* `finding: De drukste dag was {most}, met {most.value} aanwezigen`: the title when one row stands
 * out; {most}, {least} are labels, {most.value}, {least.value} what is printed beside them. */
static bool chart_finding(struct fence *fence, struct chart *chart)
{
    struct builder *builder = fence->builder;
    const char *raw = fence_raw(fence, "finding");
    const struct chart_row *most = extreme_row(chart, 1);
    const struct chart_row *least = extreme_row(chart, -1);
    if (raw == NULL || most == NULL || least == NULL || most == least) {
        return true;
    }
    const struct {
        const char *word, *text;
    } words[] = {{"{most}", most->label},
                 {"{most.value}", most->text},
                 {"{least}", least->label},
                 {"{least.value}", least->text}};
    struct text title = text_create(builder->arena);
    while (*raw != '\0') {
        size_t word = 0;
        while (word < 4 && !text_starts_with(raw, words[word].word)) {
            word++;
        }
        if (word < 4) {
            text_add(&title, words[word].text);
            raw += strlen(words[word].word);
        } else {
            text_add_char(&title, *raw++);
        }
    }
    const char *filled = NULL;
    enum fill fill = template_fill_plain(builder, fence->line, title.bytes, &filled);
    if (fill == FILL_DONE) {
        chart->title = filled;
    }
    return fill != FILL_ERROR;
}

static bool chart_rows(struct fence *fence, struct chart *chart, const struct data_table *table)
{
    struct builder *builder = fence->builder;
    int label = -1;
    int value = -1;
    int low = -1;
    int high = -1;
    int before = -1;
    int text = -1;
    if (!fence_column(fence, "label", "label", table, &label) ||
        !fence_column(fence, "value", "value", table, &value) ||
        !fence_column(fence, "low", "low", table, &low) ||
        !fence_column(fence, "high", "high", table, &high) ||
        !fence_column(fence, "before", "before", table, &before) ||
        !fence_column(fence, "text", "text", table, &text)) {
        return false;
    }
    const char *highlight = fence_raw(fence, "highlight");
    size_t limit = fence_limit(fence, table->row_count);
    bool ends = text_equal(fence_raw(fence, "keep"), "ends") && limit < table->row_count;
    chart->row_count = ends ? table->row_count : limit;
    chart->rows = arena_alloc_array(builder->arena, chart->row_count, sizeof *chart->rows);
    for (size_t r = 0; r < chart->row_count; r++) {
        struct chart_row *row = &chart->rows[r];
        row->label = fence_cell_text(builder, table, r, label < 0 ? 0 : label);
        row->value = number_at(table, r, value);
        row->low = number_at(table, r, low);
        row->high = number_at(table, r, high);
        row->before = number_at(table, r, before);
        row->text = fence_cell_text(builder, table, r, text < 0 ? value : text);
        row->before_text = before < 0 ? NULL : fence_cell_text(builder, table, r, before);
        row->highlight = highlight != NULL && strcmp(highlight, row->label) == 0;
    }
    if (text_equal(fence_raw(fence, "sort"), "value")) {
        sort_rows(chart->rows, chart->row_count);
    }
    if (ends) {
        keep_ends(fence, chart, limit);
    }
    const char *from = fence_raw(fence, "from");
    const char *to = fence_raw(fence, "to");
    chart->scale_low = from == NULL ? 0 : strtod(from, NULL);
    chart->scale_high = to == NULL ? 0 : strtod(to, NULL);
    return chart_mark(fence, chart) && chart_finding(fence, chart) &&
           fence_value(fence, "before_title", &chart->before_title) != FILL_ERROR &&
           fence_value(fence, "after_title", &chart->after_title) != FILL_ERROR &&
           (chart->form != CHART_LIKERT || likert_shares(fence, chart, table));
}

static uint16_t code_at(struct builder *builder, const struct data_table *table, size_t row,
                        int column)
{
    double number = number_at(table, row, column);
    const char *text = fence_cell_text(builder, table, row, column);
    if (text_starts_with(text, "GM") || text_starts_with(text, "PV")) {
        return (uint16_t)strtol(text + 2, NULL, 10);
    }
    return number > 0 && number < 65536 ? (uint16_t)number : 0;
}

static bool map_places(struct fence *fence, struct chart *chart, const struct data_table *table)
{
    struct builder *builder = fence->builder;
    int code = -1;
    int level = -1;
    if (!fence_column(fence, "code", "code", table, &code) ||
        !fence_column(fence, "level", "level", table, &level)) {
        return false;
    }
    struct chart_place *places =
        arena_alloc_array(builder->arena, table->row_count, sizeof *places);
    for (size_t r = 0; r < table->row_count; r++) {
        double wished = level < 0 ? 1 : number_at(table, r, level);
        places[r].code = code_at(builder, table, r, code);
        places[r].level = isnan(wished) || wished < 0 ? 0 : (int)wished;
    }
    chart->places = places;
    chart->place_count = table->row_count;
    chart->areas = boundaries_of_year(builder->provider->map_year);
    chart->level_count =
        fence_split(builder->arena, fence_raw(fence, "levels"), chart->levels, CHART_LEVELS);
    return true;
}

static bool thread_days(struct fence *fence, struct chart *chart, int *sessions_total)
{
    struct builder *builder = fence->builder;
    struct data_table table = {0};
    if (fence_table(fence, "days", &table) == FILL_ERROR) {
        return false;
    }
    int label = -1;
    int sessions = -1;
    /* "ma 2 okt" where the table has it: a day is narrow. */
    if (!fence_column(fence, "day", "short", &table, &label) ||
        (label < 0 && !fence_column(fence, "day", "label", &table, &label)) ||
        !fence_column(fence, "sessions", "sessions", &table, &sessions)) {
        return false;
    }
    const char **days = arena_alloc_array(builder->arena, table.row_count, sizeof *days);
    int *counts = arena_alloc_array(builder->arena, table.row_count, sizeof *counts);
    for (size_t d = 0; d < table.row_count; d++) {
        double count = number_at(&table, d, sessions);
        days[d] = fence_cell_text(builder, &table, d, label);
        counts[d] = isnan(count) || count < 0 || count > 1000 ? 0 : (int)count;
        *sessions_total += counts[d];
    }
    chart->days = days;
    chart->day_sessions = counts;
    chart->day_count = table.row_count;
    return true;
}

/* Rows are knots, ordered by theme, day and slot; days and slots count from 0. */
static bool thread_knots(struct fence *fence, struct chart *chart, const struct data_table *table)
{
    struct builder *builder = fence->builder;
    int columns[3] = {-1, -1, -1};
    static const char *const names[3] = {"theme", "day", "slot"};
    int total = 0;
    for (size_t k = 0; k < 3; k++) {
        for (size_t c = 0; c < table->column_count; c++) {
            columns[k] = strcmp(table->columns[c].name, names[k]) == 0 ? (int)c : columns[k];
        }
        if (columns[k] < 0) {
            return error_set(builder->error, ERROR_TEMPLATE, builder->file, fence->line,
                             "threads: %s", names[k]);
        }
    }
    if (!thread_days(fence, chart, &total)) {
        return false;
    }
    struct chart_knot *knots = arena_alloc_array(builder->arena, table->row_count, sizeof *knots);
    struct chart_thread *threads =
        arena_alloc_array(builder->arena, table->row_count, sizeof *threads);
    for (size_t r = 0; r < table->row_count; r++) {
        const char *label = fence_cell_text(builder, table, r, columns[0]);
        double day = number_at(table, r, columns[1]);
        double slot = number_at(table, r, columns[2]);
        bool inside = day >= 0 && day < (double)chart->day_count && slot >= 0 &&
                      slot < chart->day_sessions[(size_t)day];
        if (!inside) {
            template_say(builder, fence->line, "threads: %s, dag/day %g, %g", label, day, slot);
            continue;
        }
        struct chart_thread *thread =
            chart->thread_count == 0 ? NULL : &threads[chart->thread_count - 1];
        if (thread == NULL || strcmp(thread->label, label) != 0) {
            thread = &threads[chart->thread_count++];
            *thread = (struct chart_thread){.label = label, .knots = &knots[r]};
        }
        /* Knots of one thread lie together even when a row between them was refused. */
        struct chart_knot *place = (struct chart_knot *)thread->knots + thread->knot_count++;
        *place = (struct chart_knot){(int)day, (int)slot};
    }
    for (size_t t = 0; t < chart->thread_count; t++) {
        threads[t].text =
            arena_printf(builder->arena, "%zu %s %d %s", threads[t].knot_count,
                         report_word(builder->language, WORD_OF), total,
                         builder->language == LANGUAGE_NL ? (total == 1 ? "sessie" : "sessies")
                                                          : (total == 1 ? "session" : "sessions"));
    }
    chart->thread_count = fence_limit(fence, chart->thread_count);
    chart->threads = threads;
    return true;
}

/* A chart in which every row says "not measured" shows nothing. */
static bool any_value(const struct chart *chart)
{
    for (size_t i = 0; i < chart->row_count; i++) {
        if (!isnan(chart->rows[i].value)) {
            return true;
        }
    }
    return false;
}

bool fence_chart(struct fence *fence, struct block *parent)
{
    struct builder *builder = fence->builder;
    struct data_table table = {0};
    enum fill fill = fence_table(fence, "query", &table);
    if (fill != FILL_DONE) {
        return fill == FILL_NO_VALUE;
    }
    struct block *block = block_create(builder->arena, BLOCK_CHART);
    struct chart *chart = arena_alloc(builder->arena, sizeof *chart);
    block->chart = chart;
    block->width = fence_width(fence);
    fill = chart_words(fence, chart);
    if (fill != FILL_DONE) {
        return fill == FILL_NO_VALUE;
    }
    const char *form = strcmp(fence->info, "chart") != 0 ? fence->info : fence_raw(fence, "form");
    int known = form == NULL ? CHART_BARS : chart_form_of(form);
    if (known < 0) {
        const char *words[CHART_FORM_COUNT];
        for (int i = 0; i < CHART_FORM_COUNT; i++) {
            words[i] = chart_form_word((enum chart_form)i);
        }
        return template_unknown(builder, fence->line,
                                template_say_in(builder->language, "vorm", "form"), form, words,
                                CHART_FORM_COUNT);
    }
    chart->form = (enum chart_form)known;
    bool done = chart->form == CHART_MAP       ? map_places(fence, chart, &table)
                : chart->form == CHART_THREADS ? thread_knots(fence, chart, &table)
                                               : chart_rows(fence, chart, &table);
    if (done && chart->form < CHART_MAP && !any_value(chart)) {
        template_say(builder, fence->line, "%s: %s",
                     template_say_in(builder->language, "weggelaten, niets gemeten",
                                     "left out, nothing measured"),
                     chart->query);
    } else if (done) {
        block_append(builder->arena, parent, block);
    }
    return done;
}
