/* verify_sessions: recomputing from the lists that people read: the sessions, the municipalities.
 */
#include <string.h>

#include "engine/base/text.h"
#include "engine/command/verify.h"

/* -- sessions
 * ----------------------------------------------------------------------------------------
 */

static bool says(const char *cell, const char *nl, const char *en)
{
    return text_equal(cell, nl) || text_equal(cell, en);
}

/* What the list counts to. A cell that is hidden or was not measured leaves a sum open. */
struct session_sums {
    double rows, outside, cancelled, measured;
    double registered, attended;
    bool registered_open, attended_open;
};

static double add_cell(const struct data_table *table, size_t row, size_t column, bool *open)
{
    double number;
    const char *cell = data_at(table, row, column);
    if (data_number(table, row, column, &number)) {
        return number;
    }
    /* Not measured is nothing that the total counts; every other word hides a number. */
    *open = *open || (*cell != '\0' && !says(cell, "niet gemeten", "not measured"));
    return 0;
}

static struct session_sums add_sessions(const struct data_table *table)
{
    struct session_sums sums = {0};
    size_t title = data_column(table, "sessie", "title");
    size_t status = data_column(table, "status", "status");
    size_t registered = data_column(table, "aangemeld", "registrations");
    size_t attended = data_column(table, "aanwezig", "attendees");
    for (size_t row = 0; row < table->row_count; row++) {
        bool cancelled = says(data_at(table, row, status), "vervallen", "cancelled");
        const char *present = data_at(table, row, attended);
        sums.rows++;
        sums.outside += says(data_at(table, row, title), "sessie buiten het programma",
                             "session outside the programme");
        sums.cancelled += cancelled;
        sums.measured +=
            !cancelled && *present != '\0' && !says(present, "niet gemeten", "not measured");
        sums.registered += add_cell(table, row, registered, &sums.registered_open);
        sums.attended += add_cell(table, row, attended, &sums.attended_open);
    }
    return sums;
}

bool verify_by_sessions(struct verification *verification, const struct figure *figure)
{
    const struct data_table *table = &verification->data->sessions;
    if (table->column_count == 0) {
        return false;
    }
    struct session_sums sums = add_sessions(table);
    const struct {
        const char *id;
        double value;
        bool open;
    } counts[] = {{"sessions.planned", sums.rows - sums.outside, false},
                  {"sessions.held", sums.rows - sums.cancelled, false},
                  {"sessions.cancelled", sums.cancelled, false},
                  {"sessions.measured", sums.measured, false},
                  {"registrations.live", sums.registered, sums.registered_open},
                  {"attendances", sums.attended, sums.attended_open}};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        if (strcmp(counts[i].id, figure->id) != 0) {
            continue;
        }
        const struct figure again = {.has_value = true, .value = counts[i].value, .n = -1};
        struct arena *arena = verification->arena;
        /* What is hidden is more than nothing: the sum that is shown is a floor. */
        bool agrees =
            counts[i].open ? figure->value >= counts[i].value : figure->value == counts[i].value;
        if (counts[i].open && agrees) {
            verification_add(verification, figure->id, VERDICT_NOT_CHECKED,
                             verify_figure_text(arena, figure), NULL,
                             "kleine aantallen in sessions.csv zijn niet getoond",
                             "small counts in sessions.csv are not shown");
        } else {
            verification_add(verification, figure->id, agrees ? VERDICT_AGREES : VERDICT_DIFFERS,
                             verify_figure_text(arena, figure), verify_figure_text(arena, &again),
                             "de sessies van sessions.csv geteld",
                             "the sessions of sessions.csv counted");
        }
        return true;
    }
    return false;
}

/* -- municipalities
 * ----------------------------------------------------------------------------------
 */

static size_t row_of_code(const struct data_table *reach, const char *code)
{
    size_t column = data_column(reach, "code", "code");
    size_t row = 0;
    while (row < reach->row_count && strcmp(data_at(reach, row, column), code) != 0) {
        row++;
    }
    return row;
}

/* One municipality says the same in both lists: level 1 took part itself, level 2 through others.
 */
static bool municipality_agrees(const struct report_data *data, size_t row)
{
    const struct data_table *list = &data->municipalities, *reach = &data->reach;
    double residents, level, again, attended, partner;
    size_t at = row_of_code(reach, data_at(list, row, data_column(list, "code", "code")));
    return at < reach->row_count &&
           data_number(list, row, data_column(list, "inwoners", "residents"), &residents) &&
           data_number(list, row, data_column(list, "niveau", "level"), &level) &&
           data_number(reach, at, data_column(reach, "population", "population"), &again) &&
           data_number(reach, at, data_column(reach, "attended", "attended"), &attended) &&
           data_number(reach, at, data_column(reach, "partner", "partner"), &partner) &&
           residents == again && (level == 1) == (attended == 1) &&
           (level == 2) == (attended == 0 && partner == 1);
}

static size_t participants(const struct data_table *reach)
{
    size_t count = 0;
    for (size_t row = 0; row < reach->row_count; row++) {
        double attended, partner;
        data_number(reach, row, data_column(reach, "attended", "attended"), &attended);
        data_number(reach, row, data_column(reach, "partner", "partner"), &partner);
        count += attended == 1 || partner == 1;
    }
    return count;
}

void verify_lists(struct verification *verification)
{
    static const char id[] = "municipalities.csv, reach.csv";
    const struct report_data *data = verification->data;
    const struct data_table *list = &data->municipalities;
    struct arena *arena = verification->arena;
    if (list->column_count == 0 || data->reach.column_count == 0) {
        verification_add(verification, id, VERDICT_NOT_CHECKED, NULL, NULL,
                         "een van de twee lijsten van gemeenten zit niet in de PDF",
                         "one of the two lists of municipalities is not in the PDF");
        return;
    }
    const char *reported = arena_printf(arena, "%zu", list->row_count);
    const char *again = arena_printf(arena, "%zu", participants(&data->reach));
    for (size_t row = 0; row < list->row_count; row++) {
        if (!municipality_agrees(data, row)) {
            const char *name = data_at(list, row, 0);
            const char *shown = text_printable(arena, name, strlen(name), 80);
            verification_add(verification, id, VERDICT_DIFFERS, reported, again,
                             arena_printf(arena, "%s staat anders in reach.csv", shown),
                             arena_printf(arena, "%s is different in reach.csv", shown));
            return;
        }
    }
    verification_add(verification, id,
                     strcmp(reported, again) == 0 ? VERDICT_AGREES : VERDICT_DIFFERS, reported,
                     again, "elke gemeente die meedeed staat zo ook in reach.csv",
                     "every municipality that took part stands so in reach.csv too");
}
