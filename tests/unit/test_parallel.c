/* Tests of engine/base/parallel: every index once, whatever the number of threads. */
#include "engine/base/parallel.h"
#include "tests/support/cmocka_all.h"

enum { COUNT = 1000 };

static void count_call(void *context, size_t index)
{
    int *calls = context;
    calls[index] += (int)index + 1;
}

static void every_index_is_called_exactly_once(void **state)
{
    (void)state;
    const int threads[] = {-1, 0, 1, 2, 3, 64, 1000};
    for (size_t t = 0; t < sizeof threads / sizeof threads[0]; t++) {
        int calls[COUNT + 1] = {0};
        parallel_for(threads[t], COUNT, count_call, calls);
        for (int i = 0; i < COUNT; i++) {
            assert_int_equal(calls[i], i + 1);
        }
        assert_int_equal(calls[COUNT], 0);
    }
}

static void nothing_to_do_calls_nothing(void **state)
{
    (void)state;
    parallel_for(4, 0, count_call, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_index_is_called_exactly_once),
        cmocka_unit_test(nothing_to_do_calls_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
