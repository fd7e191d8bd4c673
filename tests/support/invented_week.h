/* invented_week: the counts of an edition that never was, drawn at random so that small counts,
 * zeros and single-session days abound: what the gate is shown of it (raw tables and figures), and
 * every count of people by name, also those that nothing prints.
 *
 * Names: "registered s3", "came d1", "staff registered week" ... `invented_truth` gives the value.
 */
#ifndef TESTS_SUPPORT_INVENTED_WEEK_H
#define TESTS_SUPPORT_INVENTED_WEEK_H

#include "engine/base/random.h"
#include "engine/publish/gate.h"

enum { WEEK_SESSIONS = 12, WEEK_DAYS = 3, WEEK_MUNICIPALITIES = 9, WEEK_SOURCES = 5 };
enum { WEEK_TABLES = 6, WEEK_FIGURES = 36, WEEK_GRADES = 11 };

/* What is counted in a session; days and the week add it up. */
enum week_count {
    WEEK_REGISTERED,
    WEEK_REGISTERED_STAFF,
    WEEK_CAME,
    WEEK_CAME_STAFF,
    WEEK_AWAY,
    WEEK_SHORT, /* of those away */
    WEEK_PRESENT,
    WEEK_PRESENT_STAFF,
    WEEK_WALKINS,
    WEEK_OTHER, /* present as staff, or without a registration list */
    WEEK_SHORT_OTHER,
    WEEK_ANSWERS,
    WEEK_COUNTS
};
extern const char *const week_count_names[WEEK_COUNTS];

struct invented_week {
    int64_t day[WEEK_SESSIONS];
    bool held[WEEK_SESSIONS], attendance[WEEK_SESSIONS], registration[WEEK_SESSIONS];
    int64_t count[WEEK_SESSIONS][WEEK_COUNTS];
    int64_t grade[WEEK_SESSIONS + 1][WEEK_GRADES]; /* the last: of forms without a session */
    int64_t people[WEEK_MUNICIPALITIES], nowhere;
    int64_t registered, registered_staff, attended, attended_staff, both, not_live, untimed;
    int64_t loose_forms, scores[3]; /* promoters, passives, detractors */
    int64_t fate[WEEK_SOURCES][3];  /* used, merged, rejected */
};

struct invented_week invented_week(struct random *random);
/* A few sessions and people are counted otherwise than before. */
void invented_correct(struct invented_week *week, struct random *random);

bool invented_rated(const struct invented_week *week, size_t session);
int64_t invented_sum(const struct invented_week *week, enum week_count count);

/* What the gate is shown, in the arena. */
void invented_show(struct arena *arena, const struct invented_week *week, struct gate_input *input);

/* The value of a count by its name; fails on a name that is none. */
int64_t invented_truth(const struct invented_week *week, const char *name);

#endif
