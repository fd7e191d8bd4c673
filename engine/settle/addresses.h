/* addresses: the mail addresses of all rows, which of them are one person's under two addresses,
 * and which are shared by several people. Internal to settle/person.c: its first two stages.
 */
#ifndef ENGINE_SETTLE_ADDRESSES_H
#define ENGINE_SETTLE_ADDRESSES_H

#include "engine/settle/collect.h"

/* Distinct names seen with an address, in order. Most have one, which stands in the address. */
struct names {
    VECTOR(uint32_t) items;
};

struct address {
    uint32_t joined; /* the address that stands for this one */
    uint32_t name;   /* the first name seen with it, or INTERN_NONE */
    uint32_t others; /* number of the list of all its names, or NONE while there is at most one */
    bool desk, shared;
};

struct addresses {
    struct settle *settle;
    struct arena *arena;
    struct address *items; /* by code of the address */
    VECTOR(struct names) several;
    uint8_t
        *no_person; /* code of a name -> is it what devices and rooms are called? 0: not asked */
};

/* Reads all rows; lives in `arena`. */
struct addresses *addresses_create(struct settle *settle, struct arena *arena);
/* The address that stands for this one and those joined with it. */
uint32_t addresses_standing_for(struct addresses *addresses, uint32_t mail);
/* The names seen with an address, in order of first appearance. */
size_t addresses_name_count(const struct addresses *addresses, const struct address *address);
uint32_t addresses_name_nth(const struct addresses *addresses, const struct address *address,
                            size_t n);
/* The name that stands for `name` at a shared address: the first one seen there that it agrees
 * with. */
uint32_t addresses_name_at(const struct addresses *addresses, const struct address *address,
                           uint32_t name);
/* Whether the name is what devices and rooms are called. */
bool addresses_is_no_person(struct addresses *addresses, uint32_t name);

#endif
