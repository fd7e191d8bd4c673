/* shelves: see shelves.h. A block holds 64 names: for each place of the alphabet which of them have
 * such a letter. What they lack is counted in all lanes of a word at once. */
#include "engine/resolve/shelves.h"

#include <assert.h>
#include <string.h>

enum { LANES = 64 };

/* By place: names that have such a letter; then by place: names that have two of it. */
struct block {
    uint64_t letters[2 * EDITS_PLACES];
    uint64_t shelf[SHELVES];
};

struct shelves {
    struct shelved *names;           /* by size, then by key */
    struct block *blocks;            /* of names[64 * i] to names[64 * i + 63] */
    size_t start[EDITS_LONGEST + 2]; /* the first name of each size */
    uint32_t covers[EDITS_PLACES];   /* places that a letter of each can stand for */
};

static enum shelf shelf_of(const struct gazetteer *g, const struct entry *entry)
{
    enum { SHORTEST_BODY = 8, SHORTEST = 5 };
    switch (entry->type) {
    case ENTRY_MUNICIPALITY:
        return layout_find(gazetteer_layout(g), (int)entry->id) != LAYOUT_NOT_FOUND
                   ? SHELF_MUNICIPALITY
                   : SHELF_FORMER;
    case ENTRY_ORGANISATION:
        return entry->size >= SHORTEST_BODY ? SHELF_ORGANISATION : SHELF_NONE;
    case ENTRY_ALIAS: {
        int kind = gazetteer_tables(g)->aliases[entry->id].kind;
        bool former = kind == ALIAS_FORMER_MUNICIPALITY || kind == ALIAS_SEAT;
        bool is_short = kind == ALIAS_ABBREVIATION || kind == ALIAS_SLANG;
        return entry->size < SHORTEST || is_short ? SHELF_NONE
               : former                           ? SHELF_FORMER
                                                  : SHELF_ALIAS;
    }
    case ENTRY_PLACE:
        return entry->size >= SHORTEST ? SHELF_PLACE : SHELF_NONE;
    default:
        return SHELF_NONE;
    }
}

/* -- making ---------------------------------------------------------------------------------------
 */

/* The places of a word's letters, as sets. */
struct letters {
    uint32_t alone;   /* it has none of it beside an equal one */
    uint32_t covered; /* it has one that can stand for it */
};

static struct letters letters_of(const struct shelves *shelves, const char *word, size_t size)
{
    struct letters letters = {0};
    uint32_t doubled = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned place = edits_place(word[i]);
        letters.alone |= (uint32_t)1 << place;
        letters.covered |= shelves->covers[place];
        doubled |= i > 0 && word[i] == word[i - 1] ? (uint32_t)1 << place : 0;
    }
    letters.alone &= ~doubled;
    return letters;
}

static void put(struct shelves *shelves, size_t at)
{
    struct shelved *name = &shelves->names[at];
    struct block *block = &shelves->blocks[at / LANES];
    uint64_t lane = (uint64_t)1 << at % LANES;
    struct letters letters = letters_of(shelves, name->entry->key, name->entry->size);
    name->alone = letters.alone;
    name->covered = letters.covered;
    block->shelf[name->shelf] |= lane;
    for (size_t i = 0; i < name->entry->size; i++) {
        unsigned place = edits_place(name->entry->key[i]);
        block->letters[EDITS_PLACES + place] |= block->letters[place] & lane;
        block->letters[place] |= lane;
    }
}

/* Puts the names in order, the shortest first and those of one size as they are. */
static void sort_by_size(struct shelves *shelves, const struct shelved *names, size_t count)
{
    size_t next[EDITS_LONGEST + 2] = {0};
    for (size_t i = 0; i < count; i++) {
        next[names[i].entry->size + 1]++;
    }
    for (size_t size = 0; size <= EDITS_LONGEST; size++) {
        next[size + 1] += next[size];
    }
    memcpy(shelves->start, next, sizeof next);
    for (size_t i = 0; i < count; i++) {
        shelves->names[next[names[i].entry->size]++] = names[i];
    }
}

/* Of `names`, those that are on a shelf. */
static struct shelved *on_a_shelf(struct arena *arena, const struct gazetteer *g,
                                  const struct entry *const *names, size_t *count)
{
    struct shelved *kept = arena_alloc_array(arena, *count, sizeof *kept);
    size_t kept_count = 0;
    for (size_t i = 0; i < *count; i++) {
        enum shelf shelf = shelf_of(g, names[i]);
        if (shelf != SHELF_NONE && names[i]->size <= EDITS_LONGEST) {
            kept[kept_count++] = (struct shelved){.entry = names[i], .shelf = shelf};
        }
    }
    *count = kept_count;
    return kept;
}

struct shelves *shelves_create(struct arena *arena, const struct gazetteer *g,
                               const struct entry *const *names, size_t count)
{
    struct shelves *shelves = arena_alloc(arena, sizeof *shelves);
    struct arena *scratch = arena_create();
    const struct shelved *kept = on_a_shelf(scratch, g, names, &count);
    shelves->names = arena_alloc_array(arena, count, sizeof *shelves->names);
    sort_by_size(shelves, kept, count);
    arena_destroy(scratch);
    shelves->blocks =
        arena_alloc_array(arena, (count + LANES - 1) / LANES, sizeof *shelves->blocks);
    for (unsigned place = 0; place < EDITS_PLACES; place++) {
        uint32_t stand_ins = edits_stand_ins(place);
        for (unsigned letter = 0; letter < EDITS_PLACES; letter++) {
            shelves->covers[letter] |= (stand_ins >> letter & 1) << place;
        }
    }
    for (size_t i = 0; i < count; i++) {
        put(shelves, i);
    }
    return shelves;
}

