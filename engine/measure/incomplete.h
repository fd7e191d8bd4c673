/* incomplete: probabilities of the beta, gamma, binomial and Poisson families, with small relative
 * error also in the tails and for counts of 10^9. GSL's own lose digits there (STATISTICS.md
 * section 2), which a quantile would inherit.
 *
 * Point probabilities follow Loader, "Fast and accurate computation of binomial probabilities"
 * (2000): Stirling's error and the deviance x ln(x/m) + m - x, so that nothing cancels. Tails are
 * the continued fractions of Didonato and Morris (1992) and of Legendre, and a series, in long
 * double. All arguments must be finite; shapes > 0; none of these fails. Values are returned as
 * logarithms, because a tail may be smaller than the smallest double.
 */
#ifndef ENGINE_MEASURE_INCOMPLETE_H
#define ENGINE_MEASURE_INCOMPLETE_H

/* ln Gamma(x+1) - [(x+1/2) ln x - x + ln(2 pi)/2], x > 0. */
long double incomplete_stirling_error(long double x);
/* x ln(x/m) + m - x with difference = x - m given exactly; x >= 0, m >= 0 (0 when both are 0). */
long double incomplete_deviance(long double x, long double m, long double difference);

/* ln P(X = x), X binomial(n, p), with q = 1-p given separately; x and n need not be whole. */
long double incomplete_log_binomial(long double x, long double n, long double p, long double q);
/* ln P(X = x), X hypergeometric: x marked among `drawn` from `marked` + `unmarked`. */
long double incomplete_log_hypergeometric(double x, double marked, double unmarked, double drawn);
/* ln of C(n-x, m) / C(n, m): that none of x is among m drawn from n. -infinity when x + m > n. */
long double incomplete_log_none_drawn(double n, double x, double m);

/* ln of I_p(a,b) and of 1 - I_p(a,b); q = 1-p given separately. */
void incomplete_log_beta(double a, double b, long double p, long double q, long double *lower,
                         long double *upper);
/* ln of P(a,x) and of Q(a,x), the regularised incomplete gamma functions. */
void incomplete_log_gamma(double a, long double x, long double *lower, long double *upper);

/* P(X <= x) for X binomial(n, 1/2), and its point probability. */
double incomplete_half_binomial(double x, double n);
/* P(chi-square with df > x). */
double incomplete_chisq_upper(double x, double df);

#endif
