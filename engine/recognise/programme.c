/* programme: see programme.h. */
#include "engine/recognise/programme.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/status.h"
#include "engine/unicode/fold.h"

static bool holds(const char *plain, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count && *plain != '\0'; i++) {
        if (strstr(plain, words[i]) != NULL) {
            return true;
        }
    }
    return false;
}

#define HOLDS(plain, list) holds((plain), (list), sizeof(list) / sizeof *(list))

static enum programme_mode mode_of(struct arena *scratch, const char *text)
{
    static const char *const hybrid[] = {"hybrid", "hybride", "beide", "both"};
    static const char *const online[] = {"online",  "digita", "teams",  "zoom",
                                         "webinar", "virtu",  "remote", "webex"};
    static const char *const site[] = {"locatie", "fysiek",  "site",         "person",  "live",
                                       "zaal",    "kantoor", "gemeentehuis", "stadhuis"};
    const char *plain = fold_plain(scratch, text);
    bool on_line = HOLDS(plain, online);
    bool on_site = HOLDS(plain, site);
    return HOLDS(plain, hybrid) || (on_line && on_site) ? MODE_HYBRID
           : on_line                                    ? MODE_ONLINE
           : on_site                                    ? MODE_ON_SITE
                                                        : MODE_UNKNOWN;
}

static enum programme_status status_of(struct reading *reading, const struct record *record)
{
    static const char *const cancelled[] = {
        "gaat niet door", "cancel", "geannuleerd",   "vervallen",  "vervalt", "afgelast",
        "niet door",      "annul",  "niet gehouden", "called off", "afgezegd"};
    static const char *const moved[] = {"verplaatst", "verschoven", "moved",     "resched",
                                        "verzet",     "postponed",  "uitgesteld"};
    const char *plain = fold_plain(reading->scratch, reading_cell(reading, record, ROLE_STATUS));
    return HOLDS(plain, cancelled) ? SESSION_CANCELLED
           : HOLDS(plain, moved)   ? SESSION_MOVED
                                   : SESSION_PLANNED;
}

/* "10:00-11:30", "10.00 - 11.30 uur": start and end in one cell. */
static bool read_range(struct reading *reading, const char *cell, struct moment *start,
                       struct moment *end)
{
    static const char *const marks[] = {" - ",   "-",     " \xE2\x80\x93 ", "\xE2\x80\x93",
                                        " tot ", " t/m ", " to ",           " until "};
    struct date_style style = {.order = reading->context->override.date_order};
    if (date_iso_read(cell, strlen(cell), &reading->last_day, start)) {
        return false; /* "2023-10-06 10:00:00" is one moment, whatever stands between its numbers */
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *at = strstr(cell, marks[i]);
        if (at == NULL) {
            continue;
        }
        const char *from = arena_copy(reading->scratch, cell, (size_t)(at - cell));
        const char *to = at + strlen(marks[i]);
        if (date_read(from, &style, start) == CLEANED && date_read(to, &style, end) == CLEANED &&
            (start->flags & MOMENT_TIME) && (end->flags & MOMENT_TIME)) {
            return true;
        }
    }
    return false;
}

static void date_finding(struct reading *reading, const struct plan *plan,
                         const struct record *record, enum role role)
{
    reading_find(reading, FINDING_CELL_DATE_UNREADABLE, record->line, plan->at[role] + 1,
                 plan->columns[plan->at[role]].title);
}

static void read_when(struct reading *reading, const struct plan *plan, const struct record *record,
                      struct programme_row *row)
{
    struct moment day = {0};
    struct moment start = {0};
    struct moment end = {0};
    enum role day_role = plan->at[ROLE_DAY] != NO_COLUMN ? ROLE_DAY : ROLE_EVENT_START;
    enum role end_role = plan->at[ROLE_END] != NO_COLUMN ? ROLE_END : ROLE_EVENT_END;
    if (!reading_date(reading, record, day_role, &day)) {
        const char *cell = reading_cell(reading, record, day_role);
        if (!read_range(reading, cell, &day, &end)) {
            date_finding(reading, plan, record, day_role);
        }
    }
    const char *cell = reading_cell(reading, record, ROLE_START);
    if (!read_range(reading, cell, &start, &end) &&
        !reading_date(reading, record, ROLE_START, &start)) {
        date_finding(reading, plan, record, ROLE_START);
    }
    struct moment said = {0};
    if (!reading_date(reading, record, end_role, &said)) {
        date_finding(reading, plan, record, end_role);
    }
    end = moment_is_set(said) ? said : end;
    row->start = reading_joined(day, start);
    row->end = reading_joined(moment_is_set(day) ? day : start, end);
    if (!moment_is_set(end)) {
        row->end = (struct moment){0};
    }
    const uint32_t dated = MOMENT_DATE | MOMENT_YEARLESS;
    if ((row->end.flags & dated) && (row->start.flags & MOMENT_TIME) && !(end.flags & dated) &&
        row->end.seconds < row->start.seconds) {
        row->end.seconds += MOMENT_DAY;
    }
}

static const char *first_filled(struct reading *reading, const struct record *record,
                                const enum role *roles, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *cell = reading_filled(reading_cell(reading, record, roles[i]));
        if (cell != NULL) {
            return text_trim(reading->scratch, cell);
        }
    }
    return NULL;
}

void programme_row_read(struct reading *reading, const struct plan *plan,
                        const struct record *record)
{
    static const enum role titles[] = {ROLE_TITLE, ROLE_SESSION, ROLE_EVENT};
    static const enum role hosts[] = {ROLE_HOST, ROLE_ORGANISATION, ROLE_MUNICIPALITY};
    static const enum role places[] = {ROLE_VENUE, ROLE_PLACE};
    static const enum role texts[] = {ROLE_DESCRIPTION, ROLE_REMARK};
    static const enum role ids[] = {ROLE_SESSION_ID};
    struct programme_row row = {.source = reading->source->number, .line = record->line};
    row.title = first_filled(reading, record, titles, 3);
    if (row.title == NULL) {
        reading_reject(reading, FINDING_ROW_NO_SESSION, record->line, 0, NULL);
        return;
    }
    row.id = first_filled(reading, record, ids, 1);
    row.description = first_filled(reading, record, texts, 2);
    row.host = first_filled(reading, record, hosts, 3);
    row.track = first_filled(reading, record, (enum role[]){ROLE_TRACK}, 1);
    row.place = first_filled(reading, record, places, 2);
    const char *mode = reading_cell(reading, record, ROLE_MODE);
    row.mode = mode_of(reading->scratch, *mode != '\0' || row.place == NULL ? mode : row.place);
    row.status = status_of(reading, record);
    read_when(reading, plan, record, &row);
    reading->saw_programme = true;
    reading->source->rows_used++;
    if (reading->rows->programme != NULL) {
        reading->rows->programme(reading->rows->context, &row);
    }
}
