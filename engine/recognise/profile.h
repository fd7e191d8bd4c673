/* profile: what the cells of one column look like, from the first rows of a table. */
#ifndef ENGINE_RECOGNISE_PROFILE_H
#define ENGINE_RECOGNISE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/base/intern.h"

enum { PROFILE_ROWS = 500 };

struct profile {
    size_t rows, filled;
    size_t dates;  /* a day, with or without a clock */
    size_t clocks; /* only a clock */
    size_t mails;
    size_t durations; /* with units or colons */
    size_t numbers;
    size_t small;   /* whole numbers 0 to 10 */
    size_t grades;  /* readable as a grade of 0 to 10 */
    size_t silent;  /* "n.v.t.", "-", "geen": filled, and yet no answer */
    size_t marks;   /* ja, x, 1, nee ... */
    size_t points;  /* marks with points, "P (2/2)" */
    size_t unasked; /* "?": beside those, nobody looked */
    size_t scale;   /* opinion words */
    size_t actions; /* joined, left */
    size_t consent; /* ja, nee and longer forms of them */
    size_t lists;   /* with a semicolon, as multiple choice is written */
    size_t tight;   /* with a semicolon and no blank behind it: no mark inside a sentence */
    double lowest, highest;
    size_t bytes;
    struct intern *values; /* distinct cells, at most PROFILE_VALUES */
};

enum { PROFILE_VALUES = 64 };

void profile_start(struct profile *profile, struct arena *arena);
/* `scratch` holds work on this cell. */
void profile_add(struct profile *profile, struct arena *scratch, const char *cell);
/* What words can be. */
enum profile_words {
    WORDS_OF_NAME,  /* two or more, as a person is called */
    WORDS_OF_BODY,  /* "Gemeente Breda": an organisation says what it is */
    WORDS_OF_STATUS /* approved, on the waiting list; yes and no are none */
};

/* Whether at least so many in ten of the different cells are of these words. Asked late and seldom:
 * each is folded anew. */
bool profile_holds(const struct profile *profile, struct arena *scratch, enum profile_words words,
                   size_t tenths);
/* At least nine in ten of the filled cells (and at least one). */
bool profile_mostly(const struct profile *profile, size_t count);

#endif
