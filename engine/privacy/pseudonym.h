/* pseudonym: a person as a keyed hash (BLAKE2b with a secret key, libsodium). Without the key
 * nobody can tell whose pseudonym it is, nor link two stores.
 *
 * The key is 32 bytes in a file of mode 0600 in the user's own data directory, made on first use by
 * the command layer; this module only takes its bytes.
 */
#ifndef ENGINE_PRIVACY_PSEUDONYM_H
#define ENGINE_PRIVACY_PSEUDONYM_H

#include <stddef.h>

#include "engine/base/hash.h"
#include "engine/record/edition.h"

enum { PSEUDONYM_KEY = 32 };

struct pseudonym_key {
    unsigned char bytes[PSEUDONYM_KEY];
};

/* A new random key. */
void pseudonym_key_make(struct pseudonym_key *key);
/* Of the person whose key text is `bytes`. */
void pseudonym_of(const struct pseudonym_key *key, const char *bytes, size_t size,
                  unsigned char pseudonym[PSEUDONYM_BYTES]);
/* What is kept of the address of somebody who is to be forgotten: equal to no pseudonym. */
void pseudonym_tombstone(const struct pseudonym_key *key, const char *mail, char text[HASH_TEXT]);

#endif
