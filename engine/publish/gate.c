/* gate: see gate.h. First every count of people is put into one system of cells and sums and the
 * small ones are hidden there (gate_cells, gate_numbers); then the tables are written from that
 * system (gate_people, gate_open), and the figures (gate_figures). */
#include "engine/publish/gate.h"

#include "engine/base/text.h"
#include "engine/publish/gate_numbers.h"
#include "engine/publish/gate_tables.h"

/* TABLE(query that it is made from, function): what passes the gate; nothing else does. */
static const struct passage {
    const char *query;
    gate_table_fn *make;
} passages[] = {
    {"sessions", gate_sessions},
    {"sessions", gate_rates},
    {"days", gate_days},
    {"municipalities", gate_municipalities},
    {"municipalities", gate_participation},
    {"municipalities", gate_municipality_list},
    {"provinces", gate_provinces},
    {"size_classes", gate_sizes},
    {"grades", gate_grades},
    {"organisations", gate_organisations},
    {"balance", gate_sources},
    {"findings", gate_repairs},
    {"findings", gate_findings},
    {"reach", gate_reach},
    {"themes", gate_themes},
    {"themes", gate_topics},
    {"threads", gate_threads},
    {"quotes", gate_quotes},
};
enum { PASSAGES = sizeof passages / sizeof passages[0] };

/* -- the whole
 * ---------------------------------------------------------------------------------------
 */

static size_t hidden_in(const struct published_table *table)
{
    size_t hidden = 0;
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        hidden +=
            table->cells[i].state == PUBLISHED_SMALL || table->cells[i].state == PUBLISHED_HIDDEN;
    }
    return hidden;
}

const struct publication *gate(struct arena *arena, const struct gate_input *input)
{
    struct publication *publication = arena_alloc(arena, sizeof *publication);
    struct gate_cells cells = gate_cells(arena, input);
    struct gating gating = {arena, input, &cells};
    publication->threshold = input->threshold;
    publication->memory = gate_memory(&cells);
    publication->tables = arena_alloc_array(arena, PASSAGES, sizeof *publication->tables);
    for (size_t i = 0; i < PASSAGES; i++) {
        const struct raw_table *raw = gate_raw(input, passages[i].query);
        if (raw != NULL) {
            struct published_table *table = passages[i].make(&gating, raw);
            publication->tables[publication->table_count++] = table;
            publication->hidden += hidden_in(table);
        }
    }
    publication->figures =
        arena_alloc_array(arena, input->figure_count + 1, sizeof *publication->figures);
    publication->figure_count = input->figure_count;
    for (size_t i = 0; i < input->figure_count; i++) {
        publication->figures[i] = input->figures[i];
    }
    gate_figures(&cells, input, publication);
    for (size_t i = 0; i < publication->figure_count; i++) {
        publication->hidden += text_equal(publication->figures[i].reason, "suppressed");
    }
    return publication;
}

const struct figure *publication_figure(const struct publication *publication, const char *id)
{
    for (size_t i = 0; i < publication->figure_count; i++) {
        if (text_equal(publication->figures[i].id, id)) {
            return &publication->figures[i];
        }
    }
    return NULL;
}

const struct published_table *publication_table(const struct publication *publication,
                                                const char *name)
{
    for (size_t i = 0; i < publication->table_count; i++) {
        if (text_equal(publication->tables[i]->name, name)) {
            return publication->tables[i];
        }
    }
    return NULL;
}
