/* addresses: see addresses.h. First the names that stand with each address, and the second
 * addresses of rows; then which addresses several people share. */
#include "engine/settle/addresses.h"

#include "engine/settle/likeness.h"

enum asked { NOT_ASKED, IS_NOT, IS };

/* Names come back with many addresses and rows, and asking compares words. */
bool addresses_is_no_person(struct addresses *addresses, uint32_t name)
{
    uint8_t *asked = &addresses->no_person[name];
    if (*asked == NOT_ASKED) {
        *asked = likeness_no_person(intern_string(addresses->settle->names, name)) ? IS : IS_NOT;
    }
    return *asked == IS;
}

uint32_t addresses_standing_for(struct addresses *addresses, uint32_t mail)
{
    while (addresses->items[mail].joined != mail) {
        mail = addresses->items[mail].joined;
    }
    return mail;
}

size_t addresses_name_count(const struct addresses *addresses, const struct address *address)
{
    return address->others != NONE ? addresses->several.items[address->others].items.count
                                   : address->name != INTERN_NONE;
}

uint32_t addresses_name_nth(const struct addresses *addresses, const struct address *address,
                            size_t n)
{
    return address->others == NONE ? address->name
                                   : addresses->several.items[address->others].items.items[n];
}

static void see_name(struct addresses *addresses, struct address *address, uint32_t name)
{
    if (address->name == name || addresses_is_no_person(addresses, name)) {
        return;
    }
    if (address->name == INTERN_NONE) {
        address->name = name;
        return;
    }
    size_t count = addresses_name_count(addresses, address);
    for (size_t i = 0; i < count; i++) {
        if (addresses_name_nth(addresses, address, i) == name) {
            return;
        }
    }
    if (address->others == NONE) {
        address->others = (uint32_t)addresses->several.count;
        struct names *names = VECTOR_PUSH(addresses->arena, &addresses->several);
        *VECTOR_PUSH(addresses->arena, &names->items) = address->name;
    }
    enum { NAMES_KEPT = 64 };
    if (count < NAMES_KEPT) {
        *VECTOR_PUSH(addresses->arena, &addresses->several.items[address->others].items) = name;
    }
}

/* Do two addresses bear the names of two people? A laptop in a meeting room joins under one address
 * for everybody who borrows it. */
static bool names_differ(const struct addresses *addresses, uint32_t a, uint32_t b)
{
    const struct settle *settle = addresses->settle;
    const struct address *left = &addresses->items[a];
    const struct address *right = &addresses->items[b];
    size_t left_count = addresses_name_count(addresses, left);
    size_t right_count = addresses_name_count(addresses, right);
    for (size_t i = 0; i < left_count; i++) {
        for (size_t k = 0; k < right_count; k++) {
            if (likeness_two_people(
                    intern_string(settle->names, addresses_name_nth(addresses, left, i)),
                    intern_string(settle->names, addresses_name_nth(addresses, right, k)))) {
                return true;
            }
        }
    }
    return false;
}

static void join_addresses(struct addresses *addresses, uint32_t first, uint32_t second)
{
    struct address *address = &addresses->items[second];
    address->joined = first;
    size_t count = addresses_name_count(addresses, address);
    for (size_t i = 0; i < count; i++) {
        see_name(addresses, &addresses->items[first], addresses_name_nth(addresses, address, i));
    }
}

/* A row with two addresses joins them, unless they bear the names of two people. */
static void join_second(struct addresses *addresses, const struct raw_row *row)
{
    uint32_t other = settle_common(addresses->settle, row)->mail_second;
    if (row->mail == INTERN_NONE || other == INTERN_NONE || addresses->items[row->mail].desk ||
        addresses->items[other].desk) {
        return;
    }
    uint32_t first = addresses_standing_for(addresses, row->mail);
    uint32_t second = addresses_standing_for(addresses, other);
    if (first != second && !names_differ(addresses, first, second)) {
        join_addresses(addresses, first, second);
    }
}

