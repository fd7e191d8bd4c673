/* array_table: C arrays as tables that SQL can read (SQLite virtual tables), so that whole arrays
 * go into the store with INSERT ... SELECT: three times faster than one prepared insert per row.
 *
 * An array of structs is described once: which member is which column, and how it reads as SQL. The
 * table exists under its name in every connection (eponymous: nothing is created in the file) and
 * is empty until array_table_set() points it at rows. Only statements of ours see it. A row's rowid
 * is its number in the array, from 0.
 */
#ifndef ENGINE_STORE_ARRAY_TABLE_H
#define ENGINE_STORE_ARRAY_TABLE_H

#include <stddef.h>

#include "engine/store/internal.h"

enum field_kind {
    FIELD_NUMBER,  /* uint32_t, never NONE */
    FIELD_UINT32,  /* NONE is NULL */
    FIELD_SECONDS, /* uint32_t; 0 is NULL */
    FIELD_INT64,   /* INT64_MIN is NULL */
    FIELD_UINT64,
    FIELD_LONG,
    FIELD_INT,
    FIELD_YEAR, /* int; 0 is NULL */
    FIELD_BOOL,
    FIELD_DOUBLE,
    /* From here on texts and blobs (field_is_bytes). */
    FIELD_TEXT,  /* const char *; NULL is NULL */
    FIELD_SIZED, /* the same, with its size in a uint16_t; 0: a NUL ends it */
    FIELD_CHARS, /* char[]: a text inside the struct */
    FIELD_CHAR,  /* one character; 0 is '' */
    FIELD_WORD,  /* an enum, as its word */
    FIELD_SMALL, /* an enum in a byte, as its word */
    FIELD_KEY    /* the bytes of a pseudonym, as a blob */
};

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    const char *(*word)(int value); /* FIELD_WORD, FIELD_SMALL */
    size_t size_offset;             /* FIELD_SIZED */
};

/* The arrays that the load queries read. */
enum array_name {
#define ARRAY(name, type) ARRAY_##name,
#include "engine/store/arrays.def"
#undef ARRAY
    ARRAYS
};

struct array_description {
    const char *name;  /* of the table that reads the array: settled_... */
    const char *table; /* of the table of the store that it goes to */
    size_t size;       /* of one struct */
    const struct field *fields;
    size_t field_count;
};

/* arrays.c */
extern const struct array_description array_descriptions[ARRAYS];

bool array_table_register(struct store *store, struct error *error);
/* Points the table at rows, which must stay until it is pointed elsewhere; NULL, 0 empties it. */
void array_table_set(struct store *store, enum array_name name, const void *rows, size_t count);

#endif
