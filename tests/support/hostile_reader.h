/* hostile_reader: somebody who has every publication, knows how counts add up, and computes what is
 * not shown. A linear programme over named counts: what is printed bounds them, sums tie them.
 *
 *     struct hostile_reader *reader = hostile_create(arena);
 *     hostile_sees(reader, "came s1", 20, 20);
 *     hostile_adds(reader, "registered s1", (const char *[]){"came s1", "away s1", NULL});
 *     double width = hostile_width(reader, "away s1");       0: the reader knows it
 */
#ifndef TESTS_SUPPORT_HOSTILE_READER_H
#define TESTS_SUPPORT_HOSTILE_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

struct hostile_reader;

struct hostile_reader *hostile_create(struct arena *arena);

/* A count lies between the two; of several bounds the narrowest holds. */
void hostile_sees(struct hostile_reader *reader, const char *count, double low, double high);
/* What is hidden beside others is at least `low`, which a reader drops when it cannot be. */
void hostile_guesses(struct hostile_reader *reader, const char *count, double low);
/* total = the sum of the parts, which end with NULL. */
void hostile_adds(struct hostile_reader *reader, const char *total, const char *const *parts);
/* low <= coefficients . counts <= high; the counts end with NULL. */
void hostile_relates(struct hostile_reader *reader, const char *const *counts,
                     const double *coefficients, double low, double high);

/* How many values but one a count may still have. The first call closes the reader. */
double hostile_width(struct hostile_reader *reader, const char *count);

#endif
