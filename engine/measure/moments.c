/* moments: see moments.h. */
#include "engine/measure/moments.h"

long double moments_mean(const double *values, size_t count)
{
    long double sum = 0, rest = 0;
    for (size_t i = 0; i < count; i++) {
        sum += values[i];
    }
    long double mean = sum / (long double)count;
    for (size_t i = 0; i < count; i++) {
        rest += values[i] - mean;
    }
    return mean + rest / (long double)count;
}

long double moments_squares(const double *values, size_t count, long double mean)
{
    long double squares = 0, rest = 0;
    for (size_t i = 0; i < count; i++) {
        long double d = values[i] - mean;
        squares += d * d;
        rest += d;
    }
    return fmaxl(squares - rest * rest / (long double)count, 0);
}

bool moments_describe(struct arena *arena, const double *y, size_t count, struct moments *result,
                      struct error *error)
{
    *result = (struct moments){.about = {.method = "moments"}};
    double *values;
    size_t n;
    if (!measure_present(arena, "y", y, count, &values, &n, error)) {
        return false;
    }
    result->about.n = (int64_t)n;
    result->about.missing = (int64_t)(count - n);
    if (n == 0) {
        result->about.reason = REASON_NO_VALUES;
        return true;
    }
    long double mean = moments_mean(values, n), squares = moments_squares(values, n, mean);
    result->mean = quantity_of((double)mean);
    if (n == 1) {
        result->about.reason = REASON_ONE_VALUE;
        return true;
    }
    result->sd = quantity_of((double)sqrtl(squares / (long double)(n - 1)));
    if (squares == 0) {
        result->about.reason = REASON_NO_VARIATION;
        return true;
    }
    long double lagged = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        lagged += (values[i] - mean) * (values[i + 1] - mean);
    }
    result->acf1 = quantity_of((double)(lagged / squares));
    return true;
}
