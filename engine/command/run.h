/* run: what every command on editions does first: read the options, open the store beside the
 * editions, load the key, bring each edition up to date.
 *
 *     struct run_context run;
 *     if (!run_open(&run, argc, argv, options, count, err)) return run_close(&run);
 *     for (size_t i = 0; i < run.operands.count; i++) {
 *         struct imported imported;
 *         if (!run_import(&run, run.operands.items[i], &imported)) break;
 *     }
 *     return run_close(&run);
 */
#ifndef ENGINE_COMMAND_RUN_H
#define ENGINE_COMMAND_RUN_H

#include <stdio.h>

#include "engine/command/options.h"
#include "engine/pipeline.h"

struct run_context {
    struct arena *arena;
    struct common_options common;
    struct operands operands;
    struct store *store; /* opened at the first edition */
    const char *store_path;
    struct pseudonym_key key;
    struct error error;
    FILE *err;
    int status;
    bool figures;        /* the command needs the figures of every edition that it reads */
    const char *last_id; /* two folders of one name: usage error */
    bool opened;
};

/* Reads the options. False when the command must stop (run.status says how). */
bool run_open(struct run_context *run, int argc, char **argv, const struct option *options,
              size_t count, FILE *err);
/* The options of the pipeline for an edition; the store is opened when it is not yet. */
bool run_prepare(struct run_context *run, const char *folder, struct pipeline_options *options);
/* Brings one edition up to date. */
bool run_import(struct run_context *run, const char *folder, struct imported *imported);
/* Two folders of the same name would be one edition: ERROR_USAGE. Call once, with all operands. */
bool run_check_names(struct run_context *run);
/* Reports the error, closes everything, gives the exit status. */
int run_close(struct run_context *run);
/* Shows a usage line when --help was asked or no edition was named; true when it did. */
bool run_usage(struct run_context *run, FILE *out, const char *nl, const char *en);

#endif
