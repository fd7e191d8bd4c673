/* across: see across.h. */
#include "engine/recognise/across.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/status.h"
#include "engine/recognise/choice.h"
#include "engine/recognise/columns.h"

/* -- headings --------------------------------------------------------------------------------- */

/* "Maandag", "di", "Thursday afternoon": a day that has no date. */
static bool names_weekday(const char *plain)
{
    static const char *const days[] = {"maandag",  "dinsdag", "woensdag", "donderdag", "vrijdag",
                                       "zaterdag", "zondag",  "monday",   "tuesday",   "wednesday",
                                       "thursday", "friday",  "saturday", "sunday"};
    static const char abbreviated[] = "|ma|di|wo|do|vr|za|zo|";
    size_t size = strcspn(plain, " ");
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (strlen(days[i]) == size && strncmp(plain, days[i], size) == 0) {
            return true;
        }
    }
    /* "ma", "ma ochtend", "di vm": two letters alone are also a word, "do" in front of others. */
    static const char *const parts[] = {"ochtend", "middag",    "avond",   "vm", "nm",
                                        "morning", "afternoon", "evening", "am", "pm"};
    char whole[8];
    snprintf(whole, sizeof whole, "|%.2s|", plain);
    bool alone = plain[size] == '\0';
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !alone; i++) {
        alone = strcmp(plain + size + 1, parts[i]) == 0;
    }
    return size == 2 && alone && strstr(abbreviated, whole) != NULL;
}

/* What the marks of a column say, where a word of its heading tells. */
enum mark_meaning { MEANS_NOTHING, MEANS_CAME, MEANS_SIGNED_UP };

static enum mark_meaning meaning_of(const char *word, size_t size)
{
    static const struct {
        const char *word;
        enum mark_meaning meaning;
    } known[] = {{"aanwezig", MEANS_CAME},          {"aanwezigheid", MEANS_CAME},
                 {"opgekomen", MEANS_CAME},         {"geweest", MEANS_CAME},
                 {"ingecheckt", MEANS_CAME},        {"presentie", MEANS_CAME},
                 {"attended", MEANS_CAME},          {"attendance", MEANS_CAME},
                 {"present", MEANS_CAME},           {"presence", MEANS_CAME},
                 {"anwesend", MEANS_CAME},          {"aangemeld", MEANS_SIGNED_UP},
                 {"aanmelding", MEANS_SIGNED_UP},   {"ingeschreven", MEANS_SIGNED_UP},
                 {"inschrijving", MEANS_SIGNED_UP}, {"registered", MEANS_SIGNED_UP},
                 {"registration", MEANS_SIGNED_UP}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strlen(known[i].word) == size) {
            size_t same = 0;
            while (same < size && text_lower_char(word[same]) == known[i].word[same]) {
                same++;
            }
            if (same == size) {
                return known[i].meaning;
            }
        }
    }
    return MEANS_NOTHING;
}

/* Takes the word that says what a mark means off either end of a heading: "Aanwezig ma 5 okt",
 * "Klantreis (aanwezig)". What is left names the session, the same under both words. */
static const char *session_of(struct arena *arena, const char *title, enum mark_meaning *meaning)
{
    static const char around[] = " \t:-()[]/|,\n";
    const char *start = title + strspn(title, around);
    const char *end = title + strlen(title);
    while (end > start && strchr(around, end[-1]) != NULL) {
        end--;
    }
    size_t first = strcspn(start, around);
    const char *last = end;
    while (last > start && strchr(around, last[-1]) == NULL) {
        last--;
    }
    *meaning = meaning_of(start, first);
    if (*meaning != MEANS_NOTHING) {
        start += first;
    } else {
        *meaning = meaning_of(last, (size_t)(end - last));
        if (*meaning == MEANS_NOTHING) {
            return title;
        }
        end = last;
    }
    start += strspn(start, around);
    while (end > start && strchr(around, end[-1]) != NULL) {
        end--;
    }
    return end > start ? arena_copy(arena, start, (size_t)(end - start)) : title;
}

/* By a title of the programme, a day or a clock; `moment` is what was read of the latter. */
static bool says_which(struct reading *reading, const char *title, struct moment *moment)
{
    const char *rest;
    return date_read_prefix(title, moment, &rest) || date_find(title, moment) ||
           choice_knows_title(reading, title) ||
           names_weekday(heading_plain(reading->scratch, title));
}

bool across_names_session(struct reading *reading, const char *cell)
{
    enum { LONGEST = 200 };
    if (strnlen(cell, LONGEST) == LONGEST) {
        return false;
    }
    enum mark_meaning meaning;
    struct moment moment = {0};
    struct arena_mark mark = arena_mark(reading->scratch);
    bool names = says_which(reading, session_of(reading->scratch, cell, &meaning), &moment);
    arena_release(reading->scratch, mark);
    return names;
}

