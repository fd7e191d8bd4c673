/* codebook: themes that people define beforehand, by words.
 *
 * One rule per theme: words and phrases separated by a bar; `*` stands for any letters at the
 * beginning, in the middle or at the end of a word; a blank makes a phrase of consecutive words.
 * `uitsluiten` (exclusions) has the same form: a word of a text that is part of an excluded phrase
 * does not count for this theme. Case and diacritics do not matter; words are runs of letters and
 * digits ("b1").
 *
 *     struct codebook *codebook = codebook_shipped(arena);
 *     bool hit[codebook_count(codebook)];  (an array of that size)
 *     codebook_match(codebook, "Meer tijd voor inwoners", hit);
 */
#ifndef ENGINE_THEME_CODEBOOK_H
#define ENGINE_THEME_CODEBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

struct codebook;

/* A row of codebook.csv. */
struct codebook_rule {
    const char *theme, *words, *exclusions; /* exclusions may be NULL */
};

/* Rules without a theme or without words are left out; rules with the same theme (without regard to
 * case) are joined. Strings are copied. */
struct codebook *codebook_create(struct arena *arena, const struct codebook_rule *rules,
                                 size_t count);
/* The same from the text of a shipped file: comma, a heading first, quotes around cells that need
 * them. (Files of users are read by engine/read.) */
struct codebook *codebook_parse(struct arena *arena, const char *csv);
/* The rules of engine/theme/codebook_nl.csv: the facets of the first week. */
struct codebook *codebook_shipped(struct arena *arena);

size_t codebook_count(const struct codebook *codebook);
const char *codebook_theme(const struct codebook *codebook, size_t theme);

/* Which themes the text has words of: fills hit[codebook_count]. */
void codebook_match(const struct codebook *codebook, const char *text, bool *hit);
/* Does the single folded word count for the theme? */
bool codebook_matches_word(const struct codebook *codebook, size_t theme, const char *word);

/* The texts that a change of rules moves: they gain or lose a theme of that name. */
struct codebook_move {
    size_t text;
    const char *theme;
    bool gained;
};
struct codebook_move *codebook_compare(struct arena *arena, const struct codebook *before,
                                       const struct codebook *after, const char *const *texts,
                                       size_t text_count, size_t *move_count);

#endif
