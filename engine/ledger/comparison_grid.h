/* comparison_grid: two editions on one layout, one place per municipality that ever was (as in
 * engine/reference/carry.h), behind them the places of an edition's own list (population.csv) that
 * the reference does not know. Nothing outside engine/ledger includes this.
 */
#ifndef ENGINE_LEDGER_COMPARISON_GRID_H
#define ENGINE_LEDGER_COMPARISON_GRID_H

#include "engine/base/vector.h"
#include "engine/ledger/comparison.h"

enum compared_part { PART_DIRECT, PART_COMBINED, PARTS };

struct grid_place {
    const char *code, *name, *province; /* NULL code: in neither layout */
    bool in_later;                      /* in the later layout */
    bool old[PARTS], carried[PARTS], nobody[PARTS], now[PARTS];
};

struct grid {
    struct arena *arena;
    struct reference *reference;
    size_t known; /* places of the reference; the others follow */
    VECTOR(struct grid_place) places;
    /* Residents: then as it was, then on the later layout, now. One per place. */
    int64_t *was, *before, *after;
};

/* 363 of "GM0363"; -1 of a code of an own list. */
int grid_code_number(const char *code);
/* Both editions laid out, and the earlier one carried to the later layout. */
struct grid *grid_create(struct arena *arena, struct reference *reference,
                         const struct compared_edition *from, const struct compared_edition *to);

#endif
