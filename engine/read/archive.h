/* archive: the parts of a zip file in memory, handed out in blocks; the only door to minizip. */
#ifndef ENGINE_READ_ARCHIVE_H
#define ENGINE_READ_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

struct archive;

/* NULL when the bytes are no zip file. */
struct archive *archive_open(struct arena *arena, const void *bytes, size_t size);
bool archive_has(struct archive *archive, const char *part);
/* Gives the part's bytes to `take` block by block until it returns false. False when the part does
 * not exist, is damaged, is encrypted or unpacks to more than the limits allow. */
bool archive_read(struct archive *archive, const char *part,
                  bool (*take)(void *context, const char *bytes, size_t size), void *context);

#endif
