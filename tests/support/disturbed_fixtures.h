/* disturbed_fixtures: every export of the fixtures with every disturbance (disturb.h), each read as
 * part of the edition that it stands in and compared with that edition as it is.
 *
 *     struct disturbed_tally tally = disturbed_fixtures(seed, 1, 1);     all of them
 *
 * In the environment, ONLY is part of the name of a fixture, and HOW part of that of a disturbance
 * (disturb.c): for who looks for what went wrong.
 */
#ifndef TESTS_SUPPORT_DISTURBED_FIXTURES_H
#define TESTS_SUPPORT_DISTURBED_FIXTURES_H

#include <stddef.h>
#include <stdint.h>

struct disturbed_tally {
    size_t files;    /* that hold rows */
    size_t compared; /* files x disturbances */
    size_t differ;   /* each is said on standard error, with what differs */
};

/* One in so many of the editions, and in each one in so many of all pairs of a file and a
 * disturbance, chosen by the seed. */
struct disturbed_tally disturbed_fixtures(uint64_t seed, uint64_t editions, uint64_t pairs);

#endif
