/* output: files that appear whole or not at all: written under another name in the same folder,
 * flushed, then renamed. */
#ifndef ENGINE_DOSSIER_OUTPUT_H
#define ENGINE_DOSSIER_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"

/* Makes the folder and those above it. */
bool output_folder(struct arena *arena, const char *path, struct error *error);
/* Writes the file; fails with ERROR_DISK_FULL or ERROR_UNWRITABLE, leaving what stood there. */
bool output_write(struct arena *arena, const char *path, const void *bytes, size_t size,
                  struct error *error);

#endif
