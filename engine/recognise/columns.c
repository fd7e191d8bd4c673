/* columns: see columns.h. */
#include "engine/recognise/columns.h"

#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/clean/status.h"
#include "engine/recognise/heading_row.h"
#include "engine/recognise/no_row.h"
#include "engine/recognise/section.h"

enum role columns_said(const struct reading *reading, const char *title)
{
    const struct file_override *override = &reading->context->override;
    for (size_t i = 0; i < override->column_count; i++) {
        struct arena_mark mark = arena_mark(reading->scratch);
        bool same = strcmp(heading_plain(reading->scratch, override->columns[i].title),
                           heading_plain(reading->scratch, title)) == 0;
        enum role role =
            same ? heading_role_named(reading->scratch, override->columns[i].word) : ROLE_NONE;
        arena_release(reading->scratch, mark);
        if (role != ROLE_NONE) {
            return role;
        }
    }
    return ROLE_NONE;
}

/* What edition.ini says goes before what its title says. */
static void take_said(struct reading *reading, struct column *column)
{
    enum role said = columns_said(reading, column->title);
    if (said != ROLE_NONE) {
        column->heading.role = said;
        column->heading.by_phrase = true;
        column->heading.unit = heading_unit(reading->arena, column->title);
        reading->columns_said = true;
    }
}

struct column *columns_read(struct reading *reading, const struct record *record, size_t *count)
{
    size_t width = record->count;
    while (width > 0 && text_is_blank(record->cells[width - 1])) {
        width--;
    }
    struct column *columns = arena_alloc_array(reading->arena, width + 1, sizeof *columns);
    for (size_t i = 0; i < width; i++) {
        struct column *column = &columns[i];
        column->title = text_trim(reading->arena, record->cells[i]);
        column->heading = heading_read(reading->headings, reading->arena, column->title);
        take_said(reading, column);
        column->role = column->heading.role;
        column->question = QUESTION_NOT;
        column->date.utc = column->heading.utc || (reading->format->traits & TRAIT_UTC);
        reading->dutch_words += column->heading.dutch;
        reading->known_words += column->heading.role != ROLE_NONE;
        profile_start(&column->profile, reading->arena);
    }
    *count = width;
    return columns;
}

/* Whether the title alone says what the column is: the whole of it is a phrase that is known, and
 * no cell could make a session, a question or something else of it. Its cells need no look. */
static bool speaks_for_itself(const struct column *column)
{
    switch (column->role) {
    case ROLE_NAME:
    case ROLE_FIRST:
    case ROLE_INFIX:
    case ROLE_LAST:
    case ROLE_MAIL:
    case ROLE_MAIL_BEST:
    case ROLE_UPN:
    case ROLE_REG_FIRST:
    case ROLE_REG_LAST:
    case ROLE_REG_MAIL:
    case ROLE_REGISTERED:
    case ROLE_STATUS:
    case ROLE_ORGANISATION:
    case ROLE_JOINED:
    case ROLE_LEFT:
    case ROLE_DURATION:
    case ROLE_STAMP:
    case ROLE_ROLE:
    case ROLE_PERSON_ID:
    case ROLE_REGISTRATION_ID:
    case ROLE_SESSION_ID:
        return column->heading.by_phrase;
    default:
        return false;
    }
}

/* The columns whose cells must be looked at; their number. */
static size_t list_open(struct arena *arena, const struct plan *plan, size_t **open)
{
    size_t count = 0;
    *open = arena_alloc_array(arena, plan->count, sizeof **open);
    /* "Participant" beside a first and a last name may say whether they came. */
    bool doubtful = plan_has(plan, ROLE_NAME) && plan_has(plan, ROLE_LAST);
    for (size_t i = 0; i < plan->count; i++) {
        if (!speaks_for_itself(&plan->columns[i]) ||
            (doubtful && plan->columns[i].role == ROLE_NAME)) {
            (*open)[count++] = i;
        }
    }
    return count;
}

/* The columns whose cells are looked at. */
struct open_columns {
    size_t *at;
    size_t count;
};

