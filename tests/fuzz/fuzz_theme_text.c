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

/* A text as a rule that includes itself and excludes another one, on that text. */
static void check_rule(struct arena *arena, const char *text, const char *other)
{
    const struct codebook_rule rule = {"x", text, other};
    struct codebook *codebook = codebook_create(arena, &rule, 1);
    bool hit[1] = {false};
    codebook_match(codebook, text, hit);
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
    for (size_t i = 0; i < texts.count; i++) {
        if (i < RULES_MOST) {
            check_rule(arena, texts.items[i], texts.items[texts.count - 1 - i]);
        }
        change_bag_text(arena, texts.items[i]);
        size_t at = 0, start, length;
        while (words_next_sentence(texts.items[i], &at, &start, &length)) {
            LAW(length > 0 && start + length <= at && at <= strlen(texts.items[i]));
        }
    }
    return fuzz_done(arena);
}
