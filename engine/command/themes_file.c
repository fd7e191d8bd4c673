/* themes_file: see themes_file.h. */
#include "engine/command/themes_file.h"

#include <stdint.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/read/source.h"
#include "engine/read/table.h"
#include "engine/unicode/fold.h"

struct heading {
    const char **name; /* as written */
    size_t count;
};

/* The separator that cuts the first line with words into most cells. */
static void choose_separator(struct arena *arena, struct table *table, const char *bytes,
                             size_t size)
{
    static const char separators[] = {',', ';', '\t', '|'};
    char best = ',';
    size_t most = 0;
    for (size_t s = 0; s < sizeof separators; s++) {
        struct table *trial = table_open(arena, bytes, size);
        struct record record;
        table_choose_delimiter(trial, separators[s]);
        while (table_next(trial, &record) && record.count == 0) {
        }
        if (record.count > most) {
            most = record.count;
            best = separators[s];
        }
    }
    table_choose_delimiter(table, best);
}

/* Opens the file and reads its heading; NULL with an error when there is none. */
static struct table *open_table(struct arena *arena, const char *path, struct heading *heading,
                                enum language language, struct error *error)
{
    struct source_bytes bytes;
    if (!source_load(arena, path, &bytes, error)) {
        return NULL;
    }
    struct table *table = table_open(arena, bytes.data, bytes.size);
    bool readable = table->content == TABLE_TEXT || table->content == TABLE_WORKBOOK;
    if (table->content == TABLE_TEXT && !table->said) {
        choose_separator(arena, table, (const char *)bytes.data, bytes.size);
    }
    struct record record = {0};
    while (readable && record.count == 0 && table_next(table, &record)) {
    }
    if (record.count == 0) {
        error_set(error, ERROR_USAGE, path, 0, "%s",
                  language == LANGUAGE_NL ? "dit bestand heeft geen rij met kolomnamen"
                                          : "this file has no row with column names");
        return NULL;
    }
    heading->count = record.count;
    heading->name = arena_alloc_array(arena, record.count, sizeof *heading->name);
    for (size_t i = 0; i < record.count; i++) {
        heading->name[i] = arena_strdup(arena, record.cells[i]);
    }
    table_expect(table, heading->count);
    return table;
}

