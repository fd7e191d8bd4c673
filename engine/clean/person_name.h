/* person_name: a cell to a name as one would say it, and what else people and tools put there.
 *
 * Markers such as (Guest) go, one comma turns the name round (`Vries, Sanne de`), an organisation
 * in brackets is handed back apart, a telephone number becomes a stand-in that does not hold it.
 */
#ifndef ENGINE_CLEAN_PERSON_NAME_H
#define ENGINE_CLEAN_PERSON_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/clean/cleaned.h"

/* What brackets behind a name mean. */
enum name_brackets {
    BRACKETS_ORGANISATION, /* Smit, Jan (Gemeente Venlo) */
    BRACKETS_ACCOUNT       /* Zoom: Bas (Bas van Loon), the account's name */
};

struct person_name {
    const char *name;         /* NFC, single blanks; NULL: nobody named */
    const char *organisation; /* NULL: none */
    const char *mail;         /* the cell held an address instead of a name; NULL: it did not */
    bool telephone;           /* `name` is "tel:" and a hash */
    bool numbered;            /* "Call-in User_2": a number within one meeting, also "tel:" */
};

/* `scope` keeps numbered callers of different meetings apart. Results live in
 * the arena or are `text` itself. */
void person_name_read(struct arena *arena, const char *text, enum name_brackets brackets,
                      const char *scope, struct person_name *name);
/* Whether the text, of that size, is a name as it should be: person_name_read gives the text itself
 * then, and nothing else. */
bool person_name_is_tidy(const char *text, size_t size);
/* Whether a text, folded plain, says what kind of body it is: "gemeente venlo". */
bool person_name_is_body(const char *plain);
/* The three columns of a Dutch list in the order in which they are said. Any may be NULL or empty.
 */
const char *person_name_join(struct arena *arena, const char *first, const char *infix,
                             const char *last);

#endif
