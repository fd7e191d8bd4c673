/* embedded: a file of the tree that make compiled in (engine/base/embed.sh). */
#ifndef ENGINE_BASE_EMBEDDED_H
#define ENGINE_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *name;           /* without folders */
    const unsigned char *bytes; /* followed by a NUL that is not counted */
    size_t size;
};

#endif
