/* incomplete: see incomplete.h. */
#include "engine/measure/incomplete.h"

#include <math.h>

static const long double TWO_PI = 6.283185307179586476925286766559005768L;
static const long double TINY = 1e-4000L;

enum { FRACTION_MOST = 2000000 };

long double incomplete_stirling_error(long double x)
{
    if (x < 16) {
        return lgammal(x + 1) - ((x + 0.5L) * logl(x) - x + 0.5L * logl(TWO_PI));
    }
    /* Asymptotic series B_2k / (2k(2k-1) x^(2k-1)); at x = 16 the first term left out is 1e-20. */
    static const long double c[] = {1.0L / 12,    -1.0L / 360,       1.0L / 1260,
                                    -1.0L / 1680, 1.0L / 1188,       -691.0L / 360360,
                                    1.0L / 156,   -3617.0L / 122400, 43867.0L / 244188};
    long double square = 1 / (x * x);
    long double sum = 0;
    for (int k = (int)(sizeof c / sizeof c[0]) - 1; k >= 0; k--) {
        sum = c[k] + sum * square;
    }
    return sum / x;
}

long double incomplete_deviance(long double x, long double m, long double difference)
{
    if (x == 0) {
        return m;
    }
    if (m == 0) {
        return INFINITY;
    }
    if (fabsl(difference) >= 0.1L * (x + m)) {
        return x * logl(x / m) - difference;
    }
    /* With v = (x-m)/(x+m): ln(x/m) = 2 (v + v^3/3 + ...). */
    long double v = difference / (x + m);
    long double sum = difference * v;
    long double term = 2 * x * v;
    for (int j = 1; j < 100; j++) {
        term *= v * v;
        long double next = sum + term / (2 * j + 1);
        if (next == sum) {
            break;
        }
        sum = next;
    }
    return sum;
}

long double incomplete_log_binomial(long double x, long double n, long double p, long double q)
{
    if (x < 0 || x > n || p < 0 || q < 0) {
        return -INFINITY;
    }
    if (p == 0) {
        return x == 0 ? 0 : -INFINITY;
    }
    if (q == 0) {
        return x == n ? 0 : -INFINITY;
    }
    if (x == 0) {
        return n * (p < 0.5L ? log1pl(-p) : logl(q));
    }
    if (x == n) {
        return n * (q < 0.5L ? log1pl(-q) : logl(p));
    }
    /* x - np = xq - (n-x)p: either form may cancel less, both are exact enough in long double. */
    long double difference = x * q - (n - x) * p;
    return incomplete_stirling_error(n) - incomplete_stirling_error(x) -
           incomplete_stirling_error(n - x) - incomplete_deviance(x, n * p, difference) -
           incomplete_deviance(n - x, n * q, -difference) + 0.5L * logl(n / (TWO_PI * x * (n - x)));
}

long double incomplete_log_hypergeometric(double x, double marked, double unmarked, double drawn)
{
    long double all = (long double)marked + unmarked;
    if (x < 0 || x > marked || x > drawn || drawn - x > unmarked) {
        return -INFINITY;
    }
    if (drawn == 0 || all == 0) {
        return 0;
    }
    long double p = drawn / all, q = (all - drawn) / all;
    return incomplete_log_binomial(x, marked, p, q) +
           incomplete_log_binomial((long double)drawn - x, unmarked, p, q) -
           incomplete_log_binomial(drawn, all, p, q);
}

long double incomplete_log_none_drawn(double n, double x, double m)
{
    double few = x < m ? x : m, many = x < m ? m : x;
    if (few == 0) {
        return 0;
    }
    if (few + many > n) {
        return -INFINITY;
    }
    if (few > 2000) {
        return incomplete_log_hypergeometric(0, few, n - few, many);
    }
    long double sum = 0;
    for (int j = 0; j < (int)few; j++) {
        sum += log1pl(-(long double)many / ((long double)n - j));
    }
    return sum;
}

