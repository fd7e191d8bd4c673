/* marks: where the separators, double quotes and line feeds stand in a stretch of text, as bits:
 * bit i is byte i. That is all a splitter wants to know of most bytes, and it is known of many at
 * once.
 */
#ifndef ENGINE_READ_MARKS_H
#define ENGINE_READ_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { MARKS_STRETCH = 64 };

/* Byte by byte, for at most MARKS_STRETCH bytes. */
static inline uint64_t marks_of_some(const char *text, size_t size, char separator)
{
    uint64_t marks = 0;
    for (size_t i = 0; i < size; i++) {
        marks |= (uint64_t)(text[i] == separator || text[i] == '"' || text[i] == '\n') << i;
    }
    return marks;
}

#ifdef __SSE2__
/* Of as many bytes as are looked at together. */
static inline uint64_t marks_of_few(const char *text, __m128i separator)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    __m128i feeds = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
    __m128i separators = _mm_cmpeq_epi8(bytes, separator);
    __m128i all = _mm_or_si128(_mm_or_si128(quotes, feeds), separators);
    return (uint64_t)(unsigned)_mm_movemask_epi8(all);
}
#endif

/* Of MARKS_STRETCH bytes. */
static inline uint64_t marks_of(const char *text, char separator)
{
#ifdef __SSE2__
    enum { FEW = sizeof(__m128i) };
    const __m128i wanted = _mm_set1_epi8(separator);
    uint64_t low = marks_of_few(text, wanted) | marks_of_few(text + FEW, wanted) << FEW;
    text += MARKS_STRETCH / 2;
    uint64_t high = marks_of_few(text, wanted) | marks_of_few(text + FEW, wanted) << FEW;
    return low | high << MARKS_STRETCH / 2;
#else
    return marks_of_some(text, MARKS_STRETCH, separator);
#endif
}

/* How many of MARKS_STRETCH bytes stand before the first that is not ASCII, or that is a control
 * character other than a line feed. */
static inline size_t marks_plain(const char *text)
{
    uint64_t odd = 0;
#ifdef __SSE2__
    enum { AT_ONCE = sizeof(__m128i) };
    for (int i = 0; i < MARKS_STRETCH; i += AT_ONCE) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + i));
        /* Signed: bytes from 0x80 on are below a blank, too. */
        __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));
        __m128i others = _mm_andnot_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')), low);
        odd |= (uint64_t)(unsigned)_mm_movemask_epi8(others) << i;
    }
#else
    for (size_t i = 0; i < MARKS_STRETCH; i++) {
        unsigned char c = (unsigned char)text[i];
        odd |= (uint64_t)((c < 0x20 && c != '\n') || c >= 0x80) << i;
    }
#endif
    return odd == 0 ? MARKS_STRETCH : (size_t)__builtin_ctzll(odd);
}

#endif
