/* visits: see visits.h. Two moments beside a name are a visit when they lie, row by row, some hours
 * apart at most and in the same order; a number is a duration when its title names a unit of time.
 */
#include "engine/recognise/visits.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/recognise/columns.h"
#include "engine/recognise/question.h"
#include "engine/recognise/section.h"
#include "engine/unicode/fold.h"

#define ANY(plain, list) heading_has_any((plain), (list), sizeof(list) / sizeof *(list))

/* -- durations -------------------------------------------------------------------------------- */

static bool has_word(const char *plain, const char *word)
{
    size_t size = strlen(word);
    for (const char *s = plain; s != NULL && *s != '\0'; s = strchr(s, ' ')) {
        s += strspn(s, " ");
        if (strncmp(s, word, size) == 0 && (s[size] == '\0' || s[size] == ' ')) {
            return true;
        }
    }
    return false;
}

/* Whether the title names a unit of time; its brackets are words here, for the unit often stands
 * between them. */
static bool names_unit(struct reading *reading, const struct column *column)
{
    static const char *const units[] = {"minut", "seconde", "seconds", "uren", "hours"};
    static const char *const never[] = {"reis",  "travel", "wacht", "wait",    "voorbereid",
                                        "pauze", "lunch",  "max",   "contract"};
    if (strchr(column->title, '?') != NULL) {
        return false;
    }
    char *plain = fold_plain(reading->scratch, heading_words(reading->scratch, column->title));
    for (char *c = plain; *c != '\0'; c++) {
        *c = strchr("()[].:/", *c) != NULL ? ' ' : *c;
    }
    bool unit = ANY(plain, units) || has_word(plain, "min") || has_word(plain, "mins") ||
                has_word(plain, "sec");
    return unit && !ANY(plain, never);
}

/* "Kijktijd (minuten)", "Total minutes", "Aanwezig (min)": numbers with a unit above them. */
static void find_duration(struct reading *reading, struct plan *plan)
{
    for (size_t i = 0; i < plan->count && !plan_has(plan, ROLE_DURATION); i++) {
        struct column *column = &plan->columns[i];
        const struct profile *p = &column->profile;
        bool open = column->role == ROLE_NONE || column->role == ROLE_ATTENDED;
        bool marks = profile_mostly(p, p->marks); /* ones and noughts */
        struct arena_mark mark = arena_mark(reading->scratch);
        if (open && !marks && profile_mostly(p, p->numbers + p->durations) &&
            names_unit(reading, column)) {
            column->heading.unit = heading_unit(reading->scratch, column->title);
            columns_give(plan, i, ROLE_DURATION);
        }
        arena_release(reading->scratch, mark);
    }
}

/* -- times ------------------------------------------------------------------------------------ */

/* A column of days with clocks or of clocks, whose title does not say that it is about something
 * else than a visit. */
static bool may_be_visit(const struct column *column)
{
    static const char *const others[] = {
        "sessie",    "session",  "workshop",  "bijeenkomst", "evenement",  "event",
        "vergader",  "meeting",  "webinar",   "aanmaak",     "aangemaakt", "wijzig",
        "gewijzigd", "created",  "modified",  "updated",     "bestel",     "betaal",
        "order",     "paid",     "verzonden", "sent",        "bevestig",   "trein",
        "train",     "ophaal",   "vlucht",    "flight",      "hotel",      "taxi",
        "pauze",     "geboorte", "deadline",  "aanmeld",     "registr",    "inschrijv"};
    bool free =
        column->role == ROLE_NONE || (column->role == ROLE_ATTENDED && !column->heading.by_phrase);
    return free && !column->session && columns_is_moment(column) &&
           !ANY(column->heading.plain, others);
}

/* Seconds from one cell to the other; false when one of them is no moment with a clock. */
static bool lasted(const struct record *record, size_t from, size_t to, int64_t *seconds)
{
    struct moment one = {0};
    struct moment other = {0};
    struct date_style style = {0};
    struct date_style other_style = {0};
    if (from >= record->count || to >= record->count ||
        date_read(record->cells[from], &style, &one) != CLEANED ||
        date_read(record->cells[to], &other_style, &other) != CLEANED ||
        !(one.flags & other.flags & MOMENT_TIME)) {
        return false;
    }
    *seconds = moment_between(one, other);
    if (!(one.flags & other.flags & MOMENT_DATE)) {
        *seconds = (*seconds % MOMENT_DAY + MOMENT_DAY) % MOMENT_DAY; /* clocks: past midnight */
    }
    return true;
}

/* How the times of two columns lie, row by row. */
struct passage {
    size_t known;   /* rows that have both */
    size_t visits;  /* of these the second comes some hours later at most */
    size_t lasting; /* and not at the same moment */
};

static struct passage passage_of(struct reading *reading, size_t from, size_t to)
{
    enum { LONGEST = 16 * 3600 };
    struct table_place place = table_tell(reading->table);
    struct record record;
    struct passage passage = {0};
    for (size_t rows = 0; rows < PROFILE_ROWS && table_next(reading->table, &record); rows++) {
        int64_t seconds;
        if (section_is_title(reading, &record)) {
            break;
        }
        if (lasted(&record, from, to, &seconds)) {
            passage.known++;
            passage.visits += seconds >= 0 && seconds <= LONGEST;
            passage.lasting += seconds > 0;
        }
    }
    table_seek(reading->table, place);
    return passage;
}

