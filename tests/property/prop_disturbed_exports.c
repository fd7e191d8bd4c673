/* Something harmless between the rows of an export (a blank row, a note, a total, the heading once
 * more, a column that nobody knows) loses nobody, makes nobody and counts nobody twice. A part of
 * all pairs of an export of the fixtures and a disturbance (tests/support/disturb.c), chosen by
 * SEED; tests/slow/slow_disturbed_exports goes through all of them. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/disturbed_fixtures.h"

enum { EDITIONS = 4, PAIRS = 8 }; /* one in so many */

static void nobody_is_lost_made_or_counted_twice(void **state)
{
    (void)state;
    const char *given = getenv("SEED");
    uint64_t seed = given == NULL ? 20261130 : strtoull(given, NULL, 10);
    struct disturbed_tally tally = disturbed_fixtures(seed, EDITIONS, PAIRS);
    fprintf(stderr, "SEED=%llu: %zu files, %zu disturbed, %zu differ\n", (unsigned long long)seed,
            tally.files, tally.compared, tally.differ);
    assert_true(tally.compared > 300 || getenv("ONLY") != NULL || getenv("HOW") != NULL);
    assert_int_equal(tally.differ, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_lost_made_or_counted_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