/* SIZE_MAX when there is no such column. */
static size_t find_column(struct arena *arena, const struct heading *heading, const char *name)
{
    const char *folded = fold_plain(arena, name);
    for (size_t i = 0; i < heading->count; i++) {
        if (strcmp(fold_plain(arena, heading->name[i]), folded) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static bool require_column(struct arena *arena, const struct heading *heading, const char *path,
                           const char *name, enum language language, size_t *column,
                           struct error *error)
{
    *column = find_column(arena, heading, name);
    if (*column != SIZE_MAX) {
        return true;
    }
    const char *nearest = text_nearest(name, heading->name, heading->count);
    bool dutch = language == LANGUAGE_NL;
    return error_set(error, ERROR_USAGE, path, 1,
                     nearest == NULL
                         ? (dutch ? "er is geen kolom \"%s\".%s%s" : "no column \"%s\".%s%s")
                     : dutch ? "er is geen kolom \"%s\". Bedoelt u \"%s\"?%s"
                             : "no column \"%s\". Did you mean \"%s\"?%s",
                     name, nearest == NULL ? "" : nearest, "");
}

static const char *cell_of(struct arena *arena, const struct record *record, size_t column)
{
    return column < record->count ? arena_strdup(arena, record->cells[column]) : "";
}

bool themes_file_read(struct arena *arena, const char *path, const char *text_column,
                      const char *id_column, enum language language, struct themes_file *file,
                      struct error *error)
{
    struct heading heading;
    struct table *table = open_table(arena, path, &heading, language, error);
    size_t text_at, id_at = SIZE_MAX;
    *file = (struct themes_file){0};
    if (table == NULL ||
        !require_column(arena, &heading, path, text_column, language, &text_at, error) ||
        (id_column != NULL &&
         !require_column(arena, &heading, path, id_column, language, &id_at, error))) {
        return false;
    }
    VECTOR(const char *) text = {0}, id = {0};
    struct record record;
    while (table_next(table, &record)) {
        if (record.count == 0) {
            continue; /* a blank line is no row */
        }
        *VECTOR_PUSH(arena, &text) = cell_of(arena, &record, text_at);
        *VECTOR_PUSH(arena, &id) = id_column != NULL ? cell_of(arena, &record, id_at)
                                                     : arena_printf(arena, "%zu", text.count);
    }
    *file = (struct themes_file){text.items, id.items, text.count};
    return true;
}

/* The columns of a small table by either of two names; SIZE_MAX where there is none. */
static void find_columns(struct arena *arena, const struct heading *heading,
                         const char *const names[3][2], size_t column[3])
{
    for (size_t c = 0; c < 3; c++) {
        column[c] = find_column(arena, heading, names[c][0]);
        column[c] = column[c] == SIZE_MAX ? find_column(arena, heading, names[c][1]) : column[c];
    }
}

struct codebook *themes_file_codebook(struct arena *arena, const char *path, enum language language,
                                      struct error *error)
{
    struct heading heading;
    struct table *table = open_table(arena, path, &heading, language, error);
    if (table == NULL) {
        return NULL;
    }
    static const char *const names[3][2] = {
        {"thema", "theme"}, {"woorden", "words"}, {"uitsluiten", "exclude"}};
    size_t column[3];
    find_columns(arena, &heading, names, column);
    VECTOR(struct codebook_rule) rules = {0};
    struct record record;
    while (table_next(table, &record)) {
        *VECTOR_PUSH(arena, &rules) = (struct codebook_rule){cell_of(arena, &record, column[0]),
                                                             cell_of(arena, &record, column[1]),
                                                             cell_of(arena, &record, column[2])};
    }
    struct codebook *codebook = codebook_create(arena, rules.items, rules.count);
    if (codebook_count(codebook) == 0) {
        error_set(error, ERROR_USAGE, path, 0, "%s",
                  language == LANGUAGE_NL
                      ? "dit codeboek heeft geen thema's (kolommen: thema, woorden, uitsluiten)"
                      : "this codebook has no themes (columns: theme, words, exclude)");
        return NULL;
    }
    return codebook;
}

bool themes_file_coded(struct arena *arena, const char *path, enum language language,
                       struct themes_coded *coded, struct error *error)
{
    struct heading heading;
    struct table *table = open_table(arena, path, &heading, language, error);
    size_t id_at;
    *coded = (struct themes_coded){0};
    if (table == NULL || !require_column(arena, &heading, path, "id", language, &id_at, error)) {
        return false;
    }
    size_t text_at = find_column(arena, &heading, "text");
    coded->coders = heading.count - (text_at == SIZE_MAX ? 1 : 2);
    if (coded->coders == 0) {
        return error_set(error, ERROR_USAGE, path, 1, "%s",
                         language == LANGUAGE_NL ? "er is geen kolom met codes"
                                                 : "there is no column with codes");
    }
    VECTOR(const char *) id = {0}, code = {0};
    struct record record;
    while (table_next(table, &record)) {
        if (record.count == 0) {
            continue;
        }
        *VECTOR_PUSH(arena, &id) = cell_of(arena, &record, id_at);
        for (size_t c = 0; c < heading.count; c++) {
            if (c != id_at && c != text_at) {
                *VECTOR_PUSH(arena, &code) = cell_of(arena, &record, c);
            }
        }
    }
    coded->id = id.items;
    coded->code = code.items;
    coded->count = id.count;
    return true;
}

bool themes_file_names(struct arena *arena, const char *path, enum language language,
                       struct names_row **rows, size_t *count, struct error *error)
{
    struct heading heading;
    struct table *table = open_table(arena, path, &heading, language, error);
    if (table == NULL) {
        return false;
    }
    static const char *const names[3][2] = {
        {"kenmerk", "key"}, {"naam", "name"}, {"vng_label", "vng label"}};
    size_t column[3];
    find_columns(arena, &heading, names, column);
    if (column[0] == SIZE_MAX || column[1] == SIZE_MAX) {
        return error_set(error, ERROR_USAGE, path, 1, "%s",
                         language == LANGUAGE_NL ? "dit bestand heeft geen kolommen kenmerk en naam"
                                                 : "this file has no columns kenmerk and naam");
    }
    VECTOR(struct names_row) found = {0};
    struct record record;
    while (table_next(table, &record)) {
        if (record.count > 0) {
            *VECTOR_PUSH(arena, &found) = (struct names_row){cell_of(arena, &record, column[0]),
                                                             cell_of(arena, &record, column[1]),
                                                             cell_of(arena, &record, column[2])};
        }
    }
    *rows = found.items;
    *count = found.count;
    return true;
}
