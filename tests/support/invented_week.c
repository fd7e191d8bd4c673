/* invented_week: see invented_week.h. */
#include "tests/support/invented_week.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "tests/support/cmocka_all.h"

const char *const week_count_names[WEEK_COUNTS] = {
    "registered", "registered staff", "came",    "came staff", "away",        "short",
    "present",    "present staff",    "walkins", "other",      "short other", "answers"};

/* -- drawing
 * -----------------------------------------------------------------------------------
 */

static int64_t below(struct random *random, int64_t n)
{
    return n <= 0 ? 0 : (int64_t)random_below(random, (uint64_t)n);
}

bool invented_rated(const struct invented_week *week, size_t session)
{
    return week->held[session] && week->attendance[session] && week->registration[session];
}

int64_t invented_sum(const struct invented_week *week, enum week_count count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < WEEK_SESSIONS; i++) {
        sum += week->count[i][count];
    }
    return sum;
}

static void draw_session(struct invented_week *week, struct random *random, size_t i)
{
    int64_t most = below(random, 3) == 0 ? 60 : 12;
    int64_t *count = week->count[i];
    week->day[i] = below(random, WEEK_DAYS);
    week->held[i] = below(random, 8) != 0;
    week->attendance[i] = week->held[i] && below(random, 8) != 0;
    week->registration[i] = below(random, 8) != 0;
    bool rated = invented_rated(week, i);
    if (week->registration[i]) {
        count[WEEK_REGISTERED] = below(random, most);
        count[WEEK_REGISTERED_STAFF] = below(random, 3) == 0 ? below(random, 4) : 0;
        if (count[WEEK_REGISTERED_STAFF] > count[WEEK_REGISTERED]) {
            count[WEEK_REGISTERED_STAFF] = count[WEEK_REGISTERED];
        }
    }
    if (rated) {
        count[WEEK_CAME] = below(random, count[WEEK_REGISTERED] + 1);
        count[WEEK_AWAY] = count[WEEK_REGISTERED] - count[WEEK_CAME];
        int64_t staff = count[WEEK_REGISTERED_STAFF];
        count[WEEK_CAME_STAFF] = staff < count[WEEK_CAME] ? staff : count[WEEK_CAME];
        count[WEEK_SHORT] = below(random, count[WEEK_AWAY] + 1);
        count[WEEK_WALKINS] = below(random, 6);
    }
    if (week->attendance[i]) {
        count[WEEK_OTHER] = rated ? below(random, 3) : below(random, most);
        count[WEEK_SHORT_OTHER] = below(random, 3);
    }
    count[WEEK_PRESENT] = count[WEEK_CAME] + count[WEEK_WALKINS] + count[WEEK_OTHER];
    count[WEEK_PRESENT_STAFF] = count[WEEK_CAME_STAFF] + (rated ? count[WEEK_OTHER] : 0);
    if (week->held[i]) {
        count[WEEK_ANSWERS] = below(random, count[WEEK_PRESENT] + 3);
    }
}

/* Grades of some of the forms, mostly 7 to 9. */
static void draw_grades(struct invented_week *week, struct random *random, size_t row,
                        int64_t forms)
{
    int64_t graded = forms - below(random, 3);
    for (int64_t k = 0; k < graded; k++) {
        int64_t grade = below(random, 5) == 0 ? 1 + below(random, 10) : 7 + below(random, 3);
        week->grade[row][grade]++;
    }
}

/* Distinct people are no more than their registrations and attendances. */
static void draw_people(struct invented_week *week, struct random *random)
{
    int64_t registrations = invented_sum(week, WEEK_REGISTERED);
    int64_t attendances = invented_sum(week, WEEK_PRESENT);
    week->registered = registrations - below(random, registrations / 3 + 1);
    week->attended = attendances - below(random, attendances / 3 + 1);
    int64_t least = week->registered < week->attended ? week->registered : week->attended;
    week->both = least - below(random, 7);
    week->both = week->both < 0 ? 0 : week->both;
    week->registered_staff = below(random, 6) < week->registered ? below(random, 3) : 0;
    week->attended_staff = below(random, 6) < week->attended ? below(random, 6) : 0;
    week->attended_staff =
        week->attended_staff > week->attended ? week->attended : week->attended_staff;
    week->registered_staff =
        week->registered_staff > week->registered ? week->registered : week->registered_staff;
    int64_t left = week->attended;
    for (size_t i = 0; i < WEEK_MUNICIPALITIES; i++) {
        int64_t people = below(random, below(random, 2) == 0 ? 3 : 30);
        week->people[i] = people < left ? people : left;
        left -= week->people[i];
    }
    week->nowhere = left;
}

