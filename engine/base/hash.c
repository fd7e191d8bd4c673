/* hash: see hash.h. */
#include "engine/base/hash.h"

#include <string.h>

#include <sodium.h>

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(struct hash), "state fits");

static crypto_generichash_state *state_of(struct hash *hash)
{
    return (crypto_generichash_state *)(void *)hash->state;
}

void hash_choose(void)
{
    if (sodium_init() < 0) {
        return; /* the plain form, which every processor has, stays chosen */
    }
}

void hash_start(struct hash *hash)
{
    crypto_generichash_init(state_of(hash), NULL, 0, HASH_BYTES);
}

void hash_add(struct hash *hash, const void *bytes, size_t size)
{
    crypto_generichash_update(state_of(hash), bytes, size);
}

void hash_add_string(struct hash *hash, const char *string)
{
    if (string == NULL) {
        hash_add(hash, "\xFF", 1);
    } else {
        hash_add(hash, string, strlen(string) + 1);
    }
}

void hash_finish(struct hash *hash, unsigned char digest[HASH_BYTES])
{
    crypto_generichash_final(state_of(hash), digest, HASH_BYTES);
}

void hash_finish_text(struct hash *hash, char text[HASH_TEXT])
{
    unsigned char digest[HASH_BYTES];
    hash_finish(hash, digest);
    sodium_bin2hex(text, HASH_TEXT, digest, HASH_BYTES);
}

void hash_text_of(const void *bytes, size_t size, char text[HASH_TEXT])
{
    struct hash hash;
    hash_start(&hash);
    hash_add(&hash, bytes, size);
    hash_finish_text(&hash, text);
}

uint64_t hash_number_of(const void *bytes, size_t size)
{
    unsigned char digest[HASH_BYTES];
    struct hash hash;
    hash_start(&hash);
    hash_add(&hash, bytes, size);
    hash_finish(&hash, digest);
    uint64_t number = 0;
    for (int i = 7; i >= 0; i--) {
        number = number << 8 | digest[i];
    }
    return number;
}
