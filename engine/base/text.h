/* text: a growing text in an arena, and small helpers for byte strings. All text is UTF-8.
 *
 *     struct text text = text_create(arena);
 *     text_add(&text, "Gemeente ");
 *     text_printf(&text, "%s (%d)", name, year);
 *     puts(text.bytes);
 *
 * `bytes` is always followed by a NUL and may move at every addition. Helpers on ASCII only never
 * look at the locale.
 */
#ifndef ENGINE_BASE_TEXT_H
#define ENGINE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

struct text {
    struct arena *arena;
    char *bytes;
    size_t size, capacity;
};

struct text text_create(struct arena *arena);
void text_clear(struct text *text);
void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t size);
static inline void text_add_char(struct text *text, char byte)
{
    if (text->capacity - text->size < 2) {
        text_add_bytes(text, &byte, 1);
    } else {
        text->bytes[text->size++] = byte;
        text->bytes[text->size] = '\0';
    }
}
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ASCII helpers. */
static inline bool text_is_blank_char(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}
static inline bool text_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool text_is_letter(char c) /* of ASCII */
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}
static inline char text_lower_char(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}
/* Eight bytes as a number, the first of them lowest: one load where bytes stand in that order. */
static inline uint64_t text_eight(const char *bytes)
{
    const unsigned char *s = (const unsigned char *)bytes;
    return (uint64_t)s[0] | (uint64_t)s[1] << 8 | (uint64_t)s[2] << 16 | (uint64_t)s[3] << 24 |
           (uint64_t)s[4] << 32 | (uint64_t)s[5] << 40 | (uint64_t)s[6] << 48 |
           (uint64_t)s[7] << 56;
}
bool text_equal(const char *a, const char *b);               /* NULL equals only NULL */
bool text_equal_ignoring_case(const char *a, const char *b); /* ASCII case */
bool text_starts_with(const char *string, const char *prefix);
bool text_ends_with(const char *string, const char *suffix);
bool text_has_only_blanks(const char *string);
static inline bool text_is_blank(const char *string) /* NULL, empty or only blanks */
{
    if (string == NULL || string[0] == '\0') {
        return true;
    }
    bool plain = string[0] > ' ' && string[0] < 0x7F; /* as most begin */
    return !plain && text_has_only_blanks(string);
}
/* The size of the blank at the beginning of these bytes or at their end: a space, a tab, U+00A0,
 * U+202F or U+FEFF; 0 when there is none. */
size_t text_end_blank(const char *bytes, size_t size, bool at_end);
/* A copy without blanks (ASCII ones and U+00A0, U+FEFF, U+202F) at both ends. */
char *text_trim(struct arena *arena, const char *string);
/* Makes every line end in the bytes one LF, in place; returns their number then. A line end inside
 * a cell is data; which bytes it had is not. */
size_t text_plain_breaks(char *bytes, size_t size);
char *text_lower_ascii(struct arena *arena, const char *string);
/* The nearest of `count` candidates by edits, or NULL when none is within a third of its length:
 * for "do you mean" in messages. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);
/* A printable form of foreign bytes for messages: control characters and invalid UTF-8 escaped as
 * \xNN, cut at `limit` bytes. */
char *text_printable(struct arena *arena, const char *bytes, size_t size, size_t limit);

#endif
