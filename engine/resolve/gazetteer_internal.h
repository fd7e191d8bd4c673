/* gazetteer_internal: what a gazetteer is made of; for gazetteer*.c only. */
#ifndef ENGINE_RESOLVE_GAZETTEER_INTERNAL_H
#define ENGINE_RESOLVE_GAZETTEER_INTERNAL_H

#include "engine/base/intern.h"
#include "engine/base/vector.h"
#include "engine/resolve/gazetteer.h"

enum { CODES = 10000 };

struct gazetteer {
    struct arena *arena;
    struct reference *reference;
    const struct layout *layout;
    struct entry **slots; /* a power of two of them, at most three quarters used */
    size_t slot_count;
    size_t used;                 /* slots */
    size_t entries;              /* in all chains */
    const struct entry **sorted; /* by key, all but words; made at the first fuzzy question */
    size_t name_count;
    struct shelves *shelves; /* of those; made when asked for */
    struct intern *parts;    /* words at either end of names of the layout; made when asked for */
    VECTOR(uint16_t) part_codes;     /* by number in parts; 0 for parts of several */
    struct intern *lower;            /* names of the layout; made when asked for */
    VECTOR(uint16_t) lower_codes;    /* by number in lower */
    struct in_layout by_code[CODES]; /* count 0: not asked yet */
    const uint16_t **members;        /* per organisation; NULL: not asked yet */
    size_t *member_counts;
};

#endif
