/* gate_cells: see gate_cells.h.
 *
 * The sums that a reader knows:
 *   1. each measure over the sessions of a day is the day's; over the days the week's;
 *   2. in a session, a day and the week, registrations in rated sessions are those who came plus
 *      those who stayed away, and over the sessions they are the day's and the week's;
 *   3. walk-ins over the days are the week's;
 *   4. people per municipality, plus those of no municipality, are all people;
 *   5. answers over the grades are all answers;
 *   6. of a source, rows read are used + merged + rejected; and used over the sources are
 *      rows.used; the forms that were used are all forms;
 *   7. what figures say of each other (gate_numbers.def).
 */
#include "engine/publish/gate_cells.h"

#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/publish/gate_numbers.h"

const struct raw_table *gate_raw(const struct gate_input *input, const char *name)
{
    for (size_t i = 0; i < input->table_count; i++) {
        if (text_equal(input->tables[i].name, name)) {
            return &input->tables[i];
        }
    }
    return NULL;
}

const struct figure *gate_figure(const struct gate_input *input, const char *id)
{
    for (size_t i = 0; i < input->figure_count; i++) {
        if (text_equal(input->figures[i].id, id)) {
            return &input->figures[i];
        }
    }
    return NULL;
}

/* `what` beside gate->about is the key by which later releases know the cell. */
static size_t add_cell(struct gate_cells *gate, const char *what, struct protect_cell cell)
{
    *VECTOR_PUSH(gate->arena, &gate->cells) = cell;
    *VECTOR_PUSH(gate->arena, &gate->keys) =
        arena_printf(gate->arena, "%s %s", what, gate->about == NULL ? "" : gate->about);
    return gate->cells.count - 1;
}

size_t gate_add_people(struct gate_cells *gate, const char *what, int64_t value, int keep)
{
    return add_cell(gate, what,
                    (struct protect_cell){.value = value, .people = true, .keep = keep});
}

size_t gate_add_unprinted(struct gate_cells *gate, const char *what, int64_t value)
{
    return add_cell(
        gate, what,
        (struct protect_cell){.value = value, .state = PROTECT_CLASS, .to = PROTECT_ENDLESS});
}

size_t gate_add_rows(struct gate_cells *gate, const char *what, int64_t value, int keep)
{
    return add_cell(gate, what, (struct protect_cell){.value = value, .keep = keep});
}

void gate_add_sum(struct gate_cells *gate, size_t total, const size_t *parts, size_t count)
{
    size_t *copy = arena_alloc_array(gate->arena, count + 1, sizeof *copy);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (parts[i] != NO_CELL) {
            copy[kept++] = parts[i];
        }
    }
    if (total != NO_CELL) {
        *VECTOR_PUSH(gate->arena, &gate->sums) = (struct protect_sum){total, copy, kept};
    }
}

/* -- sessions, days, the week --------------------------------------------------------------------
 */

static const char *const measure_keys[MEASURES] = {"registered", "present", "came", "away"};

const char *gate_about_session(const struct gate_cells *gate, const struct raw_table *sessions,
                               size_t row)
{
    return arena_printf(gate->arena, "s %lld %lld %s",
                        (long long)raw_integer(sessions, row, "day", INT64_MIN),
                        (long long)raw_integer(sessions, row, "starts_at", INT64_MIN),
                        raw_at(sessions, row, "title")->text);
}

