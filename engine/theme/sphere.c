/* sphere: see sphere.h. Means stand feature-major as in mixture.c. */
#include "engine/theme/sphere.h"

#include <math.h>
#include <string.h>

#include "engine/base/random.h"

enum { ROUNDS = 20 };
/* Fewer moves than this share of the documents end the rounds. */
static const double SETTLED = 0.002;

struct fitting {
    const struct bags *bags;
    const float *weights;
    size_t themes;
    struct arena *arena;
    float *means;  /* feature_count x themes: sums of the documents' weights */
    float *length; /* of every mean */
    float *nearness;
};

float *sphere_weights(struct arena *arena, const struct bags *bags)
{
    size_t elements = bags->start[bags->document_count];
    float *weights = arena_alloc_array(arena, elements, sizeof *weights);
    struct arena *scratch = arena_create();
    double *rarity = arena_alloc_array(scratch, bags->feature_count, sizeof *rarity);
    for (size_t i = 0; i < elements; i++) {
        rarity[bags->feature[i]]++;
    }
    for (size_t f = 0; f < bags->feature_count; f++) {
        rarity[f] = log((1 + (double)bags->document_count) / (1 + rarity[f]));
    }
    for (size_t d = 0; d < bags->document_count; d++) {
        double squares = 0;
        for (size_t i = bags->start[d]; i < bags->start[d + 1]; i++) {
            double weight = (1 + log(bags->count[i])) * rarity[bags->feature[i]];
            weights[i] = (float)weight;
            squares += weight * weight;
        }
        float scale = squares > 0 ? (float)(1 / sqrt(squares)) : 0;
        for (size_t i = bags->start[d]; i < bags->start[d + 1]; i++) {
            weights[i] *= scale;
        }
    }
    arena_destroy(scratch);
    return weights;
}

static void add(struct fitting *fitting, size_t document, size_t theme)
{
    const struct bags *bags = fitting->bags;
    for (size_t i = bags->start[document]; i < bags->start[document + 1]; i++) {
        fitting->means[bags->feature[i] * fitting->themes + theme] += fitting->weights[i];
    }
}

static void measure_lengths(struct fitting *fitting)
{
    size_t themes = fitting->themes;
    memset(fitting->length, 0, themes * sizeof *fitting->length);
    for (size_t f = 0; f < fitting->bags->feature_count; f++) {
        const float *row = fitting->means + f * themes;
        for (size_t k = 0; k < themes; k++) {
            fitting->length[k] += row[k] * row[k];
        }
    }
    for (size_t k = 0; k < themes; k++) {
        fitting->length[k] = sqrtf(fitting->length[k]);
    }
}

/* The nearest mean; ties to the first, a document without features to theme 0. */
static size_t nearest(struct fitting *fitting, size_t document)
{
    const struct bags *bags = fitting->bags;
    size_t themes = fitting->themes, best = 0;
    float *restrict nearness = fitting->nearness;
    memset(nearness, 0, themes * sizeof *nearness);
    for (size_t i = bags->start[document]; i < bags->start[document + 1]; i++) {
        const float *restrict row = fitting->means + bags->feature[i] * themes;
        float weight = fitting->weights[i];
        for (size_t k = 0; k < themes; k++) {
            nearness[k] += weight * row[k];
        }
    }
    float most = -1;
    for (size_t k = 0; k < themes; k++) {
        float cosine = fitting->length[k] > 0 ? nearness[k] / fitting->length[k] : 0;
        if (cosine > most) {
            most = cosine;
            best = k;
        }
    }
    return best;
}

static void start_at_documents(struct fitting *fitting, struct random *random)
{
    for (size_t k = 0; k < fitting->themes; k++) {
        add(fitting, random_below(random, fitting->bags->document_count), k);
    }
    measure_lengths(fitting);
}

static void take_means(struct fitting *fitting, const uint16_t *labels)
{
    const struct bags *bags = fitting->bags;
    memset(fitting->means, 0, bags->feature_count * fitting->themes * sizeof *fitting->means);
    for (size_t d = 0; d < bags->document_count; d++) {
        add(fitting, d, labels[d]);
    }
    measure_lengths(fitting);
}

void sphere_fit(const struct bags *bags, const float *weights, size_t themes, uint64_t seed,
                uint64_t stream, uint16_t *labels)
{
    struct fitting fitting = {
        .bags = bags, .weights = weights, .themes = themes, .arena = arena_create()};
    fitting.means =
        arena_alloc_array(fitting.arena, bags->feature_count, themes * sizeof *fitting.means);
    fitting.length = arena_alloc_array(fitting.arena, themes, sizeof *fitting.length);
    fitting.nearness = arena_alloc_array(fitting.arena, themes, sizeof *fitting.nearness);
    struct random random;
    random_seed(&random, seed, stream);
    memset(labels, 0xFF, bags->document_count * sizeof *labels);
    start_at_documents(&fitting, &random);
    for (int round = 0; round < ROUNDS; round++) {
        size_t moved = 0;
        for (size_t d = 0; d < bags->document_count; d++) {
            uint16_t theme = (uint16_t)nearest(&fitting, d);
            moved += labels[d] != theme;
            labels[d] = theme;
        }
        if ((double)moved <= SETTLED * (double)bags->document_count) {
            break;
        }
        take_means(&fitting, labels);
    }
    arena_destroy(fitting.arena);
}
