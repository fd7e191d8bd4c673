/* figure: one number of the ledger, with what a reader must know beside it (DESIGN.md section 5).
 *
 * A number that does not exist has a reason and no value: it is never 0 and never NaN. `low` and
 * `high` say what `doubt` means: other defensible definitions (choice), what is unknown at worst
 * and best (bound), this week as one of many possible weeks (model, with its level).
 */
#ifndef ENGINE_RECORD_FIGURE_H
#define ENGINE_RECORD_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/hash.h"
#include "engine/base/language.h"

enum doubt { DOUBT_NONE, DOUBT_CHOICE, DOUBT_BOUND, DOUBT_MODEL, DOUBTS };

struct figure {
    const char *id;      /* "residents.direct" */
    const char *edition; /* name of the folder */
    double value, low, high;
    double level; /* 0.95 with DOUBT_MODEL */
    bool has_value, has_range, has_level;
    enum doubt doubt;
    const char *unit;   /* "residents"; FIGURE_UNITS in ledger/figure.h */
    const char *method; /* one word: count, sum, union, wilson ... */
    int64_t n, missing; /* what it was made from, and what could not be used; -1: not applicable */
    const char *definition[LANGUAGES]; /* one plain sentence */
    const char *origin;                /* "query report/reach", "measure cluster.ratio" */
    char inputs[HASH_TEXT], settings[HASH_TEXT];
    const char *reason; /* why there is no value: a word of ledger/reasons.def; else NULL */
};

const char *doubt_word(enum doubt doubt);
/* One sentence that says what the doubt means. */
const char *doubt_sentence(enum doubt doubt, enum language language);
bool doubt_of_word(const char *word, enum doubt *doubt);

#endif
