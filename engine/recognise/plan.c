/* plan: see plan.h. Steps: headings to roles; a look at the first rows; columns that are sessions;
 * roles that only the content can tell; what kind of table it is; what its rows say. */
#include "engine/recognise/plan.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/status.h"
#include "engine/recognise/choice.h"
#include "engine/recognise/question.h"
#include "engine/recognise/section.h"
#include "engine/recognise/side.h"
#include "engine/unicode/fold.h"

/* -- is it a heading -------------------------------------------------------------------------- */

static bool is_whole_date(const char *cell)
{
    struct date_style style = {0};
    struct moment moment;
    return cell[strcspn(cell, "0123456789")] != '\0' &&
           date_read(cell, &style, &moment) == CLEANED && (moment.flags & MOMENT_DATE);
}

bool plan_is_heading(struct reading *reading, const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        if (strchr(record->cells[i], '@') != NULL) {
            return false; /* an address: a row about somebody */
        }
    }
    struct arena_mark mark = arena_mark(reading->scratch);
    size_t known = 0;
    size_t people = 0;
    size_t dates = 0;
    size_t filled = 0;
    for (size_t i = 0; i < record->count; i++) {
        const char *cell = record->cells[i];
        if (*cell == '\0') {
            continue;
        }
        filled++;
        struct heading heading = heading_read(reading->headings, reading->scratch, cell);
        bool date = is_whole_date(cell);
        dates += date;
        known += heading.role != ROLE_NONE && !date;
        people +=
            heading.by_phrase && heading.role >= ROLE_NAME && heading.role <= ROLE_ORGANISATION;
    }
    bool first_known =
        record->count > 0 &&
        heading_read(reading->headings, reading->scratch, record->cells[0]).role != ROLE_NONE;
    arena_release(reading->scratch, mark);
    if (dates > 0 && people < 2) {
        return false;
    }
    /* A form begins with the time of filling in; the rest are questions in the maker's own words.
     */
    bool form =
        (reading->format->traits & TRAIT_FORM) != 0 && dates == 0 && filled >= 2 && first_known;
    return known >= 2 || form || (known == 1 && filled == 1 && record->count == 1 && people == 1);
}

/* -- columns ---------------------------------------------------------------------------------- */

static struct column *read_columns(struct reading *reading, const struct record *record,
                                   size_t *count)
{
    size_t width = record->count;
    while (width > 0 && text_is_blank(record->cells[width - 1])) {
        width--;
    }
    struct column *columns = arena_alloc_array(reading->arena, width + 1, sizeof *columns);
    for (size_t i = 0; i < width; i++) {
        struct column *column = &columns[i];
        column->title = text_trim(reading->arena, record->cells[i]);
        column->heading = heading_read(reading->headings, reading->arena, column->title);
        column->role = column->heading.role;
        column->question = QUESTION_NOT;
        column->date.utc = column->heading.utc || (reading->format->traits & TRAIT_UTC);
        reading->dutch_words += column->heading.dutch;
        reading->known_words += column->heading.role != ROLE_NONE;
        profile_start(&column->profile, reading->arena);
    }
    *count = width;
    return columns;
}

static bool is_blank_record(const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        if (!text_is_blank(record->cells[i])) {
            return false;
        }
    }
    return true;
}

/* Looks at the first rows and goes back. Stops where another table begins. */
static void look_ahead(struct reading *reading, struct plan *plan)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    bool blank = false;
    for (size_t rows = 0; rows < PROFILE_ROWS && table_next(reading->table, &record);) {
        if (is_blank_record(&record)) {
            blank = true;
            continue;
        }
        if (section_is_title(reading, &record) ||
            ((blank || rows < 2) && plan_is_heading(reading, &record))) {
            break;
        }
        blank = false;
        rows++;
        for (size_t i = 0; i < plan->count && !record.quote_open; i++) {
            struct arena_mark mark = arena_mark(reading->scratch);
            profile_add(&plan->columns[i].profile, reading->scratch,
                        i < record.count ? record.cells[i] : "");
            arena_release(reading->scratch, mark);
        }
    }
    table_seek(reading->table, place);
}

static void index_roles(struct plan *plan)
{
    for (int role = 0; role < ROLE_COUNT_ALL; role++) {
        plan->at[role] = NO_COLUMN;
    }
    for (size_t i = plan->count; i > 0; i--) {
        plan->at[plan->columns[i - 1].role] = (int)(i - 1);
    }
}

