/* cube: see cube.h. First what the presence says about each registration; then, one dimension after
 * the other, every registration and every presence is added to its group. Distinct persons are
 * counted by sorting pairs (group, person) by group (counting sort) and stamping persons, group
 * after group: linear, and exact.
 */
#include "engine/store/cube.h"

#include <stdlib.h>
#include <string.h>

enum dimension { BY_SESSION, BY_DAY, BY_ORGANISATION, BY_MUNICIPALITY, DIMENSIONS };

/* What presence says about a registration. */
struct attended_mark {
    bool present, attendee, staff;
    int64_t seconds;
};

/* Pairs (group, person), to count the distinct persons of each group. */
struct pairs {
    uint32_t *group, *person, *sorted;
    size_t count, capacity;
};

struct work {
    struct arena *arena, *scratch;
    const struct edition *edition;
    struct cube *cube;
    struct attended_mark *marks; /* per registration */
    uint32_t *day_of_session;    /* number in cube.days */
    struct pairs pairs;
    uint32_t *stamp; /* per person: the group that saw it last, plus 1 */
};

static void add_pair(struct work *work, uint32_t group, uint32_t person)
{
    struct pairs *pairs = &work->pairs;
    if (pairs->count == pairs->capacity) {
        size_t capacity = 2 * pairs->capacity + 1024;
        uint32_t **arrays[] = {&pairs->group, &pairs->person, &pairs->sorted};
        for (size_t i = 0; i < 3; i++) {
            *arrays[i] = arena_grow(work->scratch, *arrays[i], pairs->capacity, capacity,
                                    sizeof **arrays[i]);
        }
        pairs->capacity = capacity;
    }
    pairs->group[pairs->count] = group;
    pairs->person[pairs->count++] = person;
}

/* The number of distinct persons of each of `count` groups; empties the pairs. */
static const int64_t *distinct(struct work *work, size_t count)
{
    struct pairs *pairs = &work->pairs;
    int64_t *result = arena_alloc_array(work->scratch, count + 1, sizeof *result);
    /* next[g + 1] is where the next person of group g goes; afterwards, where the group ends. */
    size_t *next = arena_alloc_array(work->scratch, count + 3, sizeof *next);
    for (size_t i = 0; i < pairs->count; i++) {
        next[pairs->group[i] + 2]++;
    }
    for (size_t g = 1; g < count + 1; g++) {
        next[g + 1] += next[g];
    }
    for (size_t i = 0; i < pairs->count; i++) {
        pairs->sorted[next[pairs->group[i] + 1]++] = pairs->person[i];
    }
    memset(work->stamp, 0, (work->edition->persons_count + 1) * sizeof *work->stamp);
    for (size_t g = 0; g < count; g++) {
        for (size_t i = next[g]; i < next[g + 1]; i++) {
            uint32_t person = pairs->sorted[i];
            result[g] += work->stamp[person] != (uint32_t)g + 1;
            work->stamp[person] = (uint32_t)g + 1;
        }
    }
    pairs->count = 0;
    return result;
}

static bool is_direct(const struct edition *edition, uint32_t organisation)
{
    if (organisation == NONE) {
        return false;
    }
    const struct organisation *body = &edition->organisations[organisation];
    return body->kind == ORGANISATION_MUNICIPALITY && body->status == MATCH_CERTAIN &&
           !body->waits && body->code_count > 0;
}

static int by_day(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

static void number_days(struct work *work)
{
    const struct edition *edition = work->edition;
    struct cube *cube = work->cube;
    size_t count = edition->sessions_count;
    int64_t *days = arena_alloc_array(work->scratch, count + 1, sizeof *days);
    for (size_t i = 0; i < count; i++) {
        days[i] = edition->sessions[i].day;
    }
    qsort(days, count, sizeof *days, by_day);
    cube->days = arena_alloc_array(work->arena, count + 1, sizeof *cube->days);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || days[i] != days[i - 1]) {
            cube->days[cube->day_count++].day = days[i];
        }
    }
    work->day_of_session = arena_alloc_array(work->scratch, count + 1, sizeof(uint32_t));
    for (size_t i = 0; i < count; i++) {
        const struct day_count *day = bsearch(&edition->sessions[i].day, cube->days,
                                              cube->day_count, sizeof *cube->days, by_day);
        work->day_of_session[i] = (uint32_t)(day - cube->days);
    }
}

