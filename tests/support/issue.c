/* issue: see issue.h. */
#include "tests/support/issue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "tests/support/cmocka_all.h"

/* A count of this release; `place` may be empty. */
static const char *named(const struct issue *issue, const char *count, const char *place)
{
    return place[0] == '\0' ? arena_printf(issue->arena, "%d:%s", issue->release, count)
                            : arena_printf(issue->arena, "%d:%s %s", issue->release, count, place);
}

static const char *at(const struct issue *issue, enum week_count count, char kind, size_t number)
{
    return named(issue, week_count_names[count],
                 kind == 'w' ? "week" : arena_printf(issue->arena, "%c%zu", kind, number));
}

const char *issue_name(const struct issue *issue, const char *name)
{
    return named(issue, name, "");
}

static void adds(const struct issue *issue, const char *total, const char *a, const char *b,
                 const char *c)
{
    hostile_adds(issue->reader, total, (const char *[]){a, b, c, NULL});
}

/* -- how counts add up
 * ------------------------------------------------------------------------------
 */

/* Who is in which: the same for a session, a day and the week. */
static void know_parts(const struct issue *issue, char kind, size_t number)
{
    const char *place = kind == 'w' ? "week" : arena_printf(issue->arena, "%c%zu", kind, number);
#define AT(count) at(issue, WEEK_##count, kind, number)
    adds(issue, AT(AWAY), AT(SHORT), named(issue, "never seen", place), NULL);
    adds(issue, AT(PRESENT), AT(CAME), AT(WALKINS), AT(OTHER));
    adds(issue, AT(REGISTERED_STAFF), AT(CAME_STAFF), named(issue, "staff away", place), NULL);
    adds(issue, AT(REGISTERED), AT(REGISTERED_STAFF), named(issue, "live guests", place), NULL);
    adds(issue, AT(CAME), AT(CAME_STAFF), named(issue, "came guests", place), NULL);
    adds(issue, AT(PRESENT), AT(PRESENT_STAFF), named(issue, "present guests", place), NULL);
}

static void know_session(const struct issue *issue, size_t i)
{
    const struct invented_week *week = issue->week;
    const char kind = 's';
    const size_t number = i;
    know_parts(issue, kind, number);
    if (invented_rated(week, i)) {
        adds(issue, AT(REGISTERED), AT(CAME), AT(AWAY), NULL);
        adds(issue, AT(PRESENT_STAFF), AT(CAME_STAFF), AT(OTHER), NULL);
        return;
    }
    /* Nobody is known to have come, stayed away or walked in where it was not measured. */
    hostile_sees(issue->reader, AT(CAME), 0, 0);
    hostile_sees(issue->reader, AT(AWAY), 0, 0);
    hostile_sees(issue->reader, AT(WALKINS), 0, 0);
    if (!week->registration[i]) {
        hostile_sees(issue->reader, AT(REGISTERED), 0, 0);
    }
    if (!week->attendance[i]) {
        hostile_sees(issue->reader, AT(PRESENT), 0, 0);
        hostile_sees(issue->reader, AT(SHORT_OTHER), 0, 0);
    }
}
#undef AT

/* Days are the sums of sessions, the week of days. */
static void know_sums(const struct issue *issue)
{
    const char *days[WEEK_DAYS + 1];
    for (enum week_count count = 0; count < WEEK_COUNTS; count++) {
        for (size_t day = 0; day < WEEK_DAYS; day++) {
            const char *parts[WEEK_SESSIONS + 1];
            size_t kept = 0;
            for (size_t i = 0; i < WEEK_SESSIONS; i++) {
                if (issue->week->day[i] == (int64_t)day) {
                    parts[kept++] = at(issue, count, 's', i);
                }
            }
            parts[kept] = NULL;
            days[day] = at(issue, count, 'd', day);
            hostile_adds(issue->reader, days[day], parts);
        }
        days[WEEK_DAYS] = NULL;
        hostile_adds(issue->reader, at(issue, count, 'w', 0), days);
    }
}

/* The sum of a count over the sessions that `belongs` picks. */
static void know_total(const struct issue *issue, const char *total, enum week_count count,
                       bool (*belongs)(const struct invented_week *week, size_t session))
{
    const char *parts[WEEK_SESSIONS + 1];
    size_t kept = 0;
    for (size_t i = 0; i < WEEK_SESSIONS; i++) {
        if (belongs(issue->week, i)) {
            parts[kept++] = at(issue, count, 's', i);
        }
    }
    parts[kept] = NULL;
    hostile_adds(issue->reader, issue_name(issue, total), parts);
}

