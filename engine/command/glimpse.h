/* glimpse: what stands in one cell of an input, for the eyes at the screen. Findings never hold it,
 * so the file is read once more; nothing of it is kept. */
#ifndef ENGINE_COMMAND_GLIMPSE_H
#define ENGINE_COMMAND_GLIMPSE_H

#include "engine/base/arena.h"
#include "engine/record/finding.h"
#include "engine/record/source.h"

/* The cell that a finding speaks of, printable and short; NULL when it speaks of no cell, or when
 * the file is large, has several sheets or can no longer be read. */
const char *glimpse_cell(struct arena *arena, const char *path, const struct source *source,
                         const struct finding *finding);

#endif
