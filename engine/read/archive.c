/* archive: see archive.h. minizip reads through callbacks, here over memory. Against zip bombs: the
 * bytes that really come out are counted, for one part and for all together. */
#include "engine/read/archive.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <minizip/unzip.h>

enum { BLOCK = 64 * 1024, SMALL = 64 * 1024 * 1024, RATIO = 300 };
static const uint64_t total_most = (uint64_t)1 << 30;

struct archive {
    const unsigned char *bytes;
    uint64_t size, at;
    uint64_t unpacked; /* over all parts */
    unzFile zip;
};

static voidpf ZCALLBACK memory_open(voidpf opaque, const void *name, int mode)
{
    (void)name;
    (void)mode;
    return opaque;
}

static uLong ZCALLBACK memory_read(voidpf opaque, voidpf stream, void *buffer, uLong size)
{
    struct archive *archive = opaque;
    (void)stream;
    uint64_t left = archive->at < archive->size ? archive->size - archive->at : 0;
    uLong take = left < size ? (uLong)left : size;
    if (take > 0) {
        memcpy(buffer, archive->bytes + archive->at, take);
    }
    archive->at += take;
    return take;
}

static uLong ZCALLBACK memory_write(voidpf opaque, voidpf stream, const void *buffer, uLong size)
{
    (void)opaque;
    (void)stream;
    (void)buffer;
    (void)size;
    return 0;
}

static ZPOS64_T ZCALLBACK memory_tell(voidpf opaque, voidpf stream)
{
    (void)stream;
    return ((const struct archive *)opaque)->at;
}

static long ZCALLBACK memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    struct archive *archive = opaque;
    (void)stream;
    uint64_t base = origin == SEEK_CUR ? archive->at : origin == SEEK_END ? archive->size : 0;
    uint64_t to = base + offset;
    if (to > archive->size) {
        return -1;
    }
    archive->at = to;
    return 0;
}

static int ZCALLBACK memory_close(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

static int ZCALLBACK memory_error(voidpf opaque, voidpf stream)
{
    (void)opaque;
    (void)stream;
    return 0;
}

static void close_archive(void *pointer)
{
    unzClose(pointer);
}

struct archive *archive_open(struct arena *arena, const void *bytes, size_t size)
{
    struct archive *archive = arena_alloc(arena, sizeof *archive);
    archive->bytes = bytes;
    archive->size = size;
    zlib_filefunc64_def functions = {
        .zopen64_file = memory_open,
        .zread_file = memory_read,
        .zwrite_file = memory_write,
        .ztell64_file = memory_tell,
        .zseek64_file = memory_seek,
        .zclose_file = memory_close,
        .zerror_file = memory_error,
        .opaque = archive,
    };
    archive->zip = unzOpen2_64("memory", &functions);
    if (archive->zip == NULL) {
        return NULL;
    }
    arena_adopt(arena, close_archive, archive->zip);
    return archive;
}

/* Names in a zip are compared without case, as Windows does. */
enum { WITHOUT_CASE = 2 };

bool archive_has(struct archive *archive, const char *part)
{
    return unzLocateFile(archive->zip, part, WITHOUT_CASE) == UNZ_OK;
}

bool archive_read(struct archive *archive, const char *part,
                  bool (*take)(void *context, const char *bytes, size_t size), void *context)
{
    unz_file_info64 info;
    if (!archive_has(archive, part) ||
        unzGetCurrentFileInfo64(archive->zip, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK ||
        unzOpenCurrentFile(archive->zip) != UNZ_OK) {
        return false;
    }
    char block[BLOCK];
    uint64_t out = 0;
    int got;
    bool good = true;
    while (good && (got = unzReadCurrentFile(archive->zip, block, sizeof block)) != 0) {
        good = got > 0;
        if (good) {
            out += (uint64_t)got;
            archive->unpacked += (uint64_t)got;
            good = (out < SMALL || out / RATIO <= info.compressed_size) &&
                   archive->unpacked <= total_most && take(context, block, (size_t)got);
        }
    }
    /* A wrong checksum shows at the end. */
    return unzCloseCurrentFile(archive->zip) == UNZ_OK && good;
}
