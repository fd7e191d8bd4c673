/* table: see table.h. */
#include "engine/read/table.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/read/workbook.h"
#include "engine/read/wrapped.h"

struct table_inside {
    struct arena *arena;
    struct decoded decoded;
    size_t start; /* first byte behind a line sep= */
    long first_line;
    struct delimited *delimited;
    const struct workbook *workbook;
    size_t row;
    long line; /* of the row that was given last, for blank rows in between */
    struct table_window window;
};

/* "sep=;" as the first line, also in quotes: Excel's hint. Returns the separator or 0. */
static char separator_line(const struct decoded *decoded, size_t *behind)
{
    const char *s = decoded->text;
    const char *end = s + decoded->size;
    bool quoted = s < end && *s == '"';
    s += quoted;
    if (end - s < 5 || text_lower_char(s[0]) != 's' || text_lower_char(s[1]) != 'e' ||
        text_lower_char(s[2]) != 'p' || s[3] != '=') {
        return 0;
    }
    char separator = s[4];
    s += 5;
    if (separator == '\\' && s < end && *s == 't') {
        separator = '\t';
        s++;
    }
    s += quoted && s < end && *s == '"';
    while (s < end && (*s == ' ' || (*s == separator && !quoted) || *s == ';' || *s == ',')) {
        s++; /* a resaved file pads this line as well */
    }
    if (s < end && *s != '\r' && *s != '\n') {
        return 0;
    }
    s += s < end && *s == '\r';
    s += s < end && *s == '\n';
    *behind = (size_t)(s - decoded->text);
    return separator == '\r' || separator == '\n' || separator == '"' ? 0 : separator;
}

/* Also a sheet without a filled cell, as it is saved: nothing but separators. */
static bool only_blanks(const struct decoded *decoded)
{
    for (size_t i = 0; i < decoded->size; i++) {
        char c = decoded->text[i];
        if (!text_is_blank_char(c) && c != ';' && c != ',') {
            return false;
        }
    }
    return true;
}

static void start_text(struct table *table, char delimiter)
{
    struct table_inside *inside = table->inside;
    table->delimiter = delimiter;
    inside->delimited = delimited_create(inside->arena, inside->decoded.text, inside->decoded.size,
                                         inside->decoded.lone_cr, delimiter);
    delimited_seek(inside->delimited, (struct delimited_place){inside->start, inside->first_line});
}

static void open_workbook(struct table *table, const void *bytes, size_t size)
{
    struct table_inside *inside = table->inside;
    inside->workbook = workbook_open(inside->arena, bytes, size, &table->reason);
    table->content = TABLE_BAD_WORKBOOK;
    if (inside->workbook != NULL) {
        table->sheet_count = inside->workbook->sheet_count;
        size_t rows = 0;
        for (size_t i = 0; i < table->sheet_count; i++) {
            rows += inside->workbook->sheets[i].row_count;
        }
        table->content = rows == 0 ? TABLE_EMPTY : TABLE_WORKBOOK;
    }
}

static bool has_part(const void *bytes, size_t size, const char *part, size_t part_size)
{
    for (size_t i = 0; i + part_size <= size; i++) {
        if (memcmp((const char *)bytes + i, part, part_size) == 0) {
            return true;
        }
    }
    return false;
}

/* An old workbook, an old document, a message of Outlook and a workbook with a password are all OLE
 * files; the names of their parts, in UTF-16, tell them apart. A message may hold the others. */
static const char *ole_reason(const void *bytes, size_t size)
{
    static const char message[] = "_\0_\0s\0u\0b\0s\0t\0g";
    static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d";
    static const char word[] = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";
    static const char slides[] = "P\0o\0w\0e\0r\0P\0o\0i\0n\0t";
    return has_part(bytes, size, message, sizeof message - 1) ? "mail"
           : has_part(bytes, size, locked, sizeof locked - 1) ? "password"
           : has_part(bytes, size, word, sizeof word - 1) ||
                   has_part(bytes, size, slides, sizeof slides - 1)
               ? "document"
               : ".xls";
}

/* Whether a separator divides anything: some programs write "sep=," above the rows of another. */
static bool stands_in(const struct decoded *decoded, size_t start, char separator)
{
    enum { LOOKED_AT = 64 * 1024 };
    size_t size = decoded->size - start;
    return memchr(decoded->text + start, separator, size < LOOKED_AT ? size : LOOKED_AT) != NULL;
}

