/* font: see font.h. The tables are described in the OpenType specification (head, hhea, hmtx, maxp,
 * cmap format 4, kern format 0, OS/2). Every offset is checked against the file before it is used.
 */
#include "reports/render/font.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/pages.h"
#include "engine/unicode/fold.h"
#include "reports/render/font_file.h"

static const char *const face_files[FACES] = {
#define FACE(name, file) file,
    FONT_FACES(FACE)
#undef FACE
};

static struct bytes part(struct bytes bytes, size_t offset, size_t size)
{
    if (offset > bytes.size || size > bytes.size - offset) {
        return (struct bytes){NULL, 0};
    }
    return (struct bytes){bytes.data + offset, size};
}

static struct bytes table_of(struct bytes file, const char *tag)
{
    if (file.size < 12) {
        return (struct bytes){NULL, 0};
    }
    unsigned count = font_u16(file.data + 4);
    for (unsigned i = 0; i < count && 12 + 16 * (size_t)(i + 1) <= file.size; i++) {
        const unsigned char *entry = file.data + 12 + 16 * (size_t)i;
        if (memcmp(entry, tag, 4) == 0) {
            return part(file, font_u32(entry + 8), font_u32(entry + 12));
        }
    }
    return (struct bytes){NULL, 0};
}

struct bytes font_file_outline(const struct font_file *file, unsigned glyph)
{
    size_t step = file->long_loca ? 4 : 2;
    if (glyph >= file->glyph_count || (glyph + 2) * step > file->loca.size) {
        return (struct bytes){NULL, 0};
    }
    const unsigned char *at = file->loca.data + glyph * step;
    size_t from = file->long_loca ? font_u32(at) : 2 * (size_t)font_u16(at);
    size_t to = file->long_loca ? font_u32(at + 4) : 2 * (size_t)font_u16(at + 2);
    return to <= from ? (struct bytes){NULL, 0} : part(file->glyf, from, to - from);
}

unsigned font_file_advance(const struct font_file *file, unsigned glyph)
{
    unsigned index = glyph < file->metric_count ? glyph : file->metric_count - 1;
    return font_u16(file->hmtx.data + 4 * (size_t)index);
}

/* Format 4: segments of characters, each with a shift or with a list of glyphs. */
static bool read_characters(struct arena *arena, struct font_file *file, struct bytes cmap)
{
    struct bytes map = {NULL, 0};
    unsigned count = cmap.size < 4 ? 0 : font_u16(cmap.data + 2);
    for (unsigned i = 0; i < count && 4 + 8 * (size_t)(i + 1) <= cmap.size; i++) {
        const unsigned char *entry = cmap.data + 4 + 8 * (size_t)i;
        uint32_t offset = font_u32(entry + 4);
        if (font_u16(entry) == 3 && font_u16(entry + 2) == 1 && offset + 4 <= cmap.size &&
            font_u16(cmap.data + offset) == 4) {
            map = part(cmap, offset, font_u16(cmap.data + offset + 2));
        }
    }
    if (map.size < 16) {
        return false;
    }
    size_t segments = font_u16(map.data + 6) / 2;
    if (16 + 8 * segments > map.size) {
        return false;
    }
    const unsigned char *ends = map.data + 14;
    const unsigned char *starts = ends + 2 * segments + 2;
    const unsigned char *deltas = starts + 2 * segments;
    const unsigned char *ranges = deltas + 2 * segments;
    file->glyph_of = arena_alloc_array(arena, 65536, sizeof *file->glyph_of);
    for (size_t i = 0; i < segments; i++) {
        unsigned end = font_u16(ends + 2 * i);
        unsigned start = font_u16(starts + 2 * i);
        unsigned range = font_u16(ranges + 2 * i);
        for (unsigned c = start; c <= end && c < 0xFFFF; c++) {
            unsigned glyph = c;
            if (range != 0) {
                size_t at = (size_t)(ranges - map.data) + 2 * i + range + 2 * (size_t)(c - start);
                glyph = at + 2 <= map.size ? font_u16(map.data + at) : 0;
                if (glyph == 0) {
                    continue;
                }
            }
            glyph = (glyph + font_u16(deltas + 2 * i)) & 0xFFFF;
            file->glyph_of[c] = glyph < file->glyph_count ? (uint16_t)glyph : 0;
        }
    }
    return true;
}

