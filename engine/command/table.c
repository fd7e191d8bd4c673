/* table: see table.h. */
#include "engine/command/table.h"

#include <assert.h>
#include <string.h>

#include "engine/base/text.h"

struct table table_create(struct arena *arena, size_t column_count)
{
    assert(column_count <= TABLE_COLUMNS);
    return (struct table){.arena = arena, .column_count = column_count};
}

void table_align_right(struct table *table, size_t column)
{
    table->right[column] = true;
}

void table_row(struct table *table, const char *const *cells)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const char *cell = cells[i] == NULL ? "" : cells[i];
        *VECTOR_PUSH(table->arena, &table->cells) =
            text_printable(table->arena, cell, strlen(cell), 400);
    }
}

/* Places on the screen: bytes that begin a character, without combining marks (U+0300 to U+036F).
 */
static size_t width_of(const char *text)
{
    size_t width = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        bool begins = (*c & 0xC0) != 0x80;
        bool combines = *c == 0xCC || (*c == 0xCD && c[1] <= 0xAF);
        width += begins && !combines;
    }
    return width;
}

static void print_padded(FILE *out, const char *text, size_t width, bool right, bool last)
{
    int padding = (int)(width - width_of(text));
    if (right) {
        fprintf(out, "%*s%s", padding, "", text);
    } else {
        fprintf(out, "%s%*s", text, last ? 0 : padding, "");
    }
}

void table_print(const struct table *table, FILE *out)
{
    size_t columns = table->column_count;
    size_t widths[TABLE_COLUMNS] = {0};
    for (size_t i = 0; i < table->cells.count; i++) {
        size_t width = width_of(table->cells.items[i]);
        widths[i % columns] = width > widths[i % columns] ? width : widths[i % columns];
    }
    for (size_t i = 0; i < table->cells.count; i++) {
        size_t column = i % columns;
        bool last = column + 1 == columns;
        print_padded(out, table->cells.items[i], widths[column], table->right[column], last);
        fputs(last ? "\n" : "  ", out);
        if (i + 1 == columns) {
            for (size_t k = 0; k < columns; k++) {
                for (size_t dash = 0; dash < widths[k]; dash++) {
                    fputc('-', out);
                }
                fputs(k + 1 == columns ? "\n" : "  ", out);
            }
        }
    }
}
