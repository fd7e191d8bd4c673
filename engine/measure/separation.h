/* separation: does the likelihood of a binary or count model have no maximum?
 *
 * It has none when a direction exists in which every outcome of 0 moves down or stays, every full
 * outcome moves up or stays, all others stay, and at least one moves (Albert & Anderson 1984).
 * Found by a linear programme (Konis 2007) in the orthonormal columns of the design.
 */
#ifndef ENGINE_MEASURE_SEPARATION_H
#define ENGINE_MEASURE_SEPARATION_H

#include "engine/measure/design.h"

/* side[i]: -1 may only move down, 1 only up, 0 must stay. */
bool separation_exists(struct arena *arena, const struct design *design, const signed char *side,
                       bool *separated, struct error *error);

#endif
