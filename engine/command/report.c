/* report: the main job: reads what changed, measures, and writes out/. Files are made in memory and
 * written when all of an edition's are there; each appears whole or not at all. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/text.h"
#include "engine/command/command.h"
#include "engine/command/comparison_outputs.h"
#include "engine/command/decisions.h"
#include "engine/command/edition_themes.h"
#include "engine/command/outputs.h"
#include "engine/command/provider.h"
#include "engine/command/run.h"
#include "engine/publish/date.h"
#include "engine/publish/round.h"
#include "engine/read/source.h"

/* Kinds and formats are bits in the order of their words. */
static const char *const kind_words[] = {"impact", "submission", "comparison"};
enum {
    KIND_IMPACT = 1,
    KIND_SUBMISSION = 2,
    KIND_COMPARISON = 4,
    KINDS = 2, /* of one edition */
    ALL_KINDS = 3
};

static const struct format {
    const char *word;
    bool (*render)(struct arena *arena, const struct report *report,
                   const struct render_options *options, struct bytes *out, struct error *error);
} formats[] = {{"pdf", render_pdf}, {"html", render_html}, {"md", render_markdown}};
enum { FORMATS = sizeof formats / sizeof formats[0], FORMAT_PDF_BIT = 1 };

struct report_run {
    struct run_context run;
    FILE *out;
    const char *kind, *format, *folder, *status;
    bool no_themes, no_data, accept_open;
    unsigned kinds, formats; /* bits */
    bool kinds_asked;
    bool final;
    int64_t as_of;                           /* day; INT64_MIN: the newest time in the inputs */
    VECTOR(const struct dossier *) dossiers; /* of the editions that were reported */
    struct font_set *fonts;
};

static enum language interface_language(const struct report_run *job)
{
    return job->run.common.language;
}

static const char *say(const struct report_run *job, const char *nl, const char *en)
{
    return interface_language(job) == LANGUAGE_NL ? nl : en;
}

