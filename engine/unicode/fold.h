/* fold: text made comparable, and the only door to utf8proc (with words.h). Input is UTF-8; bytes
 * that are not valid are replaced by U+FFFD and never lost silently (the reader has decoded them
 * before). Results are NUL-terminated and live in the arena.
 */
#ifndef ENGINE_UNICODE_FOLD_H
#define ENGINE_UNICODE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

/* NFC, nothing else. */
char *fold_nfc(struct arena *arena, const char *string);
/* NFC, case folded, runs of white space (any Unicode blank) collapsed to one blank, ends trimmed:
 * the form in which names of people are compared. Diacritics stay. */
char *fold_case(struct arena *arena, const char *string);
/* As fold_case, and diacritics removed, letters like ø ł ß œ ij spelt out, typographic quotes and
 * dashes as ' and -: the form in which words, headings and organisations are compared. */
char *fold_plain(struct arena *arena, const char *string);

/* Decodes one code point at `string` (NUL-terminated); returns its size in bytes, 1 with U+FFFD for
 * an invalid byte, 0 at the end. */
size_t fold_decode(const char *string, uint32_t *code_point);
/* Writes a code point as UTF-8 into out (4 bytes); returns its size. */
size_t fold_encode(uint32_t code_point, char out[4]);
bool fold_is_letter(uint32_t code_point);
bool fold_is_upper(uint32_t code_point);
bool fold_is_mark(uint32_t code_point);
bool fold_is_digit(uint32_t code_point);
bool fold_is_blank(uint32_t code_point);
/* Number of code points. */
size_t fold_length(const char *string);

#endif
