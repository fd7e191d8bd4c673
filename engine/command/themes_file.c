/* themes_file: see themes_file.h. RFC 4180 with a separator of comma, semicolon or tab, whichever
 * cuts the heading into most cells. */
#include "engine/command/themes_file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"

struct cells {
    const char *at, *end;
    char separator;
    struct text cell;
};

static bool load(struct arena *arena, const char *path, struct text *bytes, struct error *error)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return error_set(error, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_UNREADABLE, path, 0, "%s",
                         path);
    }
    *bytes = text_create(arena);
    static char buffer[1 << 16];
    size_t size;
    while ((size = fread(buffer, 1, sizeof buffer, file)) > 0) {
        text_add_bytes(bytes, buffer, size);
    }
    bool failed = ferror(file) != 0;
    fclose(file);
    return !failed || error_set(error, ERROR_UNREADABLE, path, 0, "%s", strerror(EIO));
}

/* The next cell into cells->cell; false when it was the last of its record. A zero byte is dropped.
 */
static bool next_cell(struct cells *cells)
{
    text_clear(&cells->cell);
    bool quoted = cells->at < cells->end && *cells->at == '"';
    cells->at += quoted;
    while (cells->at < cells->end) {
        char c = *cells->at++;
        if (quoted && c == '"') {
            if (cells->at < cells->end && *cells->at == '"') {
                cells->at++;
            } else {
                quoted = false;
                continue;
            }
        } else if (!quoted && c == cells->separator) {
            return true;
        } else if (!quoted && (c == '\n' || c == '\r')) {
            cells->at += c == '\r' && cells->at < cells->end && *cells->at == '\n';
            return false;
        }
        if (c != '\0') {
            text_add_char(&cells->cell, c);
        }
    }
    return false;
}

static char choose_separator(const char *at, const char *end)
{
    static const char separators[] = {',', ';', '\t'};
    size_t count[3] = {0};
    bool quoted = false;
    for (; at < end && (quoted || *at != '\n'); at++) {
        quoted = *at == '"' ? !quoted : quoted;
        for (size_t s = 0; !quoted && s < 3; s++) {
            count[s] += *at == separators[s];
        }
    }
    size_t best = count[1] > count[0] ? 1 : 0;
    return separators[count[2] > count[best] ? 2 : best];
}

struct heading {
    VECTOR(const char *) names;
    size_t text, id; /* columns; SIZE_MAX: none */
};

static size_t find_column(const struct heading *heading, const char *name)
{
    for (size_t i = 0; name != NULL && i < heading->names.count; i++) {
        if (text_equal_ignoring_case(heading->names.items[i], name)) {
            return i;
        }
    }
    return SIZE_MAX;
}

static bool read_heading(struct arena *arena, struct cells *cells, const char *path,
                         const char *text_column, const char *id_column, struct heading *heading,
                         struct error *error)
{
    bool more;
    do {
        more = next_cell(cells);
        *VECTOR_PUSH(arena, &heading->names) = text_trim(arena, cells->cell.bytes);
    } while (more);
    heading->text = find_column(heading, text_column);
    heading->id = find_column(heading, id_column);
    const char *missing = heading->text == SIZE_MAX                      ? text_column
                          : id_column != NULL && heading->id == SIZE_MAX ? id_column
                                                                         : NULL;
    if (missing == NULL) {
        return true;
    }
    const char *nearest = text_nearest(missing, heading->names.items, heading->names.count);
    return error_set(error, ERROR_USAGE, path, 1, "kolom/column \"%s\"%s%s%s", missing,
                     nearest == NULL ? "" : " -> \"", nearest == NULL ? "" : nearest,
                     nearest == NULL ? "" : "\"?");
}

bool themes_file_read(struct arena *arena, const char *path, const char *text_column,
                      const char *id_column, struct themes_file *file, struct error *error)
{
    struct arena *scratch = arena_create();
    struct text bytes;
    struct heading heading = {0};
    *file = (struct themes_file){0};
    bool fine = load(scratch, path, &bytes, error);
    if (fine) {
        const char *start = bytes.bytes, *end = bytes.bytes + bytes.size;
        start += bytes.size >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        struct cells cells = {start, end, choose_separator(start, end), text_create(scratch)};
        fine = read_heading(scratch, &cells, path, text_column, id_column, &heading, error);
        VECTOR(const char *) text = {0}, id = {0};
        while (fine && cells.at < cells.end) {
            const char *texts = "", *ids = NULL;
            size_t column = 0;
            bool more;
            do {
                more = next_cell(&cells);
                if (column == heading.text) {
                    texts = arena_strdup(arena, cells.cell.bytes);
                }
                if (column == heading.id) {
                    ids = arena_strdup(arena, cells.cell.bytes);
                }
                column++;
            } while (more);
            if (column == 1 && cells.cell.size == 0 && heading.names.count > 1) {
                continue; /* an empty line */
            }
            *VECTOR_PUSH(arena, &text) = texts;
            *VECTOR_PUSH(arena, &id) = ids != NULL         ? ids
                                       : id_column != NULL ? ""
                                                           : arena_printf(arena, "%zu", text.count);
        }
        *file = (struct themes_file){text.items, id.items, text.count};
    }
    arena_destroy(scratch);
    return fine;
}
