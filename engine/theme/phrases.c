/* phrases: see phrases.h. One pass counts every candidate by its stems, a second keeps those that
 * belong together and remembers the commonest form of each. Candidates are counted in the first
 * 100,000 documents only: they stand in the order of a hash, so that is a fair sample. */
#include "engine/theme/phrases.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/theme/terms.h"

enum { COUNTED_DOCUMENTS = 100000, SMALL_CORPUS = 500, LEAST_SMALL = 3, LEAST = 5 };
static const double LEAST_G2 = 10.8, LEAST_NPMI = 0.3;

struct finding {
    struct arena *arena;
    const struct corpus *corpus;
    size_t documents; /* that are counted */
    uint32_t *stem_count;
    double total;
    struct intern *keys;
    VECTOR(uint32_t) count; /* per key */
};

/* The candidate of `length` words at `at`: false when it is none. Fills the stems. */
static bool is_candidate(const struct corpus *corpus, size_t at, size_t end, size_t length,
                         uint32_t stem[PHRASE_WORDS])
{
    if (at + length > end) {
        return false;
    }
    size_t function_words = 0;
    for (size_t i = 0; i < length; i++) {
        uint32_t element = corpus->words[at + i];
        const struct corpus_word *word = &corpus->word[CORPUS_WORD(element)];
        bool edge = i == 0 || i + 1 == length, function = (word->kind & WORD_FUNCTION) != 0;
        if ((i > 0 && (element & CORPUS_OPENS) != 0) || (edge && function)) {
            return false;
        }
        function_words += function;
        stem[i] = word->stem;
    }
    if (stem[0] == stem[length - 1]) {
        return false;
    }
    return length < PHRASE_WORDS || function_words == PHRASE_WORDS - 2;
}

static uint32_t key_of(const struct intern *keys, const uint32_t *stem, size_t length)
{
    return intern_find(keys, (const char *)stem, length * sizeof *stem);
}

static void count_stems(struct finding *finding)
{
    const struct corpus *corpus = finding->corpus;
    finding->stem_count = arena_alloc_array(finding->arena, corpus->stem_count, sizeof(uint32_t));
    for (size_t i = 0; i < corpus->word_start[finding->documents]; i++) {
        finding->stem_count[corpus->word[CORPUS_WORD(corpus->words[i])].stem]++;
        finding->total++;
    }
}

static void count_candidates(struct finding *finding, uint32_t least)
{
    const struct corpus *corpus = finding->corpus;
    for (size_t d = 0; d < finding->documents; d++) {
        size_t end = corpus->word_start[d + 1];
        for (size_t at = corpus->word_start[d]; at < end; at++) {
            for (size_t length = 2; length <= PHRASE_WORDS; length++) {
                uint32_t stem[PHRASE_WORDS];
                if (!is_candidate(corpus, at, end, length, stem) ||
                    finding->stem_count[stem[0]] < least ||
                    finding->stem_count[stem[length - 1]] < least) {
                    continue;
                }
                uint32_t key = intern_put(finding->keys, (const char *)stem, length * sizeof *stem);
                if (key == finding->count.count) {
                    *VECTOR_PUSH(finding->arena, &finding->count) = 0;
                }
                finding->count.items[key]++;
            }
        }
    }
}

/* Does the last word belong to what stands before it? For three words of content that is a phrase
 * of two, otherwise the first word. */
static bool belongs_together(const struct finding *finding, uint32_t key)
{
    uint32_t stem[PHRASE_WORDS];
    size_t size = intern_size(finding->keys, key), length = size / sizeof *stem;
    memcpy(stem, intern_string(finding->keys, key), size);
    double both = finding->count.items[key], last = finding->stem_count[stem[length - 1]];
    double first = finding->stem_count[stem[0]];
    uint32_t shorter = key_of(finding->keys, stem, length - 1);
    if (length == 3 && shorter != INTERN_NONE) {
        first = finding->count.items[shorter];
    }
    return both * finding->total > first * last &&
           terms_g2(both, first, last, finding->total) > LEAST_G2 &&
           terms_npmi(both, first, last, finding->total) > LEAST_NPMI;
}

