/* near: see near.h. */
#include "tests/support/near.h"

#include <math.h>

#include "tests/support/cmocka_all.h"

void near_check(double actual, double expected, double tolerance, const char *what,
                const char *file, int line)
{
    if (!(fabs(actual - expected) <= tolerance)) {
        print_error("%s is %.17g, expected %.17g within %g\n", what, actual, expected, tolerance);
        _fail(file, line);
    }
}

void near_check_digits(double actual, double expected, int digits, const char *what,
                       const char *file, int line)
{
    double tolerance = 0.5 * pow(10, -digits) * fmax(fabs(expected), 1e-300);
    near_check(actual, expected, tolerance, what, file, line);
}
