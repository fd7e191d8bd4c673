/* themes_file: the texts of a CSV file for `rodedraad themes`: one column of text, one of ids. */
#ifndef ENGINE_COMMAND_THEMES_FILE_H
#define ENGINE_COMMAND_THEMES_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"

struct themes_file {
    const char **text, **id; /* per row of data; "" where a cell is empty or missing */
    size_t count;
};

/* `text_column` and `id_column` are headings; without regard to case. id_column NULL: the ids are
 * the row numbers, from 1. Fails with ERROR_USAGE for a heading that is not there. */
bool themes_file_read(struct arena *arena, const char *path, const char *text_column,
                      const char *id_column, struct themes_file *file, struct error *error);

#endif
