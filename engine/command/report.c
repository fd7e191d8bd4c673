/* report: the main job: reads what changed, measures, and writes out/. Files are made in memory and
 * written when all of an edition's are there; each appears whole or not at all. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/text.h"
#include "engine/command/command.h"
#include "engine/command/decisions.h"
#include "engine/command/edition_themes.h"
#include "engine/command/report_closing.h"
#include "engine/command/report_pages.h"
#include "engine/command/report_render.h"
#include "engine/command/run.h"
#include "engine/command/stop.h"
#include "engine/dossier/comparison_outputs.h"

/* Names that wait are written for the user at once. A list in which nothing is decided has no
 * effect (pipeline.c), so that a new one changes nothing; one that was there may hold decisions:
 * then the file is an input of which the bytes changed, and the edition is read again with it. A
 * folder that cannot be written stays as it is; the closing lines still say what waits. Names of
 * themes have no effect on the store at all. */
static bool write_decisions(struct report_job *job, const char *folder, struct imported *imported,
                            const struct threads *threads)
{
    bool changed = false;
    bool was_there = access(arena_printf(job->run.arena, "%s/decisions.csv", folder), F_OK) == 0;
    struct error error = {0};
    if (threads != NULL && !edition_themes_write(&job->run, imported, threads)) {
        return false;
    }
    if (!decisions_write(job->run.arena, folder, imported->waiting_names, imported->waiting,
                         &changed, &error)) {
        if (error.kind == ERROR_DISK_FULL) {
            job->run.error = error;
            return false;
        }
        options_fail(job->run.err, &job->run.common, &error);
        return true;
    }
    return !changed || !was_there || run_import(&job->run, folder, imported);
}

static const char *out_folder(struct report_job *job, const char *id)
{
    if (job->folder != NULL) {
        return arena_printf(job->run.arena, "%s/%s", job->folder, id);
    }
    const char *slash = strrchr(job->run.store_path, '/');
    return slash == NULL
               ? arena_printf(job->run.arena, "out/%s", id)
               : arena_printf(job->run.arena, "%.*s/out/%s", (int)(slash - job->run.store_path),
                              job->run.store_path, id);
}

static bool needs_person(struct report_job *job, const struct dossier *dossier)
{
    if (!job->final || job->accept_open || dossier->waiting == 0) {
        return false;
    }
    static const char *const decisions[LANGUAGES][2] = {{"besluit", "besluiten"},
                                                        {"decision", "decisions"}};
    report_job_tell(
        job, job->run.err,
        "rodedraad: een definitief rapport wacht op %zu %s (of gebruik --accept-open)\n",
        "rodedraad: a final report waits for %zu %s (or use --accept-open)\n", dossier->waiting,
        language_counted(decisions, dossier->waiting, job->run.common.language));
    return true;
}

/* Recorded when the files are there: a number that was used stands on a page. */
static bool record_releases(struct report_job *job, const struct dossier *dossier)
{
    for (size_t kind = 0; kind < KINDS && job->final; kind++) {
        struct releases releases = dossier_releases(dossier, report_kinds[kind]);
        int64_t number = release_number(&releases, dossier->publication);
        bool is_new = releases.count == 0 || releases.items[releases.count - 1].number != number;
        if ((job->kinds & (1u << kind)) != 0 && is_new &&
            !store_put_release(job->run.store, dossier->id, report_kinds[kind], number,
                               dossier->publication->figures, dossier->publication->figure_count,
                               &job->run.error)) {
            return false;
        }
    }
    return !job->final ||
           store_put_memory(job->run.store, dossier->id,
                            memory_text(job->run.arena, dossier->publication->memory),
                            &job->run.error);
}

/* Puts the files in place; a signal waits until they stand there together, and until the store
 * knows the numbers on them. `dossier` NULL: there are none. */
static bool place(struct report_job *job, const struct outputs *outputs, const char *out,
                  const struct dossier *dossier)
{
    stop_hold();
    bool placed = outputs_write(outputs, out, &job->run.error) &&
                  (dossier == NULL || record_releases(job, dossier));
    stop_release();
    return placed;
}

static bool report_edition(struct report_job *job, const char *operand)
{
    struct imported imported;
    struct dossier *dossier = arena_alloc(job->run.arena, sizeof *dossier);
    struct threads *found = arena_alloc(job->run.arena, sizeof *found);
    const struct threads *threads = job->no_themes ? NULL : found;
    if (!run_import(&job->run, operand, &imported) ||
        (threads != NULL && !edition_themes(&job->run, &imported, found)) ||
        !write_decisions(job, imported.folder, &imported, threads) ||
        !dossier_open(job->run.store, job->run.arena, &imported.edition, imported.folder, threads,
                      dossier, &job->run.error)) {
        return false;
    }
    if (needs_person(job, dossier)) {
        report_closing_waiting(job, imported.folder, dossier->waiting);
        job->run.status = EXIT_DECIDE;
        return true;
    }
    enum language language = report_job_language(job, dossier);
    struct outputs outputs = {.arena = job->run.arena};
    for (size_t kind = 0; kind < KINDS; kind++) {
        if ((job->kinds & (1u << kind)) != 0 &&
            !report_pages_of_edition(job, imported.folder, dossier, kind, language, &outputs)) {
            return false;
        }
    }
    if (!report_pages_message(job, imported.folder, dossier, language, &outputs)) {
        return false;
    }
    outputs_add_data(&outputs, dossier, language);
    const char *out = out_folder(job, dossier->id);
    if (!report_render(job, &outputs) || !place(job, &outputs, out, dossier)) {
        return false;
    }
    report_render_forget(job);
    size_t pages = 0;
    if (job->per != NULL &&
        !report_pages_per_municipality(job, imported.folder, dossier, language, out, &pages)) {
        return false;
    }
    *VECTOR_PUSH(job->run.arena, &job->dossiers) = dossier;
    if (!job->run.common.quiet) {
        report_closing(job, dossier, imported.folder, out, &outputs);
    }
    if (job->per != NULL && !job->run.common.quiet) {
        static const char *const files[LANGUAGES][2] = {{"bestand", "bestanden"},
                                                        {"file", "files"}};
        report_job_tell(job, job->out, "Per gemeente: %s/municipalities (%zu %s)\n",
                        "Per municipality: %s/municipalities (%zu %s)\n", out, pages,
                        language_counted(files, pages, job->run.common.language));
    }
    return true;
}

