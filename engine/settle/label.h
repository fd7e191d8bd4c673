/* label: what a row calls its session, as words: folded, without punctuation, without the
 * numbering, weekdays and file words that tools and people put around a title ("Ma 1 Eén loket",
 * "Klantreis - Attendance report 10-3-23").
 *
 * A label fits a title when it equals it, holds it, is held by it, or shares most of its words.
 */
#ifndef ENGINE_SETTLE_LABEL_H
#define ENGINE_SETTLE_LABEL_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

enum {
    LABEL_WORDS = 64,
    FIT_NONE = 0,
    FIT_SHARES = 50, /* at least this share of words, in per cent */
    FIT_HELD = 80,
    FIT_HOLDS = 90,
    FIT_EQUAL = 100,
    FIT_MARGIN = 10 /* a fit without a rival within this wins */
};

struct label_words {
    const char *words[LABEL_WORDS];
    size_t count;
    size_t bytes;
};

/* Splits a label; `all` keeps the noise, which is also kept when nothing else is left. */
struct label_words label_split(struct arena *arena, const char *label, bool all);
/* Bytes of the words of a that b has too. */
size_t label_shared(const struct label_words *a, const struct label_words *b);
/* What the name of a file says of its session: "Presentie Klantreis (1)" and "Kopie van
 * aanmeldingen Klantreis" say "Klantreis". "" when people wrote only what kind of list it is
 * ("aanmeldingen"); the name itself when a tool gave it ("meetingAttendanceList (2)": another
 * meeting has another number).
 */
const char *label_of_file(struct arena *arena, const char *name);
/* How well a label fits a title, FIT_NONE to FIT_EQUAL. */
int label_fit(const struct label_words *label, const struct label_words *title);

#endif
