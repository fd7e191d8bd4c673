/* comparison_grid: see comparison_grid.h. */
#include "engine/ledger/comparison_grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "engine/reference/carry.h"

/* Codes of an own list ("X0007") number its rows; the same municipality has another one next year,
 * so these are known by their name. */
static bool is_numbered(const char *code)
{
    return code[0] == 'X';
}

int grid_code_number(const char *code)
{
    return strncmp(code, "GM", 2) == 0 ? (int)strtol(code + 2, NULL, 10) : -1;
}

/* The place of a municipality; a new one when neither the reference nor the other edition has it.
 */
static size_t place_of(struct grid *grid, const struct carry *carry, const char *code,
                       const char *name)
{
    int slot = carry_slot_or_none(carry, grid_code_number(code));
    if (slot >= 0) {
        return (size_t)slot;
    }
    for (size_t i = grid->known; i < grid->places.count; i++) {
        const struct grid_place *place = &grid->places.items[i];
        if (is_numbered(code) ? is_numbered(place->code) && strcmp(place->name, name) == 0
                              : strcmp(place->code, code) == 0) {
            return i;
        }
    }
    VECTOR_PUSH(grid->arena, &grid->places);
    return grid->places.count - 1;
}

/* Lays an edition out. The later edition comes second, so that its names stand. */
static void lay_out(struct grid *grid, const struct carry *carry,
                    const struct compared_edition *edition, bool later)
{
    const struct query_table *table = &edition->municipalities;
    for (size_t row = 0; row < table->row_count; row++) {
        const char *code = query_at(table, row, "code")->text;
        const char *name = query_at(table, row, "name")->text;
        size_t at = place_of(grid, carry, code, name);
        struct grid_place *place = &grid->places.items[at];
        bool took_part[PARTS] = {query_at(table, row, "direct")->integer != 0,
                                 query_at(table, row, "combined")->integer != 0};
        place->code = code;
        place->name = name;
        place->province = query_at(table, row, "province")->text;
        place->in_later = place->in_later || later;
        memcpy(later ? place->now : place->old, took_part, sizeof took_part);
    }
}

/* Residents of an edition as it counted them; one vector element per place. */
static int64_t *residents_of(struct grid *grid, const struct carry *carry,
                             const struct compared_edition *edition)
{
    const struct query_table *table = &edition->municipalities;
    int64_t *residents = arena_alloc_array(grid->arena, grid->places.count + 1, sizeof *residents);
    memset(residents, 0, (grid->places.count + 1) * sizeof *residents);
    for (size_t row = 0; row < table->row_count; row++) {
        size_t at = place_of(grid, carry, query_at(table, row, "code")->text,
                             query_at(table, row, "name")->text);
        residents[at] = query_at(table, row, "population")->integer;
    }
    return residents;
}

/* Participation of one place handed on to those that it became. More than one: a split, whose part
 * is nobody's until a person decides; unless the layout is an earlier one, where a municipality is
 * all the places that it was made of. */
static void carry_place(struct grid *grid, const struct carry *carry, const struct layout *layout,
                        size_t at)
{
    enum { SUCCESSORS = 64 };
    struct successor successors[SUCCESSORS];
    struct grid_place *place = &grid->places.items[at];
    if (!place->old[PART_DIRECT] && !place->old[PART_COMBINED]) {
        return;
    }
    int code = at < grid->known ? grid_code_number(place->code) : -1;
    size_t count = code < 0 || place->in_later ? 0
                                               : reference_successors(grid->reference, layout, code,
                                                                      successors, SUCCESSORS);
    bool split = count > 1 && !reference_is_later(grid->reference, layout, code);
    for (int part = 0; part < PARTS; part++) {
        if (!place->old[part]) {
            continue;
        }
        place->nobody[part] = split;
        if (count == 0) {
            place->carried[part] = true;
        }
        for (size_t i = 0; i < count && !split; i++) {
            size_t heir = carry_slot(carry, successors[i].code);
            grid->places.items[heir].carried[part] = true;
        }
    }
}

/* A place that neither edition lists can still get a part, when the later edition has a list of its
 * own that lacks it. */
static void name_unlisted(struct grid *grid)
{
    const struct reference_tables *tables = reference_tables(grid->reference);
    for (size_t i = 0; i < grid->known; i++) {
        struct grid_place *place = &grid->places.items[i];
        if (place->code == NULL && (place->carried[PART_DIRECT] || place->carried[PART_COMBINED])) {
            int code = tables->municipalities[i].code;
            char *text = arena_alloc(grid->arena, 8);
            reference_code_text(code, text);
            int province = reference_province(grid->reference, code);
            place->code = text;
            place->name = tables->municipalities[i].name;
            place->province = province == PROVINCE_UNKNOWN ? "" : tables_province_name(province);
        }
    }
}

struct grid *grid_create(struct arena *arena, struct reference *reference,
                         const struct compared_edition *from, const struct compared_edition *to)
{
    const struct reference_tables *tables = reference_tables(reference);
    const struct layout *layout = reference_layout(reference, to->reference_day);
    const struct carry *carry = carry_create(arena, tables);
    struct grid *grid = arena_alloc(arena, sizeof *grid);
    *grid =
        (struct grid){.arena = arena, .reference = reference, .known = tables->municipality_count};
    VECTOR_RESERVE(arena, &grid->places, grid->known);
    assert(grid->places.items != NULL);
    memset(grid->places.items, 0, grid->known * sizeof *grid->places.items);
    grid->places.count = grid->known;
    lay_out(grid, carry, from, false);
    lay_out(grid, carry, to, true);
    grid->was = residents_of(grid, carry, from);
    grid->before = residents_of(grid, carry, from);
    grid->after = residents_of(grid, carry, to);
    carry_move(carry, grid->before, (int32_t)from->reference_day, (int32_t)to->reference_day);
    for (size_t i = 0; i < grid->places.count; i++) {
        carry_place(grid, carry, layout, i);
    }
    name_unlisted(grid);
    return grid;
}
