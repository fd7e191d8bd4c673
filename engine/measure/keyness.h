/* keyness: which words mark one text against another. STATISTICS.md section 14.
 *
 *   keyness_g2_2x2    2 sum k ln(k/E) over the four cells (Dunning 1993); 0 ln 0 = 0
 *   keyness_g2        a of c tokens against b of d: g2 = 2(a ln(a/E1) + b ln(b/E2)) (Rayson &
 *                     Garside 2000), g2_full with all four cells, the sign of a/c - b/d, log_ratio
 *                     = log2 of the relative frequencies (undefined when a or b is 0). a+b = 0: g2
 *                     undefined, g2_full 0.
 *   keyness_logodds   per word: log-odds with a Dirichlet prior, variance, z (Monroe, Colaresi &
 *                     Quinn 2008). Priors > 0. One word type only: delta and z undefined.
 *   keyness_npmi      pmi = log2(n nxy/(nx ny)), npmi = pmi / -log2(nxy/n) (Bouma 2009); nxy = 0:
 *                     -infinity and -1; nxy = n: npmi 1; nx or ny 0: undefined
 */
#ifndef ENGINE_MEASURE_KEYNESS_H
#define ENGINE_MEASURE_KEYNESS_H

#include "engine/measure/table.h"

struct keyness_g2 {
    struct quantity g2, g2_full, sign, log_ratio; /* only g2 for a 2x2 table */
    struct about about;
};

struct keyness_logodds {
    struct quantities delta, var, z;
    struct about about;
};

struct keyness_npmi {
    struct quantity pmi, npmi;
    struct about about;
};

bool keyness_g2_2x2(struct arena *arena, struct table table, struct keyness_g2 *result,
                    struct error *error);
bool keyness_g2(double a, double b, double c, double d, struct keyness_g2 *result,
                struct error *error);
bool keyness_logodds(struct arena *arena, const double *y1, const double *y2, const double *alpha,
                     size_t count, struct keyness_logodds *result, struct error *error);
bool keyness_npmi(double nxy, double nx, double ny, double n, struct keyness_npmi *result,
                  struct error *error);

#endif
