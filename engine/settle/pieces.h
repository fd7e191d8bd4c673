/* pieces: what rows say of presence, piece by piece, in the order in which visits stand together.
 * Internal to settle/presence.c.
 */
#ifndef ENGINE_SETTLE_PIECES_H
#define ENGINE_SETTLE_PIECES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

enum piece_kind { PIECE_INTERVAL, PIECE_DURATION, PIECE_BARE };

/* Rows are read once, in their order: what is asked of them and of the registration later, when the
 * pieces stand in another order, stands in the piece. */
struct piece {
    int64_t from, to; /* interval in civil seconds; duration in `to` */
    uint32_t person, session;
    uint32_t row, source, line;
    uint32_t id;                     /* registration id of plain tables, or INTERN_NONE */
    uint32_t registration;           /* of that id, or NONE */
    uint32_t organisation, spelling; /* of that registration, or NONE */
    uint8_t kind;
    uint8_t fate_before; /* of the row, before it was used for this */
    bool open, summary, gone, staff;
};

struct pieces { /* a VECTOR */
    struct piece *items;
    size_t count, capacity;
};

/* All that a piece says, but for the row that says it. */
int pieces_by_words(const struct piece *a, const struct piece *b);
/* For qsort, within a visit. Plain tables: a person may have two registrations for a session; the
 * id keeps them apart. */
int pieces_by_time(const void *left, const void *right);

/* By session, person, all that the pieces say, and row. `pieces` is of that arena. */
void pieces_sort(struct arena *arena, struct pieces *pieces, size_t sessions);
/* The number of pieces from `first` on that are of one person in one session. */
size_t pieces_visit(const struct pieces *all, size_t first);

#endif
