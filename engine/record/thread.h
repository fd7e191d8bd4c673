/* thread: the themes of an edition as they are kept and shown; rode draden are those that recur. */
#ifndef ENGINE_RECORD_THREAD_H
#define ENGINE_RECORD_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/hash.h"

/* Quotes that are kept per rode draad. */
enum { THREAD_QUOTES = 3 };

struct thread_session {
    uint32_t session, texts;
};

struct thread {
    const char *name; /* from themes.csv, else the label */
    const char *label, *fingerprint;
    const char *vng_label; /* NULL: none fits */
    const char *words;     /* "regio, buurgemeenten, samenwerking" */
    bool from_codebook, recurs;
    unsigned missing; /* what it lacks to be a rode draad: bits of engine/theme/recurrence.h */
    uint32_t texts, sessions, municipalities, days;
    double share, low, high; /* of the texts that say something */
    double largest_share;    /* of its own texts, in its largest session */
    double stability, inclusion;
    struct thread_session *in; /* by session */
    size_t in_count;
    const char *quote[THREAD_QUOTES]; /* best first */
    size_t quote_count;
};

struct threads {
    bool known; /* false: never determined */
    char key_hash[HASH_TEXT], texts_hash[HASH_TEXT];
    int64_t texts, distinct, nothing, unassigned;
    bool too_few; /* for a finding; the themes are an arrangement */
    double agreement;
    struct thread *items; /* rode draden first, then by falling number of texts */
    size_t count;
};

static inline size_t threads_recurring(const struct threads *threads)
{
    size_t count = 0;
    while (count < threads->count && threads->items[count].recurs) {
        count++;
    }
    return count;
}

#endif
