/* store_states: an import that is disturbed, and the two states that its store may be left in: as
 * it was, or as it is after the import; nothing between.
 *
 *     struct store_states states = {.place = &place, .edition = "2023"};
 *     ... write the edition; store_states_before(&states); change it; store_states_after(&states);
 *     store_states_put_back(&states);
 *     ... disturb an import ...
 *     bool is_new = store_states_check(&states, "kill -9 after 3 ms");
 *     store_states_complete(&states);
 *     store_states_clear(&states);
 */
#ifndef TESTS_SUPPORT_STORE_STATES_H
#define TESTS_SUPPORT_STORE_STATES_H

#include <stdbool.h>
#include <stddef.h>

#include "tests/support/spawn.h"

enum { STORE_STATE = 512 };

struct store_states {
    const struct place *place;
    const char *edition; /* the folder in the place; the store is the place's rodedraad.db */

    char before[STORE_STATE], after[STORE_STATE]; /* in a few words; whole: "ok;" first */
    char *old_store;
    size_t old_size;
};

struct ran store_states_import(const struct store_states *states);
/* Imports undisturbed and remembers the store, and what it holds after the edition changed. */
void store_states_before(struct store_states *states);
void store_states_after(struct store_states *states);
/* The store is again what it was before; no journal is left. */
void store_states_put_back(const struct store_states *states);
/* The store opens, is whole and holds the old state or the new one: true. Fails otherwise, saying
 * `what` was done to it. */
bool store_states_check(const struct store_states *states, const char *what);
/* The next run, undisturbed, gives the new state. */
void store_states_complete(const struct store_states *states);
void store_states_clear(struct store_states *states);

#endif
