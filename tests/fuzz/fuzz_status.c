/* Any cell reads as a status, a mark, an action, a grade and an opinion, or as none of them. */
#include "engine/clean/grade.h"
#include "engine/clean/status.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    const char *text = text_of(arena, data, size);
    enum registration_status status;
    enum attended attended;
    bool yes;
    double value;
    enum cleaned cleaned = status_read(arena, text, &status, &attended);
    LAW(cleaned == CLEANED || status == REGISTRATION_LIVE);
    LAW(mark_read(arena, text, &yes) == CLEANED || !yes);
    status_action(arena, text);
    status_is_walk_in(arena, text);
    status_is_staff_role(arena, text, true);
    number_clean(text, &value);
    grade_read(arena, text, &value);
    LAW(likert_read(arena, text, &value) != CLEANED || (value >= 1 && value <= 5));
    return fuzz_done(arena);
}
