/* Fuzz target: any bytes as texts (one a line), rules of a codebook and a bag, through the words,
 * documents, phrases and terms of the themes. */
#include <stdint.h>
#include <string.h>

#include "engine/base/vector.h"
#include "engine/theme/change.h"
#include "engine/theme/codebook.h"
#include "engine/theme/corpus.h"
#include "engine/theme/terms.h"
#include "engine/unicode/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    char *text = arena_copy(arena, (const char *)data, size);
    VECTOR(const char *) texts = {0};
    char *rest_of_line = NULL;
    for (char *line = strtok_r(text, "\n", &rest_of_line); line != NULL;
         line = strtok_r(NULL, "\n", &rest_of_line)) {
        *VECTOR_PUSH(arena, &texts) = line;
    }
    struct corpus_options options = {0};
    const struct corpus *corpus = corpus_build(arena, texts.items, texts.count, &options);
    terms_find(arena, corpus);
    for (size_t i = 0; i < texts.count; i++) {
        const struct codebook_rule rule = {"x", texts.items[i], texts.items[texts.count - 1 - i]};
        struct codebook *codebook = codebook_create(arena, &rule, 1);
        bool hit[1] = {false};
        codebook_match(codebook, texts.items[i], hit);
        change_bag_text(arena, texts.items[i]);
        size_t at = 0, start, length;
        while (words_next_sentence(texts.items[i], &at, &start, &length)) {
        }
    }
    arena_destroy(arena);
    return 0;
}
