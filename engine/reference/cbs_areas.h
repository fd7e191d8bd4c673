/* cbs_areas: the table "Gebieden in Nederland" as CBS StatLine gives it, of any year: `;` between
 * cells, padded codes, and columns that stand elsewhere every year, so they are found by title:
 *
 *     "Codes en namen van gemeenten/Code (code)"           or Code_1 in the open-data form
 *     "Codes en namen van gemeenten/Naam (naam)"           or Naam_2
 *     "Lokaliseringen van gemeenten/Provincies/Naam (naam)" or the column that holds only provinces
 *     ".../Inwonertal (aantal)"                             or Inwonertal_57; may be missing
 *
 * The year stands in the file's name (Gebieden_in_Nederland_2027_....csv) or in a column
 * "Perioden".
 */
#ifndef ENGINE_REFERENCE_CBS_AREAS_H
#define ENGINE_REFERENCE_CBS_AREAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/reference/csv_table.h"

struct cbs_area {
    uint16_t code;
    uint8_t province;
    int32_t population; /* -1 when the table has none */
    const char *name;
};

struct cbs_areas {
    int year;
    struct cbs_area *items;
    size_t count;
};

bool cbs_areas_recognise(const struct csv_table *csv);
/* False with ERROR_SETTINGS when year, codes or provinces cannot be found. */
bool cbs_areas_read(struct arena *arena, const char *file_name, const struct csv_table *csv,
                    struct cbs_areas *areas, struct error *error);

#endif
