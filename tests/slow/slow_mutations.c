/* 100,000 mutated exports: byte flips, cut tails, swapped, doubled and dropped lines, quotes and
 * separators put in, two files pasted together. None may crash, hang (ten seconds of the processor)
 * or lose a row: the balance read = used + merged + rejected holds for each. With the address
 * sanitizer's build this also looks for leaks. MUTATIONS and SEED can be given in the environment.
 */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "engine/base/random.h"
#include "engine/base/vector.h"
#include "engine/command/inspect.h"
#include "engine/read/source.h"
#include "tests/support/cmocka_all.h"

enum { SECONDS_MOST = 10, SIZE_MOST = 20000, EDITS_MOST = 6 };

struct sample {
    char name[512];
    struct source_bytes bytes;
};

struct samples {
    struct sample *items;
    size_t count, capacity;
};

static void collect(struct arena *arena, const char *folder, struct samples *samples)
{
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        char path[512];
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "EXPECTED.csv") == 0) {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        DIR *inner = opendir(path);
        if (inner != NULL) {
            closedir(inner);
            collect(arena, path, samples);
            continue;
        }
        struct sample *sample = VECTOR_PUSH(arena, samples);
        struct error error = {0};
        snprintf(sample->name, sizeof sample->name, "%s", path);
        assert_true(source_load(arena, path, &sample->bytes, &error));
        if (sample->bytes.size > SIZE_MOST) {
            samples->count--;
        }
    }
    closedir(directory);
}

static int by_name(const void *left, const void *right)
{
    return strcmp(((const struct sample *)left)->name, ((const struct sample *)right)->name);
}

struct bytes {
    unsigned char data[4 * SIZE_MOST];
    size_t size;
};

static void insert(struct bytes *bytes, size_t at, const void *piece, size_t size)
{
    if (bytes->size + size > sizeof bytes->data) {
        return;
    }
    memmove(bytes->data + at + size, bytes->data + at, bytes->size - at);
    memcpy(bytes->data + at, piece, size);
    bytes->size += size;
}

/* From the start of the line that holds `at` to behind its end. */
static void line_at(const struct bytes *bytes, size_t at, size_t *from, size_t *to)
{
    *from = at;
    while (*from > 0 && bytes->data[*from - 1] != '\n') {
        (*from)--;
    }
    *to = at;
    while (*to < bytes->size && bytes->data[*to] != '\n') {
        (*to)++;
    }
    *to += *to < bytes->size;
}

static void drop(struct bytes *bytes, size_t from, size_t to)
{
    memmove(bytes->data + from, bytes->data + to, bytes->size - to);
    bytes->size -= to - from;
}

static void move_line(struct bytes *bytes, struct random *random, bool keep)
{
    unsigned char copy[SIZE_MOST];
    size_t from;
    size_t to;
    line_at(bytes, (size_t)random_below(random, bytes->size), &from, &to);
    if (to - from > sizeof copy) {
        return;
    }
    memcpy(copy, bytes->data + from, to - from);
    if (!keep) {
        drop(bytes, from, to);
    }
    size_t start = 0;
    size_t end;
    if (bytes->size > 0) {
        line_at(bytes, (size_t)random_below(random, bytes->size), &start, &end);
    }
    insert(bytes, start, copy, to - from);
}

static void mutate(struct bytes *bytes, struct random *random, const struct samples *samples)
{
    static const char *const pieces[] = {"\"",
                                         ";",
                                         ",",
                                         "\t",
                                         "\r",
                                         "\n",
                                         "\"\"",
                                         "=\"",
                                         "\xFF",
                                         "\xEB",
                                         ";;;;",
                                         "\n\n",
                                         "Totaal",
                                         "Naam;E-mail\n",
                                         "--",
                                         "99/99/9999",
                                         "1. Summary\n",
                                         "\xEF\xBB\xBF",
                                         "sep=,\n"};
    if (bytes->size == 0) {
        return;
    }
    size_t at = (size_t)random_below(random, bytes->size);
    switch (random_below(random, 8)) {
    case 0:
        bytes->data[at] ^= (unsigned char)(1u << random_below(random, 8));
        break;
    case 1:
        bytes->data[at] = (unsigned char)random_below(random, 256);
        break;
    case 2:
        bytes->size = at;
        break;
    case 3:
        move_line(bytes, random, false);
        break;
    case 4:
        move_line(bytes, random, true);
        break;
    case 5: {
        const char *piece = pieces[random_below(random, sizeof pieces / sizeof *pieces)];
        insert(bytes, at, piece, strlen(piece));
        break;
    }
    case 6: {
        size_t end = at + 1 + (size_t)random_below(random, 40);
        drop(bytes, at, end < bytes->size ? end : bytes->size);
        break;
    }
    default: {
        const struct sample *other = &samples->items[random_below(random, samples->count)];
        size_t size = (size_t)random_below(random, other->bytes.size + 1);
        insert(bytes, at, other->bytes.data, size);
        break;
    }
    }
}

static unsigned long long setting(const char *name, unsigned long long usual)
{
    const char *text = getenv(name);
    return text == NULL ? usual : strtoull(text, NULL, 10);
}

/* Which mutation is being read, for whoever stops it. */
static char at_work[700];

static void say_which(int signal)
{
    (void)signal;
    ssize_t written = write(STDERR_FILENO, at_work, strlen(at_work));
    _exit(written > 0 ? 1 : 2);
}

/* From now on so many seconds of the processor may pass, whatever else the machine does; 0: any. */
static void allow_seconds(long seconds)
{
    struct itimerval time = {.it_value.tv_sec = seconds};
    setitimer(ITIMER_PROF, &time, NULL);
}

static void mutated_exports_neither_crash_nor_lose_a_row(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct samples samples = {0};
    collect(arena, "fixtures/exports", &samples);
    assert_true(samples.count > 50);
    qsort(samples.items, samples.count, sizeof *samples.items, by_name);
    struct bytes *bytes = arena_alloc(arena, sizeof *bytes);
    unsigned long long mutations = setting("MUTATIONS", 100000);
    unsigned long long seed = setting("SEED", 1);
    signal(SIGPROF, say_which);
    for (unsigned long long i = 0; i < mutations; i++) {
        struct random random;
        random_seed(&random, seed, i);
        const struct sample *sample = &samples.items[random_below(&random, samples.count)];
        if (sample->bytes.size > 0) {
            memcpy(bytes->data, sample->bytes.data, sample->bytes.size);
        }
        bytes->size = sample->bytes.size;
        for (uint64_t edits = 1 + random_below(&random, EDITS_MOST); edits > 0; edits--) {
            mutate(bytes, &random, &samples);
        }
        struct arena *file = arena_create();
        struct inspection found;
        struct error error = {0};
        snprintf(at_work, sizeof at_work, "SEED=%llu, mutation %llu of %s\n", seed, i,
                 sample->name);
        allow_seconds(SECONDS_MOST);
        bool read =
            inspect_bytes(file, NULL, sample->name, bytes->data, bytes->size, &found, &error);
        allow_seconds(0);
        const struct source *source = found.source;
        if (!read ||
            source->rows_read != source->rows_used + source->rows_merged + source->rows_rejected) {
            fputs(at_work, stderr);
            fail();
        }
        arena_destroy(file);
    }
    fprintf(stderr, "%llu mutated exports read, from %zu files\n", mutations, samples.count);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutated_exports_neither_crash_nor_lose_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
