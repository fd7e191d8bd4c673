/* people: see people.h. One record becomes one row, or one per session that it speaks of. */
#include "engine/recognise/people.h"

#include <assert.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/duration.h"
#include "engine/clean/grade.h"
#include "engine/clean/status.h"
#include "engine/recognise/across.h"
#include "engine/recognise/choice.h"
#include "engine/recognise/question.h"
#include "engine/recognise/who.h"

/* -- registration ----------------------------------------------------------------------------- */

static bool has_registration_cells(struct reading *reading, const struct record *record)
{
    static const enum role roles[] = {ROLE_REG_MAIL, ROLE_REG_FIRST, ROLE_REG_LAST, ROLE_REGISTERED,
                                      ROLE_STATUS};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (!text_is_blank(reading_cell(reading, record, roles[i]))) {
            return true;
        }
    }
    return false;
}

static bool says_walk_in(struct reading *reading, const struct record *record, enum role role)
{
    if (reading->plan->at[role] == NO_COLUMN) {
        return false;
    }
    struct sized cell = reading_sized(reading, record, role);
    return cell.size < STATUS_LONGEST && status_is_walk_in(reading->scratch, cell.text);
}

/* What the cell of a status says. */
struct said_status {
    bool walk_in, unknown;
    enum registration_status status;
    enum attended attended;
};

static uint32_t ask_status(struct arena *scratch, const char *cell)
{
    enum registration_status status;
    enum attended attended;
    if (status_is_walk_in(scratch, cell)) {
        return 1;
    }
    bool unknown = status_read(scratch, cell, &status, &attended) == CLEANED_BAD;
    return (uint32_t)unknown << 1 | (uint32_t)status << 2 | (uint32_t)attended << 4;
}

static struct said_status status_of(struct reading *reading, struct sized cell)
{
    static_assert(REGISTRATION_CANCELLED < 4 && ATTENDED_YES < 4, "two bits each");
    struct repeated *last = repeated_find(&reading->statuses, cell.text, cell.size);
    if (!last->known) {
        repeated_put(last, cell.text, cell.size, ask_status(reading->scratch, cell.text));
    }
    return (struct said_status){.walk_in = last->said & 1,
                                .unknown = last->said >> 1 & 1,
                                .status = last->said >> 2 & 3,
                                .attended = last->said >> 4 & 3};
}

static void read_status(struct reading *reading, const struct plan *plan,
                        const struct record *record, struct row *row)
{
    row->status = REGISTRATION_LIVE;
    /* Who came to a webinar without signing up has empty cells there. */
    bool apart = plan->at[ROLE_REG_MAIL] != NO_COLUMN || plan->at[ROLE_REG_FIRST] != NO_COLUMN ||
                 plan->at[ROLE_REG_LAST] != NO_COLUMN;
    if (apart && !has_registration_cells(reading, record)) {
        row->status = REGISTRATION_NONE;
        return;
    }
    if (plan->at[ROLE_STATUS] != NO_COLUMN) {
        struct said_status said = status_of(reading, reading_sized(reading, record, ROLE_STATUS));
        row->walk_in = said.walk_in;
        row->status = said.walk_in ? row->status : said.status;
        row->attended = said.attended;
        if (said.unknown) {
            int column = plan->at[ROLE_STATUS];
            reading_find(reading, FINDING_CELL_STATUS_UNKNOWN, record->line, column + 1,
                         plan->columns[column].title);
        }
    }
    bool yes;
    if (plan->at[ROLE_VOID] != NO_COLUMN) {
        const char *cell = reading_cell(reading, record, ROLE_VOID);
        enum cleaned mark = mark_read(reading->scratch, cell, &yes);
        struct moment when;
        struct date_style style = {.order = reading->context->override.date_order};
        bool dated = mark == CLEANED_BAD && date_read(cell, &style, &when) == CLEANED;
        if ((mark == CLEANED && yes) || dated || text_equal_ignoring_case(cell, "void") ||
            text_equal_ignoring_case(cell, "voided")) {
            row->status = REGISTRATION_CANCELLED;
        }
    }
    if (plan->at[ROLE_WALK_IN] != NO_COLUMN) {
        const char *cell = reading_cell(reading, record, ROLE_WALK_IN);
        row->walk_in = row->walk_in || (mark_read(reading->scratch, cell, &yes) == CLEANED && yes);
    }
    row->walk_in = row->walk_in || says_walk_in(reading, record, ROLE_REMARK) ||
                   says_walk_in(reading, record, ROLE_ATTENDED);
    if (row->walk_in) {
        row->status = REGISTRATION_NONE;
        row->attended = row->attended == ATTENDED_UNKNOWN ? ATTENDED_YES : row->attended;
    }
}

