/* label: the key terms of themes and the label made of them.
 *
 * A term is ranked by NPMI(term, theme) x sqrt(coverage), coverage being the share of the theme's
 * documents that hold it (at least 3 per cent and two documents). From the best of these a list is
 * picked one by one, each next term being preferred that also meets the ones already picked: ten
 * words that belong to each other say more than ten that only belong to the theme. Behind the first
 * six the list ends where the next term hardly ever meets the others. A term is listed
 * where it is strongest, and elsewhere only if nearly as strong.
 *
 * The label is the best term, phrases before words, and two more that bring most new documents; a
 * word of it that mostly stands in one phrase of the list is printed as that phrase.
 */
#ifndef ENGINE_THEME_LABEL_H
#define ENGINE_THEME_LABEL_H

#include "engine/theme/terms.h"

enum { LABEL_TERMS = 20 };

struct label_term {
    uint32_t term;      /* in the table */
    uint32_t documents; /* of the theme that hold it */
    double score;
};

struct label {
    struct label_term term[LABEL_TERMS];
    size_t term_count;
    const char *text; /* "digitale toegankelijkheid - formulieren, taal"; never empty */
};

/* `theme` per document, numbers below theme_count. */
struct label *label_themes(struct arena *arena, const struct term_table *table,
                           const uint32_t *theme, size_t theme_count);

#endif