static void draw_scores(struct invented_week *week, struct random *random)
{
    int64_t forms = invented_sum(week, WEEK_ANSWERS) + week->loose_forms;
    int64_t scores = forms - below(random, 4);
    scores = scores < 0 ? 0 : scores;
    week->scores[2] = below(random, scores < 8 ? scores + 1 : 8);
    week->scores[0] = below(random, scores - week->scores[2] + 1);
    week->scores[1] = scores - week->scores[0] - week->scores[2];
}

static void draw_sources(struct invented_week *week, struct random *random)
{
    for (size_t i = 0; i < WEEK_SOURCES; i++) {
        week->fate[i][0] = below(random, below(random, 2) == 0 ? 8 : 90);
        week->fate[i][1] = below(random, 12);
        week->fate[i][2] = below(random, 3);
    }
    /* Two are lists of a session; visits that were too short are rows as well. */
    for (size_t i = 1; i <= 2; i++) {
        size_t session = (size_t)below(random, WEEK_SESSIONS);
        week->fate[i][0] = week->count[session][WEEK_PRESENT] + below(random, 3);
    }
    /* The last two are forms. */
    int64_t forms = invented_sum(week, WEEK_ANSWERS) + week->loose_forms;
    week->fate[WEEK_SOURCES - 1][0] = below(random, 3) == 0 ? below(random, forms + 1) : 0;
    week->fate[WEEK_SOURCES - 2][0] = forms - week->fate[WEEK_SOURCES - 1][0];
}

struct invented_week invented_week(struct random *random)
{
    struct invented_week week = {0};
    for (size_t i = 0; i < WEEK_SESSIONS; i++) {
        draw_session(&week, random, i);
        draw_grades(&week, random, i, week.count[i][WEEK_ANSWERS]);
    }
    week.loose_forms = below(random, 3) == 0 ? below(random, 8) : 0;
    draw_grades(&week, random, WEEK_SESSIONS, week.loose_forms);
    draw_people(&week, random);
    week.not_live = below(random, 12);
    week.untimed = below(random, invented_sum(&week, WEEK_PRESENT) / 2 + 1);
    draw_scores(&week, random);
    draw_sources(&week, random);
    return week;
}

void invented_correct(struct invented_week *week, struct random *random)
{
    for (int64_t changes = below(random, 4); changes > 0; changes--) {
        size_t i = (size_t)below(random, WEEK_SESSIONS);
        int64_t *count = week->count[i];
        if (invented_rated(week, i) && count[WEEK_AWAY] > count[WEEK_SHORT]) {
            count[WEEK_AWAY]--; /* who stayed away came after all */
            count[WEEK_CAME]++;
            count[WEEK_PRESENT]++;
        } else if (week->attendance[i]) {
            int64_t more = below(random, 3);
            count[WEEK_OTHER] += more;
            count[WEEK_PRESENT] += more;
            count[WEEK_PRESENT_STAFF] += invented_rated(week, i) ? more : 0;
        } else if (week->registration[i]) {
            count[WEEK_REGISTERED] += below(random, 3);
        }
    }
    size_t municipality = (size_t)below(random, WEEK_MUNICIPALITIES);
    int64_t moved = below(random, 3);
    int64_t people = week->people[municipality] + (below(random, 2) == 0 ? moved : -moved);
    if (people >= 0) {
        week->attended += people - week->people[municipality];
        week->people[municipality] = people;
    }
    week->attended += below(random, 2);
    week->both = week->both > week->attended ? week->attended : week->both;
    week->attended_staff =
        week->attended_staff > week->attended ? week->attended : week->attended_staff;
    week->nowhere = week->attended;
    for (size_t i = 0; i < WEEK_MUNICIPALITIES; i++) {
        week->nowhere -= week->people[i];
    }
}

/* -- what the gate is shown
 * ---------------------------------------------------------------------------
 */

static struct raw_cell whole(int64_t value)
{
    return (struct raw_cell){RAW_INTEGER, value, (double)value, NULL};
}

