/* report_closing: see report_closing.h. */
#include "engine/command/report_closing.h"

#include "engine/base/text.h"
#include "engine/dossier/provider.h"
#include "engine/publish/round.h"

static void print_headline(struct report_job *job, const struct dossier *dossier)
{
    struct arena *arena = job->run.arena;
    enum language language = job->run.common.language;
    const struct publication *publication = dossier->publication;
    const struct figure *municipalities = publication_figure(publication, "municipalities.direct");
    const struct figure *residents =
        dossier->headline == NULL ? NULL : publication_figure(publication, dossier->headline);
    fprintf(job->out, "%s\n", provider_name(arena, dossier, language));
    if (municipalities != NULL && municipalities->has_value && residents != NULL &&
        residents->has_value && text_equal(residents->id, "residents.direct")) {
        bool one = municipalities->value == 1;
        report_job_tell(job, job->out, "Aan de week %s %s %s mee. Daar wonen samen %s mensen.\n",
                        "%s%s %s took part. Together %s people live there.\n",
                        report_job_say(job, one ? "deed" : "deden", ""),
                        round_figure(arena, municipalities, language),
                        report_job_say(job, one ? "gemeente" : "gemeenten",
                                       one ? "municipality" : "municipalities"),
                        round_at_least(arena, residents, language));
    } else if (residents != NULL && residents->has_value) {
        report_job_tell(job, job->out, "Naar aanmelding: gemeenten met samen %s inwoners.\n",
                        "By registration: municipalities with %s residents together.\n",
                        round_at_least(arena, residents, language));
    } else {
        fprintf(job->out, "%s\n",
                report_job_say(job,
                               "Welke gemeenten meededen is niet bekend: er is geen lijst van "
                               "aanmeldingen of aanwezigen.",
                               "Which municipalities took part is not known: there is no list of "
                               "registrations or attendance."));
    }
}

void report_closing_waiting(struct report_job *job, const char *folder, size_t waiting)
{
    if (waiting > 0) {
        report_job_tell(job, job->out, "%zu %s op u: open %s/decisions.csv, kolom besluit\n",
                        "%zu %s for you: open %s/decisions.csv, column besluit\n", waiting,
                        report_job_say(job, waiting == 1 ? "naam wacht" : "namen wachten",
                                       waiting == 1 ? "name waits" : "names wait"),
                        folder);
    }
}

void report_closing(struct report_job *job, const struct dossier *dossier, const char *folder,
                    const char *out, const struct outputs *outputs)
{
    print_headline(job, dossier);
    for (size_t i = 0; i < outputs->files.count; i++) {
        const char *path = outputs->files.items[i].path;
        if (text_ends_with(path, ".pdf")) {
            fprintf(job->out, "%s: %s/%s\n", report_job_say(job, "Rapport", "Report"), out, path);
        }
    }
    fprintf(job->out, "%s: %s (%zu %s)\n", report_job_say(job, "Alle bestanden", "All files"), out,
            outputs->files.count, report_job_say(job, "bestanden", "files"));
    report_closing_waiting(job, folder, dossier->waiting);
}
