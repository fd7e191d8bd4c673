/* folder: see folder.h. */
#include "engine/folder.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"

enum { DEEPEST = 3 };

struct listing {
    struct arena *arena;
    VECTOR(struct folder_file) files;
};

/* What a run of the program itself was writing here when it was killed (dossier/output.h). */
static bool is_half_written(const char *name)
{
    return text_ends_with(name, ".new") &&
           (text_starts_with(name, "decisions.csv.") || text_starts_with(name, "themes.csv."));
}

static bool is_passed_over(const char *name, int depth)
{
    static const char *const folders[] = {"out", "reference"};
    if (name[0] == '.' || text_starts_with(name, "~$") || text_equal(name, "Thumbs.db") ||
        text_equal(name, "desktop.ini") || text_ends_with(name, ".db") ||
        text_ends_with(name, ".db-journal") || is_half_written(name)) {
        return true;
    }
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        if (depth == 0 && strcmp(name, folders[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void stamp(struct folder_file *file, const struct stat *status)
{
    file->size = (uint64_t)status->st_size;
    file->inode = (uint64_t)status->st_ino;
    file->mtime = nanoseconds(status->st_mtim);
    file->ctime = nanoseconds(status->st_ctim);
}

bool folder_stamp(const char *where, struct folder_file *file)
{
    struct stat status;
    if (stat(where, &status) != 0 || !S_ISREG(status.st_mode)) {
        return false;
    }
    stamp(file, &status);
    return true;
}

/* A name as it can be printed: a line break or a code for the terminal in it is written out. */
static const char *shown(struct arena *arena, const char *name)
{
    return text_printable(arena, name, strlen(name), SIZE_MAX);
}

static bool list_into(struct listing *listing, const char *where, const char *prefix, int depth,
                      struct error *error)
{
    DIR *folder = opendir(where);
    if (folder == NULL) {
        enum error_kind kind =
            errno == ENOENT || errno == ENOTDIR ? ERROR_NOT_FOUND : ERROR_UNREADABLE;
        return error_set_reason(error, kind, where, errno);
    }
    bool good = true;
    for (struct dirent *entry; good && (entry = readdir(folder)) != NULL;) {
        if (is_passed_over(entry->d_name, depth)) {
            continue;
        }
        struct folder_file file = {
            .path =
                arena_printf(listing->arena, "%s%s", prefix, shown(listing->arena, entry->d_name)),
            .where = arena_printf(listing->arena, "%s/%s", where, entry->d_name)};
        struct stat status;
        if (stat(file.where, &status) != 0) {
            continue; /* went away, or a link to nothing */
        }
        if (S_ISDIR(status.st_mode)) {
            if (depth < DEEPEST) {
                good = list_into(listing, file.where,
                                 arena_printf(listing->arena, "%s/", file.path), depth + 1, error);
            }
        } else if (S_ISREG(status.st_mode)) {
            stamp(&file, &status);
            *VECTOR_PUSH(listing->arena, &listing->files) = file;
        }
    }
    closedir(folder);
    return good;
}

static int by_path(const void *left, const void *right)
{
    const struct folder_file *a = left;
    const struct folder_file *b = right;
    return strcmp(a->path, b->path);
}

/* The folder's own name, also for "." and "2023/": from its full path. */
static const char *own_name(struct arena *arena, const char *path)
{
    char *full = realpath(path, NULL);
    const char *named = full == NULL ? path : full;
    const char *slash = strrchr(named, '/');
    const char *name = shown(arena, slash == NULL || slash[1] == '\0' ? named : slash + 1);
    free(full);
    return name;
}

bool folder_list(struct arena *arena, const char *path, struct folder *folder, struct error *error)
{
    struct listing listing = {.arena = arena};
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/') {
        size--;
    }
    folder->path = arena_copy(arena, path, size);
    if (!list_into(&listing, folder->path, "", 0, error)) {
        return false;
    }
    folder->id = own_name(arena, folder->path);
    folder->files = listing.files.items;
    folder->count = listing.files.count;
    if (folder->count > 0) {
        qsort(folder->files, folder->count, sizeof *folder->files, by_path);
    }
    return true;
}

const char *folder_parent(struct arena *arena, const char *path)
{
    char *full = realpath(path, NULL);
    if (full == NULL) {
        return ".";
    }
    char *slash = strrchr(full, '/');
    const char *parent = slash == NULL   ? "."
                         : slash == full ? "/"
                                         : arena_copy(arena, full, (size_t)(slash - full));
    free(full);
    return parent;
}
