/* decisions: decisions.csv in an edition folder, where names of organisations wait for a person.
 * Written for Dutch Excel: naam, aantal, voorstel, alternatief, besluit. */
#ifndef ENGINE_COMMAND_DECISIONS_H
#define ENGINE_COMMAND_DECISIONS_H

#include "engine/pipeline.h"

/* Writes the names that wait, with an empty besluit, after every row that is filled in already;
 * rows without a besluit whose name no longer waits go. *changed says whether the file is another
 * than it was; nothing is touched when no name waits or the file would stay the same. */
bool decisions_write(struct arena *arena, const char *folder, const struct waiting_name *names,
                     size_t count, bool *changed, struct error *error);

#endif