/* Whether the column is a session by its title; if so, which, and what its marks say. */
static bool names_session(struct reading *reading, struct column *column)
{
    enum mark_meaning meaning;
    struct moment moment = {0};
    const char *title = session_of(reading->arena, column->title, &meaning);
    if (!says_which(reading, title, &moment)) {
        return false;
    }
    column->session_start = moment;
    column->session_title = title;
    column->presence = meaning == MEANS_CAME || column->points;
    return true;
}

/* Whether another column holds who signed up for the session of this one. */
static bool signs_up_apart(const struct plan *plan, const struct column *presence)
{
    for (size_t i = 0; i < plan->count; i++) {
        const struct column *column = &plan->columns[i];
        if (column->session && !column->presence &&
            text_equal_ignoring_case(column->session_title, presence->session_title)) {
            return true;
        }
    }
    return false;
}

void across_find(struct reading *reading, struct plan *plan)
{
    enum { PAIRS_MOST = 1000 }; /* columns that are compared with each other */
    size_t marked = 0;
    size_t sessions = 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        bool free = column->role == ROLE_NONE || !column->heading.by_phrase;
        /* A row of totals puts one number under the marks. */
        const struct profile *p = &column->profile;
        column->points = p->points > 0 && profile_mostly(p, p->points + p->unasked);
        bool marks =
            column->points || profile_mostly(p, p->marks) || p->filled <= p->silent + p->marks + 1;
        if (free && marks && !text_is_blank(column->title) && names_session(reading, column)) {
            column->session = true;
            column->role = ROLE_NONE;
            sessions++;
            marked += column->profile.filled > 0;
        }
    }
    plan->sessions_across = marked > 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        column->session = column->session && plan->sessions_across;
        column->presence = column->presence && column->session;
    }
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];
        if (column->presence) {
            plan->presence_across = true;
            column->signed_up_apart = sessions <= PAIRS_MOST && signs_up_apart(plan, column);
            column->blank_is_no = sessions == 1;
        }
    }
    columns_index(plan);
}

/* -- rows ------------------------------------------------------------------------------------- */

static void hand_over(struct reading *reading, const struct column *column, struct row *row,
                      bool *any)
{
    row->continued = *any;
    row->session[SESSION_COLUMN] = column->session_title;
    row->session_start = column->session_start;
    reading_hand_over(reading, row);
    row->answers = NULL;
    row->answer_count = 0;
    *any = true;
}

/* A yes is somebody who came, a no somebody who was expected and did not. On a list of several
 * sessions an empty cell says nothing: not everybody was expected everywhere. */
static void hand_over_presence(struct reading *reading, const struct column *column,
                               enum cleaned mark, bool yes, struct row *row, bool *any)
{
    bool no = mark == CLEANED ? !yes : mark == CLEANED_EMPTY && column->blank_is_no;
    if (!yes && (!no || column->signed_up_apart)) {
        return;
    }
    enum registration_status status = row->status;
    row->status = column->signed_up_apart ? REGISTRATION_NONE : status;
    row->attended = yes ? ATTENDED_YES : ATTENDED_NO;
    hand_over(reading, column, row, any);
    row->status = status;
    row->attended = ATTENDED_UNKNOWN;
}

/* Who says no to all sessions is kept as somebody who does not come. Of who says nothing at all no
 * registration, presence or absence can be made: the session is empty in that row, which FORMATS.md
 * section 2 calls a bad row. The finding tells whom the list forgot. */
void across_hand_over(struct reading *reading, const struct plan *plan, const struct record *record,
                      struct row *row)
{
    bool any = false;
    const struct column *refused = NULL;
    row->attended = ATTENDED_UNKNOWN;
    for (size_t i = 0; i < plan->count; i++) {
        const struct column *column = &plan->columns[i];
        if (!column->session) {
            continue;
        }
        bool yes = false;
        const char *cell = i < record->count ? record->cells[i] : "";
        bool unasked = column->points && strcmp(cell, "?") == 0;
        enum cleaned mark =
            unasked ? CLEANED_EMPTY : mark_read_explained(reading->scratch, cell, &yes);
        if (mark == CLEANED_BAD) {
            reading_find(reading, FINDING_CELL_MARK_UNKNOWN, record->line, (int)i + 1,
                         column->title);
        }
        if (column->presence) {
            hand_over_presence(reading, column, mark, yes, row, &any);
        } else if (yes) {
            hand_over(reading, column, row, &any);
        } else if (mark == CLEANED) {
            refused = column;
        }
    }
    if (!any && refused != NULL) {
        row->status = REGISTRATION_CANCELLED;
        hand_over(reading, refused, row, &any);
    } else if (!any) {
        reading_reject(reading, FINDING_ROW_NO_SESSION, record->line, 0, NULL);
    }
}
