/* What a record and a field are is libcsv's decision, also where it is not asked: our records of a
 * text are its rows, up to the first quote that stays open (there ours go on with the next line).
 * The texts are made of the bytes that matter, and are fields of programs with bytes changed. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/read/delimited.h"
#include "tests/support/blank_end.h"
#include "tests/support/cmocka_all.h"

enum { TEXTS = 800000, CUT_AT = 200 };

/* Rows as one text: cells between bars, blanks at their ends cut, rows without anything left out.
 */
struct rows {
    struct text text;
    size_t start; /* of the row at hand */
    size_t cells;
    char delimiter;
};

static void add_cell(struct rows *rows, const char *cell, size_t size)
{
    text_add_bytes(&rows->text, cell, size);
    text_add_char(&rows->text, '|');
    rows->cells++;
}

/* A field of libcsv with every line end as one LF, without blanks at its ends and the guard of
 * Excel. */
static void csv_cell(void *bytes, size_t size, void *context)
{
    struct rows *rows = context;
    char *cell = bytes;
    size_t kept = 0;
    for (size_t i = 0; i < size; i++) {
        if (cell[i] == '\r' && i + 1 < size && cell[i + 1] == '\n') {
            continue;
        }
        cell[kept++] = cell[i] == '\r' ? '\n' : cell[i];
    }
    size = kept;
    for (size_t blank; (blank = blank_end(cell, size, false, rows->delimiter)) > 0; size -= blank) {
        cell += blank;
    }
    for (size_t blank; (blank = blank_end(cell, size, true, rows->delimiter)) > 0;) {
        size -= blank;
    }
    bool guard = size >= 3 && cell[0] == '=' && cell[1] == '"' && cell[size - 1] == '"';
    add_cell(rows, cell + (guard ? 2 : 0), size - (guard ? 3 : 0));
}

static void end_row(struct rows *rows)
{
    bool blank = rows->cells == 0 || (rows->cells == 1 && rows->text.size == rows->start + 1);
    if (blank) {
        rows->text.size = rows->start;
    } else {
        text_add_char(&rows->text, '\n');
    }
    rows->start = rows->text.size;
    rows->cells = 0;
}

static void csv_row(int end, void *context)
{
    (void)end;
    end_row(context);
}

/* Cells of which is said where they stand in the text as they are. */
static size_t originals;

static void compare_original(const struct record *record, size_t i, const char *text, size_t size)
{
    const char *original = record_original(record, record->cells[i]);
    if (original == NULL) {
        return;
    }
    originals++;
    size_t at = (size_t)(original - text);
    if (at > size || record->sizes[i] > size - at ||
        memcmp(original, record->cells[i], record->sizes[i]) != 0) {
        fail_msg("'%.*s': cell '%s' does not stand at %zu", (int)size, text, record->cells[i], at);
    }
}

/* How libcsv reads the text, and ours; compared up to the first record of ours that is in doubt. */
static void compare(const char *bytes, size_t size, char delimiter)
{
    struct arena *arena = arena_create();
    struct rows theirs = {.text = text_create(arena), .delimiter = delimiter};
    struct rows ours = {.text = text_create(arena), .delimiter = delimiter};
    struct csv_parser parser;
    csv_init(&parser, 0);
    csv_set_delim(&parser, (unsigned char)delimiter);
    csv_parse(&parser, bytes, size, csv_cell, csv_row, &theirs);
    csv_fini(&parser, csv_cell, csv_row, &theirs);
    csv_free(&parser);
    bool lone_cr = false;
    for (size_t i = 0; i < size; i++) {
        lone_cr = lone_cr || (bytes[i] == '\r' && (i + 1 == size || bytes[i + 1] != '\n'));
    }
    struct delimited *delimited = delimited_create(arena, bytes, size, lone_cr, delimiter);
    struct record record;
    bool open = false;
    while (!open && delimited_next(delimited, &record)) {
        open = record.quote_open;
        for (size_t i = 0; i < record.count && !open; i++) {
            assert_int_equal(record.sizes[i], strlen(record.cells[i]));
            add_cell(&ours, record.cells[i], record.sizes[i]);
            compare_original(&record, i, bytes, size);
        }
        if (!open) {
            end_row(&ours);
        }
    }
    size_t length = open ? ours.text.size : theirs.text.size;
    if (ours.text.size != length || theirs.text.size < length ||
        memcmp(ours.text.bytes, theirs.text.bytes, length) != 0) {
        fail_msg("'%.*s' with %c: ours %.*s, libcsv %.*s", (int)size, bytes, delimiter,
                 (int)ours.text.size, ours.text.bytes, (int)theirs.text.size, theirs.text.bytes);
    }
    arena_destroy(arena);
}

