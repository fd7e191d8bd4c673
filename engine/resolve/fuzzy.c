/* fuzzy: see fuzzy.h. Names are sorted by length; a set of letters rules most of them out before
 * the table of edits is filled. Two rounds: the best first, then its rivals within two more edits.
 */
#include "engine/resolve/fuzzy.h"

#include <string.h>

#include "engine/resolve/edits.h"

/* How many edits are believed. Short names are one letter from each other, so that without the word
 * "gemeente" beside them they must be right. */
static double limit_of(size_t size, bool marked)
{
    if (marked) {
        return size <= 1    ? 0
               : size <= 4  ? 1
               : size <= 6  ? 1.5
               : size <= 9  ? 2
               : size <= 13 ? 2.6
                            : 3.4;
    }
    return size <= 3    ? 0
           : size == 4  ? 0.5
           : size == 5  ? 1
           : size <= 7  ? 1.5
           : size <= 10 ? 1.9
           : size <= 13 ? 2.4
                        : 3;
}

/* Edits that a name must make up for, because people write it less often. */
static double penalty(const struct gazetteer *g, const struct entry *entry)
{
    switch (entry->type) {
    case ENTRY_MUNICIPALITY:
        return layout_find(gazetteer_layout(g), (int)entry->id) != LAYOUT_NOT_FOUND ? 0 : 0.6;
    case ENTRY_ALIAS: {
        int kind = gazetteer_tables(g)->aliases[entry->id].kind;
        return kind == ALIAS_FORMER_MUNICIPALITY || kind == ALIAS_SEAT ? 0.6 : 0.1;
    }
    case ENTRY_PLACE:
        return 1;
    default:
        return 0.1;
    }
}

static bool is_candidate(const struct gazetteer *g, const struct entry *entry, bool marked,
                         bool bodies)
{
    switch (entry->type) {
    case ENTRY_ORGANISATION:
        return !marked && entry->size >= 8;
    case ENTRY_ALIAS: {
        int kind = gazetteer_tables(g)->aliases[entry->id].kind;
        return !bodies && entry->size >= 5 && kind != ALIAS_ABBREVIATION && kind != ALIAS_SLANG;
    }
    case ENTRY_PLACE:
        return !bodies && entry->size >= 5;
    default:
        return !bodies;
    }
}

/* Whether two entries lead to the same answer. */
static bool same_meaning(struct gazetteer *g, const struct entry *a, const struct entry *b)
{
    bool body = a->type == ENTRY_ORGANISATION;
    if (body != (b->type == ENTRY_ORGANISATION)) {
        return false;
    }
    if (body) {
        return a->id == b->id;
    }
    int x = gazetteer_code(g, a);
    int y = gazetteer_code(g, b);
    if (x == y) {
        return true;
    }
    struct in_layout in_x = gazetteer_in_layout(g, x);
    struct in_layout in_y = gazetteer_in_layout(g, y);
    return in_x.count == 1 && in_y.count == 1 && in_x.codes[0] == in_y.codes[0];
}

struct search {
    struct gazetteer *gazetteer;
    struct edits edits;
    struct edits_sketch sketch;
    bool marked, bodies;
    const struct entry *not_like; /* rivals of this one; NULL in the first round */
};

static size_t first_of_size(const struct known_name *names, size_t count, size_t size)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (names[middle].entry->size < size) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Whole letters that may differ when the cost is within the limit. Several cheap pairs in one word
 * could exceed it; nobody makes that many slips of one kind. */
static int plain_limit(double limit)
{
    return (int)(limit + 1.5);
}

static bool is_near(const struct search *search, const struct known_name *name, int plain)
{
    const struct entry *one = name->entry;
    return edits_may_be_near(&name->sketch, &search->sketch, plain) &&
           is_candidate(search->gazetteer, one, search->marked, search->bodies) &&
           edits_within(&search->edits, one->key, one->size, plain);
}

/* What is believed of names that are one letter from everyday words. */
enum { SHORT = 4, FIRST_MATTERS = 6 };
static const double SHORT_LIMIT = 0.5;

static const struct entry *nearest(const struct search *search, double limit, double *cost)
{
    size_t count;
    const struct known_name *names = gazetteer_names(search->gazetteer, &count);
    size_t size = search->edits.size;
    size_t reach = (size_t)plain_limit(limit);
    const struct entry *best = NULL;
    size_t end = first_of_size(names, count, size + reach + 1);
    int plain = plain_limit(limit);
    double first = search->marked || size > FIRST_MATTERS ? 0.45 : 0.6; /* another first letter */
    for (size_t i = first_of_size(names, count, size > reach ? size - reach : 1); i < end; i++) {
        if (!is_near(search, &names[i], plain)) {
            continue;
        }
        const struct entry *one = names[i].entry;
        double extra = penalty(search->gazetteer, one);
        extra += one->key[0] == search->edits.word[0] ? 0 : first;
        double edits = extra >= limit
                           ? limit + 1
                           : edits_to(&search->edits, one->key, one->size, limit - extra);
        if (!search->marked && one->size <= SHORT && edits > SHORT_LIMIT) {
            continue; /* "beste" is not Best */
        }
        if (edits + extra <= limit && (best == NULL || edits + extra < *cost) &&
            (search->not_like == NULL || !same_meaning(search->gazetteer, one, search->not_like))) {
            best = one;
            *cost = edits + extra;
            limit = *cost;
            plain = plain_limit(limit);
        }
    }
    return best;
}

/* One letter too many, too few or wrong, or two swapped. */
static bool is_single_slip(const struct edits *edits, const struct entry *entry)
{
    const char *a = edits->word;
    const char *b = entry->key;
    size_t size = entry->size;
    if (edits_within(edits, b, size, 1)) {
        return true;
    }
    size_t at = 0;
    while (at < size && at < edits->size && a[at] == b[at]) {
        at++;
    }
    return edits->size == size && at + 1 < size && a[at] == b[at + 1] && a[at + 1] == b[at] &&
           memcmp(a + at + 2, b + at + 2, size - at - 2) == 0;
}

bool fuzzy_find(struct gazetteer *gazetteer, const char *key, size_t size, bool marked, bool bodies,
                struct fuzzy_match *match)
{
    return fuzzy_find_within(gazetteer, key, size, marked, bodies, limit_of(size, marked), match);
}

bool fuzzy_find_within(struct gazetteer *gazetteer, const char *key, size_t size, bool marked,
                       bool bodies, double limit, struct fuzzy_match *match)
{
    struct search search = {.gazetteer = gazetteer, .marked = marked, .bodies = bodies};
    if (size == 0 || size > EDITS_LONGEST) {
        return false;
    }
    edits_prepare(&search.edits, key, size);
    search.sketch = edits_sketch(key, size);
    match->best = limit > 0 ? nearest(&search, limit, &match->cost) : NULL;
    if (match->best == NULL) {
        return false;
    }
    search.not_like = match->best;
    double further = match->cost <= 1 ? 2 : 1;
    match->second = nearest(&search, match->cost + further, &match->second_cost);
    double longest = (double)(size > match->best->size ? size : match->best->size);
    double second = match->second != NULL ? match->second_cost : match->cost + further;
    match->score = match->cost < longest ? 1 - match->cost / longest : 0;
    match->margin = (second - match->cost) / longest;
    double margin = second - match->cost;
    match->clear = margin > 0.44 || (margin >= 0.15 && is_single_slip(&search.edits, match->best) &&
                                     !is_single_slip(&search.edits, match->second));
    return true;
}
