/* Bytes to records: encodings, line ends, quotes, lines, and the doors that stay shut. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/read/encoding.h"
#include "engine/read/marks.h"
#include "engine/read/merged.h"
#include "engine/read/source.h"
#include "engine/read/table.h"
#include "engine/read/workbook.h"
#include "engine/read/wrapped.h"
#include "tests/support/cmocka_all.h"

/* All records as text: "1:a|b" per record with its line, "!" in front of one with an open quote. */
static const char *records_of(struct arena *arena, const char *bytes, size_t size, char delimiter,
                              size_t width)
{
    struct text out = text_create(arena);
    struct table *table = table_open(arena, bytes, size);
    struct record record;
    if (table->content != TABLE_TEXT) {
        return "none";
    }
    if (!table->said) {
        table_choose_delimiter(table, delimiter);
    }
    table_expect(table, width);
    while (table_next(table, &record)) {
        text_printf(&out, "%s%ld:", record.quote_open ? "!" : "", record.line);
        for (size_t i = 0; i < record.count; i++) {
            text_printf(&out, "%s%s", i > 0 ? "|" : "", record.cells[i]);
        }
        text_add_char(&out, ' ');
    }
    return out.bytes;
}

static void records_are_cut_as_people_meant(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t width;
        const char *records;
    } lines[] = {
        {"a,b\nc,d", 2, "1:a|b 2:c|d "},
        {"a,b\r\nc,d\r\n", 2, "1:a|b 2:c|d "},
        {"a,b\rc,d\r", 2, "1:a|b 2:c|d "},
        {"a,b\n\nc,d\n", 2, "1:a|b 2: 3:c|d "},
        {" a , b \n", 2, "1:a|b "},
        {"\"a\nb\",c\nd,e\n", 2, "1:a\nb|c 3:d|e "},
        {"\"a\"\"b\",c\n", 2, "1:a\"b|c "},
        {"Sky \"Ace\" Tabak,c\n", 2, "1:Sky \"Ace\" Tabak|c "},
        {"\"=\"\"2026\"\"\",c\n", 2, "1:2026|c "},
        {"a,,\n", 2, "1:a|| "},
        {"a,\"b\nc,d\ne,f\n", 2, "!1:a|b 2:c|d 3:e|f "},
        {"a,b\nc,\"d", 2, "1:a|b !2:c|d "},
        {"\"a,b\nc,\"d\"\ne,f\n", 2, "!1:a,b 2:c|d 3:e|f "},
        {"sep=;\na;b,c\n", 2, "2:a|b,c "},
        {"\xEF\xBB\xBFsep=,\r\na,b\r\n", 2, "2:a|b "},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct arena *arena = arena_create();
        assert_string_equal(
            records_of(arena, lines[i].text, strlen(lines[i].text), ',', lines[i].width),
            lines[i].records);
        arena_destroy(arena);
    }
}

static void a_cell_of_many_megabytes_is_one_cell(void **state)
{
    (void)state;
    enum { SIZE = 5 * 1024 * 1024 };
    struct arena *arena = arena_create();
    struct text text = text_create(arena);
    text_add(&text, "naam,\"");
    char *big = arena_alloc(arena, SIZE + 1);
    for (size_t i = 0; i < SIZE; i++) {
        big[i] = i % 50 == 49 ? '\n' : 'x';
    }
    text_add_bytes(&text, big, SIZE);
    text_add(&text, "\"\nb,c\n");
    struct table *table = table_open(arena, text.bytes, text.size);
    struct record record;
    table_expect(table, 2);
    assert_true(table_next(table, &record));
    assert_int_equal(record.count, 2);
    assert_int_equal(strlen(record.cells[1]), SIZE);
    assert_true(table_next(table, &record));
    assert_string_equal(record.cells[0], "b");
    assert_int_equal(record.line, 2 + SIZE / 50);
    arena_destroy(arena);
}

static void many_open_quotes_take_linear_work(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text text = text_create(arena);
    for (int i = 0; i < 100000; i++) {
        text_add(&text, "a,\"b\n"); /* none of them is ever closed ... */
    }
    text_add(&text, "\",\n"); /* ... but for the last */
    struct table *table = table_open(arena, text.bytes, text.size);
    struct record record;
    size_t count = 0;
    alarm(20);
    table_expect(table, 2);
    while (table_next(table, &record)) {
        count++;
    }
    alarm(0);
    assert_true(count > 0);
    arena_destroy(arena);
}

