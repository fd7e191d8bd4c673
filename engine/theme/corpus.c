/* corpus: see corpus.h. Two passes: tokens.c reads words in the order of the input; here texts are
 * put into the order of their hash, equal ones joined, and everything is numbered anew. */
#include "engine/theme/corpus.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/hash.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/theme/features.h"
#include "engine/theme/lists.h"
#include "engine/theme/stemmer.h"
#include "engine/theme/tokens.h"

struct building {
    struct arena *arena;
    struct corpus *corpus;
    const struct tokens *tokens;
    const char *const *texts;
    struct sb_stemmer *stemmer[LANGUAGES];
    struct intern *domain_words;
    uint32_t *word_of[LANGUAGES]; /* per spelling; CORPUS_NONE: not met yet */
    VECTOR(struct corpus_word) word;
    VECTOR(uint32_t) words;
};

/* --- texts in the order of their words' hash ----------------------------------------------- */

struct place {
    uint64_t hash;
    uint32_t text;
    const char *bytes;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    return strcmp(x->bytes, y->bytes);
}

/* The folded words joined by blanks. */
static const char *normalised(const struct tokens *tokens, size_t text, struct text *out)
{
    text_clear(out);
    for (size_t i = tokens->start[text]; i < tokens->start[text + 1]; i++) {
        uint32_t spelling = tokens->spelling_of[TOKEN_FORM(tokens->token[i])];
        if (i > tokens->start[text]) {
            text_add_char(out, ' ');
        }
        text_add_bytes(out, intern_string(tokens->spellings, spelling),
                       intern_size(tokens->spellings, spelling));
    }
    return out->bytes;
}

static struct place *ordered_texts(struct building *building, size_t *count)
{
    const struct tokens *tokens = building->tokens;
    struct arena *scratch = arena_create();
    struct text text = text_create(scratch);
    struct intern *empty = lists_read(scratch, lists_shipped("empty_answers.txt"));
    struct place *places = arena_alloc_array(building->arena, tokens->text_count, sizeof *places);
    *count = 0;
    for (size_t i = 0; i < tokens->text_count; i++) {
        normalised(tokens, i, &text);
        if (text.size == 0 || intern_find(empty, text.bytes, text.size) != INTERN_NONE) {
            building->corpus->document_of[i] = CORPUS_NONE;
            building->corpus->empty_count++;
            continue;
        }
        places[(*count)++] =
            (struct place){hash_number_of(text.bytes, text.size), (uint32_t)i, building->texts[i]};
    }
    arena_destroy(scratch);
    qsort(places, *count, sizeof *places, compare_places);
    return places;
}

/* --- words and stems ------------------------------------------------------------------------ */

static uint32_t stem_put(struct building *building, enum language language, const char *word,
                         size_t size)
{
    size_t stem_size;
    const char *stem = stemmer_stem(building->stemmer[language], word, size, &stem_size);
    return stem_size > 0 ? intern_put(building->corpus->stem_names, stem, stem_size)
                         : intern_put(building->corpus->stem_names, word, size);
}

static uint32_t word_put(struct building *building, enum language language, uint32_t spelling)
{
    uint32_t *known = &building->word_of[language][spelling];
    if (*known != CORPUS_NONE) {
        return *known;
    }
    const char *name = intern_string(building->tokens->spellings, spelling);
    size_t size = intern_size(building->tokens->spellings, spelling);
    char *key = arena_alloc(building->arena, size + 2);
    key[0] = language == LANGUAGE_NL ? CORPUS_DUTCH : CORPUS_ENGLISH;
    memcpy(key + 1, name, size);
    *known = intern_put(building->corpus->word_names, key, size + 1);
    struct corpus_word *word = VECTOR_PUSH(building->arena, &building->word);
    word->form = CORPUS_NONE;
    word->stem = stem_put(building, language, name, size);
    if (building->tokens->function_in[spelling] >> language & 1) {
        word->kind |= WORD_FUNCTION;
    }
    if (intern_find(building->domain_words, name, size) != INTERN_NONE) {
        word->kind |= WORD_DOMAIN;
    }
    return *known;
}

static void add_document(struct building *building, uint32_t text)
{
    const struct tokens *tokens = building->tokens;
    for (size_t i = tokens->start[text]; i < tokens->start[text + 1]; i++) {
        uint32_t spelling = tokens->spelling_of[TOKEN_FORM(tokens->token[i])];
        uint32_t word = word_put(building, tokens->language[text], spelling);
        uint32_t opens = tokens->token[i] & TOKEN_OPENS ? CORPUS_OPENS : 0;
        *VECTOR_PUSH(building->arena, &building->words) = word | opens;
    }
}