static void prepare(struct work *work)
{
    const struct edition *edition = work->edition;
    struct cube *cube = work->cube;
    cube->session_count = edition->sessions_count;
    cube->sessions =
        arena_alloc_array(work->arena, cube->session_count + 1, sizeof *cube->sessions);
    for (uint32_t i = 0; i < cube->session_count; i++) {
        cube->sessions[i].session = i;
    }
    /* One more than there are municipalities: the last is "not known". */
    cube->municipality_count = edition->municipalities_count + 1;
    cube->municipalities =
        arena_alloc_array(work->arena, cube->municipality_count, sizeof *cube->municipalities);
    for (uint32_t i = 0; i < cube->municipality_count; i++) {
        cube->municipalities[i].municipality = i < edition->municipalities_count ? i : NONE;
    }
    cube->organisation_count = edition->organisations_count;
    cube->organisations =
        arena_alloc_array(work->arena, cube->organisation_count + 1, sizeof *cube->organisations);
    for (uint32_t i = 0; i < cube->organisation_count; i++) {
        cube->organisations[i].organisation = i;
    }
    for (size_t i = 0; i < edition->sessions_count; i++) {
        const struct session *session = &edition->sessions[i];
        if (session->host_organisation != NONE && session->status != SESSION_CANCELLED) {
            cube->organisations[session->host_organisation].hosted++;
        }
    }
    number_days(work);
    work->stamp = arena_alloc_array(work->scratch, edition->persons_count + 1, sizeof *work->stamp);
    work->marks =
        arena_alloc_array(work->scratch, edition->registrations_count + 1, sizeof *work->marks);
    for (size_t i = 0; i < edition->presences_count; i++) {
        const struct presence *presence = &edition->presences[i];
        if (presence->registration != NONE) {
            struct attended_mark *mark = &work->marks[presence->registration];
            mark->present = true;
            mark->attendee |= presence->attendee;
            mark->staff |= presence->staff;
            mark->seconds += presence->seconds;
        }
    }
}

/* Only such sessions count in rates: what was not measured is not zero. */
static bool is_rated(const struct session *session)
{
    return session->status != SESSION_CANCELLED && session->attendance_measured &&
           session->registration_measured;
}

static void add_registration(struct counts *counts, const struct attended_mark *mark, bool staff,
                             bool rated)
{
    counts->registrations++;
    counts->short_visits += mark->present && !mark->attendee;
    counts->rated += rated;
    counts->rated_attended += rated && mark->attendee;
    counts->registrations_staff += staff;
    counts->attended += mark->attendee;
    counts->attended_staff += mark->attendee && staff;
    counts->attended_seconds += mark->seconds;
}

static void add_presence(struct counts *counts, const struct presence *presence, bool walk_in)
{
    counts->present++;
    counts->seconds += presence->seconds;
    counts->attendees += presence->attendee;
    counts->attendees_staff += presence->attendee && presence->staff;
    counts->seconds_staff += presence->staff ? presence->seconds : 0;
    counts->walkins += walk_in;
}

static size_t group_count(const struct work *work, enum dimension dimension)
{
    const struct cube *cube = work->cube;
    const size_t counts[] = {cube->session_count, cube->day_count, cube->organisation_count,
                             cube->municipality_count};
    return counts[dimension];
}

