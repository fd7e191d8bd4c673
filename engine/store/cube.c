/* cube: see cube.h. Every registration and every presence is looked at once: it adds to the tally
 * of its session and to that of its organisation. A tally counts rows by what is true of them, so
 * that one addition does where a row has a part in eight counts. Tallies add up: those of a day are
 * the sum of its sessions', those of a municipality of its organisations'. Only distinct persons do
 * not (cube_people.c). */
#include "engine/store/cube.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/store/cube_work.h"

/* What is true of a live registration, and of a presence. */
enum {
    WAS_PRESENT = MARK_PRESENT,
    WAS_ATTENDED = MARK_ATTENDED,
    WAS_STAFF = MARK_STAFF,
    WAS_RATED = 8,
    REGISTRATION_KINDS = 16,
    IS_ATTENDEE = 1,
    IS_STAFF = 2,
    IS_WALK_IN = 4,
    PRESENCE_KINDS = 8
};

/* Rows of each kind. */
struct tally {
    uint32_t registrations[REGISTRATION_KINDS]; /* live */
    uint32_t presences[PRESENCE_KINDS];
    int64_t attended_seconds;
    int64_t seconds, seconds_staff;
};

/* Which municipalities had attendees in which sessions: bits, a line for each session. */
struct meetings {
    unsigned char *bits;
    size_t width; /* bytes of a session */
};

/* One per group; after the last organisation, one for the rows without an organisation. */
struct tallies {
    struct tally *of[CUBE_DIMENSIONS];
    bool *rated; /* per session */
    struct meetings meetings;
};

/* -- what is known before the rows ----------------------------------------------------------------
 */

static int by_day(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

static void number_days(struct cube_work *work)
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

static bool stands_for_itself(const struct organisation *body)
{
    return body->kind == ORGANISATION_MUNICIPALITY && body->status == MATCH_CERTAIN &&
           !body->waits && body->code_count > 0;
}

static struct own_municipalities without_repeats(struct arena *arena,
                                                 const struct organisation *body)
{
    uint32_t *numbers = arena_alloc_array(arena, body->code_count, sizeof *numbers);
    size_t count = 0;
    for (size_t i = 0; i < body->code_count; i++) {
        if (i == 0 || body->codes[i] != body->codes[i - 1]) {
            numbers[count++] = body->codes[i];
        }
    }
    return (struct own_municipalities){numbers, count};
}

/* What is no municipality, or not known, counts in the last one. */
static void number_municipalities(struct cube_work *work)
{
    const struct edition *edition = work->edition;
    uint32_t *unknown = arena_alloc(work->scratch, sizeof *unknown);
    *unknown = (uint32_t)edition->municipalities_count;
    work->municipalities = arena_alloc_array(work->scratch, edition->organisations_count + 1,
                                             sizeof *work->municipalities);
    for (size_t i = 0; i <= edition->organisations_count; i++) {
        bool own =
            i < edition->organisations_count && stands_for_itself(&edition->organisations[i]);
        work->municipalities[i] = own ? without_repeats(work->scratch, &edition->organisations[i])
                                      : (struct own_municipalities){unknown, 1};
    }
}

static void create_groups(struct cube_work *work)
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
}

/* -- the rows -------------------------------------------------------------------------------------
 */

/* Only such sessions count in rates: what was not measured is not zero. */
static bool is_rated(const struct session *session)
{
    return session->status != SESSION_CANCELLED && session->attendance_measured &&
           session->registration_measured;
}

static struct tallies create_tallies(const struct cube_work *work)
{
    const struct edition *edition = work->edition;
    struct tallies tallies;
    for (int dimension = 0; dimension < CUBE_DIMENSIONS; dimension++) {
        size_t count = cube_group_count(work->cube, (enum cube_dimension)dimension);
        tallies.of[dimension] =
            arena_alloc_array(work->scratch, count + 1, sizeof *tallies.of[dimension]);
    }
    tallies.rated = arena_alloc_array(work->scratch, edition->sessions_count + 1, sizeof(bool));
    for (size_t i = 0; i < edition->sessions_count; i++) {
        tallies.rated[i] = is_rated(&edition->sessions[i]);
    }
    size_t width = (work->cube->municipality_count + 7) / 8;
    tallies.meetings = (struct meetings){
        .bits = arena_alloc_array(work->scratch, edition->sessions_count * width + 1, 1),
        .width = width};
    return tallies;
}

/* What the rows note of registrations and persons. */
static void create_notes(struct cube_work *work)
{
    size_t registrations = work->edition->registrations_count + 1;
    size_t persons = work->edition->persons_count + 1;
    work->marks = arena_alloc_full(work->scratch, registrations, sizeof *work->marks);
    memset(work->marks, 0, registrations * sizeof *work->marks);
    work->deeds = arena_alloc_array(work->scratch, persons, 1);
    work->registered = arena_alloc_array(work->scratch, persons, sizeof *work->registered);
    work->attended = arena_alloc_array(work->scratch, persons, sizeof *work->attended);
}