static void add_cells(struct reading *reading, struct plan *plan, const struct open_columns *open,
                      const struct record *record)
{
    for (size_t i = 0; i < open->count && !record->quote_open; i++) {
        struct column *column = &plan->columns[open->at[i]];
        const char *cell = open->at[i] < record->count ? record->cells[open->at[i]] : "";
        struct arena_mark mark = arena_mark(reading->scratch);
        /* A cell that says its title again says nothing else. */
        profile_add(&column->profile, reading->scratch,
                    *cell != '\0' && strcmp(cell, column->title) == 0 ? "" : cell);
        arena_release(reading->scratch, mark);
    }
}

/* Looks at the first rows, with or without those in which one cell of several is filled; how many
 * of those there were, less the others. Stops where another table begins. */
static long look_ahead(struct reading *reading, struct plan *plan, const struct open_columns *open,
                       bool with_lone)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    long more_lone = 0;
    bool blank = false;
    for (size_t rows = 0; rows < PROFILE_ROWS && table_next(reading->table, &record);) {
        size_t first;
        size_t second;
        size_t filled = reading_filled_cells(&record, &first, &second);
        if (filled == 0) {
            blank = true;
            continue;
        }
        if (no_row_is(reading, plan, &record)) {
            continue;
        }
        if (section_is_title(reading, &record) ||
            ((blank || rows < 2) && heading_row_is(reading, plan, &record))) {
            break;
        }
        blank = false;
        rows++;
        bool lone = filled == 1 && plan->count > 1;
        more_lone += lone ? 1 : -1;
        if (!lone || with_lone) {
            add_cells(reading, plan, open, &record);
        }
    }
    table_seek(reading->table, place);
    return more_lone;
}

/* Looks at the cells of the first rows, where the titles do not say enough, and goes back. A cell
 * alone among full rows is a note of whoever kept the list; where most rows are so, they are rows.
 */
void columns_look_ahead(struct reading *reading, struct plan *plan)
{
    struct open_columns open;
    open.count = list_open(reading->arena, plan, &open.at);
    if (open.count == 0 || look_ahead(reading, plan, &open, false) <= 0) {
        return;
    }
    for (size_t i = 0; i < open.count; i++) {
        profile_start(&plan->columns[open.at[i]].profile, reading->arena);
    }
    look_ahead(reading, plan, &open, true);
}

static bool has_any(const struct plan *plan, const enum role *roles, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (plan->at[roles[i]] != NO_COLUMN) {
            return true;
        }
    }
    return false;
}

#define HAS_ANY(plan, roles) has_any((plan), (roles), sizeof(roles) / sizeof *(roles))

static void find_groups(struct plan *plan)
{
    static const enum role labels[] = {ROLE_SESSION, ROLE_TICKET, ROLE_EVENT};
    static const enum role times[] = {ROLE_EVENT_START, ROLE_DAY, ROLE_START};
    static const enum role names[] = {ROLE_NAME, ROLE_FIRST, ROLE_LAST, ROLE_REG_FIRST,
                                      ROLE_REG_LAST};
    static const enum role addresses[] = {ROLE_REG_MAIL, ROLE_MAIL_BEST, ROLE_MAIL, ROLE_UPN};
    static const enum role describes[] = {ROLE_PERSON_ID, ROLE_ORDER_ID, ROLE_ORGANISATION,
                                          ROLE_PLACE, ROLE_JOB};
    plan->labels = HAS_ANY(plan, labels);
    plan->times = HAS_ANY(plan, times);
    plan->names = HAS_ANY(plan, names);
    plan->addresses = HAS_ANY(plan, addresses);
    plan->describes = HAS_ANY(plan, describes);
}

void columns_index(struct plan *plan)
{
    for (int role = 0; role < ROLE_COUNT_ALL; role++) {
        plan->at[role] = NO_COLUMN;
    }
    /* The first of several; who comes goes before who ordered. */
    for (int orderers = 1; orderers >= 0; orderers--) {
        for (size_t i = plan->count; i > 0; i--) {
            if (plan->columns[i - 1].heading.orderer == orderers) {
                plan->at[plan->columns[i - 1].role] = (int)(i - 1);
            }
        }
    }
    find_groups(plan);
}

