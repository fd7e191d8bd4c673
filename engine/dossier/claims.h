/* claims: the team's own paragraphs (texts/NAME.md in the edition folder), and which of their
 * sentences the ledger does not carry: a number that is no figure, or a word about effect that
 * nobody measured. */
#ifndef ENGINE_DOSSIER_CLAIMS_H
#define ENGINE_DOSSIER_CLAIMS_H

#include "engine/publish/gate.h"

/* The text without line breaks, or NULL when there is no such file or it is empty. */
const char *claims_text(struct arena *arena, const char *folder, const char *name);

struct unsupported {
    const char *sentence;
    const char *reason; /* in the language asked for */
};

/* Every sentence of every text that makes a claim without evidence, in order. */
struct unsupported *claims_unsupported(struct arena *arena, const char *folder,
                                       const struct publication *publication,
                                       enum language language, size_t *count);

#endif
