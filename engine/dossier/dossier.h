/* dossier: what a report is made from: the facts of an edition, and what the gate lets out of its
 * ledger and tables. Nothing else of the store reaches a page. */
#ifndef ENGINE_DOSSIER_DOSSIER_H
#define ENGINE_DOSSIER_DOSSIER_H

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/ledger/threads.h"
#include "engine/publish/gate.h"
#include "engine/publish/release.h"
#include "engine/settings.h"
#include "engine/store/store.h"

/* Files of which several reports, and out/ itself, hold a copy: each is made once (outputs.c). */
struct dossier_file {
    const char *table; /* its name; NULL: the figures */
    enum language language;
    struct text text;
};

struct dossier_files {
    struct arena *arena;
    VECTOR(struct dossier_file) made;
};

struct dossier {
    const char *id, *name;
    const char *folder;
    const char *organiser;                   /* name of the municipality, or NULL */
    int year, population_year, partner_year; /* 0 when no list of members was used */
    bool population_provisional, population_own;
    int64_t first_day, last_day, reference_day;
    int64_t newest_input; /* civil seconds; INT64_MIN when no input has a time */
    int64_t minutes;
    const struct publication *publication;
    struct release *releases; /* of every kind, by kind and number */
    size_t release_count;
    const char *const *range; /* ids of the variants of the headline, NULL-terminated */
    const char *headline;     /* id of the headline */
    size_t waiting;           /* names of organisations that wait for a decision */
    struct settings settings; /* edition.ini: colour, logo, language */
    struct dossier_files *files;
};

/* `folder` holds edition.ini, which may be missing. The ledger is computed when the store has none
 * that fits. `threads`: NULL when the themes are left out. */
bool dossier_open(struct store *store, struct arena *arena, const struct stored_edition *edition,
                  const char *folder, const struct threads *threads, struct dossier *dossier,
                  struct error *error);
/* edition.ini of a folder, or the defaults. What it says wrong was said when it was imported. */
bool dossier_settings(struct arena *arena, const char *folder, struct settings *settings,
                      struct error *error);

/* The releases of one kind of report. */
struct releases dossier_releases(const struct dossier *dossier, const char *kind);

#endif
