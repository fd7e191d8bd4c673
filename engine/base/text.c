/* text: see text.h. Nothing here depends on the locale. */
#include "engine/base/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct text text_create(struct arena *arena)
{
    struct text text = {.arena = arena, .capacity = 64};
    text.bytes = arena_alloc(arena, text.capacity);
    return text;
}

void text_clear(struct text *text)
{
    text->size = 0;
    text->bytes[0] = '\0';
}

static void reserve(struct text *text, size_t extra)
{
    size_t needed = text->size + extra + 1;
    if (needed <= text->capacity) {
        return;
    }
    size_t capacity = text->capacity * 2;
    if (capacity < needed) {
        capacity = needed;
    }
    text->bytes = arena_extend(text->arena, text->bytes, text->capacity, capacity, 1);
    text->capacity = capacity;
}

void text_add_bytes(struct text *text, const char *bytes, size_t size)
{
    reserve(text, size);
    if (size > 0) {
        memcpy(text->bytes + text->size, bytes, size);
    }
    text->size += size;
    text->bytes[text->size] = '\0';
}

void text_add(struct text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

void text_printf(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_list again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t room = text->capacity - text->size;
    int size = vsnprintf(text->bytes + text->size, room, format, arguments);
    va_end(arguments);
    if (size > 0 && (size_t)size >= room) {
        reserve(text, (size_t)size);
        vsnprintf(text->bytes + text->size, (size_t)size + 1, format, again);
    }
    va_end(again);
    text->size += size > 0 ? (size_t)size : 0;
    text->bytes[text->size] = '\0';
}

bool text_equal(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool text_equal_ignoring_case(const char *a, const char *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    while (*a != '\0' && text_lower_char(*a) == text_lower_char(*b)) {
        a++;
        b++;
    }
    return text_lower_char(*a) == text_lower_char(*b);
}

bool text_starts_with(const char *string, const char *prefix)
{
    return *prefix == '\0' || (*string == *prefix && strncmp(string, prefix, strlen(prefix)) == 0);
}

bool text_ends_with(const char *string, const char *suffix)
{
    size_t size = strlen(string);
    size_t tail = strlen(suffix);
    return size >= tail && strcmp(string + size - tail, suffix) == 0;
}

/* The size of the blank at `s`: ASCII blanks, U+00A0, U+202F, U+FEFF; 0 when it is none. */
static size_t blank_at(const char *s)
{
    const unsigned char *u = (const unsigned char *)s;
    if (u[0] > ' ' && u[0] < 0xC2) {
        return 0;
    }
    if (text_is_blank_char(*s)) {
        return 1;
    }
    if (u[0] == 0xC2 && u[1] == 0xA0) {
        return 2;
    }
    if ((u[0] == 0xE2 && u[1] == 0x80 && u[2] == 0xAF) ||
        (u[0] == 0xEF && u[1] == 0xBB && u[2] == 0xBF)) {
        return 3;
    }
    return 0;
}

size_t text_end_blank(const char *bytes, size_t size, bool at_end)
{
    static const char *const blanks[] = {" ", "\t", "\xC2\xA0", "\xE2\x80\xAF", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t length = strlen(blanks[i]);
        if (size >= length &&
            memcmp(bytes + (at_end ? size - length : 0), blanks[i], length) == 0) {
            return length;
        }
    }
    return 0;
}

bool text_has_only_blanks(const char *string)
{
    while (*string != '\0') {
        size_t size = blank_at(string);
        if (size == 0) {
            return false;
        }
        string += size;
    }
    return true;
}

char *text_trim(struct arena *arena, const char *string)
{
    size_t size;
    while (*string != '\0' && (size = blank_at(string)) > 0) {
        string += size;
    }
    const char *end = string; /* behind the last byte that is no blank */
    for (const char *s = string; *s != '\0';) {
        size = blank_at(s);
        if (size == 0) {
            end = ++s;
        } else {
            s += size;
        }
    }
    return arena_copy(arena, string, (size_t)(end - string));
}

size_t text_plain_breaks(char *bytes, size_t size)
{
    char *from = size == 0 ? NULL : memchr(bytes, '\r', size);
    if (from == NULL) {
        return size;
    }
    char *to = from;
    for (const char *end = bytes + size; from < end; from++) {
        if (*from != '\r') {
            *to++ = *from;
        } else if (from + 1 == end || from[1] != '\n') {
            *to++ = '\n';
        }
    }
    return (size_t)(to - bytes);
}

char *text_lower_ascii(struct arena *arena, const char *string)
{
    char *copy = arena_strdup(arena, string);
    for (char *c = copy; *c != '\0'; c++) {
        *c = text_lower_char(*c);
    }
    return copy;
}

/* Levenshtein distance over bytes, for words of at most NEAREST_LONGEST bytes. */
enum { NEAREST_LONGEST = 63 };

static size_t edits(const char *a, const char *b)
{
    size_t row[NEAREST_LONGEST + 1];
    size_t na = strlen(a);
    size_t nb = strlen(b);
    if (na > NEAREST_LONGEST || nb > NEAREST_LONGEST) {
        return SIZE_MAX;
    }
    for (size_t j = 0; j <= nb; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= na; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t best = diagonal + (text_lower_char(a[i - 1]) != text_lower_char(b[j - 1]));
            diagonal = row[j];
            best = best < row[j] + 1 ? best : row[j] + 1;
            best = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[nb];
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count)
{
    const char *nearest = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t distance = edits(word, candidates[i]);
        size_t allowed = strlen(candidates[i]) / 3 + 1;
        if (distance <= allowed && distance < least) {
            least = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}

/* The size of the valid UTF-8 sequence at s (at most `size` bytes); 0 when it is not valid. */
static size_t utf8_at(const unsigned char *s, size_t size)
{
    size_t need = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    if (s[0] > 0xF4 || need == 0 || need > size) {
        return 0;
    }
    for (size_t i = 1; i < need; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
        (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F)) {
        return 0;
    }
    return need;
}

char *text_printable(struct arena *arena, const char *bytes, size_t size, size_t limit)
{
    struct text out = text_create(arena);
    const unsigned char *s = (const unsigned char *)bytes;
    for (size_t i = 0; i < size && out.size < limit;) {
        size_t step = utf8_at(s + i, size - i);
        bool control =
            s[i] < 0x20 || s[i] == 0x7F || (step == 2 && s[i] == 0xC2 && s[i + 1] < 0xA0);
        if (step == 0 || control) {
            text_printf(&out, "\\x%02X", s[i]);
            i++;
        } else {
            text_add_bytes(&out, bytes + i, step);
            i += step;
        }
    }
    return out.bytes;
}
