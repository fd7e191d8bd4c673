/* folder: the files of an edition folder, in a fixed order, with what tells that they did not
 * change. */
#ifndef ENGINE_FOLDER_H
#define ENGINE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"

struct folder_file {
    const char *path;  /* relative to the folder, with /, control characters written as \x0A */
    const char *where; /* to open it */
    uint64_t size, inode;
    int64_t mtime, ctime; /* nanoseconds since 1970 */
};

struct folder {
    const char *path; /* without a slash at the end */
    const char *id;   /* the folder's own name */
    struct folder_file *files;
    size_t count;
};

/* Lists regular files in the folder and up to three folders deep, sorted by the bytes of their
 * path: not hidden ones, not Excel's lock files (~$...), not out/ or reference/, not stores. Fails
 * when the folder does not exist or cannot be read. */
bool folder_list(struct arena *arena, const char *path, struct folder *folder, struct error *error);

/* Size, inode and times of a regular file, as they are now; false when there is none. */
bool folder_stamp(const char *where, struct folder_file *file);

/* The folder that holds the folder ("." when it has no other): stores and decisions for all
 * editions stand there. */
const char *folder_parent(struct arena *arena, const char *path);

#endif
