/* side: see side.h. A table is taken for the first kind of which every required column is there and
 * no column names a person; the file's name breaks ties in favour of the kind that it says. */
#include "engine/recognise/side.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/unicode/fold.h"

struct side_kind {
    enum source_kind kind;
    const char *names;
    const char *columns;
};

static const struct side_kind kinds[] = {
#define SIDE(kind, names, columns) {SOURCE_##kind, names, columns},
#include "engine/recognise/side_tables.def"
#undef SIDE
};

enum { KINDS = sizeof kinds / sizeof *kinds, COLUMNS_MOST = 12 };

struct side_column {
    const char *name; /* canonical, `size` bytes */
    size_t size;
    bool required;
    int at; /* in the file, or NO_COLUMN */
};

static bool equals(const char *plain, const char *word, size_t size)
{
    return *plain == *word && strncmp(plain, word, size) == 0 && plain[size] == '\0';
}

/* Finds the columns of a kind in the plan; false when a required one is missing. */
static bool match(const struct side_kind *kind, const struct plan *plan,
                  struct side_column columns[COLUMNS_MOST], size_t *count)
{
    bool complete = true;
    *count = 0;
    for (const char *s = kind->columns; *s != '\0' && *count < COLUMNS_MOST;) {
        struct side_column *column = &columns[(*count)++];
        column->required = *s == '+';
        s += column->required;
        column->name = s;
        column->size = strcspn(s, ":,");
        column->at = NO_COLUMN;
        size_t end = strcspn(s, ",");
        for (const char *word = s; word < s + end;) {
            size_t size = strcspn(word, ":|,");
            for (size_t i = 0; i < plan->count && column->at == NO_COLUMN; i++) {
                bool taken = false;
                for (size_t k = 0; k + 1 < *count; k++) {
                    taken = taken || columns[k].at == (int)i;
                }
                bool same = equals(plan->columns[i].heading.plain, word, size);
                column->at = same && !taken ? (int)i : column->at;
            }
            word += size;
            word += *word == ':' || *word == '|';
            if (*word == ',') {
                break;
            }
        }
        complete = complete && (!column->required || column->at != NO_COLUMN);
        s += end;
        s += *s == ',';
    }
    return complete;
}

static bool named_so(const struct reading *reading, const struct side_kind *kind)
{
    struct arena_mark mark = arena_mark(reading->scratch);
    const char *plain = heading_plain(reading->scratch, reading->file_label);
    bool found = false;
    for (const char *s = kind->names; *s != '\0' && !found;) {
        size_t size = strcspn(s, "|");
        found = strncmp(plain, s, size) == 0;
        s += size;
        s += *s == '|';
    }
    arena_release(reading->scratch, mark);
    return found;
}

const struct side_kind *side_find(struct reading *reading, const struct plan *plan)
{
    struct side_column columns[COLUMNS_MOST];
    size_t count;
    const struct side_kind *found = NULL;
    if (plan->count < 2 || plan->count > COLUMNS_MOST || plan->at[ROLE_MAIL] != NO_COLUMN ||
        plan->at[ROLE_FIRST] != NO_COLUMN || plan->at[ROLE_SESSION_ID] != NO_COLUMN ||
        plan->at[ROLE_JOINED] != NO_COLUMN) {
        return NULL;
    }
    for (size_t i = 0; i < KINDS; i++) {
        if (match(&kinds[i], plan, columns, &count)) {
            if (named_so(reading, &kinds[i])) {
                return &kinds[i];
            }
            /* A column with names of people beside it: a list of people, unless the file says. */
            bool people = plan->at[ROLE_NAME] != NO_COLUMN;
            for (size_t k = 0; k < count && people; k++) {
                people = columns[k].at != plan->at[ROLE_NAME];
            }
            found = found == NULL && !people ? &kinds[i] : found;
        }
    }
    return found;
}

bool side_is_heading(struct reading *reading, const struct record *record)
{
    if (record->count < 2 || record->count > COLUMNS_MOST) {
        return false;
    }
    struct arena_mark mark = arena_mark(reading->scratch);
    struct plan plan = {.count = record->count};
    struct side_column columns[COLUMNS_MOST];
    size_t count;
    bool found = false;
    plan.columns = arena_alloc_array(reading->scratch, record->count, sizeof *plan.columns);
    for (size_t i = 0; i < record->count; i++) {
        bool long_cell = strlen(record->cells[i]) > 60;
        plan.columns[i].heading.plain =
            long_cell ? "" : heading_plain(reading->scratch, record->cells[i]);
    }
    for (size_t i = 0; i < KINDS && !found; i++) {
        found = match(&kinds[i], &plan, columns, &count);
    }
    arena_release(reading->scratch, mark);
    return found;
}

static struct side_table *table_of(struct reading *reading, const struct plan *plan,
                                   struct side_column columns[COLUMNS_MOST])
{
    size_t count;
    match(plan->side, plan, columns, &count);
    if (reading->source->table == NULL) {
        struct side_table *table = arena_alloc(reading->keep, sizeof *table);
        table->column_count = count;
        table->columns = arena_alloc_array(reading->keep, count, sizeof *table->columns);
        for (size_t i = 0; i < count; i++) {
            table->columns[i] = arena_copy(reading->keep, columns[i].name, columns[i].size);
        }
        reading->source->table = table;
        reading->source->kind = plan->side->kind;
    }
    return reading->source->table;
}

void side_row_read(struct reading *reading, const struct plan *plan, const struct record *record)
{
    struct side_column columns[COLUMNS_MOST];
    struct side_table *table = table_of(reading, plan, columns);
    struct side_row *row = VECTOR_PUSH(reading->keep, &reading->side_rows);
    row->line = record->line;
    row->cells = arena_alloc_array(reading->keep, table->column_count, sizeof *row->cells);
    for (size_t i = 0; i < table->column_count; i++) {
        bool there = columns[i].at != NO_COLUMN && (size_t)columns[i].at < record->count;
        row->cells[i] = there ? text_trim(reading->keep, record->cells[columns[i].at]) : "";
    }
}

void side_finish(struct reading *reading, const struct plan *plan)
{
    struct side_column columns[COLUMNS_MOST];
    struct side_table *table = table_of(reading, plan, columns);
    table->rows = reading->side_rows.items;
    table->row_count = reading->side_rows.count;
}
