/* gate_people: the tables that hold counts of people: sessions, days, municipalities, grades. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/measure/proportion.h"
#include "engine/publish/date.h"
#include "engine/publish/gate_tables.h"
#include "engine/publish/round.h"

/* -- cells
 * -----------------------------------------------------------------------------------------
 */

struct published_cell gate_text(const char *nl, const char *en)
{
    return (struct published_cell){.state = nl == NULL ? PUBLISHED_EMPTY : PUBLISHED_SHOWN,
                                   .text = {nl, en}};
}

struct published_cell gate_number(double number)
{
    return (struct published_cell){.state = PUBLISHED_SHOWN, .number = number};
}

struct published_cell gate_people(const struct gating *gating, size_t cell)
{
    struct published_cell published = {.state = gate_state(gating->cells, cell)};
    if (published.state == PUBLISHED_SHOWN) {
        published.number = (double)gating->cells->cells.items[cell].value;
    }
    return published;
}

double gate_per_cent(double fraction)
{
    return round(fraction * 100) / 100;
}

struct published_cell gate_rate(const struct gating *gating, size_t came, size_t stayed_away,
                                int64_t rated, int64_t attended)
{
    if (rated == 0) {
        return (struct published_cell){.state = PUBLISHED_NOT_MEASURED};
    }
    if (rated < GATE_RATE_FROM || !gate_shown(gating->cells, came) ||
        !gate_shown(gating->cells, stayed_away)) {
        return (struct published_cell){.state = PUBLISHED_HIDDEN};
    }
    return gate_number(gate_per_cent((double)attended / (double)rated));
}

struct published_table *gate_table_create(const struct gating *gating, const char *name,
                                          const char *nl, const char *en,
                                          const struct published_column *columns,
                                          size_t column_count, size_t rows)
{
    struct published_table *table = arena_alloc(gating->arena, sizeof *table);
    *table = (struct published_table){
        .name = name,
        .caption = {nl, en},
        .columns = columns,
        .column_count = column_count,
        .row_count = rows,
        .cells = arena_alloc_array(gating->arena, rows * column_count + 1, sizeof *table->cells),
        .threshold = gating->input->threshold};
    return table;
}

/* -- sessions
 * ---------------------------------------------------------------------------------------
 */

enum session_column {
    SESSION_NUMBER,
    SESSION_TITLE_COLUMN,
    SESSION_DAY,
    SESSION_START,
    SESSION_END,
    SESSION_MODE,
    SESSION_STATUS,
    SESSION_REGISTERED,
    SESSION_PRESENT,
    SESSION_RATE,
    SESSION_ANSWERS,
    SESSION_GRADE,
    SESSION_COLUMNS
};

static const struct published_column session_columns[SESSION_COLUMNS] = {
    {{"nummer", "number"}, {"Nr.", "No."}, COLUMN_NUMBER, false},
    {{"sessie", "title"}, {"Sessie", "Session"}, COLUMN_TEXT, true},
    {{"dag", "day"}, {"Dag", "Day"}, COLUMN_TEXT, false},
    {{"begin", "start"}, {"Begin", "Start"}, COLUMN_TEXT, false},
    {{"einde", "end"}, {"Einde", "End"}, COLUMN_TEXT, false},
    {{"vorm", "mode"}, {"Vorm", "Mode"}, COLUMN_TEXT, false},
    {{"status", "status"}, {"Status", "Status"}, COLUMN_TEXT, false},
    {{"aangemeld", "registrations"}, {"Aangemeld", "Registered"}, COLUMN_PEOPLE, false},
    {{"aanwezig", "attendees"}, {"Aanwezig", "Present"}, COLUMN_PEOPLE, false},
    {{"opkomst", "rate"}, {"Opkomst", "Attendance"}, COLUMN_SHARE, false},
    {{"formulieren", "answers"}, {"Formulieren", "Forms"}, COLUMN_PEOPLE, false},
    {{"rapportcijfer", "grade"}, {"Cijfer", "Grade"}, COLUMN_GRADE, false},
};

