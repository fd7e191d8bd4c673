/* names: see names.h. */
#include "engine/theme/names.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/theme/lists.h"
#include "engine/unicode/fold.h"

static const double LIKE_ENOUGH = 0.3;

char *names_fingerprint(struct arena *arena, const struct theme *theme)
{
    struct text text = text_create(arena);
    for (size_t i = 0; i < theme->term_count && i < NAMES_TERMS; i++) {
        text_add(&text, i > 0 ? "|" : "");
        text_add(&text, fold_plain(arena, theme->term[i].text));
    }
    if (text.size == 0) {
        text_add(&text, fold_plain(arena, theme->label));
    }
    return text.bytes;
}

/* The weight of the term at this place, from 1: Zipf's, slowly falling. */
static double weight_at(size_t place)
{
    return 1.0 / (1.0 + 0.2 * (double)place);
}

/* The place of a term in a fingerprint, SIZE_MAX when it is not there. */
static size_t find_term(const char *fingerprint, const char *term, size_t size)
{
    for (size_t place = 0; *fingerprint != '\0'; place++) {
        size_t length = strcspn(fingerprint, "|");
        if (length == size && memcmp(fingerprint, term, size) == 0) {
            return place;
        }
        fingerprint += length + (fingerprint[length] == '|');
    }
    return SIZE_MAX;
}

/* Adds up the weights of the terms of `one`; those that `other` has as well also into *common. */
static double weigh(const char *one, const char *other, double *common)
{
    double all = 0;
    for (size_t place = 0; *one != '\0'; place++) {
        size_t length = strcspn(one, "|");
        all += weight_at(place);
        if (find_term(other, one, length) != SIZE_MAX) {
            *common += weight_at(place);
        }
        one += length + (one[length] == '|');
    }
    return all;
}

double names_likeness(const char *one, const char *other)
{
    double common = 0, all = weigh(one, other, &common);
    all += weigh(other, one, &common);
    return all > 0 ? common / all : 0;
}

void names_match(const struct theme_result *result, const struct names_row *rows, size_t row_count,
                 uint32_t *row)
{
    struct arena *scratch = arena_create();
    size_t themes = result->theme_count;
    double *like = arena_alloc_array(scratch, themes * row_count, sizeof *like);
    bool *used = arena_alloc(scratch, row_count);
    for (size_t k = 0; k < themes; k++) {
        const char *fingerprint = names_fingerprint(scratch, &result->theme[k]);
        row[k] = THEME_NONE;
        for (size_t r = 0; r < row_count; r++) {
            const char *folded = fold_plain(scratch, rows[r].fingerprint);
            like[k * row_count + r] = names_likeness(fingerprint, folded);
        }
    }
    for (;;) {
        size_t best_theme = themes, best_row = 0;
        double most = 0;
        for (size_t r = 0; r < row_count; r++) {
            for (size_t k = 0; k < themes; k++) {
                double value = like[k * row_count + r];
                if (row[k] == THEME_NONE && !used[r] && value >= LIKE_ENOUGH && value > most) {
                    most = value;
                    best_theme = k;
                    best_row = r;
                }
            }
        }
        if (best_theme == themes) {
            break;
        }
        row[best_theme] = (uint32_t)best_row;
        used[best_row] = true;
    }
    arena_destroy(scratch);
}

struct codebook *names_vng_labels(struct arena *arena)
{
    return codebook_parse(arena, lists_shipped("vng_labels.csv"));
}

const char *names_vng_label(const struct codebook *labels, const struct theme *theme)
{
    struct arena *scratch = arena_create();
    size_t count = codebook_count(labels), best = count;
    bool *hit = arena_alloc(scratch, count + 1);
    double *score = arena_alloc_array(scratch, count + 1, sizeof *score);
    if (theme->from_codebook) {
        codebook_match(labels, theme->label, hit);
        for (size_t l = 0; l < count; l++) {
            score[l] += hit[l] ? 1 : 0;
        }
    }
    for (size_t i = 0; i < theme->term_count; i++) {
        codebook_match(labels, theme->term[i].text, hit);
        for (size_t l = 0; l < count; l++) {
            score[l] += hit[l] ? theme->term[i].score : 0;
        }
    }
    for (size_t l = 0; l < count; l++) {
        if (score[l] > 0 && (best == count || score[l] > score[best])) {
            best = l;
        }
    }
    arena_destroy(scratch);
    return best == count ? NULL : codebook_theme(labels, best);
}