/* -- attendance ------------------------------------------------------------------------------- */

/* "Aanwezig %" with 95, "Aanwezig" with 95%: which part of the session somebody saw. */
static bool reads_share(const char *title, const char *cell, bool *yes)
{
    double share;
    bool percent = strchr(cell, '%') != NULL || strchr(title, '%') != NULL;
    bool good = percent && number_clean(cell, &share) == CLEANED && share >= 0 && share <= 100;
    *yes = good && share > 0;
    return good;
}

/* "10:00 - 11:30": from when to when somebody was there. */
static bool reads_span(struct arena *scratch, const char *cell, struct row *row)
{
    static const char *const joints[] = {"-", "\xE2\x80\x93", " tot ", " to ", " bis ", " until "};
    struct date_style style = {0};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        const char *at = strstr(cell, joints[i]);
        struct moment from;
        struct moment to;
        if (at != NULL && strlen(cell) < 40 &&
            date_read(arena_copy(scratch, cell, (size_t)(at - cell)), &style, &from) == CLEANED &&
            date_read(at + strlen(joints[i]), &style, &to) == CLEANED &&
            (from.flags & to.flags & MOMENT_TIME) && !((from.flags | to.flags) & MOMENT_DATE)) {
            row->joined = from;
            row->left = to;
            return true;
        }
    }
    return false;
}

/* A mark, a share, or a time of check-in. Empty means that somebody did not come. */
static void read_attended(struct reading *reading, const struct plan *plan,
                          const struct record *record, struct row *row)
{
    if (plan->unmarked) {
        return; /* a printed form that nobody filled in measures nothing */
    }
    bool yes = false;
    struct moment moment = {0};
    struct date_style style = {.order = reading->context->override.date_order};
    const char *cell = reading_cell(reading, record, ROLE_ATTENDED);
    if (plan->at[ROLE_ATTENDED] != NO_COLUMN && !row->walk_in) {
        int column = plan->at[ROLE_ATTENDED];
        const char *title = plan->columns[column].title;
        enum cleaned mark = mark_read_explained(reading->scratch, cell, &yes);
        bool absent = plan->letters && text_equal_ignoring_case(cell, "a");
        bool bad = mark == CLEANED_BAD && !absent && !reads_share(title, cell, &yes);
        if (bad && reads_span(reading->scratch, cell, row)) {
            yes = true;
        } else if (bad && date_read(cell, &style, &moment) == CLEANED) {
            yes = true;
            row->joined = moment;
        } else if (bad) {
            reading_find(reading, FINDING_CELL_MARK_UNKNOWN, record->line, column + 1, title);
        }
        row->attended = yes ? ATTENDED_YES : ATTENDED_NO;
    }
    if (plan->at[ROLE_CHECKIN_TIME] != NO_COLUMN &&
        reading_date(reading, record, ROLE_CHECKIN_TIME, &moment) && moment_is_set(moment)) {
        row->attended = ATTENDED_YES;
        row->joined = moment;
    } else if (plan->at[ROLE_CHECKIN_TIME] != NO_COLUMN && row->attended == ATTENDED_UNKNOWN) {
        row->attended = ATTENDED_NO;
    }
    if (row->attended == ATTENDED_YES && plan->at[ROLE_CHECKED_OUT] != NO_COLUMN) {
        reading_date(reading, record, ROLE_CHECKED_OUT, &row->left);
    }
}

/* Leave before join, whatever the order of day and month. */
static bool runs_backwards(const struct moment *joined, const struct moment *left)
{
    uint32_t both = MOMENT_DATE | MOMENT_TIME;
    if ((joined->flags & left->flags & both) != both) {
        return false;
    }
    if (((joined->flags | left->flags) & (MOMENT_ZONED | MOMENT_OPEN)) == 0) {
        return left->seconds < joined->seconds && moment_between(*joined, *left) < 0;
    }
    return moment_between(*joined, *left) < 0 &&
           moment_between(moment_swapped(*joined), moment_swapped(*left)) < 0;
}

static bool read_duration(struct reading *reading, const struct plan *plan,
                          const struct record *record, struct row *row)
{
    if (plan->at[ROLE_DURATION] == NO_COLUMN) {
        return true;
    }
    const struct column *column = &plan->columns[plan->at[ROLE_DURATION]];
    char group = column->heading.dutch ? '.' : ',';
    struct duration_style style = {.unit = column->heading.unit,
                                   .group = column->heading.unit == DURATION_SECONDS ? group : '\0',
                                   .two_parts_minutes =
                                       (reading->format->traits & TRAIT_SHORT_CLOCK) != 0};
    return duration_read(reading_cell(reading, record, ROLE_DURATION), &style, &row->seconds) !=
           CLEANED_BAD;
}

