/* font_subset: a small TrueType file out of a big one, as PDF wants it for a CIDFontType2: glyf,
 * head, hhea, hmtx, loca, maxp. Glyphs are numbered anew; parts of composite glyphs are added at
 * the end and their references rewritten. Instructions are left out: they would need tables that
 * are left out. */
#include <string.h>

#include "reports/render/font.h"
#include "reports/render/font_file.h"

/* Flags of a part of a composite glyph (OpenType, glyf). */
enum {
    ARGUMENTS_ARE_WORDS = 0x0001,
    HAS_SCALE = 0x0008,
    MORE_PARTS = 0x0020,
    HAS_TWO_SCALES = 0x0040,
    HAS_MATRIX = 0x0080,
    HAS_INSTRUCTIONS = 0x0100
};

struct writer {
    struct arena *arena;
    VECTOR(unsigned char) bytes;
};

struct subset {
    const struct font_file *file;
    VECTOR(uint16_t) glyphs; /* old number by new number */
};

static void put_bytes(struct writer *writer, const unsigned char *data, size_t size)
{
    if (size > 0) {
        VECTOR_RESERVE(writer->arena, &writer->bytes, size);
        memcpy(writer->bytes.items + writer->bytes.count, data, size);
        writer->bytes.count += size;
    }
}

static void put16(struct writer *writer, unsigned value)
{
    unsigned char two[2] = {(unsigned char)(value >> 8), (unsigned char)value};
    put_bytes(writer, two, 2);
}

static void put32(struct writer *writer, uint32_t value)
{
    put16(writer, value >> 16);
    put16(writer, value & 0xFFFF);
}

static void align(struct writer *writer)
{
    static const unsigned char zeros[4] = {0};
    put_bytes(writer, zeros, (4 - writer->bytes.count % 4) % 4);
}

static unsigned new_number(struct arena *arena, struct subset *subset, uint16_t old)
{
    for (size_t i = 0; i < subset->glyphs.count; i++) {
        if (subset->glyphs.items[i] == old) {
            return (unsigned)i;
        }
    }
    *VECTOR_PUSH(arena, &subset->glyphs) = old;
    return (unsigned)(subset->glyphs.count - 1);
}

static void put_simple(struct writer *writer, struct bytes outline)
{
    size_t contours = font_u16(outline.data);
    size_t ends = 10 + 2 * contours;
    if (ends + 2 > outline.size) {
        return;
    }
    size_t rest = ends + 2 + font_u16(outline.data + ends);
    if (rest > outline.size) {
        return;
    }
    put_bytes(writer, outline.data, ends);
    put16(writer, 0);
    put_bytes(writer, outline.data + rest, outline.size - rest);
}

static void put_composite(struct writer *writer, struct subset *subset, struct bytes outline)
{
    put_bytes(writer, outline.data, 10);
    size_t at = 10;
    unsigned flags = MORE_PARTS;
    while ((flags & MORE_PARTS) != 0 && at + 4 <= outline.size) {
        flags = font_u16(outline.data + at);
        unsigned glyph = font_u16(outline.data + at + 2);
        size_t size = (flags & ARGUMENTS_ARE_WORDS) != 0 ? 4 : 2;
        size += (flags & HAS_SCALE) != 0        ? 2
                : (flags & HAS_TWO_SCALES) != 0 ? 4
                : (flags & HAS_MATRIX) != 0     ? 8
                                                : 0;
        at += 4;
        if (at + size > outline.size) {
            return;
        }
        put16(writer, flags & ~(unsigned)HAS_INSTRUCTIONS);
        put16(writer, new_number(writer->arena, subset, (uint16_t)glyph));
        put_bytes(writer, outline.data + at, size);
        at += size;
    }
}

static uint32_t checksum(const unsigned char *data, size_t size)
{
    uint32_t sum = 0;
    for (size_t i = 0; i + 4 <= size; i += 4) {
        sum += font_u32(data + i);
    }
    return sum;
}

struct table {
    const char *tag;
    struct writer writer;
};

