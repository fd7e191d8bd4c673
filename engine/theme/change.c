/* change: see change.h. */
#include "engine/theme/change.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/measure/multiplicity.h"
#include "engine/unicode/fold.h"
#include "engine/unicode/words.h"

enum {
    BOOTSTRAPS = 999,
    PERMUTATIONS = 9999,
    LEAST_TEXTS = 5,
    BOOTSTRAP_STREAM = 300000,
    PERMUTATION_STREAM = 300001
};
static const double LEVEL = 0.05, NEARLY_NONE = 0.1, HAIR = 1e-12;

struct unit {
    uint32_t edition, session, theme;
};

/* Over the clusters of one edition; x: a cluster's texts of a theme, n: all its texts. */
struct totals {
    size_t clusters;
    double n, nn;
    double *x, *xx, *xn; /* per theme */
};

struct comparing {
    struct arena *arena;
    size_t theme_count, cluster_count, before; /* clusters of the earlier edition come first */
    double *texts;                             /* per cluster */
    double *of_theme;                          /* per cluster and theme */
    struct totals side[2];                     /* scratch of one division of the clusters */
};

static int compare_units(const void *a, const void *b)
{
    const struct unit *x = a, *y = b;
    if (x->edition != y->edition) {
        return x->edition < y->edition ? -1 : 1;
    }
    if (x->session != y->session) {
        return x->session < y->session ? -1 : 1;
    }
    return x->theme < y->theme ? -1 : x->theme > y->theme;
}

static void count_clusters(struct comparing *comparing, const struct change_text *texts,
                           size_t count)
{
    struct unit *unit = arena_alloc_array(comparing->arena, count, sizeof *unit);
    for (size_t i = 0; i < count; i++) {
        unit[i] = (struct unit){texts[i].edition, texts[i].session, texts[i].theme};
    }
    if (count > 0) {
        qsort(unit, count, sizeof *unit, compare_units);
    }
    size_t themes = comparing->theme_count;
    comparing->texts = arena_alloc_array(comparing->arena, count, sizeof(double));
    uint32_t *cluster = arena_alloc_array(comparing->arena, count, sizeof *cluster);
    for (size_t i = 0; i < count; i++) {
        bool same = i > 0 && unit[i].edition == unit[i - 1].edition &&
                    unit[i].session == unit[i - 1].session && unit[i].session != UINT32_MAX;
        comparing->cluster_count += !same;
        comparing->before += !same && unit[i].edition == 0;
        cluster[i] = (uint32_t)(comparing->cluster_count - 1);
        comparing->texts[cluster[i]]++;
    }
    comparing->of_theme =
        arena_alloc_array(comparing->arena, comparing->cluster_count * themes, sizeof(double));
    for (size_t i = 0; i < count; i++) {
        if (unit[i].theme != UINT32_MAX) {
            comparing->of_theme[cluster[i] * themes + unit[i].theme]++;
        }
    }
}

static void totals_create(struct comparing *comparing)
{
    for (size_t e = 0; e < 2; e++) {
        double *room =
            arena_alloc_array(comparing->arena, 3 * comparing->theme_count, sizeof *room);
        comparing->side[e] = (struct totals){.x = room,
                                             .xx = room + comparing->theme_count,
                                             .xn = room + 2 * comparing->theme_count};
    }
}

/* Sums over the clusters side[0 ... split-1] and side[split ... count-1]. */
static void add_up(struct comparing *comparing, const uint32_t *side, size_t split)
{
    size_t themes = comparing->theme_count;
    for (size_t e = 0; e < 2; e++) {
        struct totals *totals = &comparing->side[e];
        memset(totals->x, 0, 3 * themes * sizeof *totals->x);
        totals->n = totals->nn = 0;
        totals->clusters = e == 0 ? split : comparing->cluster_count - split;
    }
    for (size_t i = 0; i < comparing->cluster_count; i++) {
        struct totals *totals = &comparing->side[i < split ? 0 : 1];
        const double *mine = comparing->of_theme + side[i] * themes;
        double n = comparing->texts[side[i]];
        totals->n += n;
        totals->nn += n * n;
        for (size_t k = 0; k < themes; k++) {
            totals->x[k] += mine[k];
            totals->xx[k] += mine[k] * mine[k];
            totals->xn[k] += mine[k] * n;
        }
    }
}

