/* Any text splits into records whose lines rise; reading again from a remembered place gives the
 * same records; and libcsv cuts a record into the same cells, whoever cut it here. */
#include <csv.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/read/delimited.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/blank_end.h"

struct comparison {
    const struct record *record;
    size_t field;
    char delimiter;
};

static void compare_field(void *bytes, size_t size, void *context)
{
    struct comparison *comparison = context;
    const struct record *record = comparison->record;
    const char *field = bytes;
    size = text_plain_breaks(bytes, size);
    for (size_t blank; (blank = blank_end(field, size, false, comparison->delimiter)) > 0;
         size -= blank) {
        field += blank;
    }
    for (size_t blank; (blank = blank_end(field, size, true, comparison->delimiter)) > 0;) {
        size -= blank;
    }
    bool guard = size >= 3 && memcmp(field, "=\"", 2) == 0;
    if (record->count == 0) { /* a blank line, also one of quotes and blanks */
        LAW(size == 0 || guard);
        return;
    }
    LAW(comparison->field < record->count);
    LAW(record->sizes[comparison->field] == strlen(record->cells[comparison->field]));
    const char *cell = record->cells[comparison->field++];
    LAW(guard || (strlen(cell) == size && memcmp(cell, field, size) == 0));
}

/* The record that starts at `start`, as libcsv reads it. */
static void compare_record(const char *start, size_t size, char delimiter,
                           const struct record *record)
{
    struct csv_parser parser;
    struct comparison comparison = {.record = record, .delimiter = delimiter};
    csv_init(&parser, CSV_APPEND_NULL);
    csv_set_delim(&parser, (unsigned char)delimiter);
    csv_parse(&parser, start, size, compare_field, NULL, &comparison);
    csv_fini(&parser, compare_field, NULL, &comparison);
    csv_free(&parser);
    LAW(record->count == 0 || comparison.field == record->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char marks[] = {';', ',', '\t', '|'};
    if (size < 2) {
        return 0;
    }
    struct arena *arena = fuzz_arena();
    const char *text = text_of(arena, data + 2, size - 2);
    size = strlen(text);
    char delimiter = marks[data[0] % 4];
    bool lone_cr = false;
    for (size_t i = 0; i < size; i++) {
        lone_cr = lone_cr || (text[i] == '\r' && text[i + 1] != '\n');
    }
    struct delimited *delimited = delimited_create(arena, text, size, lone_cr, delimiter);
    delimited_expect(delimited, data[1] % 8);
    struct record record;
    long line = 0;
    struct delimited_place place = delimited_tell(delimited);
    while (delimited_next(delimited, &record)) {
        struct delimited_place next = delimited_tell(delimited);
        LAW(record.line > line && next.at > place.at && next.at <= size);
        line = record.line;
        size_t length = next.at - place.at;
        while (length > 0 &&
               (text[place.at + length - 1] == '\n' || text[place.at + length - 1] == '\r')) {
            length--;
        }
        if (!record.quote_open) {
            compare_record(text + place.at, length, delimiter, &record);
        }
        for (size_t i = 0; i < record.count; i++) {
            const char *original = record_original(&record, record.cells[i]);
            LAW(original == NULL || memcmp(original, record.cells[i], record.sizes[i]) == 0);
        }
        size_t count = record.count;
        delimited_seek(delimited, place);
        LAW(delimited_next(delimited, &record) && record.count == count);
        place = delimited_tell(delimited);
    }
    return fuzz_done(arena);
}