static struct published_cell mode_cell(const char *mode)
{
    return text_equal(mode, "online")    ? gate_text("online", "online")
           : text_equal(mode, "on_site") ? gate_text("op locatie", "on site")
           : text_equal(mode, "hybrid")  ? gate_text("online en op locatie", "online and on site")
                                         : gate_text(NULL, NULL);
}

static struct published_cell status_cell(const char *status)
{
    return text_equal(status, "cancelled") ? gate_text("vervallen", "cancelled")
           : text_equal(status, "moved")   ? gate_text("verplaatst", "moved")
                                           : gate_text("gehouden", "held");
}

static struct published_cell day_cell(struct arena *arena, int64_t day)
{
    return day == INT64_MIN ? gate_text(NULL, NULL)
                            : gate_text(date_short(arena, day, LANGUAGE_NL),
                                        date_short(arena, day, LANGUAGE_EN));
}

static struct published_cell clock_cell(struct arena *arena, int64_t seconds)
{
    const char *clock = seconds == INT64_MIN ? NULL : date_clock(arena, seconds);
    return gate_text(clock, clock);
}

/* A title that no programme gives may be anything that somebody typed in a meeting or file name. */
static struct published_cell title_cell(const struct gating *gating, const struct raw_table *raw,
                                        size_t row, bool has_programme)
{
    if (has_programme && raw_integer(raw, row, "in_programme", 0) == 0) {
        return gate_text("sessie buiten het programma", "session outside the programme");
    }
    const char *title = raw_at(raw, row, "title")->text;
    return title == NULL || title[0] == '\0'
               ? gate_text("sessie zonder titel", "session without a title")
               : gate_text(arena_strdup(gating->arena, title), arena_strdup(gating->arena, title));
}

static bool programme_in(const struct raw_table *raw)
{
    for (size_t i = 0; i < raw->row_count; i++) {
        if (raw_integer(raw, i, "in_programme", 0) != 0) {
            return true;
        }
    }
    return false;
}

/* The mean of the grades, from the threshold up. So near an end of the scale that only a few can
 * have given anything else, it says how few. */
static struct published_cell grade_cell(const struct gating *gating, int64_t grades,
                                        const struct raw_cell *mean)
{
    int64_t threshold = gating->input->threshold;
    if (grades < 0) {
        return gate_text(NULL, NULL);
    }
    double below_ten = round((10 - mean->real) * (double)grades);
    double above_one = round((mean->real - 1) * (double)grades);
    double nearest = fmin(below_ten, above_one);
    bool few = nearest > 0 && nearest < (double)threshold;
    bool enough = grades >= threshold && grades > 0;
    if (mean->type != RAW_REAL || (threshold >= 2 && (!enough || few))) {
        return (struct published_cell){.state = PUBLISHED_HIDDEN};
    }
    return gate_number(round(mean->real * 10) / 10);
}

static void session_row(const struct gating *gating, const struct raw_table *raw, size_t row,
                        bool has_programme, struct published_cell *out)
{
    const struct session_cells *cells = &gating->cells->sessions[row];
    bool cancelled = text_equal(raw_at(raw, row, "status")->text, "cancelled");
    int64_t day = raw_integer(raw, row, "day", INT64_MIN);
    out[SESSION_NUMBER] = gate_number((double)row + 1);
    out[SESSION_TITLE_COLUMN] = title_cell(gating, raw, row, has_programme);
    out[SESSION_DAY] = day_cell(gating->arena, day);
    out[SESSION_START] = clock_cell(gating->arena, raw_integer(raw, row, "starts_at", INT64_MIN));
    out[SESSION_END] = clock_cell(gating->arena, raw_integer(raw, row, "ends_at", INT64_MIN));
    out[SESSION_MODE] = mode_cell(raw_at(raw, row, "mode")->text);
    out[SESSION_STATUS] = status_cell(raw_at(raw, row, "status")->text);
    out[SESSION_REGISTERED] = gate_people(gating, cells->people[REGISTERED]);
    out[SESSION_PRESENT] = cancelled && cells->people[PRESENT] == NO_CELL
                               ? gate_text(NULL, NULL)
                               : gate_people(gating, cells->people[PRESENT]);
    out[SESSION_RATE] = cancelled
                            ? gate_text(NULL, NULL)
                            : gate_rate(gating, cells->people[CAME], cells->people[STAYED_AWAY],
                                        raw_integer(raw, row, "rated", 0),
                                        raw_integer(raw, row, "rated_attended", 0));
    out[SESSION_ANSWERS] =
        cells->answers == NO_CELL ? gate_text(NULL, NULL) : gate_people(gating, cells->answers);
    out[SESSION_GRADE] =
        grade_cell(gating, raw_integer(raw, row, "grades", -1), raw_at(raw, row, "grade"));
}

