/* table: see table.h. */
#include "engine/publish/table.h"

#include <assert.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/publish/round.h"

static size_t raw_column(const struct raw_table *table, const char *column)
{
    size_t at = 0;
    while (at < table->column_count && !text_equal(table->columns[at], column)) {
        at++;
    }
    assert(at < table->column_count);
    return at;
}

const struct raw_cell *raw_at(const struct raw_table *table, size_t row, const char *column)
{
    return &table->cells[row * table->column_count + raw_column(table, column)];
}

int64_t raw_integer(const struct raw_table *table, size_t row, const char *column,
                    int64_t otherwise)
{
    const struct raw_cell *cell = raw_at(table, row, column);
    return cell->type == RAW_INTEGER ? cell->integer
           : cell->type == RAW_REAL  ? (int64_t)cell->real
                                     : otherwise;
}

size_t published_column_find(const struct published_table *table, const char *key)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (text_equal(table->columns[i].key[LANGUAGE_NL], key) ||
            text_equal(table->columns[i].key[LANGUAGE_EN], key)) {
            return i;
        }
    }
    return SIZE_MAX;
}

int column_decimals(enum column_kind kind)
{
    return kind == COLUMN_GRADE ? 1 : kind == COLUMN_DISTANCE ? 2 : 0;
}

static const char *write_number(struct arena *arena, enum column_kind kind, double number,
                                enum language language)
{
    if (kind == COLUMN_SHARE) {
        return round_percent(arena, number, 0, language);
    }
    char text[NUMBER_TEXT];
    number_write_for_people(number, column_decimals(kind), language, text);
    return arena_strdup(arena, text);
}

const char *published_write(struct arena *arena, const struct published_table *table, size_t row,
                            size_t column, enum language language)
{
    const struct published_cell *cell = published_at(table, row, column);
    bool nl = language == LANGUAGE_NL;
    switch (cell->state) {
    case PUBLISHED_EMPTY:
        break;
    case PUBLISHED_SHOWN:
        if (cell->text[language] != NULL) {
            return cell->text[language];
        }
        return write_number(arena, table->columns[column].kind, cell->number, language);
    case PUBLISHED_SMALL:
        return arena_printf(arena, nl ? "minder dan %lld" : "fewer than %lld",
                            (long long)table->threshold);
    case PUBLISHED_HIDDEN:
        return nl ? "niet getoond" : "not shown";
    case PUBLISHED_NOT_MEASURED:
        return nl ? "niet gemeten" : "not measured";
    }
    return "";
}
