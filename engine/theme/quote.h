/* quote: remarks in people's own words that show what a theme is about.
 *
 * Candidates are texts with consent, of 8 to 40 words, surely in the theme. They are chosen by
 * maximal marginal relevance (Carbonell and Goldstein 1998): near to the theme's key terms, unlike
 * those already chosen; at most one per session and per respondent, and a municipality comes back
 * only when no other is left. Whoever calls has scrubbed the texts.
 */
#ifndef ENGINE_THEME_QUOTE_H
#define ENGINE_THEME_QUOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/theme/label.h"
#include "engine/theme/terms.h"

enum { QUOTE_SHORTEST = 8, QUOTE_LONGEST = 40 };

struct quote_candidate {
    uint32_t text;                              /* the caller's number */
    uint32_t document;                          /* in the term table */
    uint32_t session, municipality, respondent; /* UINT32_MAX: unknown */
    float weight;
    uint32_t words;
};

/* Writes at most `room` numbers of texts into chosen[], best first; returns how many. */
size_t quote_choose(const struct term_table *table, const struct label *label,
                    const struct quote_candidate *candidates, size_t count, size_t room,
                    uint32_t *chosen);

#endif
