/* Any bytes are a picture of which every pixel is there, or are refused with a reason. What does
 * not begin as a PNG is put into one, with the checksums and the packing that a mutation would not
 * get right: type of colour, width, height, size of the palette, the palette, and the rows. */
#include <string.h>

#include <zlib.h>

#include "engine/base/text.h"
#include "reports/render/picture.h"
#include "tests/fuzz/fuzz.h"

static void add_number(struct text *file, uint32_t number)
{
    const unsigned char bytes[4] = {(unsigned char)(number >> 24), (unsigned char)(number >> 16),
                                    (unsigned char)(number >> 8), (unsigned char)number};
    text_add_bytes(file, (const char *)bytes, sizeof bytes);
}

static void add_chunk(struct text *file, const char *type, const void *bytes, size_t size)
{
    add_number(file, (uint32_t)size);
    size_t start = file->size;
    text_add_bytes(file, type, 4);
    text_add_bytes(file, bytes, size);
    add_number(file, (uint32_t)crc32(crc32(0, NULL, 0), (const unsigned char *)file->bytes + start,
                                     (uInt)size + 4));
}

static struct bytes make_png(struct arena *arena, const uint8_t *data, size_t size)
{
    static const char signature[] = "\x89PNG\r\n\x1A\n";
    struct text file = text_create(arena);
    const unsigned char head[13] = {0, 0, 0, data[1], 0, 0, 0, data[2], 8, data[0]};
    size_t palette = data[3] < size - 4 ? data[3] : size - 4;
    uLongf packed_size = compressBound((uLong)(size - 4 - palette));
    unsigned char *packed = arena_alloc(arena, packed_size);
    LAW(compress2(packed, &packed_size, data + 4 + palette, (uLong)(size - 4 - palette), 1) ==
        Z_OK);
    text_add_bytes(&file, signature, 8);
    add_chunk(&file, "IHDR", head, sizeof head);
    add_chunk(&file, "PLTE", data + 4, palette);
    add_chunk(&file, "tRNS", data + 4, palette / 3);
    add_chunk(&file, "IDAT", packed, packed_size);
    add_chunk(&file, "IEND", "", 0);
    return (struct bytes){(const unsigned char *)file.bytes, file.size};
}

static void check(const struct picture *picture)
{
    size_t pixels = (size_t)picture->width * picture->height;
    size_t sum = 0;
    LAW(pixels > 0);
    for (size_t i = 0; i < 3 * pixels; i++) {
        sum += picture->rgb[i];
    }
    for (size_t i = 0; picture->alpha != NULL && i < pixels; i++) {
        sum += picture->alpha[i];
    }
    LAW(sum <= pixels * 4 * 255);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    struct bytes file = {data, size};
    if (size >= 4 && data[0] != 0x89) {
        file = make_png(arena, data, size);
    }
    const char *reason = NULL;
    const struct picture *picture = picture_read(arena, file, &reason);
    LAW((picture != NULL) == (reason == NULL));
    if (picture != NULL) {
        check(picture);
    }
    return fuzz_done(arena);
}
