/* plan: see plan.h. Steps: headings to roles; a look at the first rows; columns that are sessions;
 * roles that only the content can tell; what kind of table it is; what its rows say. */
#include "engine/recognise/plan.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/clean/status.h"
#include "engine/recognise/across.h"
#include "engine/recognise/choice.h"
#include "engine/recognise/columns.h"
#include "engine/recognise/form.h"
#include "engine/recognise/no_row.h"
#include "engine/recognise/people.h"
#include "engine/recognise/question.h"
#include "engine/recognise/section.h"
#include "engine/recognise/side.h"
#include "engine/recognise/status_column.h"
#include "engine/recognise/tool_roles.h"
#include "engine/recognise/visits.h"
#include "engine/unicode/fold.h"

/* -- what only the content tells -------------------------------------------------------------- */

/* A role that its cells contradict: a grade under "Sessie", text under "Duur", an answer under
 * "Actie", yes and no under "Participant". */
static void drop_contradictions(const struct reading *reading, struct plan *plan)
{
    bool form = (reading->format->traits & TRAIT_FORM) != 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        const struct profile *p = &column->profile;
        bool scale = profile_mostly(p, p->scale) || (profile_mostly(p, p->grades) && p->filled > 1);
        if ((column->role == ROLE_SESSION || column->role == ROLE_ORGANISATION ||
             column->role == ROLE_JOB) &&
            !column->heading.by_phrase && scale) {
            column->role = ROLE_NONE;
        }
        if (column->role == ROLE_SESSION && !column->heading.by_phrase &&
            columns_is_moment(column)) {
            column->role = ROLE_NONE; /* "Aanvang van de sessie" */
        }
        if (column->role == ROLE_ATTENDED && p->filled > 0 &&
            p->marks + p->numbers + p->dates + p->clocks + p->durations + p->consent == 0) {
            column->role = ROLE_NONE; /* "Attendance": "Required Attendee" */
        }
        if (column->role == ROLE_NAME && profile_mostly(p, p->marks)) {
            column->role = plan_has(plan, ROLE_ATTENDED) ? ROLE_NONE : ROLE_ATTENDED;
        }
        if (form && column->role == ROLE_ACTION && p->filled > 0 && p->actions == 0) {
            column->role = ROLE_NONE;
        }
        if (column->role == ROLE_MAIL && !column->heading.by_phrase && p->filled > 0 &&
            p->mails == 0) {
            column->role = ROLE_NONE;
        }
    }
    columns_index(plan);
}

/* Reports in a language whose words are not known: two date columns, then a duration, an address,
 * a role (FORMATS.md section 4.3). */
static void roles_by_content(struct reading *reading, struct plan *plan)
{
    bool told = plan_has(plan, ROLE_JOINED) || plan_has(plan, ROLE_LEFT);
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        const struct profile *p = &column->profile;
        if (column->role != ROLE_NONE || p->filled == 0) {
            continue;
        }
        if (columns_is_moment(column) && !plan_has(plan, ROLE_JOINED)) {
            columns_give(plan, i, ROLE_JOINED);
        } else if (columns_is_moment(column) && !plan_has(plan, ROLE_LEFT)) {
            columns_give(plan, i, ROLE_LEFT);
        } else if (profile_mostly(p, p->durations) && !plan_has(plan, ROLE_DURATION)) {
            columns_give(plan, i, ROLE_DURATION);
        } else if (p->mails * 2 > p->filled && !plan_has(plan, ROLE_MAIL)) {
            columns_give(plan, i, ROLE_MAIL);
        } else if (p->mails * 2 > p->filled && plan_has(plan, ROLE_UPN) &&
                   plan->at[ROLE_UPN] < (int)i && !plan_has(plan, ROLE_REG_MAIL)) {
            /* A third address is the one that somebody signed up with: a webinar. */
            columns_give(plan, i, ROLE_REG_MAIL);
            reading->format = reading->format->format == FORMAT_TEAMS_REPORT
                                  ? format_of(FORMAT_TEAMS_WEBINAR)
                                  : reading->format;
        }
    }
    bool named =
        plan_has(plan, ROLE_NAME) || plan_has(plan, ROLE_FIRST) || plan_has(plan, ROLE_LAST);
    int who = named ? NO_COLUMN : columns_who(reading, plan);
    if (who != NO_COLUMN) {
        columns_give(plan, (size_t)who, ROLE_NAME);
    }
    if (!told && plan_has(plan, ROLE_LEFT)) {
        columns_order_moments(reading, plan);
    }
}

