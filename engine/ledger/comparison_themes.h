/* comparison_themes: which subjects came up more, less, for the first time or no longer, from the
 * first edition to the last: one fit over the remarks of both (engine/theme/joint.h), so that a
 * theme is the same one in both. Themes are named as the editions name theirs.
 *
 *     struct theme_shift *shift;
 *     if (!theme_shift_find(store, arena, &editions[0], &editions[1], seed, 1, &shift, error)) ...
 *     for (size_t i = 0; i < shift->count; i++) use(shift->items[i].name, shift->items[i].change);
 */
#ifndef ENGINE_LEDGER_COMPARISON_THEMES_H
#define ENGINE_LEDGER_COMPARISON_THEMES_H

#include "engine/ledger/comparison.h"
#include "engine/theme/change.h"

struct shifted_theme {
    const char *name, *words;
    struct change change;
};

struct theme_shift {
    struct shifted_theme *items; /* by falling number of remarks of both; none when too few */
    size_t count;
    uint32_t texts[2];  /* remarks that say something */
    bool testable;      /* else no change can be told from chance */
    const char *reason; /* why there are none: a word of reasons.def; else NULL */
};

/* False when the store fails. */
bool theme_shift_find(struct store *store, struct arena *arena, const struct compared_edition *from,
                      const struct compared_edition *to, uint64_t seed, int threads,
                      struct theme_shift **shift, struct error *error);

#endif
