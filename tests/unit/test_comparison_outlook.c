/* Tests of what several editions tell together (comparison_series) and of what the last one says
 * about the next (comparison_outlook), against counts by hand and by brute force over all choices.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/ledger/comparison_outlook.h"
#include "engine/record/moment.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/near.h"

enum { PLACES = 12, SESSIONS = 8, EDITIONS = 7 };

/* Municipalities of 2023 in three provinces, by code. */
static const struct {
    const char *code, *name, *province;
    int64_t residents;
} places[PLACES] = {{"GM0014", "Groningen", "Groningen", 238147},
                    {"GM0034", "Almere", "Flevoland", 222825},
                    {"GM0050", "Zeewolde", "Flevoland", 23454},
                    {"GM0059", "Achtkarspelen", "Friesland", 28174},
                    {"GM0060", "Ameland", "Friesland", 3832},
                    {"GM0072", "Harlingen", "Friesland", 16236},
                    {"GM0074", "Heerenveen", "Friesland", 51637},
                    {"GM0080", "Leeuwarden", "Friesland", 127072},
                    {"GM0085", "Ooststellingwerf", "Friesland", 25770},
                    {"GM0086", "Opsterland", "Friesland", 29912},
                    {"GM0088", "Schiermonnikoog", "Friesland", 982},
                    {"GM0090", "Smallingerland", "Friesland", 56040}};

static struct query_cell integer(int64_t value)
{
    return (struct query_cell){CELL_INTEGER, value, (double)value, NULL};
}

static struct query_cell text(const char *words)
{
    return (struct query_cell){CELL_TEXT, 0, 0, words};
}

/* An edition of a year: who took part, and in which sessions. */
struct made {
    struct compared_edition edition;
    struct figure figures[6];
    bool in[PLACES], seen[SESSIONS][PLACES];
    size_t sessions;
};

static void build(struct arena *arena, const char *id, int year, double rate, struct made *made)
{
    static const char *place_columns[] = {"code",       "name",   "province",
                                          "population", "direct", "combined"};
    static const char *session_columns[] = {"session",  "mode",      "measured", "registrations",
                                            "attended", "attendees", "responses"};
    static const char *seen_columns[] = {"session", "code"};
    struct query_cell *rows = arena_alloc_array(arena, 6 * PLACES, sizeof *rows);
    struct query_cell *sessions = arena_alloc_array(arena, 7 * SESSIONS, sizeof *sessions);
    struct query_cell *seen = arena_alloc_array(arena, 2 * SESSIONS * PLACES, sizeof *seen);
    size_t seen_count = 0;
    int64_t municipalities = 0, residents = 0;
    for (size_t i = 0; i < PLACES; i++) {
        const struct query_cell row[] = {text(places[i].code),     text(places[i].name),
                                         text(places[i].province), integer(places[i].residents),
                                         integer(made->in[i]),     integer(made->in[i])};
        memcpy(&rows[6 * i], row, sizeof row);
        municipalities += made->in[i];
        residents += made->in[i] ? places[i].residents : 0;
    }
    for (size_t s = 0; s < made->sessions; s++) {
        int64_t came = (int64_t)round(100 * rate) + (int64_t)(s % 3) - 1;
        const struct query_cell row[] = {integer((int64_t)s), text("online"), integer(1),
                                         integer(100),        integer(came),  integer(came),
                                         integer(0)};
        memcpy(&sessions[7 * s], row, sizeof row);
        for (size_t i = 0; i < PLACES; i++) {
            if (made->seen[s][i]) {
                seen[2 * seen_count] = integer((int64_t)s);
                seen[2 * seen_count++ + 1] = text(places[i].code);
            }
        }
    }
    const struct figure figures[] = {
        {.id = "residents.direct", .value = (double)residents, .has_value = true},
        {.id = "municipalities.direct", .value = (double)municipalities, .has_value = true},
        {.id = "attendance.rate", .value = rate, .has_value = true},
        {.id = "grade.mean", .value = 7.5, .has_value = true},
        {.id = "nps", .reason = "no_question"}};
    memcpy(made->figures, figures, sizeof figures);
    int64_t day = moment_days(year, 10, 2);
    made->edition =
        (struct compared_edition){.id = id,
                                  .first_day = day,
                                  .reference_day = day,
                                  .figures = made->figures,
                                  .figure_count = sizeof figures / sizeof figures[0],
                                  .municipalities = {NULL, place_columns, 6, PLACES, rows},
                                  .sessions = {NULL, session_columns, 7, made->sessions, sessions},
                                  .seen = {NULL, seen_columns, 2, seen_count, seen}};
}

