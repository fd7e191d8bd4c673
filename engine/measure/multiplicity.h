/* multiplicity: p-values adjusted for the number of tests. STATISTICS.md section 12.
 *
 * Bonferroni; Holm (step-down, running maximum); Hochberg; Benjamini-Hochberg 1995 and
 * Benjamini-Yekutieli 2001 (step-up, running minimum; the latter times sum 1/i); cut at 1, in the
 * order of the input. Missing p-values stay undefined and do not count. Values in [0,1].
 */
#ifndef ENGINE_MEASURE_MULTIPLICITY_H
#define ENGINE_MEASURE_MULTIPLICITY_H

#include "engine/measure/measure.h"

struct multiplicity {
    struct quantities bonferroni, holm, hochberg, bh, by;
    struct about about;
};

bool multiplicity_adjust(struct arena *arena, const double *p, size_t count,
                         struct multiplicity *result, struct error *error);

#endif
