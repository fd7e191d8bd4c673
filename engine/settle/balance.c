/* balance: what became of every row: read = used + merged + rejected, per source, asserted.
 *
 * A record counts once, whatever number of sessions it speaks of: used when one of its rows was
 * used, else merged, else rejected. Rows of recognise that never reached settle were rejected
 * there. */
#include <assert.h>

#include "engine/settle/collect.h"

/* The row that says what became of the record that starts at row i; `next` is the first row behind
 * it. */
static uint32_t strongest_of_record(const struct settle *settle, const struct stretch *stretch,
                                    uint32_t i, uint32_t *next)
{
    const struct raw_row *rows = settle->rows.items;
    uint32_t strongest = i;
    uint32_t k = i + 1;
    for (; k < stretch->end && rows[k].continued && rows[k].line == rows[i].line; k++) {
        strongest = rows[k].fate > rows[strongest].fate ? k : strongest;
    }
    *next = k;
    return strongest;
}

static void put_merged(struct settle *settle, const struct stretch *stretch, uint32_t which)
{
    const struct raw_row *row = &settle->rows.items[which];
    struct row_place into = settle->merged_into[which];
    *VECTOR_PUSH(settle->arena, &settle->merged) =
        (struct merged_row){.source = stretch->source,
                            .line = (long)row->line,
                            .into_source = into.source,
                            .into_line = (long)into.line};
}

static void balance_record(struct settle *settle, const struct stretch *stretch, uint32_t first,
                           uint32_t strongest)
{
    struct source *source = settle->sources.items[stretch->source];
    switch ((enum fate)settle->rows.items[strongest].fate) {
    case FATE_USED:
        source->rows_used++;
        break;
    case FATE_MERGED:
        source->rows_merged++;
        put_merged(settle, stretch, strongest);
        break;
    case FATE_OPEN:
        /* Nothing could be made of it: no session, or nobody. It is not lost silently. */
        settle_find(settle, FINDING_ROW_NO_SESSION, &settle->rows.items[first], NULL);
        source->rows_rejected++;
        break;
    case FATE_REJECTED:
        source->rows_rejected++;
        break;
    }
}

bool balance_counted(struct settle *settle, const struct stretch *stretch, uint32_t *row)
{
    uint32_t first = *row;
    uint32_t strongest = strongest_of_record(settle, stretch, first, row);
    if (settle->rows.items[strongest].fate < FATE_MERGED) {
        return false;
    }
    balance_record(settle, stretch, first, strongest);
    return true;
}

static void balance_stretch(struct settle *settle, const struct stretch *stretch)
{
    for (uint32_t i = stretch->first; i < stretch->end;) {
        uint32_t first = i;
        uint32_t strongest = strongest_of_record(settle, stretch, first, &i);
        balance_record(settle, stretch, first, strongest);
    }
}

void balance_settle(struct settle *settle, struct edition *edition)
{
    for (size_t i = 0; i < settle->stretches.count; i++) {
        balance_stretch(settle, &settle->stretches.items[i]);
    }
    edition->merged_rows = settle->merged.items;
    edition->merged_rows_count = settle->merged.count;
    edition->sources_count = settle->sources.count;
    edition->sources =
        arena_alloc_array(settle->arena, settle->sources.count + 1, sizeof *edition->sources);
    for (size_t i = 0; i < settle->sources.count; i++) {
        struct source *source = settle->sources.items[i];
        if (source->kind == SOURCE_PROGRAMME || source->table != NULL) {
            source->rows_used = source->rows_read - source->rows_rejected - source->rows_merged;
        }
        if (settle->is_copy.items[i]) { /* also what the original's bad rows repeat */
            source->rows_merged = source->rows_read;
            source->rows_used = source->rows_rejected = source->rows_bad = 0;
        }
        assert(source->rows_read ==
               source->rows_used + source->rows_merged + source->rows_rejected);
        edition->sources[i] = *source;
    }
}
