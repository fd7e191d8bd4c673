/* employer: where somebody works when the row itself does not say: what any of that person's rows
 * says; else the domain of the person's address. A presence list without a column for it, or an
 * answer such as "nvt", does not take away what a sign-up list told (DESIGN.md section 5, 8 and
 * 21).
 */
#include "engine/settle/collect.h"

struct employer {
    uint32_t organisation, spelling;
};

struct employers {
    struct settle *settle;
    const struct organisation_door *door;
    struct employer *of; /* by person */
    size_t unknown;      /* persons of whom nothing was learned */
};

static void learn(struct employers *employers, uint32_t person, uint32_t organisation,
                  uint32_t spelling)
{
    struct employer *known = &employers->of[person];
    if (known->organisation == NONE && organisation != NONE) {
        *known = (struct employer){organisation, spelling};
        employers->unknown--;
    }
}

static void learn_from_row(struct employers *employers, const struct raw_row *row)
{
    if (row->person == NONE || row->organisation == INTERN_NONE ||
        employers->of[row->person].organisation != NONE) {
        return;
    }
    struct employer said;
    settle_organisation(employers->settle, employers->door, row, &said.organisation,
                        &said.spelling);
    learn(employers, row->person, said.organisation, said.spelling);
}

/* Registrations go before presence, presence before any other row that bears the person; what comes
 * last is seldom needed. */
static void learn_all(struct employers *employers, const struct edition *edition)
{
    struct settle *settle = employers->settle;
    for (size_t i = 0; i < edition->registrations_count && employers->unknown > 0; i++) {
        const struct registration *row = &edition->registrations[i];
        learn(employers, row->person, row->organisation, row->spelling);
    }
    for (size_t i = 0; i < edition->presences_count && employers->unknown > 0; i++) {
        const struct presence *row = &edition->presences[i];
        learn(employers, row->person, row->organisation, row->spelling);
    }
    STRETCH_EACH (at, settle, SAYS_ORGANISATION) {
        for (uint32_t i = at->first; i < at->end && employers->unknown > 0; i++) {
            learn_from_row(employers, &settle->rows.items[i]);
        }
    }
}

/* `spelling` stays when the row gave one: an answer that waits for a decision still waits. */
static void fill_gap(const struct employers *employers, uint32_t person, uint32_t *organisation,
                     uint32_t *spelling)
{
    struct settle *settle = employers->settle;
    if (*organisation != NONE) {
        return;
    }
    struct employer employer = employers->of[person];
    if (employer.organisation == NONE) {
        bool contradicted;
        const char *domain = settle_domain(settle, settle->person_mail.items[person]);
        employers->door->resolve(employers->door->context, NULL, domain, NULL,
                                 &employer.organisation, &employer.spelling, &contradicted);
        if (employer.spelling != NONE) {
            employers->door->count(employers->door->context, employer.spelling);
        }
    }
    *organisation = employer.organisation;
    *spelling = *spelling == NONE ? employer.spelling : *spelling;
}

void employer_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition)
{
    size_t count = settle->persons.count;
    struct employers employers = {.settle = settle, .door = door, .unknown = count};
    employers.of = arena_alloc_full(settle->arena, count + 1, sizeof *employers.of);
    for (size_t i = 0; i < count; i++) {
        employers.of[i] = (struct employer){NONE, NONE};
    }
    learn_all(&employers, edition);
    settle->employer = arena_alloc_full(settle->arena, count + 1, sizeof *settle->employer);
    for (size_t i = 0; i < count; i++) {
        settle->employer[i] = employers.of[i].organisation;
    }
    if (settle->unnamed == 0) {
        return;
    }
    for (size_t i = 0; i < edition->registrations_count; i++) {
        struct registration *row = &edition->registrations[i];
        fill_gap(&employers, row->person, &row->organisation, &row->spelling);
    }
    for (size_t i = 0; i < edition->presences_count; i++) {
        struct presence *row = &edition->presences[i];
        fill_gap(&employers, row->person, &row->organisation, &row->spelling);
    }
}
