/* encoding: bytes to UTF-8 (FORMATS.md section 1, points 1 to 3).
 *
 * A byte order mark decides; without one, zero bytes at every second place mean UTF-16. Everything
 * else is UTF-8, and every byte that does not fit is read as Windows-1252: per byte, not per file,
 * because lists get pasted together. Zero bytes inside text are dropped.
 */
#ifndef ENGINE_READ_ENCODING_H
#define ENGINE_READ_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/record/source.h"

struct decoded {
    const char *text; /* UTF-8 without mark and zero bytes; not followed by a NUL */
    size_t size;
    enum source_encoding encoding;
    uint64_t repaired; /* lines with bytes of Windows-1252 in a file that is otherwise UTF-8 */
    bool lone_cr;      /* some line ends with CR alone */
    /* NULL for text; else what it is instead, in a word that can be shown: "PDF", "zip". */
    const char *not_text;
};

/* `bytes` must live as long as the arena: plain UTF-8 is not copied. A long text is looked at on at
 * most `threads` threads. */
void encoding_decode(struct arena *arena, const unsigned char *bytes, size_t size, int threads,
                     struct decoded *decoded);

#endif
