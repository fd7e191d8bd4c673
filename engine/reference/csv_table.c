/* csv_table: see csv_table.h. One pass of a four-state machine over the bytes. */
#include "engine/reference/csv_table.h"

#include <stdbool.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/unicode/fold.h"

struct scan {
    struct arena *arena;
    const char *at, *end;
    char delimiter;
    long line;
};

/* By the first line that has one: CBS puts the title of the table above the heading. */
static char delimiter_of(const char *bytes, size_t size)
{
    const char candidates[] = {',', ';', '\t'};
    size_t counts[3] = {0, 0, 0};
    bool quoted = false;
    for (size_t i = 0; i < size; i++) {
        if (!quoted && bytes[i] == '\n' && counts[0] + counts[1] + counts[2] > 0) {
            break;
        }
        quoted = bytes[i] == '"' ? !quoted : quoted;
        for (size_t k = 0; k < 3 && !quoted; k++) {
            counts[k] += bytes[i] == candidates[k];
        }
    }
    size_t best = 0;
    for (size_t k = 1; k < 3; k++) {
        best = counts[k] > counts[best] ? k : best;
    }
    return candidates[best];
}

/* Letters of Windows-1252 above 0x9F are those of Latin-1; what lies below becomes U+FFFD. */
static const char *as_utf8(struct arena *arena, const char *cell)
{
    bool valid = true;
    uint32_t c;
    const char *s = cell;
    for (size_t step; (step = fold_decode(s, &c)) > 0; s += step) {
        valid = valid && !(c == 0xFFFD && step == 1);
    }
    if (valid) {
        return cell;
    }
    struct text out = text_create(arena);
    for (s = cell; *s != '\0'; s++) {
        unsigned char byte = (unsigned char)*s;
        char encoded[4];
        size_t size = fold_encode(byte < 0x80 || byte >= 0xA0 ? byte : 0xFFFD, encoded);
        text_add_bytes(&out, encoded, size);
    }
    return out.bytes;
}

/* Reads one cell; afterwards scan->at stands behind its delimiter, or at the line's end. */
static const char *read_cell(struct scan *scan, bool *last)
{
    struct text cell = text_create(scan->arena);
    while (scan->at < scan->end && (*scan->at == ' ')) {
        scan->at++;
    }
    if (scan->at < scan->end && *scan->at == '"') {
        for (scan->at++; scan->at < scan->end; scan->at++) {
            if (*scan->at == '"') {
                if (scan->at + 1 >= scan->end || scan->at[1] != '"') {
                    scan->at++;
                    break;
                }
                scan->at++;
            }
            scan->line += *scan->at == '\n';
            text_add_char(&cell, *scan->at);
        }
    }
    while (scan->at < scan->end && *scan->at != scan->delimiter && *scan->at != '\n') {
        if (*scan->at != '\0') {
            text_add_char(&cell, *scan->at);
        }
        scan->at++;
    }
    *last = scan->at >= scan->end || *scan->at == '\n';
    scan->at += scan->at < scan->end;
    return text_trim(scan->arena, as_utf8(scan->arena, cell.bytes));
}

static struct csv_row read_row(struct scan *scan)
{
    VECTOR(const char *) cells = {0};
    struct csv_row row = {.line = scan->line};
    for (bool last = false; !last;) {
        const char *cell = read_cell(scan, &last);
        *VECTOR_PUSH(scan->arena, &cells) = cell;
    }
    scan->line++;
    row.cells = cells.items;
    row.count = cells.count;
    return row;
}

struct csv_table csv_table_read(struct arena *arena, const char *bytes, size_t size)
{
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        size -= 3;
    }
    struct scan scan = {arena, bytes, bytes + size, delimiter_of(bytes, size), 1};
    struct csv_table table = {0};
    VECTOR(struct csv_row) rows = {0};
    while (scan.at < scan.end) {
        struct csv_row row = read_row(&scan);
        if (row.count == 1 && row.cells[0][0] == '\0') {
            continue;
        }
        if (table.headings == NULL) {
            table.headings = row.cells;
            table.heading_count = row.count;
        } else {
            *VECTOR_PUSH(arena, &rows) = row;
        }
    }
    table.rows = rows.items;
    table.row_count = rows.count;
    return table;
}

int csv_table_column(const struct csv_table *table, const char *heading)
{
    for (size_t i = 0; i < table->heading_count; i++) {
        if (text_equal_ignoring_case(table->headings[i], heading)) {
            return (int)i;
        }
    }
    return -1;
}

const char *csv_table_cell(const struct csv_row *row, int column)
{
    return column >= 0 && (size_t)column < row->count ? row->cells[column] : "";
}
