/* respell: see respell.h. */
#include "tests/support/respell.h"

#include <string.h>

#include <zlib.h>

#include "engine/base/text.h"

/* -- text with separators --------------------------------------------------------------------- */

struct text respell_start(struct arena *arena, const struct respelling *spelling)
{
    struct text out = text_create(arena);
    if (spelling->hint) {
        text_printf(&out, "sep=%c%s", spelling->mark, spelling->line_end);
    }
    return out;
}

void respell_cell(struct text *out, const struct respelling *spelling, const char *cell, bool last)
{
    char special[] = {'"', spelling->mark, '\n', '\r', '\0'};
    bool quoted = spelling->quoted || cell[strcspn(cell, special)] != '\0';
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
        text_add(out, spelling->line_end);
    } else {
        text_add_char(out, spelling->mark);
    }
}

/* -- encodings ---------------------------------------------
 */

static uint32_t next_character(const char **s)
{
    const unsigned char *u = (const unsigned char *)*s;
    int extra = u[0] < 0x80 ? 0 : u[0] < 0xE0 ? 1 : u[0] < 0xF0 ? 2 : 3;
    uint32_t c = extra == 0 ? u[0] : u[0] & (0x3Fu >> extra);
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

static void put_wide(struct text *out, uint32_t c, bool little)
{
    if (c >= 0x10000) {
        put_unit(out, 0xD800 + ((c - 0x10000) >> 10), little);
        c = 0xDC00 + ((c - 0x10000) & 0x3FF);
    }
    put_unit(out, c, little);
}

/* The byte of a character in Windows-1252; 0 when it has none, or none that tests use. */
static unsigned char windows_byte(uint32_t c)
{
    static const struct {
        uint32_t c;
        unsigned char byte;
    } others[] = {{0x20AC, 0x80}, {0x2018, 0x91}, {0x2019, 0x92}, {0x2013, 0x96}, {0x2014, 0x97}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (others[i].c == c) {
            return others[i].byte;
        }
    }
    return c < 0x80 || (c >= 0xA0 && c <= 0xFF) ? (unsigned char)c : 0;
}

bool respell_fits(const struct respelling *spelling, const struct text *text)
{
    bool fits = true;
    for (const char *s = text->bytes; fits && s < text->bytes + text->size;) {
        fits = windows_byte(next_character(&s)) != 0;
    }
    return fits || spelling->encoding != ENCODING_WINDOWS_1252;
}

struct text respell_encode(struct arena *arena, const struct respelling *spelling,
                           const struct text *text)
{
    struct text out = text_create(arena);
    bool little = spelling->encoding == ENCODING_UTF_16LE;
    bool wide = little || spelling->encoding == ENCODING_UTF_16BE;
    if (spelling->byte_order_mark && wide) {
        put_unit(&out, 0xFEFF, little);
    } else if (spelling->byte_order_mark) {
        text_add(&out, "\xEF\xBB\xBF");
    }
    for (const char *s = text->bytes; s < text->bytes + text->size;) {
        const char *start = s;
        uint32_t c = next_character(&s);
        if (wide) {
            put_wide(&out, c, little);
        } else if (spelling->encoding == ENCODING_WINDOWS_1252) {
            text_add_char(&out, (char)windows_byte(c));
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

void respell_xml(struct text *out, const char *cell)
{
    for (const char *c = cell; *c != '\0'; c++) {
        if (*c == '&' || *c == '<' || *c == '"') {
            text_printf(out, "&#%d;", *c);
        } else {
            text_add_char(out, *c);
        }
    }
}

struct text respell_workbook(struct arena *arena, const struct text *rows)
{
    static const char ns[] = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                             "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                             "relationships\"";
    const char *sheet =
        arena_printf(arena, "<worksheet %s><sheetData>%s</sheetData></worksheet>", ns, rows->bytes);
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
        {"xl/worksheets/sheet1.xml", sheet}};
    return zipped(arena, parts, sizeof parts / sizeof *parts);
}
