/* small_edition: a programme of two sessions and who came: seven people in the first, of whom one
 * did not come, three in the second. No settings. */
#ifndef TESTS_SUPPORT_SMALL_EDITION_H
#define TESTS_SUPPORT_SMALL_EDITION_H

#include "tests/support/spawn.h"

/* Writes programma.csv and presentie.csv into a folder of the place. */
void small_edition_write(const struct place *place, const char *folder);

#endif
