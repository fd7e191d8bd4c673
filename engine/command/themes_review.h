/* themes_review: what people do with the themes of a file: code texts by hand and compare, change a
 * rule of the codebook and see which texts move.
 */
#ifndef ENGINE_COMMAND_THEMES_REVIEW_H
#define ENGINE_COMMAND_THEMES_REVIEW_H

#include <stdio.h>

#include "engine/base/text.h"
#include "engine/command/themes_file.h"
#include "engine/theme/theme.h"

/* Texts to code by hand, `room` at most, as CSV with an empty column for the code. */
void themes_review_sample(struct arena *arena, FILE *out, const struct themes_file *file,
                          const struct theme_result *result, size_t room, uint64_t seed);

/* The sample that comes back (`path`: column id, every further column but `text` a coder): how well
 * coders agree with each other, and the first with the engine (theme/agreement.h). */
bool themes_review_coded(struct arena *arena, FILE *out, const char *path,
                         const struct themes_file *file, const struct theme_result *result,
                         enum language language, struct error *error);

/* The texts that gain or lose a theme of the codebook by its literal words, as CSV id, theme, move
 * ("erbij" or "eraf", in English "gained" or "lost"), text. */
void themes_review_moves(struct arena *arena, FILE *out, const struct themes_file *file,
                         const struct codebook *before, const struct codebook *after,
                         enum language language);

/* A cell for programs: in quotes where it needs them. */
void themes_review_cell(struct text *out, const char *cell);

#endif