static bool is_unrated(const struct invented_week *week, size_t session)
{
    return week->held[session] && !invented_rated(week, session);
}

static void know_week(const struct issue *issue)
{
#define P(name) issue_name(issue, name)
    know_total(issue, "rated", WEEK_REGISTERED, invented_rated);
    know_total(issue, "rated staff", WEEK_REGISTERED_STAFF, invented_rated);
    know_total(issue, "unrated", WEEK_REGISTERED, is_unrated);
    adds(issue, P("registered week"), P("rated"), P("unrated"), P("cancelled"));
    adds(issue, P("rated"), P("rated staff"), P("rated guests"), NULL);
    adds(issue, P("people registered"), P("people registered staff"), P("guests registered"), NULL);
    adds(issue, P("people attended"), P("people attended staff"), P("guests attended"), NULL);
    adds(issue, P("people registered"), P("people both"), P("people never came"), NULL);
    adds(issue, P("people attended"), P("people both"), P("people not registered"), NULL);
    adds(issue, P("all present"), P("present week"), P("short week"), P("short other week"));
    adds(issue, P("all present"), P("timed"), P("untimed"), NULL);
    adds(issue, P("forms"), P("answers week"), P("loose forms"), NULL);
    adds(issue, P("forms"), P("graded"), P("no grade"), NULL);
    adds(issue, P("forms"), P("scores"), P("no score"), NULL);
    adds(issue, P("forms"), P("source 3"), P("source 4"), NULL);
    adds(issue, P("scores"), P("promoters"), P("passives"), P("detractors"));
}

/* -- what tables say
 * -------------------------------------------------------------------------------
 */

static const struct published_cell *cell_of(const struct published_table *table, size_t row,
                                            const char *column)
{
    return published_at(table, row, published_column_find(table, column));
}

/* A number, "fewer than k", or only that it is hidden, which mostly means at least k. */
static void read_count(const struct issue *issue, const char *count,
                       const struct published_cell *cell)
{
    switch (cell->state) {
    case PUBLISHED_SHOWN:
        hostile_sees(issue->reader, count, cell->number, cell->number);
        break;
    case PUBLISHED_SMALL:
        hostile_sees(issue->reader, count, 1, (double)issue->input->threshold - 1);
        break;
    case PUBLISHED_HIDDEN:
        hostile_guesses(issue->reader, count, (double)issue->input->threshold);
        break;
    case PUBLISHED_EMPTY:
    case PUBLISHED_NOT_MEASURED:
        break;
    }
}

/* part = value x whole, give or take half a unit of the last digit. */
static void read_ratio(const struct issue *issue, const char *part, const char *whole, double value,
                       double slack)
{
    const char *const counts[] = {part, whole, NULL};
    hostile_relates(issue->reader, counts, (const double[]){1, -(value - slack)}, -1e-7, INFINITY);
    hostile_relates(issue->reader, counts, (const double[]){1, -(value + slack)}, -INFINITY, 1e-7);
}

static void read_rate(const struct issue *issue, char kind, size_t number,
                      const struct published_cell *rate)
{
    if (rate->state == PUBLISHED_SHOWN) {
        const char *all =
            named(issue, "came or away", arena_printf(issue->arena, "%c%zu", kind, number));
        adds(issue, all, at(issue, WEEK_CAME, kind, number), at(issue, WEEK_AWAY, kind, number),
             NULL);
        read_ratio(issue, at(issue, WEEK_CAME, kind, number), all, rate->number, 0.005);
    }
}

