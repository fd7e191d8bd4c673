/* verify_sessions: recomputing from the lists that people read: the sessions, the municipalities.
 */
#include <string.h>

#include "engine/base/text.h"
#include "engine/publish/gate.h"
#include "engine/verify/verify.h"

/* -- sessions
 * ----------------------------------------------------------------------------------------
 */

static bool says(const char *cell, const char *nl, const char *en)
{
    return text_equal(cell, nl) || text_equal(cell, en);
}

/* What the list counts to. A cell that is hidden or was not measured leaves a sum open. */
struct session_sums {
    double rows, outside, cancelled, measured, rated;
    double registered, attended;
    bool registered_open, attended_open;
};

static bool is_measured(const char *cell)
{
    return *cell != '\0' && !says(cell, "niet gemeten", "not measured");
}

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
        sums.measured += !cancelled && is_measured(present);
        sums.rated += !cancelled && is_measured(data_at(table, row, attended)) &&
                      is_measured(data_at(table, row, registered));
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
                  {"sessions.rated", sums.rated, false},
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

/* -- organisations and rows
 * -------------------------------------------------------------------------------------- */

/* A kind that nobody came from has no row. */
static double organisations_of(const struct data_table *table, const char *nl, const char *en)
{
    double number = 0;
    for (size_t row = 0; row < table->row_count; row++) {
        if (says(data_at(table, row, data_column(table, "soort", "kind")), nl, en)) {
            data_number(table, row, data_column(table, "aantal", "count"), &number);
        }
    }
    return number;
}

static bool check_organisations(struct verification *verification, const struct figure *figure)
{
    static const struct {
        const char *id, *nl, *en;
    } kinds[] = {{"organisations.municipality", "gemeenten", "municipalities"},
                 {"organisations.partnership", "samenwerkingsverbanden", "partnerships"},
                 {"organisations.province", "provincies", "provinces"},
                 {"organisations.water_board", "waterschappen", "water boards"},
                 {"organisations.ministry", "ministeries", "ministries"},
                 {"organisations.company", "bedrijven", "companies"},
                 {"organisations.education", "onderwijs", "education"},
                 {"organisations.foreign", "uit het buitenland", "from abroad"},
                 {"organisations.other", "andere organisaties", "other organisations"}};
    const struct data_table *table = &verification->data->organisations;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && table->column_count > 0; i++) {
        if (text_equal(figure->id, kinds[i].id)) {
            const struct figure again = {.has_value = true,
                                         .value = organisations_of(table, kinds[i].nl, kinds[i].en),
                                         .n = -1};
            verification_add(verification, figure->id,
                             again.value == figure->value ? VERDICT_AGREES : VERDICT_DIFFERS,
                             verify_figure_text(verification->arena, figure),
                             verify_figure_text(verification->arena, &again),
                             "zo staat het in organisations.csv", "so says organisations.csv");
            return true;
        }
    }
    return false;
}

/* Programme, settings and the like have a balance of their own, outside the figures. */
static bool is_about_people(struct arena *arena, const char *source)
{
    static const enum source_kind people[] = {SOURCE_REGISTRATION, SOURCE_ATTENDANCE,
                                              SOURCE_REGISTRATION_ATTENDANCE, SOURCE_EVALUATION};
    const char *what = strchr(source, '(');
    for (int kind = 0; kind < SOURCE_KIND_COUNT && what != NULL; kind++) {
        bool counts = false;
        for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
            counts = counts || people[i] == (enum source_kind)kind;
        }
        for (int language = 0; language < LANGUAGES && !counts; language++) {
            const char *name = gate_source_name(
                arena, 0, "", source_kind_word((enum source_kind)kind), (enum language)language);
            if (strchr(name, '(') != NULL && text_equal(strchr(name, '('), what)) {
                return false;
            }
        }
    }
    return true;
}

static bool check_rows(struct verification *verification, const struct figure *figure)
{
    static const struct {
        const char *id, *nl, *en;
    } columns[] = {{"rows.read", "gelezen", "read"},
                   {"rows.used", "gebruikt", "used"},
                   {"rows.merged", "samengevoegd", "merged"},
                   {"rows.rejected", "afgekeurd", "rejected"}};
    const struct data_table *table = &verification->data->balance;
    size_t i = 0;
    while (i < 4 && !text_equal(figure->id, columns[i].id)) {
        i++;
    }
    if (i == 4 || table->column_count == 0) {
        return false;
    }
    bool open = false;
    struct figure again = {.has_value = true, .n = -1};
    size_t column = data_column(table, columns[i].nl, columns[i].en);
    for (size_t row = 0; row < table->row_count; row++) {
        if (is_about_people(verification->arena, data_at(table, row, 0))) {
            again.value += add_cell(table, row, column, &open);
        }
    }
    bool agrees = open ? figure->value >= again.value : figure->value == again.value;
    verification_add(verification, figure->id,
                     !agrees ? VERDICT_DIFFERS
                     : open  ? VERDICT_NOT_CHECKED
                             : VERDICT_AGREES,
                     verify_figure_text(verification->arena, figure),
                     open ? NULL : verify_figure_text(verification->arena, &again),
                     open ? "kleine aantallen in balance.csv zijn niet getoond"
                          : "de rijen van balance.csv opgeteld, per bron over mensen",
                     open ? "small counts in balance.csv are not shown"
                          : "the rows of balance.csv added up, of the sources about people");
    return true;
}

bool verify_by_lists(struct verification *verification, const struct figure *figure)
{
    return check_organisations(verification, figure) || check_rows(verification, figure);
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
