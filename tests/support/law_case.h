/* law_case: the small editions of fixtures/law. A case says the rule in its first lines, then holds
 * its files behind lines "-- name --", then what must come out behind "-- expect --".
 *
 *     struct law_cases cases;
 *     law_cases_list(&cases);
 *     char *text = law_case_read(cases.names[0]);
 *     char *expectations = law_case_unpack(&place, text);     its files stand in 2023/ of the place
 *     free(text);
 */
#ifndef TESTS_SUPPORT_LAW_CASE_H
#define TESTS_SUPPORT_LAW_CASE_H

#include <stddef.h>

#include "tests/support/spawn.h"

enum { LAW_CASES = 200, LAW_CASE_NAME = 96 };

struct law_cases {
    char names[LAW_CASES][LAW_CASE_NAME];
    size_t count;
};

/* In the order of their names; fails when there are none. */
void law_cases_list(struct law_cases *cases);
/* To be freed. */
char *law_case_read(const char *name);
/* Writes the files of a case into 2023/; gives back where its expectations begin. */
char *law_case_unpack(const struct place *place, char *text);

#endif
