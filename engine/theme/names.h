/* names: names of themes that stay over runs and editions, and VNG's label for a theme.
 *
 * A theme's *fingerprint* (kenmerk) is a short text of its strongest key terms, "regio|delen|
 * buurgemeenten". A user gives a name to a fingerprint in themes.csv; another run or edition gives
 * the theme that is most like it the same name, if it is like it enough: terms weigh less the
 * further down they stand, and likeness is the weight of the terms in common over that of all.
 */
#ifndef ENGINE_THEME_NAMES_H
#define ENGINE_THEME_NAMES_H

#include "engine/theme/theme.h"

enum { NAMES_TERMS = 8 };

/* A row of themes.csv: kenmerk, naam, vng_label; cells may be "". */
struct names_row {
    const char *fingerprint, *name, *vng_label;
};

char *names_fingerprint(struct arena *arena, const struct theme *theme);
/* 0 (nothing in common) to 1 (equal). */
double names_likeness(const char *one, const char *other);

/* For every theme the row that names it, or THEME_NONE: pairs by falling likeness of at least 0.3,
 * every row and theme once; ties to the earlier row. `row` has theme_count elements. */
void names_match(const struct theme_result *result, const struct names_row *rows, size_t row_count,
                 uint32_t *row);

/* VNG's labels as a codebook (engine/theme/vng_labels.csv, or the user's in that form: label and
 * words as theme and words). */
struct codebook *names_vng_labels(struct arena *arena);
/* The label whose words carry most of the score of the theme's key terms, the codebook's name of
 * the theme included; NULL when none has any: an unmapped theme. */
const char *names_vng_label(const struct codebook *labels, const struct theme *theme);

#endif
