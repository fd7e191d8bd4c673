/* rows: see rows.h. */
#include "engine/recognise/rows.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/recognise/events.h"
#include "engine/recognise/no_row.h"
#include "engine/recognise/people.h"
#include "engine/recognise/preamble.h"
#include "engine/recognise/programme.h"
#include "engine/recognise/side.h"

/* -- corrections ------------------------------------------------------------------------------ */

static bool same_column(const struct plan *plan, size_t column, const char *wanted)
{
    int64_t number;
    if (number_read_integer(wanted, &number)) {
        return number == (int64_t)column + 1;
    }
    return column < plan->count && text_equal_ignoring_case(plan->columns[column].title, wanted);
}

/* Replaces raw cells, where the old value still stands. */
static void correct(struct reading *reading, const struct plan *plan, struct record *record)
{
    const struct recognise_context *context = reading->context;
    for (size_t i = 0; i < context->correction_count && reading->corrections > 0; i++) {
        struct correction *correction = &context->corrections[i];
        if (correction->line != record->line || correction->file == NULL ||
            !text_equal(correction->file, reading->source->path)) {
            continue;
        }
        for (size_t c = 0; c < record->count; c++) {
            bool whole_row = text_is_blank(correction->column);
            if (!whole_row && !same_column(plan, c, correction->column)) {
                continue;
            }
            const char *old = text_trim(reading->scratch, record->cells[c]);
            if (strcmp(old, text_trim(reading->scratch, correction->old_value)) == 0) {
                record->cells[c] = correction->new_value;
                record->sizes = NULL;
                correction->applied = true;
                reading_find(reading, FINDING_CORRECTION_APPLIED, record->line, (int)c + 1,
                             c < plan->count ? plan->columns[c].title : "");
                break;
            }
        }
    }
}

size_t rows_corrections(const struct recognise_context *context, const char *path)
{
    size_t count = 0;
    for (size_t i = 0; i < context->correction_count; i++) {
        count += text_equal(context->corrections[i].file, path);
    }
    return count;
}

/* -- records ---------------------------------------------------------------------------------- */

/* Cells behind the last column. False when one of them holds something. */
static bool extra_is_empty(const struct plan *plan, const struct record *record)
{
    for (size_t i = plan->count; i < record->count; i++) {
        if (!text_is_blank(record->cells[i])) {
            return false;
        }
    }
    return true;
}

static void reject_extra(struct reading *reading, const struct plan *plan,
                         const struct record *record)
{
    char counts[64];
    snprintf(counts, sizeof counts, "%zu > %zu", record->count, plan->count);
    reading_reject(reading, FINDING_ROW_EXTRA_CELLS, record->line, (int)plan->count + 1, counts);
}

/* A form that was begun and never sent is no response; that is no fault of the row. */
static bool is_unsent(struct reading *reading, const struct plan *plan, const struct record *record)
{
    return reading->format->format == FORMAT_LIMESURVEY && plan->at[ROLE_SUBMITTED] != NO_COLUMN &&
           text_is_blank(reading_cell(reading, record, ROLE_SUBMITTED));
}

void rows_read(struct reading *reading, struct record *record)
{
    struct plan *plan = reading->plan;
    struct source *source = reading->source;
    if (plan->kind == PLAN_IGNORED) {
        return;
    }
    if (plan->kind == PLAN_ABOUT) {
        if (reading->after_about) {
            preamble_about_read(reading, plan, record);
            reading->after_about = false;
        } else {
            preamble_row_read(reading, record);
        }
        return;
    }
    if (no_row_is(reading, plan, record)) {
        if (no_row_is_of_print(reading, record)) {
            source->rows_read++;
            reading_reject(reading, FINDING_ROW_NOBODY, record->line, 0, NULL);
        }
        return;
    }
    source->rows_read++;
    if (record->quote_open) {
        reading_reject(reading, FINDING_ROW_QUOTE_OPEN, record->line, 0, NULL);
        return;
    }
    if (!extra_is_empty(plan, record)) {
        reject_extra(reading, plan, record);
        return;
    }
    if (reading->corrections > 0) {
        correct(reading, plan, record);
    }
    switch (plan->kind) {
    case PLAN_PEOPLE:
    case PLAN_EVALUATION:
        if (is_unsent(reading, plan, record)) {
            source->rows_rejected++;
            reading_find(reading, FINDING_ROW_UNSENT, record->line, 0, NULL);
        } else if (plan->kind == PLAN_PEOPLE) {
            people_row_read(reading, plan, record);
        } else {
            people_response_read(reading, plan, record);
        }
        break;
    case PLAN_EVENTS:
        event_row_read(reading, plan, record);
        break;
    case PLAN_PROGRAMME:
        programme_row_read(reading, plan, record);
        break;
    case PLAN_SIDE:
        side_row_read(reading, plan, record);
        break;
    case PLAN_IGNORED:
    case PLAN_ABOUT:
        break;
    }
}