/* A column of actions beside one of times, or of times beside actions, whatever stands above it. */
static void find_events(struct plan *plan)
{
    bool stamps = plan_has(plan, ROLE_STAMP);
    bool actions = plan_has(plan, ROLE_ACTION);
    for (size_t i = 0; i < plan->count && stamps != actions; i++) {
        const struct profile *p = &plan->columns[i].profile;
        if (plan->columns[i].role != ROLE_NONE) {
            continue;
        }
        if (stamps && profile_mostly(p, p->actions)) {
            columns_give(plan, i, ROLE_ACTION);
            actions = true;
        } else if (actions && columns_is_moment(&plan->columns[i])) {
            columns_give(plan, i, ROLE_STAMP);
            stamps = true;
        }
    }
}

bool plan_names_person(const struct plan *plan)
{
    return plan_has(plan, ROLE_NAME) || plan_has(plan, ROLE_FIRST) || plan_has(plan, ROLE_LAST) ||
           plan_has(plan, ROLE_MAIL) || plan_has(plan, ROLE_MAIL_BEST) ||
           plan_has(plan, ROLE_REG_MAIL) || plan_has(plan, ROLE_REG_LAST) ||
           plan_has(plan, ROLE_PERSON_ID) || plan_has(plan, ROLE_UPN);
}

bool plan_names_somebody(const struct plan *plan)
{
    return plan_names_person(plan) ||
           (plan_has(plan, ROLE_REGISTRATION_ID) && plan_has(plan, ROLE_SESSION_ID));
}

/* Where somebody comes and goes, somebody is named: by an address, else by the words that differ
 * most from row to row. */
static void find_person(struct reading *reading, struct plan *plan)
{
    bool events = plan_has(plan, ROLE_ACTION) && plan_has(plan, ROLE_STAMP);
    bool visits =
        plan_has(plan, ROLE_JOINED) && (plan_has(plan, ROLE_LEFT) || plan_has(plan, ROLE_DURATION));
    if ((!events && !visits) || plan_names_somebody(plan)) {
        return;
    }
    for (size_t i = 0; i < plan->count && !plan_has(plan, ROLE_MAIL); i++) {
        const struct profile *p = &plan->columns[i].profile;
        if (plan->columns[i].role == ROLE_NONE && p->mails * 2 > p->filled) {
            columns_give(plan, i, ROLE_MAIL);
        }
    }
    int who = columns_who(reading, plan);
    if (who != NO_COLUMN) {
        columns_give(plan, (size_t)who, ROLE_NAME);
    }
}

/* "Dhr.", "Mevr.", "Dr.", or nothing at all, under "Titel": how somebody is addressed. */
static bool is_form_of_address(struct reading *reading, const struct column *column)
{
    static const char *const words[] = {"dhr", "mevr", "mw",   "mevrouw", "de heer", "heer",
                                        "dr",  "drs",  "ir",   "ing",     "mr",      "mrs",
                                        "ms",  "miss", "prof", "prof dr", "dr ir"};
    size_t distinct = intern_count(column->profile.values);
    size_t polite = 0;
    for (size_t i = 0; i < distinct; i++) {
        struct arena_mark mark = arena_mark(reading->scratch);
        const char *plain =
            heading_plain(reading->scratch, intern_string(column->profile.values, (uint32_t)i));
        bool known = false;
        for (size_t k = 0; k < sizeof words / sizeof *words && !known; k++) {
            known = strcmp(plain, words[k]) == 0;
        }
        polite += known;
        arena_release(reading->scratch, mark);
    }
    return column->profile.rows > 0 && polite == distinct;
}

/* Start and end are weak words: in a list of people they are when somebody came and went, unless
 * the list is about sign-ups for sessions. */