/* Nearly all rows go from the one to the other within hours. */
static bool comes_after(struct reading *reading, size_t from, size_t to)
{
    struct passage passage = passage_of(reading, from, to);
    return passage.known > 0 && passage.visits * 10 >= passage.known * 9;
}

/* And most take some time. */
static bool goes_from_to(struct reading *reading, size_t from, size_t to)
{
    struct passage passage = passage_of(reading, from, to);
    return passage.visits * 10 >= passage.known * 9 && passage.lasting * 2 > passage.known;
}

/* Columns that may be one end of a visit. A list has a few; a table of hundreds of times is none.
 */
struct candidates {
    size_t at[6];
    size_t count;
};

static struct candidates list_candidates(const struct plan *plan)
{
    struct candidates found = {.count = 0};
    for (size_t i = 0; i < plan->count; i++) {
        if (!may_be_visit(&plan->columns[i])) {
            continue;
        }
        if (found.count == sizeof found.at / sizeof *found.at) {
            return (struct candidates){.count = 0};
        }
        found.at[found.count++] = i;
    }
    return found;
}

static void find_other_end(struct reading *reading, struct plan *plan, enum role known,
                           enum role wanted)
{
    size_t at = (size_t)plan->at[known];
    bool later = wanted == ROLE_LEFT;
    struct candidates found = list_candidates(plan);
    for (size_t i = 0; i < found.count; i++) {
        size_t other = found.at[i];
        if (goes_from_to(reading, later ? at : other, later ? other : at)) {
            columns_give(plan, other, wanted);
            return;
        }
    }
}

/* A list of sign-ups has dates of its own: ordered, paid, confirmed. */
static bool is_of_sign_ups(const struct plan *plan)
{
    return plan_has(plan, ROLE_STATUS) || plan_has(plan, ROLE_REGISTERED) ||
           plan_has(plan, ROLE_TICKET) || plan_has(plan, ROLE_ORDER_ID);
}

/* The number in a title, "Binnen 2"; 0 when there is none. */
static long number_in(const char *title)
{
    long number = 0;
    const char *s = title + strcspn(title, "0123456789");
    for (int i = 0; text_is_digit(*s) && i < 4; i++, s++) {
        number = number * 10 + (*s - '0');
    }
    return number;
}

/* Two columns that are a visit, of the same number ("In 1", "Uit 1") when that is asked. */
static bool find_ends(struct reading *reading, struct plan *plan, bool numbered)
{
    struct candidates found = list_candidates(plan);
    for (size_t i = 0; i < found.count; i++) {
        for (size_t k = 0; k < found.count; k++) {
            bool alike = number_in(plan->columns[found.at[i]].title) ==
                         number_in(plan->columns[found.at[k]].title);
            if (k != i && (alike || !numbered) && goes_from_to(reading, found.at[i], found.at[k])) {
                plan->columns[found.at[i]].role = ROLE_JOINED;
                columns_give(plan, found.at[k], ROLE_LEFT);
                return true;
            }
        }
    }
    return false;
}

static void find_both_ends(struct reading *reading, struct plan *plan)
{
    if (!find_ends(reading, plan, true)) {
        find_ends(reading, plan, false);
    }
}

/* -- more than one visit ---------------------------------------------------------------------- */

static bool has_role(const struct column *column, enum role role)
{
    return column->role == role && columns_is_moment(column);
}

/* Whether two columns further on are another visit of the same people: a title says so of both
 * ("Binnen", "Weg"), or their times lie behind those of the visit before. */
static bool is_visit(struct reading *reading, const struct plan *plan, size_t from, size_t to,
                     size_t before)
{
    const struct column *one = &plan->columns[from];
    const struct column *other = &plan->columns[to];
    bool told = has_role(one, ROLE_JOINED) && has_role(other, ROLE_LEFT);
    bool may = (has_role(one, ROLE_JOINED) || may_be_visit(one)) &&
               (has_role(other, ROLE_LEFT) || may_be_visit(other));
    return may && number_in(one->title) == number_in(other->title) &&
           goes_from_to(reading, from, to) && (told || comes_after(reading, before, from));
}

static bool is_taken(const struct plan *plan, size_t column)
{
    bool taken = (int)column == plan->at[ROLE_JOINED] || (int)column == plan->at[ROLE_LEFT];
    for (size_t i = 0; i < plan->visit_count && !taken; i++) {
        taken = column == plan->visits[i].joined || column == plan->visits[i].left;
    }
    return taken;
}