static bool has(const struct plan *plan, enum role role)
{
    return plan->at[role] != NO_COLUMN;
}

static void give_role(struct plan *plan, size_t column, enum role role)
{
    plan->columns[column].role = role;
    index_roles(plan);
}

/* -- columns that are sessions ---------------------------------------------------------------- */

/* Whether the heading names a session: by a title of the programme, a day or a clock. */
static bool names_session(struct reading *reading, struct column *column)
{
    const char *rest = column->title;
    struct moment moment = {0};
    bool dated =
        date_read_prefix(column->title, &moment, &rest) || date_find(column->title, &moment);
    bool titled = choice_knows_title(reading, column->title);
    if (!dated && !titled) {
        return false;
    }
    column->session_start = moment;
    column->session_title = column->title;
    return true;
}

static void find_session_columns(struct reading *reading, struct plan *plan)
{
    size_t marked = 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        bool free = column->role == ROLE_NONE || !column->heading.by_phrase;
        /* A row of totals puts one number under the marks. */
        bool marks = profile_mostly(&column->profile, column->profile.marks) ||
                     column->profile.filled - column->profile.marks <= 1;
        if (free && marks && !text_is_blank(column->title) && names_session(reading, column)) {
            column->session = true;
            column->role = ROLE_NONE;
            marked += column->profile.filled > 0;
        }
    }
    plan->sessions_across = marked > 0;
    for (size_t i = 0; i < plan->count && !plan->sessions_across; i++) {
        plan->columns[i].session = false;
    }
    index_roles(plan);
}

/* -- what only the content tells -------------------------------------------------------------- */

static bool is_moment_column(const struct column *column)
{
    return profile_mostly(&column->profile, column->profile.dates + column->profile.clocks);
}

/* A role that its cells contradict: a grade under "Sessie", text under "Duur". */
static void drop_contradictions(struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        const struct profile *p = &column->profile;
        bool scale = profile_mostly(p, p->scale) || (profile_mostly(p, p->grades) && p->filled > 1);
        if ((column->role == ROLE_SESSION || column->role == ROLE_ORGANISATION ||
             column->role == ROLE_JOB) &&
            !column->heading.by_phrase && scale) {
            column->role = ROLE_NONE;
        }
        if (column->role == ROLE_MAIL && !column->heading.by_phrase && p->filled > 0 &&
            p->mails == 0) {
            column->role = ROLE_NONE;
        }
    }
    index_roles(plan);
}

/* Reports in a language whose words are not known: two date columns, then a duration, an address,
 * a role (FORMATS.md section 4.3). */
static void roles_by_content(struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        const struct profile *p = &column->profile;
        if (column->role != ROLE_NONE || p->filled == 0) {
            continue;
        }
        if (is_moment_column(column) && !has(plan, ROLE_JOINED)) {
            give_role(plan, i, ROLE_JOINED);
        } else if (is_moment_column(column) && !has(plan, ROLE_LEFT)) {
            give_role(plan, i, ROLE_LEFT);
        } else if (profile_mostly(p, p->durations) && !has(plan, ROLE_DURATION)) {
            give_role(plan, i, ROLE_DURATION);
        } else if (p->mails * 2 > p->filled && !has(plan, ROLE_MAIL)) {
            give_role(plan, i, ROLE_MAIL);
        } else if (i == 0 && p->numbers * 2 < p->filled && !has(plan, ROLE_NAME)) {
            give_role(plan, i, ROLE_NAME);
        }
    }
}

static bool names_person(const struct plan *plan)
{
    return has(plan, ROLE_NAME) || has(plan, ROLE_FIRST) || has(plan, ROLE_LAST) ||
           has(plan, ROLE_MAIL) || has(plan, ROLE_MAIL_BEST) || has(plan, ROLE_REG_MAIL) ||
           has(plan, ROLE_REG_LAST) || has(plan, ROLE_PERSON_ID) || has(plan, ROLE_UPN);
}

/* Start and end are weak words: in a list of people they are when somebody came and went, unless
 * the list is about sign-ups for sessions. */