static const struct figure *figure_in(const struct figure *figures, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(figures[i].id, id) == 0) {
            return &figures[i];
        }
    }
    fail_msg("no figure %s", id);
    return NULL;
}

/* Everybody who was seen in a session took part. */
static void take_part(struct made *made)
{
    for (size_t i = 0; i < PLACES; i++) {
        for (size_t s = 0; s < made->sessions; s++) {
            made->in[i] = made->in[i] || made->seen[s][i];
        }
    }
}

/* -- series
 * -------------------------------------------------------------------------------------------- */

static struct series *series_of(struct arena *arena, struct made *made, size_t count)
{
    struct compared_edition *editions = arena_alloc_array(arena, count, sizeof *editions);
    for (size_t i = 0; i < count; i++) {
        editions[i] = made[i].edition;
    }
    return series_make(arena, reference_create(arena), editions, count);
}

static void who_stays_is_counted_edition_by_edition(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static struct made made[3];
    memset(made, 0, sizeof made);
    static const bool in[3][PLACES] = {{true, true, true, true}, /* the first four */
                                       {true, true, false, false, true},
                                       {true, false, true, true, true, true}};
    static const char *const ids[] = {"2023", "2024", "2025"};
    for (int i = 0; i < 3; i++) {
        memcpy(made[i].in, in[i], sizeof in[i]);
        build(arena, ids[i], 2023 + i, 0.7, &made[i]);
    }
    const struct series *series = series_of(arena, made, 3);
    static const int64_t kept[] = {4, 2, 3}, since[] = {4, 2, 1};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(series->rows[i].kept, kept[i]);
        assert_int_equal(series->rows[i].since, since[i]);
        assert_int_equal(series->rows[i].municipalities, series->rows[i].municipalities_as_is);
    }
    const struct figure *share =
        figure_in(series->figures, series->figure_count, "retention.direct");
    assert_near(share->value, 0.75, 12);
    assert_int_equal(
        (int)figure_in(series->figures, series->figure_count, "retention.direct.always")->value, 1);
    arena_destroy(arena);
}

static void two_editions_are_too_few_and_it_is_said(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static struct made made[2];
    memset(made, 0, sizeof made);
    build(arena, "2023", 2023, 0.7, &made[0]);
    build(arena, "2024", 2024, 0.8, &made[1]);
    const struct series *series = series_of(arena, made, 2);
    for (size_t i = 0; i < series->figure_count; i++) {
        assert_false(series->figures[i].has_value);
        assert_string_equal(series->figures[i].reason, "few_editions");
    }
    for (size_t i = 0; i < SERIES_TRENDS; i++) {
        assert_int_equal(series->trends[i].development, DEVELOPMENT_FEW);
    }
    arena_destroy(arena);
}