static struct tally *organisation_tally(const struct tallies *tallies, size_t organisations,
                                        uint32_t organisation)
{
    return &tallies->of[BY_ORGANISATION][organisation == NONE ? organisations : organisation];
}

static void note_meetings(struct meetings *meetings, uint32_t session,
                          const struct own_municipalities *own)
{
    for (size_t k = 0; k < own->count; k++) {
        uint32_t number = own->numbers[k];
        meetings->bits[session * meetings->width + number / 8] |= (unsigned char)(1u << number % 8);
    }
}

static void mark_registration(uint64_t *mark, const struct presence *presence)
{
    *mark |= MARK_PRESENT | (presence->attendee ? MARK_ATTENDED : 0u) |
             (presence->staff ? MARK_STAFF : 0u);
    *mark += (uint64_t)presence->seconds << MARK_BITS;
}

static void note_attendee(const struct cube_work *work, const struct presence *row)
{
    work->attended[row->person]++;
    work->deeds[row->person] |= DEED_ATTENDED | (row->staff ? 0 : DEED_ATTENDED_NOT_STAFF);
}

static void note_live(const struct cube_work *work, uint32_t person, bool staff)
{
    work->registered[person]++;
    work->deeds[person] |= DEED_REGISTERED | (staff ? 0 : DEED_REGISTERED_NOT_STAFF);
}

/* Registrations stand in another order than presences: one is asked for some rows ahead. */
static uint32_t registration_ahead(const struct edition *edition, size_t presence)
{
    enum { AHEAD = 16 };
    size_t last = edition->presences_count - 1;
    return edition->presences[presence + AHEAD < last ? presence + AHEAD : last].registration;
}

static void tally_presences(const struct cube_work *work, struct tallies *tallies)
{
    const struct edition *edition = work->edition;
    for (size_t i = 0; i < edition->presences_count; i++) {
        const struct presence *row = &edition->presences[i];
        uint32_t ahead = registration_ahead(edition, i);
        __builtin_prefetch(ahead == NONE ? NULL : &work->marks[ahead], 1);
        if (row->registration != NONE) {
            mark_registration(&work->marks[row->registration], row);
        }
        if (row->attendee) {
            note_attendee(work, row);
            note_meetings(&tallies->meetings, row->session,
                          cube_municipalities(work, row->organisation));
        }
        work->cube->sessions[row->session].without_minutes += !row->has_minutes;
        bool walk_in = row->attendee && !row->staff && !row->live;
        unsigned kind = (row->attendee ? IS_ATTENDEE : 0u) | (row->staff ? IS_STAFF : 0u) |
                        (walk_in ? IS_WALK_IN : 0u);
        struct tally *groups[] = {
            &tallies->of[BY_SESSION][row->session],
            organisation_tally(tallies, edition->organisations_count, row->organisation)};
        for (size_t g = 0; g < 2; g++) {
            groups[g]->presences[kind]++;
            groups[g]->seconds += row->seconds;
            groups[g]->seconds_staff += row->staff ? row->seconds : 0;
        }
    }
}

/* After the presences, which leave their marks. */
static void tally_registrations(const struct cube_work *work, const struct tallies *tallies)
{
    const struct edition *edition = work->edition;
    for (size_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *row = &edition->registrations[i];
        struct session_count *session = &work->cube->sessions[row->session];
        session->pending += row->status == REGISTRATION_PENDING;
        session->cancelled += row->status == REGISTRATION_CANCELLED;
        if (row->status != REGISTRATION_LIVE) {
            continue;
        }
        uint64_t mark = work->marks[i];
        unsigned kind = (mark & (MARK_PRESENT | MARK_ATTENDED | MARK_STAFF)) |
                        (row->staff ? WAS_STAFF : 0u) |
                        (tallies->rated[row->session] ? WAS_RATED : 0u);
        note_live(work, row->person, (kind & WAS_STAFF) != 0);
        struct tally *groups[] = {
            &tallies->of[BY_SESSION][row->session],
            organisation_tally(tallies, edition->organisations_count, row->organisation)};
        for (size_t g = 0; g < 2; g++) {
            groups[g]->registrations[kind]++;
            groups[g]->attended_seconds += (int64_t)(mark >> MARK_BITS);
        }
    }
}

/* -- tallies to counts ----------------------------------------------------------------------------
 */

static void add_tally(struct tally *sum, const struct tally *part)
{
    for (size_t kind = 0; kind < REGISTRATION_KINDS; kind++) {
        sum->registrations[kind] += part->registrations[kind];
    }
    for (size_t kind = 0; kind < PRESENCE_KINDS; kind++) {
        sum->presences[kind] += part->presences[kind];
    }
    sum->attended_seconds += part->attended_seconds;
    sum->seconds += part->seconds;
    sum->seconds_staff += part->seconds_staff;
}

