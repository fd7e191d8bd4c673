/* byte_marks: where certain bytes stand in a short text, as bits: bit i is byte i. For cells whose
 * bytes are nearly all of a few kinds, so that one look at all of them says that nothing is to be
 * put right. Only where the processor has it; elsewhere byte by byte is fast enough.
 *
 *     for (size_t next = 0, at; next < size; next += byte_marks_step(size)) {
 *         __m128i bytes = byte_marks_load(text, size, next, &at);
 *         letters |= byte_marks_bits(byte_marks_range(bytes, 'a', 'z'), at);
 *     }
 */
#ifndef ENGINE_CLEAN_BYTE_MARKS_H
#define ENGINE_CLEAN_BYTE_MARKS_H

#ifdef __SSE2__
#include <emmintrin.h>
#include <stddef.h>
#include <stdint.h>

enum { BYTE_MARKS_LEAST = 8, BYTE_MARKS_MOST = 64 }; /* bytes of a text that can be looked at */

static inline size_t byte_marks_step(size_t size)
{
    return size < sizeof(__m128i) ? BYTE_MARKS_LEAST : sizeof(__m128i);
}

/* A step of bytes from `next` on, or the last ones where they are fewer; *at is where they begin.
 * Behind eight bytes stand zeros. */
static inline __m128i byte_marks_load(const char *text, size_t size, size_t next, size_t *at)
{
    size_t step = byte_marks_step(size);
    *at = next + step <= size ? next : size - step;
    const void *from = text + *at;
    return step == BYTE_MARKS_LEAST ? _mm_loadl_epi64(from) : _mm_loadu_si128(from);
}

/* Which bytes are `first`, `last` or stand between them; not for ranges that hold 0. */
static inline __m128i byte_marks_range(__m128i bytes, char first, char last)
{
    __m128i above = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
    __m128i most = _mm_set1_epi8((char)(last - first));
    return _mm_cmpeq_epi8(_mm_min_epu8(above, most), above);
}

static inline __m128i byte_marks_one(__m128i bytes, char wanted)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted));
}

static inline uint64_t byte_marks_bits(__m128i marks, size_t at)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(marks) << at;
}

static inline uint64_t byte_marks_whole(size_t size)
{
    return UINT64_MAX >> (BYTE_MARKS_MOST - size);
}
#endif

#endif
