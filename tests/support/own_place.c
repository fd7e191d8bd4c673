/* own_place: see own_place.h. */
#include "tests/support/own_place.h"

struct place place;

int own_place_setup(void **state)
{
    (void)state;
    place = place_create();
    return 0;
}

int own_place_teardown(void **state)
{
    (void)state;
    place_destroy(&place);
    return 0;
}
