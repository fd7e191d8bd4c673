/* verify: recomputes a report, so that nobody needs to believe it. From the PDF alone: whatever its
 * own files can tell. With the folder: everything, from the rows, in a store in memory that is gone
 * afterwards: the user's own store is neither read nor written. */
#include "engine/verify/verify.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/base/json.h"
#include "engine/command/command.h"
#include "engine/command/edition_themes.h"
#include "engine/command/run.h"
#include "engine/command/table.h"
#include "engine/read/source.h"

static const char *const verdict_words[VERDICTS] = {"agrees", "differs", "not_checked"};

static const char *say(const struct run_context *run, const char *nl, const char *en)
{
    return run->common.language == LANGUAGE_NL ? nl : en;
}

/* -- recomputing
 * -------------------------------------------------------------------------------------
 */

/* The rows are read under a key of zeros: two keys give the same figures, and nothing is kept. */
static bool open_folder(struct run_context *run, const char *folder, struct dossier *dossier)
{
    static const struct pseudonym_key no_key;
    const char *beside =
        run->common.db != NULL ? run->common.db : pipeline_default_store(run->arena, folder);
    const char *slash = strrchr(beside, '/');
    const struct pipeline_options options = {
        .key = &no_key,
        .beside = slash == NULL ? "." : arena_copy(run->arena, beside, (size_t)(slash - beside)),
        .match = run->common.match};
    struct imported imported;
    struct threads threads;
    run->store = store_open(":memory:", NULL, &run->error);
    return run->store != NULL &&
           pipeline_import(run->arena, &options, folder, run->store, &imported, &run->error) &&
           edition_themes(run, &imported, &threads) &&
           dossier_open(run->store, run->arena, &imported.edition, imported.folder, &threads,
                        dossier, &run->error);
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool verify(struct run_context *run, struct verification *verification)
{
    const char *path = run->operands.items[0];
    struct source_bytes bytes;
    struct pdf_content *content = arena_alloc(run->arena, sizeof *content);
    struct report_data *data = arena_alloc(run->arena, sizeof *data);
    *verification = (struct verification){.arena = run->arena, .data = data};
    if (!source_load(run->arena, path, &bytes, &run->error) ||
        !pdf_content_read(run->arena, path, bytes.data, bytes.size, content, &run->error) ||
        !report_data_read(run->arena, path, content, data, &run->error)) {
        return false;
    }
    bool comparison = data->from != NULL;
    if (comparison && run->operands.count > 1) {
        return error_set_in_both(
            &run->error, ERROR_USAGE,
            "een vergelijking gaat over meer edities: reken haar na zonder map, en de rapporten "
            "van de edities elk met hun map%s",
            "a comparison is about several editions: verify it without a folder, and the reports "
            "of the editions each with its folder%s",
            "");
    }
    if (comparison) {
        verify_comparison(verification);
    } else if (run->operands.count > 1) {
        struct dossier dossier;
        if (!open_folder(run, run->operands.items[1], &dossier)) {
            return false;
        }
        verify_dossier(verification, &dossier);
    } else {
        verify_figures(verification);
        verify_lists(verification);
    }
    verify_files(verification);
    verify_text(verification);
    return true;
}

/* -- the answer
 * --------------------------------------------------------------------------------------
 */

static size_t count_of(const struct verification *verification, enum verdict verdict)
{
    size_t count = 0;
    for (size_t i = 0; i < verification->outcomes.count; i++) {
        count += verification->outcomes.items[i].verdict == verdict;
    }
    return count;
}

static void print_json(const struct run_context *run, const struct verification *verification,
                       FILE *out)
{
    struct text text = text_create(run->arena);
    struct json json = json_create(&text);
    json_begin(&json, '[');
    for (size_t i = 0; i < verification->outcomes.count; i++) {
        const struct outcome *outcome = &verification->outcomes.items[i];
        json_newline(&json);
        json_begin(&json, '{');
        json_key(&json, "id");
        json_string(&json, outcome->id);
        json_key(&json, "verdict");
        json_string(&json, verdict_words[outcome->verdict]);
        json_key(&json, "reported");
        json_string(&json, outcome->reported);
        json_key(&json, "recomputed");
        json_string(&json, outcome->recomputed);
        json_key(&json, "why");
        json_string(&json, outcome->why[run->common.language]);
        json_end(&json, '}');
    }
    text_add_char(&text, '\n');
    json_end(&json, ']');
    fprintf(out, "%s\n", text.bytes);
}

/* Words that come from the PDF may hold anything. */
static const char *shown(const struct run_context *run, const char *text)
{
    return text == NULL ? "" : text_printable(run->arena, text, strlen(text), 200);
}

/* What differs comes first: that is what a reader must see. */
static void print_table(const struct run_context *run, const struct verification *verification,
                        FILE *out)
{
    static const enum verdict order[VERDICTS] = {VERDICT_DIFFERS, VERDICT_AGREES,
                                                 VERDICT_NOT_CHECKED};
    const char *words[VERDICTS] = {say(run, "klopt", "agrees"), say(run, "KLOPT NIET", "DIFFERS"),
                                   say(run, "niet na te rekenen", "not checked")};
    struct table table = table_create(run->arena, 5);
    table_row(&table, (const char *[]){say(run, "cijfer", "figure"), say(run, "oordeel", "verdict"),
                                       say(run, "in de PDF", "in the PDF"),
                                       say(run, "nagerekend", "recomputed"),
                                       say(run, "hoe of waarom", "how or why")});
    for (size_t k = 0; k < VERDICTS; k++) {
        for (size_t i = 0; i < verification->outcomes.count; i++) {
            const struct outcome *outcome = &verification->outcomes.items[i];
            if (outcome->verdict == order[k]) {
                table_row(&table, (const char *[]){shown(run, outcome->id), words[outcome->verdict],
                                                   shown(run, outcome->reported),
                                                   shown(run, outcome->recomputed),
                                                   shown(run, outcome->why[run->common.language])});
            }
        }
    }
    table_print(&table, out);
}

static void print_verdict(const struct run_context *run, const struct verification *verification,
                          FILE *out)
{
    size_t differs = count_of(verification, VERDICT_DIFFERS);
    fprintf(out, "\n%zu %s, %zu %s, %zu %s: %s\n", count_of(verification, VERDICT_AGREES),
            say(run, "klopt", "agree"), differs, say(run, "klopt niet", "differ"),
            count_of(verification, VERDICT_NOT_CHECKED),
            say(run, "niet na te rekenen", "not checked"),
            differs > 0 ? say(run, "HET RAPPORT KLOPT NIET", "THE REPORT DOES NOT AGREE")
                        : say(run, "wat na te rekenen is, klopt", "what can be checked agrees"));
}

int command_verify(int argc, char **argv, FILE *out, FILE *err)
{
    struct run_context run;
    struct verification verification;
    if (!run_open(&run, argc, argv, NULL, 0, err) ||
        run_usage(
            &run, out,
            "gebruik: rodedraad verify RAPPORT.pdf [MAP] [--json]\n"
            "Rekent een rapport na. Zonder map: uit wat in de PDF zit. Met de map van de\n"
            "editie: elk cijfer opnieuw uit de rijen. Exit 1 als iets niet klopt.\n",
            "usage: rodedraad verify REPORT.pdf [FOLDER] [--json]\n"
            "Recomputes a report. Without a folder: from what the PDF carries. With the\n"
            "edition's folder: every figure again from the rows. Exit 1 when one differs.\n")) {
        return run_close(&run);
    }
    if (is_folder(run.operands.items[0])) {
        error_set_in_both(&run.error, ERROR_USAGE,
                          "verify wil eerst het rapport (PDF), dan de map%s",
                          "verify takes the report (PDF) first, then the folder%s", "");
        return run_close(&run);
    }
    if (run.operands.count > 2) {
        error_set_in_both(&run.error, ERROR_USAGE, "verify wil een PDF en hoogstens een map%s",
                          "verify takes one PDF and at most one folder%s", "");
        return run_close(&run);
    }
    if (verify(&run, &verification)) {
        if (run.common.json) {
            print_json(&run, &verification, out);
        } else {
            print_table(&run, &verification, out);
            print_verdict(&run, &verification, out);
        }
        run.status = count_of(&verification, VERDICT_DIFFERS) > 0 ? EXIT_FAILED : EXIT_DONE;
    }
    return run_close(&run);
}