/* Seven editions, each with one municipality and five per cent of attendance more than the last. */
static void a_steady_rise_is_a_rise_and_a_flat_line_is_none(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static struct made made[EDITIONS];
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g"};
    memset(made, 0, sizeof made);
    for (int i = 0; i < EDITIONS; i++) {
        for (int k = 0; k <= i; k++) {
            made[i].in[k] = true;
        }
        made[i].sessions = SESSIONS;
        build(arena, ids[i], 2020 + i, 0.5 + 0.05 * i, &made[i]);
    }
    const struct series *series = series_of(arena, made, EDITIONS);
    assert_int_equal(series->trends[0].development, DEVELOPMENT_UP);   /* attendance.rate */
    assert_int_equal(series->trends[1].development, DEVELOPMENT_NONE); /* grade.mean: always 7.5 */
    assert_int_equal(series->trends[2].development, DEVELOPMENT_FEW);  /* nps: never asked */
    assert_int_equal(series->trends[3].development, DEVELOPMENT_UP);   /* municipalities.direct */
    const struct figure *slope =
        figure_in(series->figures, series->figure_count, "trend.attendance.rate");
    assert_within(slope->value, 0.05, 0.001);
    assert_true(slope->low <= slope->value && slope->value <= slope->high);
    arena_destroy(arena);
}

/* -- forecast
 * ------------------------------------------------------------------------------------------ */

/* The mean of what all choices of `m` of the sessions would have brought. */
static void all_choices(const struct made *made, int m, double *residents, double *municipalities)
{
    int choices = 0;
    *residents = *municipalities = 0;
    for (unsigned mask = 0; mask < 1u << SESSIONS; mask++) {
        unsigned size = 0;
        for (int s = 0; s < SESSIONS; s++) {
            size += mask >> s & 1u;
        }
        if (size != (unsigned)m) {
            continue;
        }
        choices++;
        for (size_t i = 0; i < PLACES; i++) {
            bool there = false;
            for (int s = 0; s < SESSIONS; s++) {
                there = there || ((mask >> s & 1u) && made->seen[s][i]);
            }
            *residents += there ? (double)places[i].residents : 0;
            *municipalities += there;
        }
    }
    *residents /= choices;
    *municipalities /= choices;
}

static void fewer_sessions_are_the_mean_of_all_choices(void **state)
{
    (void)state;
    struct random random;
    random_seed(&random, 7, 0);
    for (int round = 0; round < 20; round++) {
        struct arena *arena = arena_create();
        static struct made made[2];
        memset(made, 0, sizeof made);
        made[1].sessions = SESSIONS;
        for (size_t s = 0; s < SESSIONS; s++) {
            for (size_t i = 0; i < PLACES; i++) {
                made[1].seen[s][i] = random_below(&random, 100) < 20;
            }
        }
        take_part(&made[1]);
        build(arena, "2023", 2023, 0.7, &made[0]);
        build(arena, "2024", 2024, 0.7, &made[1]);
        const struct outlook *outlook = outlook_make(arena, series_of(arena, made, 2));
        assert_int_equal(outlook->row_count, 6);
        assert_int_equal(outlook->sessions, SESSIONS);
        static const int sizes[] = {4, 6, 8};
        for (size_t k = 0; k < 3; k++) {
            double residents, municipalities;
            const struct forecast_row *row = &outlook->rows[k];
            all_choices(&made[1], sizes[k], &residents, &municipalities);
            assert_int_equal(row->sessions, sizes[k]);
            assert_within(row->residents->value, residents, 0.5);
            assert_within(row->municipalities->value, municipalities, 0.5);
        }
        /* As many sessions: what was counted, to the resident. */
        assert_near(outlook->rows[2].residents->value, made[1].figures[0].value, 12);
        arena_destroy(arena);
    }
}

