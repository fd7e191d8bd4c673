/* terms: see terms.h. Terms are numbered stems first, then phrases. */
#include "engine/theme/terms.h"

#include <math.h>
#include <string.h>

#include "engine/base/vector.h"
#include "engine/theme/phrases.h"

double terms_npmi(double both, double one, double other, double all)
{
    if (both <= 0) {
        return -1;
    }
    if (both >= all) {
        return 1;
    }
    return log(both * all / (one * other)) / -log(both / all);
}

static double part(double seen, double expected)
{
    return seen > 0 ? seen * log(seen / expected) : 0;
}

double terms_g2(double both, double one, double other, double all)
{
    double only_one = one - both, only_other = other - both, neither = all - one - other + both;
    return 2 * (part(both, one * other / all) + part(only_one, one * (all - other) / all) +
                part(only_other, (all - one) * other / all) +
                part(neither, (all - one) * (all - other) / all));
}

struct listing {
    struct arena *arena;
    const struct corpus *corpus;
    const struct phrases *phrases;
    struct term_table *table;
    uint32_t *last; /* per term: the document it was met in last, + 1 */
    VECTOR(uint32_t) list;
};

static void list_term(struct listing *listing, size_t document, uint32_t term)
{
    if (listing->last[term] != document + 1) {
        listing->last[term] = (uint32_t)(document + 1);
        listing->table->term[term].documents++;
        *VECTOR_PUSH(listing->arena, &listing->list) = term;
    }
}

static void list_documents(struct listing *listing)
{
    const struct corpus *corpus = listing->corpus;
    struct term_table *table = listing->table;
    for (size_t d = 0; d < corpus->document_count; d++) {
        for (size_t at = corpus->word_start[d]; at < corpus->word_start[d + 1]; at++) {
            const struct corpus_word *word = &corpus->word[CORPUS_WORD(corpus->words[at])];
            uint32_t found[PHRASE_WORDS];
            if ((word->kind & WORD_FUNCTION) != 0) {
                continue;
            }
            list_term(listing, d, word->stem);
            size_t number = phrases_at(listing->phrases, corpus, d, at, found);
            for (size_t i = 0; i < number; i++) {
                list_term(listing, d, (uint32_t)corpus->stem_count + found[i]);
            }
        }
        table->of_document_start[d + 1] = listing->list.count;
    }
    table->of_document = listing->list.items;
}

static void turn_around(struct arena *arena, struct term_table *table)
{
    table->documents_start =
        arena_alloc_array(arena, table->count + 1, sizeof *table->documents_start);
    for (size_t t = 0; t < table->count; t++) {
        table->documents_start[t + 1] = table->documents_start[t] + table->term[t].documents;
    }
    table->documents =
        arena_alloc_array(arena, table->documents_start[table->count], sizeof(uint32_t));
    struct arena *scratch = arena_create();
    size_t *at = arena_alloc_array(scratch, table->count, sizeof *at);
    for (uint32_t d = 0; d < table->document_count; d++) {
        for (size_t i = table->of_document_start[d]; i < table->of_document_start[d + 1]; i++) {
            uint32_t term = table->of_document[i];
            table->documents[table->documents_start[term] + at[term]++] = d;
        }
    }
    arena_destroy(scratch);
}

/* Names of stems: the form of their commonest word. A stem is hidden unless one of its words is
 * neither a function word nor on the domain list. */
static void name_stems(const struct corpus *corpus, struct term_table *table)
{
    struct arena *scratch = arena_create();
    uint32_t *most = arena_alloc_array(scratch, corpus->stem_count, sizeof *most);
    for (size_t t = 0; t < corpus->stem_count; t++) {
        table->term[t] = (struct term){.words = 1, .hidden = true, .text = ""};
    }
    for (uint32_t w = 0; w < corpus->word_count; w++) {
        const struct corpus_word *word = &corpus->word[w];
        struct term *term = &table->term[word->stem];
        term->hidden = term->hidden && word->kind != 0;
        bool better =
            word->texts > most[word->stem] || (word->texts == most[word->stem] &&
                                               strcmp(corpus_word_name(corpus, w), term->text) < 0);
        if ((word->kind & WORD_FUNCTION) == 0 && (better || term->text[0] == '\0')) {
            most[word->stem] = word->texts;
            term->text = corpus_word_form(corpus, w);
        }
    }
    arena_destroy(scratch);
}

