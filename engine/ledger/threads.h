/* threads: the themes of an edition, found in its remarks and kept in the store.
 *
 *     struct threads_options options = {.seed = 1, .threads = 1, .quotes = true};
 *     struct threads threads;
 *     if (!threads_open(store, arena, &edition, &options, &threads, &error)) return false;
 *     threads_tell(&threads, &ledger);                  the figure themes.count
 *
 * What is kept is taken when the inputs of the edition and the settings are those of the last time,
 * or when they are not but all texts and what is known about them are. A sealed edition has no
 * texts any more; what is kept of it stands.
 */
#ifndef ENGINE_LEDGER_THREADS_H
#define ENGINE_LEDGER_THREADS_H

#include "engine/ledger/ledger.h"
#include "engine/record/thread.h"
#include "engine/theme/names.h"

struct threads_options {
    size_t themes; /* 0: as many as the texts carry */
    uint64_t seed;
    int threads;                     /* of the machine; changes no result */
    bool quotes;                     /* false: choose none */
    const struct codebook *codebook; /* NULL: none */
    const char *codebook_hash;       /* of its file, NULL: none */
    const struct names_row *names;   /* the rows of themes.csv */
    size_t name_count;
    void (*progress)(void *context, double share);
    void *progress_context;
};

bool threads_open(struct store *store, struct arena *arena, const struct stored_edition *edition,
                  const struct threads_options *options, struct threads *threads,
                  struct error *error);
/* Gives themes.count its value, or the reason why it has none. */
void threads_tell(const struct threads *threads, struct ledger *ledger);
/* For every theme the row of themes.csv that names it, or THEME_NONE. */
uint32_t *threads_rows(struct arena *arena, const struct threads *threads,
                       const struct names_row *names, size_t name_count);

#endif
