/* missing: see missing.h. */
#include "engine/clean/missing.h"

#include <stddef.h>

#include "engine/base/text.h"

bool missing_is(const char *text)
{
    static const char *const words[] = {"na",   "n/a",  "#n/a", "#n/b",   "nan",  "nat",
                                        "null", "none", "nvt",  "n.v.t.", "n.v.t"};
    char first = text_lower_char(*text);
    if (first != 'n' && first != '#') {
        return false;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_equal_ignoring_case(text, words[i])) {
            return true;
        }
    }
    return false;
}
