/* fuzzy: see fuzzy.h. The shelves rule most names out; what they leave is compared letter by
 * letter. Two rounds: the best first, then its rivals within two more edits. */
#include "engine/resolve/fuzzy.h"

#include <string.h>

#include "engine/resolve/edits.h"
#include "engine/resolve/shelves.h"

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
static const double penalties[SHELVES] = {[SHELF_MUNICIPALITY] = 0,
                                          [SHELF_ORGANISATION] = 0.1,
                                          [SHELF_ALIAS] = 0.1,
                                          [SHELF_FORMER] = 0.6,
                                          [SHELF_PLACE] = 1};

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
    struct edits edits; /* prepared when the first name is compared */
    bool is_prepared;
    const char *key;
    size_t size;
    bool marked, bodies;
    const struct entry *not_like; /* rivals of this one; NULL in the first round */
};

/* Whole letters that may differ when the cost is within the limit. Several cheap pairs in one word
 * could exceed it; nobody makes that many slips of one kind. */
static int plain_limit(double limit)
{
    return (int)(limit + 1.5);
}

/* What is believed of names that are one letter from everyday words. */
enum { SHORT = 4, FIRST_MATTERS = 6 };
static const double SHORT_LIMIT = 0.5;

/* What another first letter costs beside the edit. */
static double first_penalty(const struct search *search)
{
    return search->marked || search->size > FIRST_MATTERS ? 0.45 : 0.6;
}

static bool is_open(const struct search *search, int shelf)
{
    bool body = shelf == SHELF_ORGANISATION;
    return body ? !search->marked : !search->bodies;
}

static int whole_edits(double limit)
{
    const double rounding = 1e-9;
    return limit < -rounding ? -1 : (int)(limit + rounding);
}

static void narrow(const struct search *search, struct shelf_search *shelves, double limit)
{
    shelves->plain = plain_limit(limit);
    for (int shelf = 0; shelf < SHELVES; shelf++) {
        double left = is_open(search, shelf) ? limit - penalties[shelf] : -1;
        shelves->whole[shelf][0] = whole_edits(left);
        shelves->whole[shelf][1] = whole_edits(left - first_penalty(search));
    }
}

/* The edits from the key to the name, when they are at most `limit` and few enough; otherwise more
 * than that. */
static double compare(struct search *search, const struct entry *one, double limit, int plain)
{
    if (!search->is_prepared) {
        edits_prepare(&search->edits, search->key, search->size);
        search->is_prepared = true;
    }
    return limit > 0 && edits_within(&search->edits, one->key, one->size, plain)
               ? edits_to(&search->edits, one->key, one->size, limit)
               : limit + 1;
}

static const struct entry *nearest(struct search *search, double limit, double *cost)
{
    struct shelf_search names;
    const struct entry *best = NULL;
    shelf_search_begin(&names, gazetteer_shelves(search->gazetteer), search->key, search->size,
                       plain_limit(limit));
    narrow(search, &names, limit);
    for (const struct shelved *name; (name = shelf_search_next(&names)) != NULL;) {
        const struct entry *one = name->entry;
        double extra = penalties[name->shelf];
        extra += one->key[0] == search->key[0] ? 0 : first_penalty(search);
        double edits = compare(search, one, limit - extra, names.plain);
        if (!search->marked && one->size <= SHORT && edits > SHORT_LIMIT) {
            continue; /* "beste" is not Best */
        }
        if (edits + extra <= limit && (best == NULL || edits + extra < *cost) &&
            (search->not_like == NULL || !same_meaning(search->gazetteer, one, search->not_like))) {
            best = one;
            *cost = edits + extra;
            limit = *cost;
            narrow(search, &names, limit);
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
    struct search search = {
        .gazetteer = gazetteer, .key = key, .size = size, .marked = marked, .bodies = bodies};
    if (size == 0 || size > EDITS_LONGEST) {
        return false;
    }
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
