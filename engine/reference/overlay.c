/* overlay: the folder reference/ beside the store, its files in order of their names. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/reference/reference.h"

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool overlay_path(struct reference *reference, struct arena *scratch, const char *path,
                         const char *name, struct error *error)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return error_set_reason(error, ERROR_UNREADABLE, path, errno);
    }
    struct text text = text_create(scratch);
    char block[16384];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0) {
        text_add_bytes(&text, block, got);
    }
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed) {
        return error_set_reason(error, ERROR_UNREADABLE, path, errno);
    }
    bool known;
    return reference_overlay_file(reference, name, text.bytes, text.size, &known, error);
}

bool reference_overlay(struct reference *reference, const char *folder, struct error *error)
{
    DIR *directory = opendir(folder);
    if (directory == NULL) {
        return errno == ENOENT || errno == ENOTDIR ||
               error_set_reason(error, ERROR_UNREADABLE, folder, errno);
    }
    struct arena *scratch = arena_create();
    VECTOR(const char *) names = {0};
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        size_t size = strlen(entry->d_name);
        if (size > 4 && text_equal_ignoring_case(entry->d_name + size - 4, ".csv")) {
            *VECTOR_PUSH(scratch, &names) = arena_strdup(scratch, entry->d_name);
        }
    }
    closedir(directory);
    if (names.count > 1) {
        qsort(names.items, names.count, sizeof *names.items, by_name);
    }
    bool good = true;
    for (size_t i = 0; i < names.count && good; i++) {
        const char *path = arena_printf(scratch, "%s/%s", folder, names.items[i]);
        good = overlay_path(reference, scratch, path, names.items[i], error);
    }
    arena_destroy(scratch);
    return good;
}