static void encodings_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        enum source_encoding encoding;
        const char *text;
    } lines[] = {
        {"abc", 3, ENCODING_UTF_8, "abc"},
        {"\xEF\xBB\xBF"
         "abc",
         6, ENCODING_UTF_8_BOM, "abc"},
        {"Zo\xEB", 3, ENCODING_WINDOWS_1252, "Zo\xC3\xAB"},
        {"\x80\x92\x96\x81", 4, ENCODING_WINDOWS_1252,
         "\xE2\x82\xAC\xE2\x80\x99\xE2\x80\x93\xEF\xBF\xBD"},
        {"Zo\xC3\xAB\nZo\xEB", 8, ENCODING_MIXED, "Zo\xC3\xAB\nZo\xC3\xAB"},
        {"\xFF\xFE"
         "a\0\xEB\0x",
         7, ENCODING_UTF_16LE, "a\xC3\xAB"},
        {"\xFE\xFF\0a\0\xEB", 6, ENCODING_UTF_16BE, "a\xC3\xAB"},
        {"a\0b\0c\0d\0", 8, ENCODING_UTF_16LE, "abcd"},
        {"\0a\0b\0c\0d", 8, ENCODING_UTF_16BE, "abcd"},
        {"\xFF\xFE\x3D\xD8\x00\xDE", 6, ENCODING_UTF_16LE, "\xF0\x9F\x98\x80"},
        {"abcdefgh\0ijklmnop", 17, ENCODING_UTF_8, "abcdefghijklmnop"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct arena *arena = arena_create();
        struct decoded decoded;
        encoding_decode(arena, (const unsigned char *)lines[i].bytes, lines[i].size, 1, &decoded);
        assert_int_equal(decoded.encoding, lines[i].encoding);
        assert_string_equal(arena_copy(arena, decoded.text, decoded.size), lines[i].text);
        arena_destroy(arena);
    }
}

/* Texts put together from pieces of which we know what they are, so that every piece stands at
 * every place in a word of eight bytes. */
static void any_mixture_of_pieces_is_decoded_piece_by_piece(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *text;
        bool sequence, bad, lone_cr;
    } pieces[] = {
        {"a", 1, "a", false, false, false},
        {"abcdefgh", 8, "abcdefgh", false, false, false},
        {"\t;", 2, "\t;", false, false, false},
        {"\n", 1, "\n", false, false, false},
        {"\r\n", 2, "\r\n", false, false, false},
        {"\r-", 2, "\r-", false, false, true},
        {"\xC3\xAB", 2, "\xC3\xAB", true, false, false},
        {"\xF0\x9F\x98\x80", 4, "\xF0\x9F\x98\x80", true, false, false},
        {"\xEB.", 2, "\xC3\xAB.", false, true, false},
        {"\x80\x92 ", 3, "\xE2\x82\xAC\xE2\x80\x99 ", false, true, false},
        {"0123456\0", 8, "0123456", false, false, false},
    };
    struct random random;
    random_seed(&random, 11, 0);
    for (int round = 0; round < 3000; round++) {
        struct arena *arena = arena_create();
        struct text bytes = text_create(arena);
        struct text expected = text_create(arena);
        size_t kinds = 1 + random_below(&random, sizeof pieces / sizeof *pieces);
        bool sequence = false;
        bool bad = false;
        bool lone_cr = false;
        for (uint64_t left = random_below(&random, 40); left > 0; left--) {
            size_t i = random_below(&random, kinds);
            text_add_bytes(&bytes, pieces[i].bytes, pieces[i].size);
            text_add(&expected, pieces[i].text);
            sequence = sequence || pieces[i].sequence;
            bad = bad || pieces[i].bad;
            lone_cr = lone_cr || pieces[i].lone_cr;
        }
        struct decoded decoded;
        encoding_decode(arena, (const unsigned char *)bytes.bytes, bytes.size, 1, &decoded);
        assert_null(decoded.not_text);
        assert_int_equal(decoded.encoding, !bad       ? ENCODING_UTF_8
                                           : sequence ? ENCODING_MIXED
                                                      : ENCODING_WINDOWS_1252);
        assert_int_equal(decoded.lone_cr, lone_cr);
        assert_int_equal(decoded.size, expected.size);
        assert_memory_equal(decoded.text, expected.bytes, expected.size);
        arena_destroy(arena);
    }
}

