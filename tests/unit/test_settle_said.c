/* Tests of engine/settle on rows made by hand: what people wrote, and the rows on which they did.
 */
#include <string.h>

#include "tests/support/settle_by_hand.h"

static void a_form_filled_in_twice_counts_in_its_later_version(void **state)
{
    (void)state;
    begin();
    week();
    add_source("e.csv", SOURCE_EVALUATION, FORMAT_MS_FORMS);
    struct question questions[] = {{1, QUESTION_GRADE, "Cijfer", 1, 10},
                                   {2, QUESTION_OPEN, "Wat neem je mee?", 0, 0}};
    source->questions = questions;
    source->question_count = 2;
    for (int i = 0; i < 4; i++) {
        struct answer_cell cells[] = {{.question = 0, .number = 6 + i / 2, .has_number = true},
                                      {.question = 1, .text = "Bel Sanne de Vries: 06-12345678"}};
        struct row row = blank_row();
        row.name = i < 3 ? "Sanne de Vries" : NULL;
        row.mail = i < 3 ? "s@u.example" : NULL;
        row.session[SESSION_COLUMN] = "Een loket";
        row.answered_at = at(5, 9, i / 2);
        row.answers = cells;
        row.answer_count = 2;
        add(row);
    }
    finish();
    /* Row 2 repeats row 1; row 3 is the later version; row 4 is anonymous. */
    assert_int_equal(edition.responses_count, 2);
    assert_int_equal(edition.sources[1].rows_merged, 2);
    assert_int_equal(edition.answers_count, 2);
    assert_true(edition.answers[0].number == 7);
    assert_string_equal(edition.remarks[0].text, "Bel [naam]: [telefoonnummer]");
    arena_destroy(arena);
}

static void with_remark(struct row row, const char *text)
{
    struct answer_cell cell = {.question = 0, .text = text};
    row.answers = &cell;
    row.answer_count = 1;
    add(row);
}

/* On a list of who came, a row counts when presence is settled, and so does what it says: also when
 * all that was said seems to be known before. */
static void what_is_written_on_a_list_of_presence_is_kept(void **state)
{
    (void)state;
    struct question questions[] = {{1, QUESTION_OPEN, "Opmerking", 0, 0}};
    begin();
    week();
    add_source("r.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    source->questions = questions;
    source->question_count = 1;
    struct row row = blank_row();
    row.name = "Sanne de Vries";
    row.mail = "s@u.example";
    row.session[SESSION_COLUMN] = "Een loket";
    row.status = REGISTRATION_LIVE;
    row.organisation = "Utrecht";
    with_remark(row, "Graag in de ochtend");
    add_source("p.csv", SOURCE_ATTENDANCE, FORMAT_LIST);
    source->questions = questions;
    source->question_count = 1;
    row = blank_row();
    row.name = "Sanne de Vries";
    row.mail = "s@u.example";
    row.session[SESSION_TITLE] = "Een loket";
    row.joined = at(2, 10, 0);
    row.left = at(2, 10, 30);
    with_remark(row, "Ging eerder weg");
    finish();
    assert_int_equal(edition.presences_count, 1);
    assert_int_equal(edition.remarks_count, 2);
    assert_string_equal(edition.remarks[0].text, "Graag in de ochtend");
    assert_string_equal(edition.remarks[1].text, "Ging eerder weg");
    /* When they are stored, rows of people go, and nothing else. */
    size_t sessions = edition.sessions_count;
    settle_let_go(settle, &edition);
    assert_null(edition.persons);
    assert_int_equal(edition.persons_count + edition.registrations_count + edition.presences_count +
                         edition.answers_count + edition.remarks_count,
                     0);
    assert_int_equal(edition.sessions_count, sessions);
    assert_string_equal(edition.sessions[0].title, "E\xC3\xA9n loket");
    arena_destroy(arena);
}

/* Free text is read where it stands in the file: one with a name in it becomes another. Two forms
 * that say the same are one, whatever stands behind what they say. */
static void text_that_is_lent_stays_where_it_is(void **state)
{
    (void)state;
    static const char file[] = "Graag in de ochtend;Bel Sanne de Vries;Bel Sanne de Vries|";
    static const struct {
        size_t from, size;
        int minute;
    } cells[] = {{0, 19, 0}, {20, 18, 1}, {0, 19, 2}, {20, 18, 3}, {39, 18, 3}};
    struct question questions[] = {{1, QUESTION_OPEN, "Opmerking", 0, 0}};
    begin();
    week();
    add_source("e.csv", SOURCE_EVALUATION, FORMAT_MS_FORMS);
    source->questions = questions;
    source->question_count = 1;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct row row = blank_row();
        row.session[SESSION_COLUMN] = "Een loket";
        row.name = i < 2 ? "Sanne de Vries" : NULL;
        struct answer_cell cell = {.text = arena_copy(arena, file + cells[i].from, cells[i].size),
                                   .original = file + cells[i].from,
                                   .size = (uint32_t)cells[i].size,
                                   .lent = true};
        row.answers = &cell;
        row.answer_count = 1;
        row.answered_at = at(2, 10, cells[i].minute);
        add(row);
    }
    finish();
    assert_int_equal(edition.responses_count, 3);
    assert_int_equal(edition.sources[1].rows_merged, 2);
    assert_int_equal(edition.remarks_count, 3);
    assert_string_equal(edition.remarks[2].text, "Bel [naam]");
    assert_string_equal(edition.remarks[0].text, "Bel [naam]");
    assert_int_equal(remark_size(&edition.remarks[0]), 10);
    assert_ptr_equal(edition.remarks[1].text, file);
    assert_int_equal(remark_size(&edition.remarks[1]), 19);
    arena_destroy(arena);
}

