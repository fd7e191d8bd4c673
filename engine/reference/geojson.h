/* geojson: reads the boundary files of this folder (FeatureCollections of Polygon and MultiPolygon
 * with `code` and `geometry_year`) for the build tool. It understands what those files hold and
 * refuses the rest. */
#ifndef ENGINE_REFERENCE_GEOJSON_H
#define ENGINE_REFERENCE_GEOJSON_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/reference/boundaries.h"

/* Areas sorted by code; year and geometry_year as the first feature says (year 0 if it does not).
 */
bool geojson_read(struct arena *arena, const char *name, const char *bytes,
                  struct boundaries *boundaries, struct error *error);

#endif
