/* gate_walkins: who was present came by registration, walked in, or is neither: staff, or somebody
 * in a session without a registration list. Walk-ins are printed by day; by session neither they
 * nor the others are, but both can be computed where one of them is nobody. */
#include "engine/base/text.h"
#include "engine/publish/gate_cells.h"

static int64_t value_of(const struct gate_cells *gate, size_t cell)
{
    return gate->cells.items[cell].value;
}

/* present = came + walkins + others, where the three do not overlap; the cell of the others. */
static size_t split(struct gate_cells *gate, size_t present, size_t came, size_t walkins)
{
    int64_t rest = value_of(gate, present) - value_of(gate, walkins) -
                   (came == NO_CELL ? 0 : value_of(gate, came));
    if (rest < 0) {
        return NO_CELL;
    }
    size_t others = gate_add_unprinted(gate, "other", rest);
    gate_add_sum(gate, present, (size_t[]){came, walkins, others}, 3);
    return others;
}

/* A session's walk-ins and others; where there is no registration list, everybody is one of the
 * others. */
static void split_session(struct gate_cells *gate, const struct raw_table *sessions, size_t row,
                          size_t *walkins, size_t *others)
{
    const size_t *people = gate->sessions[row].people;
    int64_t count = raw_integer(sessions, row, "walkins", -1);
    *walkins = NO_CELL;
    *others = people[PRESENT];
    if (people[PRESENT] != NO_CELL && count >= 0) {
        gate->about = gate_about_session(gate, sessions, row);
        *walkins = gate_add_unprinted(gate, "walkins", count);
        *others = split(gate, people[PRESENT], people[CAME], *walkins);
    }
}

/* The parts of a day's total, when they are all of it. */
static void add_up(struct gate_cells *gate, size_t total, const size_t *parts, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += parts[i] == NO_CELL ? 0 : value_of(gate, parts[i]);
    }
    if (total != NO_CELL && value_of(gate, total) == sum) {
        gate_add_sum(gate, total, parts, count);
    }
}

/* The sessions of a day: its walk-ins, the others of sessions with a list, and all others. */
static void split_day(struct gate_cells *gate, const struct raw_table *sessions,
                      const struct raw_table *days, size_t day, const size_t *walkins,
                      const size_t *others)
{
    size_t *walked = arena_alloc_array(gate->arena, sessions->row_count + 1, sizeof *walked);
    size_t *listed = arena_alloc_array(gate->arena, sessions->row_count + 1, sizeof *listed);
    size_t *all = arena_alloc_array(gate->arena, sessions->row_count + 1, sizeof *all);
    size_t with_list = 0, without = 1;
    int64_t staff = 0;
    for (size_t i = 0; i < sessions->row_count; i++) {
        if (!gate_same_day(sessions, i, days, day) || others[i] == NO_CELL) {
            continue;
        }
        if (walkins[i] == NO_CELL) {
            all[without++] = others[i];
        } else {
            walked[with_list] = walkins[i];
            listed[with_list++] = others[i];
            staff += value_of(gate, others[i]);
        }
    }
    struct day_cells *cells = &gate->days[day];
    gate->about = gate_about_day(gate, days, day);
    cells->walkins = gate_add_people(gate, "walkins", raw_integer(days, day, "walkins", 0), 0);
    add_up(gate, cells->walkins, walked, with_list);
    all[0] = gate_add_unprinted(gate, "other with a list", staff);
    add_up(gate, all[0], listed, with_list);
    add_up(gate, split(gate, cells->people[PRESENT], cells->people[CAME], cells->walkins), all,
           without);
}

void gate_walkins_add(struct gate_cells *gate, const struct raw_table *sessions,
                      const struct raw_table *days)
{
    struct arena *arena = gate->arena;
    size_t *walkins = arena_alloc_array(arena, sessions->row_count + 1, sizeof *walkins);
    size_t *others = arena_alloc_array(arena, sessions->row_count + 1, sizeof *others);
    size_t *parts = arena_alloc_array(arena, days->row_count + 1, sizeof *parts);
    int64_t all = 0;
    for (size_t i = 0; i < sessions->row_count; i++) {
        split_session(gate, sessions, i, &walkins[i], &others[i]);
    }
    for (size_t day = 0; day < days->row_count; day++) {
        split_day(gate, sessions, days, day, walkins, others);
        parts[day] = gate->days[day].walkins;
        all += value_of(gate, parts[day]);
    }
    gate->about = "week";
    gate->week.walkins = gate_add_people(gate, "walkins", all, PROTECT_TOTAL);
    gate_add_sum(gate, gate->week.walkins, parts, days->row_count);
    split(gate, gate->week.people[PRESENT], gate->week.people[CAME], gate->week.walkins);
}
