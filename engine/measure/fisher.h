/* fisher: the exact test of independence in a table of counts. STATISTICS.md section 6.
 *
 * p sums the probabilities of all tables with the same margins that are at most (1+1e-7) times that
 * of the table seen. 2x2: also p_less and p_greater for the first cell. Larger tables: a network of
 * partly filled tables (Mehta & Patel 1983), exact while it stays below a fixed number of nodes and
 * edges; beyond that `b` tables (0: as many as a
 * second allows, at most FISHER_SAMPLE) are drawn with `seed` (method monte_carlo): p =
 * (hits+1)/(b+1) with Clopper-Pearson limits lo, hi. A table that its margins determine: p = 1.
 * Cells whole and >= 0.
 */
#ifndef ENGINE_MEASURE_FISHER_H
#define ENGINE_MEASURE_FISHER_H

#include "engine/measure/table.h"

enum { FISHER_SAMPLE = 9999 };

struct fisher {
    struct quantity p, p_less, p_greater, lo, hi, b; /* b: tables drawn */
    struct about about;
};

bool fisher_test(struct arena *arena, struct table table, int64_t seed, int64_t b,
                 struct fisher *result, struct error *error);

/* The exact p of a table without empty rows or columns, by the network; false when it would pass
 * the limits. Whole counts. */
bool fisher_network(const struct table_margins *margins, double *p);

/* ln k! for k = 0 ... most. */
const double *fisher_log_factorials(struct arena *arena, size_t most);

#endif
