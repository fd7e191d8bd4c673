/* figure_text: a figure in words for a terminal. Reports have their own rules (publish); here
 * nothing is rounded away that a colleague may want to see. */
#ifndef ENGINE_DOSSIER_FIGURE_TEXT_H
#define ENGINE_DOSSIER_FIGURE_TEXT_H

#include "engine/base/arena.h"
#include "engine/record/figure.h"

/* "6.834.567", "67,5 %"; "" when there is no value. */
const char *figure_text_value(struct arena *arena, const struct figure *figure,
                              enum language language);
/* "5.900.000 - 7.400.000"; "" when there is none. */
const char *figure_text_range(struct arena *arena, const struct figure *figure,
                              enum language language);
/* "inwoners"; for shares nothing, because their per cent sign says it. */
const char *figure_text_unit(const char *unit, enum language language);

#endif
