/* joint: one fit over the remarks of several editions, and what changed between two of them.
 *
 * Themes that were found apart cannot be compared: that another run cuts elsewhere looks like a
 * change. So all remarks are divided together, in the form that a sealed edition keeps of them
 * (change_bag_text), for sealed editions and others alike: sealing changes no byte.
 *
 *     struct joint_edition editions[2] = {
 *         {.remark = earlier, .count = n, .name = names, .name_count = k}, ...};
 *     struct joint *joint = joint_find(arena, editions, 2, seed, threads);
 *     struct change *changes;
 *     bool testable;
 *     if (!joint_change(arena, joint, 0, 1, seed, &changes, &testable, &error)) ...
 *     for (size_t k = 0; k < joint->theme_count; k++)
 *         use(joint->theme[k].name, changes[k].share[0], changes[k].share[1], changes[k].kind);
 *
 * Bags of words have no phrases and no capitals, so a theme takes over the name of the edition's
 * own theme that is most like it (names.h), the latest edition first; without one its label is made
 * of the folded words. Neither the order of the remarks nor the number of threads matters; a fit
 * takes about a second for 3,000 remarks, so keep what comes out by joint_hash.
 */
#ifndef ENGINE_THEME_JOINT_H
#define ENGINE_THEME_JOINT_H

#include "engine/base/hash.h"
#include "engine/theme/change.h"
#include "engine/theme/names.h"

struct joint_remark {
    uint32_t session;  /* numbers within an edition; UINT32_MAX: a unit of its own */
    const char *words; /* change_bag_text; "" says nothing and is not counted */
};

struct joint_edition {
    const struct joint_remark *remark;
    size_t count;
    const struct names_row *name; /* the edition's own themes, as named; vng_label not used */
    size_t name_count;
};

struct joint_theme {
    const char *name;
    const char *words;     /* "loket, wachttijd, balie", at most six */
    const uint32_t *texts; /* per edition: remarks that are surely of the theme */
};

struct joint {
    size_t edition_count, theme_count;
    struct joint_theme *theme;        /* by falling number of remarks */
    const uint32_t *texts;            /* per edition: remarks that say something */
    bool too_few;                     /* theme.h: no themes worth the name; do not show any */
    const struct change_text *member; /* for joint_change: remarks that say something */
    size_t member_count;
};

struct joint *joint_find(struct arena *arena, const struct joint_edition *editions, size_t count,
                         uint64_t seed, int threads);
/* What changed from one edition to another, one struct per theme (change.h). False only with the
 * error of the adjustment. */
bool joint_change(struct arena *arena, const struct joint *joint, size_t from, size_t to,
                  uint64_t seed, struct change **changes, bool *testable, struct error *error);
/* Adds all that the result depends on, but for the program's version. */
void joint_hash(struct hash *hash, const struct joint_edition *editions, size_t count,
                uint64_t seed);

#endif
