/* telling: what in a text tells who somebody is, whoever it is: addresses and numbers. Each
 * function gives the size of what stands at `s`, 0 when nothing does. Words and numbers do not run
 * into `s`. */
#ifndef ENGINE_PRIVACY_TELLING_H
#define ENGINE_PRIVACY_TELLING_H

#include <stddef.h>

/* sanne@utrecht.example, also written with (at), [at] or blanks around the @. */
size_t telling_mail(const char *s);
/* A page about a person (linkedin.com/in/...), and an account as in @sanne_dv. */
size_t telling_account(const char *s);
/* NL91 ABNA 0417 1643 00, in capitals or not, with blanks, points or hyphens. */
size_t telling_iban(const char *s);
/* 1234 AB with the house number that stands behind it. `is_all` is false for the letters of an
 * ordinary word ("2023 in"). */
size_t telling_postcode(const char *s);
/* Dorpsstraat 12a */
size_t telling_street(const char *s);

enum telling_number { TELLING_NOTHING, TELLING_TELEPHONE, TELLING_LONG };
/* A run of digits with the separators that people put between them, and what it is: a telephone
 * number, a long number (social security, account), or nothing. Of a run that is nothing the size
 * is of its first piece. */
size_t telling_number(const char *s, enum telling_number *kind);

#endif
