/* own_place: a fresh place for every test, for files of tests that need nothing else:
 *
 *     cmocka_unit_test_setup_teardown(a_test, own_place_setup, own_place_teardown)
 *
 * The tests use `place`. */
#ifndef TESTS_SUPPORT_OWN_PLACE_H
#define TESTS_SUPPORT_OWN_PLACE_H

#include "tests/support/spawn.h"

extern struct place place;

int own_place_setup(void **state);
int own_place_teardown(void **state);

#endif