static void settle_weak_roles(struct reading *reading, struct plan *plan)
{
    bool form = (reading->format->traits & TRAIT_FORM) != 0;
    bool people = plan_names_person(plan);
    bool sessions = plan_has(plan, ROLE_SESSION) || plan_has(plan, ROLE_TICKET) ||
                    plan_has(plan, ROLE_EVENT) || plan_has(plan, ROLE_REGISTERED) ||
                    plan_has(plan, ROLE_STATUS) || plan_has(plan, ROLE_TITLE);
    if (people && !form && !plan_has(plan, ROLE_JOINED) && plan_has(plan, ROLE_START) &&
        plan_has(plan, ROLE_END) &&
        (!sessions || plan_has(plan, ROLE_DURATION) || visits_differ(reading, plan))) {
        columns_give(plan, (size_t)plan->at[ROLE_START], ROLE_JOINED);
        columns_give(plan, (size_t)plan->at[ROLE_END], ROLE_LEFT);
    }
    if (form && plan_has(plan, ROLE_START) && !plan_has(plan, ROLE_REGISTERED)) {
        columns_give(plan, (size_t)plan->at[ROLE_START], ROLE_REGISTERED);
    }
    if (form && plan_has(plan, ROLE_END) && !plan_has(plan, ROLE_COMPLETED)) {
        columns_give(plan, (size_t)plan->at[ROLE_END], ROLE_COMPLETED);
    }
    if (form && plan_has(plan, ROLE_STAMP) && !plan_has(plan, ROLE_ACTION) &&
        !plan_has(plan, ROLE_REGISTERED)) {
        columns_give(plan, (size_t)plan->at[ROLE_STAMP], ROLE_REGISTERED);
    }
    if (form) {
        tool_roles_of_form(plan);
    }
    if (people && plan_has(plan, ROLE_STAMP) && !plan_has(plan, ROLE_ACTION) &&
        !plan_has(plan, ROLE_REGISTERED)) {
        columns_give(plan, (size_t)plan->at[ROLE_STAMP], ROLE_REGISTERED);
    }
    /* "Date" of a series in pretix is the name of the sub-event. */
    if ((reading->format->traits & TRAIT_SUB_EVENT) && plan_has(plan, ROLE_DAY) &&
        !plan_has(plan, ROLE_SESSION)) {
        columns_give(plan, (size_t)plan->at[ROLE_DAY], ROLE_SESSION);
    }
    /* Beside a ticket a title is that of the person. */
    if (people && plan_has(plan, ROLE_TITLE) && plan_has(plan, ROLE_TICKET) &&
        !plan_has(plan, ROLE_SESSION) && !plan_has(plan, ROLE_JOB)) {
        columns_give(plan, (size_t)plan->at[ROLE_TITLE], ROLE_JOB);
    }
    /* A title above people is the session; a title above sessions is their name. */
    if (people && plan_has(plan, ROLE_TITLE) && !plan_has(plan, ROLE_SESSION) &&
        reading->format->format != FORMAT_MEETUP) {
        size_t title = (size_t)plan->at[ROLE_TITLE];
        bool polite = is_form_of_address(reading, &plan->columns[title]);
        columns_give(plan, title, polite ? ROLE_IGNORED : ROLE_SESSION);
    }
    /* A day in a list of sign-ups without any other date is when somebody signed up; a place may
     * stand for the municipality. */
    if (people && !plan_has(plan, ROLE_ORGANISATION) && plan_has(plan, ROLE_MUNICIPALITY)) {
        columns_give(plan, (size_t)plan->at[ROLE_MUNICIPALITY], ROLE_ORGANISATION);
    }
    if (people && plan_has(plan, ROLE_ROLE) && !plan_has(plan, ROLE_JOB) &&
        !plan_has(plan, ROLE_JOINED) && !plan_has(plan, ROLE_ACTION) &&
        !plan_has(plan, ROLE_DURATION) && !(reading->format->traits & TRAIT_PRESENCE)) {
        columns_give(plan, (size_t)plan->at[ROLE_ROLE], ROLE_JOB);
    }
}

/* -- kinds ------------------------------------------------------------------------------------ */

static bool is_about(const struct reading *reading, const struct plan *plan)
{
    bool person = plan_has(plan, ROLE_NAME) || plan_has(plan, ROLE_FIRST) ||
                  plan_has(plan, ROLE_LAST) || plan_has(plan, ROLE_JOINED) ||
                  plan_has(plan, ROLE_ACTION) || plan_has(plan, ROLE_REGISTERED);
    enum source_format format = reading->format->format;
    bool tool = format == FORMAT_MEET || format == FORMAT_GOTOWEBINAR ||
                format == FORMAT_ZOOM_WEBINAR || format == FORMAT_ZOOM_PARTICIPANTS ||
                format == FORMAT_ZOOM_REGISTRATION;
    return !person && (plan_has(plan, ROLE_MEETING_ID) || plan_has(plan, ROLE_COUNT) ||
                       (tool && (plan_has(plan, ROLE_TITLE) || plan_has(plan, ROLE_EVENT_START))));
}

