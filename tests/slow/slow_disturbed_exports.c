/* Something harmless between the rows of an export (a blank row, a note, a total, the heading once
 * more, a column that nobody knows) loses nobody, makes nobody and counts nobody twice: every
 * export of the fixtures with every disturbance that the law knows (tests/support/disturb.c).
 * tests/property/prop_disturbed_exports is the quick part of it. SEED can be given. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/disturbed_fixtures.h"

static void nobody_is_lost_made_or_counted_twice(void **state)
{
    (void)state;
    const char *given = getenv("SEED");
    struct disturbed_tally tally =
        disturbed_fixtures(given == NULL ? 1 : strtoull(given, NULL, 10), 1, 1);
    fprintf(stderr, "%zu files, %zu disturbed, %zu differ\n", tally.files, tally.compared,
            tally.differ);
    assert_true(tally.compared > 20000 || getenv("ONLY") != NULL || getenv("HOW") != NULL);
    assert_int_equal(tally.differ, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_lost_made_or_counted_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
