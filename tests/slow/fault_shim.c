/* fault_shim: a library that is loaded before the C library and makes one call fail, or all of them
 * awkward.
 *
 * - FAULT=alloc FAULT_AT=17: the seventeenth malloc, calloc, realloc or mmap gets nothing.
 * - FAULT=write FAULT_AT=17: of write, pwrite, ftruncate, fsync, fdatasync, unlink and open for
 *   writing, the seventeenth finds no room (ENOSPC).
 * - FAULT=io FAULT_AT=17: the same calls, the disk fails (EIO).
 * - FAULT=half FAULT_AT=17: the seventeenth write writes half, from then on there is no room.
 * - FAULT=read FAULT_AT=17: the seventeenth read or pread fails (EIO).
 * - FAULT=short: every read, pread, write and pwrite does a part, or is interrupted.
 *
 * FAULT_COUNT=FILE tells at the end how many such calls there were. Standard output and standard
 * error are left alone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum fault { FAULT_NONE, FAULT_ALLOC, FAULT_WRITE, FAULT_IO, FAULT_HALF, FAULT_READ, FAULT_SHORT };

static enum fault fault;
static long fault_at;
static atomic_long calls;
static atomic_bool full;
static atomic_bool ready;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

#define NEXT(name) (__extension__(__typeof__(&name)) dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void)
{
    static const char *const names[] = {"", "alloc", "write", "io", "half", "read", "short"};
    const char *name = getenv("FAULT");
    const char *at = getenv("FAULT_AT");
    for (int i = 0; name != NULL && i <= FAULT_SHORT; i++) {
        fault = strcmp(name, names[i]) == 0 ? (enum fault)i : fault;
    }
    fault_at = at == NULL ? 0 : strtol(at, NULL, 10);
    ready = true;
}

__attribute__((destructor)) static void finish(void)
{
    const char *path = getenv("FAULT_COUNT");
    ready = false;
    if (path != NULL) {
        FILE *file = fopen(path, "w");
        if (file != NULL) {
            fprintf(file, "%ld\n", (long)calls);
            fclose(file);
        }
    }
}

/* Is this the call that fails? */
static bool strikes(enum fault kind)
{
    return ready && fault == kind && atomic_fetch_add(&calls, 1) + 1 == fault_at;
}

/* -- memory --------------------------------------------------------------------------------------
 */

static bool no_memory(void)
{
    bool struck = strikes(FAULT_ALLOC);
    errno = struck ? ENOMEM : errno;
    return struck;
}

void *malloc(size_t size)
{
    return no_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return no_memory() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return no_memory() ? NULL : __libc_realloc(old, size);
}

void *mmap(void *start, size_t size, int protection, int flags, int file, off_t offset)
{
    return no_memory() ? MAP_FAILED : NEXT(mmap)(start, size, protection, flags, file, offset);
}

/* -- the disk ------------------------------------------------------------------------------------
 */

/* True with errno when a call that changes the disk has to fail. */
static bool no_disk(int file)
{
    if (file == STDOUT_FILENO || file == STDERR_FILENO) {
        return false;
    }
    if (fault == FAULT_HALF && full) {
        errno = ENOSPC;
        return true;
    }
    bool struck = strikes(FAULT_WRITE) || strikes(FAULT_IO);
    errno = !struck ? errno : fault == FAULT_IO ? EIO : ENOSPC;
    return struck;
}

/* How many of `size` bytes this call moves. */
static size_t part_of(int file, size_t size)
{
    if (file == STDOUT_FILENO || file == STDERR_FILENO || size < 2) {
        return size;
    }
    if (fault == FAULT_HALF && strikes(FAULT_HALF)) {
        full = true;
        return size / 2;
    }
    return fault == FAULT_SHORT ? size / 2 : size;
}

/* With FAULT=short every fourth call is interrupted before it did anything. */
static bool is_interrupted(int file)
{
    bool counts = ready && fault == FAULT_SHORT && file != STDOUT_FILENO && file != STDERR_FILENO;
    bool interrupted = counts && atomic_fetch_add(&calls, 1) % 4 == 3;
    errno = interrupted ? EINTR : errno;
    return interrupted;
}

ssize_t write(int file, const void *bytes, size_t size)
{
    if (is_interrupted(file) || no_disk(file)) {
        return -1;
    }
    return NEXT(write)(file, bytes, part_of(file, size));
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at)
{
    if (is_interrupted(file) || no_disk(file)) {
        return -1;
    }
    return NEXT(pwrite)(file, bytes, part_of(file, size), at);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at)
{
    return pwrite(file, bytes, size, (off_t)at);
}

ssize_t read(int file, void *bytes, size_t size)
{
    if (is_interrupted(file) || strikes(FAULT_READ)) {
        errno = fault == FAULT_READ ? EIO : errno;
        return -1;
    }
    return NEXT(read)(file, bytes, fault == FAULT_SHORT ? part_of(file, size) : size);
}

ssize_t pread(int file, void *bytes, size_t size, off_t at)
{
    if (is_interrupted(file) || strikes(FAULT_READ)) {
        errno = fault == FAULT_READ ? EIO : errno;
        return -1;
    }
    return NEXT(pread)(file, bytes, fault == FAULT_SHORT ? part_of(file, size) : size, at);
}

ssize_t pread64(int file, void *bytes, size_t size, off64_t at)
{
    return pread(file, bytes, size, (off_t)at);
}

int fsync(int file)
{
    return no_disk(file) ? -1 : NEXT(fsync)(file);
}

int fdatasync(int file)
{
    return no_disk(file) ? -1 : NEXT(fdatasync)(file);
}

int ftruncate(int file, off_t size)
{
    return no_disk(file) ? -1 : NEXT(ftruncate)(file, size);
}

int ftruncate64(int file, off64_t size)
{
    return ftruncate(file, (off_t)size);
}

int unlink(const char *path)
{
    return no_disk(-1) ? -1 : NEXT(unlink)(path);
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    int mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, int) : 0;
    va_end(arguments);
    if ((flags & O_CREAT) != 0 && no_disk(-1)) {
        return -1;
    }
    return NEXT(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    int mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, int) : 0;
    va_end(arguments);
    return open(path, flags, mode);
}
