/* design: the columns of a regression, made orthonormal. Shared by the regression files.
 *
 * Columns are the intercept (when there is one), then x in the order given. Rows with a missing
 * value in any column or in y (and the other vectors named) are left out and counted. The columns
 * are orthonormalised in the order given, in long double, each twice (modified Gram-Schmidt): a
 * column of which less than 1e-12 is left follows from those before it and is dropped, as R does.
 * X = Q R for the columns kept; models are fitted in Q, where nothing is ill-conditioned, and
 * coefficients come back through R.
 */
#ifndef ENGINE_MEASURE_DESIGN_H
#define ENGINE_MEASURE_DESIGN_H

#include "engine/measure/measure.h"

enum { DESIGN_COLUMNS_MOST = 64 };

/* What a user gives: y, x row by row (n rows), and optional vectors of the same length. */
struct design_data {
    const double *y;
    const double *x;
    const double *trials, *offset; /* NULL: 1 each, 0 each */
    size_t n, columns;             /* columns of x */
    bool intercept;
};

struct design {
    double *y, *trials, *offset; /* complete rows; trials and offset NULL when not given */
    double *x;                   /* n x width, intercept first */
    size_t n, width, missing;
    size_t rank;
    size_t kept[DESIGN_COLUMNS_MOST]; /* which columns; the first `rank` entries */
    long double *q;                   /* n x rank */
    long double *r;                   /* rank x rank, upper triangle */
    long double *r_inverse;
};

/* Builds and decomposes. `last` >= 0 moves that column (numbered with the intercept) to the end. */
bool design_create(struct arena *arena, const struct design_data *data, int last,
                   struct design *design, struct error *error);
/* beta = R^-1 gamma. */
void design_coefficients(const struct design *design, const long double *gamma, long double *beta);
/* Diagonal of R^-1 M R^-T for a symmetric M (rank x rank). */
void design_variances(const struct design *design, const long double *m, long double *variance);
/* One value per column of the design in user order, undefined where a column was dropped. */
struct quantities design_spread(struct arena *arena, const struct design *design,
                                const long double *values);

/* Cholesky L L^T of a symmetric p x p matrix, in place (lower); false when not positive. */
bool design_cholesky(long double *a, size_t p);
/* Solves L L^T x = b in place. */
void design_solve(const long double *l, size_t p, size_t stride, long double *b);
/* The inverse from the Cholesky factor. */
void design_invert(const long double *l, size_t p, long double *inverse);

#endif
