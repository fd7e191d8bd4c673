/* shelves: the names that a misspelt key can be meant by, laid out so that 64 of them are asked at
 * once whether they can be near it; a bit is a name.
 *
 * What is left out is certainly too far. A plain edit takes one letter away at most, so a name that
 * lacks more of the key's letters than there may be edits is too far. And a letter for which
 * nothing in the other word can stand (edits_stand_ins) has cost a whole edit.
 *
 *     struct shelf_search search;
 *     shelf_search_begin(&search, shelves, "utrecth", 7, 3);
 *     memset(search.whole, 1, sizeof search.whole);
 *     for (const struct shelved *name; (name = shelf_search_next(&search)) != NULL;) {
 *         name->entry is perhaps near; all that are are among them
 *     }
 */
#ifndef ENGINE_RESOLVE_SHELVES_H
#define ENGINE_RESOLVE_SHELVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/resolve/edits.h"
#include "engine/resolve/gazetteer.h"

/* What a name is of, as far as it matters how easily it is believed. */
enum shelf {
    SHELF_MUNICIPALITY, /* of the layout */
    SHELF_ORGANISATION,
    SHELF_ALIAS,
    SHELF_FORMER, /* a municipality of another layout, or the seat of one */
    SHELF_PLACE,
    SHELVES,
    SHELF_NONE = SHELVES /* too short, or an abbreviation: no misspelt word is meant by it */
};

struct shelved {
    const struct entry *entry;
    enum shelf shelf;
    uint32_t alone, covered; /* places of its letters: see shelves.c */
};

struct shelves;

/* `names` are sorted by key. What is made lives in the arena. */
struct shelves *shelves_create(struct arena *arena, const struct gazetteer *gazetteer,
                               const struct entry *const *names, size_t count);

struct shelf_search {
    const struct shelves *shelves;
    /* The caller's; both may become less while the search goes on. */
    int plain;             /* whole letters that may differ */
    int whole[SHELVES][2]; /* whole edits that a name of the shelf may cost, -1 when it
                                      is not wanted; [1] when it begins with another letter */
    /* The rest is of the search itself. */
    const char *key;
    size_t size, at_size, last_size, block;
    bool is_looked;
    uint64_t found; /* names of the block that are not handed out yet */
    uint32_t alone, covered;
    unsigned char letters[EDITS_LONGEST]; /* of the key, as in a block */
};

/* `plain` at first; the caller sets `whole` before he asks. */
void shelf_search_begin(struct shelf_search *search, const struct shelves *shelves, const char *key,
                        size_t size, int plain);
/* The next name that may be near, the shortest first and those of one size by key; NULL at the end.
 */
const struct shelved *shelf_search_next(struct shelf_search *search);

#endif
