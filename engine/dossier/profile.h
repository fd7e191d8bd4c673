/* profile: what the form of a competition asks: reports/profiles/NAME.ini, or a file of that name
 * in the edition folder. Fields are the chapters of the submission that bear their heading.
 *
 *     [profile]           name, year, deadline, category, theme
 *     [field KEY]         heading, heading_en, limit (characters; 0: none), required, criterion
 *
 * Limits and names are data: another year, or another competition, is another file.
 */
#ifndef ENGINE_DOSSIER_PROFILE_H
#define ENGINE_DOSSIER_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/base/language.h"

enum { PROFILE_FIELDS = 32 };

struct profile_field {
    const char *key;
    const char *heading[LANGUAGES]; /* the second is the first when it is not said */
    int64_t limit;                  /* characters; 0: none */
    bool required;
    const char *criterion; /* or NULL */
};

struct profile {
    const char *file;                                      /* for messages */
    const char *name, *year, *deadline, *category, *theme; /* NULL when not said */
    struct profile_field fields[PROFILE_FIELDS];
    size_t field_count;
};

/* The profile of a year: gemeentedelers-<year>.ini in the folder, else built in, else that of 2023.
 * False with ERROR_SETTINGS, file and line for a file that is no profile. */
bool profile_load(struct arena *arena, const char *folder, int year, struct profile *profile,
                  struct error *error);
/* Reads the text of a profile. */
bool profile_read(struct arena *arena, const char *text, const char *file, struct profile *profile,
                  struct error *error);

#endif
