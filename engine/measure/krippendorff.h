/* krippendorff: do raters agree? Krippendorff's alpha (2011). STATISTICS.md section 11.
 *
 * Raters (rows) by units (columns), NaN missing. alpha = 1 - (n-1) sum o delta^2 / sum n n delta^2
 * over the values paired within units of at least two; delta^2 by level: nominal 0/1; ordinal
 * (sum of n_g from c to k - (n_c+n_k)/2)^2; interval (c-k)^2; ratio ((c-k)/(c+k))^2, 0 at 0,0.
 * No pairs or no variation: alpha undefined, not 1. pairable counts paired values.
 */
#ifndef ENGINE_MEASURE_KRIPPENDORFF_H
#define ENGINE_MEASURE_KRIPPENDORFF_H

#include "engine/measure/measure.h"

enum krippendorff_level {
    KRIPPENDORFF_NOMINAL,
    KRIPPENDORFF_ORDINAL,
    KRIPPENDORFF_INTERVAL,
    KRIPPENDORFF_RATIO
};

struct krippendorff {
    struct quantity alpha, pairable;
    struct about about; /* n counts units with at least two values */
};

bool krippendorff_alpha(struct arena *arena, const double *values, size_t raters, size_t units,
                        enum krippendorff_level level, struct krippendorff *result,
                        struct error *error);

#endif
