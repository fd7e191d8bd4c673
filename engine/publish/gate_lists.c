/* gate_lists: a list of people who were there has about as many rows as its session had people.
 * Somebody who looks for a hidden session among the sources finds it by that, although no source
 * says which session it is of. */
#include <string.h>

#include "engine/publish/gate_cells.h"

enum { ROWS_ALIKE = 5 };

static bool is_alike(const struct gate_cells *gate, size_t source, int64_t people)
{
    size_t used = gate->sources[source].used;
    return used != NO_CELL && gate->cells.items[used].state == PROTECT_SHOWN &&
           !gate->cells.items[used].known && gate->cells.items[used].value >= people &&
           gate->cells.items[used].value <= people + ROWS_ALIKE;
}

static void hide_source(struct gate_cells *gate, size_t source)
{
    gate->cells.items[gate->sources[source].used].state = PROTECT_PARTNER;
    struct protect_cell *merged = &gate->cells.items[gate->sources[source].merged];
    merged->state =
        merged->state == PROTECT_SHOWN && !merged->known ? PROTECT_PARTNER : merged->state;
}

/* One list alone would be what is left of all rows, so the one that comes next in size goes with
 * it. */
bool gate_hide_lists(struct gate_cells *gate, const struct raw_table *sessions,
                     const struct raw_table *sources)
{
    size_t hidden = 0;
    for (size_t i = 0; i < sessions->row_count; i++) {
        size_t present = gate->sessions[i].people[PRESENT];
        bool partner = present != NO_CELL && gate->cells.items[present].state == PROTECT_PARTNER;
        for (size_t k = 0; partner && k < sources->row_count; k++) {
            const char *kind = raw_at(sources, k, "kind")->text;
            if (kind != NULL && strstr(kind, "attendance") != NULL &&
                is_alike(gate, k, gate->cells.items[present].value)) {
                hide_source(gate, k);
                hidden++;
            }
        }
    }
    size_t next = NO_CELL;
    for (size_t k = 0; hidden == 1 && k < sources->row_count; k++) {
        size_t used = gate->sources[k].used;
        bool shown = used != NO_CELL && gate->cells.items[used].state == PROTECT_SHOWN &&
                     !gate->cells.items[used].known && gate->cells.items[used].value > ROWS_ALIKE;
        if (shown && (next == NO_CELL || gate->cells.items[used].value <
                                             gate->cells.items[gate->sources[next].used].value)) {
            next = k;
        }
    }
    if (next != NO_CELL) {
        hide_source(gate, next);
    }
    return hidden > 0;
}
