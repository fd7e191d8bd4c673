/* mix: hashes for tables in memory, eight bytes at a time. Not for secrets and not kept anywhere:
 * no output may depend on the order of a table that uses them.
 */
#ifndef ENGINE_BASE_MIX_H
#define ENGINE_BASE_MIX_H

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

/* The last eight bytes or less of a text of that size; what it shares with bytes before them does
 * not matter. */
static inline uint64_t mix_tail(const char *bytes, size_t size)
{
    uint64_t word = 0;
    uint32_t half[2] = {0, 0};
    if (size >= 8) {
        memcpy(&word, bytes + size - 8, 8);
        return word;
    }
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

static inline uint64_t mix_bytes(const char *bytes, size_t size)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ size;
    uint64_t word;
    for (size_t i = 0; i + 8 < size; i += 8) {
        memcpy(&word, bytes + i, 8);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    return mix_number(hash ^ mix_tail(bytes, size));
}

#endif
