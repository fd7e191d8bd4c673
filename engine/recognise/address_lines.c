/* address_lines: see address_lines.h. */
#include "engine/recognise/address_lines.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/mail.h"
#include "engine/recognise/guess.h"
#include "engine/recognise/no_row.h"
#include "engine/recognise/rows.h"

static bool is_address(struct reading *reading, const char *cell)
{
    struct arena_mark mark = arena_mark(reading->scratch);
    const char *mail;
    bool address = strchr(cell, '@') != NULL && mail_read(reading->scratch, cell, &mail) == CLEANED;
    arena_release(reading->scratch, mark);
    return address;
}

/* Reads the record; false when one of its cells is something else. */
static bool holds_addresses(struct reading *reading, const struct record *record, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < record->count; i++) {
        if (!text_is_blank(record->cells[i])) {
            if (!is_address(reading, record->cells[i])) {
                return false;
            }
            (*count)++;
        }
    }
    return true;
}

/* A title above the lines, or a note among them. */
static bool is_note(struct reading *reading, const struct record *record)
{
    size_t first;
    size_t second;
    bool lone = reading_filled_cells(record, &first, &second) == 1;
    return lone && !is_address(reading, record->cells[first]);
}

bool address_lines_are(struct reading *reading)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    size_t most = 0;
    size_t lines = 0;
    size_t notes = 0;
    bool all = true;
    bool pairs = true;
    for (size_t rows = 0; rows < PROFILE_ROWS && all && table_next(reading->table, &record);
         rows++) {
        size_t count;
        if (no_row_is(reading, NULL, &record)) {
            continue;
        }
        if (is_note(reading, &record)) {
            notes++;
            continue;
        }
        all = holds_addresses(reading, &record, &count);
        most = count > most ? count : most;
        lines += count > 0;
        pairs = pairs && (count == 0 || count == 2);
    }
    table_seek(reading->table, place);
    /* Two on every line: a person's own, at work and at home. */
    return all && most > 1 && lines >= notes && !(pairs && lines > 1);
}

struct plan *address_lines_plan(struct reading *reading)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    table_next(reading->table, &record);
    table_seek(reading->table, place);
    size_t first;
    size_t second;
    reading_filled_cells(&record, &first, &second);
    table_look_through(reading->table, (struct table_window){first, 1});
    struct plan *plan = guess_plan(reading);
    table_look_through(reading->table, (struct table_window){0});
    return plan;
}

void address_lines_read(struct reading *reading, const struct record *record)
{
    if (no_row_is(reading, NULL, record)) {
        return;
    }
    size_t first = reading->first_column;
    for (size_t i = 0; i < record->count; i++) {
        if (!text_is_blank(record->cells[i])) {
            struct record one = {.line = record->line,
                                 .count = 1,
                                 .cells = &record->cells[i],
                                 .sizes = record->sizes == NULL ? NULL : &record->sizes[i],
                                 .quote_open = record->quote_open};
            reading->first_column = first + i;
            rows_read(reading, &one);
        }
    }
    reading->first_column = first;
}