/* A long sign-up list, of which one row in a thousand signs up nobody and another repeats the one
 * before it; and a list of who was present, on which nobody says where they work. */
enum { SIGNED_UP = 50000, EVERY = 1000 };

static void sign_up(struct question *question)
{
    add_source("r.csv", SOURCE_REGISTRATION, FORMAT_LIST);
    source->questions = question;
    source->question_count = 1;
    for (uint32_t i = 0; i < SIGNED_UP; i++) {
        bool repeats = i % EVERY == 1;
        struct row row = blank_row();
        row.name = arena_printf(arena, "Persoon %u", repeats ? i - 1 : i);
        row.mail = arena_printf(arena, "p%u@u.example", repeats ? i - 1 : i);
        row.session[SESSION_COLUMN] = "Een loket";
        row.status = i % EVERY == 2 ? REGISTRATION_NONE : REGISTRATION_LIVE;
        row.organisation = i % EVERY == 2 ? "Delft" : "Utrecht";
        with_remark(row, arena_printf(arena, "Wens %u", i));
    }
    add_source("x.csv", SOURCE_ATTENDANCE, FORMAT_LIST);
    for (uint32_t i = 0; i < SIGNED_UP; i += EVERY / 2) {
        present(NULL, arena_printf(arena, "p%u@u.example", i + 2), "Een loket", at(2, 10, 0),
                at(2, 10, 30));
    }
}

/* Rows leave the memory when it is known what was said on them, unless somebody filled in a form:
 * the edition is the same. */
static void rows_that_leave_take_nothing_with_them(void **state)
{
    (void)state;
    enum { ODD = SIGNED_UP / EVERY };
    for (int with_form = 0; with_form < 2; with_form++) {
        struct question question = {1, QUESTION_OPEN, "Wens", 0, 0};
        begin();
        week();
        sign_up(&question);
        if (with_form) {
            add_source("z.csv", SOURCE_EVALUATION, FORMAT_MS_FORMS);
            add(blank_row());
        }
        finish();
        assert_int_equal(edition.registrations_count, SIGNED_UP - 2 * ODD);
        assert_int_equal(edition.persons_count, SIGNED_UP - ODD);
        assert_int_equal(edition.remarks_count, SIGNED_UP - ODD); /* both that the repeated say */
        assert_int_equal(edition.sources[1].rows_used, SIGNED_UP - 2 * ODD);
        assert_int_equal(edition.sources[1].rows_merged, ODD);
        assert_int_equal(edition.sources[1].rows_rejected, ODD);
        assert_int_equal(edition.merged_rows_count, ODD);
        assert_int_equal(edition.merged_rows[1].line, EVERY + 2);
        assert_int_equal(edition.merged_rows[1].into_line, EVERY + 3);
        assert_int_equal(count_findings(FINDING_ROW_NO_SESSION), ODD);
        assert_int_equal(edition.findings[edition.findings_count - 1].line, SIGNED_UP - EVERY + 4);
        assert_int_equal(edition.presences_count, 2 * ODD);
        for (size_t i = 0; i < edition.presences_count; i++) {
            /* Half of them signed up for nothing, but said where they work. */
            assert_int_equal(edition.presences[i].organisation, i % 2 == 0 ? 'D' : 'U');
        }
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_filled_in_twice_counts_in_its_later_version),
        cmocka_unit_test(what_is_written_on_a_list_of_presence_is_kept),
        cmocka_unit_test(text_that_is_lent_stays_where_it_is),
        cmocka_unit_test(rows_that_leave_take_nothing_with_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
