/* lists: the data files of the themes, and word lists: one entry a line, `#` begins a comment,
 * entries folded. */
#ifndef ENGINE_THEME_LISTS_H
#define ENGINE_THEME_LISTS_H

#include "engine/base/arena.h"
#include "engine/base/intern.h"

/* The text of a file of engine/theme that was compiled in ("stopwords_nl.txt"). */
const char *lists_shipped(const char *file);
/* The entries of a list as an index. */
struct intern *lists_read(struct arena *arena, const char *text);

#endif