/* Wherever a piece begins, inside a sequence or among bytes that never were one. */
static void a_long_text_is_decoded_alike_on_any_number_of_threads(void **state)
{
    (void)state;
    enum { MIB = 1024 * 1024, SIZE = 9 * MIB };
    static const char *const sequences[] = {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
                                            "\xE2\x80\x80\x80\x80\xBF\x80", "\r\n\r"};
    struct arena *arena = arena_create();
    char *bytes = arena_alloc(arena, SIZE);
    for (size_t k = 0; k < sizeof sequences / sizeof sequences[0]; k++) {
        for (size_t shift = 0; shift < 8; shift++) {
            struct arena_mark mark = arena_mark(arena);
            struct decoded alone;
            struct decoded together;
            memset(bytes, 'x', SIZE);
            for (size_t at = MIB; at < SIZE; at += MIB) {
                memcpy(bytes + at - shift, sequences[k], strlen(sequences[k]));
            }
            encoding_decode(arena, (const unsigned char *)bytes, SIZE, 1, &alone);
            encoding_decode(arena, (const unsigned char *)bytes, SIZE, 3, &together);
            assert_int_equal(alone.size, together.size);
            assert_int_equal(alone.encoding, together.encoding);
            assert_int_equal(alone.repaired, together.repaired);
            assert_int_equal(alone.lone_cr, together.lone_cr);
            assert_memory_equal(alone.text, together.text, alone.size);
            arena_release(arena, mark);
        }
    }
    arena_destroy(arena);
}

/* Bytes of every kind, those that matter often: many at once are what each of them is. */
static void marks_of_many_bytes_are_those_of_each(void **state)
{
    (void)state;
    static const char kinds[] = "\n\r\";,\t\x1F\x7F\x80\xFF aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    struct random random;
    random_seed(&random, 5, 0);
    size_t plain = 0;
    for (int turn = 0; turn < 200000; turn++) {
        char text[MARKS_STRETCH + 1];
        uint64_t variety = turn % 2 == 0 ? sizeof kinds : 256;
        size_t odd = random_below(&random, 8);
        memset(text, 'x', sizeof text);
        for (size_t i = 0; i < odd; i++) {
            uint64_t byte = random_below(&random, variety);
            text[random_below(&random, sizeof text)] = variety == 256 ? (char)byte : kinds[byte];
        }
        uint64_t marks = marks_of(text, ';');
        size_t first_odd = MARKS_STRETCH;
        for (size_t i = 0; i < MARKS_STRETCH; i++) {
            unsigned char c = (unsigned char)text[i];
            assert_int_equal(marks >> i & 1, c == ';' || c == '"' || c == '\n');
            bool is_odd = (c < 0x20 && c != '\n') || c >= 0x80;
            first_odd = is_odd && first_odd == MARKS_STRETCH ? i : first_odd;
        }
        assert_int_equal(marks_plain(text), first_odd);
        plain += first_odd == MARKS_STRETCH;
        size_t some = random_below(&random, MARKS_STRETCH);
        uint64_t bits = ((uint64_t)1 << some) - 1;
        assert_true(marks_of_some(text, some, ';') == (marks & bits));
    }
    assert_true(plain > 1000);
}

static void what_is_not_text_is_called_by_its_name(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_int_equal(table_open(arena, "", 0)->content, TABLE_EMPTY);
    assert_int_equal(table_open(arena, "\xEF\xBB\xBF\r\n", 5)->content, TABLE_EMPTY);
    assert_int_equal(table_open(arena, "%PDF-1.4", 8)->content, TABLE_NOT_TEXT);
    assert_string_equal(table_open(arena, "%PDF-1.4", 8)->reason, "PDF");
    assert_int_equal(table_open(arena, "PK\x03\x04....", 8)->content, TABLE_BAD_WORKBOOK);
    assert_int_equal(table_open(arena, "\xD0\xCF\x11\xE0....", 8)->content, TABLE_BAD_WORKBOOK);
    arena_destroy(arena);
}

