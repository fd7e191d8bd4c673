/* capture: how many there are in all, from two lists. STATISTICS.md section 8, capture.chapman.
 *
 * m in the first list, c in the second, r in both. lp = mc/r (undefined for r = 0);
 * n = (m+1)(c+1)/(r+1) - 1; var = (m+1)(c+1)(m-r)(c-r)/((r+1)^2 (r+2)) (Chapman 1951; Seber 1970);
 * log-normal interval about what was not seen: f = n - U, U = m+c-r,
 * K = exp(z sqrt(ln(1+var/f^2))), [U + f/K, U + fK] (Chao 1987). f <= 0 or var = 0: [n, n].
 * Whole numbers >= 0, r <= m and r <= c. r < 7: a caution.
 */
#ifndef ENGINE_MEASURE_CAPTURE_H
#define ENGINE_MEASURE_CAPTURE_H

#include "engine/measure/measure.h"

struct capture_chapman {
    struct quantity lp, n, var, se, union_seen, lo, hi;
    struct about about;
};

bool capture_chapman(int64_t m, int64_t c, int64_t r, double conf, struct capture_chapman *result,
                     struct error *error);
/* The log-normal interval [seen + f/K, seen + f K]; shared with richness. f > 0, var >= 0. */
void capture_log_normal(double seen, double f, double var, double conf, double *lo, double *hi);

#endif
