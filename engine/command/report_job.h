/* report_job: what a run of `report` was asked to do, and how it speaks to its user. Shared by the
 * files report*.c: report.c decides the order, report_pages.c makes the files of one report,
 * report_render.c renders them side by side, report_closing.c says what came out and what waits. */
#ifndef ENGINE_COMMAND_REPORT_JOB_H
#define ENGINE_COMMAND_REPORT_JOB_H

#include <stdio.h>

#include "engine/base/vector.h"
#include "engine/command/run.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/outputs.h"

/* Kinds and formats are bits in the order of their words. */
enum {
    KIND_IMPACT = 1,
    KIND_SUBMISSION = 2,
    KIND_COMPARISON = 4,
    KINDS = 2, /* of one edition */
    ALL_KINDS = 3
};
extern const char *const report_kinds[ALL_KINDS];

struct report_format {
    const char *word;
    bool (*render)(struct arena *arena, const struct report *report,
                   const struct render_options *options, struct bytes *out, struct error *error);
};
enum { REPORT_FORMATS = 3 };
extern const struct report_format report_formats[REPORT_FORMATS];

struct rendering;

struct report_job {
    struct run_context run;
    FILE *out;
    const char *kind, *format, *folder, *status, *per;
    bool no_themes, no_data, accept_open;
    unsigned kinds, formats; /* bits */
    bool kinds_asked;
    bool final;
    bool colour_said;                        /* that the accent of an edition is refused */
    int64_t as_of;                           /* day; INT64_MIN: the newest time in the inputs */
    VECTOR(const struct dossier *) dossiers; /* of the editions that were reported */
    struct font_set *fonts;
    VECTOR(struct rendering *) renderings; /* report_render.c: what waits to be rendered */
};

/* Reads the words of the options into bits, dates and flags; false with a usage error. */
bool report_job_read_choices(struct report_job *job);

/* The one of two sentences in the user's language. */
const char *report_job_say(const struct report_job *job, const char *nl, const char *en);

/* A line in the user's language; both formats take the same arguments. */
void report_job_tell(const struct report_job *job, FILE *to, const char *nl, const char *en, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* The language of an edition's reports: the user's when it is not the default, else the edition's.
 */
enum language report_job_language(const struct report_job *job, const struct dossier *dossier);

#endif
