/* word_text: a text, and where in it the letters stand, as bits, of many bytes at once: so that a
 * walk over its words need not look at their letters one by one.
 *
 *     struct word_text text;
 *     word_text_set(&text, start, size);
 *     size_t letters = word_text_letters(&text, s);
 *     uint64_t hash = word_text_hash(&text, s, letters);
 */
#ifndef ENGINE_PRIVACY_WORD_TEXT_H
#define ENGINE_PRIVACY_WORD_TEXT_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/privacy/word_filter.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
    WORD_TEXT_WINDOW = 64,
    WORD_TEXT_SURE = WORD_TEXT_WINDOW - 2 /* whether a word ends is told by two bytes behind it */
};

struct word_text {
    const char *start, *end;
    const char *window; /* bit i is the byte i behind it */
    uint64_t letters;   /* of ASCII */
    uint64_t ends;      /* where a word may end; those before WORD_TEXT_SURE are known */
    char
        tail[2 * WORD_STEP]; /* the last bytes with zeros behind them: nothing reads past the end */
};

/* WORD_STEP bytes at s that can be read, zeros behind the end. */
static inline const char *word_text_bytes(const struct word_text *text, const char *s)
{
    size_t left = (size_t)(text->end - s);
    return left < WORD_STEP ? text->tail + WORD_STEP - left : s;
}

/* What some bytes are, as bits. */
struct word_text_marks {
    uint64_t letters, blanks;
    uint64_t a, pt; /* letters: an A; a P or a T */
};

static inline void word_text_mark(struct word_text_marks *marks, const char *bytes, size_t at)
{
    enum { P_OR_T = ~('p' ^ 't') };
#ifdef __SSE2__
    static_assert(sizeof(__m128i) == WORD_STEP, "one step at once");
    __m128i all = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i small = _mm_or_si128(all, _mm_set1_epi8(0x20));
    /* Signed: bytes from 0x80 on are below 'a', too. */
    __m128i letters = _mm_and_si128(_mm_cmpgt_epi8(small, _mm_set1_epi8('a' - 1)),
                                    _mm_cmplt_epi8(small, _mm_set1_epi8('z' + 1)));
    __m128i blanks = _mm_cmpeq_epi8(all, _mm_set1_epi8(' '));
    __m128i a = _mm_cmpeq_epi8(small, _mm_set1_epi8('a'));
    __m128i pt =
        _mm_cmpeq_epi8(_mm_and_si128(small, _mm_set1_epi8((char)P_OR_T)), _mm_set1_epi8('p'));
    marks->letters |= (uint64_t)(unsigned)_mm_movemask_epi8(letters) << at;
    marks->blanks |= (uint64_t)(unsigned)_mm_movemask_epi8(blanks) << at;
    marks->a |= (uint64_t)(unsigned)_mm_movemask_epi8(a) << at;
    marks->pt |= (uint64_t)(unsigned)_mm_movemask_epi8(pt) << at;
#else
    for (size_t i = 0; i < WORD_STEP; i++) {
        char small = (char)(bytes[i] | 0x20);
        marks->letters |= (uint64_t)text_is_letter(bytes[i]) << (at + i);
        marks->blanks |= (uint64_t)(bytes[i] == ' ') << (at + i);
        marks->a |= (uint64_t)(small == 'a') << (at + i);
        marks->pt |= (uint64_t)((small & P_OR_T) == 'p') << (at + i);
    }
#endif
}

/* Puts the window at s. A word ends behind two letters, at the end of the text and at a blank with
 * a letter behind it: no sign, digit or second blank that could belong to an address or a number,
 * and not the beginning of "at" or "apenstaartje", which people write for @. */
static inline void word_text_look(struct word_text *text, const char *s)
{
    struct word_text_marks marks = {0};
    size_t left = (size_t)(text->end - s);
    for (size_t i = 0; i < WORD_TEXT_WINDOW && i < left; i += WORD_STEP) {
        word_text_mark(&marks, word_text_bytes(text, s + i), i);
    }
    uint64_t at = marks.a & marks.pt >> 1;
    uint64_t ends = marks.blanks & (marks.letters & ~at) >> 1;
    if (left < WORD_TEXT_SURE && *text->end == '\0') {
        ends |= UINT64_C(1) << left;
    }
    text->window = s;
    text->letters = marks.letters;
    text->ends = ends & marks.letters << 1 & marks.letters << 2 &
                 UINT64_MAX >> (WORD_TEXT_WINDOW - WORD_TEXT_SURE);
}

static inline void word_text_set(struct word_text *text, const char *start, size_t size)
{
    text->start = start;
    text->end = start + size;
    memset(text->tail, 0, sizeof text->tail);
    if (size >= WORD_STEP) {
        memcpy(text->tail, text->end - WORD_STEP, WORD_STEP);
    } else {
        memcpy(text->tail + WORD_STEP - size, start, size);
    }
    word_text_look(text, start);
}

/* How many of the lowest bits are set; one less than there are bits for all and more. */
static inline size_t word_text_ones(uint64_t bits)
{
    return (size_t)__builtin_ctzll(~bits | UINT64_C(1) << (WORD_TEXT_WINDOW - 1));
}

/* The letters of ASCII that stand together at s; WORD_TEXT_WINDOW for that many and more. Quick for
 * one s behind the other. */
static inline size_t word_text_letters(struct word_text *text, const char *s)
{
    size_t at = (size_t)(s - text->window);
    if (at < WORD_TEXT_WINDOW) {
        uint64_t others = ~(text->letters >> at);
        size_t count = others == 0 ? WORD_TEXT_WINDOW : (size_t)__builtin_ctzll(others);
        if (at + count < WORD_TEXT_WINDOW) {
            return count;
        }
    }
    word_text_look(text, s);
    return text->letters == UINT64_MAX ? WORD_TEXT_WINDOW : (size_t)__builtin_ctzll(~text->letters);
}

/* The hash (word_filter.h) of that many letters at s. */
static inline uint64_t word_text_hash(const struct word_text *text, const char *s, size_t count)
{
    uint64_t hash = 0;
    for (; count > WORD_STEP; count -= WORD_STEP) {
        hash = word_step(hash, s, WORD_STEP);
        s += WORD_STEP;
    }
    return word_step(hash, word_text_bytes(text, s), count);
}

#endif
