/* boundaries: the shapes of municipalities and provinces for maps (CBS/Kadaster, CC BY 4.0,
 * generalised, WGS84), compiled in as whole ten-thousandths of a degree.
 *
 *     const struct boundaries *map = boundaries_of_year(2023);
 *     for (size_t i = 0; i < map->count; i++) {
 *         const struct boundary *area = &map->items[i];              area->code is 363 for GM0363
 *         for (size_t r = 0; r < area->ring_count; r++) {
 *             const struct boundary_ring *ring = &area->rings[r];
 *             for (size_t p = 0; p < ring->count; p++) {
 *                 move_or_line(boundary_longitude(ring->points[p]), boundary_latitude(...));
 *
 * Rings are closed (the last point is the first), outer rings counter-clockwise, holes clockwise;
 * filled by the even-odd rule they give the area. The shapes of 2024 are those of 2023 and the
 * shapes of 2026 those of 2025: `geometry_year` says so, and a report prints it.
 */
#ifndef ENGINE_REFERENCE_BOUNDARIES_H
#define ENGINE_REFERENCE_BOUNDARIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct boundary_point {
    uint16_t x, y; /* ten-thousandths of a degree east of 3 and north of 50 */
};

struct boundary_ring {
    const struct boundary_point *points;
    uint32_t count;
    uint16_t polygon; /* number of the polygon within the area */
    bool hole;
};

struct boundary {
    uint16_t code; /* CBS number of the municipality or province */
    const struct boundary_ring *rings;
    size_t ring_count;
};

struct boundaries {
    int year;                     /* the division */
    int geometry_year;            /* the year of the shapes */
    const struct boundary *items; /* by code */
    size_t count;
};

/* The municipalities of the year, or of the nearest year that has shapes (look at `year`). */
const struct boundaries *boundaries_of_year(int year);
/* The provinces (2022; they have the same shapes in all years). */
const struct boundaries *boundaries_of_provinces(void);
/* The area of that code, or NULL. */
const struct boundary *boundaries_find(const struct boundaries *boundaries, int code);

static inline double boundary_longitude(struct boundary_point point)
{
    return 3 + point.x / 10000.0;
}
static inline double boundary_latitude(struct boundary_point point)
{
    return 50 + point.y / 10000.0;
}

/* What make compiled, for boundaries.c only. */
extern const struct boundaries boundaries_builtin[];
extern const size_t boundaries_builtin_count;
extern const struct boundaries boundaries_builtin_provinces;

#endif