static bool report_comparison(struct report_job *job)
{
    struct comparison_view view;
    struct outputs outputs = {.arena = job->run.arena};
    struct pipeline_options options;
    const struct comparison_fit fit = {(uint64_t)job->run.common.seed,
                                       (int)job->run.common.threads};
    if (!run_prepare(&job->run, job->dossiers.items[0]->folder, &options) ||
        !comparison_view_make(job->run.arena, job->run.store, options.beside, job->dossiers.items,
                              job->dossiers.count, job->no_themes ? NULL : &fit, &view,
                              &job->run.error)) {
        return false;
    }
    const struct dossier *last = comparison_dossier(&view, view.pairs[view.pair_count - 1].to->id);
    enum language language = report_job_language(job, last);
    if ((job->kinds & KIND_COMPARISON) != 0 &&
        !report_pages_of_comparison(job, &view, last, language, &outputs)) {
        return false;
    }
    comparison_outputs_add(&outputs, &view, language);
    const char *out = out_folder(job, "comparison");
    if (!report_render(job, &outputs) || !place(job, &outputs, out, NULL)) {
        return false;
    }
    report_render_forget(job);
    if (!job->run.common.quiet) {
        fprintf(job->out, "%s: %s (%zu %s)\n", report_job_say(job, "Vergelijking", "Comparison"),
                out, outputs.files.count, report_job_say(job, "bestanden", "files"));
    }
    return true;
}

/* A comparison that was asked for needs two editions. */
static bool check_comparison(struct report_job *job)
{
    size_t count = job->run.operands.count;
    if (job->kinds_asked && (job->kinds & KIND_COMPARISON) != 0 && count < 2) {
        return error_set_in_both(&job->run.error, ERROR_USAGE,
                                 "--kind %s: geef minstens twee edities",
                                 "--kind %s: name at least two editions", "comparison");
    }
    return true;
}

static bool report_all(struct report_job *job)
{
    if (!run_check_names(&job->run) || !check_comparison(job)) {
        return false;
    }
    job->fonts = font_set_load(job->run.arena, getenv("RODEDRAAD_FONTS"), &job->run.error);
    if (job->fonts == NULL) {
        return false;
    }
    for (size_t i = 0; i < job->run.operands.count; i++) {
        if (!report_edition(job, job->run.operands.items[i])) {
            return false;
        }
    }
    bool wanted = job->kinds == 0 || (job->kinds & KIND_COMPARISON) != 0;
    bool complete = job->dossiers.count == job->run.operands.count && job->dossiers.count > 1;
    return !wanted || !complete || report_comparison(job);
}

int command_report(int argc, char **argv, FILE *out, FILE *err)
{
    struct report_job job = {.out = out};
    const struct option options[] = {
        {"kind", OPTION_TEXT, &job.kind},       {"format", OPTION_TEXT, &job.format},
        {"out", OPTION_TEXT, &job.folder},      {"status", OPTION_TEXT, &job.status},
        {"per", OPTION_TEXT, &job.per},         {"no-themes", OPTION_FLAG, &job.no_themes},
        {"no-data", OPTION_FLAG, &job.no_data}, {"accept-open", OPTION_FLAG, &job.accept_open},
    };
    if (!run_open(&job.run, argc, argv, options, sizeof options / sizeof options[0], err) ||
        run_usage(&job.run, out,
                  "gebruik: rodedraad report EDITIE... [opties]\n"
                  "Leest wat er veranderde, telt, en schrijft de rapporten in out/.\n"
                  "  --kind impact,submission,comparison|none\n"
                  "                         welke rapporten\n"
                  "  --lang nl|en           taal van het rapport\n"
                  "  --format pdf,html,md   in welke vorm\n"
                  "  --out MAP              in plaats van out naast de opslag\n"
                  "  --status concept|final definitief: zonder openstaande besluiten\n"
                  "  --accept-open          definitief, ook met openstaande besluiten\n"
                  "  --per municipality     ook een bladzijde voor elke gemeente\n"
                  "  --no-themes            zonder rode draden\n"
                  "  --no-data              PDF zonder de bestanden erin\n"
                  "  --as-of DATUM          datum op de bladzijden\n",
                  "usage: rodedraad report EDITION... [options]\n"
                  "Reads what changed, measures, and writes the reports into out/.\n"
                  "  --kind impact,submission,comparison|none\n"
                  "                         which reports\n"
                  "  --lang nl|en           language of the report\n"
                  "  --format pdf,html,md   in which form\n"
                  "  --out FOLDER           instead of out beside the store\n"
                  "  --status concept|final final: without open decisions\n"
                  "  --accept-open          final, also with open decisions\n"
                  "  --per municipality     also a page for every municipality\n"
                  "  --no-themes            without recurring threads\n"
                  "  --no-data              PDF without the files inside\n"
                  "  --as-of DATE           date on the pages\n")) {
        return run_close(&job.run);
    }
    if (report_job_read_choices(&job)) {
        job.run.figures = true;
        report_all(&job);
    }
    report_render_forget(&job);
    return run_close(&job.run);
}
