/* comparison_outputs: the files of out/comparison besides the report: figures.json and figures.csv
 * (ledger rows of every pair, with from and to), municipalities.csv (who stayed, came and left, per
 * pair), comparable.csv (what is counted differently, per pair), themes.csv (subjects of the first
 * and the last edition). */
#ifndef ENGINE_DOSSIER_COMPARISON_OUTPUTS_H
#define ENGINE_DOSSIER_COMPARISON_OUTPUTS_H

#include "engine/dossier/comparison_provider.h"
#include "engine/dossier/outputs.h"

void comparison_outputs_add(struct outputs *outputs, const struct comparison_view *view,
                            enum language language);
/* The figures and municipalities as files inside the PDF. */
void comparison_outputs_embed(struct arena *arena, const struct comparison_view *view,
                              enum language language, struct report *report);

#endif
