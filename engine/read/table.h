/* table: a file as records, whatever it was: text with separators or the sheets of a workbook.
 *
 *     struct table *table = table_open(arena, bytes, size);
 *     if (table->content == TABLE_TEXT) table_choose_delimiter(table, ';');
 *     while (table_next(table, &record)) ...
 */
#ifndef ENGINE_READ_TABLE_H
#define ENGINE_READ_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/read/delimited.h"
#include "engine/read/encoding.h"
#include "engine/record/source.h"

enum table_content {
    TABLE_TEXT,
    TABLE_WORKBOOK,
    TABLE_EMPTY,       /* no bytes, or only a byte order mark, blanks and separators */
    TABLE_NOT_TEXT,    /* `reason` says what it looks like */
    TABLE_BAD_WORKBOOK /* .xls, .ods, a password, damage: `reason` */
};

struct table {
    enum table_content content;
    const char *reason;
    enum source_encoding encoding;
    uint64_t repaired; /* lines in which bytes of Windows-1252 were repaired (ENCODING_MIXED) */
    char delimiter;    /* 0 for a workbook */
    bool said;         /* the file itself said so, in a line sep= */
    size_t sheet_count, sheet;
    struct table_inside *inside;
};

struct table *table_open(struct arena *arena, const void *bytes, size_t size);
/* The same on several threads, where a file is long enough. */
struct table *table_open_on(struct arena *arena, const void *bytes, size_t size, int threads);
/* Text only: reading begins again, with this separator. Not when the file said which. */
void table_choose_delimiter(struct table *table, char delimiter);
/* Workbook only: reading begins at this sheet. */
void table_choose_sheet(struct table *table, size_t sheet);
const char *table_sheet_name(const struct table *table);
bool table_sheet_hidden(const struct table *table);

bool table_next(struct table *table, struct record *record);
/* The number of cells of a row, once known (delimited.h). */
void table_expect(struct table *table, size_t width);

/* From now on records hold only these cells of theirs, for tables that stand beside each other; a
 * count of 0: all again. */
struct table_window {
    size_t first, count;
};
void table_look_through(struct table *table, struct table_window window);

struct table_place {
    struct delimited_place text;
    size_t row;
};
struct table_place table_tell(const struct table *table);
void table_seek(struct table *table, struct table_place place);
/* The reader of the text, for who reads it in several places at once; NULL for a workbook, and
 * behind a window. */
const struct delimited *table_text(const struct table *table);

#endif
