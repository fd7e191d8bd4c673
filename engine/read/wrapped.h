/* wrapped: a list of which every line stands in quotes as a whole ("Jan;jan@x.example;Brieven"):
 * what is left when a program that took each line for one cell saved it again.
 */
#ifndef ENGINE_READ_WRAPPED_H
#define ENGINE_READ_WRAPPED_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

/* Whether the text is such a list; then *unwrapped holds its lines without those quotes, as many of
 * them as before, and *unwrapped_size its bytes. */
bool wrapped_lines(struct arena *arena, const char *text, size_t size, const char **unwrapped,
                   size_t *unwrapped_size);

#endif