struct published_table *gate_sessions(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table =
        gate_table_create(gating, "sessions", "Alle sessies", "All sessions", session_columns,
                          SESSION_COLUMNS, raw->row_count);
    bool has_programme = programme_in(raw);
    for (size_t row = 0; row < raw->row_count; row++) {
        session_row(gating, raw, row, has_programme, published_at(table, row, 0));
    }
    return table;
}

/* -- rates: the sessions whose rate is shown, with Wilson's interval
 * ------------------------------- */

static const struct published_column rate_columns[] = {
    {{"sessie", "title"}, {"Sessie", "Session"}, COLUMN_TEXT, true},
    {{"dag", "day"}, {"Dag", "Day"}, COLUMN_TEXT, false},
    {{"aangemeld", "registrations"}, {"Aangemeld", "Registered"}, COLUMN_PEOPLE, false},
    {{"opkomst", "rate"}, {"Opkomst", "Attendance"}, COLUMN_SHARE, false},
    {{"laag", "low"}, {"Van", "From"}, COLUMN_SHARE, false},
    {{"hoog", "high"}, {"Tot", "To"}, COLUMN_SHARE, false},
};

/* Highest rate first; then as the programme has them. */
static void sort_rates(struct published_table *table)
{
    for (size_t i = 1; i < table->row_count; i++) {
        struct published_cell row[6];
        memcpy(row, published_at(table, i, 0), sizeof row);
        size_t at = i;
        while (at > 0 && published_at(table, at - 1, 3)->number < row[3].number) {
            memcpy(published_at(table, at, 0), published_at(table, at - 1, 0), sizeof row);
            at--;
        }
        memcpy(published_at(table, at, 0), row, sizeof row);
    }
}

struct published_table *gate_rates(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table =
        gate_table_create(gating, "rates", "Opkomst per sessie", "Attendance by session",
                          rate_columns, 6, raw->row_count);
    bool has_programme = programme_in(raw);
    size_t kept = 0;
    for (size_t row = 0; row < raw->row_count; row++) {
        const struct session_cells *cells = &gating->cells->sessions[row];
        int64_t rated = raw_integer(raw, row, "rated", 0);
        int64_t came = raw_integer(raw, row, "rated_attended", 0);
        struct published_cell rate =
            gate_rate(gating, cells->people[CAME], cells->people[STAYED_AWAY], rated, came);
        struct proportion wilson;
        struct error error = {0};
        if (rate.state != PUBLISHED_SHOWN ||
            !proportion_wilson(came, rated, 0.95, &wilson, &error)) {
            continue;
        }
        struct published_cell *out = published_at(table, kept++, 0);
        out[0] = title_cell(gating, raw, row, has_programme);
        out[1] = day_cell(gating->arena, raw_integer(raw, row, "day", INT64_MIN));
        out[2] = gate_people(gating, cells->people[REGISTERED]);
        out[3] = rate;
        out[4] = gate_number(gate_per_cent(wilson.lo.value));
        out[5] = gate_number(gate_per_cent(wilson.hi.value));
    }
    table->row_count = kept;
    sort_rates(table);
    return table;
}

