/* The same list, written in eight dialects, counts to the same: separator, encoding, line ends,
 * quoting, style of dates and durations, language of the headings, order of the rows, workbook. The
 * seed is printed when it does not hold and can be given back in SEED. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/command/inspect.h"
#include "tests/support/cmocka_all.h"

enum { ROWS_MOST = 40, ROUNDS = 40 };

struct visit {
    const char *name, *mail, *organisation;
    int day, minute, lasted; /* of October 2026; minutes since midnight; minutes */
};

struct dialect {
    const char *name;
    char mark;
    const char *line_end;
    enum source_encoding encoding;
    bool byte_order_mark, quoted, dutch, shuffled, hint, workbook;
    enum { DATES_ISO, DATES_DUTCH, DATES_WORDS, DATES_AMERICAN, DATES_SERIAL } dates;
};

static const struct dialect dialects[] = {
    {"plain", ',', "\n", ENCODING_UTF_8, false, false, false, false, false, false, DATES_ISO},
    {"excel", ';', "\r\n", ENCODING_UTF_8, true, false, true, false, false, false, DATES_DUTCH},
    {"old excel", ';', "\r\n", ENCODING_WINDOWS_1252, false, true, true, false, false, false,
     DATES_DUTCH},
    {"teams", '\t', "\r\n", ENCODING_UTF_16LE, true, false, false, false, false, false,
     DATES_AMERICAN},
    {"bare utf-16", '\t', "\r", ENCODING_UTF_16BE, false, false, true, false, false, false,
     DATES_ISO},
    {"words", ',', "\n", ENCODING_UTF_8, false, true, true, false, true, false, DATES_WORDS},
    {"shuffled", '|', "\n", ENCODING_UTF_8, false, false, false, true, false, false, DATES_ISO},
    {"workbook", ',', "\n", ENCODING_UTF_8, false, false, true, false, false, true, DATES_SERIAL},
};

static const char *const headings[2][5] = {
    {"Name", "Organisation", "Email", "Join time", "Leave time"},
    {"Naam", "Organisatie", "E-mailadres", "Binnen", "Vertrokken"}};

static size_t make_visits(struct random *random, struct visit *visits)
{
    static const char *const first[] = {"Zo\xC3\xAB", "Jan", "Ren\xC3\xA9", "A\xC3\xAFsha", "Eva"};
    static const char *const last[] = {"de Boer", "Smit", "van \xE2\x80\x99t Hof", "Bos",
                                       "M\xC3\xBCller"};
    static const char *const places[] = {"Gemeente 's-Hertogenbosch",
                                         "S\xC3\xBA"
                                         "dwest-Frysl\xC3\xA2n",
                                         "Venlo; afdeling \"balie\"", "A, B en C", ""};
    static char names[25][64];
    static char mails[25][64];
    size_t count = 2 + (size_t)random_below(random, ROWS_MOST - 2);
    for (size_t i = 0; i < count; i++) {
        size_t who = (size_t)random_below(random, 25);
        snprintf(names[who], sizeof names[who], "%s %s", first[who % 5], last[who / 5]);
        snprintf(mails[who], sizeof mails[who], "p%zu@a.example", who);
        visits[i] = (struct visit){.name = names[who],
                                   .mail = who % 7 == 0 ? "" : mails[who],
                                   .organisation = places[random_below(random, 5)],
                                   .day = 5 + (int)random_below(random, 2),
                                   .minute = 540 + (int)random_below(random, 400),
                                   .lasted = 1 + (int)random_below(random, 90)};
    }
    /* One date that only one order explains, so that no dialect leaves the order open. */
    visits[0].day = 25;
    return count;
}

static const char *date_text(struct arena *arena, const struct dialect *dialect, int day,
                             int minute)
{
    int hour = minute / 60;
    int rest = minute % 60;
    switch (dialect->dates) {
    case DATES_ISO:
        return arena_printf(arena, "2026-10-%02d %02d:%02d:00", day, hour, rest);
    case DATES_DUTCH:
        return arena_printf(arena, "%02d-10-2026 %02d:%02d", day, hour, rest);
    case DATES_WORDS:
        return arena_printf(arena, "%d okt. 2026 %d.%02d uur", day, hour, rest);
    case DATES_AMERICAN:
        return arena_printf(arena, "10/%d/26, %d:%02d:00\xE2\x80\xAF%s", day,
                            hour % 12 == 0 ? 12 : hour % 12, rest, hour < 12 ? "AM" : "PM");
    case DATES_SERIAL:
        return arena_printf(arena, "%.10f", 46295 + day + minute / 1440.0);
    }
    return "";
}

static void put_cell(struct text *out, const struct dialect *dialect, const char *cell, bool last)
{
    char special[] = {'"', dialect->mark, '\n', '\r', '\0'};
    bool quoted = dialect->quoted || cell[strcspn(cell, special)] != '\0';
    if (quoted) {
        text_add_char(out, '"');
    }
    for (const char *c = cell; *c != '\0'; c++) {
        if (quoted && *c == '"') {
            text_add_char(out, '"');
        }
        text_add_char(out, *c);
    }
    if (quoted) {
        text_add_char(out, '"');
    }
    if (last) {
        text_add(out, dialect->line_end);
    } else {
        text_add_char(out, dialect->mark);
    }
}

