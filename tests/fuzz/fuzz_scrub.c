/* Whatever somebody writes: scrubbing ends, gives text, and leaves no number of nine digits and no
 * address at the start; words that it passes over at once are words of which it would take nothing.
 */
#include <string.h>

#include "engine/base/text.h"
#include "engine/privacy/scrub.h"
#include "engine/privacy/telling.h"
#include "tests/fuzz/fuzz.h"

static size_t longest_run_of_digits(const char *text)
{
    size_t longest = 0;
    size_t run = 0;
    for (const char *c = text; *c != '\0'; c++) {
        run = text_is_digit(*c) ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* Made once: scrubbing leaves it as it is. */
static struct scrubber *scrubber_now(bool thorough)
{
    static struct scrubber *scrubbers[2];
    struct scrubber **scrubber = &scrubbers[thorough];
    if (*scrubber == NULL) {
        *scrubber = scrubber_create(arena_create());
        scrubber_add_name(*scrubber, "xandra quispel");
        scrubber_add_name(*scrubber, "wei te");
        if (thorough) {
            scrubber_be_thorough(*scrubber);
        }
    }
    return *scrubber;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    const struct scrubber *scrubber = scrubber_now(false);
    const char *text = text_of(arena, data, size);
    const char *clean = scrub(arena, scrubber, text);
    LAW(strcmp(clean, scrub(arena, scrubber_now(true), text)) == 0);
    LAW(longest_run_of_digits(clean) < 9);
    LAW(telling_mail(clean) == 0);
    LAW(strlen(scrub_title(arena, scrubber, text)) <= 2 * strlen(text) + 64);
    return fuzz_done(arena);
}