static bool is_named_programme(const struct reading *reading)
{
    struct arena_mark mark = arena_mark(reading->scratch);
    const char *plain = fold_plain(reading->scratch, reading->file_label);
    bool named = strncmp(plain, "program", 7) == 0;
    arena_release(reading->scratch, mark);
    return named;
}

static bool is_programme(const struct reading *reading, struct plan *plan)
{
    bool named = is_named_programme(reading);
    bool person = plan_has(plan, ROLE_MAIL) || plan_has(plan, ROLE_MAIL_BEST) ||
                  plan_has(plan, ROLE_FIRST) || plan_has(plan, ROLE_LAST) ||
                  plan_has(plan, ROLE_UPN) || plan_has(plan, ROLE_REGISTERED) ||
                  plan_has(plan, ROLE_REGISTRATION_ID);
    bool presence =
        plan_has(plan, ROLE_JOINED) || plan_has(plan, ROLE_ATTENDED) || plan_has(plan, ROLE_ACTION);
    bool when =
        plan_has(plan, ROLE_DAY) || plan_has(plan, ROLE_START) || plan_has(plan, ROLE_EVENT_START);
    bool titled =
        plan_has(plan, ROLE_TITLE) || plan_has(plan, ROLE_SESSION) || plan_has(plan, ROLE_EVENT);
    /* "E-mail spreker" beside a title, a day and a speaker is the speaker's. */
    bool of_host = titled && when && plan_has(plan, ROLE_HOST) && plan_has(plan, ROLE_MAIL) &&
                   !plan->columns[plan->at[ROLE_MAIL]].heading.by_phrase &&
                   !plan_has(plan, ROLE_FIRST) && !plan_has(plan, ROLE_LAST) &&
                   !plan_has(plan, ROLE_REGISTERED);
    if (presence || (person && !named && !of_host)) {
        return false;
    }
    if (!titled && plan_has(plan, ROLE_NAME) &&
        (named || plan_has(plan, ROLE_DESCRIPTION) || plan_has(plan, ROLE_HOST))) {
        columns_give(plan, (size_t)plan->at[ROLE_NAME], ROLE_TITLE);
        titled = true;
    }
    return titled && (named || (when && !plan_has(plan, ROLE_NAME)));
}

/* A report of who was there from which its maker left out when: Teams can be told to. It has no
 * column that could tell one from another; the section on engagement has. */
static bool names_who_came(const struct reading *reading, const struct plan *plan)
{
    bool people = plan_has(plan, ROLE_UPN) || plan_has(plan, ROLE_ROLE);
    bool sections = (reading->format->traits & TRAIT_SECTIONS) != 0;
    return (reading->format->traits & TRAIT_PRESENCE) && !plan->has_times && !plan->registers &&
           !plan_has(plan, ROLE_ATTENDED) && (people || !sections);
}

/* What a row of people says: a registration, an attendance or both. */
static void decide_rows(const struct reading *reading, struct plan *plan)
{
    bool times =
        plan_has(plan, ROLE_JOINED) || plan_has(plan, ROLE_LEFT) || plan_has(plan, ROLE_DURATION);
    bool marks = plan_has(plan, ROLE_ATTENDED) || plan_has(plan, ROLE_CHECKIN_TIME) ||
                 plan_has(plan, ROLE_CHECKED_OUT) || plan->presence_across;
    bool signs = plan_has(plan, ROLE_STATUS) || plan_has(plan, ROLE_REGISTERED) ||
                 plan_has(plan, ROLE_REG_MAIL) || plan_has(plan, ROLE_REG_LAST) ||
                 plan_has(plan, ROLE_TICKET) || plan_has(plan, ROLE_ORDER_ID) ||
                 plan_has(plan, ROLE_VOID) || marks;
    enum section_kind section = section_kind_of(reading->section);
    plan->has_times = times;
    plan->attends = times || marks;
    plan->registers = signs || !times;
    if ((reading->format->traits & TRAIT_PRESENCE) || section == SECTION_STAFF ||
        section == SECTION_ATTENDANCE) {
        plan->registers = false;
        plan->attends = true;
    }
    plan->staff = section == SECTION_STAFF;
    plan->all_came = names_who_came(reading, plan);
    plan->summary =
        visits_are_merged(plan) || ((reading->format->traits & TRAIT_SECTIONS) &&
                                    reading->section != NULL && reading->section[0] == '2');
}

