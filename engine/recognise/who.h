/* who: what a record says of the person it is about: name, addresses and ids, for whom, and which
 * session. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_WHO_H
#define ENGINE_RECOGNISE_WHO_H

#include "engine/recognise/reading.h"

/* Into a zeroed row. False when the record names nobody. */
bool who_read(struct reading *reading, const struct plan *plan, const struct record *record,
              struct row *row);

#endif
