/* replay: runs a libFuzzer target over the files of a folder, so that a saved corpus is an ordinary
 * test. Usage: PROGRAM FOLDER. A missing folder is a failure: a target without a corpus tests
 * nothing. */
#include <dirent.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return 0;
    }
    uint8_t *data = NULL;
    size_t size = 0;
    size_t capacity = 0;
    size_t got;
    do {
        if (capacity - size < 65536) {
            capacity = capacity * 2 + 65536;
            data = realloc(data, capacity);
            if (data == NULL) {
                abort();
            }
        }
        got = fread(data + size, 1, capacity - size, file);
        size += got;
    } while (got > 0);
    fclose(file);
    /* An exact-size copy, so that the sanitizer sees a read behind the end. */
    uint8_t *exact = malloc(size == 0 ? 1 : size);
    if (exact == NULL) {
        abort();
    }
    memcpy(exact, data, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    free(data);
    return 1;
}

int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    if (folder == NULL) {
        fprintf(stderr, "replay: no corpus folder\n");
        return 1;
    }
    int count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        count += replay_file(path);
    }
    closedir(folder);
    fprintf(stderr, "[  PASSED  ] %d saved input(s) replayed: %s\n", count, argv[0]);
    return count > 0 ? 0 : 1;
}
