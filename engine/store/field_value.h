/* field_value: what a member of a struct is in SQL. The one place that decides it, for both ways
 * into the store (array_table.h, row_pages.h). */
#ifndef ENGINE_STORE_FIELD_VALUE_H
#define ENGINE_STORE_FIELD_VALUE_H

#include <math.h>
#include <string.h>

#include "engine/store/array_table.h"

struct value {
    enum value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_BLOB } kind;
    int64_t integer;
    double real;
    const char *bytes; /* of a text or a blob; they stay as long as the struct does */
    size_t size;
};

static inline struct value value_integer(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = integer};
}

static inline struct value value_optional(int64_t integer, int64_t none)
{
    return integer == none ? (struct value){.kind = VALUE_NULL} : value_integer(integer);
}

/* What is not a number is NULL, as SQLite has it. */
static inline struct value value_real(double real)
{
    return (struct value){.kind = isnan(real) ? VALUE_NULL : VALUE_REAL, .real = real};
}

static inline struct value value_bytes(enum value_kind kind, const char *bytes, size_t size)
{
    return (struct value){.kind = kind, .bytes = bytes, .size = size};
}

static inline struct value value_text(const char *text)
{
    return text == NULL ? (struct value){.kind = VALUE_NULL}
                        : value_bytes(VALUE_TEXT, text, strlen(text));
}

static inline struct value value_sized(const char *text, size_t size)
{
    return size == 0 ? value_text(text) : value_bytes(VALUE_TEXT, text, size);
}

/* Whether its values are texts or blobs, or NULL. */
static inline bool field_is_bytes(const struct field *field)
{
    return field->kind >= FIELD_TEXT;
}

/* Members are read as their type, because a struct in an array is aligned. */
#define MEMBER(type, at) (*(const type *)(const void *)(at))

/* Of a field that is bytes. */
static inline struct value field_bytes(const struct field *field, const char *row)
{
    const char *at = row + field->offset;
    switch (field->kind) {
    case FIELD_TEXT:
        return value_text(MEMBER(char *, at));
    case FIELD_SIZED:
        return value_sized(MEMBER(char *, at), MEMBER(uint16_t, row + field->size_offset));
    case FIELD_CHARS:
        return value_text(at);
    case FIELD_CHAR:
        return value_bytes(VALUE_TEXT, at, *at != '\0');
    case FIELD_WORD:
        return value_text(field->word((int)MEMBER(unsigned, at)));
    case FIELD_SMALL:
        return value_text(field->word(MEMBER(uint8_t, at)));
    case FIELD_KEY:
        return value_bytes(VALUE_BLOB, at, PSEUDONYM_BYTES);
    default:
        return (struct value){.kind = VALUE_NULL};
    }
}

/* Of another one. */
static inline struct value field_number(const struct field *field, const char *row)
{
    const char *at = row + field->offset;
    switch (field->kind) {
    case FIELD_NUMBER:
        assert(MEMBER(uint32_t, at) != NONE && "a row lacks what every row of its table has");
        return value_integer(MEMBER(uint32_t, at));
    case FIELD_UINT32:
        return value_optional(MEMBER(uint32_t, at), NONE);
    case FIELD_SECONDS:
        return value_optional(MEMBER(uint32_t, at), 0);
    case FIELD_INT64:
        return value_optional(MEMBER(int64_t, at), INT64_MIN);
    case FIELD_UINT64:
        return value_integer((int64_t)MEMBER(uint64_t, at));
    case FIELD_LONG:
        return value_integer(MEMBER(long, at));
    case FIELD_YEAR:
        return value_optional(MEMBER(int, at), 0);
    case FIELD_INT:
        return value_integer(MEMBER(int, at));
    case FIELD_BOOL:
        return value_integer(MEMBER(bool, at));
    case FIELD_DOUBLE:
        return value_real(MEMBER(double, at));
    default:
        return (struct value){.kind = VALUE_NULL};
    }
}

static inline struct value field_value(const struct field *field, const char *row)
{
    return field_is_bytes(field) ? field_bytes(field, row) : field_number(field, row);
}

#undef MEMBER

#endif
