/* Nobody can compute a hidden count back: over everything that the gate publishes of an edition, in
 * all its releases together, a linear programme looks for the least and the greatest value that
 * each small count may have, also of counts that stand nowhere: staff, people who were never seen,
 * grades one by one. The reader knows what is published, how counts add up, and which did not
 * change; the true counts are used to say afterwards whether something was given away. */
#include <math.h>

#include "engine/base/text.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/issue.h"

enum { THRESHOLD = 5, EDITIONS = 100, RELEASES = 3, EDITIONS_OF_RELEASES = 25, RELEASES_MOST = 8 };

static const char *const week_secrets[] = {"people registered",     "people registered staff",
                                           "people attended",       "people attended staff",
                                           "people both",           "people never came",
                                           "people not registered", "people not live"};

/* Is the count of people one that a session or a day has by itself? Its staff, and how many visits
 * were short, are nowhere printed but for the week. */
static bool is_secret(int count, char kind)
{
    return kind == 'w' ||
           (count != WEEK_REGISTERED_STAFF && count != WEEK_CAME_STAFF &&
            count != WEEK_PRESENT_STAFF && count != WEEK_SHORT && count != WEEK_SHORT_OTHER);
}

/* Every count that somebody may want to know, by name. */
static size_t secret_names(struct arena *arena, const char **names)
{
    size_t count = 0;
    for (int k = 0; k < WEEK_COUNTS; k++) {
        for (int i = 0; i < WEEK_SESSIONS && is_secret(k, 's'); i++) {
            names[count++] = arena_printf(arena, "%s s%d", week_count_names[k], i);
        }
        for (int i = 0; i < WEEK_DAYS && is_secret(k, 'd'); i++) {
            names[count++] = arena_printf(arena, "%s d%d", week_count_names[k], i);
        }
        names[count++] = arena_printf(arena, "%s week", week_count_names[k]);
    }
    for (size_t i = 0; i < sizeof week_secrets / sizeof week_secrets[0]; i++) {
        names[count++] = week_secrets[i];
    }
    for (int i = 0; i < WEEK_MUNICIPALITIES; i++) {
        names[count++] = arena_printf(arena, "municipality %d", i);
    }
    for (int i = 0; i < WEEK_SOURCES; i++) {
        names[count++] = arena_printf(arena, "source %d", i);
    }
    for (int i = 1; i < WEEK_GRADES; i++) {
        names[count++] = arena_printf(arena, "grade %d", i);
    }
    return count;
}
enum { SECRETS_MOST = WEEK_COUNTS * (WEEK_SESSIONS + WEEK_DAYS + 1) + 64 };

/* Is the count one that releases print, or say that they hide? Of others nobody knows whether they
 * changed. */
static bool is_printed(const char *name)
{
    static const char *const unprinted[] = {
        "registered staff",    "came staff",       "present staff", "short", "other",
        "people registered s", "people attended s"};
    for (size_t i = 0; i < sizeof unprinted / sizeof unprinted[0]; i++) {
        if (text_starts_with(name, unprinted[i])) {
            return false;
        }
    }
    return !text_starts_with(name, "walkins s") && !text_starts_with(name, "people n");
}

/* A reader of several releases knows which of them did not change from one to the next: they are
 * one number. */
static void link_releases(const struct issue *issues, size_t count, const char *const *names,
                          size_t name_count)
{
    for (size_t k = 1; k < count; k++) {
        for (size_t i = 0; i < name_count; i++) {
            if (is_printed(names[i]) && invented_truth(issues[k - 1].week, names[i]) ==
                                            invented_truth(issues[k].week, names[i])) {
                hostile_adds(issues[0].reader, issue_name(&issues[k - 1], names[i]),
                             (const char *[]){issue_name(&issues[k], names[i]), NULL});
            }
        }
    }
}

/* How many small counts there were; fails when one of them is known. */
static size_t audit(const struct issue *issues, size_t count, uint64_t seed)
{
    const char *names[SECRETS_MOST];
    size_t name_count = secret_names(issues[0].arena, names);
    assert_true(name_count <= SECRETS_MOST);
    for (size_t k = 0; k < count; k++) {
        issue_read(&issues[k]);
        for (size_t i = 0; i < name_count; i++) { /* also what nothing speaks of */
            hostile_sees(issues[0].reader, issue_name(&issues[k], names[i]), 0, INFINITY);
        }
    }
    link_releases(issues, count, names, name_count);
    size_t small = 0;
    for (size_t k = 0; k < count; k++) {
        for (size_t i = 0; i < name_count; i++) {
            int64_t truth = invented_truth(issues[k].week, names[i]);
            if (truth <= 0 || truth >= THRESHOLD) {
                continue;
            }
            small++;
            if (hostile_width(issues[0].reader, issue_name(&issues[k], names[i])) < 1) {
                fail_msg("seed %llu, release %zu: %s is known to be %lld", (unsigned long long)seed,
                         k, names[i], (long long)truth);
            }
        }
    }
    return small;
}

/* Publishes a week that changes from release to release; each gate knows what the earlier showed,
 * from a text as the store keeps it. */
static size_t publish_and_audit(uint64_t seed, uint64_t stream, size_t releases)
{
    struct arena *arena = arena_create();
    struct random random;
    random_seed(&random, seed, stream);
    struct invented_week weeks[RELEASES_MOST];
    struct gate_input inputs[RELEASES_MOST];
    struct memory memories[RELEASES_MOST];
    struct issue issues[RELEASES_MOST];
    struct hostile_reader *reader = hostile_create(arena);
    weeks[0] = invented_week(&random);
    for (size_t k = 0; k < releases; k++) {
        inputs[k] =
            (struct gate_input){.threshold = THRESHOLD, .memories = memories, .memory_count = k};
        invented_show(arena, &weeks[k], &inputs[k]);
        issues[k] =
            (struct issue){arena, reader, &weeks[k], &inputs[k], gate(arena, &inputs[k]), (int)k};
        const char *kept = memory_text(arena, issues[k].publication->memory);
        assert_true(memory_read(arena, kept, &memories[k]));
        /* The same again is the same report. */
        struct gate_input again = inputs[k];
        again.memory_count = k + 1;
        assert_string_equal(memory_text(arena, gate(arena, &again)->memory), kept);
        if (k + 1 < releases) {
            weeks[k + 1] = weeks[k];
            invented_correct(&weeks[k + 1], &random);
        }
    }
    size_t small = audit(issues, releases, seed);
    arena_destroy(arena);
    return small;
}

static void no_hidden_count_comes_back(void **state)
{
    (void)state;
    size_t small = 0;
    for (uint64_t seed = 1; seed <= EDITIONS; seed++) {
        small += publish_and_audit(seed, 0, 1);
    }
    assert_true(small > 100 * EDITIONS / 4); /* the editions were hard enough */
}

static void no_hidden_count_comes_back_over_releases(void **state)
{
    (void)state;
    size_t small = 0;
    for (uint64_t seed = 1; seed <= EDITIONS_OF_RELEASES; seed++) {
        small += publish_and_audit(seed, 1, RELEASES);
    }
    assert_true(small > 100 * EDITIONS_OF_RELEASES / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_hidden_count_comes_back),
        cmocka_unit_test(no_hidden_count_comes_back_over_releases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
