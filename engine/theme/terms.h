/* terms: what can be printed about a theme: words (all forms of one stem together) and phrases,
 * each with the documents that hold it, in the form that people wrote most.
 *
 * A phrase is two to four words inside a sentence that begin and end with a word of content and
 * belong together: seen 5 times (3 under 500 documents), Dunning's (1993) G2 above 10.8 and Bouma's
 * (2009) normalised pointwise mutual information above 0.3. A word that stands inside one phrase
 * for more than four fifths is represented by the phrase.
 */
#ifndef ENGINE_THEME_TERMS_H
#define ENGINE_THEME_TERMS_H

#include "engine/theme/corpus.h"

struct term {
    const char *text; /* as printed */
    uint32_t documents;
    uint8_t words;
    bool hidden; /* a function word, a word of the domain list, or represented by a phrase */
};

struct term_table {
    size_t count;
    struct term *term;
    size_t document_count;
    size_t *of_document_start; /* document_count + 1 */
    uint32_t *of_document;     /* terms of a document, each once */
    size_t *documents_start;   /* count + 1 */
    uint32_t *documents;       /* documents of a term, rising */
};

struct term_table *terms_find(struct arena *arena, const struct corpus *corpus);

/* -1 when never together, 1 when always: ln(p_ab / (p_a p_b)) / -ln p_ab from counts. */
double terms_npmi(double both, double one, double other, double all);
/* Signed by nothing: Dunning's log-likelihood ratio of two events together. */
double terms_g2(double both, double one, double other, double all);
/* Documents among the first `limit` that hold both terms. */
size_t terms_together(const struct term_table *table, uint32_t a, uint32_t b, size_t limit);

#endif