static void settle_weak_roles(const struct reading *reading, struct plan *plan)
{
    bool form = (reading->format->traits & TRAIT_FORM) != 0;
    bool people = names_person(plan);
    bool sessions = has(plan, ROLE_SESSION) || has(plan, ROLE_TICKET) || has(plan, ROLE_EVENT) ||
                    has(plan, ROLE_REGISTERED) || has(plan, ROLE_STATUS) || has(plan, ROLE_TITLE);
    if (people && !form && !has(plan, ROLE_JOINED) && has(plan, ROLE_START) &&
        has(plan, ROLE_END) && (!sessions || has(plan, ROLE_DURATION))) {
        give_role(plan, (size_t)plan->at[ROLE_START], ROLE_JOINED);
        give_role(plan, (size_t)plan->at[ROLE_END], ROLE_LEFT);
    }
    if (form && has(plan, ROLE_START) && !has(plan, ROLE_REGISTERED)) {
        give_role(plan, (size_t)plan->at[ROLE_START], ROLE_REGISTERED);
    }
    if (form && has(plan, ROLE_STAMP) && !has(plan, ROLE_REGISTERED)) {
        give_role(plan, (size_t)plan->at[ROLE_STAMP], ROLE_REGISTERED);
    }
    if (people && has(plan, ROLE_STAMP) && !has(plan, ROLE_ACTION) && !has(plan, ROLE_REGISTERED)) {
        give_role(plan, (size_t)plan->at[ROLE_STAMP], ROLE_REGISTERED);
    }
    /* "Date" of a series in pretix is the name of the sub-event. */
    if ((reading->format->traits & TRAIT_SUB_EVENT) && has(plan, ROLE_DAY) &&
        !has(plan, ROLE_SESSION)) {
        give_role(plan, (size_t)plan->at[ROLE_DAY], ROLE_SESSION);
    }
    /* A title above people is the session; a title above sessions is their name. */
    if (people && has(plan, ROLE_TITLE) && !has(plan, ROLE_SESSION) &&
        reading->format->format != FORMAT_MEETUP) {
        give_role(plan, (size_t)plan->at[ROLE_TITLE], ROLE_SESSION);
    }
    /* A day in a list of sign-ups without any other date is when somebody signed up; a place may
     * stand for the municipality. */
    if (people && !has(plan, ROLE_ORGANISATION) && has(plan, ROLE_MUNICIPALITY)) {
        give_role(plan, (size_t)plan->at[ROLE_MUNICIPALITY], ROLE_ORGANISATION);
    }
    if (people && has(plan, ROLE_ROLE) && !has(plan, ROLE_JOB) && !has(plan, ROLE_JOINED) &&
        !has(plan, ROLE_ACTION)) {
        give_role(plan, (size_t)plan->at[ROLE_ROLE], ROLE_JOB);
    }
}

/* -- kinds ------------------------------------------------------------------------------------ */

static bool is_about(const struct reading *reading, const struct plan *plan)
{
    bool person = has(plan, ROLE_NAME) || has(plan, ROLE_FIRST) || has(plan, ROLE_LAST) ||
                  has(plan, ROLE_JOINED) || has(plan, ROLE_ACTION) || has(plan, ROLE_REGISTERED);
    enum source_format format = reading->format->format;
    bool tool = format == FORMAT_MEET || format == FORMAT_GOTOWEBINAR ||
                format == FORMAT_ZOOM_WEBINAR || format == FORMAT_ZOOM_PARTICIPANTS ||
                format == FORMAT_ZOOM_REGISTRATION;
    return !person && (has(plan, ROLE_MEETING_ID) || has(plan, ROLE_COUNT) ||
                       (tool && (has(plan, ROLE_TITLE) || has(plan, ROLE_EVENT_START))));
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
    bool person = has(plan, ROLE_MAIL) || has(plan, ROLE_MAIL_BEST) || has(plan, ROLE_FIRST) ||
                  has(plan, ROLE_LAST) || has(plan, ROLE_UPN) || has(plan, ROLE_REGISTERED) ||
                  has(plan, ROLE_REGISTRATION_ID);
    bool presence = has(plan, ROLE_JOINED) || has(plan, ROLE_ATTENDED) || has(plan, ROLE_ACTION);
    bool when = has(plan, ROLE_DAY) || has(plan, ROLE_START) || has(plan, ROLE_EVENT_START);
    bool titled = has(plan, ROLE_TITLE) || has(plan, ROLE_SESSION) || has(plan, ROLE_EVENT);
    if (presence || (person && !named)) {
        return false;
    }
    if (!titled && has(plan, ROLE_NAME) &&
        (named || has(plan, ROLE_DESCRIPTION) || has(plan, ROLE_HOST))) {
        give_role(plan, (size_t)plan->at[ROLE_NAME], ROLE_TITLE);
        titled = true;
    }
    return titled && (named || (when && !has(plan, ROLE_NAME)));
}

