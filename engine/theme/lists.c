/* lists: see lists.h. */
#include "engine/theme/lists.h"

#include <assert.h>
#include <string.h>

#include "theme_data.h"

const char *lists_shipped(const char *file)
{
    for (size_t i = 0; i < theme_data_count; i++) {
        if (strcmp(theme_data[i].name, file) == 0) {
            return (const char *)theme_data[i].bytes;
        }
    }
    assert(!"a data file of the themes was not compiled in");
    return "";
}

struct intern *lists_read(struct arena *arena, const char *text)
{
    struct intern *entries = intern_create(arena);
    while (*text != '\0') {
        size_t size = strcspn(text, "\n");
        const char *comment = memchr(text, '#', size);
        size_t end = comment != NULL ? (size_t)(comment - text) : size;
        while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\r')) {
            end--;
        }
        if (end > 0) {
            intern_put(entries, text, end);
        }
        text += size + (text[size] == '\n');
    }
    return entries;
}
