/* range: which variants make the range of the headline (reach.c). */
#ifndef ENGINE_LEDGER_RANGE_H
#define ENGINE_LEDGER_RANGE_H

#include "engine/ledger/build.h"

/* The headline first. `measured`: attendance was measured. */
const enum figure_name *range_of_headline(bool measured, size_t *count);

#endif
