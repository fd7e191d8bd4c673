/* side: the small tables of an edition that are not about people: costs, the second list, figures
 * that exist only as published numbers. Column names are the canonical ones of DESIGN.md section 4.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/settle/collect.h"

/* An amount as people write it: 1.250,50 or 1250.50 or € 1.250. */
static bool amount_of(struct arena *arena, const char *text, double *amount)
{
    struct text digits = text_create(arena);
    const char *comma = strrchr(text, ',');
    const char *point = strrchr(text, '.');
    /* The last mark with one or two digits behind it is the decimal mark. */
    const char *mark = comma > point ? comma : point;
    size_t behind = mark == NULL ? 0 : strspn(mark + 1, "0123456789");
    if (mark != NULL && behind == 3 && (comma == NULL || point == NULL)) {
        mark = NULL; /* 1.250: thousands */
    }
    for (const char *c = text; *c != '\0'; c++) {
        if (text_is_digit(*c) || (*c == '-' && digits.size == 0 && text_is_digit(c[1]))) {
            text_add_char(&digits, *c);
        } else if (c == mark) {
            text_add_char(&digits, '.');
        } else if (*c != '.' && *c != ',' && !text_is_blank_char(*c) && (unsigned char)*c < 0x80 &&
                   *c != '-' && text_lower_char(*c) != 'e' && text_lower_char(*c) != 'u' &&
                   text_lower_char(*c) != 'r') {
            return false;
        }
    }
    return number_read(digits.bytes, amount);
}

static void reject(struct settle *settle, struct source *source, const struct side_row *row,
                   const char *column)
{
    source->rows_rejected++;
    struct finding_sink sink = settle_findings(settle);
    struct finding finding = {.rule = FINDING_CELL_OUT_OF_RANGE,
                              .source = source->number,
                              .line = row->line,
                              .detail = column};
    sink.add(sink.context, &finding);
}

struct side {
    struct settle *settle;
    const struct organisation_door *door;
    VECTOR(struct cost) costs;
    VECTOR(struct second_sign) signs;
    VECTOR(struct own_figure) figures;
};

static void take_cost(struct side *side, struct source *source, const struct side_row *row)
{
    struct cost cost = {.item = side_table_cell(source->table, row, "post"),
                        .source = source->number,
                        .line = row->line};
    cost.session = session_of_label(side->settle, side_table_cell(source->table, row, "sessie"));
    if (!amount_of(side->settle->arena, side_table_cell(source->table, row, "bedrag"),
                   &cost.amount)) {
        reject(side->settle, source, row, "bedrag");
        return;
    }
    *VECTOR_PUSH(side->settle->arena, &side->costs) = cost;
}

static void take_sign(struct side *side, struct source *source, const struct side_row *row)
{
    struct second_sign sign = {.source = source->number, .line = row->line};
    uint32_t spelling;
    bool contradicted;
    side->door->resolve(side->door->context, side_table_cell(source->table, row, "organisatie"),
                        NULL, NULL, &sign.organisation, &spelling, &contradicted);
    if (sign.organisation == NONE) {
        reject(side->settle, source, row, "organisatie");
        return;
    }
    *VECTOR_PUSH(side->settle->arena, &side->signs) = sign;
}

static void take_figure(struct side *side, struct source *source, const struct side_row *row)
{
    const struct side_table *table = source->table;
    struct own_figure figure = {.name = side_table_cell(table, row, "naam"),
                                .unit = side_table_cell(table, row, "eenheid"),
                                .origin = side_table_cell(table, row, "bron"),
                                .date = side_table_cell(table, row, "datum"),
                                .by = side_table_cell(table, row, "wie"),
                                .source = source->number,
                                .line = row->line};
    const char *bound = side_table_cell(table, row, "ondergrens");
    char first = text_lower_char(bound[0]);
    figure.lower_bound = first == 'j' || first == 'y' || first == 'x' || first == '1';
    if (text_is_blank(figure.name) ||
        !amount_of(side->settle->arena, side_table_cell(table, row, "waarde"), &figure.value)) {
        reject(side->settle, source, row, "waarde");
        return;
    }
    *VECTOR_PUSH(side->settle->arena, &side->figures) = figure;
}

void side_settle(struct settle *settle, const struct organisation_door *door,
                 struct edition *edition)
{
    struct side side = {.settle = settle, .door = door};
    for (size_t i = 0; i < settle->sources.count; i++) {
        struct source *source = settle->sources.items[i];
        if (source->table == NULL || settle->is_copy.items[i]) {
            continue;
        }
        for (size_t r = 0; r < source->table->row_count; r++) {
            const struct side_row *row = &source->table->rows[r];
            if (source->kind == SOURCE_COSTS) {
                take_cost(&side, source, row);
            } else if (source->kind == SOURCE_SECOND_LIST) {
                take_sign(&side, source, row);
            } else if (source->kind == SOURCE_OWN_FIGURES) {
                take_figure(&side, source, row);
            }
        }
    }
    edition->costs = side.costs.items;
    edition->costs_count = side.costs.count;
    edition->second_signs = side.signs.items;
    edition->second_signs_count = side.signs.count;
    edition->own_figures = side.figures.items;
    edition->own_figures_count = side.figures.count;
}