/* A line in the user's language; both formats take the same arguments. */
static void tell(const struct report_run *job, FILE *to, const char *nl, const char *en, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

static void tell(const struct report_run *job, FILE *to, const char *nl, const char *en, ...)
{
    va_list arguments;
    va_start(arguments, en);
    if (interface_language(job) == LANGUAGE_NL) {
        vfprintf(to, nl, arguments);
    } else {
        vfprintf(to, en, arguments);
    }
    va_end(arguments);
}

/* -- options
 * -------------------------------------------------------------------------------------------
 */

/* "pdf,html" as bits of the words; false for an unknown word. */
static bool read_words(struct report_run *job, const char *option, const char *list,
                       const char *const *words, size_t count, unsigned *bits)
{
    while (*list != '\0') {
        size_t size = strcspn(list, ",");
        size_t at = 0;
        while (at < count && (strlen(words[at]) != size || strncmp(words[at], list, size) != 0)) {
            at++;
        }
        if (at == count) {
            const char *word = arena_copy(job->run.arena, list, size);
            const char *nearest = text_nearest(word, words, count);
            return error_set(&job->run.error, ERROR_USAGE, NULL, 0, "--%s: %s \"%s\"%s%s%s", option,
                             say(job, "onbekend", "unknown"),
                             text_printable(job->run.arena, word, size, 60),
                             nearest == NULL ? "" : say(job, "; bedoelt u \"", "; do you mean \""),
                             nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
        }
        *bits |= 1u << at;
        list += size + (list[size] == ',');
    }
    return true;
}

static bool read_choices(struct report_run *job)
{
    const char *format_words[FORMATS];
    for (size_t i = 0; i < FORMATS; i++) {
        format_words[i] = formats[i].word;
    }
    job->kinds_asked = job->kind != NULL;
    if (job->kind == NULL) {
        job->kinds = KIND_IMPACT | KIND_SUBMISSION | KIND_COMPARISON;
    } else if (strcmp(job->kind, "none") != 0 &&
               !read_words(job, "kind", job->kind, kind_words, ALL_KINDS, &job->kinds)) {
        return false;
    }
    if (job->format == NULL) {
        job->formats = (1u << FORMATS) - 1;
    } else if (!read_words(job, "format", job->format, format_words, FORMATS, &job->formats)) {
        return false;
    }
    job->final = text_equal(job->status, "final");
    if (job->status != NULL && !job->final && strcmp(job->status, "concept") != 0) {
        return error_set(&job->run.error, ERROR_USAGE, NULL, 0, "%s",
                         say(job, "--status is concept of final", "--status is concept or final"));
    }
    job->as_of = INT64_MIN;
    if (job->run.common.as_of != NULL && !settings_read_day(job->run.common.as_of, &job->as_of)) {
        return error_set(&job->run.error, ERROR_USAGE, NULL, 0, "%s",
                         say(job, "--as-of wil een datum, zoals 2023-10-07",
                             "--as-of takes a date, such as 2023-10-07"));
    }
    return true;
}

/* -- one report
 * ----------------------------------------------------------------------------------------
 */

/* The template in the edition folder, else the one that is built in; false when there is neither.
 */
static bool find_template(struct report_run *job, const char *folder, const char *kind,
                          enum language language, const char **file, struct bytes *bytes)
{
    const char *name =
        arena_printf(job->run.arena, "%s.%s.md", kind, language == LANGUAGE_NL ? "nl" : "en");
    const char *own = arena_printf(job->run.arena, "%s/%s", folder, name);
    struct source_bytes source;
    struct error missing = {0};
    if (source_load(job->run.arena, own, &source, &missing)) {
        *file = own;
        *bytes = (struct bytes){source.data, source.size};
        return true;
    }
    *file = name;
    *bytes = template_builtin(name);
    return bytes->size > 0;
}

/* "#b3202a" as a number; 0 (the house colour) when nothing is said. */
static uint32_t colour_of(const char *text)
{
    uint32_t colour = 0;
    for (const char *c = text == NULL ? "" : text + (*text == '#'); *c != '\0'; c++) {
        char digit = text_lower_char(*c);
        colour = colour * 16 + (uint32_t)(text_is_digit(digit) ? digit - '0' : digit - 'a' + 10);
    }
    return colour;
}

static bool read_logo(struct report_run *job, const char *folder, const struct dossier *dossier,
                      struct report *report)
{
    const char *logo = dossier->settings.edition.logo;
    if (logo == NULL) {
        return true;
    }
    struct source_bytes source;
    if (!source_load(job->run.arena, arena_printf(job->run.arena, "%s/%s", folder, logo), &source,
                     &job->run.error)) {
        return false;
    }
    report->logo = (struct bytes){source.data, source.size};
    report->logo_alt = dossier->organiser;
    return true;
}

static bool dress(struct report_run *job, const char *folder, const struct dossier *dossier,
                  enum language language, struct report *report)
{
    struct arena *arena = job->run.arena;
    int64_t day = job->as_of != INT64_MIN              ? job->as_of
                  : dossier->newest_input != INT64_MIN ? dossier->newest_input / 86400
                                                       : INT64_MIN;
    report->language = language;
    report->edition =
        report->edition == NULL ? provider_name(arena, dossier, language) : report->edition;
    report->organiser =
        dossier->organiser == NULL
            ? NULL
            : arena_printf(arena, language == LANGUAGE_NL ? "Gemeente %s" : "Municipality of %s",
                           dossier->organiser);
    report->final = job->final;
    report->accent = colour_of(dossier->settings.edition.colour);
    if (day != INT64_MIN) {
        report->as_of = date_iso(arena, day);
        report->as_of_text = arena_printf(
            arena, language == LANGUAGE_NL ? "Gegevens tot en met %s" : "Data until %s",
            date_long(arena, day, language));
    }
    return read_logo(job, folder, dossier, report);
}

static void print_findings(struct report_run *job, const char *file,
                           const struct template_findings *findings)
{
    for (size_t i = 0; i < findings->count && !job->run.common.quiet; i++) {
        fprintf(job->run.err, "%s:%ld: %s\n", file, findings->items[i].line,
                findings->items[i].text);
    }
}

static bool render_all(struct report_run *job, const struct report *report, const char *kind,
                       int64_t number, struct outputs *outputs)
{
    struct render_options options = {.fonts = job->fonts, .embed = !job->no_data};
    for (size_t i = 0; i < FORMATS; i++) {
        struct bytes bytes;
        if ((job->formats & (1u << i)) == 0) {
            continue;
        }
        if (!formats[i].render(job->run.arena, report, &options, &bytes, &job->run.error)) {
            return false;
        }
        outputs_add(outputs, arena_printf(job->run.arena, "%s.%s", kind, formats[i].word), bytes);
        if (job->final && number > 0 && formats[i].render == render_pdf) {
            outputs_add(outputs,
                        arena_printf(job->run.arena, "%s-v%lld.pdf", kind, (long long)number),
                        bytes);
        }
    }
    return outputs_add_pictures(outputs, report, &options, &job->run.error);
}

static bool make_report(struct report_run *job, const char *folder, const struct dossier *dossier,
                        size_t kind, enum language language, struct outputs *outputs)
{
    const char *file;
    struct bytes template;
    if (!find_template(job, folder, kind_words[kind], language, &file, &template)) {
        return !job->kinds_asked ||
               error_set_in_both(
                   &job->run.error, ERROR_USAGE, "--kind %s: dit rapport is er niet in deze taal",
                   "--kind %s: there is no such report in this language", kind_words[kind]);
    }
    struct releases releases = dossier_releases(dossier, kind_words[kind]);
    struct template_provider provider =
        provider_create(job->run.arena, dossier,
                        release_before(&releases, dossier->publication, job->final), language);
    struct template_findings findings = {0};
    struct report *report = arena_alloc(job->run.arena, sizeof *report);
    if (!template_build(job->run.arena, file, template, &provider, language, report, &findings,
                        &job->run.error) ||
        !dress(job, folder, dossier, language, report)) {
        return false;
    }
    print_findings(job, file, &findings);
    int64_t number = release_number(&releases, dossier->publication);
    if (job->final) {
        report->version =
            arena_printf(job->run.arena, language == LANGUAGE_NL ? "versie %lld" : "version %lld",
                         (long long)number);
    }
    if (!job->no_data) {
        outputs_embed(job->run.arena, dossier, language, report);
    }
    return render_all(job, report, kind_words[kind], number, outputs);
}

/* Recorded when the files are there: a number that was used stands on a page. */
static bool record_releases(struct report_run *job, const struct dossier *dossier)
{
    for (size_t kind = 0; kind < KINDS && job->final; kind++) {
        struct releases releases = dossier_releases(dossier, kind_words[kind]);
        int64_t number = release_number(&releases, dossier->publication);
        bool is_new = releases.count == 0 || releases.items[releases.count - 1].number != number;
        if ((job->kinds & (1u << kind)) != 0 && is_new &&
            !store_put_release(job->run.store, dossier->id, kind_words[kind], number,
                               dossier->publication->figures, dossier->publication->figure_count,
                               &job->run.error)) {
            return false;
        }
    }
    return true;
}

/* -- the message
 * ---------------------------------------------------------------------------------------
 */

static void add_paragraphs(struct arena *arena, const struct block *block, struct text *text)
{
    if (block->kind == BLOCK_PARAGRAPH) {
        text_add(text, text->size > 0 ? "\r\n\r\n" : "");
        text_add(text, rich_plain(arena, &block->text));
    }
    for (size_t i = 0; i < block->child_count; i++) {
        add_paragraphs(arena, block->children[i], text);
    }
}

/* message.txt: the paragraphs of its template, for intranet or LinkedIn. */
static bool make_message(struct report_run *job, const char *folder, const struct dossier *dossier,
                         enum language language, struct outputs *outputs)
{
    const char *file;
    struct bytes template;
    if (!find_template(job, folder, "message", language, &file, &template)) {
        return true;
    }
    struct template_provider provider = provider_create(job->run.arena, dossier, NULL, language);
    struct template_findings findings = {0};
    struct report report = {0};
    if (!template_build(job->run.arena, file, template, &provider, language, &report, &findings,
                        &job->run.error)) {
        return false;
    }
    struct text text = text_create(job->run.arena);
    add_paragraphs(job->run.arena, report.body, &text);
    text_add(&text, "\r\n");
    outputs_add_text(outputs, "message.txt", &text);
    return true;
}

/* -- the closing lines
 * ---------------------------------------------------------------------------------
 */

static void print_headline(struct report_run *job, const struct dossier *dossier)
{
    struct arena *arena = job->run.arena;
    enum language language = interface_language(job);
    const struct publication *publication = dossier->publication;
    const struct figure *municipalities = publication_figure(publication, "municipalities.direct");
    const struct figure *residents =
        dossier->headline == NULL ? NULL : publication_figure(publication, dossier->headline);
    fprintf(job->out, "%s\n", provider_name(arena, dossier, language));
    if (municipalities != NULL && municipalities->has_value && residents != NULL &&
        residents->has_value && text_equal(residents->id, "residents.direct")) {
        bool one = municipalities->value == 1;
        tell(job, job->out, "Aan de week %s %s %s mee. Daar wonen samen %s mensen.\n",
             "%s%s %s took part. Together %s people live there.\n",
             say(job, one ? "deed" : "deden", ""), round_figure(arena, municipalities, language),
             say(job, one ? "gemeente" : "gemeenten", one ? "municipality" : "municipalities"),
             round_at_least(arena, residents, language));
    } else if (residents != NULL && residents->has_value) {
        tell(job, job->out, "Naar aanmelding: gemeenten met samen %s inwoners.\n",
             "By registration: municipalities with %s residents together.\n",
             round_at_least(arena, residents, language));
    }
}

static void print_waiting(struct report_run *job, const char *folder, size_t waiting)
{
    if (waiting > 0) {
        tell(job, job->out, "%zu %s op u: open %s/decisions.csv, kolom besluit\n",
             "%zu %s for you: open %s/decisions.csv, column besluit\n", waiting,
             say(job, waiting == 1 ? "naam wacht" : "namen wachten",
                 waiting == 1 ? "name waits" : "names wait"),
             folder);
    }
}

static void print_closing(struct report_run *job, const struct dossier *dossier, const char *folder,
                          const char *out, const struct outputs *outputs)
{
    print_headline(job, dossier);
    for (size_t i = 0; i < outputs->files.count; i++) {
        const char *path = outputs->files.items[i].path;
        if (text_ends_with(path, ".pdf")) {
            fprintf(job->out, "%s: %s/%s\n", say(job, "Rapport", "Report"), out, path);
        }
    }
    fprintf(job->out, "%s: %s (%zu %s)\n", say(job, "Alle bestanden", "All files"), out,
            outputs->files.count, say(job, "bestanden", "files"));
    print_waiting(job, folder, dossier->waiting);
}

/* -- one edition
 * ---------------------------------------------------------------------------------------
 */

/* Names that wait are written for the user at once. A list in which nothing is decided has no
 * effect (pipeline.c), so that a new one changes nothing; one that was there may hold decisions:
 * then the file is an input of which the bytes changed, and the edition is read again with it. A
 * folder that cannot be written stays as it is; the closing lines still say what waits. Names of
 * themes have no effect on the store at all. */
static bool write_decisions(struct report_run *job, const char *folder, struct imported *imported,
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

static const char *out_folder(struct report_run *job, const char *id)
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

static bool needs_person(struct report_run *job, const struct dossier *dossier)
{
    if (!job->final || job->accept_open || dossier->waiting == 0) {
        return false;
    }
    tell(job, job->run.err,
         "rodedraad: een definitief rapport wacht op %zu besluiten (of gebruik --accept-open)\n",
         "rodedraad: a final report waits for %zu decisions (or use --accept-open)\n",
         dossier->waiting);
    return true;
}

static bool report_edition(struct report_run *job, const char *operand)
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
        print_waiting(job, imported.folder, dossier->waiting);
        job->run.status = EXIT_DECIDE;
        return true;
    }
    enum language language =
        interface_language(job) == LANGUAGE_EN ? LANGUAGE_EN : dossier->settings.edition.language;
    struct outputs outputs = {.arena = job->run.arena};
    for (size_t kind = 0; kind < KINDS; kind++) {
        if ((job->kinds & (1u << kind)) != 0 &&
            !make_report(job, imported.folder, dossier, kind, language, &outputs)) {
            return false;
        }
    }
    if (!make_message(job, imported.folder, dossier, language, &outputs)) {
        return false;
    }
    outputs_add_data(&outputs, dossier, language);
    const char *out = out_folder(job, dossier->id);
    if (!outputs_write(&outputs, out, &job->run.error) || !record_releases(job, dossier)) {
        return false;
    }
    *VECTOR_PUSH(job->run.arena, &job->dossiers) = dossier;
    if (!job->run.common.quiet) {
        print_closing(job, dossier, imported.folder, out, &outputs);
    }
    return true;
}

/* -- editions together
 * ---------------------------------------------------------------------------------
 */

/* The template, colour, logo and language are those of the last edition. */
static bool make_comparison(struct report_run *job, const struct comparison_view *view,
                            const struct dossier *last, enum language language,
                            struct outputs *outputs)
{
    const char *file;
    struct bytes template;
    if (!find_template(job, last->folder, "comparison", language, &file, &template)) {
        return true;
    }
    struct template_provider provider = comparison_provider_create(job->run.arena, view, language);
    struct template_findings findings = {0};
    struct report *report = arena_alloc(job->run.arena, sizeof *report);
    if (!template_build(job->run.arena, file, template, &provider, language, report, &findings,
                        &job->run.error) ||
        !dress(job, last->folder, last, language, report)) {
        return false;
    }
    print_findings(job, file, &findings);
    if (!job->no_data) {
        comparison_outputs_embed(job->run.arena, view, language, report);
    }
    return render_all(job, report, "comparison", 0, outputs);
}

static bool report_comparison(struct report_run *job)
{
    struct comparison_view view;
    struct outputs outputs = {.arena = job->run.arena};
    if (!comparison_view_make(&job->run, job->dossiers.items, job->dossiers.count, &view)) {
        return false;
    }
    const struct dossier *last = comparison_dossier(&view, view.pairs[view.pair_count - 1].to->id);
    enum language language =
        interface_language(job) == LANGUAGE_EN ? LANGUAGE_EN : last->settings.edition.language;
    if ((job->kinds & KIND_COMPARISON) != 0 &&
        !make_comparison(job, &view, last, language, &outputs)) {
        return false;
    }
    comparison_outputs_add(&outputs, &view, language);
    const char *out = out_folder(job, "comparison");
    if (!outputs_write(&outputs, out, &job->run.error)) {
        return false;
    }
    if (!job->run.common.quiet) {
        fprintf(job->out, "%s: %s (%zu %s)\n", say(job, "Vergelijking", "Comparison"), out,
                outputs.files.count, say(job, "bestanden", "files"));
    }
    return true;
}

/* A comparison that was asked for needs two editions. */
static bool check_comparison(struct report_run *job)
{
    size_t count = job->run.operands.count;
    if (job->kinds_asked && (job->kinds & KIND_COMPARISON) != 0 && count < 2) {
        return error_set_in_both(&job->run.error, ERROR_USAGE,
                                 "--kind %s: geef minstens twee edities",
                                 "--kind %s: name at least two editions", "comparison");
    }
    return true;
}

static bool report_all(struct report_run *job)
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
    struct report_run job = {.out = out};
    const struct option options[] = {
        {"kind", OPTION_TEXT, &job.kind},
        {"format", OPTION_TEXT, &job.format},
        {"out", OPTION_TEXT, &job.folder},
        {"status", OPTION_TEXT, &job.status},
        {"no-themes", OPTION_FLAG, &job.no_themes},
        {"no-data", OPTION_FLAG, &job.no_data},
        {"accept-open", OPTION_FLAG, &job.accept_open},
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
                  "  --no-themes            without recurring threads\n"
                  "  --no-data              PDF without the files inside\n"
                  "  --as-of DATE           date on the pages\n")) {
        return run_close(&job.run);
    }
    if (read_choices(&job)) {
        report_all(&job);
    }
    return run_close(&job.run);
}
