/* report_pages: from a dossier and a template to the files of one report. A template in the
 * edition's folder wins from the one that is built in. Files are added to `outputs` in memory;
 * nothing is written here. All return false with the error in job->run.error. */
#ifndef ENGINE_COMMAND_REPORT_PAGES_H
#define ENGINE_COMMAND_REPORT_PAGES_H

#include "engine/command/report_job.h"

struct comparison_view;

/* One kind (an index into report_kinds) of one edition, in every format that was asked for. */
bool report_pages_of_edition(struct report_job *job, const char *folder,
                             const struct dossier *dossier, size_t kind, enum language language,
                             struct outputs *outputs);

/* A page for every municipality of the layout: municipalities/NAME.pdf and so on below `out`,
 * written one by one, so that memory holds a single page. *count tells how many files were written.
 */
bool report_pages_per_municipality(struct report_job *job, const char *folder,
                                   const struct dossier *dossier, enum language language,
                                   const char *out, size_t *count);

/* message.txt: the paragraphs of its template, for intranet or LinkedIn. */
bool report_pages_message(struct report_job *job, const char *folder, const struct dossier *dossier,
                          enum language language, struct outputs *outputs);

/* The comparison; template, colour, logo and language are those of the last edition. */
bool report_pages_of_comparison(struct report_job *job, const struct comparison_view *view,
                                const struct dossier *last, enum language language,
                                struct outputs *outputs);

#endif
