/* gate_numbers: the counts of people that stand on figures, as cells of the system. Private to the
 * gate. */
#ifndef ENGINE_PUBLISH_GATE_NUMBERS_H
#define ENGINE_PUBLISH_GATE_NUMBERS_H

#include "engine/publish/gate_cells.h"

enum gate_field { GATE_VALUE, GATE_N, GATE_MISSING };

struct gate_place {
    enum gate_number number;
    const char *figure;
    enum gate_field field;
};

/* Where each number stands; `count` is how many places there are. */
const struct gate_place *gate_places(size_t *count);

/* The numbers and what they are made of. */
void gate_numbers_add(struct gate_cells *gate, const struct gate_input *input);
/* After the tables: which of their totals are numbers on figures. */
void gate_numbers_tie(struct gate_cells *gate, const struct gate_input *input);
/* When the number of registrations that a rate is about must be hidden, a rate in whole per cents
 * may still be said: makes that number a class as wide as the per cent. False when that would be
 * too narrow, or there is nothing to do. */
bool gate_numbers_blur(struct gate_cells *gate, int64_t threshold);

/* Does the mean of all grades, with all its digits or in tenths (slack 0 or 0.05), tell beside the
 * table of grades how many gave one of them (gate_mean.c)? */
bool gate_mean_tells(const struct gate_cells *gate, const struct gate_input *input,
                     const struct figure *mean, double slack);

/* Hides what figures must not say: `publication` holds copies of the ledger's. */
void gate_figures(const struct gate_cells *gate, const struct gate_input *input,
                  struct publication *publication);

#endif
