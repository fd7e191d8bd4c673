/* boundaries: see boundaries.h. */
#include "engine/reference/boundaries.h"

#include <stdlib.h>

const struct boundaries *boundaries_of_year(int year)
{
    const struct boundaries *best = &boundaries_builtin[0];
    for (size_t i = 1; i < boundaries_builtin_count; i++) {
        const struct boundaries *one = &boundaries_builtin[i];
        if (abs(one->year - year) < abs(best->year - year)) {
            best = one;
        }
    }
    return best;
}

const struct boundaries *boundaries_of_provinces(void)
{
    return &boundaries_builtin_provinces;
}

const struct boundary *boundaries_find(const struct boundaries *boundaries, int code)
{
    size_t low = 0;
    size_t high = boundaries->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (boundaries->items[middle].code < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < boundaries->count && boundaries->items[low].code == code ? &boundaries->items[low]
                                                                          : NULL;
}
