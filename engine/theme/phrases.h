/* phrases: finds the phrases of a corpus (terms.h says what a phrase is). */
#ifndef ENGINE_THEME_PHRASES_H
#define ENGINE_THEME_PHRASES_H

#include "engine/theme/corpus.h"

enum { PHRASE_WORDS = 4 };

struct phrases {
    size_t count;
    struct intern *keys;            /* stems as bytes, numbered; most keys are no phrase */
    uint32_t *phrase_of;            /* per key: phrase number, CORPUS_NONE: none */
    const char **text;              /* per phrase, as printed */
    uint8_t *words;                 /* per phrase */
    uint32_t (*stem)[PHRASE_WORDS]; /* per phrase */
};

struct phrases *phrases_find(struct arena *arena, const struct corpus *corpus);
/* The phrases that start at word `at` of a document: fills found[] (PHRASE_WORDS) and returns their
 * number. */
size_t phrases_at(const struct phrases *phrases, const struct corpus *corpus, size_t document,
                  size_t at, uint32_t found[PHRASE_WORDS]);

#endif
