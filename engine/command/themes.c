/* themes: the themes of any CSV file with a column of text. Progress goes to a terminal only; the
 * files are for programs (UTF-8, comma, LF), the summary for people. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/command/command.h"
#include "engine/command/edition_themes.h"
#include "engine/command/options.h"
#include "engine/command/themes_file.h"
#include "engine/command/themes_review.h"
#include "engine/dossier/output.h"
#include "engine/folder.h"
#include "engine/theme/stemmer.h"
#include "engine/theme/theme.h"

enum { SAMPLE_MOST = 100000, WORDS_SHOWN = 6 };

struct request {
    const char *text, *id, *documents, *terms, *codebook, *before, *coded;
    int64_t themes, sample;
    bool language_given;
    bool csv; /* of an edition only */
};

struct progress {
    FILE *err;
    enum language language;
};

static void show_progress(void *context, double share)
{
    struct progress *progress = context;
    fprintf(progress->err, "\r%s %3.0f %%%s",
            progress->language == LANGUAGE_NL ? "thema's zoeken" : "finding themes", share * 100,
            share >= 1 ? "\r                        \r" : "");
    fflush(progress->err);
}

static void add_weight(struct text *out, float weight)
{
    char number[NUMBER_TEXT];
    number_write(floor((double)weight * 1e4 + 0.5) / 1e4, number);
    text_add(out, number);
}

static bool write_documents(struct arena *arena, const char *path, const struct themes_file *file,
                            const struct theme_result *result, struct error *error)
{
    struct text out = text_create(arena);
    text_add(&out, "id,theme,weight\n");
    for (size_t i = 0; i < file->count; i++) {
        const struct theme_member *member = &result->member[i];
        themes_review_cell(&out, file->id[i]);
        /* A file in which no text says anything has no theme; 1 still fills the column. */
        text_printf(&out, ",%u,", member->theme == THEME_NONE ? 1 : member->theme + 1);
        add_weight(&out, member->weight);
        text_add_char(&out, '\n');
    }
    return output_write(arena, path, out.bytes, out.size, error);
}

static bool write_terms(struct arena *arena, const char *path, const struct theme_result *result,
                        struct error *error)
{
    struct text out = text_create(arena);
    text_add(&out, "theme,rank,term,label\n");
    for (size_t k = 0; k < result->theme_count; k++) {
        const struct theme *theme = &result->theme[k];
        for (size_t i = 0; i < theme->term_count; i++) {
            text_printf(&out, "%zu,%zu,", k + 1, i + 1);
            themes_review_cell(&out, theme->term[i].text);
            text_add_char(&out, ',');
            themes_review_cell(&out, theme->label);
            text_add_char(&out, '\n');
        }
    }
    return output_write(arena, path, out.bytes, out.size, error);
}

static void print_line(FILE *out, enum language language, double value, int decimals,
                       const char *rest)
{
    char number[NUMBER_TEXT];
    number_write_for_people(value, decimals, language, number);
    fprintf(out, "%s%s", number, rest);
}

static void print_notes(FILE *out, enum language language, const struct theme_result *result)
{
    bool dutch = language == LANGUAGE_NL;
    print_line(out, language, (double)result->unassigned_count, 0,
               dutch ? " teksten niet ingedeeld (zekerheid onder 0,5)\n"
                     : " texts not assigned (confidence below 0.5)\n");
    print_line(out, language, (double)result->nothing_count, 0,
               dutch ? " teksten zonder inhoud (\"geen\", \"nvt\", leeg)\n"
                     : " texts without content (\"none\", \"n/a\", empty)\n");
    if (result->too_few) {
        fprintf(out,
                dutch ? "Minder dan %d verschillende teksten: lees deze indeling als een "
                        "ordening, niet als een bevinding.\n"
                      : "Fewer than %d distinct texts: read this as an arrangement, not as a "
                        "finding.\n",
                THEME_FEW_TEXTS);
    } else if (result->run_agreement < 0.3) {
        fputs(dutch ? "De losse pogingen komen weinig overeen: deze indeling is niet erg stabiel.\n"
                    : "Single runs agree little: this division is not very stable.\n",
              out);
    }
}

/* The key terms, under the label. */
static void print_words(FILE *out, const struct theme *theme)
{
    for (size_t i = 0; i < theme->term_count && i < WORDS_SHOWN; i++) {
        fprintf(out, "%s%s", i == 0 ? "        " : ", ", theme->term[i].text);
    }
    fputs(theme->term_count > 0 ? "\n" : "", out);
}

