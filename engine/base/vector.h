/* vector: a growing array in an arena, for any element type.
 *
 *     VECTOR(struct person) people = {0};
 *     *VECTOR_PUSH(arena, &people) = person;         the new element is zeroed before the
 * assignment for (size_t i = 0; i < people.count; i++) use(&people.items[i]);
 *
 * Pointers into `items` are invalid after the next VECTOR_PUSH; keep indexes.
 */
#ifndef ENGINE_BASE_VECTOR_H
#define ENGINE_BASE_VECTOR_H

#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/pages.h"

#define VECTOR(type)                                                                               \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }

/* Makes room for `extra` more elements, which hold anything. */
#define VECTOR_RESERVE(arena, vector, extra)                                                       \
    ((vector)->count + (extra) > (vector)->capacity                                                \
         ? (void)((vector)->items =                                                                \
                      arena_extend((arena), (vector)->items, (vector)->capacity,                   \
                                   vector_capacity((vector)->capacity, (vector)->count + (extra)), \
                                   sizeof *(vector)->items),                                       \
                  (vector)->capacity =                                                             \
                      vector_capacity((vector)->capacity, (vector)->count + (extra)))              \
         : (void)0)

/* For vectors that become large, before the last of `size` elements is written: their memory comes
 * in steps, and *filled says how far (pages_fill_ahead). */
#define VECTOR_FILL_AHEAD(vector, size, filled)                                                    \
    ((size) * sizeof *(vector)->items > *(filled)                                                  \
         ? pages_fill_ahead((vector)->items, (vector)->capacity * sizeof *(vector)->items,         \
                            (size) * sizeof *(vector)->items, (filled))                            \
         : (void)0)

/* A pointer to a new zeroed element at the end. */
#define VECTOR_PUSH(arena, vector)                                                                 \
    (VECTOR_RESERVE((arena), (vector), 1),                                                         \
     memset(&(vector)->items[(vector)->count], 0, sizeof *(vector)->items),                        \
     &(vector)->items[(vector)->count++])

static inline size_t vector_capacity(size_t capacity, size_t needed)
{
    size_t doubled = capacity < 8 ? 8 : capacity * 2;
    return doubled < needed ? needed : doubled;
}

#endif
