/* rounding: controlled rounding of a table (Cox 1987). STATISTICS.md section 13, sdc.round.
 *
 * Every cell of a two-way table with its margins goes to a neighbouring multiple of the base
 * (multiples stay), all sums still hold, and the total absolute change is the least possible. A
 * two-way table always has such a rounding; it is a network, so the linear programme's answer is
 * whole. The table must add up; base > 0.
 */
#ifndef ENGINE_MEASURE_ROUNDING_H
#define ENGINE_MEASURE_ROUNDING_H

#include "engine/measure/disclosure.h"

struct rounding {
    struct quantity feasible, min_abs_change; /* feasible is 1 or 0 */
    struct quantities rounded;                /* as large as the table */
    struct about about;
};

bool rounding_controlled(struct arena *arena, struct disclosure_table table, double base,
                         struct rounding *result, struct error *error);

#endif
