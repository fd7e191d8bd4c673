/* template_fence: fenced blocks with keys. Which fences there are, and which keys each of them
 * knows, stands in one table; a fence or key that is not in it is an error with the nearest known
 * one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reports/model/template_internal.h"

enum { FENCE_KEYS = 28 };

struct fence_kind {
    const char *name;
    bool (*build)(struct fence *fence, struct block *parent);
    const char *keys[FENCE_KEYS];
};

enum fill fence_value(struct fence *fence, const char *key, const char **value)
{
    *value = "";
    for (size_t i = 0; i < fence->count; i++) {
        if (fence->entries[i].key != NULL && strcmp(fence->entries[i].key, key) == 0) {
            return template_fill_plain(fence->builder, fence->entries[i].line,
                                       fence->entries[i].value, value);
        }
    }
    return FILL_DONE;
}

const char *fence_raw(const struct fence *fence, const char *key)
{
    for (size_t i = 0; i < fence->count; i++) {
        if (fence->entries[i].key != NULL && strcmp(fence->entries[i].key, key) == 0) {
            return fence->entries[i].value;
        }
    }
    return NULL;
}

enum block_width fence_width(const struct fence *fence)
{
    return text_equal(fence_raw(fence, "width"), "half") ? WIDTH_HALF : WIDTH_FULL;
}

size_t fence_limit(const struct fence *fence, size_t rows)
{
    const char *limit = fence_raw(fence, "limit");
    long wished = limit == NULL ? 0 : strtol(limit, NULL, 10);
    return wished > 0 && (size_t)wished < rows ? (size_t)wished : rows;
}

enum fill fence_table(struct fence *fence, const char *key, struct data_table *table)
{
    struct builder *builder = fence->builder;
    const struct template_provider *provider = builder->provider;
    const char *query = fence_raw(fence, key);
    if (query == NULL) {
        error_set(builder->error, ERROR_TEMPLATE, builder->file, fence->line, "```%s: %s \"%s\"",
                  fence->info,
                  template_say_in(builder->language, "er ontbreekt de sleutel", "a key is missing"),
                  key);
        return FILL_ERROR;
    }
    if (!provider->table(provider->context, query, table)) {
        template_unknown(builder, fence->line, template_say_in(builder->language, "vraag", "query"),
                         query, provider->query_names, provider->query_count);
        return FILL_ERROR;
    }
    if (table->row_count == 0) {
        template_say(
            builder, fence->line, "%s: %s",
            template_say_in(builder->language, "weggelaten, geen rijen", "left out, no rows"),
            query);
        return FILL_NO_VALUE;
    }
    return FILL_DONE;
}

static int column_named(const struct data_table *table, const char *name)
{
    for (size_t c = 0; c < table->column_count; c++) {
        if (strcmp(table->columns[c].name, name) == 0) {
            return (int)c;
        }
    }
    return -1;
}

bool fence_column(struct fence *fence, const char *key, const char *standard,
                  const struct data_table *table, int *column)
{
    const char *given = fence_raw(fence, key);
    *column = column_named(table, given == NULL ? standard : given);
    if (given == NULL || *column >= 0) {
        return true;
    }
    struct builder *builder = fence->builder;
    const char **names = arena_alloc_array(builder->arena, table->column_count, sizeof *names);
    for (size_t c = 0; c < table->column_count; c++) {
        names[c] = table->columns[c].name;
    }
    return template_unknown(builder, fence->line,
                            template_say_in(builder->language, "kolom", "column"), given, names,
                            table->column_count);
}

const char *fence_cell_text(struct builder *builder, const struct data_table *table, size_t row,
                            int column)
{
    if (column < 0) {
        return "";
    }
    const struct data_cell *cell = &table->cells[row * table->column_count + (size_t)column];
    const struct data_column *head = &table->columns[column];
    if (cell->text != NULL && head->kind != DATA_DATE) {
        return cell->text;
    }
    if (cell->state == DATA_NOT_MEASURED) {
        return report_word(builder->language, WORD_NOT_MEASURED);
    }
    if (cell->state == DATA_SUPPRESSED) {
        return template_say_in(builder->language, "niet getoond", "not shown");
    }
    if (cell->state == DATA_EMPTY) {
        return "";
    }
    bool known = true;
    struct template_value value = {.defined = true, .value = cell->number, .text = cell->text};
    const char *format =
        head->kind == DATA_SHARE    ? arena_printf(builder->arena, "percent:%d", head->decimals)
        : head->kind == DATA_DATE   ? "date"
        : head->kind == DATA_NUMBER ? arena_printf(builder->arena, "decimals:%d", head->decimals)
                                    : "thousands";
    const char *text = template_format(builder->arena, &value, format, builder->language, &known);
    return text == NULL ? "" : text;
}

/* --- the small fences --- */

