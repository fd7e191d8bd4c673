/* shift: how the subjects of two editions differ (engine/ledger/comparison_themes.h), as plain data
 * that the store keeps. */
#ifndef ENGINE_RECORD_SHIFT_H
#define ENGINE_RECORD_SHIFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/hash.h"

enum shift_kind { SHIFT_NONE, SHIFT_MORE, SHIFT_LESS, SHIFT_NEW, SHIFT_GONE };

/* Of each pair of numbers the earlier edition comes first. */
struct shifted_theme {
    const char *name, *words;
    uint32_t texts[2];
    double share[2];              /* of the edition's remarks that say something */
    double difference, low, high; /* later minus earlier */
    double p, q;                  /* q: adjusted for all themes together */
    enum shift_kind kind;
};

struct theme_shift {
    char hash[HASH_TEXT];        /* of all that it depends on; "": not known */
    struct shifted_theme *items; /* by falling number of remarks of both; none when too few */
    size_t count;
    uint32_t texts[2]; /* remarks that say something */
    bool too_few;      /* remarks; there are no subjects worth the name */
    bool testable;     /* else no change can be told from chance */
};

#endif
