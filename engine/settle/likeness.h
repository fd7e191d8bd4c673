/* likeness: what a name and an address say of who is meant. Internal to settle/person.c. */
#ifndef ENGINE_SETTLE_LIKENESS_H
#define ENGINE_SETTLE_LIKENESS_H

#include <stdbool.h>

/* Are two folded names clearly two people? "S. de Vries" and "Sanne" are not; "Anna Bos" and "Anna
 * Jansen" are. */
bool likeness_two_people(const char *a, const char *b);
/* What devices and rooms are called ("iPhone van Sanne", "Gemeente Venlo"). */
bool likeness_no_person(const char *folded_name);
/* An address of a desk (info@, kcc@), not of a person. */
bool likeness_desk(const char *mail);

#endif