static void any_bytes_are_the_rows_of_libcsv(void **state)
{
    (void)state;
    static const char *const pieces[] = {"\"", "\"",     "\"\"",     ",",       ",",  ";",
                                         "\n", "\r\n",   "\r",       " ",       "\t", "a",
                                         "bc", "=\"1\"", "\xC3\xA9", "\xC2\xA0"};
    struct random random;
    random_seed(&random, 20261130, 0);
    for (int i = 0; i < TEXTS; i++) {
        char text[CUT_AT];
        size_t size = 0;
        /* Most texts have no lone CR and few quotes, as most files do. */
        size_t kinds = i % 4 == 0 ? 16 : 15;
        for (size_t n = random_below(&random, 24); n > 0; n--) {
            size_t piece = random_below(&random, kinds + (size_t)(i % 3) * 3);
            const char *bytes = piece < kinds ? pieces[piece == 8 && i % 4 != 0 ? 7 : piece] : "a";
            memcpy(text + size, bytes, strlen(bytes));
            size += strlen(bytes);
        }
        compare(text, size, i % 5 == 0 ? ';' : i % 7 == 0 ? '\t' : ',');
    }
}

/* Rows as a program writes them, with up to three bytes changed. */
static void written_rows_with_changed_bytes_are_the_rows_of_libcsv(void **state)
{
    (void)state;
    static const char *const cells[] = {"a", "\"b\"", "\"c,d\"",  "\"e \"\"f\"\" g\"",  "\"\"",
                                        "",  " h ",   "\"i\nj\"", "\"k\r\n\"\"l\"\"\"", "\" m \""};
    static const char marks[] = "\"\",;\n a";
    struct random random;
    random_seed(&random, 20261130, 1);
    for (int i = 0; i < TEXTS / 4; i++) {
        char text[CUT_AT] = "";
        size_t size = 0;
        for (size_t n = 1 + random_below(&random, 9); n > 0; n--) {
            const char *cell = cells[random_below(&random, 10)];
            size += (size_t)snprintf(text + size, sizeof text - size, "%s%s", cell,
                                     n % 3 != 1   ? ","
                                     : i % 2 == 0 ? "\n"
                                                  : "\r\n");
        }
        for (int change = i % 4; change > 0; change--) {
            text[random_below(&random, size)] = marks[random_below(&random, sizeof marks - 1)];
        }
        compare(text, size, ',');
    }
    assert_true(originals > TEXTS / 4);
}

/* Texts longer than what is looked at in one go, with records that are longer than that as well. */
static void long_texts_are_the_rows_of_libcsv(void **state)
{
    (void)state;
    enum { LONG = 60000, WIDE = 20000 };
    static const char *const rows[] = {
        "a,b,c\n",     "\"d\",e,f\r\n",        "g,\"h,\"\"i\"\"\",j\n",
        ",,\n",        "\"k\nl\",m,\"n\"\r\n", "\n",
        "o \"p\",q\n", "\"\",\"\"\"\"\n",      ",,,,,,,,,,,,,,,,\n"};
    struct random random;
    random_seed(&random, 20261130, 2);
    char *text = malloc(LONG + WIDE + CUT_AT);
    assert_non_null(text);
    for (int i = 0; i < 300; i++) {
        size_t size = 0;
        size_t wide = random_below(&random, LONG); /* where a long cell stands */
        while (size < LONG) {
            const char *row = rows[random_below(&random, i % 3 == 0 ? 4 : 9)];
            memcpy(text + size, row, strlen(row));
            size += strlen(row);
            if (i % 2 == 0 && size >= wide && wide > 0) {
                size_t length = random_below(&random, WIDE);
                text[size++] = i % 4 == 0 ? '"' : 'x';
                memset(text + size, i % 8 == 0 ? ',' : 'y', length);
                size += length;
                text[size++] = i % 4 == 0 ? '"' : 'x';
                wide = 0;
            }
        }
        size -= random_below(&random, CUT_AT);
        compare(text, size, ',');
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_are_the_rows_of_libcsv),
        cmocka_unit_test(written_rows_with_changed_bytes_are_the_rows_of_libcsv),
        cmocka_unit_test(long_texts_are_the_rows_of_libcsv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
