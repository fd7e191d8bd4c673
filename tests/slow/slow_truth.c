/* Random editions and one edition in eight dialects, made on the spot with their truth by the
 * generator (fixtures/editions/generate.py): every figure must be there and equal. TRUTH_SEED is
 * the first seed, TRUTH_COUNT how many; a failing seed is printed, so that it can be given back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/text.h"
#include "engine/read/table.h"
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

/* Everything that `figures --csv` says of an edition, but for rows.* and the hash of the inputs. */
static const char *ledger_of(struct arena *arena, const char *edition)
{
    char command[512];
    /* The folder's name is the edition's id: all are called the same. */
    snprintf(command, sizeof command,
             "cd '%s' && rm -rf same && mkdir same && cp -r %s same/week && cd same && "
             "\"$RODEDRAAD\" figures --db same.db week --csv --quiet",
             folder, edition);
    char *csv = truth_output(command);
    struct table *table = table_open(arena, csv, strlen(csv));
    struct record record;
    struct text ledger = text_create(arena);
    size_t inputs = 0;
    table_choose_delimiter(table, ',');
    assert_true(table_next(table, &record));
    while (inputs < record.count && strcmp(record.cells[inputs], "inputs") != 0) {
        inputs++;
    }
    assert_true(inputs < record.count);
    while (table_next(table, &record)) {
        for (size_t i = 0; i < record.count && !text_starts_with(record.cells[0], "rows."); i++) {
            text_printf(&ledger, "%s%s", i == inputs ? "" : record.cells[i],
                        i + 1 == record.count ? "\n" : ";");
        }
    }
    free(csv);
    return ledger.bytes;
}

static void eight_dialects_have_one_truth_and_one_ledger(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *first = NULL;
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
        const char *ledger = ledger_of(arena, edition);
        assert_true(number > 1 || strlen(ledger) > 1000);
        first = number == 1 ? ledger : first;
        assert_string_equal(ledger, first);
    }
    assert_int_equal(different, 0);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_editions_have_their_truth),
        cmocka_unit_test(all_formats_in_one_week_have_their_truth),
        cmocka_unit_test(every_session_with_another_tool_has_its_truth),
        cmocka_unit_test(eight_dialects_have_one_truth_and_one_ledger),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
