/* report_job: see report_job.h. */
#include "engine/command/report_job.h"

#include <stdarg.h>
#include <string.h>

#include "engine/base/text.h"

const char *const report_kinds[ALL_KINDS] = {"impact", "submission", "comparison"};

const struct report_format report_formats[REPORT_FORMATS] = {
    {"pdf", render_pdf}, {"html", render_html}, {"md", render_markdown}};

const char *report_job_say(const struct report_job *job, const char *nl, const char *en)
{
    return job->run.common.language == LANGUAGE_NL ? nl : en;
}

void report_job_tell(const struct report_job *job, FILE *to, const char *nl, const char *en, ...)
{
    va_list arguments;
    va_start(arguments, en);
    if (job->run.common.language == LANGUAGE_NL) {
        vfprintf(to, nl, arguments);
    } else {
        vfprintf(to, en, arguments);
    }
    va_end(arguments);
}

enum language report_job_language(const struct report_job *job, const struct dossier *dossier)
{
    return job->run.common.language == LANGUAGE_EN ? LANGUAGE_EN
                                                   : dossier->settings.edition.language;
}

/* "pdf,html" as bits of the words; false for an unknown word. */
static bool read_words(struct report_job *job, const char *option, const char *list,
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
            return error_set(
                &job->run.error, ERROR_USAGE, NULL, 0, "--%s: %s \"%s\"%s%s%s", option,
                report_job_say(job, "onbekend", "unknown"),
                text_printable(job->run.arena, word, size, 60),
                nearest == NULL ? "" : report_job_say(job, "; bedoelt u \"", "; do you mean \""),
                nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
        }
        *bits |= 1u << at;
        list += size + (list[size] == ',');
    }
    return true;
}

bool report_job_read_choices(struct report_job *job)
{
    const char *format_words[REPORT_FORMATS];
    for (size_t i = 0; i < REPORT_FORMATS; i++) {
        format_words[i] = report_formats[i].word;
    }
    job->kinds_asked = job->kind != NULL;
    if (job->kind == NULL) {
        job->kinds = KIND_IMPACT | KIND_SUBMISSION | KIND_COMPARISON;
    } else if (strcmp(job->kind, "none") != 0 &&
               !read_words(job, "kind", job->kind, report_kinds, ALL_KINDS, &job->kinds)) {
        return false;
    }
    if (job->format == NULL) {
        job->formats = (1u << REPORT_FORMATS) - 1;
    } else if (!read_words(job, "format", job->format, format_words, REPORT_FORMATS,
                           &job->formats)) {
        return false;
    }
    if (job->per != NULL && strcmp(job->per, "municipality") != 0 &&
        strcmp(job->per, "gemeente") != 0) {
        return error_set(&job->run.error, ERROR_USAGE, NULL, 0, "%s",
                         report_job_say(job, "--per is municipality", "--per is municipality"));
    }
    job->final = text_equal(job->status, "final");
    if (job->status != NULL && !job->final && strcmp(job->status, "concept") != 0) {
        return error_set(
            &job->run.error, ERROR_USAGE, NULL, 0, "%s",
            report_job_say(job, "--status is concept of final", "--status is concept or final"));
    }
    job->as_of = INT64_MIN;
    if (job->run.common.as_of != NULL && !settings_read_day(job->run.common.as_of, &job->as_of)) {
        return error_set(&job->run.error, ERROR_USAGE, NULL, 0, "%s",
                         report_job_say(job, "--as-of wil een datum, zoals 2023-10-07",
                                        "--as-of takes a date, such as 2023-10-07"));
    }
    return true;
}
