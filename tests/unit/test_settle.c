/* Tests of engine/settle on rows made by hand: sessions, persons, registrations, presence. */
#include <string.h>

#include "tests/support/settle_by_hand.h"

static void hybrid_pairs_are_one_session(void **state)
{
    (void)state;
    begin();
    week();
    finish();
    assert_int_equal(edition.sessions_count, 3);
    assert_int_equal(edition.sessions[1].mode, MODE_HYBRID);
    assert_int_equal(count_findings(FINDING_SESSION_HYBRID_MERGED), 1);
    assert_int_equal(count_findings(FINDING_SESSION_NOT_MEASURED), 2);
    arena_destroy(arena);
}

static void rejoins_and_devices_do_not_add_up(void **state)
{
    (void)state;
    begin();
    week();
    add_source("teams.csv", SOURCE_ATTENDANCE, FORMAT_TEAMS_REPORT);
    present("Sanne de Vries", NULL,
            "\xE2\x80\x98"
            "een loket\xE2\x80\x99 - Attendance report 10-2-23",
            at(2, 10, 0), at(2, 10, 20));
    present("Sanne de Vries", NULL, "Een loket", at(2, 10, 10), at(2, 10, 30));
    present("Sanne de Vries", NULL, "Een loket", at(2, 10, 40), at(2, 10, 50));
    present("Sanne de Vries", NULL, "Een loket", at(2, 10, 40), at(2, 10, 50)); /* repeated row */
    present("Bram Bos", NULL, "Een loket", at(2, 10, 0), at(2, 10, 14));
    finish();
    assert_int_equal(edition.presences_count, 2);
    assert_int_equal(edition.presences[0].seconds, 40 * 60);
    assert_true(edition.presences[0].attendee);
    assert_false(edition.presences[1].attendee);
    assert_int_equal(edition.presences[0].session, 0);
    assert_int_equal(edition.sources[1].rows_used, 4);
    assert_int_equal(edition.sources[1].rows_merged, 1);
    arena_destroy(arena);
}

/* Section 2 of a Teams report repeats a single join to the second: it is the summary that goes. */
static void a_summary_never_takes_the_place_of_a_join(void **state)
{
    (void)state;
    begin();
    week();
    add_source("rapport.csv", SOURCE_ATTENDANCE, FORMAT_TEAMS_REPORT);
    struct row summary = blank_row();
    summary.name = "bas van hout";
    summary.mail = "bas@blaricum.example";
    summary.session[SESSION_TITLE] = "Een loket";
    summary.joined = at(2, 10, 0);
    summary.left = at(2, 10, 50);
    summary.seconds = 50 * 60;
    summary.summary = true;
    add(summary);
    present("bas van hout", "bas@blaricum.example", "Een loket", at(2, 10, 0), at(2, 10, 50));
    present("bas van hout", "bas@blaricum.example", "Een loket", at(2, 10, 5), at(2, 10, 14));
    finish();
    assert_int_equal(edition.presences_count, 1);
    assert_int_equal(edition.presences[0].seconds, 50 * 60);
    assert_int_equal(edition.sources[1].rows_used, 2);
    assert_int_equal(edition.sources[1].rows_merged, 1);
    arena_destroy(arena);
}

