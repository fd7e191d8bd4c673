/* corpus: texts as documents of stems, the form in which themes are found.
 *
 * Texts that are equal but for case, diacritics and punctuation become one document with a number
 * of repeats; texts that say nothing ("geen", "nvt") become none. Documents stand in the order of a
 * hash of their words, and stems are numbered in the order of the documents, so that nothing behind
 * this point can depend on the order of the input.
 *
 * Every text is Dutch or English: the language of the file unless its function words clearly speak
 * for the other. Words are folded (case and diacritics) and stemmed; the forms that people wrote
 * are kept for print.
 *
 * What the mixture sees are *features* in bags, one bag per document: every stem, function words
 * included (they tell "hoe laat is het" from "hoe warm wordt het"), and for words with content also
 * their first letters and the parts of Dutch compounds, so that such a word weighs more than a
 * function word and meets its relatives. A feature of one document only tells nothing and is left
 * out. Only words are printed, never features.
 */
#ifndef ENGINE_THEME_CORPUS_H
#define ENGINE_THEME_CORPUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/intern.h"
#include "engine/base/language.h"
#include "engine/theme/mixture.h"

#define CORPUS_NONE UINT32_MAX

/* The high bit of an element of `words`: the word opens a sentence or a part of one. */
#define CORPUS_OPENS 0x80000000u
#define CORPUS_WORD(element) ((element) & ~CORPUS_OPENS)

/* The first letter of a word's name: its language. */
enum { CORPUS_DUTCH = 'n', CORPUS_ENGLISH = 'e' };
enum { WORD_FUNCTION = 1, WORD_DOMAIN = 2 };

struct corpus_options {
    bool language_known;      /* `language` is given, else the commonest of the texts */
    enum language language;   /* the home language */
    const char *domain_words; /* a list in the form of stopwords_domain.txt; NULL: that one */
};

/* Per distinct folded word of a language. */
struct corpus_word {
    uint32_t stem;
    uint32_t form;  /* the form for print */
    uint32_t texts; /* documents that hold it */
    uint8_t kind;   /* WORD_FUNCTION | WORD_DOMAIN */
};

struct corpus {
    size_t text_count;
    uint32_t *document_of; /* per text; CORPUS_NONE: says nothing */
    size_t empty_count;    /* texts that say nothing */

    size_t document_count;
    uint32_t *repeats;  /* per document: texts */
    uint32_t *text_of;  /* per document: one of its texts, the same for every order of the input */
    size_t *word_start; /* document_count + 1 */
    uint32_t *words;    /* word numbers with CORPUS_OPENS, function words included */

    size_t word_count;
    struct corpus_word *word;
    struct intern *word_names; /* a letter for the language, then the folded word */
    const char **form_names;   /* per form */

    size_t stem_count;
    struct intern *stem_names;
    uint32_t *feature_of_stem; /* CORPUS_NONE: of one document only */
    struct bags bags;

    enum language home;
};

struct corpus *corpus_build(struct arena *arena, const char *const *texts, size_t count,
                            const struct corpus_options *options);

/* The folded word without the letter of its language. */
static inline const char *corpus_word_name(const struct corpus *corpus, uint32_t word)
{
    return intern_string(corpus->word_names, word) + 1;
}
static inline const char *corpus_word_form(const struct corpus *corpus, uint32_t word)
{
    return corpus->form_names[corpus->word[word].form];
}

#endif
