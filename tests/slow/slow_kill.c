/* kill -9 at random moments of an import, and Ctrl-C: afterwards the store opens, is whole, and
 * holds the old or the new state; the next run completes. Ctrl-C at random moments of a report: its
 * files are the old ones or the new ones; kill -9: the next run leaves nothing of it. KILLS (200)
 * and SEED can be given in the environment. The edition is the reference job of tests/bench at
 * 5,000 registrations, so that reading, settling and writing all take long enough to be hit.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/base/random.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/reference_job.h"
#include "tests/support/store_states.h"

enum { REGISTRATIONS = 5000, SESSIONS = 62 };

static struct place place;
static struct random numbers;
static struct store_states states = {.place = &place, .edition = "2025"};
static long undisturbed; /* microseconds of an import */

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

/* How many of the runs were hit, left the old state, left the new one. */
struct tally {
    int hit, left_old, left_new;
};

static void disturb(int number, struct tally *tally)
{
    char what[64];
    store_states_put_back(&states);
    /* Most of the time is spent in the beginning when others use the machine: past the end is rare
     * but wanted as well. */
    long moment = (long)random_below(&numbers, (uint64_t)undisturbed * 11 / 10);
    int status = place_run_until(&place, number, moment, "import", "2025", NULL);
    snprintf(what, sizeof what, "signal %d after %ld us", number, moment);
    if (!(WIFSIGNALED(status) && WTERMSIG(status) == number) &&
        !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
        fail_msg("%s: %x", what, (unsigned)status);
    }
    bool is_new = store_states_check(&states, what);
    tally->hit += WIFSIGNALED(status);
    tally->left_new += is_new;
    tally->left_old += !is_new;
    store_states_complete(&states);
}

static void disturb_often(int number, const char *name, long times)
{
    struct tally tally = {0};
    for (long i = 0; i < times; i++) {
        disturb(number, &tally);
    }
    printf("%s at %ld moments of an import of %ld ms: %d hit it; the store was whole each time, "
           "%d times as before, %d times with the new state; the next run completed each time\n",
           name, times, undisturbed / 1000, tally.hit, tally.left_old, tally.left_new);
    assert_true(tally.hit > 0);
}

static long times(long usual)
{
    const char *given = getenv("KILLS");
    return given == NULL ? usual : strtol(given, NULL, 10);
}

static void a_killed_import_leaves_the_old_or_the_new_state(void **state)
{
    (void)state;
    disturb_often(SIGKILL, "kill -9", times(200));
}

static void a_stopped_import_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    disturb_often(SIGINT, "SIGINT", times(200) / 4);
    disturb_often(SIGTERM, "SIGTERM", times(200) / 4);
}

/* -- reports
 * -----------------------------------------------------------------------------------------
 */

static int shell(const char *command)
{
    return place_shell(&place, command).status;
}

static struct ran report(const char *as_of)
{
    return place_run(&place, NULL, "report", "2025", "--no-themes", "--as-of", as_of, NULL);
}

/* The store is up to date: the run measures, draws and writes. What stands in out/ is of one run.
 */
static void a_stopped_report_leaves_the_old_files_or_the_new(void **state)
{
    (void)state;
    long count = times(200) / 2;
    long left_new = 0;
    assert_int_equal(report("2025-12-01").status, 0);
    assert_int_equal(shell("cp -r out old"), 0);
    long started = now();
    assert_int_equal(report("2025-12-02").status, 0);
    long whole = now() - started;
    assert_int_equal(shell("cp -r out new; diff -rq old new"), 1);
    for (long i = 0; i < count; i++) {
        assert_int_equal(shell("rm -rf out && cp -r old out"), 0);
        long moment = (long)random_below(&numbers, (uint64_t)whole * 11 / 10);
        place_run_until(&place, i % 2 == 0 ? SIGINT : SIGTERM, moment, "report", "2025",
                        "--no-themes", "--as-of", "2025-12-02", NULL);
        bool is_new = shell("diff -r out new") == 0;
        if (!is_new && shell("diff -r out old") != 0) {
            fail_msg("stopped after %ld us: out/ is neither old nor new", moment);
        }
        left_new += is_new;
    }
    printf("a report of %ld ms stopped at %ld moments: the old files %ld times, the new ones %ld\n",
           whole / 1000, count, count - left_new, left_new);
}

/* Nothing can be tidied by who is killed: what it had staged stays, and the next run sweeps it. */
static void a_killed_report_is_swept_by_the_next(void **state)
{
    (void)state;
    long count = times(200) / 4;
    long littered = 0;
    assert_int_equal(shell("rm -rf out new"), 0);
    assert_int_equal(report("2025-12-02").status, 0);
    long started = now();
    assert_int_equal(report("2025-12-03").status, 0);
    long whole = now() - started;
    assert_int_equal(shell("mv out new && cp -r new out"), 0);
    for (long i = 0; i < count; i++) {
        /* Most of the writing is done near the end. */
        long moment = whole / 2 + (long)random_below(&numbers, (uint64_t)whole * 6 / 10);
        place_run_until(&place, SIGKILL, moment, "report", "2025", "--no-themes", "--as-of",
                        "2025-12-03", NULL);
        littered += shell("find . -name '*.new' | grep -q .") == 0;
        assert_int_equal(report("2025-12-03").status, 0);
        place_assert_nothing_half_written(&place);
        assert_int_equal(shell("diff -r out new"), 0);
    }
    printf("a report killed at %ld moments: files were left %ld times, never by the next run\n",
           count, littered);
}

static int setup(void **state)
{
    (void)state;
    const char *seed = getenv("SEED");
    random_seed(&numbers, seed == NULL ? 1 : strtoul(seed, NULL, 10), 0);
    place = place_create();
    reference_job_make(&place, "2025", REGISTRATIONS, SESSIONS, 1);
    store_states_before(&states);
    reference_job_make(&place, "2025", REGISTRATIONS, SESSIONS, 2);
    long started = now();
    store_states_after(&states);
    undisturbed = now() - started;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    store_states_clear(&states);
    place_destroy(&place);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_import_leaves_the_old_or_the_new_state),
        cmocka_unit_test(a_stopped_import_leaves_the_store_as_it_was),
        cmocka_unit_test(a_stopped_report_leaves_the_old_files_or_the_new),
        cmocka_unit_test(a_killed_report_is_swept_by_the_next),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
