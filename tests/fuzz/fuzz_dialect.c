/* Any cells, written for Excel and read again, are the same cells, and none of them is a formula.
 */
#include <string.h>

#include "engine/publish/dialect.h"
#include "engine/read/delimited.h"
#include "tests/fuzz/fuzz.h"

enum { CELLS_MOST = 16 };

/* Without blanks at the ends, with breaks of lines as the reader gives them. */
static const char *plain(struct arena *arena, const char *cell)
{
    char *text = text_trim(arena, cell);
    text[text_plain_breaks(text, strlen(text))] = '\0';
    return text;
}

/* As it was written; an apostrophe stands before what Excel would have computed. */
static void check_cell(struct arena *arena, const char *cell, const char *read)
{
    const char *first = read + strspn(read, " \t\r\n\v\f");
    LAW(*first == '\0' || strchr("=+-@", *first) == NULL);
    const char *wanted = plain(arena, cell);
    LAW(strcmp(wanted, plain(arena, read)) == 0 ||
        (read[0] == '\'' && strcmp(wanted, plain(arena, read + 1)) == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    const char *cells[CELLS_MOST];
    size_t count = 0;
    struct text file = dialect_create(arena);
    const char *text = text_of(arena, data, size);
    for (const char *end = text + size; text < end && count < CELLS_MOST; count++) {
        cells[count] = text;
        dialect_text(&file, text);
        text += strlen(text) + 1;
    }
    dialect_text(&file, "end"); /* a row of empty cells is no row */
    dialect_end_row(&file);
    struct delimited *reader =
        delimited_create(arena, file.bytes + strlen("\xEF\xBB\xBF"), file.size - 3, false, ';');
    struct record record;
    LAW(delimited_next(reader, &record) && record.count == count + 1);
    for (size_t i = 0; i < count; i++) {
        check_cell(arena, cells[i], record.cells[i]);
    }
    LAW(!delimited_next(reader, &record));
    return fuzz_done(arena);
}