/* Clocks get the day that the row knows. */
static void give_day(struct moment day, struct moment *joined, struct moment *left)
{
    *joined = moment_is_set(*joined) ? reading_joined(day, *joined) : *joined;
    *left = moment_is_set(*left) ? reading_joined(day, *left) : *left;
    if (moment_is_set(*left) && left->seconds < joined->seconds &&
        moment_between(*joined, *left) < 0 && (left->flags & (MOMENT_DATE | MOMENT_YEARLESS))) {
        left->seconds += MOMENT_DAY; /* past midnight */
    }
}

/* What a visit says of the row. */
static void set_times(const struct reading *reading, struct moment *joined, struct moment *left,
                      struct row *row)
{
    if (reading->plan->at[ROLE_DAY] != NO_COLUMN || moment_is_set(row->session_start)) {
        give_day(row->session_start, joined, left);
    }
    if (moment_is_set(*left)) {
        row->left = *left;
    }
    if (moment_is_set(*joined)) {
        row->joined = *joined;
    } else if (moment_is_set(row->left) && !moment_is_set(row->joined)) {
        /* seen leaving: there, for as long as the duration says */
        bool reaches = (row->left.flags & MOMENT_DATE) || row->left.seconds >= row->seconds;
        row->joined = moment_before(row->left, row->seconds > 0 && reaches ? row->seconds : 0);
    }
}

/* Joined, left and duration. False when the record must be refused. */
static bool read_times(struct reading *reading, const struct plan *plan,
                       const struct record *record, struct row *row)
{
    struct moment joined = {0};
    struct moment left = {0};
    bool joined_good = reading_date(reading, record, ROLE_JOINED, &joined);
    bool left_good = reading_date(reading, record, ROLE_LEFT, &left);
    if (!read_duration(reading, plan, record, row)) {
        int column = plan->at[ROLE_DURATION];
        const char *title = plan->columns[column].title;
        if (!moment_is_set(joined)) {
            reading_reject(reading, FINDING_ROW_TIME_UNREADABLE, record->line, column + 1, title);
            return false;
        }
        reading_find(reading, FINDING_CELL_DURATION_UNREADABLE, record->line, column + 1, title);
    }
    if (!joined_good || !left_good) {
        int column = plan->at[joined_good ? ROLE_LEFT : ROLE_JOINED];
        if (row->seconds < 0) {
            reading_reject(reading, FINDING_ROW_TIME_UNREADABLE, record->line, column + 1,
                           plan->columns[column].title);
            return false;
        }
        reading_find(reading, FINDING_CELL_DATE_UNREADABLE, record->line, column + 1,
                     plan->columns[column].title);
    }
    if (runs_backwards(&joined, &left)) {
        reading_reject(reading, FINDING_ROW_LEAVE_BEFORE_JOIN, record->line,
                       plan->at[ROLE_LEFT] + 1, NULL);
        return false;
    }
    set_times(reading, &joined, &left, row);
    return true;
}

/* The times of a further visit; false when there is none, or none that can be used. `say`: what is
 * wrong with them becomes a finding. */
static bool read_visit(struct reading *reading, const struct record *record,
                       const struct visit_columns *visit, bool say, struct row *row)
{
    struct moment ends[2];
    const size_t columns[2] = {visit->joined, visit->left};
    for (int i = 0; i < 2; i++) {
        const struct column *column = &reading->plan->columns[columns[i]];
        struct sized cell = {"", 0};
        if (columns[i] < record->count) {
            cell = reading_sized_at(record, columns[i]);
        }
        if (!reading_date_of_cell(reading, cell, column, &ends[i]) && say) {
            reading_find(reading, FINDING_CELL_DATE_UNREADABLE, record->line, (int)columns[i] + 1,
                         column->title);
        }
    }
    if (runs_backwards(&ends[0], &ends[1])) {
        if (say) {
            reading_find(reading, FINDING_CELL_VISIT_BACKWARDS, record->line, (int)visit->left + 1,
                         reading->plan->columns[visit->left].title);
        }
        return false;
    }
    set_times(reading, &ends[0], &ends[1], row);
    return moment_is_set(ends[0]) || moment_is_set(ends[1]);
}