static void row_cells(struct arena *arena, const struct dialect *dialect, const struct visit *visit,
                      const char *cells[5])
{
    cells[0] = visit->name;
    cells[1] = visit->organisation;
    cells[2] = visit->mail;
    cells[3] = date_text(arena, dialect, visit->day, visit->minute);
    cells[4] = date_text(arena, dialect, visit->day, visit->minute + visit->lasted);
}

static struct text table_text(struct arena *arena, const struct dialect *dialect,
                              const struct visit *visits, size_t count)
{
    struct text out = text_create(arena);
    if (dialect->hint) {
        text_printf(&out, "sep=%c%s", dialect->mark, dialect->line_end);
    }
    for (int c = 0; c < 5; c++) {
        put_cell(&out, dialect, headings[dialect->dutch][c], c == 4);
    }
    for (size_t i = 0; i < count; i++) {
        const char *cells[5];
        row_cells(arena, dialect, &visits[i], cells);
        for (int c = 0; c < 5; c++) {
            put_cell(&out, dialect, cells[c], c == 4);
        }
    }
    return out;
}

/* -- encodings: the few characters of the lists above ---------------------------------------------
 */

static uint32_t next_character(const char **s)
{
    const unsigned char *u = (const unsigned char *)*s;
    int extra = u[0] < 0x80 ? 0 : u[0] < 0xE0 ? 1 : 2;
    uint32_t c = extra == 0 ? u[0] : extra == 1 ? u[0] & 0x1Fu : u[0] & 0x0Fu;
    for (int i = 1; i <= extra; i++) {
        c = c << 6 | (u[i] & 0x3Fu);
    }
    *s += extra + 1;
    return c;
}

static void put_unit(struct text *out, uint32_t c, bool little)
{
    char high = (char)(c >> 8);
    char low = (char)c;
    text_add_char(out, little ? low : high);
    text_add_char(out, little ? high : low);
}

static struct text encoded(struct arena *arena, const struct dialect *dialect,
                           const struct text *text)
{
    struct text out = text_create(arena);
    bool little = dialect->encoding == ENCODING_UTF_16LE;
    bool wide = little || dialect->encoding == ENCODING_UTF_16BE;
    if (dialect->byte_order_mark && wide) {
        put_unit(&out, 0xFEFF, little);
    } else if (dialect->byte_order_mark) {
        text_add(&out, "\xEF\xBB\xBF");
    }
    for (const char *s = text->bytes; s < text->bytes + text->size;) {
        const char *start = s;
        uint32_t c = next_character(&s);
        if (wide) {
            put_unit(&out, c, little);
        } else if (dialect->encoding == ENCODING_WINDOWS_1252) {
            text_add_char(&out, c == 0x2019 ? '\x92' : (char)c);
        } else {
            text_add_bytes(&out, start, (size_t)(s - start));
        }
    }
    return out;
}

/* -- a workbook of stored parts
 * -------------------------------------------------------------------- */

static void put_number(struct text *out, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        text_add_char(out, (char)(value >> (8 * i)));
    }
}

static void put_header(struct text *out, const char *name, const char *bytes, bool central,
                       uint32_t offset)
{
    uint32_t size = (uint32_t)strlen(bytes);
    text_add_bytes(out, central ? "PK\x01\x02" : "PK\x03\x04", 4);
    if (central) {
        put_number(out, 20, 2);
    }
    put_number(out, 20, 2);
    put_number(out, 0, 2);
    put_number(out, 0, 2); /* stored */
    put_number(out, 0, 4);
    put_number(out, (uint32_t)crc32(0, (const Bytef *)bytes, size), 4);
    put_number(out, size, 4);
    put_number(out, size, 4);
    put_number(out, (uint32_t)strlen(name), 2);
    put_number(out, 0, 2);
    if (central) {
        put_number(out, 0, 2);
        put_number(out, 0, 2);
        put_number(out, 0, 2);
        put_number(out, 0, 4);
        put_number(out, offset, 4);
    }
    text_add(out, name);
}

static struct text zipped(struct arena *arena, const char *const parts[][2], size_t count)
{
    struct text out = text_create(arena);
    struct text central = text_create(arena);
    for (size_t i = 0; i < count; i++) {
        put_header(&central, parts[i][0], parts[i][1], true, (uint32_t)out.size);
        put_header(&out, parts[i][0], parts[i][1], false, 0);
        text_add(&out, parts[i][1]);
    }
    uint32_t start = (uint32_t)out.size;
    text_add_bytes(&out, central.bytes, central.size);
    text_add_bytes(&out, "PK\x05\x06", 4);
    put_number(&out, 0, 4);
    put_number(&out, (uint32_t)count, 2);
    put_number(&out, (uint32_t)count, 2);
    put_number(&out, (uint32_t)central.size, 4);
    put_number(&out, start, 4);
    put_number(&out, 0, 2);
    return out;
}

