/* Any cell gives a name, a stand-in or nobody; a stand-in never holds the number. */
#include <string.h>

#include "engine/clean/person_name.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    struct arena *arena = fuzz_arena();
    const char *text = text_of(arena, data + 1, size - 1);
    struct person_name name;
    person_name_read(arena, text, data[0] % 2 == 0 ? BRACKETS_ORGANISATION : BRACKETS_ACCOUNT,
                     "file", &name);
    LAW(!name.telephone || strncmp(name.name, "tel:", 4) == 0);
    LAW(name.name == NULL || *name.name != '\0');
    LAW(person_name_join(arena, text, NULL, text) == NULL || *text != '\0');
    return fuzz_done(arena);
}
