/* table: association in a table of counts. STATISTICS.md section 6.
 *
 * Cells >= 0, row by row. Rows and columns that sum to 0 are dropped first; with fewer than two
 * rows or columns left the statistics are undefined and df is 0.
 *
 *   table_chisq      Pearson's sum (O-E)^2/E, no correction
 *   table_yates      2x2: each |O-E| less min(1/2, smallest |O-E|); larger tables: as Pearson
 *   table_gtest      2 sum O ln(O/E), as deviances that do not cancel at 10^9
 *   table_williams   G divided by q = 1+(n sum 1/R - 1)(n sum 1/C - 1)/(6 n df) (Sokal & Rohlf)
 *   table_cramer     v = sqrt(chisq/(n min(r-1, c-1))) and the bias-corrected one (Bergsma 2013)
 *   table_residuals  Pearson (O-E)/sqrt E and adjusted ones (Haberman 1973) of what is left after
 *                    dropping; a margin equal to n: adjusted undefined
 */
#ifndef ENGINE_MEASURE_TABLE_H
#define ENGINE_MEASURE_TABLE_H

#include "engine/measure/measure.h"

/* Row by row; borrowed. */
struct table {
    const double *cells;
    size_t rows, columns;
};

struct table_test {
    struct quantity statistic, df, p, q; /* q only for Williams */
    struct about about;
};

struct table_cramer {
    struct quantity v, v_bc;
    struct about about;
};

struct table_residuals {
    struct quantities pearson, adjusted;
    struct about about;
};

/* A table without its empty rows and columns, and its margins. */
struct table_margins {
    double *cells, *row_sums, *column_sums; /* of what is left */
    size_t rows, columns;
    double n;
};

/* Refuses negative, infinite and missing cells. */
bool table_reduce(struct arena *arena, struct table table, struct table_margins *margins,
                  struct error *error);

bool table_chisq(struct arena *arena, struct table table, struct table_test *result,
                 struct error *error);
bool table_yates(struct arena *arena, struct table table, struct table_test *result,
                 struct error *error);
bool table_gtest(struct arena *arena, struct table table, struct table_test *result,
                 struct error *error);
bool table_williams(struct arena *arena, struct table table, struct table_test *result,
                    struct error *error);
bool table_cramer(struct arena *arena, struct table table, struct table_cramer *result,
                  struct error *error);
bool table_residuals(struct arena *arena, struct table table, struct table_residuals *result,
                     struct error *error);

#endif
