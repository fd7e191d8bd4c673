/* word_filter: which words of ASCII letters may mean something: no word that was added is ever
 * denied, and most others are (a Bloom filter of two bits). Most words of a text need no other
 * look-up. Capitals and small letters have the same hash.
 *
 *     uint64_t hash = word_hash("Jansen", 6);
 *     if (!word_filter_may_hold(&filter, hash)) ...
 */
#ifndef ENGINE_PRIVACY_WORD_FILTER_H
#define ENGINE_PRIVACY_WORD_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    WORD_FILTER_BITS = 1 << 16,
    WORD_STEP = 16, /* letters that go into a hash at once */
    WORD_EXACT = 8  /* letters: of words that are no longer no two hashes are equal, nor is one 0 */
};

struct word_filter {
    uint64_t bits[WORD_FILTER_BITS / 64];
};

static inline uint64_t word_eight(const char *bytes)
{
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return eight;
}

/* The next letters go into a hash: the first `count` bytes, WORD_STEP at most, of WORD_STEP that
 * can be read. */
static inline uint64_t word_step(uint64_t hash, const char *letters, size_t count)
{
    static const char taken[2 * WORD_STEP] = {-1, -1, -1, -1, -1, -1, -1, -1,
                                              -1, -1, -1, -1, -1, -1, -1, -1};
    const char *masks = taken + WORD_STEP - count;
    const uint64_t small = UINT64_C(0x2020202020202020);
    uint64_t first = (word_eight(letters) | small) & word_eight(masks);
    uint64_t second = (word_eight(letters + 8) | small) & word_eight(masks + 8);
    hash = (hash ^ first) * UINT64_C(0x9E3779B97F4A7C15) ^ second * UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ hash >> 32;
}

/* Of letters alone. */
static inline uint64_t word_hash(const char *letters, size_t size)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < size; i += WORD_STEP) {
        char step[WORD_STEP] = {0};
        size_t count = size - i < WORD_STEP ? size - i : WORD_STEP;
        memcpy(step, letters + i, count);
        hash = word_step(hash, step, count);
    }
    return hash;
}

static inline void word_filter_places(uint64_t hash, uint32_t places[2])
{
    places[0] = (uint32_t)(hash >> 48) % WORD_FILTER_BITS;
    places[1] = (uint32_t)hash % WORD_FILTER_BITS;
}

static inline void word_filter_add(struct word_filter *filter, uint64_t hash)
{
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
