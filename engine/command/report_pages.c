/* report_pages: see report_pages.h. */
#include "engine/command/report_pages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/command/command.h"
#include "engine/command/report_render.h"
#include "engine/dossier/comparison_outputs.h"
#include "engine/dossier/municipality_provider.h"
#include "engine/dossier/provider.h"
#include "engine/publish/date.h"
#include "engine/read/source.h"
#include "engine/unicode/fold.h"
#include "reports/render/style.h"

/* The template in the edition folder, else the one that is built in; false when there is neither.
 */
static bool find_template(struct report_job *job, const char *folder, const char *kind,
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

/* The accent of the edition; one that is illegible on white is refused for the house's own. */
static uint32_t accent_of(struct report_job *job, const struct dossier *dossier)
{
    uint32_t accent = colour_of(dossier->settings.edition.colour);
    uint32_t nearest;
    if (accent == 0 || style_accent_works(accent, &nearest)) {
        return accent;
    }
    if (job->colour_said) {
        return 0;
    }
    job->colour_said = true;
    char ratio[16];
    snprintf(ratio, sizeof ratio, "%.1f", floor(style_contrast(accent, 0xFFFFFF) * 10) / 10);
    if (job->run.common.language == LANGUAGE_NL) {
        ratio[strcspn(ratio, ".")] = ',';
    }
    report_job_tell(
        job, job->run.err,
        "edition.ini: [report] colour = #%06X is te licht: contrast met wit %s, nodig is "
        "4,5; de dichtste kleur die werkt is #%06X\n",
        "edition.ini: [report] colour = #%06X is too pale: contrast with white %s, "
        "4.5 is needed; the nearest colour that works is #%06X\n",
        (unsigned)accent, ratio, (unsigned)nearest);
    return 0;
}

static bool read_logo(struct report_job *job, const char *folder, const struct dossier *dossier,
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

/* "Onder embargo tot 16 oktober 2026", or NULL. */
static const char *embargo_of(struct arena *arena, const struct dossier *dossier,
                              enum language language)
{
    int64_t day = dossier->settings.edition.embargo_day;
    return day == INT64_MIN ? NULL
                            : arena_printf(arena,
                                           language == LANGUAGE_NL ? "Onder embargo tot %s"
                                                                   : "Under embargo until %s",
                                           date_long(arena, day, language));
}

static bool dress(struct report_job *job, const char *folder, const struct dossier *dossier,
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
    report->embargo = embargo_of(arena, dossier, language);
    if (report->embargo != NULL && report->description != NULL) {
        report->description = arena_printf(arena, "%s. %s.", report->description, report->embargo);
    }
    report->accent = accent_of(job, dossier);
    if (day != INT64_MIN) {
        report->as_of = date_iso(arena, day);
        report->as_of_text = arena_printf(
            arena, language == LANGUAGE_NL ? "Gegevens tot en met %s" : "Data until %s",
            date_long(arena, day, language));
    }
    return read_logo(job, folder, dossier, report);
}

static void print_findings(struct report_job *job, const char *file,
                           const struct template_findings *findings)
{
    for (size_t i = 0; i < findings->count && !job->run.common.quiet; i++) {
        const struct template_finding *finding = &findings->items[i];
        if (finding->line > 0) {
            fprintf(job->run.err, "%s:%ld: %s\n", file, finding->line, finding->text);
        } else {
            fprintf(job->run.err, "%s: %s\n", file, finding->text);
        }
    }
}

/* The pages are rendered later; the pictures stand behind them. */
static bool add_pages(struct report_job *job, const struct report *report, const char *kind,
                      int64_t number, struct outputs *outputs)
{
    for (size_t i = 0; i < REPORT_FORMATS; i++) {
        if ((job->formats & (1u << i)) == 0) {
            continue;
        }
        bool numbered = job->final && number > 0 && report_formats[i].render == render_pdf;
        const char *copy =
            numbered ? arena_printf(job->run.arena, "%s-v%lld.pdf", kind, (long long)number) : NULL;
        report_render_later(job, report, &report_formats[i], kind, copy, outputs);
    }
    struct render_options options = {.fonts = job->fonts, .embed = !job->no_data};
    return outputs_add_pictures(outputs, report, &options, &job->run.error);
}

/* Fills the fields of the competition's form: the report is built once to measure them, and then
 * with their lengths in it. A final submission with a field that is empty or too long is refused.
 */
static bool measure_fields(struct report_job *job, const char *folder,
                           const struct dossier *dossier, const char *file, struct bytes template,
                           struct template_provider *provider, enum language language,
                           struct submission **made)
{
    struct arena *arena = job->run.arena;
    struct profile *profile = arena_alloc(arena, sizeof *profile);
    struct submission *submission = arena_alloc(arena, sizeof *submission);
    struct report trial = {0};
    struct template_findings unsaid = {0};
    if (!profile_load(arena, folder, dossier->year, profile, &job->run.error)) {
        return false;
    }
    *submission = (struct submission){.profile = profile};
    provider_use_submission(provider, submission);
    if (!template_build(arena, file, template, provider, language, &trial, &unsaid,
                        &job->run.error)) {
        return false;
    }
    trial.language = language;
    submission_measure(arena, profile, &trial, submission);
    for (size_t i = 0; i < profile->field_count && !job->run.common.quiet; i++) {
        const char *remedy =
            submission_remedy(arena, &submission->fields[i], job->run.common.language);
        if (remedy != NULL) {
            fprintf(job->run.err, "submission: %s\n", remedy);
        }
    }
    *made = submission;
    if (job->final && !job->accept_open && submission->too_long > 0) {
        report_job_tell(job, job->run.err,
                        "rodedraad: te lang voor een definitieve inzending: %zu van %zu velden (of "
                        "gebruik --accept-open)\n",
                        "rodedraad: too long for a final submission: %zu of %zu fields (or use "
                        "--accept-open)\n",
                        submission->too_long, profile->field_count);
        job->run.status = EXIT_DECIDE;
        return false;
    }
    return true;
}

bool report_pages_of_edition(struct report_job *job, const char *folder,
                             const struct dossier *dossier, size_t kind, enum language language,
                             struct outputs *outputs)
{
    const char *file;
    struct bytes template;
    if (!find_template(job, folder, report_kinds[kind], language, &file, &template)) {
        return !job->kinds_asked ||
               error_set_in_both(
                   &job->run.error, ERROR_USAGE, "--kind %s: dit rapport is er niet in deze taal",
                   "--kind %s: there is no such report in this language", report_kinds[kind]);
    }
    struct releases releases = dossier_releases(dossier, report_kinds[kind]);
    struct template_provider provider =
        provider_create(job->run.arena, dossier,
                        release_before(&releases, dossier->publication, job->final), language);
    struct submission *submission = NULL;
    if ((1u << kind) == KIND_SUBMISSION &&
        !measure_fields(job, folder, dossier, file, template, &provider, language, &submission)) {
        return false;
    }
    struct template_findings findings = {0};
    struct report *report = arena_alloc(job->run.arena, sizeof *report);
    if (!template_build(job->run.arena, file, template, &provider, language, report, &findings,
                        &job->run.error) ||
        !dress(job, folder, dossier, language, report)) {
        return false;
    }
    print_findings(job, file, &findings);
    if (submission != NULL) {
        submission_files(outputs, submission, language);
    }
    int64_t number = release_number(&releases, dossier->publication);
    if (job->final) {
        report->version =
            arena_printf(job->run.arena, language == LANGUAGE_NL ? "versie %lld" : "version %lld",
                         (long long)number);
    }
    if (!job->no_data) {
        outputs_embed(job->run.arena, dossier, language, report);
    }
    return add_pages(job, report, report_kinds[kind], number, outputs);
}

/* "s-gravenhage-GM0518": letters, digits and dashes, so that any disk and mail program takes it. */
static const char *file_name(struct arena *arena, const struct municipality_page *page)
{
    struct text name = text_create(arena);
    for (const char *c = fold_plain(arena, page->name); *c != '\0'; c++) {
        if (text_is_digit(*c) || (*c >= 'a' && *c <= 'z')) {
            text_add_char(&name, *c);
        } else if (name.size > 0 && name.bytes[name.size - 1] != '-') {
            text_add(&name, "-");
        }
    }
    text_printf(&name, "%s%s", name.size > 0 && name.bytes[name.size - 1] != '-' ? "-" : "",
                page->code);
    return name.bytes;
}

struct page_source {
    const char *file;
    struct bytes template;
    const struct template_provider *week;
    const struct report *look; /* colour, logo, dates: the same on every page */
    enum language language;
};

static bool write_page(struct report_job *job, const struct dossier *dossier, size_t row,
                       const struct page_source *source, const char *out, size_t *count)
{
    struct arena *arena = arena_create();
    struct outputs outputs = {.arena = arena};
    struct municipality_page page = municipality_page_at(dossier, row);
    struct template_provider provider =
        municipality_provider_create(arena, dossier, &page, source->week, source->language);
    struct template_findings findings = {0};
    struct report report = *source->look;
    bool good = template_build(arena, source->file, source->template, &provider, source->language,
                               &report, &findings, &job->run.error);
    struct render_options options = {.fonts = job->fonts};
    for (size_t i = 0; good && i < REPORT_FORMATS; i++) {
        struct bytes bytes;
        if ((job->formats & (1u << i)) != 0) {
            good = report_formats[i].render(arena, &report, &options, &bytes, &job->run.error);
            outputs_add(&outputs,
                        arena_printf(arena, "municipalities/%s.%s", file_name(arena, &page),
                                     report_formats[i].word),
                        bytes);
        }
    }
    good = good && outputs_write(&outputs, out, &job->run.error);
    *count += outputs.files.count;
    arena_destroy(arena);
    return good;
}

bool report_pages_per_municipality(struct report_job *job, const char *folder,
                                   const struct dossier *dossier, enum language language,
                                   const char *out, size_t *count)
{
    struct page_source source = {.language = language};
    struct report look = {0};
    struct template_provider week = provider_create(job->run.arena, dossier, NULL, language);
    if (!find_template(job, folder, "municipality", language, &source.file, &source.template) ||
        !dress(job, folder, dossier, language, &look)) {
        return false;
    }
    source.week = &week;
    source.look = &look;
    size_t pages = municipality_page_count(dossier);
    *count = 0;
    for (size_t row = 0; row < pages; row++) {
        if (!write_page(job, dossier, row, &source, out, count)) {
            return false;
        }
    }
    return true;
}

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
static bool add_message(struct report_job *job, const struct dossier *dossier, const char *folder,
                        const char *kind, const struct template_provider *provider,
                        enum language language, struct outputs *outputs)
{
    const char *file;
    struct bytes template;
    if (!find_template(job, folder, kind, language, &file, &template)) {
        return true;
    }
    struct template_findings findings = {0};
    struct report report = {0};
    if (!template_build(job->run.arena, file, template, provider, language, &report, &findings,
                        &job->run.error)) {
        return false;
    }
    struct text text = text_create(job->run.arena);
    const char *embargo = embargo_of(job->run.arena, dossier, language);
    text_add(&text, embargo == NULL ? "" : embargo);
    add_paragraphs(job->run.arena, report.body, &text);
    text_add(&text, "\r\n");
    outputs_add_text(outputs, "message.txt", &text);
    return true;
}

bool report_pages_message(struct report_job *job, const char *folder, const struct dossier *dossier,
                          enum language language, struct outputs *outputs)
{
    struct template_provider provider = provider_create(job->run.arena, dossier, NULL, language);
    return add_message(job, dossier, folder, "message", &provider, language, outputs);
}

/* The template, colour, logo and language are those of the last edition. */
bool report_pages_of_comparison(struct report_job *job, const struct comparison_view *view,
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
    return add_pages(job, report, "comparison", 0, outputs) &&
           add_message(job, last, last->folder, "comparison-message", &provider, language, outputs);
}
