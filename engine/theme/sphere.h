/* sphere: one division of bags of features by spherical k-means on tf-idf weights (Dhillon and
 * Modha 2001): every document goes to the theme whose mean direction is nearest.
 *
 * The mixture (mixture.h) sees how themes differ in all of their words; k-means sees the one rare
 * word that names the subject. Each is right where the other errs, so the ensemble joins runs of
 * both.
 */
#ifndef ENGINE_THEME_SPHERE_H
#define ENGINE_THEME_SPHERE_H

#include "engine/theme/mixture.h"

/* The weight of every element of the bags: (1 + ln count) ln((1 + N) / (1 + n)), with n of N
 * documents holding the feature, and every document of length 1. */
float *sphere_weights(struct arena *arena, const struct bags *bags);

/* Fills `labels` (document_count) with numbers below `themes`, from as many random documents as
 * themes. Some themes may stay empty. */
void sphere_fit(const struct bags *bags, const float *weights, size_t themes, uint64_t seed,
                uint64_t stream, uint16_t *labels);

#endif
