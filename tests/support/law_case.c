/* law_case: see law_case.h. */
#include "tests/support/law_case.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"

enum { PATH_TEXT = 128 + LAW_CASE_NAME };

static int by_name(const void *left, const void *right)
{
    return strcmp(left, right);
}

void law_cases_list(struct law_cases *cases)
{
    DIR *folder = opendir("fixtures/law");
    cases->count = 0;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        size_t size = strlen(entry->d_name);
        if (size > 4 && size < LAW_CASE_NAME && cases->count < LAW_CASES &&
            strcmp(entry->d_name + size - 4, ".txt") == 0) {
            memcpy(cases->names[cases->count++], entry->d_name, size + 1);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    if (cases->count == 0) {
        fprintf(stderr, "no cases in fixtures/law\n");
        exit(1);
    }
    qsort(cases->names, cases->count, sizeof cases->names[0], by_name);
}

char *law_case_read(const char *name)
{
    enum { LARGEST = 1 << 20 };
    char path[PATH_TEXT];
    snprintf(path, sizeof path, "fixtures/law/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, LARGEST + 1);
    assert_non_null(text);
    size_t size = fread(text, 1, LARGEST, file);
    assert_true(size > 0 && size < LARGEST);
    fclose(file);
    return text;
}

char *law_case_unpack(const struct place *place, char *text)
{
    char *here = strstr(text, "\n-- ");
    while (here != NULL) {
        char *name = here + 4;
        char *end = strstr(name, " --\n");
        assert_non_null(end);
        char *body = end + 4;
        here = strstr(body - 1, "\n-- ");
        if (strncmp(name, "expect --", 9) == 0) {
            return body;
        }
        if (here == NULL) {
            break;
        }
        *end = '\0';
        char path[PATH_TEXT];
        snprintf(path, sizeof path, "2023/%s", name);
        place_write_bytes(place, path, body, (size_t)(here + 1 - body));
    }
    fail_msg("a case without expectations");
    return NULL;
}