static const char *written_form(struct arena *arena, const struct corpus *corpus, size_t at,
                                size_t length)
{
    struct text text = text_create(arena);
    for (size_t i = 0; i < length; i++) {
        text_add(&text, i > 0 ? " " : "");
        text_add(&text, corpus_word_form(corpus, CORPUS_WORD(corpus->words[at + i])));
    }
    return text.bytes;
}

/* The commonest written form of each phrase; ties go to the first in the order of the documents. */
static void choose_texts(struct finding *finding, struct phrases *phrases)
{
    const struct corpus *corpus = finding->corpus;
    struct arena *scratch = arena_create();
    struct intern *forms = intern_create(scratch);
    VECTOR(uint32_t) count = {0};
    uint32_t *best = arena_alloc_array(scratch, phrases->count, sizeof *best);
    for (size_t d = 0; d < finding->documents; d++) {
        for (size_t at = corpus->word_start[d]; at < corpus->word_start[d + 1]; at++) {
            uint32_t found[PHRASE_WORDS];
            size_t number = phrases_at(phrases, corpus, d, at, found);
            for (size_t i = 0; i < number; i++) {
                const char *text = written_form(scratch, corpus, at, phrases->words[found[i]]);
                uint32_t form = intern_put(forms, text, strlen(text));
                if (form == count.count) {
                    *VECTOR_PUSH(scratch, &count) = 0;
                }
                if (++count.items[form] > best[found[i]]) {
                    best[found[i]] = count.items[form];
                    phrases->text[found[i]] = intern_string(forms, form);
                }
            }
        }
    }
    for (size_t p = 0; p < phrases->count; p++) {
        phrases->text[p] = arena_strdup(finding->arena, phrases->text[p]);
    }
    arena_destroy(scratch);
}

struct phrases *phrases_find(struct arena *arena, const struct corpus *corpus)
{
    struct phrases *phrases = arena_alloc(arena, sizeof *phrases);
    struct finding finding = {.arena = arena, .corpus = corpus, .keys = intern_create(arena)};
    finding.documents =
        corpus->document_count < COUNTED_DOCUMENTS ? corpus->document_count : COUNTED_DOCUMENTS;
    uint32_t least = finding.documents < SMALL_CORPUS ? LEAST_SMALL : LEAST;
    count_stems(&finding);
    count_candidates(&finding, least);
    size_t keys = intern_count(finding.keys);
    phrases->keys = finding.keys;
    phrases->phrase_of = arena_alloc_array(arena, keys, sizeof *phrases->phrase_of);
    phrases->stem = arena_alloc_array(arena, keys, sizeof *phrases->stem);
    phrases->words = arena_alloc(arena, keys);
    for (uint32_t key = 0; key < keys; key++) {
        phrases->phrase_of[key] = CORPUS_NONE;
        if (finding.count.items[key] >= least && belongs_together(&finding, key)) {
            size_t size = intern_size(finding.keys, key);
            memcpy(phrases->stem[phrases->count], intern_string(finding.keys, key), size);
            phrases->words[phrases->count] = (uint8_t)(size / sizeof(uint32_t));
            phrases->phrase_of[key] = (uint32_t)phrases->count++;
        }
    }
    phrases->text = arena_alloc_array(arena, phrases->count, sizeof *phrases->text);
    choose_texts(&finding, phrases);
    return phrases;
}

size_t phrases_at(const struct phrases *phrases, const struct corpus *corpus, size_t document,
                  size_t at, uint32_t found[PHRASE_WORDS])
{
    size_t count = 0, end = corpus->word_start[document + 1];
    for (size_t length = 2; length <= PHRASE_WORDS; length++) {
        uint32_t stem[PHRASE_WORDS];
        if (!is_candidate(corpus, at, end, length, stem)) {
            continue;
        }
        uint32_t key = key_of(phrases->keys, stem, length);
        if (key != INTERN_NONE && phrases->phrase_of[key] != CORPUS_NONE) {
            found[count++] = phrases->phrase_of[key];
        }
    }
    return count;
}
