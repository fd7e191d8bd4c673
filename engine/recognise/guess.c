/* guess: see guess.h. First with the first row as titles, when it holds only words; else every row
 * is about somebody. */
#include "engine/recognise/guess.h"

#include "engine/recognise/columns.h"
#include "engine/recognise/form.h"
#include "engine/recognise/no_row.h"
#include "engine/recognise/question.h"

enum { WIDEST = 200 }; /* cells; a wider row is no row of a list */

/* Whether every cell says what stands below it and nothing about somebody: no address, number, date
 * or length of time. */
static bool is_wordy(struct arena *scratch, const struct record *record)
{
    size_t filled = 0;
    for (size_t i = 0; i < record->count; i++) {
        struct profile profile;
        struct arena_mark mark = arena_mark(scratch);
        profile_start(&profile, scratch);
        profile_add(&profile, scratch, record->cells[i]);
        arena_release(scratch, mark);
        filled += profile.filled;
        if (profile.mails + profile.numbers + profile.dates + profile.clocks + profile.durations +
                profile.actions + profile.marks + profile.scale >
            0) {
            return false;
        }
    }
    return filled >= 2;
}

/* The first row with two cells or more; false when the table has none. The place of reading is
 * behind it. */
static bool find_first_row(struct reading *reading, struct record *record)
{
    while (table_next(reading->table, record)) {
        size_t first;
        size_t second;
        if (record->count < WIDEST && reading_filled_cells(record, &first, &second) >= 2 &&
            !no_row_is(reading, NULL, record)) {
            return true;
        }
    }
    return false;
}

static struct plan *plan_without_titles(struct reading *reading)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    size_t width = 0;
    for (size_t rows = 0; rows < 20 && table_next(reading->table, &record); rows++) {
        width = record.count > width && record.count < WIDEST ? record.count : width;
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
    columns_index(plan);
    columns_look_ahead(reading, plan);
    return plan;
}

/* What the cells of a column say it is, where its title does not. */
static void guess_roles(struct reading *reading, struct plan *plan)
{
    columns_index(plan);
    bool actions = false;
    size_t moments = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const struct profile *p = &plan->columns[i].profile;
        actions = actions || (plan->columns[i].role == ROLE_NONE && profile_mostly(p, p->actions));
    }
    for (size_t i = 0; i < plan->count; i++) {
        const struct profile *p = &plan->columns[i].profile;
        if (plan->columns[i].role != ROLE_NONE) {
            continue;
        }
        if (profile_mostly(p, p->actions)) {
            columns_give(plan, i, ROLE_ACTION);
        } else if (p->mails * 2 > p->filled && !plan_has(plan, ROLE_MAIL)) {
            columns_give(plan, i, ROLE_MAIL);
        } else if (columns_is_moment(&plan->columns[i])) {
            moments++;
            columns_give(plan, i, actions ? ROLE_STAMP : moments == 1 ? ROLE_JOINED : ROLE_LEFT);
        } else if (profile_mostly(p, p->durations) && moments != 1 &&
                   !plan_has(plan, ROLE_DURATION)) {
            columns_give(plan, i, ROLE_DURATION);
        } else if (!plan_has(plan, ROLE_ORGANISATION) &&
                   profile_holds(p, reading->scratch, WORDS_OF_BODY, 9)) {
            columns_give(plan, i, ROLE_ORGANISATION);
        }
    }
    int who = plan_has(plan, ROLE_NAME) ? NO_COLUMN : columns_who(reading, plan);
    if (who != NO_COLUMN) {
        columns_give(plan, (size_t)who, ROLE_NAME);
    }
}

/* In a list with titles, the one column of marks says who came. */
static void guess_marks(struct plan *plan)
{
    int marked = NO_COLUMN;
    for (size_t i = 0; plan->line > 0 && i < plan->count; i++) {
        const struct profile *p = &plan->columns[i].profile;
        if (plan->columns[i].role == ROLE_NONE && profile_mostly(p, p->marks)) {
            if (marked != NO_COLUMN) {
                return; /* several: choices, wishes, whatever */
            }
            marked = (int)i;
        }
    }
    if (marked != NO_COLUMN) {
        columns_give(plan, (size_t)marked, ROLE_ATTENDED);
    }
}

/* A title says that names stand below it, and they do: a list of people, whatever else it says. */
static bool lists_names(struct reading *reading, const struct plan *plan)
{
    if (plan->line == 0 || !plan_has(plan, ROLE_NAME)) {
        return false;
    }
    size_t at = (size_t)plan->at[ROLE_NAME];
    struct profile names;
    profile_start(&names, reading->arena);
    struct table_place place = table_tell(reading->table);
    struct record record;
    for (size_t rows = 0; rows < PROFILE_ROWS && no_row_next(reading, plan, &record); rows++) {
        struct arena_mark mark = arena_mark(reading->scratch);
        profile_add(&names, reading->scratch, at < record.count ? record.cells[at] : "");
        arena_release(reading->scratch, mark);
    }
    table_seek(reading->table, place);
    return plan->columns[at].heading.by_phrase &&
           profile_holds(&names, reading->scratch, WORDS_OF_NAME, 6);
}

/* The plan when the content says enough: who came, who signed up, what people thought. */
static struct plan *by_content(struct reading *reading, struct plan *plan)
{
    if (plan->line > 0 && (form_find(reading, plan) || question_is_evaluation(reading, plan))) {
        return plan_finish(reading, plan);
    }
    guess_roles(reading, plan);
    bool events = plan_has(plan, ROLE_ACTION) && plan_has(plan, ROLE_STAMP);
    bool joins = plan_has(plan, ROLE_JOINED) && plan_has(plan, ROLE_LEFT);
    if (joins) {
        columns_order_moments(reading, plan);
    }
    bool sign_ups =
        (plan_has(plan, ROLE_MAIL) || lists_names(reading, plan)) && !plan_has(plan, ROLE_LEFT);
    if (!events && !joins) {
        guess_marks(plan);
    }
    bool measured = plan_has(plan, ROLE_ATTENDED) ||
                    (plan_has(plan, ROLE_DURATION) && !plan_has(plan, ROLE_JOINED));
    if (!plan_names_somebody(plan) || (!events && !joins && !sign_ups && !measured)) {
        return NULL;
    }
    if (sign_ups && plan_has(plan, ROLE_JOINED) && !events) {
        columns_give(plan, (size_t)plan->at[ROLE_JOINED], ROLE_REGISTERED);
    }
    return plan_finish(reading, plan);
}

struct plan *guess_plan(struct reading *reading)
{
    struct table_place start = table_tell(reading->table);
    struct record record;
    struct plan *plan = NULL;
    if (find_first_row(reading, &record) && is_wordy(reading->scratch, &record)) {
        /* A heading in words that nobody here knows. */
        plan = arena_alloc(reading->arena, sizeof *plan);
        plan->line = record.line;
        plan->columns = columns_read(reading, &record, &plan->count);
        columns_index(plan);
        columns_look_ahead(reading, plan);
        plan = by_content(reading, plan);
    }
    if (plan == NULL) {
        table_seek(reading->table, start);
        plan = by_content(reading, plan_without_titles(reading));
    }
    if (plan != NULL) {
        table_expect(reading->table, plan->count);
    }
    return plan;
}
