/* run: see run.h. */
#include "engine/command/run.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/text.h"
#include "engine/command/command.h"
#include "engine/command/key_file.h"
#include "engine/command/remains.h"
#include "engine/command/stop.h"

bool run_open(struct run_context *run, int argc, char **argv, const struct option *options,
              size_t count, FILE *err)
{
    *run = (struct run_context){
        .arena = arena_create(), .common = options_common(), .err = err, .status = EXIT_DONE};
    return options_read(run->arena, argc, argv, options, count, &run->common, &run->operands,
                        &run->error);
}

bool run_usage(struct run_context *run, FILE *out, const char *nl, const char *en)
{
    if (!run->common.help && run->operands.count > 0) {
        return false;
    }
    fputs(run->common.language == LANGUAGE_NL ? nl : en, run->common.help ? out : run->err);
    run->status = run->common.help ? EXIT_DONE : EXIT_USAGE;
    return true;
}

bool run_check_names(struct run_context *run)
{
    if (run->operands.count < 2) {
        return true;
    }
    const char **ids = arena_alloc_array(run->arena, run->operands.count, sizeof *ids);
    for (size_t i = 0; i < run->operands.count; i++) {
        struct folder folder;
        struct error ignored = {0};
        ids[i] =
            folder_list(run->arena, run->operands.items[i], &folder, &ignored) ? folder.id : NULL;
        for (size_t k = 0; k < i; k++) {
            if (ids[i] != NULL && text_equal(ids[i], ids[k])) {
                return error_set(&run->error, ERROR_USAGE, NULL, 0,
                                 run->common.language == LANGUAGE_NL
                                     ? "twee mappen heten \"%s\"; geef een van de twee een andere "
                                       "naam"
                                     : "two folders are called \"%s\"; rename one of them",
                                 ids[i]);
            }
        }
    }
    return true;
}

static void show_progress(void *context, const char *path, size_t done, size_t total)
{
    struct run_context *run = context;
    (void)path;
    if (done % 16 == 0 || done == total) {
        fprintf(run->err, "\r%zu/%zu%s", done, total, done == total ? "\r            \r" : "");
        fflush(run->err);
    }
}

static void find_store(struct run_context *run, const char *folder)
{
    if (!run->opened) {
        run->store_path =
            run->common.db != NULL ? run->common.db : pipeline_default_store(run->arena, folder);
    }
}

bool run_prepare(struct run_context *run, const char *folder, struct pipeline_options *options)
{
    find_store(run, folder);
    if (!run->opened) {
        if (!key_file_load(run->arena, run->common.key, &run->key, &run->error)) {
            return false;
        }
        run->opened = true;
    }
    const char *slash = strrchr(run->store_path, '/');
    *options = (struct pipeline_options){
        .key = &run->key,
        .beside = slash == NULL
                      ? "."
                      : arena_copy(run->arena, run->store_path, (size_t)(slash - run->store_path)),
        .match = run->common.match,
        .threads = (int)run->common.threads,
        .rehash = run->common.rehash,
        .figures = run->figures};
    if (!run->common.quiet && isatty(fileno(run->err))) {
        options->progress = show_progress;
        options->progress_context = run;
    }
    return true;
}

/* A sealed edition is not read: what became of its files is a finding for whoever runs it. */
static bool tell_sealed(struct run_context *run, const struct imported *imported)
{
    struct remains remains;
    if (!remains_list(run->store, run->arena, imported->folder, imported->edition.id, &remains,
                      &run->error)) {
        return false;
    }
    if (!run->common.quiet) {
        fprintf(run->err, "%s: %s\n", imported->edition.id,
                remains_sentence(run->arena, &remains, run->common.language));
    }
    return true;
}

static uint64_t size_of(const struct folder *folder)
{
    uint64_t size = 0;
    for (size_t i = 0; i < folder->count; i++) {
        size += folder->files[i].size;
    }
    return size;
}

bool run_import(struct run_context *run, const char *folder, struct imported *imported)
{
    struct pipeline_options options;
    struct folder listed = {0};
    find_store(run, folder);
    /* A folder that is not there must not leave an empty store behind. */
    bool is_new = run->store == NULL && access(run->store_path, F_OK) != 0;
    if ((is_new && !folder_list(run->arena, folder, &listed, &run->error)) ||
        !run_prepare(run, folder, &options)) {
        return false;
    }
    if (run->store == NULL) {
        const struct store_options opening = {.busy_milliseconds = STORE_BUSY,
                                              .expected_bytes = size_of(&listed)};
        run->store = store_open(run->store_path, &opening, &run->error);
        stop_watch(run->store);
    }
    return run->store != NULL &&
           pipeline_import(run->arena, &options, folder, run->store, imported, &run->error) &&
           (imported->edition.sealed_on == NULL || tell_sealed(run, imported));
}

int run_close(struct run_context *run)
{
    int status = run->status;
    if (error_is_set(&run->error)) {
        status = options_fail(run->err, &run->common, &run->error);
    }
    stop_watch(NULL);
    store_close(run->store);
    arena_destroy(run->arena);
    return status;
}
