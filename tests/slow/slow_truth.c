/* Random editions and one edition in eight dialects, made on the spot with their truth by the
 * generator (fixtures/editions/generate.py): every figure must be there and equal. TRUTH_SEED is
 * the first seed, TRUTH_COUNT how many; a failing seed is printed, so that it can be given back. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/truth.h"

static char folder[] = "/tmp/rodedraad-random-XXXXXX";

static long number_of(const char *variable, long otherwise)
{
    const char *text = getenv(variable);
    return text == NULL ? otherwise : strtol(text, NULL, 10);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    free(truth_output(command));
    return 0;
}

static int compare(const char *edition)
{
    char path[128];
    char truth[128];
    snprintf(path, sizeof path, "%s/%s", folder, edition);
    snprintf(truth, sizeof truth, "%s/%s.json", folder, edition);
    return truth_compare(path, truth);
}

/* Makes `count` editions with this option of the generator, which calls them `prefix`SEED. */
static void have_their_truth(const char *option, const char *prefix, long count)
{
    long first = number_of("TRUTH_SEED", 1);
    int failed = 0;
    for (long seed = first; seed < first + count; seed++) {
        char command[256];
        char edition[32];
        snprintf(command, sizeof command, "python3 fixtures/editions/generate.py %s %ld --out '%s'",
                 option, seed, folder);
        free(truth_output(command));
        snprintf(edition, sizeof edition, "%s%ld", prefix, seed);
        if (compare(edition) > 0) {
            print_error("%s %ld differs\n", option, seed);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void random_editions_have_their_truth(void **state)
{
    (void)state;
    have_their_truth("--random", "r", number_of("TRUTH_COUNT", 25));
}

static void all_formats_in_one_week_have_their_truth(void **state)
{
    (void)state;
    have_their_truth("--formats", "all", number_of("TRUTH_COUNT", 25) / 3);
}

/* By a generator that another hand wrote (fixtures/editions/every_tool.py). */
static void every_session_with_another_tool_has_its_truth(void **state)
{
    (void)state;
    long first = number_of("TRUTH_SEED", 1);
    int different = 0;
    for (long seed = first; seed < first + number_of("TRUTH_COUNT", 25); seed++) {
        char command[128];
        char path[128];
        char truth[128];
        snprintf(command, sizeof command, "python3 fixtures/editions/every_tool.py %ld '%s'", seed,
                 folder);
        free(truth_output(command));
        snprintf(path, sizeof path, "%s/tools%ld", folder, seed);
        snprintf(truth, sizeof truth, "%s/tools%ld.json", folder, seed);
        different += truth_compare_some(path, truth);
    }
    assert_int_equal(different, 0);
}

static void eight_dialects_have_one_truth(void **state)
{
    (void)state;
    char command[256];
    int different = 0;
    snprintf(command, sizeof command,
             "python3 fixtures/editions/generate.py --dialects %ld --out '%s'",
             number_of("TRUTH_SEED", 1), folder);
    free(truth_output(command));
    for (int number = 1; number <= 8; number++) {
        char edition[32];
        snprintf(edition, sizeof edition, "dialect-%d", number);
        different += compare(edition);
    }
    assert_int_equal(different, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_editions_have_their_truth),
        cmocka_unit_test(all_formats_in_one_week_have_their_truth),
        cmocka_unit_test(every_session_with_another_tool_has_its_truth),
        cmocka_unit_test(eight_dialects_have_one_truth),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