static void session_cells(struct gate_cells *gate, const struct raw_table *table, size_t row,
                          struct session_cells *cells)
{
    int64_t registrations = raw_integer(table, row, "registrations", -1);
    int64_t attendees = raw_integer(table, row, "attendees", -1);
    int64_t rated = raw_integer(table, row, "rated", 0);
    int64_t came = raw_integer(table, row, "rated_attended", 0);
    int64_t answers = raw_integer(table, row, "answers", -1);
    gate->about = gate_about_session(gate, table, row);
    for (int i = 0; i < MEASURES; i++) {
        cells->people[i] = NO_CELL;
    }
    if (registrations >= 0) {
        cells->people[REGISTERED] =
            gate_add_people(gate, measure_keys[REGISTERED], registrations, 0);
    }
    if (attendees >= 0) {
        cells->people[PRESENT] = gate_add_people(gate, measure_keys[PRESENT], attendees, 0);
    }
    if (rated > 0) {
        bool printed = rated >= GATE_RATE_FROM;
        cells->people[CAME] = printed ? gate_add_people(gate, measure_keys[CAME], came, 0)
                                      : gate_add_unprinted(gate, measure_keys[CAME], came);
        cells->people[STAYED_AWAY] =
            printed ? gate_add_people(gate, measure_keys[STAYED_AWAY], rated - came, 0)
                    : gate_add_unprinted(gate, measure_keys[STAYED_AWAY], rated - came);
        gate_add_sum(gate, cells->people[REGISTERED],
                     (size_t[]){cells->people[CAME], cells->people[STAYED_AWAY]}, 2);
    }
    cells->answers = answers >= 0 ? gate_add_people(gate, "answers", answers, 0) : NO_CELL;
}

bool gate_same_day(const struct raw_table *sessions, size_t row, const struct raw_table *days,
                   size_t day)
{
    return raw_integer(sessions, row, "day", INT64_MIN) == raw_integer(days, day, "day", INT64_MIN);
}

static int64_t total_of(const struct gate_cells *gate, const size_t *parts, size_t count)
{
    int64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        value += parts[i] == NO_CELL ? 0 : gate->cells.items[parts[i]].value;
    }
    return value;
}

/* The total of a measure over the parts, as a cell in their sum. */
static size_t add_up(struct gate_cells *gate, const char *what, const size_t *parts, size_t count,
                     int keep)
{
    size_t total = gate_add_people(gate, what, total_of(gate, parts, count), keep);
    gate_add_sum(gate, total, parts, count);
    return total;
}

/* A count that is nowhere printed, as the sum of its parts. */
static size_t add_up_unprinted(struct gate_cells *gate, const char *what, const size_t *parts,
                               size_t count)
{
    size_t total = gate_add_unprinted(gate, what, total_of(gate, parts, count));
    gate_add_sum(gate, total, parts, count);
    return total;
}

/* The registrations of rated sessions are those who came plus those who stayed away, which a rate
 * gives; the others are what is left of all. */
static void split_registrations(struct gate_cells *gate, size_t rated, size_t others,
                                const size_t people[MEASURES])
{
    gate_add_sum(gate, rated, (size_t[]){people[CAME], people[STAYED_AWAY]}, 2);
    gate_add_sum(gate, people[REGISTERED], (size_t[]){rated, others}, 2);
}

const char *gate_about_day(const struct gate_cells *gate, const struct raw_table *days, size_t day)
{
    return arena_printf(gate->arena, "d %lld", (long long)raw_integer(days, day, "day", INT64_MIN));
}

static void rated_cells(struct gate_cells *gate, const struct raw_table *sessions,
                        const struct raw_table *days, size_t *parts)
{
    size_t *rated = arena_alloc_array(gate->arena, days->row_count + 1, sizeof *rated);
    size_t *others = arena_alloc_array(gate->arena, days->row_count + 1, sizeof *others);
    for (size_t day = 0; day < days->row_count; day++) {
        size_t count = 0;
        size_t other_count = 0;
        for (size_t i = 0; i < sessions->row_count; i++) {
            size_t registered = gate->sessions[i].people[REGISTERED];
            if (!gate_same_day(sessions, i, days, day) || registered == NO_CELL) {
                continue;
            }
            /* Rated ones from the front, the others from the back. */
            if (gate->sessions[i].people[CAME] != NO_CELL) {
                parts[count++] = registered;
            } else {
                parts[sessions->row_count - ++other_count] = registered;
            }
        }
        gate->about = gate_about_day(gate, days, day);
        rated[day] = add_up_unprinted(gate, "rated", parts, count);
        others[day] = add_up_unprinted(gate, "unrated", parts + (sessions->row_count - other_count),
                                       other_count);
        split_registrations(gate, rated[day], others[day], gate->days[day].people);
    }
    gate->about = "week";
    gate->week_rated = add_up_unprinted(gate, "rated", rated, days->row_count);
    split_registrations(gate, gate->week_rated,
                        add_up_unprinted(gate, "unrated", others, days->row_count),
                        gate->week.people);
}

