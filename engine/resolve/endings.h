/* endings: what the last part of a compound says ("ouderenraad" is a body of citizens), whatever
 * stands before it. The list is in words.def. */
#ifndef ENGINE_RESOLVE_ENDINGS_H
#define ENGINE_RESOLVE_ENDINGS_H

#include <stddef.h>
#include <stdint.h>

/* The enum word_class of a word that is in no list, by its end; 0 when that says nothing. */
uint32_t endings_class(const char *key, size_t size);

#endif
