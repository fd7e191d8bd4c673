/* verify_stream: the bytes of a packed stream, but not more than so many: a PDF comes from
 * anywhere, and one of a megabyte can unpack to gigabytes. */
#ifndef ENGINE_VERIFY_VERIFY_STREAM_H
#define ENGINE_VERIFY_VERIFY_STREAM_H

#include <stddef.h>

#include "engine/base/arena.h"

/* What deflate packed, followed by a NUL that does not count; NULL when it is broken, or larger
 * than `most`. */
const char *verify_stream_unpack(struct arena *arena, const unsigned char *packed,
                                 size_t packed_size, size_t most, size_t *size);

#endif
