/* registration: one person and one session is one registration; the later row decides its status
 * (DESIGN.md section 5, 5 and 11; FORMATS.md section 2). In plain tables the id is the
 * registration: rows are never merged. */
#include <string.h>

#include "engine/settle/collect.h"

/* The newest time inside a file: between files, the file with the newest time is the later one. */
static int64_t *newest_times(struct settle *settle)
{
    int64_t *newest = arena_alloc_array(settle->arena, settle->sources.count + 1, sizeof *newest);
    for (size_t i = 0; i < settle->sources.count; i++) {
        newest[i] = INT64_MIN;
    }
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        const struct moment *moments[] = {&row->registered_at, &row->joined, &row->left,
                                          &row->answered_at};
        for (size_t k = 0; k < sizeof moments / sizeof moments[0]; k++) {
            if ((moments[k]->flags & MOMENT_DATE) && moments[k]->seconds > newest[row->source]) {
                newest[row->source] = moments[k]->seconds;
            }
        }
    }
    return newest;
}

/* Does row b decide over row a? */
static bool is_later(const struct raw_row *a, const struct raw_row *b, const int64_t *newest)
{
    bool timed = (a->registered_at.flags & MOMENT_DATE) && (b->registered_at.flags & MOMENT_DATE);
    if (timed && a->registered_at.seconds != b->registered_at.seconds) {
        return b->registered_at.seconds > a->registered_at.seconds;
    }
    if (a->source == b->source) {
        return b->line >= a->line;
    }
    if (newest[a->source] != newest[b->source]) {
        return newest[b->source] > newest[a->source];
    }
    return b->source > a->source; /* sources are numbered by name */
}

static bool also_attends(const struct raw_row *row)
{
    return row->attended == ATTENDED_YES || moment_is_set(row->joined) || row->seconds >= 0;
}

static void fill(struct settle *settle, const struct organisation_door *door,
                 struct registration *registration, uint32_t row_number)
{
    const struct raw_row *row = &settle->rows.items[row_number];
    registration->person = row->person;
    registration->session = row->session;
    registration->status = (enum registration_status)row->status;
    registration->registered_at =
        row->registered_at.flags & MOMENT_DATE ? row->registered_at.seconds : INT64_MIN;
    registration->staff = row->staff;
    registration->source = row->source;
    registration->line = (long)row->line;
    registration->id = row->registration_id;
    const char *text =
        row->organisation == INTERN_NONE ? NULL : intern_string(settle->words, row->organisation);
    const char *place = row->place == INTERN_NONE ? NULL : intern_string(settle->words, row->place);
    bool contradicted = false;
    door->resolve(door->context, text, settle_domain(settle, row->mail), place,
                  &registration->organisation, &registration->spelling, &contradicted);
    if (contradicted) {
        settle_find(settle, FINDING_ORGANISATION_CONTRADICTED, row, NULL);
    }
}

const uint32_t *settle_usual(struct settle *settle, const struct edition *edition)
{
    size_t count = settle->persons.count;
    uint32_t *usual = arena_alloc_array(settle->arena, count + 1, sizeof *usual);
    memset(usual, 0xFF, (count + 1) * sizeof *usual);
    for (size_t i = edition->registrations_count; i > 0; i--) {
        const struct registration *registration = &edition->registrations[i - 1];
        if (registration->organisation != NONE) {
            usual[registration->person] = (uint32_t)(i - 1);
        }
    }
    return usual;
}

/* One registration while its rows come by. */
struct candidate {
    uint32_t deciding; /* the row that decides */
    uint32_t carrier;  /* the row that is used because it says the registration, or NONE: rows that
                          also say presence are used for that, and leave the registration to the
                          sign-up list */
};

static void take_row(struct settle *settle, struct candidate *candidate, uint32_t number,
                     const int64_t *newest)
{
    const struct raw_row *row = &settle->rows.items[number];
    if (is_later(&settle->rows.items[candidate->deciding], row, newest)) {
        candidate->deciding = number;
    }
    if (also_attends(row)) {
        return; /* presence decides what becomes of it */
    }
    if (candidate->carrier == NONE) {
        candidate->carrier = number;
        settle_use(settle, number);
        return;
    }
    bool later = is_later(&settle->rows.items[candidate->carrier], row, newest);
    uint32_t stays = later ? number : candidate->carrier;
    uint32_t goes = later ? candidate->carrier : number;
    settle->rows.items[goes].fate = FATE_OPEN;
    settle_merge(settle, goes, stays);
    settle_use(settle, stays);
    candidate->carrier = stays;
}

/* Who left the organisation open in one registration may have named it in another. */
static void borrow_organisations(struct settle *settle, struct edition *edition)
{
    const uint32_t *usual = settle_usual(settle, edition);
    for (size_t i = 0; i < edition->registrations_count; i++) {
        struct registration *registration = &edition->registrations[i];
        uint32_t other = usual[registration->person];
        if (registration->organisation == NONE && other != NONE) {
            registration->organisation = edition->registrations[other].organisation;
            if (registration->spelling == NONE) {
                registration->spelling = edition->registrations[other].spelling;
            }
        }
    }
}

void registration_settle(struct settle *settle, const struct organisation_door *door,
                         struct edition *edition)
{
    const int64_t *newest = newest_times(settle);
    struct intern *pairs = intern_create(settle->arena);
    VECTOR(struct candidate) candidates = {0};
    for (uint32_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        if (row->fate != FATE_OPEN || row->status == REGISTRATION_NONE || row->walk_in ||
            row->person == NONE || row->session == NONE) {
            continue;
        }
        /* Plain tables: the id; elsewhere person and session. */
        uint32_t key[3] = {row->registration_id, row->person, row->session};
        if (row->registration_id != INTERN_NONE) {
            key[1] = key[2] = NONE;
        }
        uint32_t code = intern_put(pairs, (const char *)key, sizeof key);
        if (code == candidates.count) {
            *VECTOR_PUSH(settle->arena, &candidates) =
                (struct candidate){.deciding = i, .carrier = NONE};
        }
        take_row(settle, &candidates.items[code], i, newest);
    }
    edition->registrations_count = candidates.count;
    edition->registrations =
        arena_alloc_array(settle->arena, candidates.count + 1, sizeof *edition->registrations);
    for (size_t i = 0; i < candidates.count; i++) {
        fill(settle, door, &edition->registrations[i], candidates.items[i].deciding);
    }
    borrow_organisations(settle, edition);
}
