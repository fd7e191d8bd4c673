/* edits: how far two words are apart, counted in slips of a Dutch hand.
 *
 * A wrong, missing, extra or swapped letter costs about 1; what sounds or looks the same costs less
 * (ij/y, ei/ij, c/k, s/z, f/v, ch/g, dt/t, au/ou, a doubled letter, 0/o, 1/l, rn/m: edits.def). The
 * alignment is that of Damerau and Levenshtein (optimal string alignment) with such pairs added.
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

enum { EDITS_LONGEST = 64, EDITS_PLACES = 32 };

/* Where a letter is filed: a to z are 0 to 25, a digit stands with the letter that it is taken for,
 * the rest in the last place. */
static inline unsigned edits_place(char letter)
{
    enum { REST = EDITS_PLACES - 1 };
    static const unsigned char digits[10] = {'o' - 'a', 'l' - 'a', REST, 'e' - 'a', 'a' - 'a',
                                             's' - 'a', REST,      REST, 'b' - 'a', REST};
    return letter >= 'a' && letter <= 'z'   ? (unsigned)(letter - 'a')
           : letter >= '0' && letter <= '9' ? digits[letter - '0']
                                            : REST;
}

/* One word, made ready to be compared with many. The word is borrowed. */
struct edits {
    const char *word;
    size_t size;
    uint64_t positions[EDITS_PLACES];                  /* where each letter stands */
    uint64_t doubled;                                  /* letters beside an equal one */
    uint64_t ours[EDITS_PLACES], theirs[EDITS_PLACES]; /* pairs that end in it, by number */
};

void edits_prepare(struct edits *edits, const char *word, size_t size);

/* The cost, or a number above `limit` as soon as it is certain to exceed it. Words longer than
 * EDITS_LONGEST bytes are never alike. */
double edits_to(const struct edits *edits, const char *other, size_t other_size, double limit);

/* Whether at most `plain` plain edits of whole letters suffice (Levenshtein; Myers 1999,
 * bit-parallel): a cheap first look. */
bool edits_within(const struct edits *edits, const char *other, size_t other_size, int plain);

/* Places of which the other word has one wherever a letter of `place` has not cost a whole edit:
 * its own, and what it is taken for. A letter that stands beside an equal one can go for less. */
uint32_t edits_stand_ins(unsigned place);

#endif
