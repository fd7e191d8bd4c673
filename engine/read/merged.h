/* merged: cells of a workbook that were merged downwards: what stands in the first holds for the
 * rows below it ("Sessie" beside five people). Cells merged sideways are a title and stay one cell.
 */
#ifndef ENGINE_READ_MERGED_H
#define ENGINE_READ_MERGED_H

#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/read/delimited.h"

/* Fills the cells of a range ("A2:A6") in the rows of a sheet, which stand in the order of their
 * lines. Only rows that hold something: a form that was prepared and not used stays empty. Returns
 * how many rows were looked at. */
size_t merged_fill(struct arena *arena, const char *range, struct record *rows, size_t count);

#endif