static double share(const struct comparing *comparing, size_t edition, size_t theme)
{
    const struct totals *totals = &comparing->side[edition];
    return totals->n > 0 ? totals->x[theme] / totals->n : 0;
}

static double difference(const struct comparing *comparing, size_t theme)
{
    return share(comparing, 1, theme) - share(comparing, 0, theme);
}

/* The variance of a share, a ratio of totals over clusters (linearised: Cochran 1977, 6.3). */
static double variance(const struct comparing *comparing, size_t edition, size_t theme)
{
    const struct totals *totals = &comparing->side[edition];
    double p = share(comparing, edition, theme);
    double squares = totals->xx[theme] - 2 * p * totals->xn[theme] + p * p * totals->nn;
    double m = (double)totals->clusters;
    return totals->n > 0 && m > 1 ? fmax(0, squares) / (totals->n * totals->n) * m / (m - 1) : 0;
}

/* The difference in standard errors. A difference without any spread is as large as can be. */
static double studentised(const struct comparing *comparing, size_t theme)
{
    double d = difference(comparing, theme);
    double error = sqrt(variance(comparing, 0, theme) + variance(comparing, 1, theme));
    return fabs(d) < HAIR ? 0 : error < HAIR ? copysign(HUGE_VAL, d) : d / error;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void bootstrap(struct comparing *comparing, uint64_t seed, struct change *changes)
{
    size_t clusters = comparing->cluster_count, before = comparing->before;
    uint32_t *side = arena_alloc_array(comparing->arena, clusters, sizeof *side);
    double *drawn =
        arena_alloc_array(comparing->arena, comparing->theme_count * BOOTSTRAPS, sizeof *drawn);
    struct random random;
    random_seed(&random, seed, BOOTSTRAP_STREAM);
    for (size_t b = 0; b < BOOTSTRAPS; b++) {
        for (size_t i = 0; i < clusters; i++) {
            side[i] = (uint32_t)(i < before ? random_below(&random, before)
                                            : before + random_below(&random, clusters - before));
        }
        add_up(comparing, side, before);
        for (size_t k = 0; k < comparing->theme_count; k++) {
            drawn[k * BOOTSTRAPS + b] = difference(comparing, k);
        }
    }
    for (size_t k = 0; k < comparing->theme_count; k++) {
        double *mine = drawn + k * BOOTSTRAPS;
        qsort(mine, BOOTSTRAPS, sizeof *mine, compare_doubles);
        changes[k].low = mine[(BOOTSTRAPS + 1) / 40 - 1];
        changes[k].high = mine[BOOTSTRAPS - (BOOTSTRAPS + 1) / 40];
    }
}

/* Two-sided: how often a random division of the sessions gives a difference as large, in its own
 * standard errors: the sessions of one edition may be many times larger than those of the other
 * (a form without sessions makes every text a unit), and then plain differences cannot be exchanged
 * (Janssen 1997). Rounding must not decide about ties, hence the hair. */
static void permute(struct comparing *comparing, uint64_t seed, struct change *changes)
{
    size_t clusters = comparing->cluster_count;
    double *seen = arena_alloc_array(comparing->arena, comparing->theme_count, sizeof *seen);
    uint32_t *side = arena_alloc_array(comparing->arena, clusters, sizeof *side);
    uint32_t *as_large =
        arena_alloc_array(comparing->arena, comparing->theme_count, sizeof *as_large);
    struct random random;
    random_seed(&random, seed, PERMUTATION_STREAM);
    for (uint32_t i = 0; i < clusters; i++) {
        side[i] = i;
    }
    add_up(comparing, side, comparing->before);
    for (size_t k = 0; k < comparing->theme_count; k++) {
        seen[k] = fabs(studentised(comparing, k)) * (1 - HAIR);
    }
    for (size_t b = 0; b < PERMUTATIONS; b++) {
        for (size_t i = clusters; i > 1; i--) {
            size_t j = random_below(&random, i);
            uint32_t kept = side[i - 1];
            side[i - 1] = side[j];
            side[j] = kept;
        }
        add_up(comparing, side, comparing->before);
        for (size_t k = 0; k < comparing->theme_count; k++) {
            as_large[k] += fabs(studentised(comparing, k)) >= seen[k];
        }
    }
    for (size_t k = 0; k < comparing->theme_count; k++) {
        changes[k].p = (1.0 + as_large[k]) / (1.0 + PERMUTATIONS);
    }
}

static enum change_kind judge(const struct change *change)
{
    bool clear = change->q < LEVEL && (change->low > 0 || change->high < 0);
    if (!clear) {
        return CHANGE_NONE;
    }
    if (change->difference > 0) {
        bool none_before = change->share[0] <= NEARLY_NONE * change->share[1];
        return none_before && change->texts[1] >= LEAST_TEXTS ? CHANGE_NEW : CHANGE_MORE;
    }
    bool none_after = change->share[1] <= NEARLY_NONE * change->share[0];
    return none_after && change->texts[0] >= LEAST_TEXTS ? CHANGE_VANISHED : CHANGE_LESS;
}

static bool adjust(struct comparing *comparing, struct change *changes, struct error *error)
{
    size_t themes = comparing->theme_count;
    double *p = arena_alloc_array(comparing->arena, themes, sizeof *p);
    struct multiplicity adjusted;
    for (size_t k = 0; k < themes; k++) {
        p[k] = changes[k].p;
    }
    if (!multiplicity_adjust(comparing->arena, p, themes, &adjusted, error)) {
        return false;
    }
    for (size_t k = 0; k < themes; k++) {
        changes[k].q = adjusted.bh.items[k].value;
        changes[k].kind = judge(&changes[k]);
    }
    return true;
}

bool change_measure(struct arena *arena, const struct change_text *texts, size_t count,
                    size_t theme_count, uint64_t seed, struct change **changes, bool *testable,
                    struct error *error)
{
    struct comparing comparing = {.arena = arena_create(), .theme_count = theme_count};
    struct change *all = arena_alloc_array(arena, theme_count, sizeof *all);
    count_clusters(&comparing, texts, count);
    size_t clusters = comparing.cluster_count, before = comparing.before;
    uint32_t *straight = arena_alloc_array(comparing.arena, clusters, sizeof *straight);
    for (uint32_t i = 0; i < clusters; i++) {
        straight[i] = i;
    }
    totals_create(&comparing);
    add_up(&comparing, straight, before);
    for (size_t k = 0; k < theme_count; k++) {
        all[k] = (struct change){.difference = difference(&comparing, k), .p = 1, .q = 1};
        for (size_t e = 0; e < 2; e++) {
            all[k].texts[e] = (uint32_t)comparing.side[e].x[k];
            all[k].share[e] = share(&comparing, e, k);
        }
        all[k].low = -1;
        all[k].high = 1;
    }
    *testable = before >= 2 && clusters - before >= 2 && theme_count > 0;
    bool fine = true;
    if (*testable) {
        bootstrap(&comparing, seed, all);
        permute(&comparing, seed, all);
        fine = adjust(&comparing, all, error);
    }
    arena_destroy(comparing.arena);
    *changes = all;
    return fine;
}

/* --- what a sealed edition keeps -------------------------------------------------------------- */

static int compare_strings(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *change_bag_text(struct arena *arena, const char *text)
{
    struct arena *scratch = arena_create();
    VECTOR(const char *) words = {0};
    struct word word;
    for (size_t at = 0; words_next(text, &at, &word);) {
        if (word.letters >= 2) {
            *VECTOR_PUSH(scratch, &words) =
                fold_plain(scratch, arena_copy(scratch, text + word.start, word.size));
        }
    }
    if (words.count > 0) {
        qsort(words.items, words.count, sizeof *words.items, compare_strings);
    }
    struct text bag = text_create(arena);
    text_add(&bag, "");
    for (size_t i = 0; i < words.count; i++) {
        text_add(&bag, i > 0 ? ". " : "");
        text_add(&bag, words.items[i]);
    }
    arena_destroy(scratch);
    return bag.bytes;
}
