/* comparison_themes: which subjects came up more, less, for the first time or no longer, from the
 * first edition to the last: one fit over the remarks of both (engine/theme/joint.h), so that a
 * theme is the same one in both. Themes are named as the editions name theirs.
 *
 *     struct theme_shift *shift;
 *     if (!theme_shift_open(store, arena, &editions[0], &editions[1], seed, 1, &shift, error)) ...
 *     for (size_t i = 0; i < shift->count; i++) use(shift->items[i].name, shift->items[i].kind);
 *
 * What is kept in the store is taken when all that it depends on is the same; a fit takes about a
 * second for 3,000 remarks. In a store opened to read nothing is kept.
 */
#ifndef ENGINE_LEDGER_COMPARISON_THEMES_H
#define ENGINE_LEDGER_COMPARISON_THEMES_H

#include "engine/ledger/comparison.h"
#include "engine/record/shift.h"

/* False when the store fails. */
bool theme_shift_open(struct store *store, struct arena *arena, const struct compared_edition *from,
                      const struct compared_edition *to, uint64_t seed, int threads,
                      struct theme_shift **shift, struct error *error);
/* Why there are no subjects: a word of reasons.def; NULL when there are. */
const char *theme_shift_reason(const struct theme_shift *shift);

#endif
