/* tool_roles: see tool_roles.h. */
#include "engine/recognise/tool_roles.h"

#include <string.h>

#include "engine/recognise/columns.h"

struct move {
    enum role from, to;
};

/* Columns that mean something else to this kind of tool. */
static void move_roles(struct plan *plan, const struct move *moves, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (plan_has(plan, moves[i].from)) {
            columns_give(plan, (size_t)plan->at[moves[i].from], moves[i].to);
        }
    }
}

/* A log of who left when: its date is that moment, its event is none of the programme, and the code
 * of the meeting is all that tells one session from another. */
static void be_leave_log(struct plan *plan)
{
    static const struct move moves[] = {
        {ROLE_DAY, ROLE_LEFT}, {ROLE_EVENT, ROLE_IGNORED}, {ROLE_MEETING_ID, ROLE_SESSION}};
    move_roles(plan, moves, sizeof moves / sizeof *moves);
    if (plan_has(plan, ROLE_DURATION)) {
        plan->columns[plan->at[ROLE_DURATION]].heading.unit = DURATION_SECONDS;
    }
}

/* Who makes an appointment chooses what for and when; those who receive them are staff. */
static void be_appointments(struct plan *plan)
{
    static const struct move moves[] = {
        {ROLE_START, ROLE_EVENT_START}, {ROLE_END, ROLE_EVENT_END}, {ROLE_DURATION, ROLE_IGNORED}};
    move_roles(plan, moves, sizeof moves / sizeof *moves);
    for (size_t i = 0; i < plan->count; i++) {
        const char *plain = plan->columns[i].heading.plain;
        if (strcmp(plain, "service") == 0 || strcmp(plain, "event type name") == 0) {
            columns_give(plan, i, ROLE_SESSION);
        } else if (strncmp(plain, "staff", 5) == 0) {
            columns_give(plan, i, ROLE_IGNORED);
        }
    }
}

/* Where a whole name says who comes, parts of a name that say who ordered are not theirs. */
static void drop_orderers_name(struct plan *plan)
{
    static const enum role parts[] = {ROLE_FIRST, ROLE_INFIX, ROLE_LAST};
    if (!plan_has(plan, ROLE_NAME) || plan->columns[plan->at[ROLE_NAME]].heading.orderer) {
        return;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        while (plan_has(plan, parts[i]) && plan->columns[plan->at[parts[i]]].heading.orderer) {
            columns_give(plan, (size_t)plan->at[parts[i]], ROLE_IGNORED);
        }
    }
}

void tool_roles_settle(const struct format *format, struct plan *plan)
{
    drop_orderers_name(plan);
    if (format->traits & TRAIT_LEAVE_LOG) {
        be_leave_log(plan);
    }
    if (format->traits & TRAIT_APPOINTMENT) {
        be_appointments(plan);
    }
}

void tool_roles_of_form(struct plan *plan)
{
    static const struct move moves[] = {{ROLE_EVENT_START, ROLE_REGISTERED},
                                        {ROLE_EVENT_END, ROLE_COMPLETED}};
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        if (plan_has(plan, moves[i].from)) {
            enum role to = plan_has(plan, moves[i].to) ? ROLE_IGNORED : moves[i].to;
            columns_give(plan, (size_t)plan->at[moves[i].from], to);
        }
    }
    if (plan_has(plan, ROLE_DURATION)) {
        columns_give(plan, (size_t)plan->at[ROLE_DURATION], ROLE_IGNORED);
    }
}