static void read_plain_pairs(struct arena *arena, struct font_file *file)
{
    uint8_t count = 0;
    file->plain_of = arena_alloc(arena, file->glyph_count);
    file->plain_pairs = arena_alloc_array(arena, FONT_PLAIN, sizeof *file->plain_pairs);
    for (int c = ' '; c <= '~'; c++) {
        uint8_t *plain = &file->plain_of[file->glyph_of[c]];
        *plain = *plain == 0 ? ++count : *plain;
    }
    for (uint32_t left = 0; left < file->glyph_count; left++) {
        uint32_t end = file->plain_of[left] == 0 ? 0 : file->first_pair[left + 1];
        for (uint32_t i = file->first_pair[left]; i < end; i++) {
            uint32_t right = file->pairs[i].pair & 0xFFFF;
            if (right < file->glyph_count) {
                file->plain_pairs[file->plain_of[left]][file->plain_of[right]] =
                    file->pairs[i].value;
            }
        }
    }
}

/* Format 0 lists the pairs in ascending order; a face without them simply has no kerning. */
static void read_kerning(struct arena *arena, struct font_file *file, struct bytes kern)
{
    if (kern.size < 18 || font_u16(kern.data) != 0 || font_u16(kern.data + 8) >> 8 != 0) {
        return;
    }
    size_t count = font_u16(kern.data + 10);
    if (18 + 6 * count > kern.size) {
        count = (kern.size - 18) / 6;
    }
    struct kern_pair *pairs = arena_alloc_array(arena, count, sizeof *pairs);
    for (size_t i = 0; i < count; i++) {
        const unsigned char *entry = kern.data + 18 + 6 * i;
        pairs[i].pair = font_u32(entry);
        pairs[i].value = (int16_t)font_i16(entry + 4);
        if (i > 0 && pairs[i].pair <= pairs[i - 1].pair) {
            return; /* unsorted: searching would miss pairs at random */
        }
    }
    file->pairs = pairs;
    file->first_pair = arena_alloc_array(arena, file->glyph_count + 1, sizeof *file->first_pair);
    size_t pair = 0;
    for (uint32_t glyph = 0; glyph <= file->glyph_count; glyph++) {
        while (pair < count && pairs[pair].pair >> 16 < glyph) {
            pair++;
        }
        file->first_pair[glyph] = (uint32_t)pair;
    }
    read_plain_pairs(arena, file);
}

static int thousandths(const struct font_file *file, int units)
{
    return (int)((long)units * 1000 / (long)file->units);
}

static void read_measures(struct font_file *file, struct bytes os2, const char *name, bool bold)
{
    struct font_measures *m = &file->measures;
    m->name = name;
    m->ascent = thousandths(file, font_i16(file->hhea.data + 4));
    m->descent = thousandths(file, font_i16(file->hhea.data + 6));
    bool has_heights = os2.size >= 90 && font_u16(os2.data) >= 2;
    m->x_height = has_heights ? thousandths(file, font_i16(os2.data + 86)) : 500;
    m->cap_height = has_heights ? thousandths(file, font_i16(os2.data + 88)) : 700;
    m->italic_angle = strstr(name, "Italic") != NULL ? -8 : 0;
    m->stem = bold ? 140 : 88;
    for (size_t i = 0; i < 4; i++) {
        m->box[i] = thousandths(file, font_i16(file->head.data + 36 + 2 * i));
    }
}

static bool read_face(struct arena *arena, struct font_file *file, struct bytes bytes,
                      enum face face, struct error *error)
{
    file->bytes = bytes;
    file->head = table_of(bytes, "head");
    file->hhea = table_of(bytes, "hhea");
    file->hmtx = table_of(bytes, "hmtx");
    file->maxp = table_of(bytes, "maxp");
    file->loca = table_of(bytes, "loca");
    file->glyf = table_of(bytes, "glyf");
    bool whole = file->head.size >= 54 && file->hhea.size >= 36 && file->maxp.size >= 32 &&
                 file->glyf.size > 0;
    if (whole) {
        file->units = font_u16(file->head.data + 18);
        file->long_loca = font_u16(file->head.data + 50) != 0;
        file->glyph_count = font_u16(file->maxp.data + 4);
        file->metric_count = font_u16(file->hhea.data + 34);
        whole = file->units > 0 && file->metric_count > 0 &&
                file->hmtx.size >= 4 * (size_t)file->metric_count;
    }
    if (!whole || !read_characters(arena, file, table_of(bytes, "cmap"))) {
        return error_set(error, ERROR_RENDER, face_files[face], 0, "not a usable TrueType font");
    }
    read_kerning(arena, file, table_of(bytes, "kern"));
    size_t stem = strlen(face_files[face]) - 4;
    read_measures(file, table_of(bytes, "OS/2"), arena_copy(arena, face_files[face], stem),
                  face == FACE_BOLD || face == FACE_BLACK);
    return true;
}