static void the_later_row_decides_the_status(void **state)
{
    (void)state;
    begin();
    week();
    add_source("a.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    registered("Sanne de Vries", "s@u.example", "Ma 2 E\xC3\xA9n loket", REGISTRATION_LIVE);
    registered("S. de Vries", "s@u.example", "Ma 2 E\xC3\xA9n loket", REGISTRATION_CANCELLED);
    add_source("b.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    registered("Sanne de Vries", "s@u.example", "Klantreis", REGISTRATION_LIVE);
    finish();
    assert_int_equal(edition.registrations_count, 2);
    assert_int_equal(edition.registrations[0].status, REGISTRATION_CANCELLED);
    assert_int_equal(edition.registrations[0].line, 3);
    assert_int_equal(edition.registrations[1].session, 1);
    assert_int_equal(edition.persons_count, 1);
    assert_int_equal(edition.sources[1].rows_merged, 1);
    arena_destroy(arena);
}

static void a_row_without_address_finds_its_person(void **state)
{
    (void)state;
    begin();
    week();
    add_source("a.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    registered("Sanne de Vries", "s@u.example", "Een loket", REGISTRATION_LIVE);
    registered("Jan Bos", "jan@a.example", "Een loket", REGISTRATION_LIVE);
    registered("Jan Bos", "jan@b.example", "Een loket", REGISTRATION_LIVE);
    add_source("t.csv", SOURCE_ATTENDANCE, FORMAT_TEAMS_REPORT);
    present("Sanne de Vries", NULL, "Een loket", at(2, 10, 0), at(2, 11, 0));
    present("Jan Bos", NULL, "Een loket", at(2, 10, 0), at(2, 11, 0));
    present("Onbekend Iemand", NULL, "Een loket", at(2, 10, 0), at(2, 11, 0));
    present("Onbekend Iemand", NULL, "Klantreis", at(3, 13, 0), at(3, 14, 0));
    finish();
    /* Sanne; two registered Jans; Jan the walk-in; the unknown one, the same in two sessions. */
    assert_int_equal(edition.persons_count, 5);
    assert_int_equal(count_findings(FINDING_PERSON_AMBIGUOUS), 1);
    assert_int_equal(edition.presences[0].registration, 0);
    assert_int_equal(edition.presences[1].registration, NONE);
    assert_false(edition.persons[3].has_address);
    assert_int_equal(edition.persons[3].same_name, 1);
    assert_int_equal(edition.persons[4].same_name, NONE);
    assert_int_equal(attendees(), 4);
    arena_destroy(arena);
}

static void a_desk_is_no_person(void **state)
{
    (void)state;
    begin();
    week();
    add_source("a.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    registered("Anna Bos", "info@u.example", "Een loket", REGISTRATION_LIVE);
    registered("Piet Maas", "info@u.example", "Een loket", REGISTRATION_LIVE);
    registered(NULL, "kcc@u.example", "Een loket", REGISTRATION_LIVE);
    registered("Ilse Mulder", "team12@u.example", "Een loket", REGISTRATION_LIVE);
    registered("Karim Haddad", "team12@u.example", "Een loket", REGISTRATION_LIVE);
    registered("Bas van Loon", "b@u.example", "Een loket", REGISTRATION_LIVE);
    registered("Sebastiaan van Loon", "b@u.example", "Een loket", REGISTRATION_LIVE);
    finish();
    assert_int_equal(edition.persons_count, 5);
    assert_int_equal(edition.registrations_count, 5);
    assert_int_equal(edition.sources[1].rows_rejected, 1);
    assert_int_equal(count_findings(FINDING_ROW_NOBODY), 1);
    arena_destroy(arena);
}

static void the_week_tells_the_order_of_dates(void **state)
{
    (void)state;
    begin();
    week();
    add_source("t.csv", SOURCE_ATTENDANCE, FORMAT_TEAMS_REPORT);
    /* 10/2/23 is 2 October here: stored as 10 February, open. */
    struct moment open = {.seconds = (moment_days(2023, 2, 10) * 24 + 10) * 3600,
                          .flags = MOMENT_DATE | MOMENT_TIME | MOMENT_OPEN};
    struct moment later = open;
    later.seconds += 3600;
    present("Sanne de Vries", NULL, "Een loket", open, later);
    finish();
    assert_int_equal(edition.presences_count, 1);
    assert_int_equal(edition.presences[0].seconds, 3600);
    assert_int_equal(edition.presences[0].session, 0);
    assert_int_equal(count_findings(FINDING_FILE_DATE_ORDER), 1);
    arena_destroy(arena);
}

/* 10/2 is 10 February, though 2 October is in the week: people sign up months before. */
static void the_week_says_nothing_about_when_people_signed_up(void **state)
{
    (void)state;
    begin();
    week();
    add_source("lijst.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    source->dutch_dates = true;
    struct row row = blank_row();
    row.name = "Anna Bos";
    row.mail = "anna@a.example";
    row.session[SESSION_COLUMN] = "Opening";
    row.status = REGISTRATION_LIVE;
    row.registered_at = (struct moment){.seconds = moment_days(2023, 2, 10) * MOMENT_DAY,
                                        .flags = MOMENT_DATE | MOMENT_OPEN};
    add(row);
    finish();
    assert_int_equal(edition.registrations_count, 1);
    assert_int_equal(edition.registrations[0].registered_at, moment_days(2023, 2, 10) * MOMENT_DAY);
    arena_destroy(arena);
}

/* The time of a registration is read in the order of its file also on a row that says when somebody
 * left, where it is kept elsewhere (collect.h). */
static void who_left_keeps_the_time_of_registration(void **state)
{
    (void)state;
    begin();
    week();
    add_source("webinar.csv", SOURCE_ATTENDANCE, FORMAT_LIST);
    /* 9/1 is 1 September, as 10/2 is 2 October: stored as 9 January and 10 February, open. The 23rd
     * can be no month: that row keeps all but the time of its registration. */
    struct moment signed_up[] = {
        {moment_days(2023, 1, 9) * MOMENT_DAY, MOMENT_DATE | MOMENT_OPEN},
        {moment_days(2023, 9, 23) * MOMENT_DAY, MOMENT_DATE | MOMENT_DAY_FIRST},
        {0}};
    static const char *const mails[] = {"a@a.example", "b@b.example", "c@c.example"};
    for (int i = 0; i < 6; i++) {
        struct row row = blank_row();
        row.mail = mails[i / 2];
        row.session[SESSION_COLUMN] = i % 2 == 0 ? "Een loket" : "Klantreis verhuizen";
        row.status = REGISTRATION_LIVE;
        row.registered_at = signed_up[i / 2];
        row.joined = (struct moment){(moment_days(2023, 2, 10) * 24 + 10) * 3600,
                                     MOMENT_DATE | MOMENT_TIME | MOMENT_OPEN};
        row.left = row.joined;
        row.left.seconds += 3600;
        row.left.flags *= i % 2 == 0; /* every other row says no leaving */
        add(row);
    }
    source->date_order = 'm';
    finish();
    assert_int_equal(edition.registrations_count, 6);
    for (size_t i = 0; i < 6; i++) {
        int64_t expected = i < 2 ? moment_days(2023, 9, 1) * MOMENT_DAY : 0;
        assert_true(edition.registrations[i].registered_at == expected);
    }
    assert_int_equal(count_findings(FINDING_CELL_DATE_UNREADABLE), 2);
    assert_int_equal(edition.presences[0].seconds, 3600);
    arena_destroy(arena);
}

/* A sheet that takes an empty cell for a date gives 1899, and nobody signed up then. */
static void a_time_of_registration_that_cannot_be_is_unknown(void **state)
{
    (void)state;
    static const int64_t times[] = {-2209161600, 0, 1, UINT32_MAX, (int64_t)UINT32_MAX + 1};
    static const uint32_t kept[] = {0, 0, 1, UINT32_MAX, 0};
    begin();
    week();
    add_source("r.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    for (int i = 0; i < 5; i++) {
        struct row row = blank_row();
        row.mail = arena_printf(arena, "p%d@u.example", i);
        row.session[SESSION_COLUMN] = "Een loket";
        row.status = REGISTRATION_LIVE;
        row.registered_at = (struct moment){times[i], MOMENT_DATE | MOMENT_TIME};
        add(row);
    }
    finish();
    assert_int_equal(edition.registrations_count, 5);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(edition.registrations[i].registered_at, kept[i]);
    }
    arena_destroy(arena);
}

static void times_find_the_session_when_labels_do_not(void **state)
{
    (void)state;
    begin();
    week();
    add_source("meetingAttendanceList.csv", SOURCE_ATTENDANCE, FORMAT_TEAMS_LIST);
    present("Sanne de Vries", NULL, NULL, at(3, 12, 55), at(3, 14, 0));
    finish();
    assert_int_equal(edition.presences[0].session, 1);
    arena_destroy(arena);
}

static void numbers_tell_parts_of_a_series_apart(void **state)
{
    (void)state;
    begin();
    add_source("programme.csv", SOURCE_PROGRAMME, FORMAT_PROGRAMME);
    add_programme("Common Ground 1", 2, 10, MODE_ONLINE, SESSION_PLANNED);
    add_programme("Common Ground 2", 3, 10, MODE_ONLINE, SESSION_PLANNED);
    add_source("a.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    registered("Sanne de Vries", "s@u.example", "di 3 okt: Common Ground 2", REGISTRATION_LIVE);
    registered("Sanne de Vries", "s@u.example", "Common Ground 1 (ma)", REGISTRATION_LIVE);
    finish();
    assert_int_equal(edition.sessions_count, 2);
    assert_int_equal(edition.registrations[0].session, 1);
    assert_int_equal(edition.registrations[1].session, 0);
    arena_destroy(arena);
}

/* What "ma 2 okt 10.00" says: the day in a year that is not known. */
static struct moment on(int day, int hour)
{
    return (struct moment){.seconds = (moment_days(2000, 10, day) * 24 + hour) * 3600,
                           .flags = MOMENT_YEARLESS | MOMENT_TIME};
}

static void a_day_without_a_year_tells_two_sessions_of_one_title_apart(void **state)
{
    (void)state;
    begin();
    add_source("programme.csv", SOURCE_PROGRAMME, FORMAT_PROGRAMME);
    add_programme("Klantreis", 3, 13, MODE_ONLINE, SESSION_PLANNED);
    add_programme("Klantreis", 5, 13, MODE_ONLINE, SESSION_PLANNED);
    add_source("lijst.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    for (int day = 3; day <= 5; day += 2) {
        struct row row = blank_row();
        row.mail = day == 3 ? "a@x.example" : "b@x.example";
        row.session[SESSION_COLUMN] = "Klantreis";
        row.session_start = on(day, 13);
        row.status = REGISTRATION_LIVE;
        add(row);
    }
    finish();
    assert_int_equal(edition.sessions_count, 2);
    assert_int_equal(edition.registrations_count, 2);
    assert_int_equal(edition.registrations[0].session, 0);
    assert_int_equal(edition.registrations[1].session, 1);
    assert_int_equal(count_findings(FINDING_SESSION_AMBIGUOUS), 0);
    arena_destroy(arena);
}

/* Nothing but the name of the folder says that it was 2024, until another file speaks of 2023. */
static void a_programme_without_years_takes_that_of_the_edition_or_of_other_files(void **state)
{
    (void)state;
    for (int other = 0; other <= 1; other++) {
        begin();
        settle_configure(settle, 15, INT64_MIN, INT64_MIN, 2024);
        add_source("programme.csv", SOURCE_PROGRAMME, FORMAT_PROGRAMME);
        struct row_sink sink = settle_rows(settle);
        struct programme_row row = {.source = source->number,
                                    .line = (long)++source->rows_read + 1,
                                    .title = "Klantreis",
                                    .start = on(3, 13),
                                    .end = on(3, 14)};
        sink.programme(sink.context, &row);
        if (other == 1) {
            add_source("joins.csv", SOURCE_ATTENDANCE, FORMAT_LIST);
            present("A B", "a@x.example", "Klantreis", at(3, 13, 0), at(3, 13, 30)); /* 2023 */
        }
        finish();
        assert_int_equal(edition.sessions[0].day, moment_days(other == 1 ? 2023 : 2024, 10, 3));
        arena_destroy(arena);
    }
}

static void a_copy_of_a_file_counts_once(void **state)
{
    (void)state;
    begin();
    week();
    add_source("a.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    registered("Sanne de Vries", "s@u.example", "Een loket", REGISTRATION_LIVE);
    registered("Naamloos", NULL, "Een loket", REGISTRATION_LIVE);
    add_source("a (1).csv", SOURCE_REGISTRATION, FORMAT_LIST);
    memcpy(source->hash, "a.csv", 6);
    registered("Sanne de Vries", "s@u.example", "Een loket", REGISTRATION_LIVE);
    registered("Naamloos", NULL, "Een loket", REGISTRATION_LIVE);
    finish();
    assert_int_equal(edition.registrations_count, 2);
    assert_int_equal(edition.persons_count, 2);
    assert_int_equal(edition.sources[2].rows_merged, 2);
    assert_int_equal(count_findings(FINDING_FILE_COPY), 1);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hybrid_pairs_are_one_session),
        cmocka_unit_test(rejoins_and_devices_do_not_add_up),
        cmocka_unit_test(a_summary_never_takes_the_place_of_a_join),
        cmocka_unit_test(the_later_row_decides_the_status),
        cmocka_unit_test(a_row_without_address_finds_its_person),
        cmocka_unit_test(a_desk_is_no_person),
        cmocka_unit_test(the_week_tells_the_order_of_dates),
        cmocka_unit_test(the_week_says_nothing_about_when_people_signed_up),
        cmocka_unit_test(who_left_keeps_the_time_of_registration),
        cmocka_unit_test(a_time_of_registration_that_cannot_be_is_unknown),
        cmocka_unit_test(times_find_the_session_when_labels_do_not),
        cmocka_unit_test(numbers_tell_parts_of_a_series_apart),
        cmocka_unit_test(a_day_without_a_year_tells_two_sessions_of_one_title_apart),
        cmocka_unit_test(a_programme_without_years_takes_that_of_the_edition_or_of_other_files),
        cmocka_unit_test(a_copy_of_a_file_counts_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
