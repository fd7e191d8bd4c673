/* pipeline: the only file that knows the order of the stages.
 *
 *     per file      read -> recognise -> clean
 *     per edition   resolve -> settle -> store -> query -> measure + theme -> ledger -> ...
 *
 * pipeline_settle runs the first half in memory (check, inspect); pipeline_import puts the result
 * in the store, unless nothing changed since the last time.
 */
#ifndef ENGINE_PIPELINE_H
#define ENGINE_PIPELINE_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/inputs.h"
#include "engine/privacy/pseudonym.h"
#include "engine/record/edition.h"
#include "engine/settings.h"
#include "engine/store/store.h"

struct pipeline_options {
    const struct pseudonym_key *key;
    const char *beside; /* the folder of the store: decisions and reference overlay; NULL: none */
    const char *match;  /* exact, alias, fuzzy; NULL: what edition.ini says */
    bool reread;        /* read every file, also when nothing changed */
    bool rehash;        /* hash every file, even when it looks unchanged */
    int threads;        /* at most; 0 is 1. No result depends on it */
    bool figures;       /* compute and keep the figures in the transaction that stores an edition */
    /* Told about every file that is read; NULL: nobody listens. */
    void (*progress)(void *context, const char *path, size_t done, size_t total);
    void *progress_context;
};

/* A name of an organisation that waits for a person's decision. */
struct waiting_name {
    const char *text; /* as typed: for the eyes at the screen and decisions.csv only */
    uint32_t rows;
    const char *proposal, *alternative; /* code and name, or NULL */
    const char *reason;                 /* plain words, for finding_detail */
};

/* An edition as far as memory goes. */
struct settled {
    struct inputs inputs;
    struct settings settings;
    struct edition edition;
    struct waiting_name *waiting; /* most rows first */
    size_t waiting_count;
};

/* Reads and settles an edition without a store. Fails with ERROR_NOTHING_RECOGNISED when the folder
 * holds nothing that can be used. */
bool pipeline_settle(struct arena *arena, const struct pipeline_options *options,
                     const char *folder, struct settled *settled, struct error *error);

/* An edition that is in the store. */
struct imported {
    struct stored_edition edition;
    bool was_read; /* false: nothing had changed */
    const char *folder;
    /* Names that wait for a decision, when the edition was read; else the store knows how many. */
    size_t waiting;
    const struct waiting_name *waiting_names;
    /* When it was read: files that hold a row about somebody who asked to be forgotten. */
    const char *const *holding;
    size_t holding_count;
};

/* Brings the store up to date with the folder, in one transaction. */
bool pipeline_import(struct arena *arena, const struct pipeline_options *options,
                     const char *folder, struct store *store, struct imported *imported,
                     struct error *error);

/* All but the folder's own name: where the store of an edition stands when --db does not say. */
const char *pipeline_default_store(struct arena *arena, const char *folder);

#endif
