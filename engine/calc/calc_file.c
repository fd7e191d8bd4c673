/* calc_file: see calc.h. Files of cases and of columns: RFC 4180, UTF-8, comma, header line. These
 * are files of this project's own form, not a user's exports (engine/read is for those). */
#include "engine/calc/calc.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/vector.h"

static const size_t LARGEST_FILE = 64u << 20;

static char *read_file(struct arena *arena, const char *path, size_t *size, struct error *error)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        error_set(error, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_UNREADABLE, NULL, 0, "%s", path);
        return NULL;
    }
    struct text text = text_create(arena);
    char buffer[16384];
    size_t count;
    while ((count = fread(buffer, 1, sizeof buffer, file)) > 0 && text.size < LARGEST_FILE) {
        text_add_bytes(&text, buffer, count);
    }
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed || text.size >= LARGEST_FILE) {
        error_set(error, ERROR_UNREADABLE, path, 0, "%s", failed ? strerror(EIO) : "> 64 MB");
        return NULL;
    }
    *size = text.size;
    return text.bytes == NULL ? arena_strdup(arena, "") : text.bytes;
}

/* Takes one field from *at; returns the byte that ended it (',' '\n' or 0). */
static char read_field(struct text *field, const char **at, const char *end)
{
    const char *c = *at;
    bool quoted = c < end && *c == '"';
    text_clear(field);
    if (quoted) {
        for (c++; c < end && !(*c == '"' && (c + 1 == end || c[1] != '"')); c++) {
            text_add_char(field, *c);
            c += *c == '"';
        }
        c += c < end;
    }
    for (; c < end && *c != ',' && *c != '\n'; c++) {
        if (*c != '\r') {
            text_add_char(field, *c);
        }
    }
    char stop = c < end ? *c : '\0';
    *at = c < end ? c + 1 : c;
    return stop;
}

bool calc_read_csv(struct arena *arena, const char *path, struct calc_table *table,
                   struct error *error)
{
    size_t size;
    const char *bytes = read_file(arena, path, &size, error);
    if (bytes == NULL) {
        return false;
    }
    const char *at = bytes, *end = bytes + size;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        at += 3;
    }
    *table = (struct calc_table){0};
    VECTOR(char **) rows = {0};
    struct text field = text_create(arena);
    while (at < end) {
        VECTOR(char *) cells = {0};
        char stop;
        do {
            stop = read_field(&field, &at, end);
            *VECTOR_PUSH(arena, &cells) =
                arena_copy(arena, field.bytes == NULL ? "" : field.bytes, field.size);
        } while (stop == ',');
        if (cells.count == 1 && cells.items[0][0] == '\0') {
            continue; /* an empty line */
        }
        if (rows.count == 0) {
            table->column_count = cells.count;
        }
        while (cells.count < table->column_count) {
            *VECTOR_PUSH(arena, &cells) = arena_strdup(arena, "");
        }
        *VECTOR_PUSH(arena, &rows) = cells.items;
    }
    table->rows = rows.items;
    table->row_count = rows.count;
    return true;
}

struct calc_data *calc_read_data(struct arena *arena, const char *path, struct error *error)
{
    struct calc_table table;
    if (!calc_read_csv(arena, path, &table, error)) {
        return NULL;
    }
    struct calc_data *data = arena_alloc(arena, sizeof *data);
    data->column_count = table.column_count;
    data->row_count = table.row_count == 0 ? 0 : table.row_count - 1;
    data->names = arena_alloc_array(arena, table.column_count, sizeof *data->names);
    data->columns = arena_alloc_array(arena, table.column_count, sizeof *data->columns);
    for (size_t j = 0; j < table.column_count; j++) {
        data->names[j] = table.rows[0][j];
        data->columns[j] = arena_alloc_array(arena, data->row_count, sizeof(double));
        for (size_t i = 0; i < data->row_count; i++) {
            const char *cell = table.rows[i + 1][j];
            if (cell[0] == '\0') {
                data->columns[j][i] = (double)NAN;
            } else if (!call_read_number(cell, &data->columns[j][i])) {
                error_set_in_both(error, ERROR_DOMAIN, "\"%s\" is geen getal (%s, regel %zu)",
                                  "\"%s\" is no number (%s, line %zu)", cell, data->names[j],
                                  i + 2);
                return NULL;
            }
        }
    }
    return data;
}