/* -- days
 * --------------------------------------------------------------------------------------------
 */

enum day_column {
    DAY_DAY,
    DAY_DATE,
    DAY_SHORT,
    DAY_SESSIONS,
    DAY_MEASURED,
    DAY_REGISTERED,
    DAY_PRESENT,
    DAY_RATE,
    DAY_WALKINS,
    DAY_COLUMNS
};

static const struct published_column day_columns[DAY_COLUMNS] = {
    {{"dag", "label"}, {"Dag", "Day"}, COLUMN_TEXT, true},
    {{"datum", "date"}, {"Datum", "Date"}, COLUMN_TEXT, false},
    {{"kort", "short"}, {"Dag", "Day"}, COLUMN_TEXT, false},
    {{"sessies", "sessions"}, {"Sessies", "Sessions"}, COLUMN_NUMBER, false},
    {{"gemeten", "measured"}, {"Gemeten", "Measured"}, COLUMN_NUMBER, false},
    {{"aangemeld", "registrations"}, {"Aangemeld", "Registered"}, COLUMN_PEOPLE, false},
    {{"aanwezig", "attendees"}, {"Aanwezig", "Present"}, COLUMN_PEOPLE, false},
    {{"opkomst", "rate"}, {"Opkomst", "Attendance"}, COLUMN_SHARE, false},
    {{"inlopers", "walkins"}, {"Inlopers", "Walk-ins"}, COLUMN_PEOPLE, false},
};

struct published_table *gate_days(const struct gating *gating, const struct raw_table *raw)
{
    struct arena *arena = gating->arena;
    struct published_table *table =
        gate_table_create(gating, "days", "De week per dag", "The week by day", day_columns,
                          DAY_COLUMNS, raw->row_count);
    for (size_t row = 0; row < raw->row_count; row++) {
        struct published_cell *out = published_at(table, row, 0);
        const struct day_cells *cells = &gating->cells->days[row];
        int64_t day = raw_integer(raw, row, "day", INT64_MIN);
        if (day == INT64_MIN) {
            out[DAY_DAY] = gate_text("dag niet bekend", "day not known");
        } else {
            out[DAY_DAY] = gate_text(date_of_week(arena, day, LANGUAGE_NL),
                                     date_of_week(arena, day, LANGUAGE_EN));
            out[DAY_SHORT] = day_cell(arena, day);
            out[DAY_DATE] = gate_text(date_iso(arena, day), date_iso(arena, day));
        }
        out[DAY_SESSIONS] = gate_number((double)raw_integer(raw, row, "held", 0));
        out[DAY_MEASURED] = gate_number((double)raw_integer(raw, row, "measured", 0));
        out[DAY_REGISTERED] = gate_people(gating, cells->people[REGISTERED]);
        out[DAY_PRESENT] = raw_integer(raw, row, "measured", 0) == 0
                               ? (struct published_cell){.state = PUBLISHED_NOT_MEASURED}
                               : gate_people(gating, cells->people[PRESENT]);
        out[DAY_RATE] = gate_rate(gating, cells->people[CAME], cells->people[STAYED_AWAY],
                                  raw_integer(raw, row, "rated", 0),
                                  raw_integer(raw, row, "rated_attended", 0));
        out[DAY_WALKINS] = raw_integer(raw, row, "rated", 0) == 0
                               ? (struct published_cell){.state = PUBLISHED_NOT_MEASURED}
                               : gate_people(gating, cells->walkins);
    }
    return table;
}

/* -- municipalities
 * ----------------------------------------------------------------------------------
 */