/* What a row of people says: a registration, an attendance or both. */
static void decide_rows(const struct reading *reading, struct plan *plan)
{
    bool times = has(plan, ROLE_JOINED) || has(plan, ROLE_LEFT) || has(plan, ROLE_DURATION);
    bool marks =
        has(plan, ROLE_ATTENDED) || has(plan, ROLE_CHECKIN_TIME) || has(plan, ROLE_CHECKED_OUT);
    bool signs = has(plan, ROLE_STATUS) || has(plan, ROLE_REGISTERED) || has(plan, ROLE_REG_MAIL) ||
                 has(plan, ROLE_REG_LAST) || has(plan, ROLE_TICKET) || has(plan, ROLE_ORDER_ID) ||
                 has(plan, ROLE_VOID) || marks;
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
    plan->summary = (reading->format->traits & TRAIT_SECTIONS) && reading->section != NULL &&
                    reading->section[0] == '2';
}

static bool is_people(const struct plan *plan)
{
    return names_person(plan) || (has(plan, ROLE_REGISTRATION_ID) && has(plan, ROLE_SESSION_ID));
}

/* A list of orders names who paid, not who comes. */
static bool is_orders_only(const struct reading *reading, const struct plan *plan)
{
    return reading->format->format == FORMAT_PRETIX && !has(plan, ROLE_NAME) &&
           !has(plan, ROLE_FIRST) && !has(plan, ROLE_MAIL_BEST) && !has(plan, ROLE_TICKET);
}

static void decide_kind(struct reading *reading, struct plan *plan)
{
    plan->kind = PLAN_IGNORED;
    if (is_orders_only(reading, plan)) {
        reading_find(reading, FINDING_FILE_ORDERS_ONLY, plan->line, 0, NULL);
        return;
    }
    plan->side = side_find(reading, plan);
    if (plan->side != NULL) {
        plan->kind = PLAN_SIDE;
    } else if (has(plan, ROLE_ACTION) && has(plan, ROLE_STAMP)) {
        plan->kind = PLAN_EVENTS;
        plan->attends = true;
        plan->has_times = true;
    } else if (is_programme(reading, plan)) {
        plan->kind = PLAN_PROGRAMME;
    } else if (question_is_evaluation(reading, plan)) {
        plan->kind = PLAN_EVALUATION;
    } else if (is_people(plan)) {
        plan->kind = PLAN_PEOPLE;
        decide_rows(reading, plan);
        if ((reading->format->traits & TRAIT_SECTIONS) && !plan->has_times) {
            plan->kind = PLAN_IGNORED; /* the section on engagement */
        }
    }
}

