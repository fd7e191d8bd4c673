/* suppression: which other cells must be hidden so that the hidden ones stay hidden. STATISTICS.md
 * section 13, sdc.suppress; Fischetti & Salazar 2000.
 *
 * A two-way table with published margins, the primary cells, and the room that each must keep below
 * (lpl) and above (upl) its value: the pattern is a set of inner cells, primaries included, in
 * which the audit interval of every primary reaches [value - lpl, value + upl]. Zeros may be used.
 *
 * Small tables: the fewest extra cells, and among those the least total, by integer programmes; the
 * two minima (of number and of total, each on its own) are results too. Larger tables: cheapest
 * flows one primary after the other, superfluous cells taken back (method "heuristic", a caution,
 * minima undefined); the pattern protects all the same. The pattern does not depend on the order of
 * rows and columns, as far as their content tells them apart. status "infeasible": no pattern
 * protects, for instance when a cell is alone in its row.
 */
#ifndef ENGINE_MEASURE_SUPPRESSION_H
#define ENGINE_MEASURE_SUPPRESSION_H

#include "engine/measure/disclosure.h"

struct suppression {
    struct quantities mask; /* 1 = hide; as large as the table */
    struct quantity secondary, secondary_value, min_secondary, min_secondary_value;
    const char *status; /* "ok" or "infeasible" */
    struct about about;
};

/* primary, lpl and upl are as large as the table. */
bool suppression_find(struct arena *arena, struct disclosure_table table,
                      const unsigned char *primary, const double *lpl, const double *upl,
                      struct suppression *result, struct error *error);

#endif
