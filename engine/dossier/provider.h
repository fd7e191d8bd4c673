/* provider: what templates may ask of a dossier: figures and texts by name, gated tables by the
 * name of the query, sentences through the statement guard. */
#ifndef ENGINE_DOSSIER_PROVIDER_H
#define ENGINE_DOSSIER_PROVIDER_H

#include "engine/dossier/dossier.h"
#include "engine/dossier/submission.h"
#include "reports/model/template.h"

/* The dossier is borrowed. `before` is what the query `changes` compares with; NULL: nothing was
 * published before. */
struct template_provider provider_create(struct arena *arena, const struct dossier *dossier,
                                         const struct release *before, enum language language);
/* What the form of a competition asks, for the query `fields` and the texts `profile.*`; borrowed.
 * Fields that were not measured yet have no length. */
void provider_use_submission(struct template_provider *provider,
                             const struct submission *submission);
/* The texts beside the figures: "2 tot en met 6 oktober 2023". */
const char *provider_period(struct arena *arena, const struct dossier *dossier,
                            enum language language);

/* The title of the edition; a folder that is only a number becomes "Editie 2023". */
const char *provider_name(struct arena *arena, const struct dossier *dossier,
                          enum language language);

#endif
