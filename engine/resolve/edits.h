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

#include <stddef.h>
#include <stdint.h>

enum { EDITS_LONGEST = 64 };

/* One word, made ready to be compared with many. The word is borrowed. */
struct edits {
    const char *word;
    size_t size;
    uint32_t letters;
    uint64_t positions[32]; /* where each letter stands, for the bit-parallel filter */
    uint32_t pairs[32];     /* letters in which a pair with this last letter can end */
};

void edits_prepare(struct edits *edits, const char *word, size_t size);

/* The cost, or a number above `limit` as soon as it is certain to exceed it. Words longer than
 * EDITS_LONGEST bytes are never alike. */
double edits_to(const struct edits *edits, const char *other, size_t other_size, double limit);

/* Plain edits of whole letters (Levenshtein; Myers 1999, bit-parallel): a cheap first look. */
int edits_plain(const struct edits *edits, const char *other, size_t other_size);

/* Which letters occur, as a bit set. One plain edit changes two bits at most. */
uint32_t edits_letters(const char *word, size_t size);

#endif
