/* edits: how far two words are apart, counted in slips of a Dutch hand.
 *
 * A wrong, missing, extra or swapped letter costs about 1; what sounds or looks the same costs less
 * (ij/y, ei/ij, c/k, s/z, f/v, ch/g, dt/t, au/ou, a doubled letter, 0/o, 1/l, rn/m). The alignment
 * is that of Damerau and Levenshtein (optimal string alignment) with such pairs added.
 *
 *     struct edits edits;
 *     edits_prepare(&edits, "utrecth", 7);
 *     edits_to(&edits, "utrecht", 7, 2) is 0.9
 */
#ifndef ENGINE_RESOLVE_EDITS_H
#define ENGINE_RESOLVE_EDITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EDITS_LONGEST = 64 };

/* One word, made ready to be compared with many. The word is borrowed. */
struct edits {
    const char *word;
    size_t size;
    uint64_t positions[32]; /* where each letter stands, for the bit-parallel filter */
    uint32_t pairs[32];     /* letters in which a pair with this last letter can end */
};

void edits_prepare(struct edits *edits, const char *word, size_t size);

/* The cost, or a number above `limit` as soon as it is certain to exceed it. Words longer than
 * EDITS_LONGEST bytes are never alike. */
double edits_to(const struct edits *edits, const char *other, size_t other_size, double limit);

/* Whether at most `plain` plain edits of whole letters suffice (Levenshtein; Myers 1999,
 * bit-parallel): a cheap first look. */
bool edits_within(const struct edits *edits, const char *other, size_t other_size, int plain);

/* Which letters a word has (once, twice) and which pairs of neighbours, as bits. Words whose
 * sketches differ much cannot be near; that costs a few instructions to find out. */
struct edits_sketch {
    uint64_t letters; /* a plain edit changes two bits at most */
    uint64_t pairs;   /* four bits at most: a new letter breaks two pairs and makes two */
};

struct edits_sketch edits_sketch(const char *word, size_t size);

static inline int edits_bits(uint64_t word)
{
    word -= word >> 1 & 0x5555555555555555u;
    word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
    word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
    return (int)(word * 0x0101010101010101u >> 56);
}

/* False when the words are certainly more than `plain` plain edits apart. */
static inline bool edits_may_be_near(const struct edits_sketch *a, const struct edits_sketch *b,
                                     int plain)
{
    return edits_bits(a->letters ^ b->letters) <= 2 * plain &&
           edits_bits(a->pairs ^ b->pairs) <= 4 * plain;
}

#endif