/* A list of orders names who paid, not who comes. */
static bool is_orders_only(const struct reading *reading, const struct plan *plan)
{
    return reading->format->format == FORMAT_PRETIX && !plan_has(plan, ROLE_NAME) &&
           !plan_has(plan, ROLE_FIRST) && !plan_has(plan, ROLE_MAIL_BEST) &&
           !plan_has(plan, ROLE_TICKET);
}

static void decide_kind(struct reading *reading, struct plan *plan)
{
    plan->kind = PLAN_IGNORED;
    if (is_orders_only(reading, plan)) {
        reading->orders_only = true;
        return;
    }
    if (reading->format->traits & TRAIT_ASIDE) {
        return;
    }
    plan->side = side_find(reading, plan);
    if (plan->side != NULL) {
        plan->kind = PLAN_SIDE;
    } else if (plan_has(plan, ROLE_ACTION) && plan_has(plan, ROLE_STAMP)) {
        plan->kind = PLAN_EVENTS;
        plan->attends = true;
        plan->has_times = true;
    } else if (!is_named_programme(reading) && question_is_evaluation(reading, plan)) {
        plan->kind = PLAN_EVALUATION;
    } else if (is_programme(reading, plan)) {
        plan->kind = PLAN_PROGRAMME;
    } else if (plan_names_somebody(plan)) {
        plan->kind = PLAN_PEOPLE;
        decide_rows(reading, plan);
        if ((reading->format->traits & TRAIT_SECTIONS) && !plan->has_times && !plan->all_came) {
            plan->kind = PLAN_IGNORED; /* the section on engagement */
        }
    }
}

static bool holds_role(const struct column *column, const enum role *roles, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (column->role == roles[i]) {
            return true;
        }
    }
    return false;
}

/* Not alone in its record, as a note is, and not in a total. */
static bool says_of_somebody(struct reading *reading, const struct plan *plan,
                             const struct record *record)
{
    size_t first;
    size_t second;
    return (plan->count < 2 || reading_filled_cells(record, &first, &second) > 1) &&
           !no_row_is(reading, plan, record);
}

bool plan_any_cell(struct reading *reading, const struct plan *plan, const enum role *roles,
                   size_t count, bool (*test)(struct reading *reading, const char *cell))
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    bool found = false;
    while (!found && table_next(reading->table, &record) && !section_is_title(reading, &record)) {
        for (size_t i = 0; i < plan->count && i < record.count && !found; i++) {
            found = holds_role(&plan->columns[i], roles, count) && test(reading, record.cells[i]) &&
                    says_of_somebody(reading, plan, &record);
        }
    }
    table_seek(reading->table, place);
    return found;
}

static bool is_filled(struct reading *reading, const char *cell)
{
    (void)reading;
    return !text_is_blank(cell);
}

static bool says_checked_in(struct reading *reading, const char *cell)
{
    struct arena_mark mark = arena_mark(reading->scratch);
    enum registration_status status;
    enum attended attended;
    status_read(reading->scratch, cell, &status, &attended);
    arena_release(reading->scratch, mark);
    return attended == ATTENDED_YES;
}

/* "Not measured" is not "nobody came": a list made before the day marks nobody. */
static void look_for_marks(struct reading *reading, struct plan *plan)
{
    static const enum role marks[] = {ROLE_ATTENDED, ROLE_CHECKIN_TIME, ROLE_JOINED, ROLE_LEFT,
                                      ROLE_DURATION};
    static const enum role status[] = {ROLE_STATUS};
    if ((reading->format->traits & TRAIT_CHECKS_IN) && plan_has(plan, ROLE_STATUS)) {
        plan->status_checks_in = plan_any_cell(reading, plan, status, 1, says_checked_in);
    }
    if (plan->registers && (plan_has(plan, ROLE_ATTENDED) || plan_has(plan, ROLE_CHECKIN_TIME))) {
        plan->unmarked =
            !plan_any_cell(reading, plan, marks, sizeof marks / sizeof *marks, is_filled);
    }
}

