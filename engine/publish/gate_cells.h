/* gate_cells: every count of people that an edition publishes, as one system of cells and sums for
 * protect.h. Private to the gate. */
#ifndef ENGINE_PUBLISH_GATE_CELLS_H
#define ENGINE_PUBLISH_GATE_CELLS_H

#include "engine/base/vector.h"
#include "engine/publish/gate.h"
#include "engine/publish/protect.h"

#define NO_CELL SIZE_MAX

/* The counts of people that sessions, days and the week have in common. */
enum measure { REGISTERED, PRESENT, CAME, STAYED_AWAY, MEASURES };

/* The counts of people on figures. */
enum gate_number {
#define NUMBER(name, people, keep) GATE_##name,
#define REST(name) GATE_##name,
#include "engine/publish/gate_numbers.def"
    GATE_NUMBERS
};

struct session_cells {
    size_t people[MEASURES]; /* NO_CELL where it was not measured */
    size_t answers;
};

struct day_cells {
    size_t people[MEASURES];
    size_t walkins;
};

struct source_cells {
    size_t read, used, merged, rejected;
};

struct gate_cells {
    struct arena *arena;
    VECTOR(struct protect_cell) cells; /* of now, then of earlier releases */
    VECTOR(struct protect_sum) sums;
    VECTOR(const char *) keys; /* of the cells of now */
    size_t own_cells, own_sums;
    bool changed;      /* since one of the earlier releases */
    const char *about; /* what the next cells are about: a session, a day ... */
    struct session_cells *sessions;
    struct day_cells *days;
    struct day_cells week;
    size_t week_rated;
    size_t *municipalities;
    size_t *grades;
    struct source_cells *sources, all_sources; /* all: those about people */
    size_t grade_answers;
    size_t numbers[GATE_NUMBERS];
    int64_t class_ends[3]; /* upper ends of the classes of people per municipality */
    size_t class_count;
};

/* Grades as they are published: 5 and lower together, 9 and 10 together. */
enum { GRADE_GROUPS = 5 };

const struct raw_table *gate_raw(const struct gate_input *input, const char *name);
const struct figure *gate_figure(const struct gate_input *input, const char *id);

/* Builds the system and hides what must be hidden. */
struct gate_cells gate_cells(struct arena *arena, const struct gate_input *input);
/* Adding to it. `what` beside gate->about is the key by which later releases know the cell. */
size_t gate_add_people(struct gate_cells *gate, const char *what, int64_t value, int keep);
/* A count that is nowhere printed: of interest only when it can be computed. */
size_t gate_add_unprinted(struct gate_cells *gate, const char *what, int64_t value);
/* Rows and blanks are not people: small numbers of them may be read. */
size_t gate_add_rows(struct gate_cells *gate, const char *what, int64_t value, int keep);
/* The parts are copied; cells that do not exist are left out. */
void gate_add_sum(struct gate_cells *gate, size_t total, const size_t *parts, size_t count);

/* What a key says of a session, of a day. */
const char *gate_about_session(const struct gate_cells *gate, const struct raw_table *sessions,
                               size_t row);
const char *gate_about_day(const struct gate_cells *gate, const struct raw_table *days, size_t day);
bool gate_same_day(const struct raw_table *sessions, size_t row, const struct raw_table *days,
                   size_t day);
/* Walk-ins and others who were present (gate_walkins.c); after sessions, days and week have their
 * people. */
void gate_walkins_add(struct gate_cells *gate, const struct raw_table *sessions,
                      const struct raw_table *days);

/* After hiding: how the rows were used of lists that a hidden session could be known by goes, too
 * (gate_lists.c); true when there were any. */
bool gate_hide_lists(struct gate_cells *gate, const struct raw_table *sessions,
                     const struct raw_table *sources);

/* What a release of now would leave behind, for the gate of later ones. */
const struct memory *gate_memory(const struct gate_cells *gate);
/* The state of a cell as a page says it; NO_CELL is "not measured". */
enum cell_state gate_state(const struct gate_cells *gate, size_t cell);
/* Is the cell printed, or could it be: not hidden. */
bool gate_shown(const struct gate_cells *gate, size_t cell);
/* How many answers each group of grades has, from the raw table. */
void gate_grade_groups(const struct raw_table *table, int64_t groups[GRADE_GROUPS]);

#endif