static void week_cells(struct gate_cells *gate, const struct raw_table *sessions,
                       const struct raw_table *days)
{
    size_t *parts =
        arena_alloc_array(gate->arena, sessions->row_count + days->row_count + 1, sizeof *parts);
    for (int measure = 0; measure < MEASURES; measure++) {
        for (size_t day = 0; day < days->row_count; day++) {
            size_t count = 0;
            for (size_t i = 0; i < sessions->row_count; i++) {
                if (gate_same_day(sessions, i, days, day)) {
                    parts[count++] = gate->sessions[i].people[measure];
                }
            }
            gate->about = gate_about_day(gate, days, day);
            gate->days[day].people[measure] = add_up(gate, measure_keys[measure], parts, count, 0);
        }
        for (size_t day = 0; day < days->row_count; day++) {
            parts[day] = gate->days[day].people[measure];
        }
        gate->about = "week";
        gate->week.people[measure] =
            add_up(gate, measure_keys[measure], parts, days->row_count, PROTECT_TOTAL);
    }
    rated_cells(gate, sessions, days, parts);
    gate_walkins_add(gate, sessions, days);
}

/* -- municipalities, grades, sources
 * ---------------------------------------------------------------
 */

/* Classes 1-9, 10-24, 25 and more; a class that would lie below the threshold joins the next. */
static void choose_classes(struct gate_cells *gate, int64_t threshold)
{
    static const int64_t ends[] = {9, 24};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (ends[i] + 1 >= threshold) {
            gate->class_ends[gate->class_count++] = ends[i];
        }
    }
    gate->class_ends[gate->class_count++] = PROTECT_ENDLESS;
}

static void municipality_cells(struct gate_cells *gate, const struct raw_table *table,
                               const struct figure *attended)
{
    size_t *parts = arena_alloc_array(gate->arena, table->row_count + 1, sizeof *parts);
    int64_t rest = attended != NULL && attended->has_value ? (int64_t)attended->value : -1;
    for (size_t i = 0; i < table->row_count; i++) {
        int64_t people =
            raw_integer(table, i, "direct", 0) != 0 ? raw_integer(table, i, "people", 0) : 0;
        rest -= people;
        parts[i] = NO_CELL;
        gate->about = raw_at(table, i, "code")->text;
        if (people > 0) {
            size_t class = 0;
            while (people > gate->class_ends[class]) {
                class ++;
            }
            parts[i] = add_cell(
                gate, "people",
                (struct protect_cell){.value = people,
                                      .state = PROTECT_CLASS,
                                      .from = class == 0 ? 1 : gate->class_ends[class - 1] + 1,
                                      .to = gate->class_ends[class]});
        }
        gate->municipalities[i] = parts[i];
    }
    /* Somebody who came for two municipalities counts in both; then there is no sum to know. */
    if (rest >= 0) {
        gate->about = "no municipality";
        parts[table->row_count] = gate_add_unprinted(gate, "people", rest);
        gate_add_sum(gate, gate->numbers[GATE_ATTENDED], parts, table->row_count + 1);
    }
}

void gate_grade_groups(const struct raw_table *table, int64_t groups[GRADE_GROUPS])
{
    for (int i = 0; i < GRADE_GROUPS; i++) {
        groups[i] = 0;
    }
    for (size_t i = 0; i < table->row_count; i++) {
        int64_t grade = raw_integer(table, i, "grade", 0);
        int group = grade <= 5 ? 0 : grade >= 9 ? 4 : (int)grade - 5;
        groups[group] += raw_integer(table, i, "answers", 0);
    }
}

