/* gazetteer: every name that can mean something, found by its key: municipalities of all years,
 * their other names, places, organisations, towns abroad, and the vocabulary of words.def.
 *
 * It is made once per run for one layout. What a municipality of another year means in that layout
 * (its successor, its parts, or nothing) is answered here too.
 */
#ifndef ENGINE_RESOLVE_GAZETTEER_H
#define ENGINE_RESOLVE_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/reference/reference.h"

enum entry_type {
    /* What can be meant; `id` says which. In this order when a key has several. */
    ENTRY_ORGANISATION, /* number in reference_tables, canonical */
    ENTRY_MUNICIPALITY, /* CBS number, official name in some year */
    ENTRY_ALIAS,        /* number in reference_tables */
    ENTRY_PLACE,        /* number in reference_tables; only places of the layout's year */
    ENTRY_WORD          /* enum word_class */
};

/* Classes of words.def, as bits: a word can be of several. */
enum word_class {
    WORD_MARKER = 1 << 0,    /* gemeente */
    WORD_SEAT = 1 << 1,      /* gemeentehuis, wethouder: as good as gemeente */
    WORD_CITY = 1 << 2,      /* stad: Dutch or Belgian */
    WORD_DESK = 1 << 3,      /* burgerzaken: only a municipality has it */
    WORD_DEPT = 1 << 4,      /* afdeling, communicatie */
    WORD_JOB = 1 << 5,       /* beleidsadviseur */
    WORD_CONNECT = 1 << 6,   /* en */
    WORD_FILLER = 1 << 7,    /* bij, namens */
    WORD_PARTICLE = 1 << 8,  /* van, de: before a surname */
    WORD_BODY = 1 << 9,      /* ggd, omgevingsdienst: the name of a region follows */
    WORD_PROVINCE = 1 << 10, /* provincie */
    WORD_WATER = 1 << 11,    /* waterschap */
    WORD_MINISTRY = 1 << 12, /* ministerie */
    WORD_EDUCATION = 1 << 13,
    WORD_LEGAL = 1 << 14, /* bv */
    WORD_TRAP = 1 << 15,  /* kerk, bank, stichting: not the municipality in its name */
    WORD_PRIVATE = 1 << 16,
    WORD_ABROAD = 1 << 17,
    WORD_NOTHING = 1 << 18, /* no answer, when it is the whole text */
    WORD_KNOWN = 1 << 19,   /* a company or region that is known by name */
    WORD_UNIT = 1 << 20,    /* afdeling, team: part of something */
    WORD_QUARTER = 1 << 21, /* noord, centrum: part of a town, behind its name */
    WORD_TITLE = 1 << 22,   /* mevrouw: a person follows */
    WORD_GIVEN = 1 << 23    /* a given name */
};

struct entry {
    const char *key;
    uint16_t size;
    uint8_t type;  /* enum entry_type */
    uint8_t words; /* of the name: 2 for Den Haag */
    bool ambiguous;
    uint32_t id;
    const struct entry *next; /* with the same key */
};

/* Whether the key of `part` stands somewhere in that of `whole`. */
bool entry_has_part(const struct entry *whole, const struct entry *part);

/* What a CBS number is in the layout. */
struct in_layout {
    const uint16_t *codes; /* ascending; more than one after a split or before a foundation */
    uint8_t count;
    bool split; /* only a part of its residents is in any of them: a person must decide */
};

struct gazetteer;
struct shelves;

struct gazetteer *gazetteer_create(struct arena *arena, struct reference *reference,
                                   const struct layout *layout);

/* The entries of that key, in the order of entry_type; NULL when there is none. */
const struct entry *gazetteer_find(struct gazetteer *gazetteer, const char *key, size_t size);
/* A key that grows: its parts from the beginning, each longer than the one before, are looked up
 * without reading what they have in common again. Begins as {.key = key}. */
struct growing_key {
    const char *key;
    size_t size;
    uint64_t hash;
};
const struct entry *gazetteer_find_grown(struct gazetteer *gazetteer, struct growing_key *growing,
                                         size_t size);
/* The classes of the word, 0 when it is none. */
uint32_t gazetteer_word(struct gazetteer *gazetteer, const char *key, size_t size);
/* All entries but words, for fuzzy search. */
struct shelves *gazetteer_shelves(struct gazetteer *gazetteer);
/* *count entries but words whose key begins with `key`. */
const struct entry *const *gazetteer_beginning(struct gazetteer *gazetteer, const char *key,
                                               size_t size, size_t *count);

/* The municipality of the layout that has these words at either end of its name ("goeree" of
 * Goeree-Overflakkee); 0 when none has, or several. */
uint16_t gazetteer_code_of_part(struct gazetteer *gazetteer, const char *key, size_t size);

/* The municipality of the layout with this name, in small letters of ASCII: for --match exact. 0
 * when none has it. */
uint16_t gazetteer_code_of_name(struct gazetteer *gazetteer, const char *lower);

struct in_layout gazetteer_in_layout(struct gazetteer *gazetteer, int code);
/* The CBS number of a municipality, alias or place; 0 for an organisation. */
int gazetteer_code(const struct gazetteer *gazetteer, const struct entry *entry);
const char *gazetteer_name(const struct gazetteer *gazetteer, const struct entry *entry);
/* Members of an organisation in the layout, ascending. */
size_t gazetteer_members(struct gazetteer *gazetteer, uint32_t organisation,
                         const uint16_t **codes);

bool gazetteer_has_member(struct gazetteer *gazetteer, uint32_t organisation, uint16_t code);

const struct reference_tables *gazetteer_tables(const struct gazetteer *gazetteer);
struct reference *gazetteer_reference(const struct gazetteer *gazetteer);
const struct layout *gazetteer_layout(const struct gazetteer *gazetteer);

#endif
