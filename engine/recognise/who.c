/* who: see who.h. A plan knows which groups of columns it has, so that most of what a row could say
 * of somebody is not asked for. What stands in a cell as it should be is neither copied nor counted
 * again. */
#include "engine/recognise/who.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/mail.h"
#include "engine/clean/person_name.h"
#include "engine/clean/status.h"

/* For a row; a text of gigabytes is counted again. */
static uint32_t short_size(size_t size)
{
    return size > UINT32_MAX ? 0 : (uint32_t)size;
}

/* The text of a role, in the row; NULL when there is none. */
static inline const char *text_of(const struct reading *reading, const struct record *record,
                                  enum role role)
{
    return reading->plan->at[role] == NO_COLUMN
               ? NULL
               : reading_filled(reading_cell(reading, record, role));
}

static inline const char *sized_text_of(const struct reading *reading, const struct record *record,
                                        enum role role, uint32_t *size)
{
    if (reading->plan->at[role] == NO_COLUMN) {
        return NULL;
    }
    struct sized cell = reading_sized(reading, record, role);
    bool blank = text_is_blank(cell.text);
    *size = blank ? 0 : short_size(cell.size);
    return blank ? NULL : cell.text;
}

static const char *odd_mail_of(struct reading *reading, const struct record *record, enum role role,
                               const char *cell)
{
    const char *mail;
    enum cleaned cleaned = mail_read(reading->scratch, cell, &mail);
    /* "anonymous" is how a form says that it does not know who it was. */
    bool anonymous =
        text_lower_char(*cell) == 'a' && strchr(cell, '@') == NULL &&
        (text_equal_ignoring_case(cell, "anonymous") || text_equal_ignoring_case(cell, "anoniem"));
    const char *at = strchr(cell, '@');
    bool several =
        cleaned == CLEANED && role != ROLE_UPN && at != NULL && strchr(at + 1, '@') != NULL;
    if (several) {
        int column = reading->plan->at[role];
        reading_find(reading, FINDING_CELL_MAIL_SEVERAL, record->line, column + 1,
                     column < 0 ? "" : reading->plan->columns[column].title);
    }
    if (cleaned == CLEANED_BAD && role != ROLE_UPN && !anonymous) {
        int column = reading->plan->at[role];
        reading_find(reading, FINDING_CELL_MAIL_UNUSABLE, record->line, column + 1,
                     column < 0 ? "" : reading->plan->columns[column].title);
    }
    return mail;
}

/* An address, and its size when it stands in the cell as it should. */
static const char *mail_of(struct reading *reading, const struct record *record, enum role role,
                           uint32_t *size)
{
    *size = 0;
    if (reading->plan->at[role] == NO_COLUMN) {
        return NULL;
    }
    struct sized cell = reading_sized(reading, record, role);
    if (cell.size == 0) {
        return NULL;
    }
    if (mail_is_tidy(cell.text, cell.size)) {
        *size = short_size(cell.size);
        return cell.text;
    }
    return odd_mail_of(reading, record, role, cell.text);
}

static const char *name_cell(struct reading *reading, const struct record *record,
                             const char *whole)
{
    const char *parts = NULL;
    const struct plan *plan = reading->plan;
    if (plan->at[ROLE_LAST] != NO_COLUMN || plan->at[ROLE_FIRST] != NO_COLUMN) {
        parts = person_name_join(reading->scratch, reading_cell(reading, record, ROLE_FIRST),
                                 reading_cell(reading, record, ROLE_INFIX),
                                 reading_cell(reading, record, ROLE_LAST));
    }
    if (parts == NULL &&
        (plan->at[ROLE_REG_LAST] != NO_COLUMN || plan->at[ROLE_REG_FIRST] != NO_COLUMN) &&
        text_is_blank(whole)) {
        parts = person_name_join(reading->scratch, reading_cell(reading, record, ROLE_REG_FIRST),
                                 NULL, reading_cell(reading, record, ROLE_REG_LAST));
    }
    /* Parts are surer than a display name, but a lone first name is less than the whole. */
    bool better = parts != NULL && (text_is_blank(whole) || strchr(parts, ' ') != NULL);
    return better ? parts : whole;
}

static void set_addresses(struct reading *reading, const struct record *record, struct row *row)
{
    static const enum role roles[] = {ROLE_REG_MAIL, ROLE_MAIL_BEST, ROLE_MAIL, ROLE_UPN};
    /* Who ordered is not who came: the orderer's address stands in only when there is no other. */
    bool orderer = reading->plan->at[ROLE_MAIL_BEST] != NO_COLUMN;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        uint32_t size;
        const char *mail = mail_of(reading, record, roles[i], &size);
        if (mail == NULL || (roles[i] == ROLE_MAIL && orderer && row->mail != NULL)) {
            continue;
        }
        if (row->mail == NULL) {
            row->mail = mail;
            row->sizes.mail = size;
        } else if (row->mail_second == NULL && strcmp(row->mail, mail) != 0) {
            row->mail_second = mail;
        }
    }
}

static void set_labels(struct reading *reading, const struct record *record, struct row *row)
{
    if (reading->context->override.session != NULL) {
        row->session[SESSION_COLUMN] = reading->context->override.session;
        return;
    }
    if (reading->plan->labels) {
        row->session[SESSION_COLUMN] = text_of(reading, record, ROLE_SESSION);
        if (row->session[SESSION_COLUMN] == NULL) {
            row->session[SESSION_COLUMN] = reading->group;
        }
        row->session[SESSION_TICKET] = text_of(reading, record, ROLE_TICKET);
        row->session[SESSION_EVENT] = text_of(reading, record, ROLE_EVENT);
    }
    row->session[SESSION_TITLE] = reading->title != NULL ? reading->title : reading->sheet_label;
    row->session[SESSION_FILE_NAME] = reading->file_label;
}

