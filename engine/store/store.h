/* store: the only door to SQLite. One file holds the settled editions, their counts and figures.
 *
 * The unit of writing is the edition: its old rows go and its new rows come in one transaction
 * (journal mode DELETE, every commit synced), so that after a crash, a kill or a full disk the
 * store is what it was. SQL is embedded from queries/; rows come from the arrays of
 * record/edition.h.
 *
 *     struct store *store = store_open("rodedraad.db", NULL, &error);
 *     if (store == NULL) return false;
 *     ok = store_put_edition(store, &edition, &error);
 *     store_close(store);
 *
 * store_open() tells these apart: a store of a newer rodedraad, a file that is no store of ours, a
 * store that another program holds, a folder that cannot be written, a full disk.
 */
#ifndef ENGINE_STORE_STORE_H
#define ENGINE_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/record/edition.h"
#include "engine/record/figure.h"
#include "engine/record/shift.h"
#include "engine/record/thread.h"

struct store;

struct store_options {
    bool read_only;          /* the file must exist; nothing is migrated */
    int busy_milliseconds;   /* how long to wait for another program; 0: not at all */
    uint64_t expected_bytes; /* of the files for which a new store is made; 0: not known */
};

/* How long store_open waits for another program when nobody says otherwise. */
enum { STORE_BUSY = 2000 };

/* Opens the store, makes it when it does not exist, brings an older one up to date. NULL with an
 * error otherwise. `options` may be NULL (read and write, wait two seconds). */
struct store *store_open(const char *path, const struct store_options *options,
                         struct error *error);
/* Makes the tables of a new store, which its first use does otherwise; nothing in any other. Until
 * then nothing is in it: store_find_edition, store_edition_inputs and store_tombstones say so
 * without tables, so that they may be made on another thread meanwhile. */
bool store_make_tables(struct store *store, struct error *error);
/* Rolls back what was not committed. NULL is allowed. */
void store_close(struct store *store);
const char *store_path(const struct store *store);
bool store_is_read_only(const struct store *store);

/* Several writes as one: begin, writes, commit. Without begin every write is its own transaction;
 * within another begin, a begin and its commit are a part of that one. After a failed write only
 * rollback makes sense. */
bool store_begin(struct store *store, struct error *error);
bool store_commit(struct store *store, struct error *error);
void store_rollback(struct store *store);
/* May be called from a signal handler or another thread: what the store is writing fails with
 * ERROR_INTERRUPTED and is undone. False when it is writing nothing. */
bool store_interrupt(struct store *store);

/* An edition as the store knows it; strings live in the arena. */
struct stored_edition {
    int64_t number; /* its rowid: what queries take as :edition */
    const char *id, *name;
    int year;
    int64_t first_day, last_day; /* INT64_MIN when unknown */
    const char *inputs_hash, *settings_hash, *engine_version;
    const char *match;     /* exact, alias, fuzzy: how names were resolved */
    const char *sealed_on; /* NULL: not sealed */
};

/* Every edition, by first day, then id. */
bool store_editions(struct store *store, struct arena *arena, struct stored_edition **editions,
                    size_t *count, struct error *error);
/* False with ERROR_NOT_FOUND when the store holds no edition of that id. */
bool store_find_edition(struct store *store, struct arena *arena, const char *id,
                        struct stored_edition *edition, struct error *error);

/* What is needed to see whether an edition's inputs changed without reading them. */
struct stored_source {
    uint32_t number;
    const char *path, *hash;
    const char *kind; /* the word of its enum source_kind */
    uint64_t size;
    uint64_t inode;
    int64_t mtime, ctime; /* nanoseconds since 1970 */
};

/* Replaces the edition of that id. Counts per session, municipality and day are made on the way
 * (cube.h). The figures of the old edition go. */
bool store_put_edition(struct store *store, const struct edition *edition, struct error *error);
bool store_delete_edition(struct store *store, const char *id, struct error *error);
/* The sources of the last read, by number. *count is 0 when the edition is not there. */
bool store_edition_inputs(struct store *store, struct arena *arena, const char *id,
                          struct stored_source **sources, size_t *count, struct error *error);
/* Inode and times of the files, when they were hashed again and found equal: the next run need not
 * hash them. Sources are named by their path. */
bool store_put_stamps(struct store *store, const char *id, const struct stored_source *sources,
                      size_t count, struct error *error);

/* The figures of an edition, in the ledger's order; they replace those that are there. */
bool store_put_figures(struct store *store, int64_t edition, const struct figure *figures,
                       size_t count, struct error *error);
/* *count is 0 when none are kept, or when they were made from other rows or settings or by another
 * version of the engine. */
bool store_figures(struct store *store, struct arena *arena, int64_t edition,
                   struct figure **figures, size_t *count, struct error *error);

/* A release: the figures as they were published, under its number (from 1). */
bool store_put_release(struct store *store, const char *id, const char *kind, int64_t number,
                       const struct figure *figures, size_t count, struct error *error);

/* What a final report showed of the counts of people (publish/memory.h), for the gate of later
 * ones. */
bool store_put_memory(struct store *store, const char *id, const char *memory, struct error *error);

/* Who is to be forgotten in an edition, as hashes of privacy/pseudonym.h; they stay when the
 * edition is read again. */
bool store_put_tombstone(struct store *store, const char *id, const char *hash,
                         struct error *error);
bool store_tombstones(struct store *store, struct arena *arena, const char *id,
                      const char *const **hashes, size_t *count, struct error *error);

/* How the subjects of two editions differ; it replaces what is there for them. Goes when either
 * edition is deleted. */
bool store_put_theme_shift(struct store *store, const char *earlier, const char *later,
                           const struct theme_shift *shift, struct error *error);
/* hash "" when nothing is kept. */
bool store_theme_shift(struct store *store, struct arena *arena, const char *earlier,
                       const char *later, struct theme_shift *shift, struct error *error);
/* The themes of an edition; they replace those that are there. They stay when the edition is read
 * again: whoever asks compares their hashes. Themes that are not known only remove those. */
bool store_put_themes(struct store *store, const char *id, const struct threads *threads,
                      struct error *error);
/* threads->known is false when none are kept. */
bool store_themes(struct store *store, struct arena *arena, const char *id, struct threads *threads,
                  struct error *error);

#endif
