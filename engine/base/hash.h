/* hash: BLAKE2b of bytes (libsodium), as 64 hexadecimal digits. For input files, settings, caches.
 */
#ifndef ENGINE_BASE_HASH_H
#define ENGINE_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { HASH_BYTES = 32, HASH_TEXT = 2 * HASH_BYTES + 1 };

struct hash {
    _Alignas(64) unsigned char state[384]; /* libsodium's crypto_generichash_state */
};

/* Chooses the fastest form of the hash that this processor has, before anything large is hashed on
 * any thread; later calls change nothing. A program that leaves it out gets the same hashes, later.
 */
void hash_choose(void);

void hash_start(struct hash *hash);
void hash_add(struct hash *hash, const void *bytes, size_t size);
/* Adds the string and its closing NUL, so that neighbours cannot run together; NULL adds one 0xFF.
 */
void hash_add_string(struct hash *hash, const char *string);
void hash_finish(struct hash *hash, unsigned char digest[HASH_BYTES]);
void hash_finish_text(struct hash *hash, char text[HASH_TEXT]);
void hash_text_of(const void *bytes, size_t size, char text[HASH_TEXT]);
/* The first eight bytes of the digest as a number, little-endian: a seed or an order. */
uint64_t hash_number_of(const void *bytes, size_t size);

#endif
