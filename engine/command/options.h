/* options: the command line. `--name value`, `--name=value`, flags; everything else is an operand;
 * `--` ends the options. English names; Dutch aliases can be rows of their own.
 *
 *     struct common_options common = options_common();
 *     bool csv = false;
 *     const struct option options[] = {{"csv", OPTION_FLAG, &csv}};
 *     struct operands operands;
 *     if (!options_read(arena, argc, argv, options, 1, &common, &operands, &error)) ...exit 2
 */
#ifndef ENGINE_COMMAND_OPTIONS_H
#define ENGINE_COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"

enum option_kind {
    OPTION_FLAG,   /* bool * */
    OPTION_TEXT,   /* const char ** */
    OPTION_INTEGER /* int64_t * */
};

struct option {
    const char *name;
    enum option_kind kind;
    void *target;
};

/* Options that every command takes. */
struct common_options {
    const char *db;    /* --db: the store; NULL: beside the edition folder */
    const char *key;   /* --key: the key file; NULL: in the user's data directory */
    const char *as_of; /* --as-of: date on the page; NULL: newest time in the inputs */
    const char *match; /* --match exact|alias|fuzzy; NULL: what edition.ini says */
    enum language language;
    int64_t seed, threads;
    bool quiet, json, rehash, help;
};

struct operands {
    char **items;
    size_t count;
};

/* Defaults: Dutch, seed 1, a thread per processor but not more than eight. */
struct common_options options_common(void);
/* False with ERROR_USAGE for an unknown option (with the nearest known one), a missing or wrong
 * value. `common->language` is set even then, as far as it was read. */
bool options_read(struct arena *arena, int argc, char **argv, const struct option *options,
                  size_t count, struct common_options *common, struct operands *operands,
                  struct error *error);
/* Where the first word stands that is no option of every command, nor the value of one; argc when
 * there is none, or when another option comes first. */
int options_skip_common(int argc, char **argv);
/* Prints the error as a sentence, "rodedraad: ...", and gives its exit status. */
int options_fail(FILE *err, const struct common_options *common, const struct error *error);

#endif
