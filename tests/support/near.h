/* near: comparison of doubles for tests, which cmocka 1.1.5 does in single precision only. */
#ifndef TESTS_SUPPORT_NEAR_H
#define TESTS_SUPPORT_NEAR_H

/* Fails the running test unless |actual - expected| <= tolerance (and neither is a NaN). */
#define assert_within(actual, expected, tolerance)                                                 \
    near_check((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)
/* Fails unless actual agrees with expected to `digits` significant digits. */
#define assert_near(actual, expected, digits)                                                      \
    near_check_digits((actual), (expected), (digits), #actual, __FILE__, __LINE__)

void near_check(double actual, double expected, double tolerance, const char *what,
                const char *file, int line);
void near_check_digits(double actual, double expected, int digits, const char *what,
                       const char *file, int line);

#endif