/* The same themes in fewer groups: about a half and a quarter as many. */
static void print_ladder(FILE *out, enum language language, const struct theme_result *result)
{
    uint32_t group[THEME_MOST + 1];
    for (size_t part = 2; part <= 4; part *= 2) {
        size_t asked = result->theme_count / part;
        if (asked < 2 || result->theme_count > THEME_MOST) {
            return;
        }
        size_t groups = theme_ladder(result, asked, group);
        fprintf(out, language == LANGUAGE_NL ? "In %zu groepen:" : "In %zu groups:", groups);
        for (size_t g = 0; g < groups; g++) {
            const char *between = g == 0 ? " " : "; ";
            for (size_t k = 0; k < result->theme_count; k++) {
                if (group[k] == g) {
                    fprintf(out, "%s%zu", between, k + 1);
                    between = " ";
                }
            }
        }
        fputc('\n', out);
    }
}

static void print_summary(FILE *out, enum language language, const struct theme_result *result)
{
    bool dutch = language == LANGUAGE_NL;
    print_line(out, language, (double)result->text_count, 0, dutch ? " teksten, " : " texts, ");
    print_line(out, language, (double)result->distinct_count, 0,
               dutch ? " verschillende, " : " distinct, ");
    print_line(out, language, (double)result->theme_count, 0,
               dutch ? " thema's\n\n" : " themes\n\n");
    fputs(dutch ? "  nr  teksten  aandeel  stabiliteit  thema\n"
                : "  no    texts    share    stability  theme\n",
          out);
    for (size_t k = 0; k < result->theme_count; k++) {
        const struct theme *theme = &result->theme[k];
        char share[NUMBER_TEXT], stability[NUMBER_TEXT], texts[NUMBER_TEXT];
        number_write_for_people(100.0 * theme->texts / (double)result->text_count, 1, language,
                                share);
        number_write_for_people(theme->stability, 2, language, stability);
        number_write_for_people(theme->texts, 0, language, texts);
        fprintf(out, "  %2zu  %7s  %5s %%  %11s  %s", k + 1, texts, share, stability, theme->label);
        if (theme->from_codebook) {
            number_write_for_people(theme->texts_literal, 0, language, texts);
            fprintf(out, dutch ? " (codeboek; %s letterlijk)" : " (codebook; %s literally)", texts);
        }
        fputc('\n', out);
        print_words(out, theme);
    }
    fputc('\n', out);
    print_ladder(out, language, result);
    print_notes(out, language, result);
}

static bool run_file(struct arena *arena, const char *path, const struct request *request,
                     const struct common_options *common, FILE *out, FILE *err, struct error *error)
{
    struct themes_file file;
    const struct codebook *codebook = NULL;
    if (request->codebook != NULL) {
        codebook = themes_file_codebook(arena, request->codebook, common->language, error);
        if (codebook == NULL) {
            return false;
        }
    }
    if (!themes_file_read(arena, path, request->text, request->id, common->language, &file,
                          error)) {
        return false;
    }
    if (request->before != NULL) {
        const struct codebook *before =
            themes_file_codebook(arena, request->before, common->language, error);
        if (before != NULL) {
            themes_review_moves(arena, out, &file, before, codebook, common->language);
        }
        return before != NULL;
    }
    struct theme_text *texts = arena_alloc_array(arena, file.count, sizeof *texts);
    for (size_t i = 0; i < file.count; i++) {
        texts[i] = (struct theme_text){file.text[i], THEME_NONE, THEME_NONE,
                                       THEME_NONE,   THEME_NONE, false};
    }
    struct theme_options options = theme_options_default();
    struct progress progress = {err, common->language};
    options.themes = (size_t)request->themes;
    options.codebook = codebook;
    options.language_known = request->language_given;
    options.language = common->language;
    options.seed = (uint64_t)common->seed;
    options.threads = (int)common->threads;
    if (!common->quiet && isatty(fileno(err))) {
        options.progress = show_progress;
        options.progress_context = &progress;
    }
    if (!stemmer_ready(error)) {
        return false;
    }
    const struct theme_result *result = theme_find(arena, texts, file.count, &options);
    if (request->documents != NULL &&
        !write_documents(arena, request->documents, &file, result, error)) {
        return false;
    }
    if (request->terms != NULL && !write_terms(arena, request->terms, result, error)) {
        return false;
    }
    if (request->sample > 0) {
        themes_review_sample(arena, out, &file, result, (size_t)request->sample, options.seed);
    } else if (request->coded != NULL) {
        return themes_review_coded(arena, out, request->coded, &file, result, common->language,
                                   error);
    } else if (!common->quiet) {
        print_summary(out, common->language, result);
    }
    return true;
}

