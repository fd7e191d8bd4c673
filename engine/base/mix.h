/* mix: hashes for tables in memory. Not for secrets and not kept anywhere:
 * no output may depend on the order of a table that uses them.
 */
#ifndef ENGINE_BASE_MIX_H
#define ENGINE_BASE_MIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Every bit of the result depends on every bit of the number: multiply, fold the high bits down,
 * multiply again. */
static inline uint64_t mix_number(uint64_t number)
{
    number = (number ^ number >> 32) * 0xD6E8FEB86659FD93u;
    number = (number ^ number >> 29) * 0x9E3779B97F4A7C15u;
    return number ^ number >> 32;
}

static inline uint64_t mix_word(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* Less than eight bytes as a number. */
static inline uint64_t mix_few(const char *bytes, size_t size)
{
    uint64_t word = 0;
    uint32_t half[2] = {0, 0};
    if (size >= 4) {
        memcpy(&half[0], bytes, 4);
        memcpy(&half[1], bytes + size - 4, 4);
        return (uint64_t)half[0] << 32 | half[1];
    }
    for (size_t i = 0; i < size; i++) {
        word = word << 8 | (unsigned char)bytes[i];
    }
    return word;
}

/* Two numbers as one: both halves of their product depend on all of it. */
static inline uint64_t mix_two(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product =
        (unsigned __int128)(a ^ 0xD6E8FEB86659FD93u) * (b ^ 0xA0761D6478BD642Fu);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Sixteen bytes at a time; what the last ones share with those before them does not matter. */
static inline uint64_t mix_bytes(const char *bytes, size_t size)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ size;
    if (size < 8) {
        return mix_number(hash ^ mix_few(bytes, size));
    }
    for (size_t i = 0; i + 16 < size; i += 16) {
        hash = mix_two(mix_word(bytes + i) ^ hash, mix_word(bytes + i + 8));
    }
    const char *last = bytes + (size < 16 ? 0 : size - 16);
    return mix_two(mix_word(last) ^ hash, mix_word(bytes + size - 8));
}

/* Whether two strings of that size, short ones mostly, are the same. */
static inline bool mix_same(const char *a, const char *b, size_t size)
{
    if (size < 8) {
        return mix_few(a, size) == mix_few(b, size);
    }
    uint64_t others = mix_word(a + size - 8) ^ mix_word(b + size - 8);
    for (size_t i = 0; i + 8 < size; i += 8) {
        others |= mix_word(a + i) ^ mix_word(b + i);
    }
    return others == 0;
}

#endif
