/* Any bytes as texts (one a line), rules of a codebook and a bag go through the words, documents,
 * phrases and terms of the themes; every word of a document and every document of a term exists. */
#include <string.h>

#include "engine/base/vector.h"
#include "engine/theme/change.h"
#include "engine/theme/codebook.h"
#include "engine/theme/corpus.h"
#include "engine/theme/terms.h"
#include "engine/unicode/words.h"
#include "tests/fuzz/fuzz.h"

enum { TEXTS_MOST = 64, RULES_MOST = 4 };

struct texts {
    const char *items[TEXTS_MOST];
    size_t count;
};

static void split(char *text, struct texts *texts)
{
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL && texts->count < TEXTS_MOST;
         line = strtok_r(NULL, "\n", &rest)) {
        texts->items[texts->count++] = line;
    }
}

static void check_corpus(const struct corpus *corpus, const struct texts *texts)
{
    LAW(corpus->text_count == texts->count && corpus->document_count <= texts->count);
    for (size_t t = 0; t < texts->count; t++) {
        uint32_t document = corpus->document_of[t];
        LAW(document == CORPUS_NONE || document < corpus->document_count);
    }
    for (size_t w = 0; w < corpus->word_count; w++) {
        uint32_t word = CORPUS_WORD(corpus->words[w]);
        LAW(corpus->word[word].stem < corpus->stem_count &&
            *corpus_word_form(corpus, word) != '\0');
    }
}

static void check_terms(const struct term_table *terms)
{
    for (size_t i = 0; terms->count > 0 && i < terms->documents_start[terms->count]; i++) {
        LAW(terms->documents[i] < terms->document_count);
    }
}

/* A text as a rule that includes itself and excludes another one, beside the other way round: what
 * moves between the two is a text that is there, and nothing moves from a codebook to itself. */
static void check_rules(struct arena *arena, const struct texts *texts, size_t i)
{
    const char *text = texts->items[i];
    const char *other = texts->items[texts->count - 1 - i];
    const struct codebook_rule rules[] = {
        {"x", text, other}, {"y", other, text}, {"X", other, NULL}};
    struct codebook *before = codebook_create(arena, rules, 1);
    struct codebook *after = codebook_create(arena, rules, sizeof rules / sizeof *rules);
    LAW(codebook_count(before) <= 1 && codebook_count(after) <= 2);
    for (size_t k = 0; k < codebook_count(after); k++) {
        codebook_matches_word(after, k, text);
    }
    size_t moves;
    const struct codebook_move *move =
        codebook_compare(arena, before, after, texts->items, texts->count, &moves);
    for (size_t m = 0; m < moves; m++) {
        LAW(move[m].text < texts->count && move[m].theme != NULL);
    }
    codebook_compare(arena, after, after, texts->items, texts->count, &moves);
    LAW(moves == 0);
}

/* All of it as the file of a codebook, on its own lines. */
static void check_codebook(struct arena *arena, const char *file, const struct texts *texts)
{
    struct codebook *codebook = codebook_parse(arena, file);
    bool *hit = arena_alloc(arena, codebook_count(codebook) + 1);
    for (size_t i = 0; i < texts->count && i < RULES_MOST; i++) {
        codebook_match(codebook, texts->items[i], hit);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    struct texts texts = {0};
    split(arena_copy(arena, (const char *)data, size), &texts);
    struct corpus_options options = {0};
    const struct corpus *corpus = corpus_build(arena, texts.items, texts.count, &options);
    check_corpus(corpus, &texts);
    check_terms(terms_find(arena, corpus));
    check_codebook(arena, text_of(arena, data, size), &texts);
    for (size_t i = 0; i < texts.count; i++) {
        if (i < RULES_MOST) {
            check_rules(arena, &texts, i);
        }
        change_bag_text(arena, texts.items[i]);
        size_t at = 0, start, length;
        while (words_next_sentence(texts.items[i], &at, &start, &length)) {
            LAW(length > 0 && start + length <= at && at <= strlen(texts.items[i]));
        }
    }
    return fuzz_done(arena);
}
