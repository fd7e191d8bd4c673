/* events: see events.h.
 *
 * One record is one row, so that the balance of the file holds: a joining becomes a row with the
 * interval to its leaving (open when there is none); a leaving becomes a row with an interval of no
 * length, which adds nothing to a union. Joinings and leavings of one person are matched in the
 * order of time, the oldest open joining first: the union of those intervals is the time in which
 * at least one connection was open, so that two devices are counted once.
 *
 * One list can hold two meetings of a series. They are told apart where nobody was connected for
 * hours; rows of the second get a label and a start of their own, and an open interval ends with
 * its own meeting.
 */
#include "engine/recognise/events.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/recognise/who.h"
#include "engine/unicode/fold.h"

enum { MEETING_GAP = 2 * 3600 };

static const char *kept(struct reading *reading, const char *text)
{
    return arena_strdup(reading->arena, text);
}

static void keep_row(struct reading *reading, struct row *row)
{
    row->name = kept(reading, row->name);
    row->mail = kept(reading, row->mail);
    row->mail_second = kept(reading, row->mail_second);
    row->person_id = kept(reading, row->person_id);
    row->organisation = kept(reading, row->organisation);
    for (int i = 0; i < SESSION_LABELS; i++) {
        row->session[i] = kept(reading, row->session[i]);
    }
    row->order_id = NULL;
    row->registration_id = NULL;
    row->place = NULL;
    row->job = NULL;
    row->session_id = NULL;
}

void event_row_read(struct reading *reading, const struct plan *plan, const struct record *record)
{
    struct row row = {0};
    if (!who_read(reading, plan, record, &row)) {
        reading_reject(reading, FINDING_ROW_NOBODY, record->line, 0, NULL);
        return;
    }
    enum presence_action action =
        status_action(reading->scratch, reading_cell(reading, record, ROLE_ACTION));
    struct moment at;
    bool good = reading_date(reading, record, ROLE_STAMP, &at) && moment_is_set(at) &&
                (at.flags & MOMENT_TIME);
    enum role wrong = good ? ROLE_ACTION : ROLE_STAMP;
    if (!good || action == ACTION_NONE) {
        reading_reject(reading, FINDING_ROW_TIME_UNREADABLE, record->line, plan->at[wrong] + 1,
                       plan->columns[plan->at[wrong]].title);
        return;
    }
    keep_row(reading, &row);
    struct pending_event *event = VECTOR_PUSH(reading->arena, &reading->events);
    event->row = row;
    event->action = action;
    event->at = at;
    event->number = reading->events.count - 1;
}

/* -- pairing ---------------------------------------------------------------------------------- */

/* Whether the list reads month first: by a date that only that order explains, or by AM and PM.
 * Only for sorting and gaps; the rows keep both readings. */
static bool reads_month_first(const struct reading *reading)
{
    bool half = false;
    for (size_t i = 0; i < reading->events.count; i++) {
        uint32_t flags = reading->events.items[i].at.flags;
        if (flags & (MOMENT_DAY_FIRST | MOMENT_MONTH_FIRST)) {
            return (flags & MOMENT_MONTH_FIRST) != 0;
        }
        half = half || (flags & MOMENT_HALF_DAY);
    }
    return half;
}

static int by_time(const void *left, const void *right)
{
    const struct pending_event *a = left;
    const struct pending_event *b = right;
    if (a->instant != b->instant) {
        return a->instant < b->instant ? -1 : 1;
    }
    return a->number < b->number ? -1 : a->number > b->number;
}

static int by_number(const void *left, const void *right)
{
    const struct pending_event *a = left;
    const struct pending_event *b = right;
    return a->number < b->number ? -1 : a->number > b->number;
}

static void number_people(struct reading *reading)
{
    struct intern *people = intern_create(reading->arena);
    for (size_t i = 0; i < reading->events.count; i++) {
        struct pending_event *event = &reading->events.items[i];
        struct arena_mark mark = arena_mark(reading->scratch);
        const char *key = event->row.mail != NULL   ? event->row.mail
                          : event->row.name != NULL ? fold_case(reading->scratch, event->row.name)
                                                    : event->row.person_id;
        event->person = intern_put(people, key, strlen(key));
        arena_release(reading->scratch, mark);
    }
}

struct meeting {
    size_t from, to; /* events, sorted by time */
    struct moment first, last;
};

/* Pairs the events of one meeting: each leaving with the oldest open joining of its person. */
static void pair(struct reading *reading, const struct meeting *meeting)
{
    struct pending_event *events = reading->events.items;
    for (size_t i = meeting->from; i < meeting->to; i++) {
        if (events[i].action != ACTION_LEFT) {
            continue;
        }
        for (size_t k = meeting->from; k < i; k++) {
            if (events[k].action == ACTION_JOINED && !events[k].paired &&
                events[k].person == events[i].person) {
                events[k].paired = true;
                events[k].row.left = events[i].at;
                break;
            }
        }
    }
}

