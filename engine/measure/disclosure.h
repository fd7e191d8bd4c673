/* disclosure: may this cell be shown, and can a hidden one be computed back? STATISTICS.md section
 * 13; Hundepool et al. 2012; Fischetti & Salazar 2000.
 *
 *   disclosure_cell_rules  contributions x >= 0 of one cell: count of positive ones, total, the two
 *                          largest; threshold (0 < count < min_count); dominance (the n largest
 *                          above k % of the total, strictly); ppercent (total - x1 - x2 below p %
 *                          of x1, strictly); upl, the room above that p % asks for. An empty cell
 *                          is not sensitive.
 *   disclosure_audit       a table with its margins in the last row and column and a mask (1 =
 *                          suppressed): for each suppressed cell, in row order, the least and the
 *                          greatest value consistent with all published cells, additivity and cells
 *                          >= 0. hi is infinite when nothing bounds it.
 *   disclosure_audit_sums  the same for cells of any linked tables: each sum says that one cell is
 *                          the total of others; the same cell may stand in many sums.
 */
#ifndef ENGINE_MEASURE_DISCLOSURE_H
#define ENGINE_MEASURE_DISCLOSURE_H

#include "engine/measure/measure.h"

struct disclosure_rules {
    double min_count; /* a cell with fewer contributors is sensitive */
    double n, k;      /* dominance: the n largest, k per cent */
    double p;         /* p per cent rule */
};

struct disclosure_cell {
    struct quantity count, total, x1, x2, threshold, dominance, ppercent, upl; /* flags 0 or 1 */
    struct about about;
};

/* A two-way table row by row, margins last. Borrowed. */
struct disclosure_table {
    const double *cells;
    size_t rows, columns; /* margins included; each at least 2 */
};

struct disclosure_bounds {
    struct quantities lo, hi; /* one per suppressed cell, in order */
    struct about about;
};

/* cells[total] = sum of cells[parts[0 .. count-1]]. */
struct disclosure_sum {
    size_t total;
    const size_t *parts;
    size_t count;
};

bool disclosure_cell_rules(struct arena *arena, const double *x, size_t count,
                           struct disclosure_rules rules, struct disclosure_cell *result,
                           struct error *error);
bool disclosure_audit(struct arena *arena, struct disclosure_table table,
                      const unsigned char *suppressed, struct disclosure_bounds *result,
                      struct error *error);
bool disclosure_audit_sums(struct arena *arena, const double *cells, size_t count,
                           const unsigned char *suppressed, const struct disclosure_sum *sums,
                           size_t sum_count, struct disclosure_bounds *result, struct error *error);
/* The sums of a two-way table: every row and every column, margins included. */
struct disclosure_sum *disclosure_table_sums(struct arena *arena, size_t rows, size_t columns);
/* Refuses a table that does not add up, is too small, or has a negative or missing cell. */
bool disclosure_check_table(struct disclosure_table table, struct error *error);

#endif
