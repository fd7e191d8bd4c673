/* features: see features.h. Every distinct word gets its list of features once; a document's bag is
 * the sum over its words. */
#include "engine/theme/features.h"

#include <string.h>

#include "engine/base/vector.h"
#include "engine/theme/compound.h"
#include "engine/theme/stemmer.h"

/* The first letters of a word of content, a second and coarser stem: "vergun|ning|en". Five did
 * best in trials on Dutch and English sets (three to six letters). */
enum { PREFIX_LETTERS = 5 };

struct making {
    struct arena *arena;
    struct corpus *corpus;
    struct sb_stemmer *stemmer;
    struct intern *names;  /* prefixes; their features are numbered behind the stems */
    uint32_t *alone;       /* per stem: documents that hold it as a word of its own, summed */
    size_t *word_start;    /* word_count + 1 */
    VECTOR(uint32_t) list; /* features of words */
};

static uint32_t stem_find(const struct making *making, const char *word, size_t size)
{
    size_t stem_size;
    const char *stem = stemmer_stem(making->stemmer, word, size, &stem_size);
    return stem_size == 0 ? INTERN_NONE : intern_find(making->corpus->stem_names, stem, stem_size);
}

static uint32_t count_alone(void *context, const char *word, size_t size)
{
    const struct making *making = context;
    uint32_t stem = stem_find(making, word, size);
    return stem == INTERN_NONE ? 0 : making->alone[stem];
}

static void add_prefix(struct making *making, const char *name)
{
    size_t size = 0;
    for (int letters = 0; letters < PREFIX_LETTERS; letters++) {
        if (name[size] == '\0') {
            return;
        }
        do {
            size++;
        } while (((unsigned char)name[size] & 0xC0) == 0x80);
    }
    uint32_t prefix = intern_put(making->names, name, size);
    *VECTOR_PUSH(making->arena, &making->list) = (uint32_t)making->corpus->stem_count + prefix;
}

static void add_parts(struct making *making, uint32_t word, const char *name)
{
    struct compound_part parts[COMPOUND_PARTS];
    size_t count = compound_split(name, strlen(name), count_alone, making, parts);
    for (size_t p = 0; p < count; p++) {
        uint32_t stem = stem_find(making, name + parts[p].start, parts[p].size);
        if (stem != INTERN_NONE && stem != making->corpus->word[word].stem) {
            *VECTOR_PUSH(making->arena, &making->list) = stem;
        }
    }
}

static void list_words(struct making *making)
{
    struct corpus *corpus = making->corpus;
    for (size_t w = 0; w < corpus->word_count; w++) {
        if ((corpus->word[w].kind & WORD_FUNCTION) == 0) {
            making->alone[corpus->word[w].stem] += corpus->word[w].texts;
        }
    }
    for (uint32_t w = 0; w < corpus->word_count; w++) {
        *VECTOR_PUSH(making->arena, &making->list) = corpus->word[w].stem;
        if ((corpus->word[w].kind & WORD_FUNCTION) == 0) {
            const char *key = intern_string(corpus->word_names, w);
            add_prefix(making, key + 1);
            if (key[0] == CORPUS_DUTCH) {
                add_parts(making, w, key + 1);
            }
        }
        making->word_start[w + 1] = making->list.count;
    }
}

struct bagging {
    uint32_t *last; /* per feature: the document it was met in last, + 1 */
    size_t *place;  /* and where */
    uint32_t *number;
    uint32_t next;
    VECTOR(uint32_t) feature;
    VECTOR(uint16_t) count;
};

/* In how many documents each feature occurs, more than one being all alike. */
static uint8_t *count_documents(const struct making *making, struct arena *scratch,
                                size_t feature_count)
{
    const struct corpus *corpus = making->corpus;
    uint8_t *documents = arena_alloc(scratch, feature_count);
    uint32_t *last = arena_alloc_array(scratch, feature_count, sizeof *last);
    for (size_t d = 0; d < corpus->document_count; d++) {
        for (size_t i = corpus->word_start[d]; i < corpus->word_start[d + 1]; i++) {
            uint32_t word = CORPUS_WORD(corpus->words[i]);
            for (size_t f = making->word_start[word]; f < making->word_start[word + 1]; f++) {
                uint32_t feature = making->list.items[f];
                if (last[feature] != d + 1) {
                    last[feature] = (uint32_t)(d + 1);
                    documents[feature] =
                        (uint8_t)(documents[feature] < 2 ? documents[feature] + 1 : 2);
                }
            }
        }
    }
    return documents;
}

static void bag_add(struct making *making, struct bagging *bagging, size_t document,
                    uint32_t feature)
{
    if (bagging->last[feature] == document + 1) {
        uint16_t *count = &bagging->count.items[bagging->place[feature]];
        *count = (uint16_t)(*count < UINT16_MAX ? *count + 1 : *count);
        return;
    }
    if (bagging->number[feature] == CORPUS_NONE) {
        bagging->number[feature] = bagging->next++;
    }
    bagging->last[feature] = (uint32_t)(document + 1);
    bagging->place[feature] = bagging->feature.count;
    *VECTOR_PUSH(making->arena, &bagging->feature) = bagging->number[feature];
    *VECTOR_PUSH(making->arena, &bagging->count) = 1;
}

static void fill_bags(struct making *making)
{
    struct corpus *corpus = making->corpus;
    struct arena *scratch = arena_create();
    size_t feature_count = corpus->stem_count + intern_count(making->names);
    uint8_t *documents = count_documents(making, scratch, feature_count);
    struct bagging bagging = {
        .last = arena_alloc_array(scratch, feature_count, sizeof(uint32_t)),
        .place = arena_alloc_array(scratch, feature_count, sizeof(size_t)),
        .number = arena_alloc_array(making->arena, feature_count, sizeof(uint32_t)),
    };
    memset(bagging.number, 0xFF, feature_count * sizeof(uint32_t));
    size_t *start = arena_alloc_array(making->arena, corpus->document_count + 1, sizeof *start);
    for (size_t d = 0; d < corpus->document_count; d++) {
        for (size_t i = corpus->word_start[d]; i < corpus->word_start[d + 1]; i++) {
            uint32_t word = CORPUS_WORD(corpus->words[i]);
            for (size_t f = making->word_start[word]; f < making->word_start[word + 1]; f++) {
                if (documents[making->list.items[f]] > 1) {
                    bag_add(making, &bagging, d, making->list.items[f]);
                }
            }
        }
        start[d + 1] = bagging.feature.count;
    }
    corpus->feature_of_stem = bagging.number;
    corpus->bags = (struct bags){.document_count = corpus->document_count,
                                 .feature_count = bagging.next,
                                 .start = start,
                                 .feature = bagging.feature.items,
                                 .count = bagging.count.items};
    arena_destroy(scratch);
}

void features_make(struct arena *arena, struct corpus *corpus)
{
    struct making making = {.arena = arena, .corpus = corpus};
    making.stemmer = stemmer_open(LANGUAGE_NL);
    making.names = intern_create(arena);
    making.alone = arena_alloc_array(arena, corpus->stem_count, sizeof *making.alone);
    making.word_start = arena_alloc_array(arena, corpus->word_count + 1, sizeof *making.word_start);
    list_words(&making);
    fill_bags(&making);
    stemmer_close(making.stemmer);
}