static void grade_cells(struct gate_cells *gate, const struct raw_table *table)
{
    int64_t groups[GRADE_GROUPS];
    gate_grade_groups(table, groups);
    for (int i = 0; i < GRADE_GROUPS; i++) {
        gate->about = arena_printf(gate->arena, "%d", i);
        gate->grades[i] = gate_add_people(gate, "grade", groups[i], 0);
    }
    gate->about = "all";
    gate->grade_answers = add_up(gate, "grade", gate->grades, GRADE_GROUPS, PROTECT_TOTAL);
}

/* The total of rows over the sources. */
static size_t add_up_rows(struct gate_cells *gate, const char *what, const size_t *parts,
                          size_t count)
{
    size_t total = gate_add_rows(gate, what, total_of(gate, parts, count), PROTECT_TOTAL);
    gate_add_sum(gate, total, parts, count);
    return total;
}

static void source_cells(struct gate_cells *gate, const struct raw_table *table)
{
    enum { READ, USED, MERGED, REJECTED, FATES };
    size_t *parts[FATES];
    size_t count = 0;
    for (int fate = 0; fate < FATES; fate++) {
        parts[fate] = arena_alloc_array(gate->arena, table->row_count + 1, sizeof *parts[fate]);
    }
    for (size_t i = 0; i < table->row_count; i++) {
        struct source_cells *cells = &gate->sources[i];
        *cells = (struct source_cells){NO_CELL, NO_CELL, NO_CELL, NO_CELL};
        if (raw_integer(table, i, "about_people", 0) == 0) {
            continue;
        }
        gate->about = arena_printf(gate->arena, "source %zu", i);
        cells->used = gate_add_people(gate, "used", raw_integer(table, i, "rows_used", 0), 0);
        cells->read = gate_add_rows(gate, "read", raw_integer(table, i, "rows_read", 0), 0);
        cells->merged = gate_add_rows(gate, "merged", raw_integer(table, i, "rows_merged", 0), 0);
        cells->rejected =
            gate_add_rows(gate, "rejected", raw_integer(table, i, "rows_rejected", 0), 0);
        gate_add_sum(gate, cells->read, (size_t[]){cells->used, cells->merged, cells->rejected}, 3);
        parts[READ][count] = cells->read;
        parts[USED][count] = cells->used;
        parts[MERGED][count] = cells->merged;
        parts[REJECTED][count++] = cells->rejected;
    }
    gate->about = "sources";
    gate->all_sources = (struct source_cells){
        .used = add_up_rows(gate, "used", parts[USED], count),
        .read = add_up_rows(gate, "read", parts[READ], count),
        .merged = add_up_rows(gate, "merged", parts[MERGED], count),
        .rejected = add_up_rows(gate, "rejected", parts[REJECTED], count),
    };
}

/* -- the whole
 * ------------------------------------------------------------------------------------- */

/* When the week has one measured session, its people are the week's people. */
static void link_single_session(struct gate_cells *gate, size_t sessions)
{
    size_t only = NO_CELL, measured = 0;
    for (size_t i = 0; i < sessions; i++) {
        if (gate->sessions[i].people[PRESENT] != NO_CELL) {
            only = gate->sessions[i].people[PRESENT];
            measured++;
        }
    }
    if (measured == 1 && gate->numbers[GATE_ATTENDED] != NO_CELL &&
        gate->cells.items[gate->numbers[GATE_ATTENDED]].value == gate->cells.items[only].value) {
        gate_add_sum(gate, gate->numbers[GATE_ATTENDED], &only, 1);
    }
}

/* -- earlier releases ----------------------------------------------------------------------------
 */

