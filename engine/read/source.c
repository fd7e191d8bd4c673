/* source: see source.h. Small files are read; large ones are mapped, which saves the copy and a
 * page fault for every 4 KiB of it, and keeps their bytes out of the memory that the program calls
 * its own. */
#include "engine/read/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/pages.h"

enum { MAP_FROM = 256 * 1024, READ_STEP = 64 * 1024, PIPE_MOST = 1024 * 1024 * 1024 };

static bool map_file(struct arena *arena, int file, size_t size, struct source_bytes *bytes)
{
    const void *start = pages_map_file(arena, file, size);
    if (start == NULL) {
        return false;
    }
    posix_madvise((void *)(uintptr_t)start, size, POSIX_MADV_SEQUENTIAL);
    *bytes = (struct source_bytes){.data = start, .size = size, .mapped = true};
    return true;
}

/* Reads to the end, whatever size was promised: a pipe promises none. It is read all the same, for
 * "inspect <(unzip -p ...)" is meant; but not for ever, EOVERFLOW. */
static bool read_file(struct arena *arena, int file, size_t promised, struct source_bytes *bytes)
{
    size_t capacity = promised + 1;
    size_t size = 0;
    unsigned char *data = malloc(capacity);
    while (data != NULL) {
        if (size > promised && size - promised > PIPE_MOST) {
            errno = EOVERFLOW;
            break;
        }
        if (size == capacity) {
            unsigned char *grown = realloc(data, capacity + capacity / 2 + READ_STEP);
            if (grown == NULL) {
                break;
            }
            capacity += capacity / 2 + READ_STEP;
            data = grown;
        }
        ssize_t got = read(file, data + size, capacity - size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            break;
        }
        if (got == 0) {
            arena_adopt(arena, free, data);
            *bytes = (struct source_bytes){.data = data, .size = size};
            return true;
        }
        size += (size_t)got;
    }
    int reason = data == NULL ? ENOMEM : errno;
    free(data);
    errno = reason;
    return false;
}

bool source_load(struct arena *arena, const char *path, struct source_bytes *bytes,
                 struct error *error)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0) {
        enum error_kind kind =
            errno == ENOENT || errno == ENOTDIR ? ERROR_NOT_FOUND : ERROR_UNREADABLE;
        return error_set_reason(error, kind, path, errno);
    }
    bool done = fstat(file, &status) == 0;
    if (done && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        done = false;
    } else if (done && !S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode)) {
        errno = ENODEV; /* /dev/zero has no end, a terminal waits for somebody */
        done = false;
    }
    if (done) {
        size_t size = S_ISREG(status.st_mode) && status.st_size > 0 ? (size_t)status.st_size : 0;
        done = (size >= MAP_FROM && map_file(arena, file, size, bytes)) ||
               read_file(arena, file, size, bytes);
    }
    if (!done) {
        bool no_file = errno == ENODEV || errno == EOVERFLOW;
        error_set_reason(error, no_file ? ERROR_NO_FILE : ERROR_UNREADABLE, path, errno);
    }
    close(file);
    return done;
}

void source_rest(const struct source_bytes *bytes)
{
    source_rest_part(bytes, 0, bytes->size);
}

void source_rest_part(const struct source_bytes *bytes, size_t from, size_t to)
{
    if (!bytes->stays) {
        source_leave_part(bytes, from, to);
    }
}

void source_leave_part(const struct source_bytes *bytes, size_t from, size_t to)
{
    enum { WHOLE_PAGES = 64 * 1024 }; /* as large as pages are anywhere */
    from -= from % WHOLE_PAGES;
    to = to < bytes->size ? to - to % WHOLE_PAGES : bytes->size;
    if (bytes->mapped && from < to) {
        pages_rest(bytes->data + from, to - from);
    }
}
