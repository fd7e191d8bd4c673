/* picture: see picture.h. The format is PNG (ISO/IEC 15948): chunks with lengths and checksums, a
 * zlib stream of filtered rows. Every length is checked before it is believed. */
#include "reports/render/picture.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "reports/render/font_file.h"

enum { SIDE_LIMIT = 4000 };
enum { GREY = 0, COLOUR = 2, PALETTE = 3, GREY_ALPHA = 4, COLOUR_ALPHA = 6 };

struct png {
    unsigned width, height, type, channels;
    const unsigned char *palette; /* of RGB triples */
    size_t palette_size;
    const unsigned char *transparency;
    size_t transparency_size;
    unsigned char *packed; /* the zlib stream, gathered */
    size_t packed_size;
};

static bool read_header(struct png *png, const unsigned char *data, size_t size)
{
    static const unsigned char channels[7] = {1, 0, 3, 1, 2, 0, 4};
    if (size != 13) {
        return false;
    }
    png->width = font_u32(data);
    png->height = font_u32(data + 4);
    png->type = data[9];
    bool usual = data[8] == 8 && png->type <= 6 && channels[png->type] != 0 && data[10] == 0 &&
                 data[11] == 0 && data[12] == 0;
    if (!usual || png->width == 0 || png->height == 0 || png->width > SIDE_LIMIT ||
        png->height > SIDE_LIMIT) {
        return false;
    }
    png->channels = channels[png->type];
    return true;
}

/* Walks over the chunks; true when the end was reached and all checksums were right. */
static bool read_chunks(struct png *png, struct bytes file)
{
    size_t at = 8;
    bool header = false;
    while (at + 12 <= file.size) {
        size_t size = font_u32(file.data + at);
        if (size > file.size - at - 12) {
            return false;
        }
        const unsigned char *type = file.data + at + 4;
        const unsigned char *data = type + 4;
        if (crc32(crc32(0, NULL, 0), type, (uInt)size + 4) != font_u32(data + size)) {
            return false;
        }
        if (memcmp(type, "IHDR", 4) == 0) {
            header = read_header(png, data, size);
            if (!header) {
                return false;
            }
        } else if (memcmp(type, "PLTE", 4) == 0) {
            png->palette = data;
            png->palette_size = size / 3;
        } else if (memcmp(type, "tRNS", 4) == 0) {
            png->transparency = data;
            png->transparency_size = size;
        } else if (memcmp(type, "IDAT", 4) == 0) {
            memcpy(png->packed + png->packed_size, data, size);
            png->packed_size += size;
        } else if (memcmp(type, "IEND", 4) == 0) {
            return header && png->packed_size > 0;
        }
        at += 12 + size;
    }
    return false;
}

/* The predictor that is nearest to left + up - corner (PNG, 9.4). */
static unsigned char paeth(int left, int up, int corner)
{
    int guess = left + up - corner;
    int to_left = abs(guess - left);
    int to_up = abs(guess - up);
    int to_corner = abs(guess - corner);
    if (to_left <= to_up && to_left <= to_corner) {
        return (unsigned char)left;
    }
    return (unsigned char)(to_up <= to_corner ? up : corner);
}

static bool unfilter(unsigned char *rows, size_t stride, unsigned height, unsigned channels)
{
    for (unsigned y = 0; y < height; y++) {
        unsigned char *row = rows + y * (stride + 1) + 1;
        const unsigned char *above = y == 0 ? NULL : row - stride - 1;
        unsigned filter = row[-1];
        if (filter > 4) {
            return false;
        }
        for (size_t x = 0; x < stride; x++) {
            int left = x < channels ? 0 : row[x - channels];
            int up = above == NULL ? 0 : above[x];
            int corner = above == NULL || x < channels ? 0 : above[x - channels];
            int add = filter == 1   ? left
                      : filter == 2 ? up
                      : filter == 3 ? (left + up) / 2
                      : filter == 4 ? paeth(left, up, corner)
                                    : 0;
            row[x] = (unsigned char)(row[x] + add);
        }
    }
    return true;
}

static void set_pixel(const struct png *png, const unsigned char *p, unsigned char *rgb,
                      unsigned char *alpha)
{
    *alpha = 255;
    if (png->type == PALETTE) {
        size_t index = p[0] < png->palette_size ? p[0] : 0;
        memcpy(rgb, png->palette + 3 * index, 3);
        *alpha = p[0] < png->transparency_size ? png->transparency[p[0]] : 255;
    } else if (png->channels >= 3) {
        memcpy(rgb, p, 3);
        *alpha = png->channels == 4 ? p[3] : 255;
    } else {
        memset(rgb, p[0], 3);
        *alpha = png->channels == 2 ? p[1] : 255;
    }
}

static struct picture *unpack(struct arena *arena, const struct png *png)
{
    size_t stride = (size_t)png->width * png->channels;
    uLongf size = (uLongf)((stride + 1) * png->height);
    unsigned char *rows = arena_alloc(arena, size);
    uLongf got = size;
    if (uncompress(rows, &got, png->packed, (uLong)png->packed_size) != Z_OK || got != size ||
        !unfilter(rows, stride, png->height, png->channels)) {
        return NULL;
    }
    struct picture *picture = arena_alloc(arena, sizeof *picture);
    size_t pixels = (size_t)png->width * png->height;
    picture->width = png->width;
    picture->height = png->height;
    picture->rgb = arena_alloc(arena, pixels * 3);
    picture->alpha = arena_alloc(arena, pixels);
    bool opaque = true;
    for (size_t i = 0; i < pixels; i++) {
        const unsigned char *pixel =
            rows + i / png->width * (stride + 1) + 1 + i % png->width * png->channels;
        set_pixel(png, pixel, picture->rgb + 3 * i, picture->alpha + i);
        opaque = opaque && picture->alpha[i] == 255;
    }
    picture->alpha = opaque ? NULL : picture->alpha;
    return picture;
}

struct picture *picture_read(struct arena *arena, struct bytes file, const char **reason)
{
    static const unsigned char signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (file.size < 8 || memcmp(file.data, signature, 8) != 0) {
        *reason = "not a PNG file";
        return NULL;
    }
    struct png png = {.packed = arena_alloc(arena, file.size)};
    if (!read_chunks(&png, file) || (png.type == PALETTE && png.palette_size == 0)) {
        *reason = "broken, too large, interlaced, or not 8 bits per channel";
        return NULL;
    }
    struct picture *picture = unpack(arena, &png);
    if (picture == NULL) {
        *reason = "its pixels cannot be read";
    }
    return picture;
}