/* What a reader of an earlier release knows of one of its cells. */
static struct protect_cell remembered(const struct memory_cell *cell)
{
    return (struct protect_cell){.value = cell->value,
                                 .people = true,
                                 .fixed = true,
                                 .state =
                                     cell->state == PROTECT_SHOWN ? PROTECT_SHOWN : PROTECT_CLASS,
                                 .from = cell->from,
                                 .to = cell->to};
}

/* A count that did not change since is one number for the reader of both: what was printed is
 * known. That one came back to what it was, nobody can know. What was hidden stays so, also when it
 * is another number now: the change of a hidden count is little more than its last digit. */
static void link(struct gate_cells *gate, size_t now, size_t then, const struct memory_cell *cell,
                 bool *changed)
{
    struct protect_cell *current = &gate->cells.items[now];
    *changed = *changed || current->value != cell->value;
    bool hidden = cell->state == PROTECT_PARTNER || cell->state == PROTECT_WITHHELD;
    if (*changed) {
        gate->changed = true;
        current->state =
            hidden && current->state == PROTECT_SHOWN && !current->known && current->value > 0
                ? PROTECT_PARTNER
                : current->state;
        return;
    }
    gate_add_sum(gate, now, &then, 1);
    if (cell->state == PROTECT_CLASS && current->state == PROTECT_SHOWN) { /* a blunt number */
        current->state = PROTECT_CLASS;
        current->from = cell->from;
        current->to = cell->to;
    } else if (cell->state == PROTECT_SHOWN || cell->state == PROTECT_SMALL) {
        current->known = true;
    } else if (current->state != PROTECT_CLASS && hidden) {
        current->state = cell->state;
    }
}

struct cell_keys {
    struct intern *codes;
    VECTOR(size_t) cell; /* by code; NO_CELL when several have the key */
    bool *changed;       /* by cell: it was another number in a later release than this */
};

/* The cells and sums of an earlier release, beside those of now. */
static void recall(struct gate_cells *gate, const struct cell_keys *keys,
                   const struct memory *memory)
{
    size_t first = gate->cells.count;
    for (size_t i = 0; i < memory->cell_count; i++) {
        *VECTOR_PUSH(gate->arena, &gate->cells) = remembered(&memory->cells[i]);
    }
    for (size_t i = 0; i < memory->sum_count; i++) {
        const struct protect_sum *sum = &memory->sums[i];
        size_t *parts = arena_alloc_array(gate->arena, sum->count + 1, sizeof *parts);
        for (size_t k = 0; k < sum->count; k++) {
            parts[k] = first + sum->parts[k];
        }
        gate_add_sum(gate, first + sum->total, parts, sum->count);
    }
    for (size_t i = 0; i < memory->cell_count; i++) {
        const char *key = memory->cells[i].key;
        uint32_t code = intern_find(keys->codes, key, strlen(key));
        if (code != INTERN_NONE && keys->cell.items[code] != NO_CELL) {
            size_t now = keys->cell.items[code];
            link(gate, now, first + i, &memory->cells[i], &keys->changed[now]);
        } else {
            gate->changed = true;
        }
    }
    gate->changed = gate->changed || memory->cell_count != gate->own_cells;
}

static void recall_all(struct gate_cells *gate, const struct gate_input *input)
{
    gate->own_cells = gate->cells.count;
    gate->own_sums = gate->sums.count;
    if (input->memory_count == 0) {
        return;
    }
    struct cell_keys keys = {
        .codes = intern_create(gate->arena),
        .changed = arena_alloc_array(gate->arena, gate->own_cells + 1, sizeof *keys.changed)};
    for (size_t i = 0; i < gate->own_cells; i++) {
        const char *key = gate->keys.items[i];
        uint32_t code = intern_put(keys.codes, key, strlen(key));
        if (code == keys.cell.count) {
            *VECTOR_PUSH(gate->arena, &keys.cell) = i;
        } else {
            keys.cell.items[code] = NO_CELL; /* two sessions of one title at one time */
        }
    }
    for (size_t i = input->memory_count; i > 0; i--) { /* the last one first */
        recall(gate, &keys, &input->memories[i - 1]);
    }
    if (!gate->changed) { /* what is hidden and known is all that they say */
        gate->cells.count = gate->own_cells;
        gate->sums.count = gate->own_sums;
    }
}

