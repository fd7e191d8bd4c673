/* themes_review: see themes_review.h. */
#include "engine/command/themes_review.h"

#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/theme/agreement.h"
#include "engine/unicode/fold.h"

void themes_review_cell(struct text *out, const char *cell)
{
    if (strpbrk(cell, ",\"\r\n") == NULL) {
        text_add(out, cell);
        return;
    }
    text_add_char(out, '"');
    for (const char *c = cell; *c != '\0'; c++) {
        text_add(out, *c == '"' ? "\"" : "");
        text_add_char(out, *c);
    }
    text_add_char(out, '"');
}

void themes_review_sample(struct arena *arena, FILE *out, const struct themes_file *file,
                          const struct theme_result *result, size_t room, uint64_t seed)
{
    size_t *chosen = arena_alloc_array(arena, room, sizeof *chosen);
    float *weight = arena_alloc_array(arena, file->count, sizeof *weight);
    for (size_t i = 0; i < file->count; i++) {
        weight[i] = result->member[i].weight;
    }
    size_t count = agreement_sample(file->text, weight, file->count, room, seed, chosen);
    struct text text = text_create(arena);
    text_add(&text, "id,text,code\n");
    for (size_t i = 0; i < count; i++) {
        themes_review_cell(&text, file->id[chosen[i]]);
        text_add_char(&text, ',');
        themes_review_cell(&text, file->text[chosen[i]]);
        text_add(&text, ",\n");
    }
    fwrite(text.bytes, 1, text.size, out);
}

/* --- what comes back -------------------------------------------------------------------------- */

/* The coded rows with the engine's theme of the text of that id; `unknown` counts other ids. */
static struct agreement_text *match_rows(struct arena *arena, const struct themes_coded *coded,
                                         const struct themes_file *file,
                                         const struct theme_result *result, size_t *unknown)
{
    struct intern *ids = intern_create(arena);
    uint32_t *row_of = arena_alloc_array(arena, file->count + 1, sizeof *row_of);
    for (uint32_t i = 0; i < file->count; i++) {
        uint32_t number = intern_put(ids, file->id[i], strlen(file->id[i]));
        if (number == intern_count(ids) - 1) {
            row_of[number] = i;
        }
    }
    struct agreement_text *texts = arena_alloc_array(arena, coded->count + 1, sizeof *texts);
    *unknown = 0;
    for (size_t i = 0; i < coded->count; i++) {
        const char **codes = arena_alloc_array(arena, coded->coders + 1, sizeof *codes);
        for (size_t c = 0; c < coded->coders; c++) {
            codes[c] = fold_plain(arena, text_trim(arena, coded->code[i * coded->coders + c]));
        }
        uint32_t number = intern_find(ids, coded->id[i], strlen(coded->id[i]));
        texts[i] = (struct agreement_text){coded->id[i], codes, UINT32_MAX};
        if (number == INTERN_NONE) {
            ++*unknown;
            continue;
        }
        const struct theme_member *member = &result->member[row_of[number]];
        if (!member->says_nothing && member->weight >= THEME_CERTAIN) {
            texts[i].theme = member->theme;
        }
    }
    return texts;
}

static void print_alpha(FILE *out, enum language language, const char *what,
                        const struct krippendorff *alpha)
{
    static const char *const words[LANGUAGES][2] = {{"tekst", "teksten"}, {"text", "texts"}};
    char number[NUMBER_TEXT], texts[NUMBER_TEXT];
    if (!alpha->alpha.defined) {
        fprintf(out,
                language == LANGUAGE_NL ? "%s: niet te bepalen\n" : "%s: cannot be determined\n",
                what);
        return;
    }
    number_write_for_people(alpha->alpha.value, 2, language, number);
    number_write_for_people((double)alpha->about.n, 0, language, texts);
    fprintf(out, language == LANGUAGE_NL ? "%s: alfa %s (%s %s)\n" : "%s: alpha %s (%s %s)\n", what,
            number, texts, language_counted(words, (uint64_t)alpha->about.n, language));
}

static void print_agreement(FILE *out, enum language language, const struct theme_result *result,
                            const struct agreement *agreement, size_t coders, size_t unknown)
{
    bool dutch = language == LANGUAGE_NL;
    if (coders > 1) {
        print_alpha(out, language, dutch ? "Codeurs onderling" : "Coders with each other",
                    &agreement->coders);
    }
    print_alpha(out, language, dutch ? "Eerste codeur en programma" : "First coder and program",
                &agreement->engine);
    fputs(dutch
              ? "Alfa 0,80 of meer is goed, onder 0,67 te weinig. De helft van de teksten koppelt "
                "thema's aan codes, de andere helft telt.\n"
              : "Alpha of 0.80 or more is good, below 0.67 too little. Half of the texts match "
                "themes to codes, the other half counts.\n",
          out);
    for (size_t k = 0; k < result->theme_count; k++) {
        if (agreement->code_of_theme[k] != NULL) {
            fprintf(out, "  %2zu  %s = %s\n", k + 1, result->theme[k].label,
                    agreement->code_of_theme[k]);
        }
    }
    if (unknown > 0) {
        fprintf(out,
                dutch ? "%zu %s een id dat niet in het bestand staat\n"
                      : "%zu %s an id that is not in the file\n",
                unknown,
                dutch ? (unknown == 1 ? "regel heeft" : "regels hebben")
                      : (unknown == 1 ? "row has" : "rows have"));
    }
}

bool themes_review_coded(struct arena *arena, FILE *out, const char *path,
                         const struct themes_file *file, const struct theme_result *result,
                         enum language language, struct error *error)
{
    struct themes_coded coded;
    struct agreement agreement;
    size_t unknown;
    if (!themes_file_coded(arena, path, language, &coded, error)) {
        return false;
    }
    const struct agreement_text *texts = match_rows(arena, &coded, file, result, &unknown);
    if (!agreement_measure(arena, texts, coded.count, coded.coders, result->theme_count, &agreement,
                           error)) {
        return false;
    }
    print_agreement(out, language, result, &agreement, coded.coders, unknown);
    return true;
}

/* --- what a changed rule moves ---------------------------------------------------------------- */

void themes_review_moves(struct arena *arena, FILE *out, const struct themes_file *file,
                         const struct codebook *before, const struct codebook *after,
                         enum language language)
{
    bool dutch = language == LANGUAGE_NL;
    size_t count;
    const struct codebook_move *moves =
        codebook_compare(arena, before, after, file->text, file->count, &count);
    struct text text = text_create(arena);
    text_add(&text, dutch ? "id,thema,wijziging,tekst\n" : "id,theme,move,text\n");
    for (size_t i = 0; i < count; i++) {
        themes_review_cell(&text, file->id[moves[i].text]);
        text_add_char(&text, ',');
        themes_review_cell(&text, moves[i].theme);
        text_printf(&text, ",%s,",
                    moves[i].gained ? (dutch ? "erbij" : "gained") : (dutch ? "eraf" : "lost"));
        themes_review_cell(&text, file->text[moves[i].text]);
        text_add_char(&text, '\n');
    }
    fwrite(text.bytes, 1, text.size, out);
}
