/* The editions under fixtures/editions have a truth that their generator wrote from its own books,
 * never through the engine (fixtures/editions/README.md). Here the program reads each of them, and
 * every figure that the truth knows must be there and equal. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/truth.h"

static void edition_has_its_truth(void **state)
{
    const char *edition = *state;
    char folder[64];
    char truth[64];
    snprintf(folder, sizeof folder, "fixtures/editions/%s", edition);
    snprintf(truth, sizeof truth, "fixtures/truth/%s.json", edition);
    assert_int_equal(truth_compare(folder, truth), 0);
}

/* Whoever changes the generator or the reference data must commit what they make of the folders. */
static void generator_makes_the_same_bytes(void **state)
{
    (void)state;
    free(truth_output("python3 fixtures/editions/generate.py --check"));
}

/* One week in which every session was run with another tool; slow_truth makes more of them. */
static void every_tool_has_its_truth(void **state)
{
    (void)state;
    char made[] = "/tmp/rodedraad-tools-XXXXXX";
    char command[128];
    char folder[64];
    char truth[64];
    assert_non_null(mkdtemp(made));
    snprintf(command, sizeof command, "python3 fixtures/editions/every_tool.py 1 %s", made);
    free(truth_output(command));
    snprintf(folder, sizeof folder, "%s/tools1", made);
    snprintf(truth, sizeof truth, "%s/tools1.json", made);
    int different = truth_compare_some(folder, truth);
    snprintf(command, sizeof command, "rm -rf %s", made);
    free(truth_output(command));
    assert_int_equal(different, 0);
}

int main(void)
{
    static char names[][5] = {"2020", "2021", "2022", "2023", "2024"};
    const struct CMUnitTest tests[] = {
        {"edition_2020_has_its_truth", edition_has_its_truth, NULL, NULL, names[0]},
        {"edition_2021_has_its_truth", edition_has_its_truth, NULL, NULL, names[1]},
        {"edition_2022_has_its_truth", edition_has_its_truth, NULL, NULL, names[2]},
        {"edition_2023_has_its_truth", edition_has_its_truth, NULL, NULL, names[3]},
        {"edition_2024_has_its_truth", edition_has_its_truth, NULL, NULL, names[4]},
        cmocka_unit_test(every_tool_has_its_truth),
        cmocka_unit_test(generator_makes_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