static struct raw_cell real(double value)
{
    return (struct raw_cell){RAW_REAL, 0, value, NULL};
}

static struct raw_cell words(const char *text)
{
    return (struct raw_cell){RAW_TEXT, 0, 0, text};
}

static struct raw_cell whole_if(bool measured, int64_t value)
{
    return measured ? whole(value) : (struct raw_cell){0};
}

static void show_sessions(struct arena *arena, const struct invented_week *week,
                          struct raw_table *table)
{
    static const char *const columns[] = {
        "session", "title",   "in_programme",  "day",       "starts_at", "ends_at",
        "mode",    "status",  "registrations", "attendees", "rated",     "rated_attended",
        "walkins", "answers", "grades",        "grade"};
    enum { COLUMNS = sizeof columns / sizeof columns[0] };
    struct raw_cell *all = arena_alloc_array(arena, WEEK_SESSIONS * COLUMNS, sizeof *all);
    for (size_t i = 0; i < WEEK_SESSIONS; i++) {
        const int64_t *count = week->count[i];
        struct raw_cell *cells = &all[i * COLUMNS];
        int64_t graded = 0, sum = 0;
        for (int64_t grade = 1; grade < WEEK_GRADES; grade++) {
            graded += week->grade[i][grade];
            sum += week->grade[i][grade] * grade;
        }
        cells[0] = whole((int64_t)i);
        cells[1] = words(arena_printf(arena, "session %zu", i));
        cells[2] = whole(1);
        cells[3] = whole(week->day[i]);
        cells[6] = words("online");
        cells[7] = words(week->held[i] ? "planned" : "cancelled");
        cells[8] = whole_if(week->registration[i], count[WEEK_REGISTERED]);
        cells[9] = whole_if(week->attendance[i], count[WEEK_PRESENT]);
        cells[10] = whole(invented_rated(week, i) ? count[WEEK_REGISTERED] : 0);
        cells[11] = whole(count[WEEK_CAME]);
        cells[12] = whole_if(invented_rated(week, i), count[WEEK_WALKINS]);
        cells[13] = whole_if(count[WEEK_ANSWERS] > 0, count[WEEK_ANSWERS]);
        cells[14] = whole_if(graded > 0, graded);
        cells[15] = graded > 0 ? real((double)sum / (double)graded) : (struct raw_cell){0};
    }
    *table = (struct raw_table){"sessions", columns, COLUMNS, WEEK_SESSIONS, all};
}

static void show_days(struct arena *arena, const struct invented_week *week,
                      struct raw_table *table)
{
    static const char *const columns[] = {"day",      "sessions",       "held",
                                          "measured", "registrations",  "attendees",
                                          "rated",    "rated_attended", "walkins"};
    enum { COLUMNS = sizeof columns / sizeof columns[0] };
    struct raw_cell *all = arena_alloc_array(arena, WEEK_DAYS * COLUMNS, sizeof *all);
    for (int64_t day = 0; day < WEEK_DAYS; day++) {
        int64_t sums[COLUMNS] = {day};
        for (size_t i = 0; i < WEEK_SESSIONS; i++) {
            if (week->day[i] != day) {
                continue;
            }
            const int64_t *count = week->count[i];
            sums[1]++;
            sums[2] += week->held[i];
            sums[3] += week->attendance[i];
            sums[4] += count[WEEK_REGISTERED];
            sums[5] += count[WEEK_PRESENT];
            sums[6] += invented_rated(week, i) ? count[WEEK_REGISTERED] : 0;
            sums[7] += count[WEEK_CAME];
            sums[8] += count[WEEK_WALKINS];
        }
        for (int column = 0; column < COLUMNS; column++) {
            all[day * COLUMNS + column] = whole(sums[column]);
        }
    }
    *table = (struct raw_table){"days", columns, COLUMNS, WEEK_DAYS, all};
}

