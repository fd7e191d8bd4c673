/* registration: one person and one session is one registration; the later row decides its status
 * (DESIGN.md section 5, 5 and 11; FORMATS.md section 2). In plain tables the id is the
 * registration: rows are never merged. */
#include <string.h>

#include "engine/base/pairs.h"
#include "engine/settle/collect.h"

/* The newest time inside a file: between files, the file with the newest time is the later one. */
static int64_t *newest_times(struct settle *settle)
{
    int64_t *newest = arena_alloc_array(settle->arena, settle->sources.count + 1, sizeof *newest);
    for (size_t i = 0; i < settle->sources.count; i++) {
        newest[i] = INT64_MIN;
    }
    for (size_t i = 0; i < settle->stretches.count; i++) {
        const struct stretch *stretch = &settle->stretches.items[i];
        int64_t *of_source = &newest[stretch->source];
        *of_source = stretch->newest > *of_source ? stretch->newest : *of_source;
    }
    for (size_t i = 0; i < settle->sources.count; i++) {
        const struct source *source = settle->sources.items[i];
        if ((source->end.flags & MOMENT_DATE) && source->end.seconds > newest[i]) {
            newest[i] = source->end.seconds;
        }
    }
    return newest;
}

/* Does row b decide over row a? */
static bool is_later(const struct settle *settle, const struct raw_row *a, const struct raw_row *b,
                     const int64_t *newest)
{
    struct moment at_a = settle_registered_at(settle, a);
    struct moment at_b = settle_registered_at(settle, b);
    bool timed = (at_a.flags & MOMENT_DATE) && (at_b.flags & MOMENT_DATE);
    if (timed && at_a.seconds != at_b.seconds) {
        return at_b.seconds > at_a.seconds;
    }
    uint32_t source_a = settle_common(settle, a)->source;
    uint32_t source_b = settle_common(settle, b)->source;
    if (source_a == source_b) {
        return b->line >= a->line;
    }
    if (newest[source_a] != newest[source_b]) {
        return newest[source_b] > newest[source_a];
    }
    return source_b > source_a; /* sources are numbered by name */
}

static bool also_attends(const struct raw_row *row)
{
    return row->attended == ATTENDED_YES || row->joined != 0 || row->lasted != 0;
}

static uint32_t seconds_of(struct moment at)
{
    bool fits = (at.flags & MOMENT_DATE) && at.seconds > 0 && at.seconds <= UINT32_MAX;
    return fits ? (uint32_t)at.seconds : 0;
}

static void fill(const struct settle *settle, struct registration *registration,
                 const struct raw_row *row)
{
    registration->person = row->person;
    registration->session = row->session;
    registration->status = row->status;
    registration->registered_at = seconds_of(settle_registered_at(settle, row));
    registration->staff = row->staff;
    registration->source = settle_common(settle, row)->source;
    registration->line = row->line;
}

/* One registration while its rows come by. */
struct candidate {
    uint32_t deciding; /* the row that decides */
    uint32_t carrier;  /* the row that is used because it says the registration, or NONE: rows that
                          also say presence are used for that, and leave the registration to the
                          sign-up list */
    uint32_t naming;   /* the latest row that names an organisation, or NONE: a presence list
                          without that column decides the status and leaves the organisation */
};

static void take_row(struct settle *settle, struct candidate *candidate, uint32_t number,
                     const int64_t *newest)
{
    const struct raw_row *row = &settle->rows.items[number];
    if (is_later(settle, &settle->rows.items[candidate->deciding], row, newest)) {
        candidate->deciding = number;
    }
    if (row->organisation != INTERN_NONE &&
        (candidate->naming == NONE ||
         is_later(settle, &settle->rows.items[candidate->naming], row, newest))) {
        candidate->naming = number;
    }
    if (also_attends(row)) {
        return; /* presence decides what becomes of it */
    }
    if (candidate->carrier == NONE) {
        candidate->carrier = number;
        settle_use(settle, number);
        return;
    }
    bool later = is_later(settle, &settle->rows.items[candidate->carrier], row, newest);
    uint32_t stays = later ? number : candidate->carrier;
    uint32_t goes = later ? candidate->carrier : number;
    settle->rows.items[goes].fate = FATE_OPEN;
    settle_merge(settle, goes, stays);
    settle_use(settle, stays);
    candidate->carrier = stays;
}

