/* mixture: one division of bags of features by a Dirichlet-multinomial mixture: every document
 * belongs to one theme, every theme draws features from a distribution of its own (GSDMM, Yin and
 * Wang 2014), by collapsed Gibbs sampling from a random start.
 */
#ifndef ENGINE_THEME_MIXTURE_H
#define ENGINE_THEME_MIXTURE_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

struct bags {
    size_t document_count, feature_count;
    const size_t *start; /* document_count + 1 */
    const uint32_t *feature;
    const uint16_t *count;
};

/* Extra counts of a feature in a theme: what a codebook says about it. */
struct mixture_seed {
    uint32_t theme, feature;
    float count;
};

struct mixture_settings {
    size_t themes;
    double alpha;        /* prior documents per theme */
    const double *prior; /* prior count of each feature in a theme */
    int sweeps;          /* the last one takes the likeliest theme instead of a draw */
    uint64_t seed, stream;
    const struct mixture_seed *seeds;
    size_t seed_count;
    const uint16_t *start; /* the theme a document starts in, MIXTURE_FREE: any; NULL: all any */
};

#define MIXTURE_FREE UINT16_MAX

/* Priors that make a feature that is common everywhere tell less: `beta` times a mixture of equal
 * parts and parts by total count. */
double *mixture_prior(struct arena *arena, const struct bags *bags, double beta);

/* Fills `labels` (document_count) with numbers below settings->themes. Some themes may stay empty.
 */
void mixture_fit(const struct bags *bags, const struct mixture_settings *settings,
                 uint16_t *labels);

#endif