/* Who has no times in the first pair of columns may have them in another. */
static bool read_first_visit(struct reading *reading, const struct plan *plan,
                             const struct record *record, struct row *row)
{
    if (!read_times(reading, plan, record, row)) {
        return false;
    }
    for (size_t i = 0; i < plan->visit_count && !moment_is_set(row->joined); i++) {
        read_visit(reading, record, &plan->visits[i], false, row);
    }
    return true;
}

bool people_waiting_room(struct arena *scratch, const char *cell)
{
    static const char *const stems[] = {"waiting room", "wachtruimte", "wachtkamer", "warteraum"};
    return heading_has_any(heading_plain(scratch, cell), stems, sizeof stems / sizeof *stems);
}

/* Who was let in later has a row of waiting, too. */
static bool waited(struct reading *reading, const struct record *record)
{
    if (reading->plan->at[ROLE_WAITING_ROOM] == NO_COLUMN) {
        return false;
    }
    bool yes;
    const char *cell = reading_cell(reading, record, ROLE_WAITING_ROOM);
    return mark_read(reading->scratch, cell, &yes) == CLEANED
               ? yes
               : people_waiting_room(reading->scratch, cell);
}

static bool read_presence(struct reading *reading, const struct plan *plan,
                          const struct record *record, struct row *row)
{
    enum attended by_status = row->attended;
    read_attended(reading, plan, record, row);
    if (!read_first_visit(reading, plan, record, row)) {
        return false;
    }
    bool timed = moment_is_set(row->joined) || row->seconds > 0;
    if (waited(reading, record)) {
        row->attended = ATTENDED_NO;
    } else if (row->attended != ATTENDED_YES && timed &&
               text_is_blank(reading_cell(reading, record, ROLE_ATTENDED))) {
        row->attended = ATTENDED_YES;
    } else if (plan->all_came ||
               (by_status == ATTENDED_YES && plan->at[ROLE_ATTENDED] == NO_COLUMN)) {
        row->attended = ATTENDED_YES;
    } else if (!timed && row->attended == ATTENDED_UNKNOWN && !plan->unmarked) {
        row->attended = ATTENDED_NO;
    }
    if (row->attended == ATTENDED_NO) {
        row->joined = (struct moment){0};
        row->left = (struct moment){0};
        row->seconds = -1;
    }
    return true;
}

/* Google Meet's duration is that of the visit, in whole minutes: then the clocks say it better. */
static bool rounds_visit(const struct reading *reading, const struct row *row)
{
    if ((reading->format->traits & TRAIT_SHORT_CLOCK) == 0) {
        return false;
    }
    int64_t rest = moment_between(row->joined, row->left) - row->seconds;
    return rest >= -60 && rest <= 60;
}

/* -- rows ------------------------------------------------------------------------------------- */

static void reject_no_session(struct reading *reading, const struct plan *plan,
                              const struct record *record)
{
    reading_reject(reading, FINDING_ROW_NO_SESSION, record->line, plan->at[ROLE_SESSION] + 1,
                   plan->columns[plan->at[ROLE_SESSION]].title);
}

/* One cell with several sessions: one row for each. */
static void hand_over_choices(struct reading *reading, const struct plan *plan,
                              const struct record *record, const char *cell, struct row *row)
{
    size_t count;
    const char **choices = choice_split(reading, cell, plan->choice_mark, &count);
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (choice_is_none(reading->scratch, choices[i])) {
            continue;
        }
        row->continued = any;
        any = true;
        row->session[SESSION_COLUMN] = choices[i];
        row->session_start = reading_label_day(reading, choices[i]);
        reading_hand_over(reading, row);
        row->answers = NULL;
        row->answer_count = 0;
    }
    if (!any) {
        reject_no_session(reading, plan, record);
    }
}

/* A column per round: one row for every session that one of them names. */
static void hand_over_rounds(struct reading *reading, const struct plan *plan,
                             const struct record *record, struct row *row)
{
    bool any = false;
    for (size_t i = 0; i < plan->count && i < record->count; i++) {
        if (plan->columns[i].role != ROLE_SESSION ||
            choice_is_none(reading->scratch, record->cells[i])) {
            continue;
        }
        row->continued = any;
        row->session[SESSION_COLUMN] = reading_trimmed(reading, reading_sized_at(record, i));
        row->session_start = reading_label_day(reading, record->cells[i]);
        any = true;
        reading_hand_over(reading, row);
        row->answers = NULL;
        row->answer_count = 0;
    }
    row->session[SESSION_COLUMN] = any ? row->session[SESSION_COLUMN] : NULL;
    if (!any && (row->session[SESSION_TICKET] != NULL || row->session[SESSION_EVENT] != NULL)) {
        reading_hand_over(reading, row);
    } else if (!any) {
        reject_no_session(reading, plan, record);
    }
}