static const struct published_column municipality_columns[] = {
    {{"gemeente", "name"}, {"Gemeente", "Municipality"}, COLUMN_TEXT, true},
    {{"code", "code"}, {"Code", "Code"}, COLUMN_TEXT, false},
    {{"provincie", "province"}, {"Provincie", "Province"}, COLUMN_TEXT, false},
    {{"inwoners", "residents"}, {"Inwoners", "Residents"}, COLUMN_NUMBER, false},
    {{"deelname", "takes_part"}, {"Deelname", "Took part"}, COLUMN_TEXT, false},
    {{"deelnemers", "people"}, {"Deelnemers", "People"}, COLUMN_CLASS, false},
    /* 1: itself, 2: only through a partnership; for the map */
    {{"niveau", "level"}, {"Niveau", "Level"}, COLUMN_NUMBER, false},
};
enum { MUNICIPALITY_COLUMNS = sizeof municipality_columns / sizeof municipality_columns[0] };

/* "1 tot en met 9" of the class that holds the count. */
static struct published_cell class_cell(const struct gating *gating, size_t cell)
{
    if (cell == NO_CELL) {
        return gate_text(NULL, NULL);
    }
    const struct protect_cell *people = &gating->cells->cells.items[cell];
    if (people->to >= PROTECT_ENDLESS) {
        return gate_text(arena_printf(gating->arena, "%lld of meer", (long long)people->from),
                         arena_printf(gating->arena, "%lld or more", (long long)people->from));
    }
    const char *text =
        arena_printf(gating->arena, "%lld-%lld", (long long)people->from, (long long)people->to);
    return gate_text(text, text);
}

static struct published_table *municipalities(const struct gating *gating,
                                              const struct raw_table *raw, bool partners_too)
{
    struct published_table *table = gate_table_create(
        gating, partners_too ? "participation" : "municipalities", "Deelnemende gemeenten",
        "Participating municipalities", municipality_columns, MUNICIPALITY_COLUMNS, raw->row_count);
    size_t kept = 0;
    for (size_t row = 0; row < raw->row_count; row++) {
        bool direct = raw_integer(raw, row, "direct", 0) != 0;
        bool partners = raw_integer(raw, row, "partner", 0) != 0;
        if (!direct && !(partners && partners_too)) {
            continue;
        }
        struct published_cell *out = published_at(table, kept++, 0);
        const char *name = raw_at(raw, row, "name")->text, *code = raw_at(raw, row, "code")->text,
                   *province = raw_at(raw, row, "province")->text;
        out[0] = gate_text(name, name);
        out[1] = gate_text(code, code);
        out[2] = gate_text(province, province);
        out[3] = gate_number((double)raw_integer(raw, row, "population", 0));
        out[4] = direct && partners
                     ? gate_text("zelf en via samenwerking", "itself and through a partnership")
                 : direct ? gate_text("zelf", "itself")
                          : gate_text("via samenwerking", "through a partnership");
        out[5] = class_cell(gating, gating->cells->municipalities[row]);
        out[6] = gate_number(direct ? 1 : 2);
    }
    table->row_count = kept;
    return table;
}

struct published_table *gate_municipalities(const struct gating *gating,
                                            const struct raw_table *raw)
{
    return municipalities(gating, raw, false);
}

struct published_table *gate_participation(const struct gating *gating, const struct raw_table *raw)
{
    return municipalities(gating, raw, true);
}

/* The same by province as running text: a list that fits on a page, every name with its residents.
 */
static const struct published_column list_columns[] = {
    {{"provincie", "province"}, {"Provincie", "Province"}, COLUMN_TEXT, true},
    {{"gemeenten", "municipalities"}, {"Gemeenten", "Municipalities"}, COLUMN_NUMBER, false},
    {{"inwoners", "residents"}, {"Inwoners", "Residents"}, COLUMN_NUMBER, false},
    {{"namen", "names"},
     {"Welke, met hun inwoners", "Which, with their residents"},
     COLUMN_TEXT,
     false},
};

static bool listed(const struct raw_table *raw, size_t row, const char *province)
{
    return raw_integer(raw, row, "direct", 0) != 0 &&
           text_equal(raw_at(raw, row, "province")->text, province);
}

