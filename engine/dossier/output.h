/* output: files that appear whole or not at all: written under another name in the same folder,
 * then renamed. Several that belong together are staged first and put in place when all of them are
 * there, so that a disk that fills up leaves the old ones. */
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

/* Removes what runs that were killed left behind in the folder, staged and never put in place: of
 * the file called `name`, or of all when it is NULL. What a run that still lives has staged stays.
 */
void output_sweep(struct arena *arena, const char *folder, const char *name);

/* The two halves of it. What was staged is put in place or dropped. NULL on failure. */
const char *output_stage(struct arena *arena, const char *path, const void *bytes, size_t size,
                         struct error *error);
bool output_place(const char *staged, const char *path, struct error *error);
void output_drop(const char *staged);

#endif
