/* serial: a dictionary for ids that a program counted up, "R000000001", "R000000002": what intern
 * is for any string, in a tenth of the memory and time. Ids of another form are known as well, and
 * cost what they cost there.
 *
 *     struct serials *ids = serials_create(arena);
 *     uint32_t code = serials_put(ids, "R000000042", 10);      0, 1, 2 ... in order of first
 * arrival
 *
 * Equality is by bytes: "R42" is not "R042". The strings are not kept.
 */
#ifndef ENGINE_BASE_SERIAL_H
#define ENGINE_BASE_SERIAL_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

struct serials;

struct serials *serials_create(struct arena *arena);
/* The number of the id; a new one when it was not known. */
uint32_t serials_put(struct serials *serials, const char *bytes, size_t size);
size_t serials_count(const struct serials *serials);

#endif