const struct memory *gate_memory(const struct gate_cells *gate)
{
    struct memory *memory = arena_alloc(gate->arena, sizeof *memory);
    struct memory_cell *cells = arena_alloc_array(gate->arena, gate->own_cells + 1, sizeof *cells);
    for (size_t i = 0; i < gate->own_cells; i++) {
        const struct protect_cell *cell = &gate->cells.items[i];
        cells[i] = (struct memory_cell){.key = gate->keys.items[i],
                                        .value = cell->value,
                                        .state = cell->state,
                                        .from = cell->said_from,
                                        .to = cell->said_to};
    }
    *memory = (struct memory){.cells = cells,
                              .cell_count = gate->own_cells,
                              .sums = gate->sums.items,
                              .sum_count = gate->own_sums};
    return memory;
}

struct gate_cells gate_cells(struct arena *arena, const struct gate_input *input)
{
    struct gate_cells gate = {.arena = arena, .grade_answers = NO_CELL, .week_rated = NO_CELL};
    const struct raw_table *sessions = gate_raw(input, "sessions"), *days = gate_raw(input, "days"),
                           *municipalities = gate_raw(input, "municipalities"),
                           *grades = gate_raw(input, "grades"),
                           *sources = gate_raw(input, "balance");
    choose_classes(&gate, input->threshold);
    gate_numbers_add(&gate, input);
    if (sessions != NULL && days != NULL) {
        gate.sessions = arena_alloc_array(arena, sessions->row_count + 1, sizeof *gate.sessions);
        gate.days = arena_alloc_array(arena, days->row_count + 1, sizeof *gate.days);
        for (size_t i = 0; i < sessions->row_count; i++) {
            session_cells(&gate, sessions, i, &gate.sessions[i]);
        }
        week_cells(&gate, sessions, days);
        link_single_session(&gate, sessions->row_count);
    }
    if (municipalities != NULL) {
        gate.municipalities =
            arena_alloc_array(arena, municipalities->row_count + 1, sizeof *gate.municipalities);
        municipality_cells(&gate, municipalities, gate_figure(input, "people.attended"));
    }
    if (grades != NULL) {
        gate.grades = arena_alloc_array(arena, GRADE_GROUPS, sizeof *gate.grades);
        grade_cells(&gate, grades);
    }
    if (sources != NULL) {
        gate.sources = arena_alloc_array(arena, sources->row_count + 1, sizeof *gate.sources);
        source_cells(&gate, sources);
    }
    gate_numbers_tie(&gate, input);
    recall_all(&gate, input);
    protect(arena, gate.cells.items, gate.cells.count, gate.sums.items, gate.sums.count,
            input->threshold);
    bool again = sessions != NULL && days != NULL && sources != NULL && input->threshold >= 2 &&
                 gate_hide_lists(&gate, sessions, sources);
    if (gate_numbers_blur(&gate, input->threshold) || again) {
        protect(arena, gate.cells.items, gate.cells.count, gate.sums.items, gate.sums.count,
                input->threshold);
    }
    return gate;
}

bool gate_shown(const struct gate_cells *gate, size_t cell)
{
    return cell != NO_CELL && gate->cells.items[cell].state == PROTECT_SHOWN;
}

enum cell_state gate_state(const struct gate_cells *gate, size_t cell)
{
    if (cell == NO_CELL) {
        return PUBLISHED_NOT_MEASURED;
    }
    switch (gate->cells.items[cell].state) {
    case PROTECT_SHOWN:
        return PUBLISHED_SHOWN;
    case PROTECT_SMALL:
        return PUBLISHED_SMALL;
    case PROTECT_PARTNER:
    case PROTECT_WITHHELD:
    case PROTECT_CLASS:
        break;
    }
    return PUBLISHED_HIDDEN;
}