static void fill_rows(struct reading *reading, const struct meeting *meeting, bool first, bool only)
{
    char day[MOMENT_TEXT];
    moment_write(meeting->first, day);
    const char *label = arena_printf(reading->arena, "%s (%s)", reading->file_label, day);
    for (size_t i = meeting->from; i < meeting->to; i++) {
        struct pending_event *event = &reading->events.items[i];
        struct row *row = &event->row;
        row->joined = event->at;
        row->attended = ATTENDED_YES;
        if (event->action == ACTION_LEFT) {
            row->left = event->at;
        } else if (!event->paired) {
            row->open_until = meeting->last;
        }
        if (!only) {
            row->session_start = meeting->first;
            row->session[SESSION_FILE_NAME] = first ? reading->file_label : label;
        }
    }
}

/* Who is connected before an event, by what the list says. */
struct connected {
    long *open; /* per person: joinings without a leaving */
    long people, present;
};

static void connect(struct connected *now, const struct pending_event *event)
{
    long *open = &now->open[event->person];
    bool was = *open > 0;
    now->people += event->action == ACTION_JOINED && !was;
    *open += event->action == ACTION_JOINED ? 1 : *open > 0 ? -1 : 0;
    now->present += (*open > 0) - was;
}

/* Whether a pause of hours is the end of a meeting although some never left, because nobody wrote
 * that down: most have left, the last of them just before, and no one who stayed leaves later. */
static bool ends_meeting(const struct reading *reading, const struct connected *now, size_t next)
{
    const struct pending_event *events = reading->events.items;
    if (events[next - 1].action != ACTION_LEFT || events[next].action != ACTION_JOINED ||
        now->present * 2 > now->people) {
        return false;
    }
    struct arena_mark mark = arena_mark(reading->scratch);
    bool *seen = arena_alloc_array(reading->scratch, reading->events.count + 1, sizeof *seen);
    bool ends = true;
    for (size_t i = next; i < reading->events.count && ends; i++) {
        uint32_t person = events[i].person;
        ends = seen[person] || now->open[person] <= 0 || events[i].action == ACTION_JOINED;
        seen[person] = true;
    }
    arena_release(reading->scratch, mark);
    return ends;
}

/* Splits where nobody is connected for MEETING_GAP, or where the list pauses for a night. */
static void split_meetings(struct reading *reading, bool swap)
{
    struct pending_event *events = reading->events.items;
    size_t count = reading->events.count;
    VECTOR(struct meeting) meetings = {0};
    struct connected now = {.open = arena_alloc_array(reading->arena, count, sizeof *now.open)};
    for (size_t i = 0; i < count; i++) {
        int64_t pause = i == 0 ? 0 : events[i].instant - events[i - 1].instant;
        bool ended = pause > MEETING_GAP && (now.present == 0 || ends_meeting(reading, &now, i));
        if (i == 0 || pause > 4 * MEETING_GAP || ended) {
            struct meeting *meeting = VECTOR_PUSH(reading->arena, &meetings);
            *meeting = (struct meeting){.from = i, .first = events[i].at};
            memset(now.open, 0, count * sizeof *now.open);
            now.people = now.present = 0;
        }
        meetings.items[meetings.count - 1].to = i + 1;
        meetings.items[meetings.count - 1].last = events[i].at;
        connect(&now, &events[i]);
    }
    if (swap) {
        /* The rows keep the day-first reading that moment.h promises. */
        for (size_t i = 0; i < count; i++) {
            events[i].at = moment_swapped(events[i].at);
        }
        for (size_t i = 0; i < meetings.count; i++) {
            meetings.items[i].first = moment_swapped(meetings.items[i].first);
            meetings.items[i].last = moment_swapped(meetings.items[i].last);
        }
    }
    for (size_t i = 0; i < meetings.count; i++) {
        pair(reading, &meetings.items[i]);
        fill_rows(reading, &meetings.items[i], i == 0, meetings.count == 1);
    }
}

void events_finish(struct reading *reading)
{
    size_t count = reading->events.count;
    if (count == 0) {
        return;
    }
    bool swap = reads_month_first(reading);
    struct moment_season season = {0};
    for (size_t i = 0; i < count; i++) {
        struct pending_event *event = &reading->events.items[i];
        event->at = swap ? moment_swapped(event->at) : event->at;
        event->instant = moment_instant(event->at, &season);
    }
    number_people(reading);
    qsort(reading->events.items, count, sizeof *reading->events.items, by_time);
    split_meetings(reading, swap);
    qsort(reading->events.items, count, sizeof *reading->events.items, by_number);
    for (size_t i = 0; i < count; i++) {
        reading->saw_attendance = true;
        if (reading->rows->row != NULL) {
            reading->rows->row(reading->rows->context, &reading->events.items[i].row);
        }
    }
    reading->events.count = 0;
}