/* "Binnen 1, Weg 1, Binnen 2, Weg 2": what lies behind the first pair may be more of them. */
static void find_more_visits(struct reading *reading, struct plan *plan)
{
    enum { WIDEST = 60, VISITS_MOST = 12 };
    if (plan->count > WIDEST) {
        return; /* no list of visits; every pair of columns costs a walk over the first rows */
    }
    plan->visits = arena_alloc_array(reading->arena, VISITS_MOST, sizeof *plan->visits);
    size_t before = (size_t)plan->at[ROLE_LEFT];
    for (size_t from = 0; from < plan->count; from++) {
        for (size_t to = from + 1; to < plan->count && plan->visit_count < VISITS_MOST; to++) {
            if (!is_taken(plan, from) && !is_taken(plan, to) &&
                is_visit(reading, plan, from, to, before)) {
                plan->visits[plan->visit_count++] = (struct visit_columns){from, to};
                before = to;
            }
        }
    }
    for (size_t i = 0; i < plan->visit_count; i++) {
        plan->columns[plan->visits[i].joined].role = ROLE_JOINED;
        plan->columns[plan->visits[i].left].role = ROLE_LEFT;
    }
    columns_index(plan);
}

/* What tells one meeting from another in a list: session, day and start, as they are written. */
static const char *meeting_of(struct reading *reading, const struct plan *plan,
                              const struct record *record)
{
    static const enum role roles[] = {ROLE_SESSION, ROLE_TITLE, ROLE_EVENT,
                                      ROLE_TICKET,  ROLE_DAY,   ROLE_START};
    struct text key = text_create(reading->scratch);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        int at = plan->at[roles[i]];
        text_printf(&key, "%s\n",
                    at == NO_COLUMN || (size_t)at >= record->count ? "" : record->cells[at]);
    }
    return key.bytes;
}

bool visits_differ(struct reading *reading, const struct plan *plan)
{
    if (!plan_has(plan, ROLE_START) || !plan_has(plan, ROLE_END)) {
        return false;
    }
    struct arena_mark mark = arena_mark(reading->scratch);
    struct table_place place = table_tell(reading->table);
    struct intern *meetings = intern_create(reading->scratch);
    int64_t *lengths = arena_alloc_array(reading->scratch, PROFILE_ROWS, sizeof *lengths);
    struct record record;
    bool differ = false;
    for (size_t rows = 0; rows < PROFILE_ROWS && !differ && table_next(reading->table, &record);
         rows++) {
        int64_t seconds;
        if (!lasted(&record, (size_t)plan->at[ROLE_START], (size_t)plan->at[ROLE_END], &seconds)) {
            continue;
        }
        const char *key = meeting_of(reading, plan, &record);
        size_t known = intern_count(meetings);
        uint32_t meeting = intern_put(meetings, key, strlen(key));
        lengths[meeting] = meeting == known ? seconds : lengths[meeting];
        differ = lengths[meeting] != seconds;
    }
    table_seek(reading->table, place);
    arena_release(reading->scratch, mark);
    return differ;
}

bool visits_are_merged(const struct plan *plan)
{
    static const char *const first[] = {"first",   "eerst", "erst",    "premier", "primer",
                                        "primeir", "prim",  "pierwsz", "forst",   "ensi",
                                        "prvni",   "最初",  "首次",    "перв"};
    static const char *const last[] = {"last",    "laatst",  "letzt",  "derni", "ultim",
                                       "ostatni", "posledn", "senast", "sist",  "sidst",
                                       "seneste", "viim",    "最後",   "上次",  "последн"};
    return plan_has(plan, ROLE_JOINED) && plan_has(plan, ROLE_LEFT) &&
           plan_has(plan, ROLE_DURATION) &&
           ANY(plan->columns[plan->at[ROLE_JOINED]].heading.plain, first) &&
           ANY(plan->columns[plan->at[ROLE_LEFT]].heading.plain, last);
}

void visits_find(struct reading *reading, struct plan *plan)
{
    if (!plan_has(plan, ROLE_JOINED) && plan_has(plan, ROLE_LEFT) &&
        plan_has(plan, ROLE_ATTENDED) &&
        columns_is_moment(&plan->columns[plan->at[ROLE_ATTENDED]])) {
        columns_give(plan, (size_t)plan->at[ROLE_ATTENDED], ROLE_JOINED); /* "Deelgenomen" */
    }
    unsigned traits = reading->format->traits;
    bool other = (traits & (TRAIT_FORM | TRAIT_APPOINTMENT)) != 0; /* moments of something else */
    bool open =
        !other && (reading->format->format == FORMAT_LIST || (traits & TRAIT_PRESENCE) != 0);
    if (!open || !plan_names_somebody(plan) || question_is_evaluation(reading, plan)) {
        return; /* a form: when it was filled in */
    }
    bool joined = plan_has(plan, ROLE_JOINED);
    bool left = plan_has(plan, ROLE_LEFT);
    if (joined && !left) {
        find_other_end(reading, plan, ROLE_JOINED, ROLE_LEFT);
    } else if (left && !joined) {
        find_other_end(reading, plan, ROLE_LEFT, ROLE_JOINED);
    } else if (!joined && !plan_has(plan, ROLE_START) && !is_of_sign_ups(plan)) {
        find_both_ends(reading, plan);
    }
    if (plan_has(plan, ROLE_JOINED) && plan_has(plan, ROLE_LEFT)) {
        find_more_visits(reading, plan);
    }
    find_duration(reading, plan);
}
