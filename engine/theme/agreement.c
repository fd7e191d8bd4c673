/* agreement: see agreement.h. */
#include "engine/theme/agreement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/hash.h"
#include "engine/base/intern.h"
#include "engine/base/random.h"

struct place {
    uint64_t hash;
    const char *string;
    size_t text;
    double key;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    int order = strcmp(x->string, y->string);
    return order != 0 ? order : x->text < y->text ? -1 : x->text > y->text;
}

static uint64_t hash_of(const char *string)
{
    return hash_number_of(string, strlen(string));
}

/* --- codes ------------------------------------------------------------------------------------ */

struct coding {
    struct arena *arena;
    const struct agreement_text *texts;
    size_t count, coders, themes;
    struct intern *codes;
    double *value; /* coder by text; NaN: not coded */
    struct place *order;
};

static void number_codes(struct coding *coding)
{
    coding->codes = intern_create(coding->arena);
    coding->value =
        arena_alloc_array(coding->arena, coding->coders * coding->count, sizeof(double));
    coding->order = arena_alloc_array(coding->arena, coding->count, sizeof *coding->order);
    for (size_t i = 0; i < coding->count; i++) {
        coding->order[i] = (struct place){hash_of(coding->texts[i].id), coding->texts[i].id, i, 0};
        for (size_t c = 0; c < coding->coders; c++) {
            const char *code = coding->texts[i].codes[c];
            bool coded = code != NULL && code[0] != '\0';
            coding->value[c * coding->count + i] =
                coded ? intern_put(coding->codes, code, strlen(code)) : (double)NAN;
        }
    }
    if (coding->count > 0) {
        qsort(coding->order, coding->count, sizeof *coding->order, compare_places);
    }
}

/* The Hungarian method (Kuhn 1955, in the form of Jonker and Volgenant's shortest augmenting paths)
 * on a square of costs, rows and columns from 1: column_of[row] gets the column of each row. */
static void assign(struct arena *arena, const double *cost, size_t size, size_t *column_of)
{
    double *row_price = arena_alloc_array(arena, size + 1, sizeof(double));
    double *column_price = arena_alloc_array(arena, size + 1, sizeof(double));
    double *least = arena_alloc_array(arena, size + 1, sizeof(double));
    size_t *row_of = arena_alloc_array(arena, size + 1, sizeof(size_t));
    size_t *way = arena_alloc_array(arena, size + 1, sizeof(size_t));
    bool *used = arena_alloc(arena, size + 1);
    for (size_t row = 1; row <= size; row++) {
        size_t at = 0;
        row_of[0] = row;
        for (size_t c = 0; c <= size; c++) {
            least[c] = HUGE_VAL;
            used[c] = false;
        }
        do {
            size_t next = 0;
            double step = HUGE_VAL;
            used[at] = true;
            for (size_t c = 1; c <= size; c++) {
                double reduced =
                    cost[(row_of[at] - 1) * size + c - 1] - row_price[row_of[at]] - column_price[c];
                if (!used[c] && reduced < least[c]) {
                    least[c] = reduced;
                    way[c] = at;
                }
                if (!used[c] && least[c] < step) {
                    step = least[c];
                    next = c;
                }
            }
            for (size_t c = 0; c <= size; c++) {
                if (used[c]) {
                    row_price[row_of[c]] += step;
                    column_price[c] -= step;
                } else {
                    least[c] -= step;
                }
            }
            at = next;
        } while (row_of[at] != 0);
        for (; at != 0; at = way[at]) {
            row_of[at] = row_of[way[at]];
        }
    }
    for (size_t c = 1; c <= size; c++) {
        column_of[row_of[c]] = c;
    }
}

