/* geojson: see geojson.h. A scanner that walks from key to key; depth of brackets tells polygon,
 * ring and point apart. */
#include "engine/reference/geojson.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/reference/tables.h"

/* The whole number behind "key": inside the feature, or 0. */
static int number_behind(const char *feature, const char *end, const char *key)
{
    const char *at = strstr(feature, key);
    return at != NULL && at < end ? (int)strtol(at + strlen(key), NULL, 10) : 0;
}

/* "GM0014" or "PV20" behind "code":" as its number; 0 when it is missing. */
static int code_of(const char *feature, const char *end)
{
    static const char key[] = "\"code\":\"";
    const char *at = strstr(feature, key);
    if (at == NULL || at >= end) {
        return 0;
    }
    at += strlen(key);
    bool known = text_starts_with(at, "GM") || text_starts_with(at, "PV");
    return known ? (int)strtol(at + 2, NULL, 10) : 0;
}

struct shape {
    VECTOR(struct boundary_ring) rings;
    VECTOR(struct boundary_point) points;
};

static bool quantised(double degrees, double origin, uint16_t *out)
{
    double steps = round((degrees - origin) * 10000);
    if (!(steps >= 0 && steps <= UINT16_MAX)) {
        return false;
    }
    *out = (uint16_t)steps;
    return true;
}

/* Reads [x,y]; leaves *at behind the closing bracket. */
static bool read_point(const char **at, struct boundary_point *point)
{
    char *next;
    double x = strtod(*at + 1, &next);
    if (*next != ',') {
        return false;
    }
    double y = strtod(next + 1, &next);
    if (*next != ']') {
        return false;
    }
    *at = next + 1;
    return quantised(x, 3, &point->x) && quantised(y, 50, &point->y);
}

/* The brackets behind "coordinates": a Polygon has depth 3, a MultiPolygon depth 4. */
static bool read_coordinates(struct arena *arena, const char *at, int point_depth,
                             struct boundary *area)
{
    int depth = 0;
    int polygon = -1;
    bool first_ring = true;
    VECTOR(struct boundary_ring) rings = {0};
    VECTOR(struct boundary_point) points = {0};
    do {
        if (*at == '[' && depth + 1 == point_depth) {
            struct boundary_point point;
            if (!read_point(&at, &point)) {
                return false;
            }
            *VECTOR_PUSH(arena, &points) = point;
            continue;
        }
        if (*at == '[') {
            depth++;
            if (depth == point_depth - 2) {
                polygon++;
                first_ring = true;
            }
            if (depth == point_depth - 1) {
                memset(&points, 0, sizeof points);
            }
        } else if (*at == ']') {
            if (depth == point_depth - 1) {
                *VECTOR_PUSH(arena, &rings) = (struct boundary_ring){
                    points.items, (uint32_t)points.count, (uint16_t)polygon, !first_ring};
                first_ring = false;
            }
            depth--;
        } else if (*at != ',' && *at != ' ') {
            return false;
        }
        at++;
    } while (depth > 0);
    area->rings = rings.items;
    area->ring_count = rings.count;
    return true;
}

static int by_area_code(const void *a, const void *b)
{
    const struct boundary *x = a;
    const struct boundary *y = b;
    return (x->code > y->code) - (x->code < y->code);
}

bool geojson_read(struct arena *arena, const char *name, const char *bytes,
                  struct boundaries *boundaries, struct error *error)
{
    static const char feature_start[] = "{\"type\":\"Feature\",";
    static const char coordinates[] = "\"coordinates\":";
    VECTOR(struct boundary) areas = {0};
    const char *feature = strstr(bytes, feature_start);
    memset(boundaries, 0, sizeof *boundaries);
    while (feature != NULL) {
        const char *next = strstr(feature + 1, feature_start);
        const char *end = next != NULL ? next : feature + strlen(feature);
        const char *at = strstr(feature, coordinates);
        const char *multi = strstr(feature, "\"MultiPolygon\"");
        struct boundary area = {.code = (uint16_t)code_of(feature, end)};
        if (area.code == 0 || at == NULL || at >= end ||
            !read_coordinates(arena, at + strlen(coordinates), multi != NULL && multi < end ? 4 : 3,
                              &area)) {
            return error_set(error, ERROR_SETTINGS, name, (long)areas.count + 1,
                             "feature that cannot be read");
        }
        if (areas.count == 0) {
            boundaries->year = number_behind(feature, end, "\"year\":");
            boundaries->geometry_year = number_behind(feature, end, "\"geometry_year\":");
        }
        *VECTOR_PUSH(arena, &areas) = area;
        feature = next;
    }
    if (areas.count == 0) {
        return error_set(error, ERROR_SETTINGS, name, 0, "no features");
    }
    qsort(areas.items, areas.count, sizeof *areas.items, by_area_code);
    boundaries->items = areas.items;
    boundaries->count = areas.count;
    return true;
}