static void show_municipalities(struct arena *arena, const struct invented_week *week,
                                struct raw_table *table)
{
    static const char *const columns[] = {"code",   "name",    "province", "population",
                                          "direct", "partner", "people"};
    enum { COLUMNS = sizeof columns / sizeof columns[0] };
    struct raw_cell *all = arena_alloc_array(arena, WEEK_MUNICIPALITIES * COLUMNS, sizeof *all);
    for (size_t i = 0; i < WEEK_MUNICIPALITIES; i++) {
        struct raw_cell *cells = &all[i * COLUMNS];
        cells[0] = words(arena_printf(arena, "GM%04zu", i));
        cells[1] = words("Gemeente");
        cells[2] = words("Utrecht");
        cells[3] = whole(1000);
        cells[4] = whole(week->people[i] > 0);
        cells[5] = whole(0);
        cells[6] = whole(week->people[i]);
    }
    *table = (struct raw_table){"municipalities", columns, COLUMNS, WEEK_MUNICIPALITIES, all};
}

static void show_forms(struct arena *arena, const struct invented_week *week,
                       struct raw_table tables[2])
{
    static const char *const grade_columns[] = {"grade", "answers"};
    static const char *const score_columns[] = {"promoters", "passives", "detractors"};
    struct raw_cell *grades = arena_alloc_array(arena, 2 * WEEK_GRADES, sizeof *grades);
    struct raw_cell *scores = arena_alloc_array(arena, 3, sizeof *scores);
    size_t rows = 0;
    for (int64_t grade = 1; grade < WEEK_GRADES; grade++) {
        int64_t times = 0;
        for (size_t i = 0; i <= WEEK_SESSIONS; i++) {
            times += week->grade[i][grade];
        }
        if (times > 0) {
            grades[2 * rows] = whole(grade);
            grades[2 * rows++ + 1] = whole(times);
        }
    }
    for (int i = 0; i < 3; i++) {
        scores[i] = whole(week->scores[i]);
    }
    tables[0] = (struct raw_table){"grades", grade_columns, 2, rows, grades};
    tables[1] = (struct raw_table){"scores", score_columns, 3, 1, scores};
}

static void show_sources(struct arena *arena, const struct invented_week *week,
                         struct raw_table *table)
{
    static const char *const columns[] = {"source",        "kind",        "format",
                                          "rows_read",     "rows_used",   "rows_merged",
                                          "rows_rejected", "about_people"};
    enum { COLUMNS = sizeof columns / sizeof columns[0] };
    struct raw_cell *all = arena_alloc_array(arena, WEEK_SOURCES * COLUMNS, sizeof *all);
    for (size_t i = 0; i < WEEK_SOURCES; i++) {
        struct raw_cell *cells = &all[i * COLUMNS];
        const int64_t *fate = week->fate[i];
        cells[0] = whole((int64_t)i + 1);
        cells[1] = words(i >= WEEK_SOURCES - 2 ? "evaluation"
                         : i > 0               ? "attendance"
                                               : "registration");
        cells[2] = words("list");
        cells[3] = whole(fate[0] + fate[1] + fate[2]);
        for (int k = 0; k < 3; k++) {
            cells[4 + k] = whole(fate[k]);
        }
        cells[7] = whole(1);
    }
    *table = (struct raw_table){"balance", columns, COLUMNS, WEEK_SOURCES, all};
}

/* -- figures
 * ---------------------------------------------------------------------------------------
 */

struct figures {
    struct figure *items;
    size_t count;
};

static struct figure *give(struct figures *figures, const char *id, const char *unit, double value,
                           int64_t n, int64_t missing)
{
    assert_true(figures->count < WEEK_FIGURES);
    struct figure *figure = &figures->items[figures->count++];
    *figure = (struct figure){
        .id = id, .unit = unit, .value = value, .has_value = true, .n = n, .missing = missing};
    return figure;
}

static void give_count(struct figures *figures, const char *id, const char *unit, int64_t value,
                       int64_t n, int64_t missing)
{
    give(figures, id, unit, (double)value, n, missing);
}

static void give_range(struct figure *figure, double low, double high)
{
    figure->low = low;
    figure->high = high;
    figure->has_range = true;
}

static void give_people(struct figures *figures, const struct invented_week *week)
{
    int64_t registered = week->registered, attended = week->attended;
    give_count(figures, "people.registered", "people", registered, registered, 0);
    give_count(figures, "people.registered.without_staff", "people",
               registered - week->registered_staff, registered, 0);
    give_count(figures, "people.attended", "people", attended, attended, 0);
    give_count(figures, "people.attended.without_staff", "people", attended - week->attended_staff,
               attended, 0);
    give_count(figures, "people.both", "people", week->both, attended, 0);
}

