/* compound: Dutch compounds and their parts ("bijstandsuitkering": bijstand, uitkering).
 *
 * After Koehn and Knight (2003): a word of eight letters or more is split where both parts have
 * four or more and occur elsewhere in the same texts, a linking s, e, en or n between them; of all
 * splits the one with the highest geometric mean of the parts' counts is taken. No dictionary: what
 * counts is what these texts are about. Splits may be wrong ("over-zicht"); the parts serve to find
 * likeness and are never printed.
 */
#ifndef ENGINE_THEME_COMPOUND_H
#define ENGINE_THEME_COMPOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { COMPOUND_PARTS = 4 };

struct compound_part {
    size_t start, size;
};

/* How often a string occurs as a word of its own, 0 when it does not. */
typedef uint32_t compound_count_fn(void *context, const char *word, size_t size);

/* Writes the parts of `word` (ASCII letters, folded) and returns their number; 0: no compound. */
size_t compound_split(const char *word, size_t size, compound_count_fn *count, void *context,
                      struct compound_part parts[COMPOUND_PARTS]);

#endif
