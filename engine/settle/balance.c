/* balance: what became of every row: read = used + merged + rejected, per source, asserted.
 *
 * A record counts once, whatever number of sessions it speaks of: used when one of its rows was
 * used, else merged, else rejected. Rows of recognise that never reached settle were rejected
 * there. */
#include <assert.h>

#include "engine/settle/collect.h"

struct balance {
    struct settle *settle;
    VECTOR(struct merged_row) merged;
};

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

static void put_merged(struct balance *balance, const struct stretch *stretch, uint32_t which)
{
    const struct settle *settle = balance->settle;
    const struct raw_row *row = &settle->rows.items[which];
    const struct raw_row *into = &settle->rows.items[settle->merged_into[which]];
    *VECTOR_PUSH(balance->settle->arena, &balance->merged) =
        (struct merged_row){.source = stretch->source,
                            .line = (long)row->line,
                            .into_source = settle_common(settle, into)->source,
                            .into_line = (long)into->line};
}

static void balance_stretch(struct balance *balance, const struct stretch *stretch)
{
    struct settle *settle = balance->settle;
    struct source *source = settle->sources.items[stretch->source];
    for (uint32_t i = stretch->first; i < stretch->end;) {
        const struct raw_row *row = &settle->rows.items[i];
        uint32_t strongest = strongest_of_record(settle, stretch, i, &i);
        switch ((enum fate)settle->rows.items[strongest].fate) {
        case FATE_USED:
            source->rows_used++;
            break;
        case FATE_MERGED:
            source->rows_merged++;
            put_merged(balance, stretch, strongest);
            break;
        case FATE_OPEN:
            /* Nothing could be made of it: no session, or nobody. It is not lost silently. */
            settle_find(settle, FINDING_ROW_NO_SESSION, row, NULL);
            source->rows_rejected++;
            break;
        case FATE_REJECTED:
            source->rows_rejected++;
            break;
        }
    }
}

void balance_settle(struct settle *settle, struct edition *edition)
{
    struct balance balance = {.settle = settle};
    for (size_t i = 0; i < settle->stretches.count; i++) {
        balance_stretch(&balance, &settle->stretches.items[i]);
    }
    edition->merged_rows = balance.merged.items;
    edition->merged_rows_count = balance.merged.count;
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