/* Forms of a session by grade; a mean in tenths. */
static void read_session_grades(const struct issue *issue, size_t i,
                                const struct published_cell *mean)
{
    const char *grades[WEEK_GRADES + 1];
    double least[WEEK_GRADES], most[WEEK_GRADES];
    for (size_t grade = 1; grade < WEEK_GRADES; grade++) {
        grades[grade - 1] =
            issue_name(issue, arena_printf(issue->arena, "s%zu gave %zu", i, grade));
        least[grade - 1] = (double)grade - (mean->number - 0.05);
        most[grade - 1] = (double)grade - (mean->number + 0.05);
    }
    grades[WEEK_GRADES - 1] = NULL;
    if (mean->state == PUBLISHED_SHOWN) {
        hostile_relates(issue->reader, grades, least, -1e-7, INFINITY);
        hostile_relates(issue->reader, grades, most, -INFINITY, 1e-7);
    } else if (mean->state == PUBLISHED_EMPTY) {
        for (size_t k = 0; grades[k] != NULL; k++) {
            hostile_sees(issue->reader, grades[k], 0, 0);
        }
    }
    grades[WEEK_GRADES - 1] = issue_name(issue, arena_printf(issue->arena, "s%zu gave none", i));
    grades[WEEK_GRADES] = NULL;
    hostile_adds(issue->reader, at(issue, WEEK_ANSWERS, 's', i), grades);
}

static void read_sessions(const struct issue *issue)
{
    const struct published_table *table = publication_table(issue->publication, "sessions");
    for (size_t i = 0; i < WEEK_SESSIONS; i++) {
        know_session(issue, i);
        read_count(issue, at(issue, WEEK_REGISTERED, 's', i), cell_of(table, i, "registrations"));
        read_count(issue, at(issue, WEEK_PRESENT, 's', i), cell_of(table, i, "attendees"));
        read_rate(issue, 's', i, cell_of(table, i, "rate"));
        read_count(issue, at(issue, WEEK_ANSWERS, 's', i), cell_of(table, i, "answers"));
        if (cell_of(table, i, "answers")->state == PUBLISHED_EMPTY) {
            hostile_sees(issue->reader, at(issue, WEEK_ANSWERS, 's', i), 0, 0);
        }
        read_session_grades(issue, i, cell_of(table, i, "grade"));
    }
}

static void read_days(const struct issue *issue)
{
    const struct published_table *table = publication_table(issue->publication, "days");
    for (size_t day = 0; day < WEEK_DAYS; day++) {
        know_parts(issue, 'd', day);
        read_count(issue, at(issue, WEEK_REGISTERED, 'd', day),
                   cell_of(table, day, "registrations"));
        read_count(issue, at(issue, WEEK_PRESENT, 'd', day), cell_of(table, day, "attendees"));
        read_count(issue, at(issue, WEEK_WALKINS, 'd', day), cell_of(table, day, "walkins"));
        read_rate(issue, 'd', day, cell_of(table, day, "rate"));
    }
    know_parts(issue, 'w', 0);
}

static void read_grades(const struct issue *issue)
{
    static const size_t from[] = {1, 6, 7, 8, 9, 11};
    const struct published_table *table = publication_table(issue->publication, "grades");
    const char *all[WEEK_GRADES];
    for (size_t grade = 1; grade < WEEK_GRADES; grade++) {
        const char *parts[WEEK_SESSIONS + 2];
        for (size_t i = 0; i < WEEK_SESSIONS; i++) {
            parts[i] = issue_name(issue, arena_printf(issue->arena, "s%zu gave %zu", i, grade));
        }
        parts[WEEK_SESSIONS] = issue_name(issue, arena_printf(issue->arena, "loose %zu", grade));
        parts[WEEK_SESSIONS + 1] = NULL;
        all[grade - 1] = issue_name(issue, arena_printf(issue->arena, "grade %zu", grade));
        hostile_adds(issue->reader, all[grade - 1], parts);
    }
    all[WEEK_GRADES - 1] = NULL;
    hostile_adds(issue->reader, issue_name(issue, "graded"), all);
    for (size_t group = 0; group < table->row_count; group++) {
        const char *name = issue_name(issue, arena_printf(issue->arena, "group %zu", group));
        const char *parts[WEEK_GRADES];
        size_t kept = 0;
        for (size_t grade = from[group]; grade < from[group + 1]; grade++) {
            parts[kept++] = all[grade - 1];
        }
        parts[kept] = NULL;
        hostile_adds(issue->reader, name, parts);
        read_count(issue, name, cell_of(table, group, "answers"));
        if (cell_of(table, group, "share")->state == PUBLISHED_SHOWN) {
            read_ratio(issue, name, issue_name(issue, "graded"),
                       cell_of(table, group, "share")->number, 0.005);
        }
    }
}