static struct counts *group_counts(const struct work *work, enum dimension dimension, size_t group)
{
    struct cube *cube = work->cube;
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

/* The groups of a row: one, or none, or the several municipalities that its organisation names.
 * `single` is room for one. */
static size_t groups_of(const struct work *work, enum dimension dimension, uint32_t session,
                        uint32_t organisation, uint32_t *single, const uint32_t **groups)
{
    *groups = single;
    switch (dimension) {
    case BY_SESSION:
        *single = session;
        return 1;
    case BY_DAY:
        *single = work->day_of_session[session];
        return 1;
    case BY_ORGANISATION:
        *single = organisation;
        return organisation != NONE;
    default:
        if (is_direct(work->edition, organisation)) {
            *groups = work->edition->organisations[organisation].codes;
            return work->edition->organisations[organisation].code_count;
        }
        *single = (uint32_t)work->edition->municipalities_count;
        return 1;
    }
}

static void count_registrations(struct work *work, enum dimension dimension)
{
    const struct edition *edition = work->edition;
    for (size_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *row = &edition->registrations[i];
        if (row->status != REGISTRATION_LIVE) {
            continue;
        }
        uint32_t single;
        const uint32_t *groups;
        size_t count =
            groups_of(work, dimension, row->session, row->organisation, &single, &groups);
        for (size_t g = 0; g < count; g++) {
            add_registration(group_counts(work, dimension, groups[g]), &work->marks[i],
                             row->staff || work->marks[i].staff,
                             is_rated(&edition->sessions[row->session]));
            add_pair(work, groups[g], row->person);
        }
    }
    const int64_t *persons = distinct(work, group_count(work, dimension));
    for (size_t g = 0; g < group_count(work, dimension); g++) {
        group_counts(work, dimension, g)->persons = persons[g];
    }
}

static bool is_live(const struct edition *edition, uint32_t registration)
{
    return registration != NONE && edition->registrations[registration].status == REGISTRATION_LIVE;
}

static void count_presences(struct work *work, enum dimension dimension)
{
    const struct edition *edition = work->edition;
    for (size_t i = 0; i < edition->presences_count; i++) {
        const struct presence *row = &edition->presences[i];
        bool walk_in = row->attendee && !row->staff && !is_live(edition, row->registration);
        uint32_t single;
        const uint32_t *groups;
        size_t count =
            groups_of(work, dimension, row->session, row->organisation, &single, &groups);
        for (size_t g = 0; g < count; g++) {
            add_presence(group_counts(work, dimension, groups[g]), row, walk_in);
            if (row->attendee) {
                add_pair(work, groups[g], row->person);
            }
        }
    }
    const int64_t *people = distinct(work, group_count(work, dimension));
    for (size_t g = 0; g < group_count(work, dimension); g++) {
        group_counts(work, dimension, g)->people = people[g];
    }
}

/* What only sessions count. */
static void count_the_rest(struct work *work)
{
    const struct edition *edition = work->edition;
    for (size_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *row = &edition->registrations[i];
        work->cube->sessions[row->session].pending += row->status == REGISTRATION_PENDING;
        work->cube->sessions[row->session].cancelled += row->status == REGISTRATION_CANCELLED;
    }
    for (size_t i = 0; i < edition->presences_count; i++) {
        const struct presence *row = &edition->presences[i];
        work->cube->sessions[row->session].without_minutes += !row->has_minutes;
    }
}

/* What a person did in the edition, as bits. */
enum deed {
    DEED_REGISTERED = 1,
    DEED_REGISTERED_NOT_STAFF = 2,
    DEED_ATTENDED = 4,
    DEED_ATTENDED_NOT_STAFF = 8,
    DEED_LOW = 16 /* attended, also under another key */
};

static void count_people(struct work *work)
{
    const struct edition *edition = work->edition;
    struct edition_count *count = &work->cube->edition;
    unsigned char *deeds = arena_alloc_array(work->scratch, edition->persons_count + 1, 1);
    for (size_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *row = &edition->registrations[i];
        if (row->status == REGISTRATION_LIVE) {
            bool staff = row->staff || work->marks[i].staff;
            deeds[row->person] |= DEED_REGISTERED | (staff ? 0 : DEED_REGISTERED_NOT_STAFF);
        }
    }
    for (size_t i = 0; i < edition->presences_count; i++) {
        const struct presence *row = &edition->presences[i];
        if (row->attendee) {
            const struct person *person = &edition->persons[row->person];
            deeds[row->person] |= DEED_ATTENDED | (row->staff ? 0 : DEED_ATTENDED_NOT_STAFF);
            deeds[person->same_name == NONE ? row->person : person->same_name] |= DEED_LOW;
            count->attended_high += !person->has_address;
        }
    }
    for (size_t i = 0; i < edition->persons_count; i++) {
        int did = deeds[i];
        count->registered += (did & DEED_REGISTERED) != 0;
        count->registered_staff +=
            (did & (DEED_REGISTERED | DEED_REGISTERED_NOT_STAFF)) == DEED_REGISTERED;
        count->attended += (did & DEED_ATTENDED) != 0;
        count->attended_staff += (did & (DEED_ATTENDED | DEED_ATTENDED_NOT_STAFF)) == DEED_ATTENDED;
        count->both += (did & DEED_REGISTERED) != 0 && (did & DEED_ATTENDED) != 0;
        count->attended_low += (did & DEED_LOW) != 0;
        count->attended_by_name += (did & DEED_ATTENDED) != 0 && !edition->persons[i].has_address;
        count->attended_high += (did & DEED_ATTENDED) != 0 && edition->persons[i].has_address;
    }
}

/* A table of bits, sessions by municipalities, then its ones. */
static void list_session_municipalities(struct work *work)
{
    const struct edition *edition = work->edition;
    struct cube *cube = work->cube;
    size_t width = (edition->municipalities_count + 7) / 8;
    size_t count = 0;
    unsigned char *bits =
        arena_alloc_array(work->scratch, edition->sessions_count * width + 1, sizeof *bits);
    for (size_t i = 0; i < edition->presences_count; i++) {
        const struct presence *row = &edition->presences[i];
        if (!row->attendee || !is_direct(edition, row->organisation)) {
            continue;
        }
        const struct organisation *body = &edition->organisations[row->organisation];
        for (size_t c = 0; c < body->code_count; c++) {
            unsigned char *byte = &bits[row->session * width + body->codes[c] / 8];
            unsigned char bit = (unsigned char)(1u << body->codes[c] % 8);
            count += (*byte & bit) == 0;
            *byte |= bit;
        }
    }
    cube->session_municipalities =
        arena_alloc_array(work->arena, count + 1, sizeof *cube->session_municipalities);
    for (uint32_t s = 0; s < edition->sessions_count; s++) {
        for (uint32_t m = 0; m < edition->municipalities_count; m++) {
            if ((bits[s * width + m / 8] >> m % 8 & 1) != 0) {
                cube->session_municipalities[cube->session_municipality_count++] =
                    (struct session_municipality){s, m};
            }
        }
    }
}

struct cube cube_create(struct arena *arena, const struct edition *edition)
{
    struct cube cube = {0};
    struct arena *scratch = arena_create();
    struct work work = {.arena = arena, .scratch = scratch, .edition = edition, .cube = &cube};
    prepare(&work);
    for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
        count_registrations(&work, (enum dimension)dimension);
        count_presences(&work, (enum dimension)dimension);
    }
    count_the_rest(&work);
    count_people(&work);
    list_session_municipalities(&work);
    cube_count_forms(arena, edition, &cube);
    arena_destroy(scratch);
    return cube;
}
