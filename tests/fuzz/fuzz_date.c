/* Any cell is a moment, empty or bad; swapping day and month twice changes nothing; a day that is
 * written out and read again is the same day, at the same time. */
#include "engine/clean/date.h"
#include "tests/fuzz/fuzz.h"

/* The moment as a program would write it into a list. A time without a day has other readings. */
static void check_written(struct moment moment)
{
    enum { KEPT = MOMENT_DATE | MOMENT_TIME };
    char written[MOMENT_TEXT];
    moment_write(moment, written);
    if (moment.flags & MOMENT_DATE) {
        struct date_style style = {0};
        struct moment again;
        LAW(date_read(written, &style, &again) == CLEANED);
        LAW(again.seconds == moment.seconds && (again.flags & KEPT) == (moment.flags & KEPT));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    struct arena *arena = fuzz_arena();
    const char *text = text_of(arena, data + 1, size - 1);
    struct date_style style = {.order = (char)("\0dm\0"[data[0] & 3]), .utc = (data[0] & 4) != 0};
    struct moment moment;
    enum cleaned cleaned = date_read(text, &style, &moment);
    LAW((cleaned == CLEANED) == moment_is_set(moment));
    LAW(moment_swapped(moment_swapped(moment)).seconds == moment.seconds ||
        (moment.flags & MOMENT_ZONED));
    check_written(moment);
    const char *rest;
    struct moment found = {0};
    if (date_read_prefix(text, &found, &rest)) {
        LAW(moment_is_set(found) && rest >= text);
    }
    if (date_find(text, &found)) {
        LAW(moment_is_set(found));
    }
    return fuzz_done(arena);
}