void columns_give(struct plan *plan, size_t column, enum role role)
{
    plan->columns[column].role = role;
    columns_index(plan);
}

bool columns_is_moment(const struct column *column)
{
    return profile_mostly(&column->profile, column->profile.dates + column->profile.clocks);
}

/* Whether most of the different cells hold digits: numbers of cases, codes, rooms. */
static bool holds_codes(const struct profile *profile)
{
    size_t distinct = intern_count(profile->values);
    size_t codes = 0;
    for (size_t i = 0; i < distinct; i++) {
        const char *cell = intern_string(profile->values, (uint32_t)i);
        codes += cell[strcspn(cell, "0123456789")] != '\0';
    }
    return codes * 2 > distinct;
}

int columns_who(struct reading *reading, const struct plan *plan)
{
    int best = NO_COLUMN;
    bool best_named = false;
    size_t best_distinct = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const struct column *column = &plan->columns[i];
        const struct profile *p = &column->profile;
        size_t others = p->numbers + p->dates + p->clocks + p->durations + p->mails + p->actions;
        if (column->role != ROLE_NONE || column->session || p->filled == 0 || others > 0 ||
            p->marks * 2 >= p->filled || holds_codes(p) ||
            profile_holds(p, reading->scratch, WORDS_OF_BODY, 6)) {
            continue;
        }
        bool named = profile_holds(p, reading->scratch, WORDS_OF_NAME, 6);
        size_t distinct = intern_count(p->values);
        if (best == NO_COLUMN || named > best_named ||
            (named == best_named && distinct > best_distinct)) {
            best = (int)i;
            best_named = named;
            best_distinct = distinct;
        }
    }
    return best;
}

int columns_part(struct reading *reading, const struct plan *plan)
{
    enum { PARTS_MOST = 6 };
    for (size_t i = 0; i < plan->count; i++) {
        const struct column *column = &plan->columns[i];
        size_t distinct = intern_count(column->profile.values);
        bool open = column->role == ROLE_NONE || column->role == ROLE_JOB;
        for (size_t k = 0; open && distinct <= PARTS_MOST && k < distinct; k++) {
            struct arena_mark mark = arena_mark(reading->scratch);
            const char *cell = intern_string(column->profile.values, (uint32_t)k);
            bool staff = status_is_staff_role(reading->scratch, cell, false);
            arena_release(reading->scratch, mark);
            if (staff) {
                return (int)i;
            }
        }
    }
    return NO_COLUMN;
}

/* Whether the times of the first column mostly lie behind those of the second. */
static bool runs_backwards(struct reading *reading, const struct plan *plan, size_t first,
                           size_t second)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    size_t forwards = 0;
    size_t backwards = 0;
    for (size_t rows = 0; rows < PROFILE_ROWS && table_next(reading->table, &record); rows++) {
        if (section_is_title(reading, &record)) {
            break;
        }
        struct moment one = {0};
        struct moment other = {0};
        struct date_style first_style = plan->columns[first].date;
        struct date_style second_style = plan->columns[second].date;
        if (first < record.count && second < record.count &&
            date_read(record.cells[first], &first_style, &one) == CLEANED &&
            date_read(record.cells[second], &second_style, &other) == CLEANED) {
            forwards += one.seconds < other.seconds;
            backwards += one.seconds > other.seconds;
        }
    }
    table_seek(reading->table, place);
    return backwards > forwards;
}

void columns_order_moments(struct reading *reading, struct plan *plan)
{
    size_t joined = (size_t)plan->at[ROLE_JOINED];
    size_t left = (size_t)plan->at[ROLE_LEFT];
    if (runs_backwards(reading, plan, joined, left)) {
        plan->columns[joined].role = ROLE_LEFT;
        columns_give(plan, left, ROLE_JOINED);
    }
}
