/* ahead: see ahead.h. Each thread has its share of the files, so that every file finds the memory
 * and the table of headings of its thread: the largest files are dealt out first, each to the
 * thread that has least to read. */
#include "engine/ahead.h"

#include <stdlib.h>

#include "engine/base/parallel.h"
#include "engine/base/vector.h"
#include "engine/recognise/heading.h"
#include "engine/record/recording.h"

/* A file of more than SMALL is read on several threads in its turn (recognise/blocks.h), unless it
 * is no more than a thread's part of all that is read ahead. What a larger one than LARGEST says
 * should not stand in memory twice. */
enum {
    SMALL = 256 * 1024,
    LARGEST = 1024 * 1024,
    ALL_TOGETHER = 32 * 1024 * 1024,
    MOST_THREADS = 16
};

struct reading_ahead {
    struct ahead_file file;
    struct source before; /* the source as it was */
    struct recording *recording;
    bool worked;
};

struct share {
    struct arena *arena;
    VECTOR(struct reading_ahead *) files;
    uint64_t bytes;
};

struct ahead {
    struct reading_ahead *files;
    size_t count;
    struct share shares[MOST_THREADS];
    struct recognise_context known;
};

static int largest_first(const void *left, const void *right)
{
    const struct reading_ahead *a = left;
    const struct reading_ahead *b = right;
    size_t size_a = a->file.input->bytes.size;
    size_t size_b = b->file.input->bytes.size;
    if (size_a != size_b) {
        return size_a > size_b ? -1 : 1;
    }
    return a->file.source->number < b->file.source->number ? -1 : 1;
}

static void free_arena(void *arena)
{
    arena_destroy(arena);
}

static void deal(struct arena *arena, struct ahead *ahead, size_t shares)
{
    for (size_t s = 0; s < shares; s++) {
        ahead->shares[s].arena = arena_create();
        arena_adopt(arena, free_arena, ahead->shares[s].arena);
    }
    for (size_t i = 0; i < ahead->count; i++) {
        struct share *least = &ahead->shares[0];
        for (size_t s = 1; s < shares; s++) {
            least = ahead->shares[s].bytes < least->bytes ? &ahead->shares[s] : least;
        }
        *VECTOR_PUSH(arena, &least->files) = &ahead->files[i];
        least->bytes += ahead->files[i].file.input->bytes.size;
    }
}

static void read_share(void *context, size_t index)
{
    struct ahead *ahead = context;
    struct share *share = &ahead->shares[index];
    struct headings *headings = headings_fork(share->arena, ahead->known.headings);
    for (size_t i = 0; i < share->files.count; i++) {
        struct reading_ahead *one = share->files.items[i];
        struct recognise_context known = ahead->known;
        known.override = one->file.override;
        known.headings = headings;
        known.threads = 1;
        struct row_sink rows = recording_rows(one->recording);
        struct finding_sink findings = recording_findings(one->recording);
        struct error error = {0}; /* a file that fails is read again in its turn, which tells */
        one->worked =
            recognise_bytes(share->arena, one->file.input->bytes.data, one->file.input->bytes.size,
                            &known, &rows, &findings, one->file.source, &error);
    }
}

/* The largest size that is read ahead: without the files that are more than a thread's part. */
static uint64_t most_ahead(const struct ahead_file *files, size_t count, int threads)
{
    uint64_t most = LARGEST;
    for (;;) {
        uint64_t all = 0;
        uint64_t largest = 0;
        for (size_t i = 0; i < count; i++) {
            uint64_t size = files[i].input->bytes.size;
            all += size <= most ? size : 0;
            largest = size <= most && size > largest ? size : largest;
        }
        if (largest <= SMALL || largest * (uint64_t)threads <= all) {
            return most;
        }
        most = largest - 1;
    }
}

struct ahead *ahead_read(struct arena *arena, int threads, const struct recognise_context *known,
                         const struct ahead_file *files, size_t count)
{
    struct ahead *ahead = arena_alloc(arena, sizeof *ahead);
    ahead->files = arena_alloc_array(arena, count + 1, sizeof *ahead->files);
    ahead->known = *known;
    uint64_t bytes = 0;
    uint64_t most = most_ahead(files, count, threads);
    for (size_t i = 0; i < count; i++) {
        size_t size = files[i].input->bytes.size;
        if (size <= most && bytes + size <= ALL_TOGETHER) {
            bytes += size;
            ahead->files[ahead->count++] =
                (struct reading_ahead){.file = files[i], .before = *files[i].source};
        }
    }
    if (threads < 2 || ahead->count < 2) {
        return NULL;
    }
    for (size_t i = 0; i < ahead->count; i++) {
        ahead->files[i].recording = recording_create();
    }
    qsort(ahead->files, ahead->count, sizeof *ahead->files, largest_first);
    size_t shares = threads < MOST_THREADS ? (size_t)threads : MOST_THREADS;
    deal(arena, ahead, shares);
    parallel_for(threads, shares, read_share, ahead);
    return ahead;
}

static struct reading_ahead *find(struct ahead *ahead, const struct input *input)
{
    for (size_t i = 0; ahead != NULL && i < ahead->count; i++) {
        if (ahead->files[i].file.input == input) {
            return &ahead->files[i];
        }
    }
    return NULL;
}

bool ahead_say(struct ahead *ahead, const struct input *input, size_t titles,
               const struct row_sink *rows, const struct finding_sink *findings)
{
    struct reading_ahead *one = find(ahead, input);
    if (one == NULL) {
        return false;
    }
    bool holds = one->worked && titles == ahead->known.title_count;
    if (holds) {
        recording_replay(one->recording, rows, findings);
    } else {
        *one->file.source = one->before;
    }
    recording_destroy(one->recording);
    one->recording = NULL;
    return holds;
}