/* Matches themes to codes on the even places; code[theme] is NaN where there is none. */
static double *match_themes(struct coding *coding, struct agreement *result)
{
    size_t codes = intern_count(coding->codes), themes = coding->themes;
    size_t size = themes > codes ? themes : codes;
    double *cost = arena_alloc_array(coding->arena, size * size, sizeof *cost);
    double *code = arena_alloc_array(coding->arena, themes, sizeof *code);
    size_t *column_of = arena_alloc_array(coding->arena, size + 1, sizeof *column_of);
    for (size_t p = 0; p < coding->count; p += 2) {
        size_t i = coding->order[p].text;
        uint32_t theme = coding->texts[i].theme;
        if (coding->coders > 0 && theme != UINT32_MAX && !isnan(coding->value[i])) {
            cost[theme * size + (size_t)coding->value[i]] -= 1;
        }
    }
    assign(coding->arena, cost, size, column_of);
    for (size_t k = 0; k < themes; k++) {
        size_t column = column_of[k + 1] - 1;
        bool met = column < codes && cost[k * size + column] < 0;
        code[k] = met ? (double)column : (double)NAN;
        result->matched += met;
        result->code_of_theme[k] = met ? intern_string(coding->codes, (uint32_t)column) : NULL;
    }
    return code;
}

bool agreement_measure(struct arena *arena, const struct agreement_text *texts, size_t count,
                       size_t coders, size_t theme_count, struct agreement *result,
                       struct error *error)
{
    struct coding coding = {arena, texts, count, coders, theme_count, NULL, NULL, NULL};
    *result = (struct agreement){0};
    result->code_of_theme = arena_alloc_array(arena, theme_count, sizeof *result->code_of_theme);
    number_codes(&coding);
    if (!krippendorff_alpha(arena, coding.value, coders, count, KRIPPENDORFF_NOMINAL,
                            &result->coders, error)) {
        return false;
    }
    /* Themes without a code get values of their own: they agree with nobody. */
    const double *code = match_themes(&coding, result);
    size_t half = count / 2, used = 0;
    double *pair = arena_alloc_array(arena, 2 * half, sizeof *pair);
    for (size_t p = 1; p < count; p += 2, used++) {
        size_t i = coding.order[p].text;
        uint32_t theme = texts[i].theme;
        double engine = (double)NAN;
        if (theme != UINT32_MAX) {
            engine =
                isnan(code[theme]) ? (double)(intern_count(coding.codes) + theme) : code[theme];
        }
        pair[used] = coders > 0 ? coding.value[i] : (double)NAN;
        pair[half + used] = engine;
    }
    return krippendorff_alpha(arena, pair, 2, half, KRIPPENDORFF_NOMINAL, &result->engine, error);
}

/* --- which texts to code ---------------------------------------------------------------------- */

static int compare_keys(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->key != y->key) {
        return x->key > y->key ? -1 : 1;
    }
    return compare_places(a, b);
}

static int compare_sizes(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

/* Weighted without replacement: the largest u^(1/w) (Efraimidis and Spirakis 2006), u from the seed
 * and the text itself. */
size_t agreement_sample(const char *const *texts, const float *weight, size_t count, size_t room,
                        uint64_t seed, size_t *chosen)
{
    struct arena *scratch = arena_create();
    struct intern *seen = intern_create(scratch);
    struct place *place = arena_alloc_array(scratch, count, sizeof *place);
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++) {
        size_t known = intern_count(seen);
        if (texts[i][0] == '\0' || intern_put(seen, texts[i], strlen(texts[i])) < known) {
            continue;
        }
        struct random random;
        uint64_t hash = hash_of(texts[i]);
        random_seed(&random, seed, hash);
        double u = random_unit(&random), w = 1.25 - (double)weight[i];
        place[distinct++] = (struct place){hash, texts[i], i, pow(u, 1 / w)};
    }
    if (distinct > 0) {
        qsort(place, distinct, sizeof *place, compare_keys);
    }
    size_t used = distinct < room ? distinct : room;
    for (size_t i = 0; i < used; i++) {
        chosen[i] = place[i].text;
    }
    if (used > 0) {
        qsort(chosen, used, sizeof *chosen, compare_sizes);
    }
    arena_destroy(scratch);
    return used;
}
