/* pseudonym: see pseudonym.h. */
#include "engine/privacy/pseudonym.h"

#include <string.h>

#include <sodium.h>

void pseudonym_key_make(struct pseudonym_key *key)
{
    randombytes_buf(key->bytes, sizeof key->bytes);
}

void pseudonym_of(const struct pseudonym_key *key, const char *bytes, size_t size,
                  unsigned char pseudonym[PSEUDONYM_BYTES])
{
    unsigned char digest[HASH_BYTES];
    crypto_generichash(digest, sizeof digest, (const unsigned char *)bytes, size, key->bytes,
                       sizeof key->bytes);
    memcpy(pseudonym, digest, PSEUDONYM_BYTES);
}

void pseudonym_tombstone(const struct pseudonym_key *key, const char *mail, char text[HASH_TEXT])
{
    static const char kind[] = "tombstone";
    unsigned char digest[HASH_BYTES];
    crypto_generichash_state state;
    crypto_generichash_init(&state, key->bytes, sizeof key->bytes, sizeof digest);
    crypto_generichash_update(&state, (const unsigned char *)kind, sizeof kind);
    crypto_generichash_update(&state, (const unsigned char *)mail, strlen(mail));
    crypto_generichash_final(&state, digest, sizeof digest);
    sodium_bin2hex(text, HASH_TEXT, digest, sizeof digest);
}
