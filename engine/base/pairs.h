/* pairs: a dictionary that gives every distinct pair of numbers a dense number, in order of first
 * arrival; what intern is for strings.
 *
 *     struct pairs *registered = pairs_create(arena);
 *     uint32_t code = pairs_put(registered, session, person);      0, 1, 2 ...
 *
 * Any two numbers are a pair, UINT32_MAX included.
 */
#ifndef ENGINE_BASE_PAIRS_H
#define ENGINE_BASE_PAIRS_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

#define PAIRS_NONE UINT32_MAX

struct pairs;

struct pairs *pairs_create(struct arena *arena);
/* The number of the pair; a new one when it was not known. */
uint32_t pairs_put(struct pairs *pairs, uint32_t a, uint32_t b);
/* The number of the pair, or PAIRS_NONE. */
uint32_t pairs_find(const struct pairs *pairs, uint32_t a, uint32_t b);
size_t pairs_count(const struct pairs *pairs);
/* Gives the table back; the pairs are gone. */
void pairs_drop(struct pairs *pairs);

#endif
