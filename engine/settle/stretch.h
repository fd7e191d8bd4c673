/* stretch: rows of one source that stand together, and what they say all in all. Internal to
 * settle/.
 *
 * Of the millions of rows that an edition may have, a stage passes over those in which nobody says
 * what it is about: a sign-up list has no joins, a list of joins no answers.
 *
 *     STRETCH_EACH (at, settle, SAYS_PRESENCE) {
 *         for (uint32_t i = at->first; i < at->end; i++) use(&settle->rows.items[i]);
 *     }
 */
#ifndef ENGINE_SETTLE_STRETCH_H
#define ENGINE_SETTLE_STRETCH_H

#include <stddef.h>
#include <stdint.h>

struct settle;

/* What at least one row says. */
enum says {
    SAYS_REGISTRATION = 1, /* a status */
    SAYS_PRESENCE = 2,     /* a mark, a joining, a leaving or a duration */
    SAYS_ANSWERS = 4,
    SAYS_SOMEBODY = 8, /* an address, a name or an id of the tool */
    SAYS_SECOND_MAIL = 16,
    SAYS_ORDER = 32, /* of tickets */
    SAYS_ORGANISATION = 64,
    SAYS_OPEN_DATE =
        128,          /* a date that tells, or waits for, the order of day and month, or its year */
    SAYS_NOBODY = 256 /* neither that nor the id of a registration, which is somebody's */
};

struct stretch {
    uint32_t source;
    uint32_t first, end; /* its rows: from first up to end */
    unsigned says;       /* of enum says */
    int64_t newest;      /* time with a day that a row speaks of; INT64_MIN when none does */
};

/* Rows from `first` on are new: they prolong the last stretch, or begin others. */
void stretch_add(struct settle *settle, uint32_t first);
/* Reads the rows of a stretch again, after dates in them were changed. */
void stretch_read(const struct settle *settle, struct stretch *stretch);
/* The first stretch behind `stretch` (NULL: of all) that says something of `says`; NULL. */
const struct stretch *stretch_next(const struct settle *settle, const struct stretch *stretch,
                                   unsigned says);

/* `at` is each stretch in turn that says something of `says`. */
#define STRETCH_EACH(at, settle, says)                                                             \
    for (const struct stretch *at = stretch_next((settle), NULL, (says)); at != NULL;              \
         at = stretch_next((settle), at, (says)))

#endif
