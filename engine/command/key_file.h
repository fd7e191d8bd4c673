/* key_file: the secret with which people become pseudonyms: 64 hexadecimal digits in a file of mode
 * 0600 in the user's own data directory (--key says otherwise), made on first use. */
#ifndef ENGINE_COMMAND_KEY_FILE_H
#define ENGINE_COMMAND_KEY_FILE_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/privacy/pseudonym.h"

/* `path` NULL: $XDG_DATA_HOME/rodedraad/key, else ~/.local/share/rodedraad/key. Fails with
 * ERROR_KEY when others may read the file, when it is not a key, or when it cannot be made. */
bool key_file_load(struct arena *arena, const char *path, struct pseudonym_key *key,
                   struct error *error);

#endif
