/* session_time: which session of the programme was on at a time, for rows that name none. Internal
 * to settle/session.c.
 */
#ifndef ENGINE_SETTLE_SESSION_TIME_H
#define ENGINE_SETTLE_SESSION_TIME_H

#include "engine/settle/collect.h"

/* INT64_MIN where the moment does not say so. */
static inline int64_t day_of(struct moment moment)
{
    return moment.flags & MOMENT_DATE ? moment.seconds / MOMENT_DAY : INT64_MIN;
}

static inline int64_t time_of(struct moment moment)
{
    uint32_t both = MOMENT_DATE | MOMENT_TIME;
    return (moment.flags & both) == both ? moment.seconds : INT64_MIN;
}

/* What a row says of the day, the clock and the time of its session; INT64_MIN: nothing. */
struct session_time {
    int64_t day, clock, time;
};
struct session_time session_time_of(const struct settle *settle, const struct raw_row *row);

/* The session that was on at a time, of the first `programme` ones; NONE when none or several were.
 */
uint32_t session_at(const struct settle *settle, size_t programme, int64_t time);

/* The meetings of which lists are; made when one is first asked for. */
struct meetings {
    struct intern *lists;     /* by source, title, name and start */
    VECTOR(uint32_t) session; /* of each: at which its rows were, or SESSION_SEVERAL */
};

/* A list that names no session is of one meeting, which may begin early and end late: who left when
 * it ended, or joined when it ran over, belongs to the session of all others on the list. NONE when
 * the list is of several sessions or of none, or the row is of another part of the day. A row that
 * says attendance is one of settle->rows. */
uint32_t session_of_meeting(struct settle *settle, struct meetings *meetings, size_t programme,
                            const struct raw_row *row);

#endif