struct table *table_open_on(struct arena *arena, const void *bytes, size_t size, int threads)
{
    struct table *table = arena_alloc(arena, sizeof *table);
    struct table_inside *inside = arena_alloc(arena, sizeof *inside);
    table->inside = inside;
    inside->arena = arena;
    inside->first_line = 1;
    encoding_decode(arena, bytes, size, threads, &inside->decoded);
    const struct decoded *decoded = &inside->decoded;
    table->encoding = decoded->encoding;
    table->repaired = decoded->repaired;
    if (decoded->not_text != NULL) {
        table->reason = decoded->not_text;
        table->content = TABLE_NOT_TEXT;
        if (strcmp(decoded->not_text, "zip") == 0) {
            open_workbook(table, bytes, size);
        } else if (strcmp(decoded->not_text, "OLE") == 0) {
            table->content = TABLE_BAD_WORKBOOK;
            table->reason = ole_reason(bytes, size);
        }
        return table;
    }
    /* DOS ended a text with Control-Z, and some programs still do. */
    while (decoded->size > 0 && decoded->text[decoded->size - 1] == '\x1A') {
        inside->decoded.size--;
    }
    if (only_blanks(decoded)) {
        table->content = TABLE_EMPTY;
        return table;
    }
    wrapped_lines(arena, decoded->text, decoded->size, &inside->decoded.text,
                  &inside->decoded.size);
    char separator = separator_line(decoded, &inside->start);
    table->said = separator != 0 && stands_in(decoded, inside->start, separator);
    inside->first_line += separator != 0;
    start_text(table, separator != 0 ? separator : ',');
    return table;
}

struct table *table_open(struct arena *arena, const void *bytes, size_t size)
{
    return table_open_on(arena, bytes, size, 1);
}

void table_choose_delimiter(struct table *table, char delimiter)
{
    start_text(table, delimiter);
}

void table_choose_sheet(struct table *table, size_t sheet)
{
    table->sheet = sheet;
    table->inside->row = 0;
    table->inside->line = 0;
}

const char *table_sheet_name(const struct table *table)
{
    return table->inside->workbook == NULL ? NULL
                                           : table->inside->workbook->sheets[table->sheet].name;
}

bool table_sheet_hidden(const struct table *table)
{
    return table->inside->workbook != NULL && table->inside->workbook->sheets[table->sheet].hidden;
}

static bool next_whole(struct table *table, struct record *record)
{
    struct table_inside *inside = table->inside;
    if (inside->delimited != NULL) {
        return delimited_next(inside->delimited, record);
    }
    if (inside->workbook == NULL) {
        return false;
    }
    const struct sheet *sheet = &inside->workbook->sheets[table->sheet];
    if (inside->row >= sheet->row_count) {
        return false;
    }
    if (sheet->rows[inside->row].line > inside->line + 1 && inside->line > 0) {
        /* Rows without a filled cell are not kept; one of them stands for all. */
        inside->line = sheet->rows[inside->row].line - 1;
        *record = (struct record){.line = inside->line};
        return true;
    }
    *record = sheet->rows[inside->row++];
    inside->line = record->line;
    return true;
}

bool table_next(struct table *table, struct record *record)
{
    if (!next_whole(table, record)) {
        return false;
    }
    struct table_window window = table->inside->window;
    if (window.count > 0) {
        size_t behind = record->count > window.first ? record->count - window.first : 0;
        record->count = behind < window.count ? behind : window.count;
        if (record->count > 0) {
            record->cells += window.first;
            record->sizes += record->sizes != NULL ? window.first : 0;
        }
    }
    return true;
}

void table_look_through(struct table *table, struct table_window window)
{
    table->inside->window = window;
}

void table_expect(struct table *table, size_t width)
{
    /* Behind a window, the width of a whole row stays what it was. */
    if (table->inside->delimited != NULL && table->inside->window.count == 0) {
        delimited_expect(table->inside->delimited, width);
    }
}

struct table_place table_tell(const struct table *table)
{
    struct table_place place = {.row = table->inside->row, .text.line = table->inside->line};
    if (table->inside->delimited != NULL) {
        place.text = delimited_tell(table->inside->delimited);
    }
    return place;
}

void table_seek(struct table *table, struct table_place place)
{
    table->inside->row = place.row;
    table->inside->line = place.text.line;
    if (table->inside->delimited != NULL) {
        delimited_seek(table->inside->delimited, place.text);
    }
}

const struct delimited *table_text(const struct table *table)
{
    return table->inside->window.count > 0 ? NULL : table->inside->delimited;
}