/* The continued fraction of I_p(a,b), p below (a+1)/(a+b+2) (modified Lentz). */
static long double beta_fraction(long double a, long double b, long double p)
{
    long double c = 1, d = 1 - (a + b) * p / (a + 1);
    d = 1 / (fabsl(d) < TINY ? TINY : d);
    long double h = d;
    for (int m = 1; m < FRACTION_MOST; m++) {
        long double even = m * (b - m) * p / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 + even * d;
        c = 1 + even / c;
        d = 1 / (fabsl(d) < TINY ? TINY : d);
        c = fabsl(c) < TINY ? TINY : c;
        h *= d * c;
        long double odd = -(a + m) * (a + b + m) * p / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 + odd * d;
        c = 1 + odd / c;
        d = 1 / (fabsl(d) < TINY ? TINY : d);
        c = fabsl(c) < TINY ? TINY : c;
        long double step = d * c;
        h *= step;
        if (fabsl(step - 1) < 1e-18L) {
            break;
        }
    }
    return h;
}

static long double log_of_rest(long double log_part)
{
    if (log_part >= 0) {
        return -INFINITY;
    }
    return log_part > -0.693L ? logl(-expm1l(log_part)) : log1pl(-expl(log_part));
}

void incomplete_log_beta(double a, double b, long double p, long double q, long double *lower,
                         long double *upper)
{
    if (p <= 0 || q <= 0) {
        *lower = p <= 0 ? -INFINITY : 0;
        *upper = p <= 0 ? 0 : -INFINITY;
        return;
    }
    /* p^a q^b / B(a,b) = ab/(a+b) times the binomial point probability at a of a+b. */
    long double al = a, bl = b;
    long double front =
        incomplete_log_binomial(al, al + bl, p, q) + logl(al) + logl(bl) - logl(al + bl);
    if (p < (al + 1) / (al + bl + 2)) {
        *lower = front - logl(al) + logl(beta_fraction(al, bl, p));
        *upper = log_of_rest(*lower);
    } else {
        *upper = front - logl(bl) + logl(beta_fraction(bl, al, q));
        *lower = log_of_rest(*upper);
    }
}

void incomplete_log_gamma(double a, long double x, long double *lower, long double *upper)
{
    if (x <= 0) {
        *lower = -INFINITY;
        *upper = 0;
        return;
    }
    /* x^a e^-x / Gamma(a+1), the Poisson point probability. */
    long double al = a;
    long double front = -incomplete_stirling_error(al) - incomplete_deviance(al, x, al - x) -
                        0.5L * logl(TWO_PI * al);
    if (x < al + 1) {
        long double term = 1, sum = 1;
        for (int n = 1; n < FRACTION_MOST && term > sum * 1e-20L; n++) {
            term *= x / (al + n);
            sum += term;
        }
        *lower = front + logl(sum);
        *upper = log_of_rest(*lower);
        return;
    }
    long double b = x + 1 - al, c = 1 / TINY, d = 1 / b, h = d;
    for (int n = 1; n < FRACTION_MOST; n++) {
        long double an = -n * (n - al);
        b += 2;
        d = an * d + b;
        d = 1 / (fabsl(d) < TINY ? TINY : d);
        c = b + an / c;
        c = fabsl(c) < TINY ? TINY : c;
        long double step = d * c;
        h *= step;
        if (fabsl(step - 1) < 1e-18L) {
            break;
        }
    }
    *upper = front + logl(al) + logl(h);
    *lower = log_of_rest(*upper);
}

double incomplete_half_binomial(double x, double n)
{
    if (x < 0) {
        return 0;
    }
    if (x >= n) {
        return 1;
    }
    long double lower, upper;
    incomplete_log_beta(n - x, x + 1, 0.5L, 0.5L, &lower, &upper);
    return (double)expl(lower);
}

double incomplete_chisq_upper(double x, double df)
{
    if (x <= 0) {
        return 1;
    }
    if (isinf(x)) {
        return 0;
    }
    long double lower, upper;
    incomplete_log_gamma(df / 2, (long double)x / 2, &lower, &upper);
    return (double)expl(upper);
}
