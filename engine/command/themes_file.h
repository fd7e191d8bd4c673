/* themes_file: what `rodedraad themes` reads: a table with a column of text, and a codebook. Any
 * encoding and separator that engine/read knows, workbooks included. Headings are compared folded.
 */
#ifndef ENGINE_COMMAND_THEMES_FILE_H
#define ENGINE_COMMAND_THEMES_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/base/language.h"
#include "engine/theme/codebook.h"
#include "engine/theme/names.h"

struct themes_file {
    const char **text, **id; /* per row of data; "" where a cell is empty or missing */
    size_t count;
};

/* id_column NULL: the ids are the row numbers, from 1. Fails with ERROR_USAGE for a heading that is
 * not there, saying the nearest one. */
bool themes_file_read(struct arena *arena, const char *path, const char *text_column,
                      const char *id_column, enum language language, struct themes_file *file,
                      struct error *error);

/* thema, woorden, uitsluiten (theme, words, exclude). NULL on failure; ERROR_USAGE when it holds no
 * theme. */
struct codebook *themes_file_codebook(struct arena *arena, const char *path, enum language language,
                                      struct error *error);

/* Texts that people coded: column id, and every other one but `text` is a coder. */
struct themes_coded {
    const char **id;   /* per row */
    const char **code; /* row by row, `coders` each; "" where nothing is coded */
    size_t count, coders;
};

/* ERROR_USAGE without a column id or without a coder. */
bool themes_file_coded(struct arena *arena, const char *path, enum language language,
                       struct themes_coded *coded, struct error *error);

/* kenmerk, naam, vng_label (key, name). */
bool themes_file_names(struct arena *arena, const char *path, enum language language,
                       struct names_row **rows, size_t *count, struct error *error);

#endif
