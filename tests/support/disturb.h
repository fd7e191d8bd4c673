/* disturb: an export to which something harmless was done, as people and programs do it: blank rows
 * between the rows, a title above, a total below, a note in a cell of its own, the heading once
 * more on every page, a row that is said twice, a column that nobody knows, the columns in another
 * order. The law (FORMATS.md) says of each what may change, and for which exports it does not hold.
 *
 *     for (size_t i = 0; i < disturbances(); i++) {
 *         if (disturb(arena, &file, i, seed, &disturbed)) ...
 */
#ifndef TESTS_SUPPORT_DISTURB_H
#define TESTS_SUPPORT_DISTURB_H

#include "tests/support/export_file.h"

/* What may change. */
enum disturbance_effect {
    EFFECT_NONE = 0,
    EFFECT_ROW_MERGED = 1,      /* a row more, which is merged */
    EFFECT_ROW_REJECTED = 2,    /* a row more may be rejected, with a finding */
    EFFECT_SESSION_RENAMED = 4, /* what stands above a list may be the title of its session */
    EFFECT_QUESTION = 8,        /* a question more, DISTURBANCE_QUESTION */
    EFFECT_ANSWERS = 16,      /* what kind of question it is: answers that come back are choices */
    EFFECT_FIRST_ROW = 32,    /* sessions bear the spelling and the day of another row */
    EFFECT_READING_ORDER = 64 /* of two files that say the same, which one is merged */
};

#define DISTURBANCE_QUESTION "Zaaknummer"

struct disturbed {
    const char *path;
    struct text bytes;
    unsigned effects; /* of enum disturbance_effect */
};

size_t disturbances(void);
const char *disturbance_name(size_t disturbance);
/* False when it does not hold for this export, or says nothing new of it. */
bool disturb(struct arena *arena, const struct export_file *file, size_t disturbance, uint64_t seed,
             struct disturbed *disturbed);

#endif
