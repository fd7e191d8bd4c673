/* What short cells say that come again: never what another cell says. */
#include <string.h>

#include "engine/base/random.h"
#include "engine/recognise/repeated.h"
#include "tests/support/cmocka_all.h"

/* What a cell says is its number. Some differ in their last byte only, some are too long to keep.
 */
static void a_cell_says_what_it_said_itself(void **state)
{
    (void)state;
    enum { CELLS = 24, TURNS = 20000, LONG = REPEATED_LONGEST + 20 };
    char cells[CELLS][LONG + 1];
    for (int i = 0; i < CELLS; i++) {
        int size = i % 3 == 0 ? i : i % 3 == 1 ? REPEATED_LONGEST - i / 3 : LONG - i;
        memset(cells[i], 'a', LONG);
        cells[i][size] = '\0';
        if (size > 0) {
            cells[i][size - 1] = (char)('A' + i);
        }
    }
    struct repeated_cells seen = {0};
    struct random random;
    random_seed(&random, 11, 0);
    size_t known = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        uint32_t number = (uint32_t)random_below(&random, random_below(&random, CELLS) + 1);
        size_t size = strlen(cells[number]);
        struct repeated *last = repeated_find(&seen, cells[number], size);
        known += last->known;
        if (last->known) {
            assert_int_equal(last->said, number);
            assert_true(size > 0 && size <= REPEATED_LONGEST);
        } else {
            repeated_put(last, cells[number], size, number);
        }
        assert_int_equal(last->said, number);
    }
    assert_true(known > TURNS / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_cell_says_what_it_said_itself)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
