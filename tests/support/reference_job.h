/* reference_job: an edition of any size in a place, made by the generator of the bench
 * (tests/bench/generate; BENCH_GENERATE says where it stands). */
#ifndef TESTS_SUPPORT_REFERENCE_JOB_H
#define TESTS_SUPPORT_REFERENCE_JOB_H

#include "tests/support/spawn.h"

/* The same numbers and seed give the same files. */
void reference_job_make(const struct place *place, const char *folder, int registrations,
                        int sessions, int seed);
/* A path that was given from the folder in which the tests run, as the place needs it. */
const char *reference_job_path(const char *given, char *out, size_t size);

#endif