static int64_t rated_registrations(const struct invented_week *week, enum week_count count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < WEEK_SESSIONS; i++) {
        sum += invented_rated(week, i) ? week->count[i][count] : 0;
    }
    return sum;
}

/* Registrations for sessions that were held and not measured. */
static int64_t unrated_registrations(const struct invented_week *week)
{
    int64_t sum = 0;
    for (size_t i = 0; i < WEEK_SESSIONS; i++) {
        sum += week->held[i] && !invented_rated(week, i) ? week->count[i][WEEK_REGISTERED] : 0;
    }
    return sum;
}

static void give_registrations(struct figures *figures, const struct invented_week *week)
{
    int64_t live = invented_sum(week, WEEK_REGISTERED);
    int64_t guests = live - invented_sum(week, WEEK_REGISTERED_STAFF);
    int64_t came = invented_sum(week, WEEK_CAME);
    int64_t came_guests = came - invented_sum(week, WEEK_CAME_STAFF);
    int64_t rated = rated_registrations(week, WEEK_REGISTERED);
    int64_t rated_guests = rated - rated_registrations(week, WEEK_REGISTERED_STAFF);
    int64_t unrated = unrated_registrations(week);
    give_count(figures, "registrations.live", "registrations", live, live, week->not_live);
    give_count(figures, "registrations.live.without_staff", "registrations", guests, guests,
               week->not_live);
    give_count(figures, "registrations.attended", "registrations", came, live, unrated);
    give_count(figures, "registrations.attended.without_staff", "registrations", came_guests,
               guests, unrated);
    give_count(figures, "registrations.short", "registrations", invented_sum(week, WEEK_SHORT),
               live, unrated);
    if (rated == 0) {
        return;
    }
    double rate = (double)came / (double)rated;
    give_range(give(figures, "noshow.rate", "fraction", 1 - rate, rated, unrated), 0.01, 0.99);
    give_range(give(figures, "attendance.rate", "fraction", rate, rated, unrated), 0.01, 0.99);
    if (rated_guests > 0) {
        give(figures, "attendance.rate.without_staff", "fraction",
             (double)came_guests / (double)rated_guests, rated_guests, unrated);
    }
    double all = (double)(rated + unrated);
    give_range(give(figures, "attendance.rate.bound", "fraction", rate, rated, unrated),
               (double)came / all, (double)(came + unrated) / all);
}

static void give_attendances(struct figures *figures, const struct invented_week *week)
{
    int64_t attendances = invented_sum(week, WEEK_PRESENT);
    int64_t guests = attendances - invented_sum(week, WEEK_PRESENT_STAFF);
    int64_t present =
        attendances + invented_sum(week, WEEK_SHORT) + invented_sum(week, WEEK_SHORT_OTHER);
    give_count(figures, "attendances", "attendances", attendances, present, 0);
    give_count(figures, "attendances.without_staff", "attendances", guests, present, 0);
    give_count(figures, "walkins", "attendances", invented_sum(week, WEEK_WALKINS), attendances, 0);
    int64_t timed = present - week->untimed;
    give(figures, "attendance.hours", "hours", 1.25 * (double)present, timed, week->untimed);
    give(figures, "attendance.hours.without_staff", "hours", 1.25 * (double)guests, timed,
         week->untimed);
}

static void give_forms(struct figures *figures, const struct invented_week *week)
{
    int64_t forms = invented_sum(week, WEEK_ANSWERS) + week->loose_forms;
    int64_t attendances = invented_sum(week, WEEK_PRESENT);
    int64_t graded = 0, sum = 0;
    for (size_t i = 0; i <= WEEK_SESSIONS; i++) {
        for (int64_t grade = 1; grade < WEEK_GRADES; grade++) {
            graded += week->grade[i][grade];
            sum += week->grade[i][grade] * grade;
        }
    }
    give_count(figures, "responses", "forms", forms, forms, -1);
    if (attendances > 0) {
        give(figures, "response.rate", "fraction", (double)forms / (double)attendances, attendances,
             -1);
    }
    if (graded > 0) {
        double mean = (double)sum / (double)graded;
        int64_t silent = attendances > graded ? attendances - graded : 0;
        double all = (double)(graded + silent);
        give_range(give(figures, "grade.mean", "grade", mean, graded, forms - graded), mean - 0.123,
                   mean + 0.123);
        give_range(give(figures, "grade.median", "grade", 8, graded, forms - graded), 7, 9);
        give_range(give(figures, "grade.bound", "grade", mean, graded, silent),
                   (double)(sum + silent) / all, (double)(sum + 10 * silent) / all);
    }
    int64_t scores = week->scores[0] + week->scores[1] + week->scores[2];
    if (scores > 0) {
        double nps = 100 * (double)(week->scores[0] - week->scores[2]) / (double)scores;
        give_range(give(figures, "nps", "points", nps, scores, forms - scores), nps - 5, nps + 5);
    }
}

