/* reading: see reading.h. */
#include "engine/recognise/reading.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/read/source.h"

void reading_find(struct reading *reading, enum finding_rule rule, long line, int column,
                  const char *detail)
{
    struct finding finding = {.rule = rule,
                              .source = reading->source->number,
                              .line = line,
                              .column = column == 0 ? 0 : column + (int)reading->first_column,
                              .detail = detail == NULL ? "" : detail};
    if (reading->findings->add != NULL) {
        reading->findings->add(reading->findings->context, &finding);
    }
}

void reading_reject(struct reading *reading, enum finding_rule rule, long line, int column,
                    const char *detail)
{
    reading->source->rows_rejected++;
    reading->source->rows_bad++;
    reading_find(reading, rule, line, column, detail);
}

void reading_hand_over(struct reading *reading, const struct row *row)
{
    reading->saw_registration |= row->status != REGISTRATION_NONE;
    reading->saw_attendance |= row->attended == ATTENDED_YES;
    if (reading->rows->row != NULL) {
        reading->rows->row(reading->rows->context, row);
    }
}

/* Headings occur twice by design (pretix: Company): the first that is filled counts. */
const char *reading_cell_of_next(const struct reading *reading, const struct record *record,
                                 enum role role)
{
    const struct plan *plan = reading->plan;
    /* Behind who comes, who ordered may stand in front. */
    bool first = !plan->columns[plan->at[role]].heading.orderer;
    for (size_t i = first ? 0 : (size_t)plan->at[role] + 1; i < plan->count && i < record->count;
         i++) {
        if (plan->columns[i].role == role && record->cells[i][0] != '\0') {
            return record->cells[i];
        }
    }
    return "";
}

const char *reading_trimmed(struct reading *reading, struct sized cell)
{
    unsigned char first = (unsigned char)cell.text[0];
    unsigned char last = cell.size == 0 ? 0 : (unsigned char)cell.text[cell.size - 1];
    bool plain = first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80;
    return plain ? cell.text : text_trim(reading->scratch, cell.text);
}

/* A decoded text stands elsewhere, and does not stay. */
const char *reading_original(const struct reading *reading, const struct record *record,
                             const char *bytes, size_t size)
{
    const struct source_bytes *from = reading->context->from;
    const char *original = from == NULL ? NULL : record_original(record, bytes);
    if (original == NULL) {
        return NULL;
    }
    size_t at = (size_t)((uintptr_t)original - (uintptr_t)from->data);
    return at < from->size && size <= from->size - at ? original : NULL;
}

/* Zoom writes slashes month first in every language; whoever resaved the file in Dutch Excel left
 * other marks. */
static char order_of(const struct reading *reading, const char *cell)
{
    bool month_first = (reading->format->traits & TRAIT_MONTH_FIRST) != 0;
    return month_first && strchr(cell, '/') != NULL ? 'm' : '\0';
}

bool reading_other_date(struct reading *reading, struct sized cell, const struct column *column,
                        struct moment *moment)
{
    if (cell.size == 0) {
        *moment = (struct moment){0};
        return true;
    }
    if (column->date.dutch_seen) {
        reading->source->dutch_dates = true;
    }
    if (!column->date.utc && date_iso_read(cell.text, cell.size, &reading->last_day, moment)) {
        return true;
    }
    *moment = (struct moment){0};
    struct date_style style = column->date;
    if (style.order == 0) {
        style.order = order_of(reading, cell.text);
    }
    enum cleaned cleaned = date_read(cell.text, &style, moment);
    reading->source->dutch_dates = reading->source->dutch_dates || style.dutch_seen;
    return cleaned != CLEANED_BAD;
}

struct moment reading_label_day(struct reading *reading, const char *label)
{
    uint32_t code = intern_put(reading->labels, label, strlen(label));
    if (code == reading->label_days.count) {
        struct moment moment = {0};
        date_find(label, &moment);
        *VECTOR_PUSH(reading->arena, &reading->label_days) = moment;
    }
    return reading->label_days.items[code];
}

struct moment reading_joined(struct moment day, struct moment clock)
{
    const uint32_t dated = MOMENT_DATE | MOMENT_YEARLESS;
    if (!moment_is_set(day) || (clock.flags & dated)) {
        return moment_is_set(clock) ? clock : day;
    }
    if (!moment_is_set(clock) || !(clock.flags & MOMENT_TIME) || !(day.flags & dated)) {
        return moment_is_set(clock) ? clock : day;
    }
    int64_t midnight = day.seconds - ((day.seconds % MOMENT_DAY) + MOMENT_DAY) % MOMENT_DAY;
    uint32_t of_day = dated | MOMENT_OPEN | MOMENT_DAY_FIRST | MOMENT_MONTH_FIRST;
    return (struct moment){midnight + clock.seconds, (day.flags & of_day) | clock.flags};
}

size_t reading_filled_cells(const struct record *record, size_t *first, size_t *second)
{
    size_t filled = 0;
    *first = *second = 0;
    for (size_t i = 0; i < record->count; i++) {
        if (!text_is_blank(record->cells[i])) {
            filled++;
            *first = filled == 1 ? i : *first;
            *second = filled == 2 ? i : *second;
        }
    }
    return filled;
}
