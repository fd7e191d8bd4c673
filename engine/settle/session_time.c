/* session_time: see session_time.h. */
#include "engine/settle/session_time.h"

enum {
    BEFORE_START = 45 * 60, /* a meeting is joined at most this long before it starts */
    AROUND = 2 * 3600       /* a meeting that began early or ran over did so by less */
};

/* Of several moments the most telling that says so. */
struct session_time session_time_of(const struct settle *settle, const struct raw_row *row)
{
    const struct source *source = settle_source(settle, row);
    const struct moment moments[] = {moment_unpack(settle_common(settle, row)->session_start),
                                     settle_joined(settle, row), source->start};
    struct session_time when = {INT64_MIN, INT64_MIN, INT64_MIN};
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        if (when.day == INT64_MIN) {
            when.day = day_of(moments[i]);
        }
        if (when.clock == INT64_MIN && (moments[i].flags & MOMENT_TIME) != 0) {
            when.clock = moments[i].seconds % MOMENT_DAY;
        }
        if (when.time == INT64_MIN) {
            when.time = time_of(moments[i]);
        }
    }
    if (when.time == INT64_MIN && when.day != INT64_MIN && when.clock != INT64_MIN) {
        when.time = when.day * MOMENT_DAY + when.clock; /* a day above the list, clocks in it */
    }
    return when;
}

uint32_t session_at(const struct settle *settle, size_t programme, int64_t time)
{
    uint32_t found = NONE;
    for (size_t i = 0; i < programme && time != INT64_MIN; i++) {
        const struct session *session = &settle->sessions.items[i];
        if (session->start == INT64_MIN || session->status == SESSION_CANCELLED) {
            continue;
        }
        int64_t end = session->end == INT64_MIN ? session->start + 3600 : session->end;
        if (time >= session->start - BEFORE_START && time < end) {
            if (found != NONE) {
                /* Two at once: the one whose start is nearer, when that is clear. */
                int64_t other = settle->sessions.items[found].start;
                int64_t here =
                    session->start > time ? session->start - time : time - session->start;
                int64_t there = other > time ? other - time : time - other;
                if (here == there) {
                    return NONE;
                }
                found = here < there ? (uint32_t)i : found;
            } else {
                found = (uint32_t)i;
            }
        }
    }
    return found;
}

/* -- meetings -------------------------------------------------------------------------------------
 */

#define SESSION_SEVERAL (NONE - 1)

/* Whether the row says nothing of its session but the title and the name of its list. */
static bool names_no_session(const struct settle *settle, const struct raw_row *row)
{
    const struct row_common *common = settle_common(settle, row);
    return common->label[SESSION_COLUMN] == INTERN_NONE &&
           common->label[SESSION_TICKET] == INTERN_NONE &&
           common->label[SESSION_EVENT] == INTERN_NONE && row_says_attendance(row);
}

/* The session of the programme at which a row is: rows before `next` know theirs, the others say
 * when they are, or a number of a session. */
static uint32_t session_so_far(const struct settle *settle, size_t programme, size_t which,
                               size_t next)
{
    const struct raw_row *row = &settle->rows.items[which];
    if (row->fate != FATE_OPEN) {
        return NONE;
    }
    if (which < next) {
        return row->session < programme ? row->session : NONE;
    }
    return row->session_id == INTERN_NONE
               ? session_at(settle, programme, session_time_of(settle, row).time)
               : NONE;
}

/* What rows of one meeting have in common. */
struct list_key {
    int64_t start;
    uint32_t source, title, name;
    uint32_t none; /* no byte of a key is left to chance */
};

static struct list_key key_of(const struct settle *settle, const struct raw_row *row)
{
    const struct row_common *common = settle_common(settle, row);
    return (struct list_key){common->session_start, common->source, common->label[SESSION_TITLE],
                             common->label[SESSION_FILE_NAME], 0};
}

/* `next`: the first row that does not know its session. */
static void find_meetings(struct settle *settle, struct meetings *meetings, size_t programme,
                          size_t next)
{
    meetings->lists = intern_create(settle->arena);
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        uint32_t at =
            names_no_session(settle, row) ? session_so_far(settle, programme, i, next) : NONE;
        if (at == NONE) {
            continue;
        }
        struct list_key key = key_of(settle, row);
        uint32_t code = intern_put(meetings->lists, (const char *)&key, sizeof key);
        if (code == meetings->session.count) {
            *VECTOR_PUSH(settle->arena, &meetings->session) = at;
        } else if (meetings->session.items[code] != at) {
            meetings->session.items[code] = SESSION_SEVERAL;
        }
    }
}

uint32_t session_of_meeting(struct settle *settle, struct meetings *meetings, size_t programme,
                            const struct raw_row *row)
{
    int64_t time = session_time_of(settle, row).time;
    if (programme == 0 || time == INT64_MIN || row->session_id != INTERN_NONE ||
        !names_no_session(settle, row)) {
        return NONE;
    }
    if (meetings->lists == NULL) {
        find_meetings(settle, meetings, programme, (size_t)(row - settle->rows.items));
    }
    struct list_key key = key_of(settle, row);
    uint32_t list = intern_find(meetings->lists, (const char *)&key, sizeof key);
    uint32_t found = list == INTERN_NONE ? NONE : meetings->session.items[list];
    if (found == NONE || found == SESSION_SEVERAL) {
        return NONE;
    }
    const struct session *session = &settle->sessions.items[found];
    int64_t start = session->start == INT64_MIN ? time : session->start;
    int64_t end = session->end == INT64_MIN ? start : session->end;
    return time >= start - AROUND && time < end + AROUND ? found : NONE;
}
