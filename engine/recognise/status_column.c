/* status_column: see status_column.h. */
#include "engine/recognise/status_column.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/status.h"
#include "engine/recognise/columns.h"
#include "engine/recognise/no_row.h"
#include "engine/recognise/people.h"

/* "Aangemeld: ja, nee" beside who came: no is somebody who walked in. */
static bool asks_signed_up(const struct column *column)
{
    static const char *const titles[] = {"aangemeld",  "ingeschreven", "geregistreerd",
                                         "registered", "signed up",    "vooraf aangemeld"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        if (strcmp(column->heading.plain, titles[i]) == 0) {
            return profile_mostly(&column->profile, column->profile.marks);
        }
    }
    return false;
}

/* A column that holds nothing but statuses, whatever stands above it: "Response", "Reactie". */
static void find_by_cells(struct reading *reading, struct plan *plan)
{
    bool form = (reading->format->traits & TRAIT_FORM) != 0;
    for (size_t i = 0; i < plan->count && !form && !plan_has(plan, ROLE_STATUS); i++) {
        const struct column *column = &plan->columns[i];
        if (column->role == ROLE_NONE && !column->session && plan_names_person(plan) &&
            (asks_signed_up(column) ||
             profile_holds(&column->profile, reading->scratch, WORDS_OF_STATUS, 9))) {
            columns_give(plan, i, ROLE_STATUS);
        }
    }
}

static bool is_status(struct reading *reading, const char *cell)
{
    struct arena_mark mark = arena_mark(reading->scratch);
    enum registration_status status;
    enum attended attended;
    bool known = status_read(reading->scratch, cell, &status, &attended) == CLEANED;
    arena_release(reading->scratch, mark);
    return known;
}

static bool is_waiting(struct reading *reading, const char *cell)
{
    struct arena_mark mark = arena_mark(reading->scratch);
    bool waiting = people_waiting_room(reading->scratch, cell);
    arena_release(reading->scratch, mark);
    return waiting;
}

/* Beside when somebody came and went, a status may be that of the connection: "in_meeting",
 * "in_waiting_room". */
static void settle_connection(struct reading *reading, struct plan *plan)
{
    static const enum role status[] = {ROLE_STATUS};
    if (!plan_has(plan, ROLE_JOINED) || !plan_has(plan, ROLE_LEFT)) {
        return;
    }
    size_t column = (size_t)plan->at[ROLE_STATUS];
    if (plan_any_cell(reading, plan, status, 1, is_waiting)) {
        columns_give(plan, column, ROLE_WAITING_ROOM);
    } else if (!plan_any_cell(reading, plan, status, 1, is_status)) {
        columns_give(plan, column, ROLE_IGNORED);
    }
}

/* Whether the file or the table is called a list of who was there. Elsewhere P may be "pending". */
static bool is_called_presence(const struct reading *reading)
{
    static const char *const stems[] = {"presen", "aanwezig", "attend", "opkomst"};
    const char *const names[] = {reading->file_label, reading->title, reading->sheet_label,
                                 reading->section};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct arena_mark mark = arena_mark(reading->scratch);
        bool called = names[i] != NULL && heading_has_any(heading_plain(reading->scratch, names[i]),
                                                          stems, sizeof stems / sizeof *stems);
        arena_release(reading->scratch, mark);
        if (called) {
            return true;
        }
    }
    return false;
}

/* Whether the first rows say P and A, and nothing else: A is who was absent, for P is who was not.
 */
static bool holds_letters(struct reading *reading, const struct plan *plan, size_t column)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    size_t present = 0;
    size_t absent = 0;
    size_t others = 0;
    for (size_t rows = 0; rows < PROFILE_ROWS && others == 0 && no_row_next(reading, plan, &record);
         rows++) {
        size_t first;
        size_t second;
        bool note = reading_filled_cells(&record, &first, &second) == 1;
        const char *cell = column < record.count && !note ? record.cells[column] : "";
        cell += strspn(cell, " ");
        bool letter = cell[0] != '\0' && text_is_blank(cell + 1);
        char lower = text_lower_char(cell[0]);
        present += letter && lower == 'p';
        absent += letter && lower == 'a';
        others += !text_is_blank(cell) && !(letter && (lower == 'p' || lower == 'a'));
    }
    table_seek(reading->table, place);
    return others == 0 && present > 0 && absent > 0;
}

void status_column_find(struct reading *reading, struct plan *plan)
{
    if (plan_has(plan, ROLE_STATUS)) {
        size_t column = (size_t)plan->at[ROLE_STATUS];
        settle_connection(reading, plan);
        if (plan_has(plan, ROLE_STATUS) && !plan_has(plan, ROLE_ATTENDED) &&
            is_called_presence(reading) && holds_letters(reading, plan, column)) {
            columns_give(plan, column, ROLE_ATTENDED);
        }
    }
    find_by_cells(reading, plan);
    plan->letters = plan_has(plan, ROLE_ATTENDED) &&
                    holds_letters(reading, plan, (size_t)plan->at[ROLE_ATTENDED]);
}
