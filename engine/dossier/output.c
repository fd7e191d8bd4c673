/* output: see output.h. */
#include "engine/dossier/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/text.h"

static bool fail(struct error *error, const char *path, int reason)
{
    bool full = reason == ENOSPC || reason == EFBIG || reason == EDQUOT;
    return error_set_reason(error, full ? ERROR_DISK_FULL : ERROR_UNWRITABLE, path, reason);
}

bool output_folder(struct arena *arena, const char *path, struct error *error)
{
    struct stat there;
    if (stat(path, &there) == 0 && S_ISDIR(there.st_mode)) {
        return true;
    }
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

/* The process that staged "impact.pdf.4711.new"; 0 when nobody did. */
static long stager_of(const char *entry, const char *name)
{
    static const char ending[] = ".new";
    size_t size = strlen(entry);
    if (size <= sizeof ending || strcmp(entry + size - (sizeof ending - 1), ending) != 0) {
        return 0;
    }
    const char *end = entry + size - (sizeof ending - 1);
    const char *digits = end;
    while (digits > entry && text_is_digit(digits[-1])) {
        digits--;
    }
    bool staged = digits < end && digits > entry + 1 && digits[-1] == '.';
    size_t before = (size_t)(digits - entry) - staged;
    if (!staged ||
        (name != NULL && (strlen(name) != before || strncmp(name, entry, before) != 0))) {
        return 0;
    }
    char *rest;
    errno = 0;
    long process = strtol(digits, &rest, 10);
    return errno == 0 && rest == end ? process : 0;
}

static bool lives(long process)
{
    return process > 0 && process <= INT_MAX && (kill((pid_t)process, 0) == 0 || errno != ESRCH);
}

void output_sweep(struct arena *arena, const char *folder, const char *name)
{
    DIR *entries = opendir(folder);
    if (entries == NULL) {
        return; /* nothing to sweep, or nothing that we may */
    }
    const struct dirent *entry;
    while ((entry = readdir(entries)) != NULL) {
        long process = stager_of(entry->d_name, name);
        if (process != 0 && !lives(process)) {
            unlink(arena_printf(arena, "%s/%s", folder, entry->d_name));
        }
    }
    closedir(entries);
}

bool output_write(struct arena *arena, const char *path, const void *bytes, size_t size,
                  struct error *error)
{
    const char *slash = strrchr(path, '/');
    output_sweep(arena, slash == NULL ? "." : arena_copy(arena, path, (size_t)(slash - path)),
                 slash == NULL ? path : slash + 1);
    const char *staged = output_stage(arena, path, bytes, size, error);
    return staged != NULL && output_place(staged, path, error);
}
