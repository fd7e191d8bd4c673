/* output: see output.h. */
#include "engine/dossier/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct error *error, const char *path, int reason)
{
    bool full = reason == ENOSPC || reason == EFBIG || reason == EDQUOT;
    return error_set_reason(error, full ? ERROR_DISK_FULL : ERROR_UNWRITABLE, path, reason);
}

bool output_folder(struct arena *arena, const char *path, struct error *error)
{
    char *copy = arena_strdup(arena, path);
    for (char *slash = copy + 1;; slash++) {
        if (*slash != '/' && *slash != '\0') {
            continue;
        }
        char kept = *slash;
        *slash = '\0';
        struct stat status;
        if (mkdir(copy, 0777) != 0 &&
            (errno != EEXIST || stat(copy, &status) != 0 || !S_ISDIR(status.st_mode))) {
            return fail(error, copy, errno == EEXIST ? ENOTDIR : errno);
        }
        *slash = kept;
        if (kept == '\0') {
            return true;
        }
    }
}

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            if (written == 0) {
                errno = ENOSPC;
            }
            return false;
        }
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

const char *output_stage(struct arena *arena, const char *path, const void *bytes, size_t size,
                         struct error *error)
{
    const char *staged = arena_printf(arena, "%s.%ld.new", path, (long)getpid());
    int file = open(staged, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) {
        fail(error, path, errno);
        return NULL;
    }
    bool good = write_all(file, bytes, size);
    int reason = errno;
    if (close(file) != 0 && good) {
        good = false;
        reason = errno;
    }
    if (!good) {
        unlink(staged);
        fail(error, path, reason);
        return NULL;
    }
    return staged;
}

bool output_place(const char *staged, const char *path, struct error *error)
{
    if (rename(staged, path) == 0) {
        return true;
    }
    int reason = errno;
    unlink(staged);
    return fail(error, path, reason);
}

void output_drop(const char *staged)
{
    unlink(staged);
}

bool output_write(struct arena *arena, const char *path, const void *bytes, size_t size,
                  struct error *error)
{
    const char *staged = output_stage(arena, path, bytes, size, error);
    return staged != NULL && output_place(staged, path, error);
}
