/* report_render: see report_render.h. */
#include "engine/command/report_render.h"

#include "engine/base/parallel.h"

struct rendering {
    const struct report *report;
    const struct report_format *format;
    struct render_options options;
    struct render_notes notes;
    size_t file; /* among the outputs; a copy stands behind it */
    bool copied;
    struct arena *arena;
    struct bytes bytes;
    struct error error;
    bool worked;
};

void report_render_later(struct report_job *job, const struct report *report,
                         const struct report_format *format, const char *kind, const char *copy,
                         struct outputs *outputs)
{
    struct arena *arena = job->run.arena;
    struct rendering *one = arena_alloc(arena, sizeof *one);
    *one = (struct rendering){.report = report,
                              .format = format,
                              .options = {.fonts = job->fonts,
                                          .embed = !job->no_data,
                                          .threads = (int)job->run.common.threads,
                                          .notes = &one->notes},
                              .file = outputs->files.count,
                              .copied = copy != NULL,
                              .arena = arena_create()};
    outputs_add(outputs, arena_printf(arena, "%s.%s", kind, format->word), (struct bytes){NULL, 0});
    if (copy != NULL) {
        outputs_add(outputs, copy, (struct bytes){NULL, 0});
    }
    *VECTOR_PUSH(arena, &job->renderings) = one;
}

static void render(void *context, size_t index)
{
    struct report_job *job = context;
    struct rendering *one = job->renderings.items[index];
    one->worked =
        one->format->render(one->arena, one->report, &one->options, &one->bytes, &one->error);
}

static void tell_notes(struct report_job *job, const struct render_notes *notes)
{
    if (job->run.common.quiet) {
        return;
    }
    if (notes->logo_problem != NULL) {
        report_job_tell(job, job->run.err, "rodedraad: het logo is weggelaten: %s\n",
                        "rodedraad: the logo was left out: %s\n", notes->logo_problem);
    }
    size_t shown = notes->missing_count < RENDER_MISSING ? notes->missing_count : RENDER_MISSING;
    for (size_t i = 0; i < shown; i++) {
        report_job_tell(
            job, job->run.err,
            "rodedraad: het teken U+%04X staat niet in het lettertype en is vervangen\n",
            "rodedraad: the character U+%04X is not in the font and was replaced\n",
            (unsigned)notes->missing[i]);
    }
}

bool report_render(struct report_job *job, struct outputs *outputs)
{
    parallel_for((int)job->run.common.threads, job->renderings.count, render, job);
    bool worked = true;
    for (size_t i = 0; i < job->renderings.count && worked; i++) {
        const struct rendering *one = job->renderings.items[i];
        worked = one->worked;
        if (!worked) {
            job->run.error = one->error;
            break;
        }
        outputs->files.items[one->file].bytes = one->bytes;
        if (one->copied) {
            outputs->files.items[one->file + 1].bytes = one->bytes;
        }
        tell_notes(job, &one->notes);
    }
    return worked;
}

void report_render_forget(struct report_job *job)
{
    for (size_t i = 0; i < job->renderings.count; i++) {
        arena_destroy(job->renderings.items[i]->arena);
    }
    job->renderings.count = 0;
}
