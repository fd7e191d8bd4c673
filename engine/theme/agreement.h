/* agreement: do people who code texts by hand agree, with each other and with the engine?
 *
 * Krippendorff's alpha, nominal (measure/krippendorff.h). The engine's themes have no names that a
 * coder knows, so themes are first matched to codes, one to one with most texts in common, on half
 * of the texts (every other one in the order of a hash of its id); alpha is taken on the other
 * half, because on the texts that made the match it would flatter.
 */
#ifndef ENGINE_THEME_AGREEMENT_H
#define ENGINE_THEME_AGREEMENT_H

#include "engine/base/error.h"
#include "engine/measure/krippendorff.h"

struct agreement_text {
    const char *id;
    const char *const *codes; /* one per coder, folded by the caller; "" or NULL: not coded */
    uint32_t theme;           /* of the engine; UINT32_MAX: not assigned */
};

struct agreement {
    struct krippendorff coders; /* undefined with fewer than two coders */
    struct krippendorff engine; /* first coder and engine, on the half that was not used to match */
    size_t matched;             /* themes that got a code */
    const char **code_of_theme; /* NULL: none */
};

bool agreement_measure(struct arena *arena, const struct agreement_text *texts, size_t count,
                       size_t coders, size_t theme_count, struct agreement *result,
                       struct error *error);

/* Which texts to code by hand: `room` distinct ones at most, unsure ones with more weight (1.25 -
 * weight), drawn by seed whatever the order. Fills chosen[] with numbers in rising order. */
size_t agreement_sample(const char *const *texts, const float *weight, size_t count, size_t room,
                        uint64_t seed, size_t *chosen);

#endif