static void put_xml(struct text *out, const char *cell)
{
    for (const char *c = cell; *c != '\0'; c++) {
        if (*c == '&' || *c == '<' || *c == '"') {
            text_printf(out, "&#%d;", *c);
        } else {
            text_add_char(out, *c);
        }
    }
}

static struct text workbook_of(struct arena *arena, const struct dialect *dialect,
                               const struct visit *visits, size_t count)
{
    static const char ns[] = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                             "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                             "relationships\"";
    struct text sheet = text_create(arena);
    text_printf(&sheet, "<worksheet %s><sheetData><row r=\"1\">", ns);
    for (int c = 0; c < 5; c++) {
        text_printf(&sheet, "<c r=\"%c1\" t=\"inlineStr\"><is><t>%s</t></is></c>", 'A' + c,
                    headings[dialect->dutch][c]);
    }
    text_add(&sheet, "</row>");
    for (size_t i = 0; i < count; i++) {
        const char *cells[5];
        row_cells(arena, dialect, &visits[i], cells);
        text_printf(&sheet, "<row r=\"%zu\">", i + 2);
        for (int c = 0; c < 3; c++) {
            text_printf(&sheet, "<c r=\"%c%zu\" t=\"inlineStr\"><is><t>", 'A' + c, i + 2);
            put_xml(&sheet, cells[c]);
            text_add(&sheet, "</t></is></c>");
        }
        text_printf(&sheet, "<c r=\"D%zu\" s=\"1\"><v>%s</v></c>", i + 2, cells[3]);
        text_printf(&sheet, "<c r=\"E%zu\" s=\"1\"><v>%s</v></c></row>", i + 2, cells[4]);
    }
    text_add(&sheet, "</sheetData></worksheet>");
    const char *book = arena_printf(arena,
                                    "<workbook %s><sheets><sheet name=\"Blad1\" sheetId=\"1\" "
                                    "r:id=\"rId1\"/></sheets></workbook>",
                                    ns);
    const char *const parts[][2] = {
        {"xl/workbook.xml", book},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
         "<Relationship Id=\"rId1\" Type=\"x\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
        {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>"
                          "</styleSheet>"},
        {"xl/worksheets/sheet1.xml", sheet.bytes}};
    return zipped(arena, parts, sizeof parts / sizeof *parts);
}

/* -- the law
 * ----------------------------------------------------------------------------------------- */

static void shuffle(struct random *random, struct visit *visits, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t k = (size_t)random_below(random, i);
        struct visit swap = visits[i - 1];
        visits[i - 1] = visits[k];
        visits[k] = swap;
    }
}

static struct inspection read_dialect(struct arena *arena, const struct dialect *dialect,
                                      struct random *random, const struct visit *visits,
                                      size_t count)
{
    struct visit copy[ROWS_MOST];
    memcpy(copy, visits, count * sizeof *copy);
    if (dialect->shuffled) {
        shuffle(random, copy, count);
    }
    struct text bytes;
    if (dialect->workbook) {
        bytes = workbook_of(arena, dialect, copy, count);
    } else {
        struct text text = table_text(arena, dialect, copy, count);
        bytes = encoded(arena, dialect, &text);
    }
    struct inspection found;
    struct error error = {0};
    assert_true(inspect_bytes(arena, "lijst.csv", bytes.bytes, bytes.size, &found, &error));
    return found;
}

static void a_list_counts_the_same_in_eight_dialects(void **state)
{
    (void)state;
    const char *given = getenv("SEED");
    uint64_t seed = given == NULL ? 1 : strtoull(given, NULL, 10);
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct arena *arena = arena_create();
        struct random random;
        struct visit visits[ROWS_MOST];
        random_seed(&random, seed, round);
        size_t count = make_visits(&random, visits);
        struct inspection first = read_dialect(arena, &dialects[0], &random, visits, count);
        assert_int_equal(first.source->kind, SOURCE_ATTENDANCE);
        assert_int_equal(first.bad_rows, 0);
        assert_int_equal(first.source->rows_read, count);
        for (size_t d = 1; d < sizeof dialects / sizeof *dialects; d++) {
            struct inspection found = read_dialect(arena, &dialects[d], &random, visits, count);
            bool same = found.source->kind == first.source->kind &&
                        found.attendees == first.attendees && found.minutes == first.minutes &&
                        found.bad_rows == first.bad_rows &&
                        found.source->rows_read == first.source->rows_read &&
                        found.source->rows_used == first.source->rows_used;
            if (!same) {
                fprintf(stderr,
                        "SEED=%llu, round %llu, %s: %llu people %.2f minutes, not %llu %.2f\n",
                        (unsigned long long)seed, (unsigned long long)round, dialects[d].name,
                        (unsigned long long)found.attendees, found.minutes,
                        (unsigned long long)first.attendees, first.minutes);
            }
            assert_true(same);
        }
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_counts_the_same_in_eight_dialects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