static void build_tables(struct arena *arena, struct subset *subset, struct table tables[6])
{
    struct writer *glyf = &tables[0].writer;
    struct writer *loca = &tables[4].writer;
    struct writer *hmtx = &tables[3].writer;
    const struct font_file *file = subset->file;
    for (size_t i = 0; i < 6; i++) {
        tables[i].writer.arena = arena;
    }
    for (size_t i = 0; i < subset->glyphs.count; i++) { /* grows while parts are found */
        unsigned old = subset->glyphs.items[i];
        struct bytes outline = font_file_outline(file, old);
        put32(loca, (uint32_t)glyf->bytes.count);
        if (outline.size >= 10) {
            if (font_i16(outline.data) >= 0) {
                put_simple(glyf, outline);
            } else {
                put_composite(glyf, subset, outline);
            }
            align(glyf);
        }
        put16(hmtx, font_file_advance(file, old));
        bool measured = old < file->metric_count;
        size_t bearing =
            measured ? 4 * (size_t)old + 2
                     : 4 * (size_t)file->metric_count + 2 * (size_t)(old - file->metric_count);
        put16(hmtx, bearing + 2 <= file->hmtx.size ? font_u16(file->hmtx.data + bearing) : 0);
    }
    put32(loca, (uint32_t)glyf->bytes.count);
    unsigned count = (unsigned)subset->glyphs.count;
    put_bytes(&tables[1].writer, file->head.data, 54);
    memset(tables[1].writer.bytes.items + 8, 0, 4);
    tables[1].writer.bytes.items[50] = 0;
    tables[1].writer.bytes.items[51] = 1;
    put_bytes(&tables[2].writer, file->hhea.data, 36);
    tables[2].writer.bytes.items[34] = (unsigned char)(count >> 8);
    tables[2].writer.bytes.items[35] = (unsigned char)count;
    put_bytes(&tables[5].writer, file->maxp.data, 32);
    tables[5].writer.bytes.items[4] = (unsigned char)(count >> 8);
    tables[5].writer.bytes.items[5] = (unsigned char)count;
}

struct bytes font_subset(struct arena *arena, const struct font_set *fonts, enum face face,
                         const uint16_t *glyphs, size_t count)
{
    struct subset subset = {.file = &fonts->faces[face]};
    *VECTOR_PUSH(arena, &subset.glyphs) = 0;
    for (size_t i = 0; i < count; i++) {
        *VECTOR_PUSH(arena, &subset.glyphs) = glyphs[i];
    }
    struct table tables[6] = {{.tag = "glyf"}, {.tag = "head"}, {.tag = "hhea"},
                              {.tag = "hmtx"}, {.tag = "loca"}, {.tag = "maxp"}};
    build_tables(arena, &subset, tables);
    struct writer out = {.arena = arena};
    put32(&out, 0x00010000);
    put16(&out, 6);
    put16(&out, 64); /* search range of 6 tables: 4 * 16 */
    put16(&out, 2);
    put16(&out, 32);
    size_t offset = 12 + 6 * 16;
    size_t head_at = 0;
    for (size_t i = 0; i < 6; i++) {
        size_t size = tables[i].writer.bytes.count;
        align(&tables[i].writer);
        put_bytes(&out, (const unsigned char *)tables[i].tag, 4);
        put32(&out, checksum(tables[i].writer.bytes.items, tables[i].writer.bytes.count));
        put32(&out, (uint32_t)offset);
        put32(&out, (uint32_t)size);
        head_at = i == 1 ? offset : head_at;
        offset += tables[i].writer.bytes.count;
    }
    for (size_t i = 0; i < 6; i++) {
        put_bytes(&out, tables[i].writer.bytes.items, tables[i].writer.bytes.count);
    }
    uint32_t adjust = 0xB1B0AFBAu - checksum(out.bytes.items, out.bytes.count);
    for (size_t i = 0; i < 4; i++) {
        out.bytes.items[head_at + 8 + i] = (unsigned char)(adjust >> (24 - 8 * i));
    }
    return (struct bytes){out.bytes.items, out.bytes.count};
}