static void read_sources(const struct issue *issue)
{
    static const char *const columns[] = {"read", "used", "merged", "rejected"};
    const struct published_table *table = publication_table(issue->publication, "sources");
    const char *parts[4][WEEK_SOURCES + 1];
    for (size_t i = 0; i < WEEK_SOURCES; i++) {
        const char *source = arena_printf(issue->arena, "%zu", i);
        const char *fates[4] = {named(issue, "source read", source), named(issue, "source", source),
                                named(issue, "source merged", source),
                                named(issue, "source rejected", source)};
        for (int k = 0; k < 4; k++) {
            const struct published_cell *cell = cell_of(table, i, columns[k]);
            parts[k][i] = fates[k];
            if (k == 1 || cell->state == PUBLISHED_SHOWN) {
                read_count(issue, fates[k], cell);
            }
        }
        adds(issue, fates[0], fates[1], fates[2], fates[3]);
    }
    for (int k = 0; k < 4; k++) {
        parts[k][WEEK_SOURCES] = NULL;
        hostile_adds(issue->reader, named(issue, "rows", columns[k]), parts[k]);
    }
}

/* A session whose people are hidden, and are no small count, is not found by the rows of its list:
 * of lists that are as long or a little longer none is shown, unless an earlier release did. */
static void look_for_lists(const struct issue *issue)
{
    const struct published_table *sessions = publication_table(issue->publication, "sessions");
    const struct published_table *sources = publication_table(issue->publication, "sources");
    for (size_t i = 0; i < WEEK_SESSIONS && issue->release == 0; i++) {
        int64_t people = issue->week->count[i][WEEK_PRESENT];
        for (size_t k = 1; k <= 2; k++) {
            int64_t used = issue->week->fate[k][0];
            if (cell_of(sessions, i, "attendees")->state == PUBLISHED_HIDDEN &&
                people >= issue->input->threshold && used >= people && used <= people + 2) {
                assert_int_not_equal(cell_of(sources, k, "used")->state, PUBLISHED_SHOWN);
            }
        }
    }
}

/* "1-9", "25 of meer" */
static void read_municipalities(const struct issue *issue)
{
    const struct published_table *table = publication_table(issue->publication, "municipalities");
    const char *parts[WEEK_MUNICIPALITIES + 2];
    size_t row = 0;
    for (size_t i = 0; i < WEEK_MUNICIPALITIES; i++) {
        parts[i] = named(issue, "municipality", arena_printf(issue->arena, "%zu", i));
        const char *code = arena_printf(issue->arena, "GM%04zu", i);
        if (row == table->row_count ||
            !text_equal(cell_of(table, row, "code")->text[LANGUAGE_NL], code)) {
            hostile_sees(issue->reader, parts[i], 0, 0);
            continue;
        }
        const char *class = cell_of(table, row++, "people")->text[LANGUAGE_NL];
        char *end;
        double low = strtod(class, &end);
        hostile_sees(issue->reader, parts[i], low, *end == '-' ? strtod(end + 1, NULL) : INFINITY);
    }
    assert_int_equal(row, table->row_count);
    parts[WEEK_MUNICIPALITIES] = issue_name(issue, "nowhere");
    parts[WEEK_MUNICIPALITIES + 1] = NULL;
    hostile_adds(issue->reader, issue_name(issue, "people attended"), parts);
}

/* -- what figures say
 * -----------------------------------------------------------------------------
 */

static const struct print {
    const char *figure, *value, *n, *missing;
} prints[] = {
#define FIGURE_COUNTS(figure, value, n, missing) {figure, value, n, missing},
#include "tests/support/figure_counts.def"
#undef FIGURE_COUNTS
};

static void read_number(const struct issue *issue, const char *count, double number)
{
    if (count[0] != '\0' && number >= 0) {
        hostile_sees(issue->reader, issue_name(issue, count), number, number);
    }
}

static void read_prints(const struct issue *issue)
{
    for (size_t i = 0; i < issue->publication->figure_count; i++) {
        const struct figure *figure = &issue->publication->figures[i];
        const struct print *print = NULL;
        for (size_t k = 0; k < sizeof prints / sizeof prints[0]; k++) {
            if (text_equal(prints[k].figure, figure->id)) {
                print = &prints[k];
            }
        }
        assert_non_null(print);
        if (figure->has_value) {
            read_number(issue, print->value, figure->value);
            read_number(issue, print->n, (double)figure->n);
            read_number(issue, print->missing, (double)figure->missing);
        } else {
            assert_int_equal(figure->n, -1);
            assert_int_equal(figure->missing, -1);
        }
    }
}

