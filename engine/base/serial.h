/* serial: a dictionary for ids that a program counted up, "R000000001", "R000000002": what intern
 * is for any string, in a tenth of the memory and time. Ids of another form are known as well, and
 * cost what they cost there.
 *
 *     struct serials *ids = serials_create(arena);
 *     uint32_t code = serials_put(ids, "R000000042", 10);      0, 1, 2 ... in order of first
 * arrival
 *
 * Ids may be taken apart elsewhere before they are put (serial_id).
 *
 * Equality is by bytes: "R42" is not "R042". The strings are not kept.
 */
#ifndef ENGINE_BASE_SERIAL_H
#define ENGINE_BASE_SERIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

enum { SERIAL_BEFORE = 23 };
#define SERIAL_NO_NUMBER UINT32_MAX

struct serials;

struct serials *serials_create(struct arena *arena);
/* The number of the id; a new one when it was not known. */
uint32_t serials_put(struct serials *serials, const char *bytes, size_t size);
size_t serials_count(const struct serials *serials);

/* The form of an id: what stands before its digits, and how many they are. */
struct serial_form {
    bool known;
    char before[SERIAL_BEFORE];
    size_t before_size, digits;
};
/* An id with its number, SERIAL_NO_NUMBER when it is not of the form. */
struct serial_id {
    const char *bytes;
    uint32_t size, number;
};
/* Takes an id apart; the first that ends in digits gives the form. */
struct serial_id serial_id(struct serial_form *form, const char *bytes, size_t size);
/* The same as serials_put for one id after the other, all taken apart by that form. */
void serials_put_all(struct serials *serials, const struct serial_form *form,
                     const struct serial_id *ids, size_t count, uint32_t *codes);

#endif