static bool build_report(struct fence *fence, struct block *parent)
{
    (void)parent;
    struct report *report = fence->builder->report;
    const struct {
        const char *key, **place;
    } fields[] = {{"subtitle", &report->subtitle},
                  {"description", &report->description},
                  {"running", &report->running},
                  {"edition", &report->edition}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const char *value = "";
        enum fill fill = fence_value(fence, fields[i].key, &value);
        if (fill == FILL_ERROR) {
            return false;
        }
        if (fill == FILL_DONE && value[0] != '\0') {
            *fields[i].place = value;
        }
    }
    return true;
}

static bool build_contents(struct fence *fence, struct block *parent)
{
    block_add(fence->builder->arena, parent, BLOCK_CONTENTS);
    return true;
}

static bool build_lead(struct fence *fence, struct block *parent)
{
    struct builder *builder = fence->builder;
    struct block *block = block_create(builder->arena, BLOCK_LEAD);
    for (size_t i = 0; i < fence->count; i++) {
        if (i > 0) {
            rich_add(builder->arena, &block->text, (struct run){.text = " "});
        }
        enum fill fill = template_fill(builder, fence->entries[i].line, fence->entries[i].value,
                                       (struct run){0}, &block->text);
        if (fill != FILL_DONE) {
            return fill == FILL_NO_VALUE;
        }
    }
    block_append(builder->arena, parent, block);
    return true;
}

/* The id and the number of an entry: its first hole. */
static enum fill fill_key_figure(struct fence *fence, const char *value, long line,
                                 struct key_figure *figure)
{
    struct rich rich = {0};
    enum fill fill = template_fill(fence->builder, line, value, (struct run){0}, &rich);
    figure->value = rich_plain(fence->builder->arena, &rich);
    for (size_t i = 0; i < rich.count && figure->id == NULL; i++) {
        figure->id = rich.items[i].figure;
    }
    return fill;
}

static bool build_headline(struct fence *fence, struct block *parent)
{
    struct builder *builder = fence->builder;
    struct key_figure *figure = arena_alloc(builder->arena, sizeof *figure);
    const char *raw = fence_raw(fence, "figure");
    enum fill fill = fill_key_figure(fence, raw == NULL ? "" : raw, fence->line, figure);
    const struct {
        const char *key, **place;
    } fields[] = {
        {"label", &figure->label}, {"definition", &figure->definition}, {"range", &figure->range}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0] && fill == FILL_DONE; i++) {
        const char *value = "";
        enum fill one = fence_value(fence, fields[i].key, &value);
        fill = one == FILL_ERROR ? one : fill;
        *fields[i].place = one == FILL_DONE && value[0] != '\0' ? value : NULL;
    }
    if (fill != FILL_DONE) {
        return fill == FILL_NO_VALUE;
    }
    figure->label = figure->label == NULL ? "" : figure->label;
    struct block *block = block_add(builder->arena, parent, BLOCK_HEADLINE);
    block->figures = figure;
    block->figure_count = 1;
    return true;
}

static bool build_figures(struct fence *fence, struct block *parent)
{
    struct builder *builder = fence->builder;
    struct block *block = block_create(builder->arena, BLOCK_FIGURES);
    block->figures = arena_alloc_array(builder->arena, fence->count, sizeof *block->figures);
    block->width = fence_width(fence);
    for (size_t i = 0; i < fence->count; i++) {
        const struct entry *entry = &fence->entries[i];
        if (entry->key != NULL) {
            continue;
        }
        const char *colon = strstr(entry->value, "}}:");
        const char *label = NULL;
        struct key_figure *figure = &block->figures[block->figure_count];
        *figure = (struct key_figure){0};
        if (colon == NULL) {
            return error_set(builder->error, ERROR_TEMPLATE, builder->file, entry->line,
                             "```figures: {{id}}: ...");
        }
        size_t size = (size_t)(colon - entry->value) + 2;
        enum fill fill = fill_key_figure(fence, arena_copy(builder->arena, entry->value, size),
                                         entry->line, figure);
        enum fill words =
            template_fill_plain(builder, entry->line, text_trim(builder->arena, colon + 3), &label);
        if (fill == FILL_ERROR || words == FILL_ERROR) {
            return false;
        }
        figure->label = label;
        block->figure_count += fill == FILL_DONE && words == FILL_DONE ? 1 : 0;
    }
    if (block->figure_count > 0) {
        block_append(builder->arena, parent, block);
    }
    return true;
}