/* A phrase of which every word is on the domain list says nothing ("leerzame sessie"); a word that
 * stands in one phrase only hides behind it. */
static void hide_terms(const struct corpus *corpus, const struct phrases *phrases,
                       struct term_table *table)
{
    for (size_t p = 0; p < phrases->count; p++) {
        struct term *phrase = &table->term[corpus->stem_count + p];
        size_t words = phrases->words[p];
        phrase->hidden = table->term[phrases->stem[p][0]].hidden &&
                         table->term[phrases->stem[p][words - 1]].hidden;
    }
    for (size_t p = 0; p < phrases->count; p++) {
        const struct term *phrase = &table->term[corpus->stem_count + p];
        for (size_t i = 0; !phrase->hidden && i < phrases->words[p]; i++) {
            struct term *word = &table->term[phrases->stem[p][i]];
            if (5 * (uint64_t)phrase->documents > 4 * (uint64_t)word->documents) {
                word->hidden = true;
            }
        }
    }
}

/* A phrase hides behind a longer one that holds it for more than four fifths. */
static void hide_short_phrases(const struct corpus *corpus, const struct phrases *phrases,
                               struct term_table *table)
{
    for (size_t p = 0; p < phrases->count; p++) {
        const struct term *longer = &table->term[corpus->stem_count + p];
        for (size_t from = 0; from < phrases->words[p]; from++) {
            for (size_t length = 2; from + length <= phrases->words[p]; length++) {
                uint32_t key = intern_find(phrases->keys, (const char *)(phrases->stem[p] + from),
                                           length * sizeof(uint32_t));
                uint32_t inner = key == INTERN_NONE ? CORPUS_NONE : phrases->phrase_of[key];
                if (inner == CORPUS_NONE || inner == p) {
                    continue;
                }
                struct term *shorter = &table->term[corpus->stem_count + inner];
                if (5 * (uint64_t)longer->documents > 4 * (uint64_t)shorter->documents) {
                    shorter->hidden = true;
                }
            }
        }
    }
}

struct term_table *terms_find(struct arena *arena, const struct corpus *corpus)
{
    struct term_table *table = arena_alloc(arena, sizeof *table);
    const struct phrases *phrases = phrases_find(arena, corpus);
    table->count = corpus->stem_count + phrases->count;
    table->document_count = corpus->document_count;
    table->term = arena_alloc_array(arena, table->count, sizeof *table->term);
    table->of_document_start =
        arena_alloc_array(arena, corpus->document_count + 1, sizeof *table->of_document_start);
    name_stems(corpus, table);
    for (size_t p = 0; p < phrases->count; p++) {
        table->term[corpus->stem_count + p] =
            (struct term){.text = phrases->text[p], .words = phrases->words[p]};
    }
    struct listing listing = {.arena = arena, .corpus = corpus, .phrases = phrases, .table = table};
    listing.last = arena_alloc_array(arena, table->count, sizeof *listing.last);
    list_documents(&listing);
    hide_terms(corpus, phrases, table);
    hide_short_phrases(corpus, phrases, table);
    turn_around(arena, table);
    return table;
}

size_t terms_together(const struct term_table *table, uint32_t a, uint32_t b, size_t limit)
{
    const uint32_t *x = table->documents + table->documents_start[a];
    const uint32_t *y = table->documents + table->documents_start[b];
    const uint32_t *x_end = table->documents + table->documents_start[a + 1];
    const uint32_t *y_end = table->documents + table->documents_start[b + 1];
    size_t both = 0;
    while (x < x_end && y < y_end && *x < limit && *y < limit) {
        both += *x == *y;
        uint32_t smaller = *x < *y ? *x : *y;
        x += *x == smaller;
        y += *y == smaller;
    }
    return both;
}
