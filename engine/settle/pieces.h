/* pieces: what rows say of presence in one session, piece by piece, in the order in which visits
 * stand together. Internal to settle/presence.c.
 */
#ifndef ENGINE_SETTLE_PIECES_H
#define ENGINE_SETTLE_PIECES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/record/moment.h"

struct raw_row;
struct settle;
struct sighting;

enum piece_kind { PIECE_INTERVAL, PIECE_DURATION, PIECE_BARE };

/* What is asked later of the row and of its registration stands in the piece. */
struct piece {
    int64_t from, to; /* interval in seconds of UTC; duration in `to` */
    uint32_t person, session;
    uint32_t row, source, line;
    uint32_t id;                     /* registration id of plain tables, or INTERN_NONE */
    uint32_t registration;           /* of that id, or NONE */
    uint32_t organisation, spelling; /* of that registration, or NONE */
    uint8_t kind;
    uint8_t fate_before; /* of the row, before it was used for this */
    bool open, summary, gone, staff;
    bool live; /* that registration */
};

/* The interval, duration or bare presence that a row says of piece->session; false when it
 * contradicts itself. `season` is kept from row to row (moment.h). */
bool piece_read(const struct settle *settle, const struct raw_row *row,
                struct moment_season *season, struct piece *piece);

/* Room for the pieces of one session. */
struct pieces {
    struct arena *arena;
    struct piece *items;
    size_t count, capacity;
    struct piece_place *places, *others; /* while they are sorted */
    struct moment_season season;
};

/* The pieces of a session, by person, all that they say, and row. Their rows are used, and know
 * their person and session. */
void pieces_fill(struct pieces *pieces, const struct settle *settle,
                 const struct sighting *sightings, size_t count);
/* The number of pieces from `first` on that are of one person: a visit. */
size_t pieces_visit(const struct pieces *pieces, size_t first);

/* All that a piece says, but for the row that says it. */
int pieces_by_words(const struct piece *a, const struct piece *b);
/* The pieces of a visit by id and time. Plain tables: a person may have two registrations for a
 * session; the id keeps them apart. */
void pieces_sort_by_time(struct piece *pieces, size_t count);

#endif
