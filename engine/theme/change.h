/* change: how the shares of themes differ between two editions.
 *
 * One fit over the texts of both editions (theme_find) says which theme each text has; here the
 * shares are compared. The session is the unit: the interval of the difference comes from a
 * bootstrap of whole sessions within each edition (percentiles 2.5 and 97.5), the p-value from
 * 9,999 permutations of the editions over the sessions, of the difference in its standard errors
 * (sessions may differ in size), adjusted over the themes by Benjamini and
 * Hochberg. A changed form or other people asked look like a changed theme: compare those first.
 */
#ifndef ENGINE_THEME_CHANGE_H
#define ENGINE_THEME_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"

struct change_text {
    uint32_t edition; /* 0: the earlier one, 1: the later one */
    uint32_t session; /* numbers within an edition; UINT32_MAX: a unit of its own */
    uint32_t theme;   /* of a certain text, else UINT32_MAX */
};

enum change_kind {
    CHANGE_NONE, /* the interval contains 0, or the adjusted p-value is 0.05 or more */
    CHANGE_MORE,
    CHANGE_LESS,
    CHANGE_NEW,     /* more, and at most a tenth of the later share before; five texts or more */
    CHANGE_VANISHED /* the reverse */
};

struct change {
    uint32_t texts[2];            /* per edition */
    double share[2];              /* of the edition's texts that say something */
    double difference, low, high; /* later minus earlier */
    double p, q;                  /* q: adjusted */
    enum change_kind kind;
};

/* One struct per theme; texts that say nothing are not given. `testable` is false, and all kinds
 * are CHANGE_NONE with p = q = 1, when an edition has fewer than two sessions. False only with the
 * error of the adjustment. */
bool change_measure(struct arena *arena, const struct change_text *texts, size_t count,
                    size_t theme_count, uint64_t seed, struct change **changes, bool *testable,
                    struct error *error);

/* What a sealed edition keeps of a remark: its folded words in byte order, each as often as it
 * occurs, parted so that no phrase can be read back. theme_find takes it as a text; a joint fit
 * uses it for every edition, sealed or not, so that sealing changes no byte. */
char *change_bag_text(struct arena *arena, const char *text);

#endif
