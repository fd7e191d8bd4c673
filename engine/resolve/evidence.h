/* evidence: what the rest of the row says about the reading of a text, and what that makes of it:
 * mail domain and place decide what was open, confirm, or contradict. DESIGN.md section 5,
 * point 21.
 */
#ifndef ENGINE_RESOLVE_EVIDENCE_H
#define ENGINE_RESOLVE_EVIDENCE_H

#include "engine/base/arena.h"
#include "engine/resolve/domain.h"
#include "engine/resolve/gazetteer.h"
#include "engine/resolve/reading.h"

struct evidence {
    struct gazetteer *gazetteer;
    struct arena *scratch;
    const struct table_domain *mailed; /* of the row's mail address; NULL: unknown or private */
    const struct table_domain *typed;  /* of an address inside the text */
    const char *typed_domain;          /* known or not */
    const char *hint;                  /* place or province, or NULL */
};

void evidence_weigh(const struct evidence *evidence, struct reading *reading);

#endif