static void make_documents(struct building *building)
{
    struct corpus *corpus = building->corpus;
    size_t count;
    struct place *places = ordered_texts(building, &count);
    corpus->repeats = arena_alloc_array(building->arena, count, sizeof *corpus->repeats);
    corpus->text_of = arena_alloc_array(building->arena, count, sizeof *corpus->text_of);
    corpus->word_start = arena_alloc_array(building->arena, count + 1, sizeof *corpus->word_start);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || places[i].hash != places[i - 1].hash) {
            corpus->text_of[corpus->document_count] = places[i].text;
            add_document(building, places[i].text);
            corpus->word_start[++corpus->document_count] = building->words.count;
        }
        corpus->document_of[places[i].text] = (uint32_t)(corpus->document_count - 1);
        corpus->repeats[corpus->document_count - 1]++;
    }
    corpus->words = building->words.items;
    corpus->word = building->word.items;
    corpus->word_count = building->word.count;
}

/* --- the form for print ------------------------------------------------------------------------
 */

/* The commonest form inside sentences, where a capital means something; a form met only at openings
 * counts after those. Ties go to the form that comes last in byte order: small letters. */
static void choose_forms(struct building *building)
{
    struct corpus *corpus = building->corpus;
    const struct tokens *tokens = building->tokens;
    size_t forms = intern_count(tokens->forms);
    uint32_t *inside = arena_alloc_array(building->arena, forms, sizeof *inside);
    corpus->form_names = arena_alloc_array(building->arena, forms, sizeof *corpus->form_names);
    for (size_t i = 0; i < tokens->start[tokens->text_count]; i++) {
        inside[TOKEN_FORM(tokens->token[i])] += (tokens->token[i] & TOKEN_OPENS) == 0;
    }
    for (uint32_t f = 0; f < forms; f++) {
        corpus->form_names[f] = intern_string(tokens->forms, f);
        for (int l = 0; l < LANGUAGES; l++) {
            uint32_t word = building->word_of[l][tokens->spelling_of[f]];
            if (word == CORPUS_NONE) {
                continue;
            }
            uint32_t *best = &corpus->word[word].form;
            if (*best == CORPUS_NONE || inside[f] > inside[*best] ||
                (inside[f] == inside[*best] &&
                 strcmp(corpus->form_names[f], corpus->form_names[*best]) > 0)) {
                *best = f;
            }
        }
    }
}

/* In how many documents each word occurs. */
static void count_texts(struct corpus *corpus, struct arena *arena)
{
    uint32_t *seen = arena_alloc_array(arena, corpus->word_count, sizeof *seen);
    for (size_t d = 0; d < corpus->document_count; d++) {
        for (size_t i = corpus->word_start[d]; i < corpus->word_start[d + 1]; i++) {
            uint32_t word = CORPUS_WORD(corpus->words[i]);
            if (seen[word] != d + 1) {
                seen[word] = (uint32_t)(d + 1);
                corpus->word[word].texts++;
            }
        }
    }
}

struct corpus *corpus_build(struct arena *arena, const char *const *texts, size_t count,
                            const struct corpus_options *options)
{
    struct corpus *corpus = arena_alloc(arena, sizeof *corpus);
    struct building building = {.arena = arena, .corpus = corpus, .texts = texts};
    building.tokens =
        tokens_read(arena, texts, count, options->language_known ? options->language : LANGUAGES);
    corpus->text_count = count;
    corpus->home = building.tokens->home;
    corpus->document_of = arena_alloc_array(arena, count, sizeof *corpus->document_of);
    corpus->word_names = intern_create(arena);
    corpus->stem_names = intern_create(arena);
    building.stemmer[LANGUAGE_NL] = stemmer_open(LANGUAGE_NL);
    building.stemmer[LANGUAGE_EN] = stemmer_open(LANGUAGE_EN);
    building.domain_words =
        lists_read(arena, options->domain_words != NULL ? options->domain_words
                                                        : lists_shipped("stopwords_domain.txt"));
    size_t spellings = intern_count(building.tokens->spellings);
    for (int l = 0; l < LANGUAGES; l++) {
        building.word_of[l] = arena_alloc_array(arena, spellings, sizeof(uint32_t));
        memset(building.word_of[l], 0xFF, spellings * sizeof(uint32_t));
    }
    make_documents(&building);
    count_texts(corpus, arena);
    choose_forms(&building);
    corpus->stem_count = intern_count(corpus->stem_names);
    features_make(arena, corpus);
    stemmer_close(building.stemmer[LANGUAGE_NL]);
    stemmer_close(building.stemmer[LANGUAGE_EN]);
    return corpus;
}