/* Webex repeats the times of the meeting on every row: what the file says about its meeting, until
 * a row speaks of another one. */
static void read_event_end(struct reading *reading, const struct record *record,
                           struct moment start, struct row *row)
{
    struct source *source = reading->source;
    if (reading->plan->at[ROLE_EVENT_END] == NO_COLUMN ||
        !reading_date(reading, record, ROLE_EVENT_END, &row->open_until) ||
        !moment_is_set(row->open_until)) {
        return;
    }
    if (!moment_is_set(source->start)) {
        source->start = start;
        source->end = row->open_until;
    } else if (row->open_until.seconds != source->end.seconds) {
        source->end = (struct moment){0};
    }
}

static void set_session_time(struct reading *reading, const struct record *record, struct row *row)
{
    const struct plan *plan = reading->plan;
    struct moment day = {0};
    struct moment clock = {0};
    if (plan->at[ROLE_EVENT_START] != NO_COLUMN) {
        reading_date(reading, record, ROLE_EVENT_START, &day);
        read_event_end(reading, record, day, row);
    } else if (plan->at[ROLE_DAY] != NO_COLUMN) {
        reading_date(reading, record, ROLE_DAY, &day);
    }
    if (plan->at[ROLE_START] != NO_COLUMN) {
        reading_date(reading, record, ROLE_START, &clock);
    }
    row->session_start = reading_joined(day, clock);
}

/* The meeting in which a numbered caller has that number: the same in every export of it. */
static const char *meeting_of(const struct reading *reading, const struct row *row)
{
    const char *title = row->session[SESSION_COLUMN] != NULL  ? row->session[SESSION_COLUMN]
                        : row->session[SESSION_TITLE] != NULL ? row->session[SESSION_TITLE]
                                                              : reading->source->path;
    struct moment start =
        moment_is_set(row->session_start) ? row->session_start : reading->source->start;
    return arena_printf(reading->scratch, "%s\n%lld", title,
                        (long long)(start.flags & MOMENT_DATE ? start.seconds / MOMENT_DAY : 0));
}

/* The name; *said is what else stands in its cell. */
static void set_name(struct reading *reading, const struct record *record, struct row *row,
                     struct person_name *said)
{
    const struct plan *plan = reading->plan;
    bool whole_only = plan->at[ROLE_LAST] == NO_COLUMN && plan->at[ROLE_FIRST] == NO_COLUMN;
    struct sized whole = reading_sized(reading, record, ROLE_NAME);
    if (whole_only && person_name_is_tidy(whole.text, whole.size)) {
        row->name = whole.text;
        row->sizes.name = short_size(whole.size);
        return;
    }
    bool account = (reading->format->traits & TRAIT_ACCOUNT) != 0;
    enum name_brackets brackets = account ? BRACKETS_ACCOUNT : BRACKETS_ORGANISATION;
    const char *named = name_cell(reading, record, whole.text);
    person_name_read(reading->scratch, named, brackets, NULL, said);
    if (said->numbered) {
        person_name_read(reading->scratch, named, brackets, meeting_of(reading, row), said);
    }
    row->name = said->name;
    row->telephone = said->telephone;
}

static void set_description(struct reading *reading, const struct record *record, struct row *row)
{
    row->person_id = text_of(reading, record, ROLE_PERSON_ID);
    row->order_id = text_of(reading, record, ROLE_ORDER_ID);
    row->organisation = sized_text_of(reading, record, ROLE_ORGANISATION, &row->sizes.organisation);
    row->place = text_of(reading, record, ROLE_PLACE);
    row->job = text_of(reading, record, ROLE_JOB);
}

/* What a role says hangs on the kind of meeting, which the next table of a file may tell. */
static bool is_staff(struct reading *reading, const struct record *record)
{
    struct sized cell = reading_sized(reading, record, ROLE_ROLE);
    bool live = (reading->format->traits & TRAIT_LIVE_ROLES) != 0;
    struct repeated *last = repeated_find(&reading->roles[live], cell.text, cell.size);
    if (!last->known) {
        bool staff = status_is_staff_role(reading->scratch, cell.text, live);
        repeated_put(last, cell.text, cell.size, staff);
    }
    return last->said != 0;
}

bool who_read(struct reading *reading, const struct plan *plan, const struct record *record,
              struct row *row)
{
    struct person_name said = {0};
    row->source = reading->source->number;
    row->line = record->line;
    row->seconds = -1;
    set_labels(reading, record, row);
    if (plan->times) {
        set_session_time(reading, record, row);
    }
    if (moment_is_set(reading->start) && !moment_is_set(row->session_start)) {
        row->session_start = reading->start;
    }
    if (plan->names) {
        set_name(reading, record, row, &said);
    }
    if (plan->addresses) {
        set_addresses(reading, record, row);
    }
    if (row->mail == NULL) {
        row->mail = said.mail;
    }
    if (plan->describes) {
        set_description(reading, record, row);
    }
    if (row->organisation == NULL) {
        row->organisation = said.organisation;
    }
    row->registration_id =
        sized_text_of(reading, record, ROLE_REGISTRATION_ID, &row->sizes.registration_id);
    if (reading->format->format == FORMAT_PLAIN) {
        row->session_id = sized_text_of(reading, record, ROLE_SESSION_ID, &row->sizes.session_id);
    }
    row->staff = plan->staff || (plan->at[ROLE_ROLE] != NO_COLUMN && is_staff(reading, record));
    return row->name != NULL || row->mail != NULL || row->person_id != NULL ||
           row->registration_id != NULL;
}
