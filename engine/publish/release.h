/* release: what was published before, and what is different now.
 *
 * A final report has a number. It is the number of the last release when no published figure
 * differs, else the next one; "Wat is er veranderd" compares with the release before.
 */
#ifndef ENGINE_PUBLISH_RELEASE_H
#define ENGINE_PUBLISH_RELEASE_H

#include "engine/publish/gate.h"

/* One release as the store keeps it: of its figures only id, value, bounds, reason and hashes. */
struct release {
    const char *kind;
    int64_t number;
    const struct figure *figures;
    size_t count;
    const char *engine_version;
};

/* The releases of one kind of report, by number. */
struct releases {
    const struct release *items;
    size_t count;
};

/* The number that a final report has now. */
int64_t release_number(const struct releases *releases, const struct publication *publication);
/* What to compare with: for a final report the release before its number, else the last one. NULL
 * when there is none. */
const struct release *release_before(const struct releases *releases,
                                     const struct publication *publication, bool final);

/* A figure that is another than it was; NULL on the side where it did not exist. */
struct release_change {
    const struct figure *before, *after;
    const char *cause[LANGUAGES];
};

struct release_change *release_changes(struct arena *arena, const struct release *before,
                                       const struct publication *publication,
                                       const char *engine_version, size_t *count);

#endif
