/* quantile: inverses of distribution functions.
 *
 * GSL's inverses of beta and gamma are wrong or never return for large shapes (STATISTICS.md
 * section 2); these bracket the root on a logarithmic axis, on the smaller tail, and find it with
 * Brent's method (gsl_root_fsolver_brent) with a cap on the steps. Relative error below 1e-12 for
 * shapes up to 10^9. `tail` is in (0,1); shapes are > 0.
 */
#ifndef ENGINE_MEASURE_QUANTILE_H
#define ENGINE_MEASURE_QUANTILE_H

/* The value that has `tail` below it (lower) or above it (upper) in the Beta(a,b) distribution. */
double quantile_beta_lower(double tail, double a, double b);
double quantile_beta_upper(double tail, double a, double b);
/* The same for chi-square with df > 0 degrees of freedom, df need not be whole. */
double quantile_chisq_lower(double tail, double df);
double quantile_chisq_upper(double tail, double df);
/* Standard normal: the value with `tail` below it. */
double quantile_normal(double tail);
/* Student's t: the value with `tail` above it. */
double quantile_t_upper(double tail, double df);

#endif
