/* intern: a dictionary that gives every distinct string a dense number, in order of first arrival.
 *
 *     struct intern *names = intern_create(arena);
 *     uint32_t code = intern_put(names, "Gemeente Utrecht", 16);      0, 1, 2 ...
 *     const char *name = intern_string(names, code);
 *
 * Strings are copied into the arena and stay there. Equality is by bytes.
 */
#ifndef ENGINE_BASE_INTERN_H
#define ENGINE_BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/mix.h"

#define INTERN_NONE UINT32_MAX

struct intern;

struct intern *intern_create(struct arena *arena);
/* The number of the string; a new one when it was not known. */
uint32_t intern_put(struct intern *intern, const char *bytes, size_t size);
/* The same for many strings, one after the other, but faster in a large dictionary. What a
 * dictionary wants to know of a string can be worked out elsewhere (intern_item). */
struct intern_item {
    const char *bytes;
    uint32_t size, hash;
};
static inline struct intern_item intern_item(const char *bytes, size_t size)
{
    return (struct intern_item){bytes, (uint32_t)size, (uint32_t)mix_bytes(bytes, size)};
}
void intern_put_all(struct intern *intern, const struct intern_item *items, size_t count,
                    uint32_t *codes);
/* The number of the string, or INTERN_NONE. */
uint32_t intern_find(const struct intern *intern, const char *bytes, size_t size);
const char *intern_string(const struct intern *intern, uint32_t code);
size_t intern_size(const struct intern *intern, uint32_t code);
size_t intern_count(const struct intern *intern);

#endif
