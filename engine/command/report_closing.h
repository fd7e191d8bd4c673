/* report_closing: the lines that end a run of `report`: the headline, where the files are, and what
 * waits for the user. */
#ifndef ENGINE_COMMAND_REPORT_CLOSING_H
#define ENGINE_COMMAND_REPORT_CLOSING_H

#include "engine/command/report_job.h"

void report_closing(struct report_job *job, const struct dossier *dossier, const char *folder,
                    const char *out, const struct outputs *outputs);

/* Names that wait for a decision, and the file to open; nothing when none does. */
void report_closing_waiting(struct report_job *job, const char *folder, size_t waiting);

#endif
