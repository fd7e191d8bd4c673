/* cube_work: what the files of the cube share while they count. Nothing else includes this. */
#ifndef ENGINE_STORE_CUBE_WORK_H
#define ENGINE_STORE_CUBE_WORK_H

#include <stdbool.h>

#include "engine/store/cube.h"

enum cube_dimension { BY_SESSION, BY_DAY, BY_ORGANISATION, BY_MUNICIPALITY, CUBE_DIMENSIONS };

/* What presence says about a registration, in one number: presences name registrations in another
 * order than theirs. The seconds stand above the bits. */
enum attended_mark { MARK_PRESENT = 1, MARK_ATTENDED = 2, MARK_STAFF = 4, MARK_BITS = 3 };

/* What a person did in the edition, as bits. */
enum deed {
    DEED_REGISTERED = 1,
    DEED_REGISTERED_NOT_STAFF = 2,
    DEED_ATTENDED = 4,
    DEED_ATTENDED_NOT_STAFF = 8,
    DEED_LOW = 16 /* attended, also under another key */
};

/* The municipalities in which the rows of an organisation count, each once. */
struct own_municipalities {
    const uint32_t *numbers;
    size_t count;
};

struct cube_work {
    struct arena *arena, *scratch;
    const struct edition *edition;
    struct cube *cube;
    uint64_t *marks; /* per registration, see attended_mark */
    /* Per person, while the rows are tallied, for cube_people.c. */
    unsigned char *deeds;
    uint32_t *registered, *attended; /* live registrations; presences as an attendee */
    uint32_t *day_of_session;        /* number in cube.days */
    /* Per organisation, and one more for rows without an organisation. */
    struct own_municipalities *municipalities;
};

/* The municipalities of a row. */
static inline const struct own_municipalities *cube_municipalities(const struct cube_work *work,
                                                                   uint32_t organisation)
{
    return &work->municipalities[organisation == NONE ? work->edition->organisations_count
                                                      : organisation];
}

static inline size_t cube_group_count(const struct cube *cube, enum cube_dimension dimension)
{
    const size_t counts[] = {cube->session_count, cube->day_count, cube->organisation_count,
                             cube->municipality_count};
    return counts[dimension];
}

static inline struct counts *cube_counts(struct cube *cube, enum cube_dimension dimension,
                                         size_t group)
{
    switch (dimension) {
    case BY_SESSION:
        return &cube->sessions[group].counts;
    case BY_DAY:
        return &cube->days[group].counts;
    case BY_ORGANISATION:
        return &cube->organisations[group].counts;
    default:
        return &cube->municipalities[group].counts;
    }
}

/* cube_people.c: distinct persons, of every group and of the edition. */
void cube_count_people(struct cube_work *work);

/* cube_participation.c: its part of the cube; the organisations are counted. */
void cube_count_participation(struct cube_work *work);

/* cube_forms.c: its part of the cube. */
void cube_count_forms(struct arena *arena, const struct edition *edition, struct cube *cube);

#endif
