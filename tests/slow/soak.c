/* A soak: random editions from the generator, each through `report` as a user would have it,
 * against their truth, until SOAK_SECONDS (1800) have passed. Meant for a build with sanitizers
 * (`make soak`): then a leak, a bad access or an overflow ends it. The seeds go on from SOAK_SEED;
 * a failing one is printed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"
#include "tests/support/truth.h"

static long number_of(const char *variable, long otherwise)
{
    const char *text = getenv(variable);
    return text == NULL ? otherwise : strtol(text, NULL, 10);
}

/* Every fourth edition has every format in it. */
static void make_edition(const struct place *place, long seed, char *name, size_t size)
{
    char command[1024];
    bool all = seed % 4 == 0;
    snprintf(name, size, "%s%ld", all ? "all" : "r", seed);
    snprintf(command, sizeof command, "python3 fixtures/editions/generate.py %s %ld --out '%s'",
             all ? "--formats" : "--random", seed, place->folder);
    free(truth_output(command));
}

static void soak_one(long seed)
{
    char name[64];
    char path[512];
    char truth[512];
    struct place place = place_create();
    make_edition(&place, seed, name, sizeof name);
    struct ran ran = place_run(&place, NULL, "report", name, NULL);
    if (ran.status != 0) {
        fail_msg("seed %ld: report ends with %d\n%s", seed, ran.status, ran.err);
    }
    snprintf(path, sizeof path, "%s/%s", place.folder, name);
    snprintf(truth, sizeof truth, "%s/%s.json", place.folder, name);
    if (truth_compare(path, truth) != 0) {
        fail_msg("seed %ld differs from its truth", seed);
    }
    place_destroy(&place);
}

static void random_editions_are_reported_without_a_fault(void **state)
{
    (void)state;
    time_t until = time(NULL) + number_of("SOAK_SECONDS", 1800);
    long first = number_of("SOAK_SEED", 1000);
    long seed = first;
    while (time(NULL) < until) {
        soak_one(seed++);
    }
    printf("%ld editions reported, each as its truth says\n", seed - first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_editions_are_reported_without_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
