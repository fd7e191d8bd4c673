/* glimpse: see glimpse.h. */
#include "engine/command/glimpse.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/read/source.h"
#include "engine/read/table.h"

enum { BYTES_MOST = 4 * 1024 * 1024, SHOWN = 60 };

static const char *cell_at(struct arena *arena, struct table *table, long line, size_t column)
{
    struct record record;
    while (table_next(table, &record) && record.line <= line) {
        if (record.line == line && column <= record.count) {
            const char *cell = text_trim(arena, record.cells[column - 1]);
            return *cell == '\0' ? NULL : text_printable(arena, cell, strlen(cell), SHOWN);
        }
    }
    return NULL;
}

const char *glimpse_cell(struct arena *arena, const char *path, const struct source *source,
                         const struct finding *finding)
{
    struct source_bytes bytes;
    struct error ignored = {0};
    if (finding->line <= 0 || finding->column <= 0 || source->size > BYTES_MOST) {
        return NULL;
    }
    struct arena *file = arena_create();
    const char *cell = NULL;
    if (source_load(file, path, &bytes, &ignored)) {
        struct table *table = table_open(file, bytes.data, bytes.size);
        bool readable = table->content == TABLE_TEXT ||
                        (table->content == TABLE_WORKBOOK && table->sheet_count == 1);
        if (table->content == TABLE_TEXT && !table->said) {
            table_choose_delimiter(table, source->delimiter);
        } else if (readable && table->content == TABLE_WORKBOOK) {
            table_choose_sheet(table, 0);
        }
        cell = readable ? cell_at(file, table, finding->line, (size_t)finding->column) : NULL;
        cell = cell == NULL ? NULL : arena_strdup(arena, cell);
    }
    arena_destroy(file);
    return cell;
}
