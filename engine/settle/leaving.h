/* leaving: rows of a sign-up list, most of a large edition, which nobody asks again once it is
 * known what was said on them: they leave the memory, one after the other, so that others get room.
 * Internal to settle/.
 *
 * A record that was used or merged is counted in the balance and goes. Any other stays: the balance
 * says in its turn why it was not used, and it may tell where a person works. What stays of a
 * stretch becomes stretches of its own, so that nobody finds a row that is gone.
 */
#ifndef ENGINE_SETTLE_LEAVING_H
#define ENGINE_SETTLE_LEAVING_H

#include "engine/settle/collect.h"

struct leaving;

/* Nothing leaves yet. The stretches of settle stay as they are until the end. */
struct leaving *leaving_begin(struct settle *settle);
/* Nobody asks again for rows before this one, with which a record begins or which is behind the
 * last; the rows of those who were present, which is settled later, stay all the same. `row` never
 * becomes smaller. */
void leaving_behind(struct leaving *leaving, uint32_t row);
/* Nor for any other. The stretches of settle are those of rows that stayed. */
void leaving_end(struct leaving *leaving);

#endif
