/* source: the one door to files. Whatever the engine reads comes through here as bytes in memory,
 * so that a host program (or a web page) can put other bytes in their place. Below engine/command
 * nothing else opens a file.
 *
 *     struct source_bytes bytes;
 *     if (!source_load(arena, "map/lijst.csv", &bytes, error)) return false;
 */
#ifndef ENGINE_READ_SOURCE_H
#define ENGINE_READ_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"

struct source_bytes {
    const unsigned char *data; /* not followed by a NUL; valid as long as the arena */
    size_t size;
    bool mapped;
    bool stays; /* in memory, until source_leave_part says otherwise */
};

/* Loads the whole file. Fails with ERROR_NOT_FOUND or ERROR_UNREADABLE (a folder, no permission, a
 * failing disk), or with ERROR_NO_FILE (a device, a pipe that does not end). Large files are mapped
 * where the system can. */
bool source_load(struct arena *arena, const char *path, struct source_bytes *bytes,
                 struct error *error);
/* Nobody will read these bytes soon: what was mapped may leave the memory, unless it stays. They
 * stay valid. */
void source_rest(const struct source_bytes *bytes);
/* The same for a part, from one place to another; of places behind the end, what there is. */
void source_rest_part(const struct source_bytes *bytes, size_t from, size_t to);
/* The same when nobody is known to read them again, also of what stayed. */
void source_leave_part(const struct source_bytes *bytes, size_t from, size_t to);

#endif
