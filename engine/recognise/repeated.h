/* repeated: what short cells say that come again and again in a column: a status, a role. Asking
 * what one says costs more than all the rest of its row. Internal to recognise/.
 *
 *     struct repeated *last = repeated_find(&reading->roles, cell, size);
 *     if (!last->known) {
 *         repeated_put(last, cell, size, ask(cell));
 *     }
 *     use(last->said);
 */
#ifndef ENGINE_RECOGNISE_REPEATED_H
#define ENGINE_RECOGNISE_REPEATED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "engine/base/mix.h"

enum { REPEATED_PLACES = 8, REPEATED_LONGEST = 48 };

/* The last cell that wanted this place, and what it said. */
struct repeated {
    bool known; /* it is the cell that was looked for */
    uint32_t said;
    size_t size;
    char cell[REPEATED_LONGEST];
};

/* Zeroed: nothing was asked yet. No cell stands in the last place: it is for those that are too
 * long. */
struct repeated_cells {
    struct repeated places[REPEATED_PLACES + 1];
};

static inline struct repeated *repeated_find(struct repeated_cells *cells, const char *cell,
                                             size_t size)
{
    bool too_long = size > REPEATED_LONGEST;
    size_t place = too_long ? REPEATED_PLACES : mix_bytes(cell, size) % REPEATED_PLACES;
    struct repeated *last = &cells->places[place];
    last->known = !too_long && size > 0 && last->size == size && mix_same(last->cell, cell, size);
    return last;
}

static inline void repeated_put(struct repeated *last, const char *cell, size_t size, uint32_t said)
{
    last->said = said;
    last->size = size > REPEATED_LONGEST ? 0 : size;
    memcpy(last->cell, cell, last->size);
}

#endif
