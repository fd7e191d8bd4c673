/* reference_job: see reference_job.h. */
#include "tests/support/reference_job.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/support/cmocka_all.h"

const char *reference_job_path(const char *given, char *out, size_t size)
{
    char here[256];
    assert_non_null(given);
    assert_non_null(getcwd(here, sizeof here));
    snprintf(out, size, "%s%s%s", given[0] == '/' ? "" : here, given[0] == '/' ? "" : "/", given);
    return out;
}

void reference_job_make(const struct place *place, const char *folder, int registrations,
                        int sessions, int seed)
{
    char generator[512];
    char command[1024];
    snprintf(command, sizeof command,
             "printf 'Utrecht\\t361924\\nEde\\t121000\\nBreda\\t184000\\n' | '%s' %s %d %d %d",
             reference_job_path(getenv("BENCH_GENERATE"), generator, sizeof generator), folder,
             registrations, sessions, seed);
    assert_int_equal(place_shell(place, command).status, 0);
}
