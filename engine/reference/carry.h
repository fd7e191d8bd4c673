/* carry: moves residents (or parts of anything) from the municipalities of one day to those of
 * another, along mergers, splits and border corrections. Vectors have one place (`slot`) per
 * municipality that ever was; every movement keeps the sum.
 *
 * Forward in time: a border correction moves its persons, then a merger moves all, a split its
 * shares, rounded so that the sum stays. Backward: a merged municipality is divided over its parts
 * by the residents that they had on the last 1 January before the merger; border corrections are
 * too small to be undone.
 */
#ifndef ENGINE_REFERENCE_CARRY_H
#define ENGINE_REFERENCE_CARRY_H

#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/reference/tables.h"

struct carry;

struct carry *carry_create(struct arena *arena, const struct reference_tables *tables);
/* -1 for a code that is in no year. */
int carry_slot_or_none(const struct carry *carry, int code);
/* The code must be known. */
size_t carry_slot(const struct carry *carry, int code);
/* The residents of 1 January of a year; zero elsewhere. */
void carry_load(const struct carry *carry, const struct table_year *year, int64_t *residents);
/* From the end of day `from` to the end of day `to`, in either direction. */
void carry_move(const struct carry *carry, int64_t *residents, int32_t from, int32_t to);
/* The same without border corrections. */
void carry_mergers(const struct carry *carry, int64_t *residents, int32_t from, int32_t to);

#endif
