/* report_render: the reports of an edition, rendered side by side. What waits to be rendered has
 * its place among the outputs already, so that the order of the files does not depend on who is
 * ready first. Each rendering has its own memory; a report that waits may not be changed. */
#ifndef ENGINE_COMMAND_REPORT_RENDER_H
#define ENGINE_COMMAND_REPORT_RENDER_H

#include "engine/command/report_job.h"

/* Puts "<kind>.<format>" among the outputs, to be filled by report_render; `copy`, when not NULL,
 * is a second name for the same bytes. */
void report_render_later(struct report_job *job, const struct report *report,
                         const struct report_format *format, const char *kind, const char *copy,
                         struct outputs *outputs);

/* Renders all that waits, with as many threads as the run may have, and says what a reader would
 * miss and a user can mend. False with the first error in job->run.error. */
bool report_render(struct report_job *job, struct outputs *outputs);

/* Gives back what was rendered, once it is written: a run may hold many editions. */
void report_render_forget(struct report_job *job);

#endif