struct font_set *font_set_read(struct arena *arena, const struct bytes files[FACES],
                               struct error *error)
{
    struct font_set *fonts = arena_alloc(arena, sizeof *fonts);
    for (enum face face = 0; face < FACES; face++) {
        if (!read_face(arena, &fonts->faces[face], files[face], face, error)) {
            return NULL;
        }
    }
    return fonts;
}

static bool map_file(struct arena *arena, const char *path, struct bytes *bytes)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    struct stat status;
    bool done = fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
    if (done) {
        size_t size = (size_t)status.st_size;
        *bytes = (struct bytes){pages_map_file(arena, file, size), size};
        done = bytes->data != NULL;
    }
    close(file);
    return done;
}

struct font_set *font_set_load(struct arena *arena, const char *folder, struct error *error)
{
    struct bytes files[FACES] = {{NULL, 0}};
    for (enum face face = 0; face < FACES; face++) {
        const char *path =
            arena_printf(arena, "%s/%s", folder == NULL ? FONT_FOLDER : folder, face_files[face]);
        if (!map_file(arena, path, &files[face])) {
            error_set(error, ERROR_NO_FONT, NULL, 0, "%s", path);
            return NULL;
        }
    }
    return font_set_read(arena, files, error);
}

const struct font_measures *font_measures(const struct font_set *fonts, enum face face)
{
    return &fonts->faces[face].measures;
}

uint16_t font_glyph(const struct font_set *fonts, enum face face, uint32_t code_point)
{
    /* Characters that differ only in how lines break have the glyph of their plain sibling. */
    static const uint16_t siblings[][2] = {
        {0x2011, '-'}, {0x00A0, ' '}, {0x202F, ' '}, {0x2007, '0'}, {0x02BC, 0x2019}};
    if (code_point > 0xFFFF) {
        return 0;
    }
    const uint16_t *glyph_of = fonts->faces[face].glyph_of;
    uint16_t glyph = glyph_of[code_point];
    for (size_t i = 0; glyph == 0 && i < sizeof siblings / sizeof siblings[0]; i++) {
        if (siblings[i][0] == code_point) {
            glyph = glyph_of[siblings[i][1]];
        }
    }
    return glyph;
}

double font_advance(const struct font_set *fonts, enum face face, uint16_t glyph)
{
    const struct font_file *file = &fonts->faces[face];
    return font_file_advance(file, glyph) * 1000.0 / file->units;
}

double font_kerning(const struct font_set *fonts, enum face face, uint16_t left, uint16_t right)
{
    const struct font_file *file = &fonts->faces[face];
    if (file->first_pair == NULL || left >= file->glyph_count) {
        return 0;
    }
    unsigned plain = file->plain_of[left];
    unsigned plain_right = right < file->glyph_count ? file->plain_of[right] : 0;
    if (plain != 0 && plain_right != 0) {
        int value = file->plain_pairs[plain][plain_right];
        return value == 0 ? 0 : value * 1000.0 / file->units;
    }
    uint32_t wanted = (uint32_t)left << 16 | right;
    size_t low = file->first_pair[left];
    size_t end = file->first_pair[left + 1];
    size_t high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (file->pairs[middle].pair < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < end && file->pairs[low].pair == wanted) {
        return file->pairs[low].value * 1000.0 / file->units;
    }
    return 0;
}

double font_width(const struct font_set *fonts, enum face face, const char *text, size_t size,
                  double points)
{
    double width = 0;
    uint16_t before = 0;
    for (size_t at = 0; at < size;) {
        uint32_t code_point = (unsigned char)text[at];
        at += code_point < 0x80 ? 1 : fold_decode(text + at, &code_point);
        uint16_t glyph = font_glyph(fonts, face, code_point);
        width += font_advance(fonts, face, glyph);
        if (before != 0) {
            width += font_kerning(fonts, face, before, glyph);
        }
        before = glyph;
    }
    return width * points / 1000;
}