static void print_usage(FILE *out, enum language language)
{
    fputs(
        language == LANGUAGE_NL
            ? "gebruik: rodedraad themes EDITIE [--csv | --json]\n"
              "         rodedraad themes BESTAND.csv --text KOLOM [--id KOLOM] [--themes N]\n"
              "         [--codebook BESTAND] [--lang nl|en] [--seed N] [--threads N]\n"
              "         [--documents UIT.csv] [--terms UIT.csv]\n"
              "Toont de rode draden van een editie, of zoekt thema's in een kolom met tekst.\n"
              "--documents krijgt id,theme,weight; --terms krijgt theme,rank,term,label.\n"
              "--sample N schrijft N teksten om met de hand te coderen; --coded BESTAND leest ze\n"
              "terug (id en een kolom per codeur) en zegt hoe goed mensen en programma "
              "overeenkomen.\n"
              "--codebook NIEUW --before OUD toont welke teksten door een andere regel "
              "verschuiven.\n"
            : "usage: rodedraad themes EDITION [--csv | --json]\n"
              "       rodedraad themes FILE.csv --text COLUMN [--id COLUMN] [--themes N]\n"
              "       [--codebook FILE] [--lang nl|en] [--seed N] [--threads N]\n"
              "       [--documents OUT.csv] [--terms OUT.csv]\n"
              "Shows the threads of an edition, or finds themes in a column of text.\n"
              "--documents gets id,theme,weight; --terms gets theme,rank,term,label.\n"
              "--sample N writes N texts to code by hand; --coded FILE reads them back (id and a\n"
              "column per coder) and says how well people and program agree.\n"
              "--codebook NEW --before OLD shows which texts a changed rule moves.\n",
        out);
}

static bool language_given(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--lang") == 0 || text_starts_with(argv[i], "--lang=")) {
            return true;
        }
    }
    return false;
}

/* A folder among the operands: the themes of an edition. */
static bool names_folder(struct arena *arena, const struct operands *operands)
{
    struct folder folder;
    struct error ignored = {0};
    return operands->count > 0 && folder_list(arena, operands->items[0], &folder, &ignored);
}

int command_themes(int argc, char **argv, FILE *out, FILE *err)
{
    struct arena *arena = arena_create();
    struct common_options common = options_common();
    struct request request = {.language_given = language_given(argc, argv)};
    const struct option options[] = {
        {"text", OPTION_TEXT, &request.text},
        {"id", OPTION_TEXT, &request.id},
        {"themes", OPTION_INTEGER, &request.themes},
        {"terms", OPTION_TEXT, &request.terms},
        {"documents", OPTION_TEXT, &request.documents},
        {"codebook", OPTION_TEXT, &request.codebook},
        {"before", OPTION_TEXT, &request.before},
        {"coded", OPTION_TEXT, &request.coded},
        {"sample", OPTION_INTEGER, &request.sample},
        {"csv", OPTION_FLAG, &request.csv},
    };
    struct operands operands;
    struct error error = {0};
    int status = EXIT_DONE;
    if (!options_read(arena, argc, argv, options, sizeof options / sizeof options[0], &common,
                      &operands, &error)) {
        status = options_fail(err, &common, &error);
    } else if (common.help) {
        print_usage(out, common.language);
    } else if (request.text == NULL && names_folder(arena, &operands)) {
        arena_destroy(arena);
        return edition_themes_command(argc, argv, out, err);
    } else if (operands.count != 1 || request.text == NULL || request.csv ||
               (request.before != NULL && request.codebook == NULL)) {
        print_usage(err, common.language);
        status = EXIT_USAGE;
    } else if (request.themes < 0 || request.themes > THEME_MOST) {
        error_set(&error, ERROR_USAGE, NULL, 0, "--themes: 1 ... %d", THEME_MOST);
        status = options_fail(err, &common, &error);
    } else if (request.sample < 0 || request.sample > SAMPLE_MOST) {
        error_set(&error, ERROR_USAGE, NULL, 0, "--sample: 1 ... %d", SAMPLE_MOST);
        status = options_fail(err, &common, &error);
    } else if (!run_file(arena, operands.items[0], &request, &common, out, err, &error)) {
        status = options_fail(err, &common, &error);
    }
    arena_destroy(arena);
    return status;
}