/* Whether a cell of the table satisfies `test`, from here to its end; reading goes back. */
static bool any_cell(struct reading *reading, const struct plan *plan, const enum role *roles,
                     size_t count, bool (*test)(struct reading *reading, const char *cell))
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    bool found = false;
    while (!found && table_next(reading->table, &record) && !section_is_title(reading, &record)) {
        for (size_t i = 0; i < count && !found; i++) {
            int at = plan->at[roles[i]];
            found = at != NO_COLUMN && (size_t)at < record.count && test(reading, record.cells[at]);
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
    if ((reading->format->traits & TRAIT_CHECKS_IN) && has(plan, ROLE_STATUS)) {
        plan->status_checks_in = any_cell(reading, plan, status, 1, says_checked_in);
    }
    if (plan->registers && (has(plan, ROLE_ATTENDED) || has(plan, ROLE_CHECKIN_TIME))) {
        plan->unmarked = !any_cell(reading, plan, marks, sizeof marks / sizeof *marks, is_filled);
    }
}

/* "Ronde 1" and "Ronde 2" are two choices; the same heading twice is one (pretix: Company). */
static void find_rounds(struct plan *plan)
{
    int first = plan->at[ROLE_SESSION];
    for (size_t i = 0; first != NO_COLUMN && plan->kind == PLAN_PEOPLE && i < plan->count; i++) {
        plan->rounds = plan->rounds || (plan->columns[i].role == ROLE_SESSION &&
                                        strcmp(plan->columns[i].heading.plain,
                                               plan->columns[first].heading.plain) != 0);
    }
}

static struct plan *finish(struct reading *reading, struct plan *plan)
{
    index_roles(plan);
    drop_contradictions(plan);
    find_session_columns(reading, plan);
    if ((reading->format->traits & (TRAIT_SECTIONS | TRAIT_PRESENCE)) && !has(plan, ROLE_NAME)) {
        roles_by_content(plan);
    } else if ((reading->format->traits & TRAIT_SECTIONS) &&
               (!has(plan, ROLE_JOINED) || !has(plan, ROLE_LEFT))) {
        roles_by_content(plan);
    }
    if (is_about(reading, plan)) {
        plan->kind = PLAN_ABOUT;
        return plan;
    }
    settle_weak_roles(reading, plan);
    decide_kind(reading, plan);
    if (plan->kind == PLAN_PEOPLE || plan->kind == PLAN_EVALUATION) {
        look_for_marks(reading, plan);
        find_rounds(plan);
        question_find(reading, plan);
        choice_prepare(reading, plan);
    }
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        column->date.order = reading->context->override.date_order;
    }
    return plan;
}

struct plan *plan_make(struct reading *reading, const struct record *heading)
{
    struct plan *plan = arena_alloc(reading->arena, sizeof *plan);
    plan->line = heading->line;
    plan->columns = read_columns(reading, heading, &plan->count);
    table_expect(reading->table, plan->count);
    look_ahead(reading, plan);
    return finish(reading, plan);
}

/* -- without a heading ------------------------------------------------------------------------ */

struct plan *plan_guess(struct reading *reading)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    size_t width = 0;
    for (size_t rows = 0; rows < 20 && table_next(reading->table, &record); rows++) {
        width = record.count > width && record.count < 200 ? record.count : width;
    }
    table_seek(reading->table, place);
    struct plan *plan = arena_alloc(reading->arena, sizeof *plan);
    plan->columns = arena_alloc_array(reading->arena, width + 1, sizeof *plan->columns);
    plan->count = width;
    for (size_t i = 0; i < width; i++) {
        plan->columns[i].title = "";
        plan->columns[i].heading.plain = "";
        plan->columns[i].question = QUESTION_NOT;
        profile_start(&plan->columns[i].profile, reading->arena);
    }
    look_ahead(reading, plan);
    index_roles(plan);
    bool actions = false;
    size_t moments = 0;
    for (size_t i = 0; i < width; i++) {
        const struct profile *p = &plan->columns[i].profile;
        if (profile_mostly(p, p->actions)) {
            give_role(plan, i, ROLE_ACTION);
            actions = true;
        } else if (p->mails * 2 > p->filled && !has(plan, ROLE_MAIL)) {
            give_role(plan, i, ROLE_MAIL);
        } else if (is_moment_column(&plan->columns[i])) {
            moments++;
            give_role(plan, i, actions ? ROLE_STAMP : moments == 1 ? ROLE_JOINED : ROLE_LEFT);
        } else if (profile_mostly(p, p->durations) && moments >= 2) {
            give_role(plan, i, ROLE_DURATION);
        } else if (p->numbers == 0 && p->filled > 0 && p->marks * 2 < p->filled &&
                   !has(plan, ROLE_NAME)) {
            give_role(plan, i, ROLE_NAME);
        }
    }
    bool events = has(plan, ROLE_ACTION) && has(plan, ROLE_STAMP);
    bool joins = has(plan, ROLE_JOINED) && has(plan, ROLE_LEFT);
    bool sign_ups = has(plan, ROLE_MAIL) && !has(plan, ROLE_LEFT);
    if (!is_people(plan) || (!events && !joins && !sign_ups)) {
        return NULL;
    }
    if (sign_ups && has(plan, ROLE_JOINED) && !events) {
        give_role(plan, (size_t)plan->at[ROLE_JOINED], ROLE_REGISTERED);
    }
    table_expect(reading->table, width);
    return finish(reading, plan);
}
