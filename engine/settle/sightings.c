/* sightings: see sightings.h. */
#include "engine/settle/sightings.h"

#include "engine/settle/pieces.h"

struct sighting_work {
    struct settle *settle;
    const struct edition *edition;
    struct arena *arena;
    struct sightings found;
    size_t filled; /* VECTOR_FILL_AHEAD */
    uint32_t last_session;
    bool out_of_order; /* sessions came between each other */
    int64_t *latest;
    struct moment_season season;
};

static bool says_presence(const struct raw_row *row)
{
    return row->attended == ATTENDED_YES || row->joined != 0 || row->has_left ||
           row_seconds(row) > 0 || (row_seconds(row) == 0 && row->attended != ATTENDED_NO);
}

/* Attendance of plain tables names only the registration, which knows person and session. False
 * when nobody is meant. */
static bool find_person(const struct sighting_work *work, struct raw_row *row,
                        struct sighting *sighting)
{
    struct settle *settle = work->settle;
    uint32_t id = row->registration_id;
    sighting->registration = id == INTERN_NONE ? NONE : settle->registration_of_id[id];
    if (sighting->registration != NONE) {
        const struct registration *one = &work->edition->registrations[sighting->registration];
        *sighting = (struct sighting){.row = sighting->row,
                                      .session = one->session,
                                      .person = one->person,
                                      .registration = sighting->registration,
                                      .organisation = one->organisation,
                                      .spelling = one->spelling,
                                      .staff = one->staff,
                                      .live = one->status == REGISTRATION_LIVE};
    } else if (row->person == NONE && id != INTERN_NONE) {
        row->fate = FATE_REJECTED;
        settle_find(settle, FINDING_ROW_NOBODY, row, NULL);
        return false;
    }
    if (row->person != NONE || id == INTERN_NONE) {
        sighting->person = row->person;
        sighting->session = row->session;
    }
    return sighting->person != NONE && sighting->session != NONE;
}

static void take_row(struct sighting_work *work, uint32_t number)
{
    struct settle *settle = work->settle;
    struct raw_row *row = &settle->rows.items[number];
    struct sighting sighting = {.row = number, .organisation = NONE, .spelling = NONE};
    if (!find_person(work, row, &sighting)) {
        return;
    }
    struct piece piece = {.session = sighting.session};
    if (!piece_read(settle, row, &work->season, &piece)) {
        row->fate = FATE_REJECTED;
        settle_find(settle, FINDING_ROW_LEAVE_BEFORE_JOIN, row, NULL);
        return;
    }
    int64_t *latest = &work->latest[settle_common(settle, row)->source];
    if (piece.kind == PIECE_INTERVAL && piece.to > *latest) {
        *latest = piece.to; /* of a joining: itself */
    }
    work->found.items[work->found.count++] = sighting;
    work->out_of_order |= sighting.session < work->last_session;
    work->last_session = sighting.session;
}

/* The registration that a row names, asked of memory that is near by now; NULL. */
static const struct registration *named_ahead(const struct sighting_work *work,
                                              const struct raw_row *row)
{
    uint32_t id = row->registration_id;
    uint32_t number = id == INTERN_NONE ? NONE : work->settle->registration_of_id[id];
    return number == NONE ? NULL : &work->edition->registrations[number];
}

static void take_stretch(struct sighting_work *work, const struct stretch *stretch)
{
    struct settle *settle = work->settle;
    size_t most = stretch->end - stretch->first; /* and mostly that many */
    VECTOR_RESERVE(work->arena, &work->found, most);
    VECTOR_FILL_AHEAD(&work->found, work->found.count + most, &work->filled);
    for (uint32_t i = stretch->first; i < stretch->end; i++) {
        struct raw_row *row = &settle->rows.items[i];
        /* In two steps: a row's id leads to a registration that stands anywhere. */
        const struct raw_row *near = settle_row_ahead(settle, i, ROWS_AHEAD, stretch->end);
        uint32_t far = settle_row_ahead(settle, i, 2 * ROWS_AHEAD, stretch->end)->registration_id;
        __builtin_prefetch(named_ahead(work, near));
        __builtin_prefetch(far == INTERN_NONE ? NULL : &settle->registration_of_id[far]);
        bool may = row->fate == FATE_OPEN || row->fate == FATE_USED ||
                   (row->fate == FATE_MERGED && row->person != NONE);
        if (may && says_presence(row)) {
            take_row(work, i);
        } else if (row->fate == FATE_OPEN && row->session != NONE && row->person != NONE &&
                   row->attended != ATTENDED_UNKNOWN) {
            row->fate = FATE_USED; /* "did not come" */
        }
    }
}

/* By counting, which keeps the order that was there. */
static void gather(struct arena *arena, struct sightings *sightings, size_t sessions)
{
    size_t count = sightings->count;
    size_t *next = arena_alloc_array(arena, sessions + 1, sizeof *next);
    struct sighting *sorted = arena_alloc_full(arena, count + 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++) {
        next[sightings->items[i].session + 1]++;
    }
    for (size_t i = 0; i < sessions; i++) {
        next[i + 1] += next[i];
    }
    for (size_t i = 0; i < count; i++) {
        sorted[next[sightings->items[i].session]++] = sightings->items[i];
    }
    arena_drop(arena, sightings->items, sightings->capacity, sizeof *sightings->items);
    *sightings = (struct sightings){.items = sorted, .count = count, .capacity = count + 1};
}

struct sightings sightings_create(struct settle *settle, struct arena *arena,
                                  const struct edition *edition, int64_t *latest)
{
    struct sighting_work work = {
        .settle = settle, .edition = edition, .arena = arena, .latest = latest};
    for (size_t i = 0; i < settle->sources.count; i++) {
        latest[i] = INT64_MIN;
    }
    STRETCH_EACH (at, settle, SAYS_PRESENCE) {
        take_stretch(&work, at);
    }
    if (work.out_of_order) { /* lists of one session after the other are not */
        gather(arena, &work.found, settle->sessions.count);
    }
    return work.found;
}
