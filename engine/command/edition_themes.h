/* edition_themes: the themes of an edition for whoever reports on it: what its folder says about
 * them (edition.ini, codebook.csv, themes.csv) goes to engine/ledger/threads. */
#ifndef ENGINE_COMMAND_EDITION_THEMES_H
#define ENGINE_COMMAND_EDITION_THEMES_H

#include "engine/command/run.h"
#include "engine/ledger/threads.h"

/* A codebook or a list of names that cannot be read is said on stderr and left out. */
bool edition_themes(struct run_context *run, const struct imported *imported,
                    struct threads *threads);
/* Writes themes.csv: every row that is there stays, themes without a row get one. A
 * folder that cannot be written stays as it is. */
bool edition_themes_write(struct run_context *run, const struct imported *imported,
                          const struct threads *threads);

/* rodedraad themes EDITION... */
int edition_themes_command(int argc, char **argv, FILE *out, FILE *err);

#endif
