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

static inline uint64_t mix_bytes(const char *bytes, size_t size)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ size;
    uint64_t word;
    size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        memcpy(&word, bytes + i, 8);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    if (i < size) {
        word = 0;
        memcpy(&word, bytes + i, size - i);
        hash ^= word;
    }
    return mix_number(hash);
}

#endif
