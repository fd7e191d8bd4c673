/* report: see report.h. */
#include "reports/model/report.h"

#include "engine/base/text.h"

struct block *block_create(struct arena *arena, enum block_kind kind)
{
    struct block *block = arena_alloc(arena, sizeof *block);
    block->kind = kind;
    return block;
}

void block_append(struct arena *arena, struct block *parent, struct block *child)
{
    if (parent->child_count == parent->child_capacity) {
        size_t capacity = vector_capacity(parent->child_capacity, parent->child_count + 1);
        parent->children = arena_grow(arena, parent->children, parent->child_capacity, capacity,
                                      sizeof(struct block *));
        parent->child_capacity = capacity;
    }
    parent->children[parent->child_count++] = child;
}

struct block *block_add(struct arena *arena, struct block *parent, enum block_kind kind)
{
    struct block *child = block_create(arena, kind);
    block_append(arena, parent, child);
    return child;
}

struct block *block_add_heading(struct arena *arena, struct block *parent, int level,
                                const char *text)
{
    struct block *heading = block_add(arena, parent, BLOCK_HEADING);
    heading->level = level;
    rich_add(arena, &heading->text, (struct run){.text = text});
    return heading;
}

struct block *block_add_paragraph(struct arena *arena, struct block *parent, const char *text)
{
    struct block *paragraph = block_add(arena, parent, BLOCK_PARAGRAPH);
    rich_add(arena, &paragraph->text, (struct run){.text = text});
    return paragraph;
}

void rich_add(struct arena *arena, struct rich *rich, struct run run)
{
    *VECTOR_PUSH(arena, rich) = run;
}

const char *rich_plain(struct arena *arena, const struct rich *rich)
{
    struct text text = text_create(arena);
    for (size_t i = 0; i < rich->count; i++) {
        if (rich->items[i].line_break) {
            text_add_char(&text, ' ');
        }
        text_add(&text, rich->items[i].text);
    }
    return text.bytes;
}

struct report_table *report_table_create(struct arena *arena, const char *caption,
                                         size_t column_count)
{
    struct report_table *table = arena_alloc(arena, sizeof *table);
    table->caption = caption;
    table->columns = arena_alloc_array(arena, column_count, sizeof *table->columns);
    table->column_count = column_count;
    for (size_t i = 0; i < column_count; i++) {
        table->columns[i].title = "";
    }
    return table;
}

struct table_row *report_table_add_row(struct arena *arena, struct report_table *table)
{
    if (table->row_count == table->row_capacity) {
        size_t capacity = vector_capacity(table->row_capacity, table->row_count + 1);
        table->rows =
            arena_grow(arena, table->rows, table->row_capacity, capacity, sizeof *table->rows);
        table->row_capacity = capacity;
    }
    struct table_row *row = &table->rows[table->row_count++];
    row->cells = arena_alloc_array(arena, table->column_count, sizeof *row->cells);
    for (size_t i = 0; i < table->column_count; i++) {
        row->cells[i].text = "";
    }
    return row;
}

const char *report_word(enum language language, enum report_word word)
{
    static const char *const words[WORDS][LANGUAGES] = {
        [WORD_CONCEPT] = {"Concept", "Draft"},
        [WORD_CONTENTS] = {"Inhoud", "Contents"},
        [WORD_OF] = {"van", "of"},
        [WORD_NOT_MEASURED] = {"niet gemeten", "not measured"},
        [WORD_SKIP] = {"Naar de inhoud", "Skip to content"},
        [WORD_CHART] = {"Grafiek", "Chart"},
    };
    return words[word][language];
}
