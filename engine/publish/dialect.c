/* dialect: see dialect.h. The file ends every cell with `;` and takes the last one away at the end
 * of the row, so that nobody needs to know which cell is first. */
#include "engine/publish/dialect.h"

#include <string.h>

#include "engine/base/number.h"

struct text dialect_create(struct arena *arena)
{
    struct text file = text_create(arena);
    text_add(&file, "\xEF\xBB\xBF");
    return file;
}

/* Excel and LibreOffice read these as the start of a formula, also after blanks and in quotes. */
static bool looks_like_formula(const char *cell)
{
    const char *first = cell;
    while (text_is_blank_char(*first)) {
        first++;
    }
    return *first != '\0' && strchr("=+-@", *first) != NULL;
}

void dialect_text(struct text *file, const char *cell)
{
    cell = cell == NULL ? "" : cell;
    bool formula = looks_like_formula(cell) || cell[0] == '\t' || cell[0] == '\r';
    if (!formula && strpbrk(cell, ";\"\r\n") == NULL) {
        text_add(file, cell);
    } else {
        text_add_char(file, '"');
        text_add(file, formula ? "'" : "");
        for (const char *c = cell; *c != '\0'; c++) {
            text_add(file, *c == '"' ? "\"" : "");
            text_add_char(file, *c);
        }
        text_add_char(file, '"');
    }
    text_add_char(file, ';');
}

void dialect_number(struct text *file, double number)
{
    char digits[NUMBER_TEXT];
    number_write(number, digits);
    char *point = strchr(digits, '.');
    if (point != NULL) {
        *point = ',';
    }
    text_add(file, digits);
    text_add_char(file, ';');
}

void dialect_end_row(struct text *file)
{
    if (file->size > 0 && file->bytes[file->size - 1] == ';') {
        file->bytes[--file->size] = '\0';
    }
    text_add(file, "\r\n");
}

static void table_row(struct text *file, const struct published_table *table, size_t row,
                      enum language language)
{
    for (size_t column = 0; column < table->column_count; column++) {
        const struct published_cell *cell = published_at(table, row, column);
        if (cell->state == PUBLISHED_SHOWN && cell->text[language] == NULL) {
            dialect_number(file, cell->number);
        } else {
            dialect_text(file, published_write(file->arena, table, row, column, language));
        }
    }
    dialect_end_row(file);
}

static void table_heading(struct text *file, const struct published_table *table,
                          enum language language)
{
    for (size_t column = 0; column < table->column_count; column++) {
        dialect_text(file, table->columns[column].key[language]);
    }
    dialect_end_row(file);
}

void dialect_table(struct text *file, const struct published_table *table, enum language language)
{
    table_heading(file, table, language);
    for (size_t row = 0; row < table->row_count; row++) {
        table_row(file, table, row, language);
    }
}

void dialect_table_of(struct text *file, const struct published_table *table, const char *edition,
                      bool heading, enum language language)
{
    if (heading) {
        dialect_text(file, language == LANGUAGE_NL ? "editie" : "edition");
        table_heading(file, table, language);
    }
    for (size_t row = 0; row < table->row_count; row++) {
        dialect_text(file, edition);
        table_row(file, table, row, language);
    }
}

static void optional_number(struct text *file, bool is_there, double number)
{
    if (is_there) {
        dialect_number(file, number);
    } else {
        dialect_text(file, NULL);
    }
}

void dialect_figures(struct text *file, const struct publication *publication)
{
    static const char *const keys[] = {
        "id",     "edition",  "value", "low",     "high",          "level",         "doubt",
        "unit",   "method",   "n",     "missing", "definition_nl", "definition_en", "origin",
        "inputs", "settings", "reason"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        dialect_text(file, keys[i]);
    }
    dialect_end_row(file);
    for (size_t i = 0; i < publication->figure_count; i++) {
        const struct figure *figure = &publication->figures[i];
        dialect_text(file, figure->id);
        dialect_text(file, figure->edition);
        optional_number(file, figure->has_value, figure->value);
        optional_number(file, figure->has_range, figure->low);
        optional_number(file, figure->has_range, figure->high);
        optional_number(file, figure->has_level, figure->level);
        dialect_text(file, doubt_word(figure->doubt));
        dialect_text(file, figure->unit);
        dialect_text(file, figure->method);
        optional_number(file, figure->n >= 0, (double)figure->n);
        optional_number(file, figure->missing >= 0, (double)figure->missing);
        dialect_text(file, figure->definition[LANGUAGE_NL]);
        dialect_text(file, figure->definition[LANGUAGE_EN]);
        dialect_text(file, figure->origin);
        dialect_text(file, figure->inputs);
        dialect_text(file, figure->settings);
        dialect_text(file, figure->reason);
        dialect_end_row(file);
    }
}
