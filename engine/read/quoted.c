/* quoted: see quoted.h. */
#include "engine/read/quoted.h"

#include <string.h>

struct cut {
    const char *text;
    size_t size; /* nothing behind this is looked at */
    size_t line_end;
    char delimiter;
    struct quoted_record *record;
};

static size_t place_of(const struct cut *cut, char c, size_t from, size_t end)
{
    const char *found = memchr(cut->text + from, c, end - from);
    return found == NULL ? end : (size_t)(found - cut->text);
}

/* Behind the closing quote of the cell that opens at `at`; 0 when it does not close. */
static size_t read_quoted(const struct cut *cut, size_t at, struct quoted_cell *cell)
{
    *cell = (struct quoted_cell){.start = at + 1};
    for (size_t from = at + 1; from < cut->size;) {
        size_t quote = place_of(cut, '"', from, cut->size);
        if (quote + 1 < cut->size && cut->text[quote + 1] == '"') {
            cell->doubled = true;
            from = quote + 2;
            continue;
        }
        cell->end = quote;
        return quote < cut->size ? quote + 1 : 0;
    }
    return 0;
}

/* The line in which the record ends, now that a cell goes on to `at`. */
static void count_breaks(struct cut *cut, size_t at)
{
    while (cut->line_end < at) {
        cut->record->breaks++;
        cut->line_end = place_of(cut, '\n', cut->line_end + 1, cut->size);
    }
}

/* A cell without quotes, up to the separator or the end of the line. False when it has some. */
static bool read_bare(const struct cut *cut, size_t at, struct quoted_cell *cell)
{
    size_t end = place_of(cut, cut->delimiter, at, cut->line_end);
    bool returns =
        end == cut->line_end && end < cut->size && end > at && cut->text[end - 1] == '\r';
    *cell = (struct quoted_cell){.start = at, .end = end - returns};
    return memchr(cut->text + at, '"', end - at) == NULL;
}

static bool is_line_end(const struct cut *cut, size_t at)
{
    return at == cut->line_end ||
           (at + 1 == cut->line_end && at + 1 < cut->size && cut->text[at] == '\r');
}

bool quoted_read(const char *text, size_t size, size_t start, size_t line_end, char delimiter,
                 struct quoted_record *record)
{
    size_t most = size - start < QUOTED_LONGEST ? size : start + QUOTED_LONGEST;
    struct cut cut = {text, most, line_end, delimiter, record};
    record->count = 0;
    record->breaks = 0;
    if (line_end > most) {
        return false;
    }
    for (size_t at = start; record->count < QUOTED_CELLS; at++) {
        struct quoted_cell *cell = &record->cells[record->count++];
        if (at < cut.line_end && text[at] == '"') {
            at = read_quoted(&cut, at, cell);
            if (at == 0) {
                return false;
            }
            count_breaks(&cut, at);
        } else if (read_bare(&cut, at, cell)) {
            at = cell->end;
        } else {
            return false;
        }
        if (is_line_end(&cut, at)) {
            record->end = at;
            return cut.line_end < most || most == size;
        }
        if (text[at] != delimiter) {
            return false;
        }
    }
    return false;
}
