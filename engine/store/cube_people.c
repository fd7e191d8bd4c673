/* cube_people: distinct persons. The rows are put in the order of their persons (a counting sort),
 * with no more of each than its session and organisation; then they are walked person after person,
 * and a group remembers who was counted in it last. Linear, and exact. */
#include "engine/store/cube_work.h"

/* What is kept of a row. */
struct visit {
    uint32_t session, organisation;
};

/* Rows by person: those of person p are rows[ends[p - 1]] up to rows[ends[p]]. */
struct visits {
    struct visit *rows;
    uint32_t *ends; /* with a 0 before the first */
};

/* Persons of each group, and the person that was counted in it last, plus 1. */
struct group {
    uint32_t persons, last;
};

struct groups {
    struct group *of[CUBE_DIMENSIONS];
};

static struct groups create_groups(const struct cube_work *work)
{
    struct groups groups;
    for (int dimension = 0; dimension < CUBE_DIMENSIONS; dimension++) {
        size_t count = cube_group_count(work->cube, (enum cube_dimension)dimension);
        groups.of[dimension] = arena_alloc_array(work->scratch, count + 1, sizeof(struct group));
    }
    return groups;
}

/* `rows` says how many each person has. Where the rows of p go is next[p]: behind those of all
 * persons before; when all rows have gone there it is where they end. */
static struct visits create_visits(const struct cube_work *work, const uint32_t *rows,
                                   uint32_t **next)
{
    size_t persons = work->edition->persons_count;
    uint32_t *ends = arena_alloc_full(work->scratch, persons + 2, sizeof *ends);
    uint32_t sum = 0;
    ends[0] = 0;
    for (size_t p = 0; p < persons; p++) {
        ends[p + 1] = sum;
        sum += rows[p];
    }
    *next = ends + 1;
    return (struct visits){
        .rows = arena_alloc_full(work->scratch, (size_t)sum + 1, sizeof(struct visit)),
        .ends = ends};
}

static struct visits live_registrations(const struct cube_work *work)
{
    const struct edition *edition = work->edition;
    uint32_t *next;
    struct visits visits = create_visits(work, work->registered, &next);
    for (size_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *row = &edition->registrations[i];
        if (row->status == REGISTRATION_LIVE) {
            visits.rows[next[row->person]++] = (struct visit){row->session, row->organisation};
        }
    }
    return visits;
}

static struct visits attendances(const struct cube_work *work)
{
    const struct edition *edition = work->edition;
    uint32_t *next;
    struct visits visits = create_visits(work, work->attended, &next);
    for (size_t i = 0; i < edition->presences_count; i++) {
        const struct presence *row = &edition->presences[i];
        if (row->attendee) {
            visits.rows[next[row->person]++] = (struct visit){row->session, row->organisation};
        }
    }
    return visits;
}

static void count_in(struct group *group, uint32_t person)
{
    group->persons += group->last != person + 1;
    group->last = person + 1;
}

/* Counts every person once in every group that one of its rows is in. */
static struct groups count_persons(const struct cube_work *work, const struct visits *visits)
{
    struct groups groups = create_groups(work);
    for (uint32_t person = 0; person < work->edition->persons_count; person++) {
        for (size_t i = visits->ends[person]; i < visits->ends[person + 1]; i++) {
            const struct visit *row = &visits->rows[i];
            const struct own_municipalities *own = cube_municipalities(work, row->organisation);
            count_in(&groups.of[BY_SESSION][row->session], person);
            count_in(&groups.of[BY_DAY][work->day_of_session[row->session]], person);
            if (row->organisation != NONE) {
                count_in(&groups.of[BY_ORGANISATION][row->organisation], person);
            }
            for (size_t k = 0; k < own->count; k++) {
                count_in(&groups.of[BY_MUNICIPALITY][own->numbers[k]], person);
            }
        }
    }
    return groups;
}

/* -- of the edition -------------------------------------------------------------------------------
 */

/* Who also attended under another key. */
static void find_low(const struct cube_work *work)
{
    const struct edition *edition = work->edition;
    for (size_t i = 0; i < edition->persons_count; i++) {
        uint32_t same = edition->persons[i].same_name;
        bool came = (work->deeds[i] & DEED_ATTENDED) != 0;
        work->deeds[same == NONE ? i : same] |= came ? DEED_LOW : 0;
    }
}

static void count_edition(const struct cube_work *work)
{
    const struct edition *edition = work->edition;
    struct edition_count *count = &work->cube->edition;
    for (size_t i = 0; i < edition->persons_count; i++) {
        int did = work->deeds[i];
        bool came = (did & DEED_ATTENDED) != 0;
        bool by_name = !edition->persons[i].has_address;
        count->registered += (did & DEED_REGISTERED) != 0;
        count->registered_staff +=
            (did & (DEED_REGISTERED | DEED_REGISTERED_NOT_STAFF)) == DEED_REGISTERED;
        count->attended += came;
        count->attended_staff += (did & (DEED_ATTENDED | DEED_ATTENDED_NOT_STAFF)) == DEED_ATTENDED;
        count->both += (did & DEED_REGISTERED) != 0 && came;
        count->attended_low += (did & DEED_LOW) != 0;
        count->attended_by_name += came && by_name;
        count->attended_high += by_name ? work->attended[i] : came;
    }
}

void cube_count_people(struct cube_work *work)
{
    const struct visits registered = live_registrations(work);
    const struct visits attended = attendances(work);
    const struct groups persons = count_persons(work, &registered);
    const struct groups people = count_persons(work, &attended);
    for (int dimension = 0; dimension < CUBE_DIMENSIONS; dimension++) {
        for (size_t i = 0; i < cube_group_count(work->cube, (enum cube_dimension)dimension); i++) {
            struct counts *counts = cube_counts(work->cube, (enum cube_dimension)dimension, i);
            counts->persons = persons.of[dimension][i].persons;
            counts->people = people.of[dimension][i].persons;
        }
    }
    find_low(work);
    count_edition(work);
}
