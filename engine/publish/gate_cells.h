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

struct session_cells {
    size_t people[MEASURES]; /* NO_CELL where it was not measured */
    size_t answers, grades;
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
    size_t *municipalities;
    size_t *grades;
    struct source_cells *sources;
    size_t grade_answers, attended, registered; /* cells of figures */
    int64_t class_ends[3]; /* upper ends of the classes of people per municipality */
    size_t class_count;
};

/* Grades as they are published: 5 and lower together, 9 and 10 together. */
enum { GRADE_GROUPS = 5 };

const struct raw_table *gate_raw(const struct gate_input *input, const char *name);
const struct figure *gate_figure(const struct gate_input *input, const char *id);

/* Builds the system and hides what must be hidden. */
struct gate_cells gate_cells(struct arena *arena, const struct gate_input *input);
/* What a release of now would leave behind, for the gate of later ones. */
const struct memory *gate_memory(const struct gate_cells *gate);
/* The state of a cell as a page says it; NO_CELL is "not measured". */
enum cell_state gate_state(const struct gate_cells *gate, size_t cell);
/* Is the cell printed, or could it be: not hidden. */
bool gate_shown(const struct gate_cells *gate, size_t cell);
/* How many answers each group of grades has, from the raw table. */
void gate_grade_groups(const struct raw_table *table, int64_t groups[GRADE_GROUPS]);

#endif