/* NULL when it is not shown. */
static const struct figure *shown(const struct issue *issue, const char *id)
{
    const struct figure *figure = publication_figure(issue->publication, id);
    return figure != NULL && figure->has_value ? figure : NULL;
}

/* Is the value still the ledger's, to the last digit? */
static bool is_exact(const struct issue *issue, const struct figure *figure)
{
    for (size_t i = 0; i < issue->input->figure_count; i++) {
        if (text_equal(issue->input->figures[i].id, figure->id)) {
            return fabs(issue->input->figures[i].value - figure->value) < 1e-12;
        }
    }
    return true;
}

static void read_rates(const struct issue *issue)
{
    static const struct {
        const char *id, *part, *whole;
    } rates[] = {{"attendance.rate", "came week", "rated"},
                 {"noshow.rate", "away week", "rated"},
                 {"attendance.rate.without_staff", "came guests week", "rated guests"},
                 {"response.rate", "forms", "present week"}};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        const struct figure *figure = shown(issue, rates[i].id);
        if (figure == NULL) {
            continue;
        }
        /* An exact fraction tells both its terms: then both must be there to be read. */
        bool exact = is_exact(issue, figure) &&
                     fabs(figure->value * 100 - round(figure->value * 100)) > 1e-9;
        assert_true(!exact || figure->n >= 0);
        read_ratio(issue, issue_name(issue, rates[i].part), issue_name(issue, rates[i].whole),
                   figure->value, figure->n >= 0 ? 0 : 0.005);
    }
    const struct figure *bound = shown(issue, "attendance.rate.bound");
    if (bound != NULL) {
        adds(issue, issue_name(issue, "held"), issue_name(issue, "rated"),
             issue_name(issue, "unrated"), NULL);
        read_ratio(issue, issue_name(issue, "came week"), issue_name(issue, "held"), bound->low,
                   1e-9);
    }
}

static void read_means(const struct issue *issue)
{
    const struct figure *mean = shown(issue, "grade.mean");
    if (mean != NULL) {
        const char *grades[WEEK_GRADES];
        double least[WEEK_GRADES], most[WEEK_GRADES];
        /* 7.6 may be a mean of 7.6, or one that was rounded: the reader cannot tell. */
        bool digits = fabs(mean->value * 10 - round(mean->value * 10)) > 1e-9;
        double slack = is_exact(issue, mean) && digits ? 1e-9 : 0.05;
        for (size_t grade = 1; grade < WEEK_GRADES; grade++) {
            grades[grade - 1] = issue_name(issue, arena_printf(issue->arena, "grade %zu", grade));
            least[grade - 1] = (double)grade - (mean->value - slack);
            most[grade - 1] = (double)grade - (mean->value + slack);
        }
        grades[WEEK_GRADES - 1] = NULL;
        hostile_relates(issue->reader, grades, least, -1e-6, INFINITY);
        hostile_relates(issue->reader, grades, most, -INFINITY, 1e-6);
        assert_true(!mean->has_range || fabs(mean->low * 10 - round(mean->low * 10)) < 1e-9);
    }
    const struct figure *nps = shown(issue, "nps");
    if (nps != NULL) {
        const char *const counts[] = {issue_name(issue, "promoters"),
                                      issue_name(issue, "detractors"), NULL};
        double difference = nps->value * (double)nps->n / 100;
        hostile_relates(issue->reader, counts, (const double[]){1, -1}, difference - 1e-6,
                        difference + 1e-6);
        /* The interval tells the sum of both, and so all three. */
        for (int i = 0; i < 3; i++) {
            int64_t part = issue->week->scores[i];
            assert_true(!nps->has_range || part == 0 || part >= issue->input->threshold);
        }
    }
}

void issue_read(const struct issue *issue)
{
    know_sums(issue);
    know_week(issue);
    read_sessions(issue);
    read_days(issue);
    read_grades(issue);
    read_sources(issue);
    look_for_lists(issue);
    read_municipalities(issue);
    read_prints(issue);
    read_rates(issue);
    read_means(issue);
}