static bool build_quotes(struct fence *fence, struct block *parent)
{
    struct builder *builder = fence->builder;
    struct data_table table = {0};
    enum fill fill = fence_table(fence, "query", &table);
    int quote = -1;
    int by = -1;
    if (fill != FILL_DONE) {
        return fill == FILL_NO_VALUE;
    }
    if (!fence_column(fence, "quote", "quote", &table, &quote) ||
        !fence_column(fence, "by", "by", &table, &by)) {
        return false;
    }
    size_t rows = fence_limit(fence, table.row_count);
    for (size_t r = 0; r < rows; r++) {
        struct block *block = block_add(builder->arena, parent, BLOCK_QUOTE);
        block->width = fence_width(fence);
        const char *words = fence_cell_text(builder, &table, r, quote);
        const char *form = builder->language == LANGUAGE_NL ? "\xE2\x80\x98%s\xE2\x80\x99"
                                                            : "\xE2\x80\x9C%s\xE2\x80\x9D";
        struct text quoted = text_create(builder->arena);
        text_add_bytes(&quoted, form, 3);
        text_add(&quoted, words);
        text_add(&quoted, form + 5);
        rich_add(builder->arena, &block->text, (struct run){.text = quoted.bytes});
        const char *whom = fence_cell_text(builder, &table, r, by);
        block->attribution = whom[0] != '\0' ? whom : NULL;
    }
    return true;
}

static const struct fence_kind kinds[] = {
    {"report", build_report, {"subtitle", "description", "running", "edition"}},
    {"contents", build_contents, {NULL}},
    {"lead", build_lead, {NULL}},
    {"headline", build_headline, {"figure", "label", "definition", "range"}},
    {"figures", build_figures, {"width"}},
    {"quotes", build_quotes, {"query", "quote", "by", "limit", "width"}},
    {"chart",
     fence_chart,
     {"query",  "form",  "title", "subtitle",  "source", "alt",          "width",
      "label",  "value", "low",   "high",      "before", "text",         "highlight",
      "levels", "limit", "place", "from",      "to",     "before_title", "after_title",
      "sort",   "keep",  "mark",  "mark_text", "finding"}},
    {"map",
     fence_chart,
     {"query", "title", "subtitle", "source", "alt", "width", "code", "level", "levels", "place"}},
    {"threads",
     fence_chart,
     {"query", "days", "title", "subtitle", "source", "alt", "width", "place", "limit"}},
    {"table",
     fence_make_table,
     {"query", "title", "columns", "note", "width", "size", "anchor", "header", "limit", "strips"}},
};

/* Fences in which a line without a key is text of its own. */
static bool takes_lines(const struct fence_kind *kind)
{
    return strcmp(kind->name, "figures") == 0 || strcmp(kind->name, "lead") == 0;
}

static bool known_key(const struct fence_kind *kind, const char *key)
{
    for (size_t i = 0; i < FENCE_KEYS && kind->keys[i] != NULL; i++) {
        if (strcmp(kind->keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static size_t key_count(const struct fence_kind *kind)
{
    size_t count = 0;
    while (count < FENCE_KEYS && kind->keys[count] != NULL) {
        count++;
    }
    return count;
}

static bool read_line(struct fence *fence, const struct fence_kind *kind, const char *line,
                      long number)
{
    struct builder *builder = fence->builder;
    struct entry entry = {.value = line, .line = number};
    size_t word = strspn(line, "abcdefghijklmnopqrstuvwxyz_");
    if (word > 0 && line[word] == ':') {
        const char *key = arena_copy(builder->arena, line, word);
        if (known_key(kind, key)) {
            entry.key = key;
            entry.value = text_trim(builder->arena, line + word + 1);
        } else if (!takes_lines(kind)) {
            return template_unknown(builder, number,
                                    template_say_in(builder->language, "sleutel", "key"), key,
                                    kind->keys, key_count(kind));
        }
    } else if (!takes_lines(kind)) {
        return error_set(builder->error, ERROR_TEMPLATE, builder->file, number, "```%s: %s",
                         kind->name,
                         template_say_in(builder->language, "een regel is \"sleutel: waarde\"",
                                         "a line is \"key: value\""));
    }
    if (fence->count == fence->capacity) {
        size_t capacity = vector_capacity(fence->capacity, fence->count + 1);
        fence->entries = arena_grow(builder->arena, fence->entries, fence->capacity, capacity,
                                    sizeof *fence->entries);
        fence->capacity = capacity;
    }
    fence->entries[fence->count++] = entry;
    return true;
}

bool template_fence(struct builder *builder, struct block *parent, long line, const char *info,
                    const char *literal)
{
    const struct fence_kind *kind = NULL;
    const char *names[sizeof kinds / sizeof kinds[0]];
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        names[i] = kinds[i].name;
        kind = strcmp(kinds[i].name, info) == 0 ? &kinds[i] : kind;
    }
    if (kind == NULL) {
        return template_unknown(builder, line, template_say_in(builder->language, "blok", "block"),
                                info, names, sizeof kinds / sizeof kinds[0]);
    }
    struct fence fence = {.builder = builder, .info = info, .line = line};
    long number = line;
    while (*literal != '\0') {
        size_t size = strcspn(literal, "\n");
        number++;
        const char *text = text_trim(builder->arena, arena_copy(builder->arena, literal, size));
        if (text[0] != '\0' && !read_line(&fence, kind, text, number)) {
            return false;
        }
        literal += size + (literal[size] == '\n');
    }
    return kind->build(&fence, parent);
}
