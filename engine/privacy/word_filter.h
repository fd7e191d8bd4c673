/* word_filter: which words of ASCII letters may mean something, and where: a Bloom filter of two
 * places that keeps a few marks of each word. No mark that was added is ever denied, and most words
 * have none; most words of a text need no other look-up. Capitals and small letters have the same
 * hash.
 *
 *     uint64_t hash = word_hash("Jansen", 6);
 *     if ((word_filter_marks(&filter, hash) & HOLD_CAPITAL) == 0) ...
 */
#ifndef ENGINE_PRIVACY_WORD_FILTER_H
#define ENGINE_PRIVACY_WORD_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    WORD_FILTER_PLACES = 1 << 16,
    WORD_STEP = 16, /* letters that go into a hash at once */
    WORD_EXACT = 8  /* letters: of words that are no longer no two hashes are equal, nor is one 0 */
};

struct word_filter {
    unsigned char marks[WORD_FILTER_PLACES];
};

static inline uint64_t word_eight(const void *bytes)
{
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return eight;
}

/* As many letters as go into a hash at once, as capitals, with zeros behind them. */
struct word_letters {
    uint64_t first, second;
};

/* The first `count` bytes, WORD_STEP at most, of WORD_STEP that can be read. */
static inline struct word_letters word_letters(const char *letters, size_t count)
{
    enum { CAPITAL = 0xDF }; /* all bits of a letter but the one that makes it small */
    static const unsigned char taken[2 * WORD_STEP] = {
        CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL,
        CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL};
    const unsigned char *masks = taken + WORD_STEP - count;
    return (struct word_letters){word_eight(letters) & word_eight(masks),
                                 word_eight(letters + 8) & word_eight(masks + 8)};
}

static inline uint64_t word_letters_hash(uint64_t hash, struct word_letters word)
{
    hash = (hash ^ word.first) * UINT64_C(0x9E3779B97F4A7C15) ^
           word.second * UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ hash >> 32;
}

/* The next letters go into a hash. */
static inline uint64_t word_step(uint64_t hash, const char *letters, size_t count)
{
    return word_letters_hash(hash, word_letters(letters, count));
}

/* At most WORD_EXACT letters as a number that no other word has. */
static inline uint64_t word_exact(const char *letters, size_t size)
{
    char step[WORD_STEP] = {0};
    memcpy(step, letters, size);
    return word_letters(step, size).first;
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

static inline uint32_t word_filter_first(uint64_t hash)
{
    return (uint32_t)(hash >> 48) % WORD_FILTER_PLACES;
}

static inline uint32_t word_filter_second(uint64_t hash)
{
    return (uint32_t)hash % WORD_FILTER_PLACES;
}

static inline void word_filter_add(struct word_filter *filter, uint64_t hash, unsigned marks)
{
    filter->marks[word_filter_first(hash)] |= (unsigned char)marks;
    filter->marks[word_filter_second(hash)] |= (unsigned char)marks;
}

/* The marks that the word with that hash may have. */
static inline unsigned word_filter_marks(const struct word_filter *filter, uint64_t hash)
{
    return filter->marks[word_filter_first(hash)] & filter->marks[word_filter_second(hash)];
}

#endif
