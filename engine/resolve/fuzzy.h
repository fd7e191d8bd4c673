/* fuzzy: the names that a misspelt key is nearest to. */
#ifndef ENGINE_RESOLVE_FUZZY_H
#define ENGINE_RESOLVE_FUZZY_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/resolve/gazetteer.h"

struct fuzzy_match {
    const struct entry *best, *second; /* second means something else; NULL: none near */
    double cost;                       /* of the edits to the best */
    double second_cost;                /* at most 2 more (1 when the best costs more than 1) */
    double score, margin;              /* 0 to 1, by the length of the longer key */
    bool clear;                        /* the margin is large enough to believe the best */
};

/* `marked`: the text says "gemeente", so that only municipalities and places are meant and more
 * edits are believed; `bodies`: only organisations. False when nothing is near enough. */
bool fuzzy_find(struct gazetteer *gazetteer, const char *key, size_t size, bool marked, bool bodies,
                struct fuzzy_match *match);
/* The same for a given cost at most, which is quicker when it is small. */
bool fuzzy_find_within(struct gazetteer *gazetteer, const char *key, size_t size, bool marked,
                       bool bodies, double limit, struct fuzzy_match *match);

#endif
