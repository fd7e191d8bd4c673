/* gate: see gate.h. First every count of people is put into one system of cells and sums and the
 * small ones are hidden there (gate_cells); then the tables are written from that system
 * (gate_people, gate_open); last the figures, which must say no more than the tables. */
#include "engine/publish/gate.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/publish/gate_tables.h"
#include "engine/publish/round.h"

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

/* -- figures
 * -----------------------------------------------------------------------------------------
 */

static void suppress(struct figure *figure)
{
    figure->has_value = figure->has_range = figure->has_level = false;
    figure->value = figure->low = figure->high = figure->level = 0;
    figure->n = figure->missing = -1;
    figure->reason = "suppressed";
}

static bool counts_people(const struct figure *figure)
{
    return text_equal(figure->unit, "people") || text_equal(figure->unit, "registrations") ||
           text_equal(figure->unit, "attendances") || text_equal(figure->unit, "forms");
}

static bool is_small(double count, int64_t threshold)
{
    return threshold >= 2 && count >= (double)protect_least(threshold) &&
           count < (double)threshold && count > 0;
}

/* A rate of people: enough of them, and neither those who came nor the others are a small count. */
static bool rate_is_safe(const struct figure *figure, int64_t threshold)
{
    double with = round(figure->value * (double)figure->n);
    return figure->n >= GATE_RATE_FROM && !is_small(with, threshold) &&
           !is_small((double)figure->n - with, threshold);
}

static bool starts_with_any(const char *id, const char *const *prefixes)
{
    for (size_t i = 0; prefixes[i] != NULL; i++) {
        if (text_starts_with(id, prefixes[i])) {
            return true;
        }
    }
    return false;
}

/* What the figure says by itself. */
static bool alone_is_safe(const struct figure *figure, int64_t threshold)
{
    static const char *const rates[] = {"attendance.rate", "noshow.rate", "response.rate", NULL};
    static const char *const means[] = {"grade.", "nps", NULL};
    if (counts_people(figure)) {
        return !is_small(figure->value, threshold);
    }
    if (threshold >= 2 && starts_with_any(figure->id, rates)) {
        return rate_is_safe(figure, threshold);
    }
    if (starts_with_any(figure->id, means)) {
        return figure->n >= threshold;
    }
    return true;
}

/* The figure whose id ends here: "people.attended" of "people.attended.without_staff". */
static const struct figure *base_of(const struct publication *publication,
                                    const struct figure *figure)
{
    const char *suffix = strstr(figure->id, ".without_staff");
    if (suffix == NULL || suffix[strlen(".without_staff")] != '\0') {
        return NULL;
    }
    for (size_t i = 0; i < publication->figure_count; i++) {
        const char *id = publication->figures[i].id;
        if (strlen(id) == (size_t)(suffix - figure->id) &&
            strncmp(id, figure->id, strlen(id)) == 0) {
            return &publication->figures[i];
        }
    }
    return NULL;
}

static struct figure *figure_of(struct publication *publication, const char *id)
{
    for (size_t i = 0; i < publication->figure_count; i++) {
        if (text_equal(publication->figures[i].id, id)) {
            return &publication->figures[i];
        }
    }
    return NULL;
}

static void suppress_named(struct publication *publication, const char *id)
{
    struct figure *figure = figure_of(publication, id);
    if (figure != NULL && figure->has_value) {
        suppress(figure);
    }
}

/* Totals that the system of cells had to hide, and what would give them away. */
static void follow_cells(struct publication *publication, const struct gate_cells *cells)
{
    static const char *const followers[MEASURES][5] = {
        [REGISTERED] = {"registrations.live", "attendance.rate.bound", NULL},
        [PRESENT] = {"attendances", "response.rate", NULL},
        [CAME] = {"registrations.attended", "attendance.rate", "noshow.rate",
                  "attendance.rate.bound", NULL},
        [STAYED_AWAY] = {"attendance.rate", "noshow.rate", "attendance.rate.bound", NULL},
    };
    if (cells->sessions != NULL) {
        for (int measure = 0; measure < MEASURES; measure++) {
            if (gate_shown(cells, cells->week.people[measure])) {
                continue;
            }
            for (size_t i = 0; followers[measure][i] != NULL; i++) {
                suppress_named(publication, followers[measure][i]);
            }
        }
        if (!gate_shown(cells, cells->week.walkins)) {
            suppress_named(publication, "walkins");
        }
    }
    if (cells->attended != NO_CELL && !gate_shown(cells, cells->attended)) {
        suppress_named(publication, "people.attended");
        suppress_named(publication, "people.attended.without_staff");
        suppress_named(publication, "people.both");
        suppress_named(publication, "cost.per_person");
    }
}

/* Two figures that differ by a small number of people say that number. */
static void part_pairs(struct publication *publication)
{
    for (size_t i = 0; i < publication->figure_count; i++) {
        struct figure *figure = &publication->figures[i];
        const struct figure *base = base_of(publication, figure);
        if (base == NULL || !figure->has_value) {
            continue;
        }
        bool gives_away =
            counts_people(figure) && is_small(base->value - figure->value, publication->threshold);
        if (!base->has_value || gives_away) {
            suppress(figure);
        }
    }
    /* Rates without staff differ from the rate by the staff, too. */
    const struct figure *with = figure_of(publication, "registrations.live.without_staff");
    const struct figure *came = figure_of(publication, "registrations.attended.without_staff");
    if ((with != NULL && !with->has_value) || (came != NULL && !came->has_value)) {
        suppress_named(publication, "attendance.rate.without_staff");
    }
}

static void gate_figures(struct arena *arena, const struct gate_input *input,
                         const struct gate_cells *cells, struct publication *publication)
{
    publication->figures =
        arena_alloc_array(arena, input->figure_count + 1, sizeof *publication->figures);
    publication->figure_count = input->figure_count;
    for (size_t i = 0; i < input->figure_count; i++) {
        struct figure *figure = &publication->figures[i];
        *figure = input->figures[i];
        if (figure->has_value && !alone_is_safe(figure, input->threshold)) {
            suppress(figure);
        }
        /* How many did not answer is a count of people as well. */
        if (is_small((double)figure->missing, input->threshold)) {
            figure->missing = -1;
        }
    }
    follow_cells(publication, cells);
    part_pairs(publication);
}

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
    gate_figures(arena, input, &cells, publication);
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
