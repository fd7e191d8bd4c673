/* ensemble: many runs joined into one division of the documents, which is far more stable than a
 * run (Fred and Jain 2005). Two runs of the mixture, with a smaller and a larger prior, then one of
 * k-means (sphere.h), and so on: what one kind of run cannot see the others do.
 *
 * Two documents are alike by the share of runs that put them in one theme. A tree of these
 * likenesses, over all documents up to 5,000 and over a hash sample of 5,000 above, is cut; then
 * every document goes to the theme with whose members it shares most runs, a few rounds long. When
 * the number of themes is given, all runs have that many and the tree is Ward's, which leaves no
 * crumbs; when it is open, runs have from four to the most themes, the tree is that of average
 * linkage, and branches that meet in fewer than 45 per cent of the runs are different themes.
 *
 * A document's confidence is the share of runs that put it into a run theme that speaks for its
 * theme: most of its members are the theme's, or it holds most of the theme.
 *
 * The result does not depend on the number of threads; given documents in a fixed order (corpus.h)
 * it depends on nothing but them and the seed.
 */
#ifndef ENGINE_THEME_ENSEMBLE_H
#define ENGINE_THEME_ENSEMBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/theme/linkage.h"
#include "engine/theme/mixture.h"

#define ENSEMBLE_NONE UINT32_MAX

struct ensemble_settings {
    size_t themes; /* 0: as many as the documents carry */
    uint64_t seed;
    int threads;
    /* Themes that are given (a codebook): numbers 0 ... seeded-1 of the result. Extra counts of
     * features stand in `seeds`, sorted by theme. */
    size_t seeded;
    const struct mixture_seed *seeds;
    size_t seed_count;
    const uint16_t
        *start; /* per document: the seeded theme it starts in, or MIXTURE_FREE; or NULL */
    void (*progress)(void *context, double share);
    void *progress_context;
};

struct ensemble_member {
    uint32_t theme;
    uint32_t second; /* the next best theme, ENSEMBLE_NONE when no run speaks for one */
    float weight;    /* share of runs that agree, 0 to 1 */
    float second_weight;
};

struct division {
    size_t theme_count;             /* seeded ones first, then the others by falling size */
    struct ensemble_member *member; /* per document */
    size_t run_count;
    double *stability; /* per theme: how well it is found back in a single run, 0 to 1 */
    /* The themes as a tree, so that coarser divisions nest: theme_count - 1 joins by falling
     * likeness; numbers as in linkage.h. */
    const struct linkage_join *joins;
    /* Mean adjusted Rand index between pairs of runs: how much single runs agree. */
    double run_agreement;
};

struct division *ensemble_divide(struct arena *arena, const struct bags *bags,
                                 const struct ensemble_settings *settings);

/* round(sqrt(documents / 4)), at least 4 and at most 24. */
size_t ensemble_default_themes(size_t documents);

#endif
