/* places: where the separators, double quotes and line feeds of a text stand, one behind the other.
 * That is all that a splitter wants to know of most bytes, and it is found for a stretch of text at
 * a time, of some hundred records. Internal to read/.
 *
 *     places_find(&places, text, size, at, ';');
 *     for (size_t i = places.next; i < places.count; i++) use(text[places_at(&places, i)]);
 */
#ifndef ENGINE_READ_PLACES_H
#define ENGINE_READ_PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/read/marks.h"

/* Bytes and places of a stretch, with what its last look may add. */
enum {
    PLACES_STRETCH = 16 * 1024,
    PLACES_MOST = 2048,
    PLACES_ROOM = PLACES_MOST + 2 * MARKS_STRETCH
};

struct places {
    size_t start, end; /* the stretch; zeroed: none */
    size_t count;
    size_t next;                   /* the first at or behind `at` */
    size_t at;                     /* in the text; not before `start` */
    uint16_t offsets[PLACES_ROOM]; /* from `start` on */
};

static inline size_t places_at(const struct places *places, size_t index)
{
    return places->start + places->offsets[index];
}

/* Those of a stretch that begins at `from`, in a text of `size` bytes. */
void places_find(struct places *places, const char *text, size_t size, size_t from, char separator);
/* Makes the first place at or behind `at` the next one; finds them anew when they are not known
 * there. */
void places_seek(struct places *places, const char *text, size_t size, size_t at, char separator);

#endif
