/* endings: see endings.h. */
#include "engine/resolve/endings.h"

#include <string.h>

#include "engine/resolve/gazetteer.h"

uint32_t endings_class(const char *key, size_t size)
{
    static const struct {
        uint32_t class;
        const char *list;
    } endings[] = {
#define WORDS(class, list)
#define ENDINGS(class, list) {WORD_##class, list},
#include "engine/resolve/words.def"
#undef ENDINGS
#undef WORDS
    };
    enum { FIRST_PART = 3 }; /* letters of a compound's first word, at least */
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        for (const char *c = endings[i].list; *c != '\0';) {
            size_t length = strcspn(c, "|");
            if (size >= length + FIRST_PART && memcmp(key + size - length, c, length) == 0) {
                return endings[i].class;
            }
            c += length + (c[length] == '|');
        }
    }
    return 0;
}
