/* command: one file per command: options in, pipeline out. A command gets its own name as argv[0],
 * writes results to `out` and messages to `err`, and returns the exit status of DESIGN.md section
 * 6: 0 done, 1 failed, 2 usage, 3 a person must decide. */
#ifndef ENGINE_COMMAND_COMMAND_H
#define ENGINE_COMMAND_COMMAND_H

#include <stdio.h>

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_DECIDE = 3 };

#define COMMAND(name, alias, group, nl, en)                                                        \
    int command_##name(int argc, char **argv, FILE *out, FILE *err);
#include "engine/command/commands.def"
#undef COMMAND

#endif
