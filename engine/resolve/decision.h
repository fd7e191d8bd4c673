/* decision: what a person decided about a name, understood. */
#ifndef ENGINE_RESOLVE_DECISION_H
#define ENGINE_RESOLVE_DECISION_H

#include <stdbool.h>

#include "engine/resolve/gazetteer.h"
#include "engine/resolve/reading.h"

/* Fills the reading with the verdict ("GM0363", "0546 0547", an exact official name, "company" or
 * "bedrijf", "geen"); false when it cannot be understood. */
bool decision_read(struct gazetteer *gazetteer, struct arena *scratch, const char *verdict,
                   struct reading *reading);

#endif