static void a_workbook_gives_text_for_dates_and_shared_strings(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct source_bytes bytes;
    assert_true(source_load(arena, "fixtures/exports/workbook/ms-forms.xlsx", &bytes, &error));
    const char *reason = NULL;
    const struct workbook *workbook = workbook_open(arena, bytes.data, bytes.size, &reason);
    assert_non_null(workbook);
    assert_int_equal(workbook->sheet_count, 1);
    const struct sheet *sheet = &workbook->sheets[0];
    assert_string_equal(sheet->rows[0].cells[6], "Wat neem je mee?");
    assert_string_equal(sheet->rows[1].cells[1], "2026-10-07 15:00:00");
    assert_string_equal(sheet->rows[2].cells[5], "7.5");
    assert_string_equal(sheet->rows[2].cells[6], "Mee & oneens\n");
    arena_destroy(arena);
}

static void cells_merged_downwards_hold_for_the_rows_below(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *first[] = {"Loket", "Jan"};
    const char *second[] = {"", "Eva"};
    const char *third[] = {"Brieven"};
    const char *fifth[] = {"", "Ko"};
    struct record rows[] = {{.line = 2, .count = 2, .cells = first},
                            {.line = 3, .count = 2, .cells = second},
                            {.line = 4, .count = 1, .cells = third},
                            {.line = 6, .count = 2, .cells = fifth}};
    assert_int_equal(merged_fill(arena, "A2:A4", rows, 4), 3);
    assert_string_equal(rows[1].cells[0], "Loket");
    assert_string_equal(rows[2].cells[0], "Brieven"); /* what stands there stays */
    assert_string_equal(rows[3].cells[0], "");
    /* Rows may be short, and lines may be missing. */
    assert_int_equal(merged_fill(arena, "B2:B6", rows, 4), 4);
    assert_int_equal(rows[2].count, 2);
    assert_string_equal(rows[2].cells[1], "Jan");
    assert_string_equal(rows[3].cells[1], "Ko");
    /* Sideways, upside down, outside the sheet, or no range at all: nothing. */
    static const char *const others[] = {"A2:C2", "A2:B4", "A4:A2", "A9:A12", "ZZZ2:ZZZ4",
                                         "A:A",   "A2",    "",      ":",      "2:4",
                                         "A2:A",  "a2:a4", "A0:A5"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(merged_fill(arena, others[i], rows, 4), 0);
    }
    assert_int_equal(merged_fill(arena, "A2:A999999999999999999999", rows, 4), 4);
    arena_destroy(arena);
}

static void lines_in_quotes_are_taken_out_of_them(void **state)
{
    (void)state;
    static const struct {
        const char *text, *unwrapped; /* NULL: it is no such list */
    } cases[] = {
        {"\"a;b;c\"\n\"d;e;f\"\n", "a;b;c\nd;e;f\n"},
        {"\"a,\"\"b\"\",c\"\r\n\r\n\"d,e,f\"", "a,\"b\",c\r\n\r\nd,e,f"},
        {"\"a\";\"b\";\"c\"\n\"d\";\"e\";\"f\"\n", NULL},
        {"\"Vries, Sanne de\"\n\"Smit, Jan\"\n", NULL},
        {"\"a;b;c\"\nd;e;f\n", NULL},
        {"\"a;b;c\"\n", NULL},
        {"\"a;b;c\n\"d;e;f\"\n", NULL},
        {"\"\"\"\n\"\"\"\n", NULL},
        {"\"", NULL},
        {"", NULL},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *unwrapped = NULL;
        size_t size = 0;
        bool found = wrapped_lines(arena, cases[i].text, strlen(cases[i].text), &unwrapped, &size);
        assert_int_equal(found, cases[i].unwrapped != NULL);
        if (found) {
            assert_int_equal(size, strlen(cases[i].unwrapped));
            assert_memory_equal(unwrapped, cases[i].unwrapped, size);
        }
    }
    arena_destroy(arena);
}

/* A mapped file that fills its last page has nothing behind it: who looked there would die of it.
 */
