/* recording: what a file said (its rows, the lines of a programme, its findings), written down so
 * that it can be said again, in the same order. With it files can be read side by side and still
 * speak in turn.
 *
 *     struct recording *recording = recording_create();
 *     struct row_sink rows = recording_rows(recording);
 *     struct finding_sink findings = recording_findings(recording);
 *     ... recognise_bytes(..., &rows, &findings, source, ...)
 *     recording_replay(recording, &other_rows, &other_findings);
 *     recording_destroy(recording);
 */
#ifndef ENGINE_RECORD_RECORDING_H
#define ENGINE_RECORD_RECORDING_H

#include "engine/record/finding.h"
#include "engine/record/source.h"

struct recording;

struct recording *recording_create(void);
/* Sinks that write down; they hold as long as the recording. */
struct row_sink recording_rows(struct recording *recording);
struct finding_sink recording_findings(struct recording *recording);
/* Says everything again. */
void recording_replay(const struct recording *recording, const struct row_sink *rows,
                      const struct finding_sink *findings);
void recording_destroy(struct recording *recording);

#endif
