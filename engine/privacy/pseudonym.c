/* pseudonym: see pseudonym.h. */
#include "engine/privacy/pseudonym.h"

#include <sodium.h>

void pseudonym_key_make(struct pseudonym_key *key)
{
    randombytes_buf(key->bytes, sizeof key->bytes);
}

void pseudonym_of(const struct pseudonym_key *key, const char *bytes, size_t size,
                  char text[HASH_TEXT])
{
    unsigned char digest[HASH_BYTES];
    crypto_generichash(digest, sizeof digest, (const unsigned char *)bytes, size, key->bytes,
                       sizeof key->bytes);
    sodium_bin2hex(text, HASH_TEXT, digest, sizeof digest);
}