/* Somebody who came more than once in one row: each visit is said. */
static void hand_over_visits(struct reading *reading, const struct plan *plan,
                             const struct record *record, struct row *row)
{
    reading_hand_over(reading, row);
    if (plan->visit_count == 0) {
        return;
    }
    struct moment joined = row->joined;
    struct moment left = row->left;
    row->answers = NULL;
    row->answer_count = 0;
    row->seconds = -1;
    row->continued = true;
    for (size_t i = 0; i < plan->visit_count && row->attended == ATTENDED_YES; i++) {
        row->joined = row->left = (struct moment){0};
        bool there = read_visit(reading, record, &plan->visits[i], true, row);
        bool same = row->joined.seconds == joined.seconds && row->left.seconds == left.seconds;
        if (there && !same) {
            reading_hand_over(reading, row);
        }
    }
}

/* Whether the row says of which session it is; "geen" is none. */
static bool names_session(struct reading *reading, const struct plan *plan, const struct row *row)
{
    const char *chosen = row->session[SESSION_COLUMN];
    bool none = chosen != NULL && !plan->rounds && reading->context->override.session == NULL &&
                choice_is_none(reading->scratch, chosen);
    return (chosen != NULL && !none) || row->session[SESSION_TICKET] != NULL ||
           row->session[SESSION_EVENT] != NULL || row->session_id != NULL;
}

void people_row_read(struct reading *reading, const struct plan *plan, const struct record *record)
{
    struct row row;
    arena_zero(&row, sizeof row);
    bool named = who_read(reading, plan, record, &row);
    if (!named) {
        reading_reject(reading, FINDING_ROW_NOBODY, record->line, 0, NULL);
        return;
    }
    if (plan->at[ROLE_SESSION] != NO_COLUMN && !names_session(reading, plan, &row)) {
        reject_no_session(reading, plan, record);
        return;
    }
    if (plan->registers) {
        read_status(reading, plan, record, &row);
    }
    enum role when = plan->at[ROLE_REGISTERED] != NO_COLUMN ? ROLE_REGISTERED : ROLE_SUBMITTED;
    if (!reading_date(reading, record, when, &row.registered_at)) {
        int column = plan->at[when];
        reading_find(reading, FINDING_CELL_DATE_UNREADABLE, record->line, column + 1,
                     plan->columns[column].title);
    }
    if (plan->attends && !read_presence(reading, plan, record, &row)) {
        return;
    }
    row.summary = plan->summary && !rounds_visit(reading, &row);
    if (plan->status_checks_in && row.attended == ATTENDED_UNKNOWN) {
        row.attended = ATTENDED_NO;
    }
    if (plan->asked_count > 0) {
        row.answers = question_answers(reading, plan, record, &row.answer_count);
    }
    const char *chosen = row.session[SESSION_COLUMN];
    if (plan->sessions_across) {
        across_hand_over(reading, plan, record, &row);
    } else if (plan->rounds && reading->context->override.session == NULL) {
        hand_over_rounds(reading, plan, record, &row);
    } else if (plan->choice && chosen != NULL && reading->context->override.session == NULL) {
        hand_over_choices(reading, plan, record, chosen, &row);
    } else {
        if (!moment_is_set(row.session_start) && chosen != NULL &&
            reading->format->format != FORMAT_PLAIN) {
            row.session_start = reading_label_day(reading, chosen);
        }
        hand_over_visits(reading, plan, record, &row);
    }
}

void people_response_read(struct reading *reading, const struct plan *plan,
                          const struct record *record)
{
    struct row row;
    arena_zero(&row, sizeof row);
    who_read(reading, plan, record, &row);
    enum role when = plan->at[ROLE_SUBMITTED] != NO_COLUMN   ? ROLE_SUBMITTED
                     : plan->at[ROLE_COMPLETED] != NO_COLUMN ? ROLE_COMPLETED
                                                             : ROLE_REGISTERED;
    if (!reading_date(reading, record, when, &row.answered_at)) {
        reading_find(reading, FINDING_CELL_DATE_UNREADABLE, record->line, plan->at[when] + 1,
                     plan->columns[plan->at[when]].title);
    }
    row.answers = question_answers(reading, plan, record, &row.answer_count);
    reading->saw_evaluation = true;
    if (reading->rows->row != NULL) {
        reading->rows->row(reading->rows->context, &row);
    }
}
