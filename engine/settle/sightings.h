/* sightings: the rows that say that somebody was in a session, session after session. Internal to
 * settle/presence.c.
 *
 * What such a row says of times is not kept beside it: it is read when the turn of its session
 * comes (pieces.h), so that no more than one session is looked at in all its breadth.
 */
#ifndef ENGINE_SETTLE_SIGHTINGS_H
#define ENGINE_SETTLE_SIGHTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/settle/collect.h"

/* What is asked of the registration that a row names by its id is kept: it stands anywhere. */
struct sighting {
    uint32_t row, session, person;
    uint32_t registration; /* NONE: none is named, and nothing follows */
    uint32_t organisation, spelling;
    bool staff, live;
};

struct sightings { /* a VECTOR */
    struct sighting *items;
    size_t count, capacity;
};

/* All of an edition; those of a session stand in the order of their rows. Rows that contradict
 * themselves, or name a registration that nobody has, are rejected, and those that say "did not
 * come" used. `latest` becomes, per source, the latest time that an interval speaks of
 * (seconds of UTC). */
struct sightings sightings_create(struct settle *settle, struct arena *arena,
                                  const struct edition *edition, int64_t *latest);

/* The number of them from `first` on that are of one session. */
static inline size_t sightings_of_session(const struct sightings *sightings, size_t first)
{
    size_t count = 1;
    while (first + count < sightings->count &&
           sightings->items[first + count].session == sightings->items[first].session) {
        count++;
    }
    return count;
}

#endif
