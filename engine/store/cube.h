/* cube: counts per session, day, municipality and organisation, made from the arrays while an
 * edition is stored, because SQL over a million rows would take seconds for what two passes over
 * arrays do in tenths. What each count means is said by SQL over rows: queries/check/cube_*.sql
 * return no row when both agree.
 *
 * Words: a *live* registration is one with status live. It is *attended* when its person was an
 * attendee (presence.attendee). A *walk-in* is an attendee without a live registration who is not
 * staff. `people` are distinct persons.
 */
#ifndef ENGINE_STORE_CUBE_H
#define ENGINE_STORE_CUBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/record/edition.h"

/* What every cube counts. */
struct counts {
    int64_t registrations; /* live */
    int64_t persons;       /* distinct, with a live registration */
    int64_t attended;      /* live registrations with an attendee */
    int64_t short_visits;  /* live registrations present, but no attendee */
    int64_t rated;         /* live registrations in held sessions that were measured both ways */
    int64_t rated_attended;
    int64_t attended_seconds; /* presence that belongs to a live registration */
    int64_t attendees;        /* attendees x sessions, walk-ins and staff included */
    int64_t people;           /* distinct attendees */
    int64_t present;          /* persons x sessions, however short */
    int64_t seconds;          /* all presence */
    int64_t walkins;
    int64_t registrations_staff, attended_staff, attendees_staff,
        seconds_staff; /* the part that is staff */
};

struct session_count {
    uint32_t session;
    struct counts counts;
    int64_t pending, cancelled; /* registrations that are not live */
    int64_t without_minutes;    /* presence without times */
};

struct day_count {
    int64_t day; /* INT64_MIN: not known */
    struct counts counts;
};

/* The municipality itself; NONE: an organisation that is no municipality, or nobody. A row that
 * names two municipalities counts in both. */
struct municipality_count {
    uint32_t municipality;
    struct counts counts;
};

struct organisation_count {
    uint32_t organisation;
    struct counts counts;
    int64_t hosted; /* held sessions */
};

/* The municipalities that themselves had an attendee in the session, however many: a JSON array of
 * their numbers, ascending. A session without any has none of these. */
struct session_municipality {
    uint32_t session;
    const char *municipalities;
};

/* What the organisations that stand for a municipality did, for every municipality that one of them
 * stands for. Direct: itself; partner: a partnership that serves it. */
struct participation {
    uint32_t municipality;
    bool attended, registered, hosted, visited, attended_not_staff;
    bool attended_probable, registered_probable; /* also where the name is not certain */
    bool partner, partner_registered, partner_probable, partner_not_staff;
    bool partner_any;     /* also those that add no residents */
    bool partner_waiting; /* also those that wait for a person */
};

/* Forms about a session; NONE: about no session that is known. */
struct response_count {
    uint32_t session;
    int64_t responses;
};

/* How often a number was answered in them. */
struct answer_count {
    uint32_t session, question;
    double number; /* on the scale of the question */
    int64_t times;
};

/* Distinct persons of the whole edition. */
struct edition_count {
    int64_t registered, registered_staff; /* live registration; staff: only ever as staff */
    int64_t attended, attended_staff;
    int64_t attended_by_name; /* attended, without an address */
    int64_t both;             /* registered live and attended, whatever the session */
    /* Bounds of `attended` (DESIGN.md section 5, counting 3): every name without an address that
     * equals a known person is that person; every such name and session is somebody else. */
    int64_t attended_low, attended_high;
};

struct cube {
    struct session_count *sessions;
    struct day_count *days;
    struct municipality_count *municipalities;
    struct organisation_count *organisations;
    struct session_municipality *session_municipalities; /* by session */
    struct participation *participations;                /* by municipality */
    struct response_count *responses;                    /* by session, NONE first */
    struct answer_count *answers;                        /* by session, question, number */
    size_t session_count, day_count, municipality_count, organisation_count,
        session_municipality_count, participation_count, response_count, answer_count;
    struct edition_count edition;
};

struct cube cube_create(struct arena *arena, const struct edition *edition);

#endif
