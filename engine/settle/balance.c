/* balance: what became of every row: read = used + merged + rejected, per source, asserted.
 *
 * A record counts once, whatever number of sessions it speaks of: used when one of its rows was
 * used, else merged, else rejected. Rows of recognise that never reached settle were rejected
 * there. */
#include <assert.h>

#include "engine/settle/collect.h"

/* The fate of the record that starts at row i; `next` is the first row behind it. */
static enum fate fate_of_record(const struct settle *settle, size_t i, size_t *next, uint32_t *into)
{
    const struct raw_row *first = &settle->rows.items[i];
    enum fate fate = (enum fate)first->fate;
    *into = first->into;
    size_t k = i + 1;
    while (k < settle->rows.count && settle->rows.items[k].continued &&
           settle->rows.items[k].source == first->source &&
           settle->rows.items[k].line == first->line) {
        if (settle->rows.items[k].fate > fate) {
            fate = (enum fate)settle->rows.items[k].fate;
            *into = settle->rows.items[k].into;
        }
        k++;
    }
    *next = k;
    return fate;
}

void balance_settle(struct settle *settle, struct edition *edition)
{
    VECTOR(struct merged_row) merged = {0};
    for (size_t i = 0; i < settle->rows.count;) {
        const struct raw_row *row = &settle->rows.items[i];
        struct source *source = settle->sources.items[row->source];
        size_t next;
        uint32_t into;
        switch (fate_of_record(settle, i, &next, &into)) {
        case FATE_USED:
            source->rows_used++;
            break;
        case FATE_MERGED:
            source->rows_merged++;
            *VECTOR_PUSH(settle->arena, &merged) =
                (struct merged_row){.source = row->source,
                                    .line = (long)row->line,
                                    .into_source = settle->rows.items[into].source,
                                    .into_line = (long)settle->rows.items[into].line};
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
        i = next;
    }
    edition->merged_rows = merged.items;
    edition->merged_rows_count = merged.count;
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
