/* between: see between.h. */
#include "engine/recognise/between.h"

#include "engine/base/text.h"
#include "engine/recognise/heading_row.h"
#include "engine/recognise/no_row.h"
#include "engine/recognise/preamble.h"
#include "engine/recognise/rows.h"

enum { LINES = 5 }; /* that may stand above a heading */

const struct plan *between_table(const struct reading *reading)
{
    const struct plan *plan = reading->plan;
    bool rows = plan != NULL && plan->kind != PLAN_IGNORED && plan->kind != PLAN_ABOUT;
    return rows ? plan : NULL;
}

/* What stands above a table and belongs to none: nothing, a cell of its own ("Sessie: Brieven"), or
 * a key and its value ("Sessie;Brieven"). */
static bool is_said_of_table(struct reading *reading, const struct plan *above,
                             const struct record *record)
{
    size_t first;
    size_t second;
    return reading_filled_cells(record, &first, &second) <= 1 ||
           heading_row_is_key(reading, above, record);
}

/* A copy that stays when the reading goes on; its cells live in the scratch. */
static struct record record_copy(struct reading *reading, const struct record *record)
{
    struct record copy = *record;
    copy.cells = arena_alloc_array(reading->scratch, record->count, sizeof *copy.cells);
    copy.sizes = NULL;
    for (size_t i = 0; i < record->count; i++) {
        copy.cells[i] = arena_strdup(reading->scratch, record->cells[i]);
    }
    return copy;
}

bool between_announces(struct reading *reading, const struct plan *above, struct record *record)
{
    struct table_place place = table_tell(reading->table);
    struct record next;
    bool heading = false;
    bool above_all = true;
    *record = record_copy(reading, record);
    for (int i = 0; i < LINES && above_all && !heading && table_next(reading->table, &next); i++) {
        above_all = is_said_of_table(reading, above, &next);
        heading = !above_all && heading_row_is(reading, above, &next);
    }
    table_seek(reading->table, place);
    return heading;
}

bool between_read_announcement(struct reading *reading, struct record *record)
{
    if (reading->plan == NULL || reading->plan->kind == PLAN_ABOUT || reading->plan->count < 2 ||
        !is_said_of_table(reading, between_table(reading), record) ||
        !between_announces(reading, between_table(reading), record)) {
        return false;
    }
    reading->title = NULL;
    reading->plan = NULL;
    reading->start = (struct moment){0};
    preamble_row_read(reading, record);
    return true;
}

/* Whether the heading of the table at hand comes once more, on the next page. */
static bool begins_page(struct reading *reading)
{
    struct table_place place = table_tell(reading->table);
    struct record next;
    bool of_print = true;
    bool heading = false;
    for (int i = 0; i < LINES && of_print && !heading && table_next(reading->table, &next); i++) {
        heading = no_row_repeats_heading(reading, reading->plan, &next);
        of_print = next.count == 0 || no_row_is_of_print(reading, &next);
    }
    table_seek(reading->table, place);
    return heading;
}

void between_pass_by(struct reading *reading, struct record *record)
{
    if (between_table(reading) == NULL) {
        return;
    }
    *record = record_copy(reading, record);
    if (!begins_page(reading)) {
        rows_read(reading, record);
    }
}
