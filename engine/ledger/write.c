/* write: ledger rows for programs, as JSON and CSV. Both are made from one table of cells, so that
 * they cannot differ. */
#include "engine/ledger/ledger.h"
#include "engine/store/query.h"

const char *const ledger_columns[LEDGER_COLUMNS] = {
    "id",     "edition",  "value", "low",     "high",          "level",         "doubt",
    "unit",   "method",   "n",     "missing", "definition_nl", "definition_en", "origin",
    "inputs", "settings", "reason"};

static struct query_cell number_cell(bool has, double value)
{
    return (struct query_cell){has ? CELL_REAL : CELL_NULL, 0, value, NULL};
}

static struct query_cell count_cell(int64_t count)
{
    return (struct query_cell){count < 0 ? CELL_NULL : CELL_INTEGER, count, (double)count, NULL};
}

static struct query_cell text_cell(const char *text)
{
    return (struct query_cell){text == NULL ? CELL_NULL : CELL_TEXT, 0, 0, text};
}

void ledger_row(const struct figure *figure, struct query_cell *cells)
{
    const struct query_cell row[LEDGER_COLUMNS] = {
        text_cell(figure->id),
        text_cell(figure->edition),
        number_cell(figure->has_value, figure->value),
        number_cell(figure->has_range, figure->low),
        number_cell(figure->has_range, figure->high),
        number_cell(figure->has_level, figure->level),
        text_cell(doubt_word(figure->doubt)),
        text_cell(figure->unit),
        text_cell(figure->method),
        count_cell(figure->n),
        count_cell(figure->missing),
        text_cell(figure->definition[LANGUAGE_NL]),
        text_cell(figure->definition[LANGUAGE_EN]),
        text_cell(figure->origin),
        text_cell(figure->inputs),
        text_cell(figure->settings),
        text_cell(figure->reason),
    };
    for (int i = 0; i < LEDGER_COLUMNS; i++) {
        cells[i] = row[i];
    }
}

static struct query_table table_of(struct arena *arena, const struct ledger *ledgers, size_t count)
{
    struct query_table table = {.name = "figures",
                                .columns = (const char **)ledger_columns,
                                .column_count = LEDGER_COLUMNS};
    for (size_t i = 0; i < count; i++) {
        table.row_count += ledgers[i].count;
    }
    struct query_cell *cells =
        arena_alloc_array(arena, table.row_count * LEDGER_COLUMNS + 1, sizeof *cells);
    size_t row = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < ledgers[i].count; k++) {
            ledger_row(&ledgers[i].figures[k], cells + row++ * LEDGER_COLUMNS);
        }
    }
    table.cells = cells;
    return table;
}

void ledger_write_json(struct text *text, const struct ledger *ledgers, size_t count)
{
    struct query_table table = table_of(text->arena, ledgers, count);
    query_write_json(text, &table);
}

void ledger_write_csv(struct text *text, const struct ledger *ledgers, size_t count)
{
    struct query_table table = table_of(text->arena, ledgers, count);
    query_write_csv(text, &table);
}
