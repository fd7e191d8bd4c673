/* file_day: see file_day.h. */
#include "engine/recognise/file_day.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/recognise/no_row.h"

/* Whether those who came did so at a clock, and none of them on a day. */
static bool says_clocks_only(struct reading *reading, const struct plan *plan)
{
    size_t column = (size_t)plan->at[ROLE_JOINED];
    struct table_place place = table_tell(reading->table);
    struct record record;
    size_t clocks = 0;
    bool dated = false;
    for (size_t rows = 0; rows < PROFILE_ROWS && !dated && no_row_next(reading, plan, &record);
         rows++) {
        struct date_style style = {.bare_clock = true};
        struct moment moment;
        if (column < record.count && date_read(record.cells[column], &style, &moment) == CLEANED) {
            dated = (moment.flags & MOMENT_DATE) != 0;
            clocks += (moment.flags & MOMENT_TIME) != 0;
        }
    }
    table_seek(reading->table, place);
    return clocks > 0 && !dated;
}

static bool holds_letter(const char *from, const char *to)
{
    while (from < to && !text_is_letter(*from)) {
        from++;
    }
    return from < to;
}

/* The eight digits of "20261007", as a date that is written out; NULL when there are none. */
static const char *written_out(struct arena *scratch, const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits == 8 && text_starts_with(text, "20")
               ? arena_printf(scratch, "%.4s-%.2s-%.2s", text, text + 4, text + 6)
               : NULL;
}

/* The day at the beginning of the text; which of two orders it has stays open, as in a cell. One
 * without a year has the name of its month: "1-2" is a number of something. */
static bool day_at(struct arena *scratch, const char *text, struct moment *day)
{
    const char *rest;
    const char *date = written_out(scratch, text);
    date = date == NULL ? text : date;
    if (!date_read_prefix(date, day, &rest)) {
        return false;
    }
    while (rest > date && strchr(" -:,.", rest[-1]) != NULL) {
        rest--;
    }
    struct date_style style = {0};
    struct moment cell;
    if (date_read(arena_copy(scratch, date, (size_t)(rest - date)), &style, &cell) == CLEANED &&
        (cell.flags & MOMENT_DATE)) {
        *day = cell;
    }
    return (day->flags & MOMENT_DATE) ||
           ((day->flags & MOMENT_YEARLESS) && holds_letter(date, rest));
}

static bool find_day(struct arena *scratch, const char *label, struct moment *day)
{
    bool at_word = true;
    for (const char *s = label; *s != '\0'; s++) {
        bool part = text_is_letter(*s) || text_is_digit(*s);
        if (at_word && part && day_at(scratch, s, day)) {
            day->flags &= ~(uint32_t)(MOMENT_TIME | MOMENT_SECONDS | MOMENT_HALF_DAY);
            day->seconds -= (day->seconds % MOMENT_DAY + MOMENT_DAY) % MOMENT_DAY;
            return true;
        }
        at_word = !part;
    }
    return false;
}

void file_day_take(struct reading *reading, const struct plan *plan)
{
    struct source *source = reading->source;
    const uint32_t dated = MOMENT_DATE | MOMENT_YEARLESS;
    if (!plan->attends || plan->registers || plan->labels || !plan_has(plan, ROLE_JOINED) ||
        plan_has(plan, ROLE_DAY) || plan_has(plan, ROLE_EVENT_START) ||
        (source->start.flags & dated) || !says_clocks_only(reading, plan)) {
        return;
    }
    struct arena_mark mark = arena_mark(reading->scratch);
    struct moment day;
    if (find_day(reading->scratch, reading->file_label, &day)) {
        source->start = reading_joined(day, source->start);
    }
    arena_release(reading->scratch, mark);
}