/* "Ronde 1" and "Ronde 2" are two choices; the same heading twice is one (pretix: Company). */
static void find_rounds(struct plan *plan)
{
    int first = plan->at[ROLE_SESSION];
    for (size_t i = 0; first != NO_COLUMN && plan->kind == PLAN_PEOPLE && i < plan->count; i++) {
        const struct column *one = &plan->columns[first];
        const struct column *other = &plan->columns[i];
        /* "Sessies (Klantreis)", "Sessies (Brieven)": a column per option. */
        bool options = strchr(one->title, '(') != NULL && strchr(other->title, '(') != NULL &&
                       strcmp(one->title, other->title) != 0;
        plan->rounds =
            plan->rounds || (other->role == ROLE_SESSION &&
                             (options || strcmp(one->heading.plain, other->heading.plain) != 0));
    }
}

/* "Klantreis;;" above rows that say who and leave the session empty, in every row that is looked
 * at.
 */
static void find_groups_of_people(struct reading *reading, struct plan *plan)
{
    int session = plan->at[ROLE_SESSION];
    if (session == NO_COLUMN || plan->kind != PLAN_PEOPLE) {
        return;
    }
    struct table_place place = table_tell(reading->table);
    struct record record;
    size_t alone = 0;
    size_t beside = 0;
    for (size_t rows = 0; rows < PROFILE_ROWS && beside == 0 && no_row_next(reading, plan, &record);
         rows++) {
        size_t first;
        size_t second;
        size_t filled = reading_filled_cells(&record, &first, &second);
        bool named = (size_t)session < record.count && !text_is_blank(record.cells[session]);
        alone += named && filled == 1;
        beside += named && filled > 1;
    }
    table_seek(reading->table, place);
    plan->grouped = alone > 0 && beside == 0;
}

struct plan *plan_finish(struct reading *reading, struct plan *plan)
{
    static const enum role clocks[] = {ROLE_JOINED,      ROLE_LEFT,  ROLE_CHECKIN_TIME,
                                       ROLE_CHECKED_OUT, ROLE_START, ROLE_END};
    columns_index(plan);
    drop_contradictions(reading, plan);
    tool_roles_settle(reading->format, plan);
    form_find(reading, plan);
    across_find(reading, plan);
    choice_find(reading, plan);
    if ((reading->format->traits & (TRAIT_SECTIONS | TRAIT_PRESENCE)) &&
        !plan_has(plan, ROLE_NAME)) {
        roles_by_content(reading, plan);
    } else if ((reading->format->traits & TRAIT_SECTIONS) &&
               (!plan_has(plan, ROLE_JOINED) || !plan_has(plan, ROLE_LEFT) ||
                !plan_has(plan, ROLE_DURATION))) {
        roles_by_content(reading, plan);
    }
    if (is_about(reading, plan)) {
        plan->kind = PLAN_ABOUT;
        return plan;
    }
    if ((reading->format->traits & TRAIT_SUMMARY) && !plan_has(plan, ROLE_ROLE) &&
        columns_part(reading, plan) != NO_COLUMN) {
        columns_give(plan, (size_t)columns_part(reading, plan), ROLE_ROLE);
    }
    find_events(plan);
    status_column_find(reading, plan);
    visits_find(reading, plan);
    find_person(reading, plan);
    settle_weak_roles(reading, plan);
    form_prefer_answers(reading, plan);
    decide_kind(reading, plan);
    if (plan->kind == PLAN_PEOPLE || plan->kind == PLAN_EVALUATION) {
        look_for_marks(reading, plan);
        find_rounds(plan);
        find_groups_of_people(reading, plan);
        question_find(reading, plan);
        choice_prepare(reading, plan);
    }
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        column->date.order = reading->context->override.date_order;
        column->date.bare_clock = holds_role(column, clocks, sizeof clocks / sizeof *clocks);
    }
    return plan;
}

struct plan *plan_make(struct reading *reading, const struct record *heading)
{
    struct plan *plan = arena_alloc(reading->arena, sizeof *plan);
    plan->line = heading->line;
    plan->columns = columns_read(reading, heading, &plan->count);
    table_expect(reading->table, heading->count); /* padded rows are as wide as their heading */
    columns_index(plan);
    columns_look_ahead(reading, plan);
    return plan_finish(reading, plan);
}