static void give_rows(struct figures *figures, const struct invented_week *week)
{
    static const char *const ids[] = {"rows.used", "rows.merged", "rows.rejected"};
    int64_t sums[3] = {0};
    for (size_t i = 0; i < WEEK_SOURCES; i++) {
        for (int k = 0; k < 3; k++) {
            sums[k] += week->fate[i][k];
        }
    }
    int64_t read = sums[0] + sums[1] + sums[2];
    give_count(figures, "rows.read", "rows", read, read, 0);
    for (int k = 0; k < 3; k++) {
        give_count(figures, ids[k], "rows", sums[k], read, 0);
    }
}

void invented_show(struct arena *arena, const struct invented_week *week, struct gate_input *input)
{
    struct raw_table *tables = arena_alloc_array(arena, WEEK_TABLES, sizeof *tables);
    struct figures figures = {arena_alloc_array(arena, WEEK_FIGURES, sizeof(struct figure)), 0};
    show_sessions(arena, week, &tables[0]);
    show_days(arena, week, &tables[1]);
    show_municipalities(arena, week, &tables[2]);
    show_forms(arena, week, &tables[3]);
    show_sources(arena, week, &tables[5]);
    give_people(&figures, week);
    give_registrations(&figures, week);
    give_attendances(&figures, week);
    give_forms(&figures, week);
    give_rows(&figures, week);
    input->figures = figures.items;
    input->figure_count = figures.count;
    input->tables = tables;
    input->table_count = WEEK_TABLES;
}

/* -- truth
 * -----------------------------------------------------------------------------------------
 */

/* "s3", "d1", "week": does the session belong to it? */
static bool belongs(const struct invented_week *week, size_t session, const char *place)
{
    return place[0] == 'w' || (place[0] == 'd' ? week->day[session] == strtoll(place + 1, NULL, 10)
                                               : session == strtoull(place + 1, NULL, 10));
}

static int64_t grade_truth(const struct invented_week *week, const char *name)
{
    int64_t sum = 0, grade = strtoll(name + strlen("grade "), NULL, 10);
    for (size_t i = 0; i <= WEEK_SESSIONS; i++) {
        sum += week->grade[i][grade];
    }
    return sum;
}

int64_t invented_truth(const struct invented_week *week, const char *name)
{
    const char *place = strrchr(name, ' ') + 1;
    for (int count = 0; count < WEEK_COUNTS; count++) {
        const char *kind = week_count_names[count];
        if (strlen(kind) + 1 == (size_t)(place - name) && text_starts_with(name, kind)) {
            int64_t sum = 0;
            for (size_t i = 0; i < WEEK_SESSIONS; i++) {
                sum += belongs(week, i, place) ? week->count[i][count] : 0;
            }
            return sum;
        }
    }
    const struct {
        const char *name;
        int64_t value;
    } people[] = {
        {"people registered", week->registered},
        {"people registered staff", week->registered_staff},
        {"people attended", week->attended},
        {"people attended staff", week->attended_staff},
        {"people both", week->both},
        {"people never came", week->registered - week->both},
        {"people not registered", week->attended - week->both},
        {"people not live", week->not_live},
    };
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
        if (text_equal(people[i].name, name)) {
            return people[i].value;
        }
    }
    if (text_starts_with(name, "municipality ")) {
        return week->people[strtoull(place, NULL, 10)];
    }
    if (text_starts_with(name, "source ")) {
        return week->fate[strtoull(place, NULL, 10)][0];
    }
    if (text_starts_with(name, "grade ")) {
        return grade_truth(week, name);
    }
    fail_msg("no such count: %s", name);
    return 0;
}
