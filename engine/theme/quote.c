/* quote: see quote.h. */
#include "engine/theme/quote.h"

#include <math.h>

static const double RELEVANCE = 0.7; /* against novelty */

struct choosing {
    const struct term_table *table;
    const struct label *label;
    const struct quote_candidate *candidates;
    double *relevance;
    bool *taken, *barred;
};

/* The cosine of the text's terms and the theme's, the theme's weighted by their scores. */
static double relevance(const struct term_table *table, const struct label *label,
                        uint32_t document)
{
    double sum = 0, squares = 0;
    size_t from = table->of_document_start[document], to = table->of_document_start[document + 1];
    for (size_t t = 0; t < label->term_count; t++) {
        squares += label->term[t].score * label->term[t].score;
        for (size_t i = from; i < to; i++) {
            sum += table->of_document[i] == label->term[t].term ? label->term[t].score : 0;
        }
    }
    return to > from && squares > 0 ? sum / sqrt(squares * (double)(to - from)) : 0;
}

/* The cosine of the terms of two documents. */
static double likeness(const struct term_table *table, uint32_t one, uint32_t other)
{
    size_t both = 0;
    size_t from = table->of_document_start[one], to = table->of_document_start[one + 1];
    size_t start = table->of_document_start[other], end = table->of_document_start[other + 1];
    for (size_t i = from; i < to; i++) {
        for (size_t j = start; j < end; j++) {
            both += table->of_document[i] == table->of_document[j];
        }
    }
    return both > 0 ? (double)both / sqrt((double)(to - from) * (double)(end - start)) : 0;
}

static bool same_known(uint32_t a, uint32_t b)
{
    return a == b && a != UINT32_MAX;
}

static bool is_before(const struct quote_candidate *a, const struct quote_candidate *b)
{
    if (a->weight != b->weight) {
        return a->weight > b->weight;
    }
    return a->document != b->document ? a->document < b->document : a->session < b->session;
}

/* The best candidate that is left, `count` when there is none. */
static size_t next_best(const struct choosing *choosing, size_t count, const size_t *used,
                        size_t used_count)
{
    size_t best = count;
    double most = 0;
    for (int pass = 0; pass < 2 && best == count; pass++) {
        for (size_t c = 0; c < count; c++) {
            const struct quote_candidate *candidate = &choosing->candidates[c];
            double nearest = 0;
            bool seen = false;
            if (choosing->taken[c] || choosing->barred[c]) {
                continue;
            }
            for (size_t u = 0; u < used_count; u++) {
                const struct quote_candidate *other = &choosing->candidates[used[u]];
                nearest =
                    fmax(nearest, likeness(choosing->table, candidate->document, other->document));
                seen = seen || same_known(candidate->municipality, other->municipality);
            }
            double value = RELEVANCE * choosing->relevance[c] - (1 - RELEVANCE) * nearest;
            bool better = best == count || value > most ||
                          (value == most && is_before(candidate, &choosing->candidates[best]));
            if ((pass == 1 || !seen) && better) {
                most = value;
                best = c;
            }
        }
    }
    return best;
}

size_t quote_choose(const struct term_table *table, const struct label *label,
                    const struct quote_candidate *candidates, size_t count, size_t room,
                    uint32_t *chosen)
{
    struct arena *scratch = arena_create();
    struct choosing choosing = {.table = table, .label = label, .candidates = candidates};
    choosing.relevance = arena_alloc_array(scratch, count, sizeof(double));
    choosing.taken = arena_alloc(scratch, count);
    choosing.barred = arena_alloc(scratch, count);
    size_t *used = arena_alloc_array(scratch, room, sizeof *used), used_count = 0;
    for (size_t c = 0; c < count; c++) {
        choosing.relevance[c] = relevance(table, label, candidates[c].document);
        choosing.barred[c] = candidates[c].words < QUOTE_SHORTEST ||
                             candidates[c].words > QUOTE_LONGEST || choosing.relevance[c] <= 0;
    }
    while (used_count < room) {
        size_t best = next_best(&choosing, count, used, used_count);
        if (best == count) {
            break;
        }
        choosing.taken[best] = true;
        for (size_t c = 0; c < count; c++) {
            choosing.barred[c] = choosing.barred[c] ||
                                 candidates[c].document == candidates[best].document ||
                                 same_known(candidates[c].session, candidates[best].session) ||
                                 same_known(candidates[c].respondent, candidates[best].respondent);
        }
        used[used_count] = best;
        chosen[used_count++] = candidates[best].text;
    }
    arena_destroy(scratch);
    return used_count;
}
