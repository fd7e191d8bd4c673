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

/* Whether MARKS_STRETCH bytes are ASCII in lines that end with LF or CRLF, as most of most files
 * are. The byte behind them is looked at as well. */
static inline bool marks_plain_lines(const char *text)
{
#ifdef __SSE2__
    enum { AT_ONCE = sizeof(__m128i) };
    const __m128i blank = _mm_set1_epi8(' ');
    const __m128i feed = _mm_set1_epi8('\n');
    const __m128i carriage = _mm_set1_epi8('\r');
    __m128i odd = _mm_setzero_si128();
    for (int i = 0; i < MARKS_STRETCH; i += AT_ONCE) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + i));
        __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(text + i + 1));
        __m128i ends = _mm_cmpeq_epi8(bytes, feed);
        __m128i returns =
            _mm_and_si128(_mm_cmpeq_epi8(bytes, carriage), _mm_cmpeq_epi8(next, feed));
        /* Signed: bytes from 0x80 on are below a blank, too. */
        __m128i low = _mm_cmplt_epi8(bytes, blank);
        odd = _mm_or_si128(odd, _mm_andnot_si128(_mm_or_si128(ends, returns), low));
    }
    return _mm_movemask_epi8(odd) == 0;
#else
    unsigned char odd = 0;
    for (size_t i = 0; i < MARKS_STRETCH; i++) {
        unsigned char c = (unsigned char)text[i];
        odd |= (unsigned char)((c < 0x20) & (c != '\n') & (c != '\r'));
        odd |= (unsigned char)((c == '\r') & (text[i + 1] != '\n'));
        odd |= (unsigned char)(c >= 0x80);
    }
    return odd == 0;
#endif
}

#endif
