/* word_filter: which words of ASCII letters may mean something: no word that was added is ever
 * denied, and most others are (a Bloom filter of two bits). Most words of a text need no other
 * look-up, so a word is spelled into its hash while its letters are walked; capitals and small
 * letters spell the same.
 *
 *     uint64_t hash = 0;
 *     for (...) hash = word_filter_spell(hash, letter);
 *     if (!word_filter_may_hold(&filter, hash)) ...
 */
#ifndef ENGINE_PRIVACY_WORD_FILTER_H
#define ENGINE_PRIVACY_WORD_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORD_FILTER_BITS = 1 << 16 };

struct word_filter {
    uint64_t bits[WORD_FILTER_BITS / 64];
};

/* The five bits in which letters differ. Of words up to twelve letters no two hashes are equal. */
static inline uint64_t word_filter_spell(uint64_t hash, char letter)
{
    return (hash << 5 | hash >> 59) ^ ((unsigned char)letter & 31u);
}

static inline void word_filter_places(uint64_t hash, uint32_t places[2])
{
    uint64_t mixed = hash * UINT64_C(0x9E3779B97F4A7C15);
    places[0] = (uint32_t)(mixed >> 48) % WORD_FILTER_BITS;
    places[1] = (uint32_t)(mixed >> 32) % WORD_FILTER_BITS;
}

static inline void word_filter_add(struct word_filter *filter, const char *word, size_t size)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < size; i++) {
        hash = word_filter_spell(hash, word[i]);
    }
    uint32_t places[2];
    word_filter_places(hash, places);
    for (int i = 0; i < 2; i++) {
        filter->bits[places[i] / 64] |= UINT64_C(1) << places[i] % 64;
    }
}

static inline bool word_filter_may_hold(const struct word_filter *filter, uint64_t hash)
{
    uint32_t places[2];
    word_filter_places(hash, places);
    return (filter->bits[places[0] / 64] >> places[0] % 64 & 1) != 0 &&
           (filter->bits[places[1] / 64] >> places[1] % 64 & 1) != 0;
}

#endif
