/* verify_stream: see verify_stream.h. */
#include "engine/verify/verify_stream.h"

#include <limits.h>

#include <zlib.h>

#include "engine/base/text.h"

const char *verify_stream_unpack(struct arena *arena, const unsigned char *packed,
                                 size_t packed_size, size_t most, size_t *size)
{
    enum { BLOCK = 16384 };
    char block[BLOCK];
    z_stream stream = {.next_in = (unsigned char *)packed, .avail_in = (uInt)packed_size};
    struct text out = text_create(arena);
    if (packed_size > UINT_MAX || inflateInit(&stream) != Z_OK) {
        return NULL;
    }
    int state = Z_OK;
    while (state == Z_OK && out.size <= most) {
        stream.next_out = (unsigned char *)block;
        stream.avail_out = BLOCK;
        state = inflate(&stream, Z_NO_FLUSH);
        text_add_bytes(&out, block, BLOCK - stream.avail_out);
    }
    inflateEnd(&stream);
    *size = out.size;
    return state == Z_STREAM_END && out.size <= most ? out.bytes : NULL;
}