static void list_row(const struct gating *gating, const struct raw_table *raw, const char *province,
                     struct published_cell *out)
{
    struct text names[LANGUAGES] = {text_create(gating->arena), text_create(gating->arena)};
    int64_t count = 0, residents = 0;
    for (size_t row = 0; row < raw->row_count; row++) {
        if (!listed(raw, row, province)) {
            continue;
        }
        int64_t population = raw_integer(raw, row, "population", 0);
        for (enum language language = LANGUAGE_NL; language < LANGUAGES; language++) {
            text_printf(&names[language], "%s%s (%s)", count == 0 ? "" : ", ",
                        raw_at(raw, row, "name")->text,
                        round_whole(gating->arena, (double)population, language));
        }
        count++;
        residents += population;
    }
    bool known = province != NULL && province[0] != '\0';
    out[0] = gate_text(known ? province : "niet bekend", known ? province : "not known");
    out[1] = gate_number((double)count);
    out[2] = gate_number((double)residents);
    out[3] = gate_text(names[LANGUAGE_NL].bytes, names[LANGUAGE_EN].bytes);
}

static int by_name(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

struct published_table *gate_municipality_list(const struct gating *gating,
                                               const struct raw_table *raw)
{
    const char **provinces =
        arena_alloc_array(gating->arena, raw->row_count + 1, sizeof *provinces);
    size_t count = 0;
    for (size_t row = 0; row < raw->row_count; row++) {
        const char *province = raw_at(raw, row, "province")->text;
        size_t at = 0;
        while (at < count && !text_equal(provinces[at], province)) {
            at++;
        }
        if (at == count && province != NULL && listed(raw, row, province)) {
            provinces[count++] = province;
        }
    }
    qsort(provinces, count, sizeof *provinces, by_name);
    struct published_table *table =
        gate_table_create(gating, "municipality_list", "Deelnemende gemeenten per provincie",
                          "Participating municipalities by province", list_columns, 4, count);
    for (size_t i = 0; i < count; i++) {
        list_row(gating, raw, provinces[i], published_at(table, i, 0));
    }
    return table;
}

/* -- grades
 * ------------------------------------------------------------------------------------------
 */

static const struct published_column grade_columns[] = {
    {{"cijfer", "grade"}, {"Cijfer", "Grade"}, COLUMN_TEXT, true},
    {{"antwoorden", "answers"}, {"Antwoorden", "Answers"}, COLUMN_PEOPLE, false},
    {{"aandeel", "share"}, {"Aandeel", "Share"}, COLUMN_SHARE, false},
};

struct published_table *gate_grades(const struct gating *gating, const struct raw_table *raw)
{
    static const char *const names[GRADE_GROUPS][LANGUAGES] = {
        {"5 of lager", "5 or lower"}, {"6", "6"}, {"7", "7"}, {"8", "8"}, {"9 of 10", "9 or 10"}};
    int64_t groups[GRADE_GROUPS], all = 0;
    gate_grade_groups(raw, groups);
    for (int i = 0; i < GRADE_GROUPS; i++) {
        all += groups[i];
    }
    bool rates = all >= GATE_RATE_FROM && gate_shown(gating->cells, gating->cells->grade_answers);
    struct published_table *table = gate_table_create(
        gating, "grades", "Hoe vaak elk cijfer is gegeven", "How often each grade was given",
        grade_columns, 3, all == 0 ? 0 : (size_t)GRADE_GROUPS);
    for (size_t i = 0; i < table->row_count; i++) {
        struct published_cell *out = published_at(table, i, 0);
        out[0] = gate_text(names[i][LANGUAGE_NL], names[i][LANGUAGE_EN]);
        out[1] = gate_people(gating, gating->cells->grades[i]);
        out[2] = rates && out[1].state == PUBLISHED_SHOWN
                     ? gate_number(gate_per_cent((double)groups[i] / (double)all))
                     : (struct published_cell){.state = PUBLISHED_HIDDEN};
    }
    return table;
}