/* The organisation as its rows name it; NONE when none does (employer.c fills the gaps). */
static void name_organisation(struct settle *settle, const struct organisation_door *door,
                              const struct candidate *candidate, struct registration *registration)
{
    registration->organisation = registration->spelling = NONE;
    if (candidate->naming != NONE) {
        settle_organisation(settle, door, &settle->rows.items[candidate->naming],
                            &registration->organisation, &registration->spelling);
    }
    settle->unnamed += registration->organisation == NONE;
}

/* There are as many as rows: one becomes the other where it stands. */
union being_settled {
    struct candidate candidate;
    struct registration registration;
};
static_assert(sizeof(union being_settled) == sizeof(struct registration),
              "an array of these is one of registrations");

/* The registration of a row: in plain tables by its id, elsewhere by person and session. */
struct candidates {
    struct arena *arena;
    struct pairs *pairs;
    uint32_t *of_id;          /* id -> number in items, NONE */
    VECTOR(uint32_t) of_pair; /* the same for pairs */
    VECTOR(union being_settled) items;
    size_t filled; /* VECTOR_FILL_AHEAD */
};

static bool says_registration(const struct raw_row *row)
{
    return row->fate == FATE_OPEN && row->status != REGISTRATION_NONE && !row->walk_in &&
           row->person != NONE && row->session != NONE;
}

/* Where the number of the row's registration stands. */
static uint32_t *place_of(struct candidates *candidates, const struct raw_row *row)
{
    if (row->registration_id != INTERN_NONE) {
        return &candidates->of_id[row->registration_id];
    }
    uint32_t code = pairs_put(candidates->pairs, row->person, row->session);
    if (code == candidates->of_pair.count) {
        *VECTOR_PUSH(candidates->arena, &candidates->of_pair) = NONE;
    }
    return &candidates->of_pair.items[code];
}

static void take_stretch(struct settle *settle, struct candidates *candidates,
                         const struct stretch *stretch, const int64_t *newest)
{
    VECTOR_RESERVE(settle->settled, &candidates->items, stretch->end - stretch->first);
    for (uint32_t i = stretch->first; i < stretch->end; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        uint32_t ahead = settle_row_ahead(settle, i, ROWS_AHEAD, stretch->end)->registration_id;
        __builtin_prefetch(ahead == INTERN_NONE ? NULL : &candidates->of_id[ahead]);
        if (!says_registration(row)) {
            continue;
        }
        uint32_t *number = place_of(candidates, row);
        if (*number == NONE) {
            VECTOR_FILL_AHEAD(&candidates->items, candidates->items.count + 1, &candidates->filled);
            *number = (uint32_t)candidates->items.count++;
            candidates->items.items[*number].candidate =
                (struct candidate){.deciding = i, .carrier = NONE, .naming = NONE};
        }
        if (row->registration_id == INTERN_NONE) {
            settle->registration[i] = *number + 1;
        }
        take_row(settle, &candidates->items.items[*number].candidate, i, newest);
    }
}

void registration_settle(struct settle *settle, const struct organisation_door *door,
                         struct edition *edition)
{
    const int64_t *newest = newest_times(settle);
    size_t ids = serials_count(settle->ids);
    struct candidates candidates = {.arena = settle->arena,
                                    .pairs = pairs_create(settle->arena),
                                    .of_id = numbers_none(settle->ids_arena, ids)};
    settle->registration =
        arena_alloc_array(settle->passing, settle->rows.count + 1, sizeof *settle->registration);
    STRETCH_EACH (at, settle, SAYS_REGISTRATION) {
        take_stretch(settle, &candidates, at, newest);
    }
    pairs_drop(candidates.pairs);
    settle->registration_of_id = candidates.of_id;
    for (size_t i = 0; i < candidates.items.count; i++) {
        struct candidate candidate = candidates.items.items[i].candidate;
        struct registration *registration = &candidates.items.items[i].registration;
        settle_organisation_ahead(
            settle, settle_row_ahead(settle, candidate.deciding, ROWS_AHEAD, settle->rows.count));
        fill(settle, registration, &settle->rows.items[candidate.deciding]);
        name_organisation(settle, door, &candidate, registration);
    }
    edition->registrations = (struct registration *)candidates.items.items;
    edition->registrations_count = candidates.items.count;
}
