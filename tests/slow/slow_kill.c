/* kill -9 at random moments of an import, and Ctrl-C: afterwards the store opens, is whole, and
 * holds the old or the new state; the next run completes. KILLS (200) and SEED can be given in the
 * environment. The edition is the reference job of tests/bench at 5,000 registrations, so that
 * reading, settling and writing all take long enough to be hit.
 */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/base/random.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

enum { STATE = 256, REGISTRATIONS = 5000, SESSIONS = 62 };

static struct place place;
static struct random numbers;
static char old_state[STATE], new_state[STATE];
static char *old_store;
static size_t old_size;
static long undisturbed; /* microseconds of an import */

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void generate(int seed)
{
    char command[1024];
    const char *generator = getenv("BENCH_GENERATE");
    char here[256];
    assert_non_null(generator);
    assert_non_null(getcwd(here, sizeof here));
    snprintf(
        command, sizeof command,
        "printf 'Utrecht\\t361924\\nEde\\t121000\\nBreda\\t184000\\n' | '%s%s%s' 2025 %d %d %d",
        generator[0] == '/' ? "" : here, generator[0] == '/' ? "" : "/", generator, REGISTRATIONS,
        SESSIONS, seed);
    assert_int_equal(place_shell(&place, command).status, 0);
}

static struct ran import(void)
{
    return place_run(&place, NULL, "import", "2025", NULL);
}

static void state_of(char *state)
{
    static const char sql[] =
        "SELECT (SELECT group_concat(integrity_check) FROM pragma_integrity_check) || ' ' ||"
        " inputs_hash || ' ' || (SELECT count(*) FROM registration) || ' ' ||"
        " (SELECT count(*) FROM presence) || ' ' || (SELECT sum(seconds) FROM presence) || ' ' ||"
        " (SELECT count(*) FROM remark) || ' ' || (SELECT sum(attendees) FROM session_count)"
        " FROM edition";
    char path[512];
    sqlite3 *db;
    sqlite3_stmt *statement;
    snprintf(path, sizeof path, "%s/rodedraad.db", place.folder);
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    snprintf(state, STATE, "%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(db);
}

static void put_back_old(void)
{
    char path[512];
    snprintf(path, sizeof path, "%s/rodedraad.db-journal", place.folder);
    unlink(path);
    place_write_bytes(&place, "rodedraad.db", old_store, old_size);
}

/* Starts an import, sends it the signal after so many microseconds, waits; its status as wait gives
 * it. */
static int import_until(int number, long microseconds)
{
    fflush(NULL); /* else the child would print it again */
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(number, SIG_DFL); /* a test in the background ignores Ctrl-C */
        if (chdir(place.folder) == 0 && freopen("/dev/null", "w", stdout) != NULL &&
            freopen("/dev/null", "w", stderr) != NULL) {
            execl(getenv("RODEDRAAD"), "rodedraad", "import", "2025", "--db", "rodedraad.db",
                  (char *)NULL);
        }
        _exit(99);
    }
    struct timespec pause = {microseconds / 1000000, microseconds % 1000000 * 1000};
    nanosleep(&pause, NULL);
    kill(child, number);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

/* How many of the runs were hit, left the old state, left the new one. */
struct tally {
    int hit, left_old, left_new;
};

static void disturb(int number, struct tally *tally)
{
    char state[STATE];
    put_back_old();
    /* Most of the time is spent in the beginning when others use the machine: past the end is rare
     * but wanted as well. */
    long moment = (long)random_below(&numbers, (uint64_t)undisturbed * 11 / 10);
    int status = import_until(number, moment);
    if (!(WIFSIGNALED(status) && WTERMSIG(status) == number) &&
        !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
        fail_msg("signal %d after %ld us: status %x", number, moment, (unsigned)status);
    }
    tally->hit += WIFSIGNALED(status);
    state_of(state);
    bool is_new = strcmp(state, new_state) == 0;
    if (!is_new && strcmp(state, old_state) != 0) {
        fail_msg("signal %d after %ld us: the store holds %s\nold %s\nnew %s", number, moment,
                 state, old_state, new_state);
    }
    tally->left_new += is_new;
    tally->left_old += !is_new;
    assert_int_equal(import().status, 0);
    state_of(state);
    assert_string_equal(state, new_state);
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

static int setup(void **state)
{
    (void)state;
    const char *seed = getenv("SEED");
    random_seed(&numbers, seed == NULL ? 1 : strtoul(seed, NULL, 10), 0);
    place = place_create();
    generate(1);
    assert_int_equal(import().status, 0);
    state_of(old_state);
    old_store = place_read(&place, "rodedraad.db", &old_size);
    generate(2);
    long started = now();
    assert_int_equal(import().status, 0);
    undisturbed = now() - started;
    state_of(new_state);
    assert_true(strncmp(old_state, "ok ", 3) == 0 && strncmp(new_state, "ok ", 3) == 0);
    assert_string_not_equal(old_state, new_state);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    free(old_store);
    place_destroy(&place);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_import_leaves_the_old_or_the_new_state),
        cmocka_unit_test(a_stopped_import_leaves_the_store_as_it_was),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