/* -- searching ------------------------------------------------------------------------------------
 */

/* 64 lanes that count; one that has counted more than it may is out. A lane begins at 7 less what
 * it may count, in three bits, so that the first count too many is carried out of them. */
enum { MOST = 7 };
struct lanes {
    uint64_t bits[3], out;
};

static void lanes_allow(struct lanes *lanes, uint64_t which, int most)
{
    assert(most <= MOST);
    if (most < 0) {
        lanes->out |= which;
        return;
    }
    for (int i = 0; i < 3; i++) {
        lanes->bits[i] |= ((MOST - most) >> i & 1) != 0 ? which : 0;
    }
}

static inline void lanes_count(struct lanes *lanes, uint64_t which)
{
    uint64_t carry = lanes->bits[0] & which;
    lanes->bits[0] ^= which;
    uint64_t further = lanes->bits[1] & carry;
    lanes->bits[1] ^= carry;
    lanes->out |= lanes->bits[2] & further;
    lanes->bits[2] ^= further;
}

/* The lanes of the names from `from` to `to` - 1, in the block that begins with `base`. */
static uint64_t between(size_t base, size_t from, size_t to)
{
    uint64_t lanes = from > base ? ~(uint64_t)0 << (from - base) : ~(uint64_t)0;
    return to < base + LANES ? lanes & ~(~(uint64_t)0 << (to - base)) : lanes;
}

/* How many of the key's letters each name of the block may lack. One that is longer has other
 * letters in any case. Moves at_size on to the last size in the block. */
static struct lanes lackable(struct shelf_search *search)
{
    const size_t *start = search->shelves->start;
    size_t base = search->block * LANES;
    uint64_t all = 0;
    struct lanes lanes = {{0}, 0};
    for (size_t from = start[search->at_size] > base ? start[search->at_size] : base;;) {
        size_t size = search->at_size;
        size_t to = start[size + 1] < base + LANES ? start[size + 1] : base + LANES;
        int longer = size > search->size ? (int)(size - search->size) : 0;
        if (from < to) {
            uint64_t these = between(base, from, to);
            lanes_allow(&lanes, these, search->plain - longer);
            all |= these;
        }
        if (to == base + LANES || size == search->last_size) {
            break;
        }
        from = to;
        search->at_size++;
    }
    lanes.out |= ~all;
    return lanes;
}

/* Names of the block that lack few enough of the key's letters. */
static uint64_t by_letters(struct shelf_search *search)
{
    const struct block *block = &search->shelves->blocks[search->block];
    struct lanes lanes = lackable(search);
    uint64_t wanted = 0;
    for (int shelf = 0; shelf < SHELVES; shelf++) {
        wanted |= search->whole[shelf][0] >= 0 ? block->shelf[shelf] : 0;
    }
    lanes.out |= ~wanted;
    for (size_t i = 0; i < search->size && ~lanes.out != 0; i++) {
        lanes_count(&lanes, ~block->letters[search->letters[i]]);
    }
    return ~lanes.out;
}

static bool are_at_most(uint32_t places, int most)
{
    for (int i = 0; i < most; i++) {
        places &= places - 1;
    }
    return most >= 0 && places == 0;
}

static bool costs_few_whole_edits(const struct shelf_search *search, const struct shelved *name)
{
    int most = search->whole[name->shelf][name->entry->key[0] != search->key[0]];
    return are_at_most(search->alone & ~name->covered, most) &&
           are_at_most(name->alone & ~search->covered, most);
}

void shelf_search_begin(struct shelf_search *search, const struct shelves *shelves, const char *key,
                        size_t size, int plain)
{
    size_t first = size > (size_t)plain ? size - (size_t)plain : 1;
    size_t last = size + (size_t)plain;
    search->shelves = shelves;
    search->plain = plain;
    search->key = key;
    search->size = size;
    search->at_size = first;
    search->last_size = last < EDITS_LONGEST ? last : EDITS_LONGEST;
    search->block = shelves->start[first] / LANES;
    search->is_looked = false;
    struct letters letters = letters_of(shelves, key, size);
    search->alone = letters.alone;
    search->covered = letters.covered;
    uint32_t seen = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned place = edits_place(key[i]);
        unsigned again = seen >> place & 1;
        search->letters[i] = (unsigned char)(place + again * EDITS_PLACES);
        seen |= (uint32_t)1 << place;
    }
}

const struct shelved *shelf_search_next(struct shelf_search *search)
{
    const struct shelves *shelves = search->shelves;
    size_t end = shelves->start[search->last_size + 1];
    for (; search->block * LANES < end; search->block++, search->is_looked = false) {
        if (!search->is_looked) {
            search->found = by_letters(search);
            search->is_looked = true;
        }
        while (search->found != 0) {
            size_t lane = (size_t)__builtin_ctzll(search->found);
            const struct shelved *name = &shelves->names[search->block * LANES + lane];
            search->found &= search->found - 1;
            if (costs_few_whole_edits(search, name)) {
                return name;
            }
        }
    }
    return NULL;
}