static void find_addresses(struct addresses *addresses)
{
    struct settle *settle = addresses->settle;
    size_t count = intern_count(settle->mails);
    addresses->no_person = arena_alloc(addresses->arena, intern_count(settle->names) + 1);
    addresses->items = arena_alloc_full(addresses->arena, count + 1, sizeof *addresses->items);
    for (uint32_t i = 0; i < count; i++) {
        addresses->items[i] =
            (struct address){.joined = i,
                             .name = INTERN_NONE,
                             .others = NONE,
                             .desk = likeness_desk(intern_string(settle->mails, i))};
    }
    STRETCH_EACH (at, settle, SAYS_SOMEBODY) {
        for (uint32_t i = at->first; i < at->end; i++) {
            const struct raw_row *row = &settle->rows.items[i];
            uint32_t ahead = settle_row_ahead(settle, i, ROWS_AHEAD, at->end)->mail;
            __builtin_prefetch(ahead == INTERN_NONE ? NULL : &addresses->items[ahead], 1);
            if (row->mail != INTERN_NONE && row->name != INTERN_NONE) {
                see_name(addresses, &addresses->items[row->mail], row->name);
            }
        }
    }
    STRETCH_EACH (at, settle, SAYS_SECOND_MAIL) {
        for (uint32_t i = at->first; i < at->end; i++) {
            join_second(addresses, &settle->rows.items[i]);
        }
    }
}

/* (source, order, address) -> the name on its first ticket. */
struct orders {
    struct intern *known;
    VECTOR(uint32_t) first_name;
};

static void see_order(struct addresses *addresses, struct orders *orders, const struct raw_row *row)
{
    uint32_t order = settle_common(addresses->settle, row)->order_id;
    if (order == INTERN_NONE || row->mail == INTERN_NONE || row->name == INTERN_NONE) {
        return;
    }
    uint32_t key[3] = {settle_common(addresses->settle, row)->source, order, row->mail};
    uint32_t code = intern_put(orders->known, (const char *)key, sizeof key);
    if (code == orders->first_name.count) {
        *VECTOR_PUSH(addresses->arena, &orders->first_name) = row->name;
    } else if (orders->first_name.items[code] != row->name) {
        addresses->items[row->mail].shared = true;
    }
}

/* An address is shared when two clearly different names stand with it. Two names on one order of
 * tickets are two people even when the names are alike. */
static void find_shared(struct addresses *addresses)
{
    struct settle *settle = addresses->settle;
    size_t count = intern_count(settle->mails);
    for (size_t m = 0; m < count; m++) {
        struct address *address = &addresses->items[m];
        size_t names = addresses_name_count(addresses, address);
        address->shared = address->desk;
        for (size_t i = 1; i < names && !address->shared; i++) {
            const char *name =
                intern_string(settle->names, addresses_name_nth(addresses, address, i));
            for (size_t k = 0; k < i && !address->shared; k++) {
                address->shared = likeness_two_people(
                    name, intern_string(settle->names, addresses_name_nth(addresses, address, k)));
            }
        }
    }
    struct orders orders = {.known = intern_create(addresses->arena)};
    STRETCH_EACH (at, settle, SAYS_ORDER) {
        for (uint32_t i = at->first; i < at->end; i++) {
            see_order(addresses, &orders, &settle->rows.items[i]);
        }
    }
}

uint32_t addresses_name_at(const struct addresses *addresses, const struct address *address,
                           uint32_t name)
{
    const struct settle *settle = addresses->settle;
    const char *text = intern_string(settle->names, name);
    size_t count = addresses_name_count(addresses, address);
    for (size_t i = 0; i < count; i++) {
        uint32_t other = addresses_name_nth(addresses, address, i);
        if (other == name || !likeness_two_people(text, intern_string(settle->names, other))) {
            return other;
        }
    }
    return name;
}

struct addresses *addresses_create(struct settle *settle, struct arena *arena)
{
    struct addresses *addresses = arena_alloc(arena, sizeof *addresses);
    addresses->settle = settle;
    addresses->arena = arena;
    find_addresses(addresses);
    find_shared(addresses);
    return addresses;
}
