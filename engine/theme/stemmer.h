/* stemmer: libstemmer's Dutch and English, loaded when the first text is read (base/library.h): its
 * tables for thirty languages would make every command start later.
 */
#ifndef ENGINE_THEME_STEMMER_H
#define ENGINE_THEME_STEMMER_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/error.h"
#include "engine/base/language.h"

struct sb_stemmer;

/* Is the library there? To be asked before texts are given to any other part of theme. */
bool stemmer_ready(struct error *error);

struct sb_stemmer *stemmer_open(enum language language);
void stemmer_close(struct sb_stemmer *stemmer);
/* The stem, which stays until the next call; NULL, or a size of 0, when there is none. */
const char *stemmer_stem(struct sb_stemmer *stemmer, const char *word, size_t size,
                         size_t *stem_size);

#endif
