/* gate_numbers: the counts of people that stand on figures, as cells of the one system that
 * protect.h works on; from the tables of gate_numbers.def. */
#include "engine/publish/gate_numbers.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"

static const struct {
    bool people;
    int keep;
} kinds[GATE_NUMBERS] = {
#define NUMBER(name, people, keep) [GATE_##name] = {people, keep},
#include "engine/publish/gate_numbers.def"
};

static const struct gate_place places[] = {
#define PLACE(name, figure, field) {GATE_##name, figure, GATE_##field},
#include "engine/publish/gate_numbers.def"
};
enum { PLACES = sizeof places / sizeof places[0] };

const struct gate_place *gate_places(size_t *count)
{
    *count = PLACES;
    return places;
}

/* A sum of numbers: the first is the total. */
enum { PARTS_MOST = 4 };
struct split {
    enum gate_number rest; /* GATE_NUMBERS: there is none */
    enum gate_number total;
    size_t count;
    enum gate_number parts[PARTS_MOST];
};

static const struct split splits[] = {
#define GATE_LIST_1(a) GATE_##a
#define GATE_LIST_2(a, b) GATE_##a, GATE_##b
#define GATE_LIST_3(a, b, c) GATE_##a, GATE_##b, GATE_##c
#define PICK(a, b, c, d, ...) d
#define COUNT(...) PICK(__VA_ARGS__, 3, 2, 1, 0)
#define LIST(...) PICK(__VA_ARGS__, GATE_LIST_3, GATE_LIST_2, GATE_LIST_1, 0)(__VA_ARGS__)
#define SPLIT(rest, total, ...)                                                                    \
    {GATE_##rest, GATE_##total, COUNT(__VA_ARGS__), {LIST(__VA_ARGS__)}},
#define EXACT(total, ...) {GATE_NUMBERS, GATE_##total, COUNT(__VA_ARGS__), {LIST(__VA_ARGS__)}},
#include "engine/publish/gate_numbers.def"
};
enum { SPLITS = sizeof splits / sizeof splits[0] };

/* -1 when the figure does not print it. */
static int64_t value_at(const struct figure *figure, enum gate_field field)
{
    if (figure == NULL || !figure->has_value) {
        return -1;
    }
    switch (field) {
    case GATE_VALUE:
        return figure->value < 0 ? -1 : (int64_t)figure->value;
    case GATE_N:
        return figure->n;
    case GATE_MISSING:
        return figure->missing;
    }
    return -1;
}

static void add_numbers(struct gate_cells *gate, const struct gate_input *input)
{
    for (int i = 0; i < GATE_NUMBERS; i++) {
        gate->numbers[i] = NO_CELL;
    }
    gate->about = NULL;
    for (size_t i = 0; i < PLACES; i++) {
        const struct gate_place *place = &places[i];
        int64_t value = value_at(gate_figure(input, place->figure), place->field);
        if (gate->numbers[place->number] != NO_CELL || value < 0) {
            continue;
        }
        static const char *const fields[] = {"value", "n", "missing"};
        const char *key = arena_printf(gate->arena, "%s %s", place->figure, fields[place->field]);
        int keep = kinds[place->number].keep;
        gate->numbers[place->number] = kinds[place->number].people
                                           ? gate_add_people(gate, key, value, keep)
                                           : gate_add_rows(gate, key, value, keep);
    }
}

static int64_t value_of(const struct gate_cells *gate, size_t cell)
{
    return gate->cells.items[cell].value;
}

/* Where the parts overlap there is no rest, and no sum. */
static void add_split(struct gate_cells *gate, const struct split *split)
{
    size_t parts[PARTS_MOST + 1];
    size_t count = 0, total = gate->numbers[split->total];
    int64_t rest = total == NO_CELL ? -1 : value_of(gate, total);
    for (size_t i = 0; i < split->count; i++) {
        size_t part = gate->numbers[split->parts[i]];
        if (part != NO_CELL) {
            parts[count++] = part;
            rest -= value_of(gate, part);
        }
    }
    if (split->rest == GATE_NUMBERS && rest == 0 && count == split->count) {
        gate_add_sum(gate, total, parts, count);
    } else if (split->rest != GATE_NUMBERS && rest >= 0 && count > 0) {
        gate->about = "figures";
        parts[count] =
            gate_add_unprinted(gate, arena_printf(gate->arena, "rest %d", (int)split->rest), rest);
        gate->numbers[split->rest] = parts[count];
        gate_add_sum(gate, total, parts, count + 1);
    }
}

void gate_numbers_add(struct gate_cells *gate, const struct gate_input *input)
{
    add_numbers(gate, input);
    for (size_t i = 0; i < SPLITS; i++) {
        add_split(gate, &splits[i]);
    }
}

/* The same count in two places: only when it is, which a reader would see as well. */
static void tie(struct gate_cells *gate, enum gate_number number, size_t cell)
{
    size_t own = gate->numbers[number];
    if (own != NO_CELL && cell != NO_CELL && value_of(gate, own) == value_of(gate, cell)) {
        gate_add_sum(gate, own, &cell, 1);
    }
}

/* Registrations for sessions that were held and not measured; those of cancelled sessions are what
 * is left of all. */
static void tie_unrated(struct gate_cells *gate, const struct raw_table *sessions)
{
    size_t *parts = arena_alloc_array(gate->arena, sessions->row_count + 1, sizeof *parts);
    size_t count = 0;
    int64_t sum = 0;
    for (size_t i = 0; i < sessions->row_count; i++) {
        const size_t *people = gate->sessions[i].people;
        bool cancelled = text_equal(raw_at(sessions, i, "status")->text, "cancelled");
        if (!cancelled && people[REGISTERED] != NO_CELL && people[CAME] == NO_CELL) {
            parts[count++] = people[REGISTERED];
            sum += value_of(gate, people[REGISTERED]);
        }
    }
    size_t unrated = gate->numbers[GATE_UNRATED];
    if (unrated != NO_CELL && value_of(gate, unrated) == sum) {
        gate_add_sum(gate, unrated, parts, count);
    }
}

/* Who was present without a registration and is no walk-in is staff, or was in a session without a
 * registration list. */
static void tie_others(struct gate_cells *gate, const struct raw_table *sessions)
{
    size_t others = gate->numbers[GATE_NO_WALKINS], staff = gate->numbers[GATE_STAFF_UNREGISTERED];
    size_t *parts = arena_alloc_array(gate->arena, sessions->row_count + 2, sizeof *parts);
    size_t count = 0;
    int64_t of_staff = others == NO_CELL ? -1 : value_of(gate, others);
    for (size_t i = 0; i < sessions->row_count; i++) {
        const size_t *people = gate->sessions[i].people;
        if (people[REGISTERED] == NO_CELL && people[PRESENT] != NO_CELL) {
            parts[count++] = people[PRESENT];
            of_staff -= value_of(gate, people[PRESENT]);
        }
    }
    if (of_staff < 0) {
        return;
    }
    gate->about = "others";
    parts[count] = gate_add_unprinted(gate, "staff with a list", of_staff);
    gate_add_sum(gate, others, parts, count + 1);
    int64_t without = staff == NO_CELL ? -1 : value_of(gate, staff) - of_staff;
    int64_t guests = value_of(gate, others) - of_staff - without;
    if (without < 0 || guests < 0) {
        return;
    }
    size_t elsewhere[] = {gate_add_unprinted(gate, "staff without", without),
                          gate_add_unprinted(gate, "guests without", guests)};
    size_t all = gate_add_unprinted(gate, "all without", without + guests);
    gate_add_sum(gate, staff, (size_t[]){parts[count], elsewhere[0]}, 2);
    gate_add_sum(gate, all, parts, count);
    gate_add_sum(gate, all, elsewhere, 2);
}

/* Forms that name no session are left, as a count that nothing prints; without a name for them
 * there are none. */
static void tie_parts(struct gate_cells *gate, enum gate_number number, const char *what,
                      size_t *parts, size_t count)
{
    size_t total = gate->numbers[number];
    int64_t rest = total == NO_CELL ? -1 : value_of(gate, total);
    for (size_t i = 0; i < count; i++) {
        rest -= value_of(gate, parts[i]);
    }
    if (count > 0 && rest == 0 && what == NULL) {
        gate_add_sum(gate, total, parts, count);
    } else if (count > 0 && rest >= 0 && what != NULL) {
        gate->about = "tie";
        parts[count] = gate_add_unprinted(gate, what, rest);
        gate_add_sum(gate, total, parts, count + 1);
    }
}

static void tie_forms(struct gate_cells *gate, const struct gate_input *input)
{
    const struct raw_table *sessions = gate_raw(input, "sessions");
    const struct raw_table *sources = gate_raw(input, "balance");
    size_t rows =
        (sessions == NULL ? 0 : sessions->row_count) + (sources == NULL ? 0 : sources->row_count);
    size_t *parts = arena_alloc_array(gate->arena, rows + 1, sizeof *parts);
    size_t count = 0;
    for (size_t i = 0; gate->sessions != NULL && i < sessions->row_count; i++) {
        if (gate->sessions[i].answers != NO_CELL) {
            parts[count++] = gate->sessions[i].answers;
        }
    }
    tie_parts(gate, GATE_RESPONSES, "forms of no session", parts, count);
    count = 0;
    for (size_t i = 0; sources != NULL && i < sources->row_count; i++) {
        bool forms = text_equal(raw_at(sources, i, "kind")->text, "evaluation");
        if (forms && gate->sources[i].used != NO_CELL) {
            parts[count++] = gate->sources[i].used;
        }
    }
    tie_parts(gate, GATE_RESPONSES, NULL, parts, count);
}

void gate_numbers_tie(struct gate_cells *gate, const struct gate_input *input)
{
    if (gate->sessions != NULL) {
        tie(gate, GATE_LIVE, gate->week.people[REGISTERED]);
        tie(gate, GATE_ATTENDANCES, gate->week.people[PRESENT]);
        tie(gate, GATE_CAME, gate->week.people[CAME]);
        tie(gate, GATE_WALKINS, gate->week.walkins);
        tie(gate, GATE_RATED, gate->week_rated);
        tie_unrated(gate, gate_raw(input, "sessions"));
        tie_others(gate, gate_raw(input, "sessions"));
    }
    tie(gate, GATE_GRADES, gate->grade_answers);
    if (gate->sources != NULL) {
        tie(gate, GATE_ROWS_READ, gate->all_sources.read);
        tie(gate, GATE_ROWS_USED, gate->all_sources.used);
        tie(gate, GATE_ROWS_MERGED, gate->all_sources.merged);
        tie(gate, GATE_ROWS_REJECTED, gate->all_sources.rejected);
    }
    tie_forms(gate, input);
}

bool gate_numbers_blur(struct gate_cells *gate, int64_t threshold)
{
    size_t rated = gate->numbers[GATE_RATED], came = gate->numbers[GATE_CAME];
    if (rated == NO_CELL || came == NO_CELL || gate->cells.items[rated].state != PROTECT_PARTNER ||
        !gate_shown(gate, came) || value_of(gate, came) > value_of(gate, rated)) {
        return false;
    }
    double part = (double)value_of(gate, came);
    double rate = round(part / (double)value_of(gate, rated) * 100) / 100;
    if (rate < 0.01) {
        return false;
    }
    int64_t from = (int64_t)ceil(part / (rate + 0.005) - 1e-9);
    int64_t to = (int64_t)floor(part / (rate - 0.005) + 1e-9);
    if (to - from < threshold) {
        return false;
    }
    struct protect_cell *cell = &gate->cells.items[rated];
    cell->state = PROTECT_CLASS;
    cell->from = from;
    cell->to = to;
    return true;
}
