/* Any cell is a duration of at most a month, empty or bad. */
#include "engine/clean/duration.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    struct arena *arena = fuzz_arena();
    const char *text = text_of(arena, data + 1, size - 1);
    struct duration_style style = {.unit = (enum duration_unit)(data[0] % 3),
                                   .two_parts_minutes = data[0] >= 128};
    int64_t seconds;
    enum cleaned cleaned = duration_read(text, &style, &seconds);
    LAW(cleaned == CLEANED ? seconds >= 0 && seconds <= 31 * 86400 : seconds == -1);
    return fuzz_done(arena);
}