static void more_sessions_bring_no_less_and_come_with_a_caution(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static struct made made[2];
    memset(made, 0, sizeof made);
    made[1].sessions = SESSIONS;
    for (size_t s = 0; s < SESSIONS; s++) {
        made[1].seen[s][s] = true; /* each session another municipality */
        made[1].seen[s][(s + 1) % 3] = true;
    }
    take_part(&made[1]);
    build(arena, "2023", 2023, 0.7, &made[0]);
    build(arena, "2024", 2024, 0.7, &made[1]);
    const struct outlook *outlook = outlook_make(arena, series_of(arena, made, 2));
    double last = 0, country = 0;
    for (size_t i = 0; i < PLACES; i++) {
        country += (double)places[i].residents;
    }
    for (size_t i = 0; i < outlook->row_count; i++) {
        const struct forecast_row *row = &outlook->rows[i];
        assert_true(row->residents->value >= last && row->residents->value <= country);
        assert_true(row->sessions <= 2 * SESSIONS);
        assert_true(!row->residents->has_range || (row->residents->low <= row->residents->value &&
                                                   row->residents->high <= country));
        last = row->residents->value;
    }
    assert_int_equal(outlook->caution, CAUTION_ROUGH_BAND);
    arena_destroy(arena);
}

static void an_edition_without_sessions_forecasts_nothing_and_says_why(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static struct made made[2];
    memset(made, 0, sizeof made);
    made[1].in[0] = true;
    build(arena, "2023", 2023, 0.7, &made[0]);
    build(arena, "2024", 2024, 0.7, &made[1]);
    const struct outlook *outlook = outlook_make(arena, series_of(arena, made, 2));
    assert_int_equal(outlook->row_count, 0);
    assert_string_equal(
        figure_in(outlook->figures, outlook->figure_count, "forecast.residents.double")->reason,
        "no_session_municipalities");
    arena_destroy(arena);
}

/* -- invitations
 * --------------------------------------------------------------------------------------- */

/* Groningen took part, nobody else; Leeuwarden and Ameland came the year before. By hand: of
 * 824,081 residents 238,147 are in (28.9 %); Flevoland and Friesland have none, a lag of 1, and all
 * size classes but Groningen's own (150,000 to 250,000, 51.7 %) have none either. Almere lags by
 * province only: 222,825 x 1.5 = 334,238; Leeuwarden by both: 127,072 x 2 = 254,144. So Almere is
 * first. */
static void the_list_weighs_residents_and_balance(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static struct made made[2];
    memset(made, 0, sizeof made);
    made[0].in[7] = made[0].in[4] = true;
    made[1].in[0] = true;
    build(arena, "2023", 2023, 0.7, &made[0]);
    build(arena, "2024", 2024, 0.7, &made[1]);
    const struct outlook *outlook = outlook_make(arena, series_of(arena, made, 2));
    assert_int_equal(outlook->invitation_count, 10);
    assert_string_equal(outlook->invitations[0].name, "Almere");
    assert_near(outlook->invitations[0].in_country, 238147.0 / 824081, 9);
    assert_near(outlook->invitations[0].in_province, 0, 9);
    assert_null(outlook->invitations[0].before);
    assert_string_equal(outlook->invitations[1].name, "Leeuwarden");
    assert_string_equal(outlook->invitations[1].before->id, "2023");
    /* Nobody twice, and nobody who is there already. */
    for (size_t i = 0; i < outlook->invitation_count; i++) {
        assert_string_not_equal(outlook->invitations[i].code, "GM0014");
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(outlook->invitations[i].code, outlook->invitations[k].code);
        }
    }
    assert_int_equal(outlook->away_count, 2); /* by falling residents */
    assert_string_equal(outlook->away[0].name, "Leeuwarden");
    assert_string_equal(outlook->away[1].name, "Ameland");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_stays_is_counted_edition_by_edition),
        cmocka_unit_test(two_editions_are_too_few_and_it_is_said),
        cmocka_unit_test(a_steady_rise_is_a_rise_and_a_flat_line_is_none),
        cmocka_unit_test(fewer_sessions_are_the_mean_of_all_choices),
        cmocka_unit_test(more_sessions_bring_no_less_and_come_with_a_caution),
        cmocka_unit_test(an_edition_without_sessions_forecasts_nothing_and_says_why),
        cmocka_unit_test(the_list_weighs_residents_and_balance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