static void nothing_behind_the_last_byte_is_looked_at(void **state)
{
    (void)state;
    static const char *const ends[] = {"",          "x",        "a;b\n1;2\n", "a;b\r", "1;\"2",
                                       "1;\"2\"\"", "\xC3",     "\xE2\x82",   ";;",    "1;2\n\n\n",
                                       "1;2\r\n",   "\xEF\xBB", "1;2 \t"};
    struct arena *arena = arena_create();
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t room = 64 * page;
    int zero = open("/dev/zero", O_RDWR);
    char *pages = mmap(NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE, zero, 0);
    close(zero);
    assert_ptr_not_equal(pages, MAP_FAILED);
    assert_int_equal(mprotect(pages + room, page, PROT_NONE), 0);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        for (size_t rows = 0; rows < 3000; rows = rows * 8 + 1) {
            struct text text = text_create(arena);
            text_add(&text, "naam;vraag\n");
            for (size_t row = 0; row < rows; row++) {
                text_printf(&text, "%zu;een \"antwoord\", of twee\n", row);
            }
            text_add(&text, ends[i]);
            char *last = memcpy(pages + room - text.size, text.bytes, text.size);
            assert_string_equal(records_of(arena, last, text.size, ';', 2),
                                records_of(arena, text.bytes, text.size, ';', 2));
        }
    }
    munmap(pages, room + page);
    arena_destroy(arena);
}

static void a_file_that_is_not_there_and_a_folder_are_errors(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct source_bytes bytes;
    struct error missing = {0};
    struct error folder = {0};
    assert_false(source_load(arena, "fixtures/exports/none.csv", &bytes, &missing));
    assert_int_equal(missing.kind, ERROR_NOT_FOUND);
    assert_false(source_load(arena, "fixtures/exports", &bytes, &folder));
    assert_int_equal(folder.kind, ERROR_UNREADABLE);
    arena_destroy(arena);
}

/* What leaves the memory comes back from the file, whichever part left and whether it had to stay.
 */
static void bytes_that_left_the_memory_are_the_same(void **state)
{
    (void)state;
    enum { SIZE = 1024 * 1024 + 77 };
    struct arena *arena = arena_create();
    struct error error = {0};
    FILE *file = tmpfile();
    for (int i = 0; i < SIZE; i++) {
        fputc('a' + (i + i / 251) % 26, file);
    }
    assert_int_equal(fflush(file), 0);
    struct source_bytes bytes;
    const char *path = arena_printf(arena, "/dev/fd/%d", fileno(file));
    assert_true(source_load(arena, path, &bytes, &error));
    assert_int_equal(bytes.size, SIZE);
    assert_true(bytes.mapped);
    bytes.stays = true;
    source_rest(&bytes);
    source_leave_part(&bytes, 100, 300000);
    bytes.stays = false;
    source_rest_part(&bytes, 70000, SIZE + 1000);
    for (int i = 0; i < SIZE; i++) {
        if (bytes.data[i] != 'a' + (i + i / 251) % 26) {
            fail_msg("byte %d is %d", i, bytes.data[i]);
        }
    }
    arena_destroy(arena);
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_cut_as_people_meant),
        cmocka_unit_test(a_cell_of_many_megabytes_is_one_cell),
        cmocka_unit_test(many_open_quotes_take_linear_work),
        cmocka_unit_test(encodings_are_told_apart),
        cmocka_unit_test(any_mixture_of_pieces_is_decoded_piece_by_piece),
        cmocka_unit_test(a_long_text_is_decoded_alike_on_any_number_of_threads),
        cmocka_unit_test(marks_of_many_bytes_are_those_of_each),
        cmocka_unit_test(what_is_not_text_is_called_by_its_name),
        cmocka_unit_test(a_workbook_gives_text_for_dates_and_shared_strings),
        cmocka_unit_test(cells_merged_downwards_hold_for_the_rows_below),
        cmocka_unit_test(lines_in_quotes_are_taken_out_of_them),
        cmocka_unit_test(nothing_behind_the_last_byte_is_looked_at),
        cmocka_unit_test(bytes_that_left_the_memory_are_the_same),
        cmocka_unit_test(a_file_that_is_not_there_and_a_folder_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
