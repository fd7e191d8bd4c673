/* outputs: the files of a run, made in memory first and written when all of them are there. */
#ifndef ENGINE_DOSSIER_OUTPUTS_H
#define ENGINE_DOSSIER_OUTPUTS_H

#include "engine/base/vector.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/output.h"
#include "reports/render/render.h"

struct output_file {
    const char *path; /* below the folder of the edition: "impact.pdf", "pictures/days.svg" */
    struct bytes bytes;
};

struct outputs {
    struct arena *arena;
    VECTOR(struct output_file) files;
};

/* Two reports that share a picture have it once: the later one stands. */
void outputs_add(struct outputs *outputs, const char *path, struct bytes bytes);
void outputs_add_text(struct outputs *outputs, const char *path, const struct text *text);

/* figures.json, figures.csv, sessions.csv, municipalities.csv, te-doen.csv. */
void outputs_add_data(struct outputs *outputs, const struct dossier *dossier,
                      enum language language);
/* Every chart of a report as SVG with its alternative text. */
bool outputs_add_pictures(struct outputs *outputs, const struct report *report,
                          const struct render_options *options, struct error *error);
/* What a PDF carries inside: the ledger, the municipalities, the sessions, the numbers of its
 * charts, and what `verify` needs to recompute them. */
void outputs_embed(struct arena *arena, const struct dossier *dossier, enum language language,
                   struct report *report);
/* Writes all of them into the folder; when one cannot be written, those that stood there stay. */
bool outputs_write(const struct outputs *outputs, const char *folder, struct error *error);

#endif
