/* columns: see columns.h. */
#include "engine/recognise/columns.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/recognise/section.h"

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

static bool is_blank_record(const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        if (!text_is_blank(record->cells[i])) {
            return false;
        }
    }
    return true;
}

/* Looks at the first rows and goes back. Stops where another table begins. */
void columns_look_ahead(struct reading *reading, struct plan *plan)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    bool blank = false;
    for (size_t rows = 0; rows < PROFILE_ROWS && table_next(reading->table, &record);) {
        if (is_blank_record(&record)) {
            blank = true;
            continue;
        }
        if (section_is_title(reading, &record) ||
            ((blank || rows < 2) && plan_is_heading(reading, &record))) {
            break;
        }
        blank = false;
        rows++;
        for (size_t i = 0; i < plan->count && !record.quote_open; i++) {
            struct arena_mark mark = arena_mark(reading->scratch);
            profile_add(&plan->columns[i].profile, reading->scratch,
                        i < record.count ? record.cells[i] : "");
            arena_release(reading->scratch, mark);
        }
    }
    table_seek(reading->table, place);
}

void columns_index(struct plan *plan)
{
    for (int role = 0; role < ROLE_COUNT_ALL; role++) {
        plan->at[role] = NO_COLUMN;
    }
    for (size_t i = plan->count; i > 0; i--) {
        plan->at[plan->columns[i - 1].role] = (int)(i - 1);
    }
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