static void add_up(const struct cube_work *work, const struct tallies *tallies)
{
    for (size_t i = 0; i < work->cube->session_count; i++) {
        add_tally(&tallies->of[BY_DAY][work->day_of_session[i]], &tallies->of[BY_SESSION][i]);
    }
    for (size_t i = 0; i <= work->cube->organisation_count; i++) {
        const struct own_municipalities *own = &work->municipalities[i];
        for (size_t k = 0; k < own->count; k++) {
            add_tally(&tallies->of[BY_MUNICIPALITY][own->numbers[k]],
                      &tallies->of[BY_ORGANISATION][i]);
        }
    }
}

/* The rows of which all of `wanted` is true. */
static int64_t rows_that_are(const uint32_t *rows, unsigned kinds, unsigned wanted)
{
    int64_t sum = 0;
    for (unsigned kind = 0; kind < kinds; kind++) {
        sum += (kind & wanted) == wanted ? rows[kind] : 0;
    }
    return sum;
}

static struct counts counts_of(const struct tally *tally)
{
#define REGISTRATIONS(wanted) rows_that_are(tally->registrations, REGISTRATION_KINDS, wanted)
#define PRESENCES(wanted) rows_that_are(tally->presences, PRESENCE_KINDS, wanted)
    return (struct counts){
        .registrations = REGISTRATIONS(0),
        .attended = REGISTRATIONS(WAS_ATTENDED),
        .short_visits = REGISTRATIONS(WAS_PRESENT) - REGISTRATIONS(WAS_PRESENT | WAS_ATTENDED),
        .rated = REGISTRATIONS(WAS_RATED),
        .rated_attended = REGISTRATIONS(WAS_RATED | WAS_ATTENDED),
        .attended_seconds = tally->attended_seconds,
        .attendees = PRESENCES(IS_ATTENDEE),
        .present = PRESENCES(0),
        .seconds = tally->seconds,
        .walkins = PRESENCES(IS_WALK_IN),
        .registrations_staff = REGISTRATIONS(WAS_STAFF),
        .attended_staff = REGISTRATIONS(WAS_ATTENDED | WAS_STAFF),
        .attendees_staff = PRESENCES(IS_ATTENDEE | IS_STAFF),
        .seconds_staff = tally->seconds_staff,
    };
#undef REGISTRATIONS
#undef PRESENCES
}

/* The ones of a line of the table, as a JSON array; NULL when there is none. */
static const char *municipalities_of(struct arena *arena, const unsigned char *bits, size_t count)
{
    struct text list = text_create(arena);
    for (size_t m = 0; m < count; m++) {
        if ((bits[m / 8] >> m % 8 & 1) != 0) {
            char number[NUMBER_TEXT];
            number_write_integer((int64_t)m, number);
            text_add_char(&list, list.size == 0 ? '[' : ',');
            text_add(&list, number);
        }
    }
    if (list.size == 0) {
        return NULL;
    }
    text_add_char(&list, ']');
    return list.bytes;
}

/* The municipality that is not known is no one's. */
static void list_session_municipalities(struct cube_work *work, const struct meetings *meetings)
{
    const struct edition *edition = work->edition;
    struct cube *cube = work->cube;
    cube->session_municipalities = arena_alloc_array(work->arena, edition->sessions_count + 1,
                                                     sizeof *cube->session_municipalities);
    for (uint32_t s = 0; s < edition->sessions_count; s++) {
        const char *list = municipalities_of(work->arena, &meetings->bits[s * meetings->width],
                                             edition->municipalities_count);
        if (list != NULL) {
            cube->session_municipalities[cube->session_municipality_count++] =
                (struct session_municipality){s, list};
        }
    }
}

static void count_rows(struct cube_work *work)
{
    struct cube *cube = work->cube;
    struct tallies tallies = create_tallies(work);
    create_notes(work);
    tally_presences(work, &tallies);
    tally_registrations(work, &tallies);
    add_up(work, &tallies);
    for (int dimension = 0; dimension < CUBE_DIMENSIONS; dimension++) {
        for (size_t i = 0; i < cube_group_count(cube, (enum cube_dimension)dimension); i++) {
            *cube_counts(cube, (enum cube_dimension)dimension, i) =
                counts_of(&tallies.of[dimension][i]);
        }
    }
    list_session_municipalities(work, &tallies.meetings);
}

struct cube cube_create(struct arena *arena, const struct edition *edition)
{
    struct cube cube = {0};
    struct arena *scratch = arena_create();
    struct cube_work work = {.arena = arena, .scratch = scratch, .edition = edition, .cube = &cube};
    create_groups(&work);
    number_days(&work);
    number_municipalities(&work);
    count_rows(&work);
    cube_count_people(&work);
    cube_count_participation(&work);
    cube_count_forms(arena, edition, &cube);
    arena_destroy(scratch);
    return cube;
}
