/* places: see places.h. */
#include "engine/read/places.h"

/* Writes down the bits of a look, which are bytes from `base` on; how many places there are then.
 * Nobody can guess how many bits there are, and a wrong guess costs more than to write some that
 * are written over. */
static inline size_t note(struct places *places, size_t count, size_t base, uint64_t bits)
{
    enum { MOSTLY = 4 };
    const uint64_t none = (uint64_t)1 << 63;
    for (int i = 0; i < MOSTLY; i++) {
        places->offsets[count] = (uint16_t)(base + (size_t)__builtin_ctzll(bits | none));
        count += bits != 0;
        bits &= bits - 1;
    }
    for (; bits != 0; bits &= bits - 1) {
        places->offsets[count++] = (uint16_t)(base + (size_t)__builtin_ctzll(bits));
    }
    return count;
}

void places_find(struct places *places, const char *text, size_t size, size_t from, char separator)
{
    const char *start = text + from;
    size_t left = size - from < PLACES_STRETCH ? size - from : PLACES_STRETCH;
    size_t count = 0;
    size_t base = 0;
    for (; base + MARKS_STRETCH <= left && count <= PLACES_MOST; base += MARKS_STRETCH) {
        count = note(places, count, base, marks_of(start + base, separator));
    }
    if (base < left && count <= PLACES_MOST) {
        count = note(places, count, base, marks_of_some(start + base, left - base, separator));
        base = left;
    }
    places->start = from;
    places->end = from + base;
    places->count = count;
    places->next = 0;
    places->at = from;
}

void places_seek(struct places *places, const char *text, size_t size, size_t at, char separator)
{
    if (at < places->start || at >= places->end) {
        places_find(places, text, size, at, separator);
        return;
    }
    places->next = at < places->at ? 0 : places->next;
    while (places->next < places->count && places_at(places, places->next) < at) {
        places->next++;
    }
    places->at = at;
}
