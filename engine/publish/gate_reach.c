/* gate_reach: every municipality of the layout with the ways in which it took part, so that anybody
 * can add the residents up again (`verify`). Municipalities are no people: whether one took part is
 * said, how many of its people did is not. */
#include "engine/base/text.h"
#include "engine/publish/gate_tables.h"

#define FACT(key)                                                                                  \
    {                                                                                              \
        {key, key}, {key, key}, COLUMN_NUMBER, false                                               \
    }

/* The keys are the same in both languages: they are read by programs. */
static const struct published_column reach_columns[] = {
    {{"code", "code"}, {"Code", "Code"}, COLUMN_TEXT, true},
    {{"name", "name"}, {"Gemeente", "Municipality"}, COLUMN_TEXT, false},
    FACT("population"),
    FACT("population_before"),
    FACT("population_after"),
    FACT("attended"),
    FACT("registered"),
    FACT("hosted"),
    FACT("visited"),
    FACT("not_staff"),
    FACT("probable"),
    FACT("registered_probable"),
    FACT("partner"),
    FACT("partner_registered"),
    FACT("partner_probable"),
    FACT("partner_not_staff"),
    FACT("partner_any"),
    FACT("partner_waiting"),
};
enum { REACH_COLUMNS = sizeof reach_columns / sizeof reach_columns[0], REACH_TEXTS = 2 };

struct published_table *gate_reach(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table =
        gate_table_create(gating, "reach", "Elke gemeente, met haar inwoners en hoe zij meedeed",
                          "Every municipality, with its residents and how it took part",
                          reach_columns, REACH_COLUMNS, raw->row_count);
    for (size_t row = 0; row < raw->row_count; row++) {
        struct published_cell *out = published_at(table, row, 0);
        for (size_t column = 0; column < REACH_COLUMNS; column++) {
            const struct raw_cell *cell = raw_at(raw, row, reach_columns[column].key[0]);
            out[column] = column < REACH_TEXTS      ? gate_text(cell->text, cell->text)
                          : cell->type == RAW_EMPTY ? gate_text(NULL, NULL)
                                                    : gate_number((double)cell->integer);
        }
    }
    return table;
}
