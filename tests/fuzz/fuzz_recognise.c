/* Any file is read and settled to the end, and its row balance holds. */
#include "engine/command/inspect.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/headings_kept.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    struct inspection found;
    struct error error = {0};
    LAW(inspect_bytes(arena, headings_now(), "map/fuzz.csv", data, size, &found, &error));
    const struct source *source = found.source;
    LAW(source->rows_read == source->rows_used + source->rows_merged + source->rows_rejected);
    LAW(found.minutes >= 0 && found.minutes_no_staff >= 0);
    LAW(found.minutes_no_staff <= found.minutes && found.attendees_no_staff <= found.attendees &&
        found.registrations_no_staff <= found.registrations);
    arena_destroy(arena);
    return 0;
}
