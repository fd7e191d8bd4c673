/* make_edition: settled editions without files, for tests of the store and the ledger.
 *
 *     struct made *made = make_edition(arena, "2023");
 *     uint32_t venlo = make_municipality(made, "GM0983", "Venlo", "Limburg", 101988);
 *     uint32_t body = make_organisation(made, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN, &venlo, 1);
 *     uint32_t session = make_session(made, "Opening", day);
 *     uint32_t person = make_person(made, true);
 *     uint32_t registration = make_registration(made, person, session, body);
 *     make_presence(made, person, session, body, 3600, true, registration);
 *     const struct edition *edition = make_done(made);
 */
#ifndef TESTS_SUPPORT_MAKE_EDITION_H
#define TESTS_SUPPORT_MAKE_EDITION_H

#include "engine/base/random.h"
#include "engine/base/vector.h"
#include "engine/record/edition.h"

struct made {
    struct arena *arena;
    struct edition edition;
    VECTOR(struct municipality) municipalities;
    VECTOR(struct organisation) organisations;
    VECTOR(struct spelling) spellings;
    VECTOR(struct session) sessions;
    VECTOR(struct person) persons;
    VECTOR(struct registration) registrations;
    VECTOR(struct presence) presences;
    VECTOR(struct edition_question) questions;
    VECTOR(struct response) responses;
    VECTOR(struct answer) answers;
    VECTOR(struct second_sign) second_signs;
    VECTOR(struct own_figure) own_figures;
    VECTOR(struct cost) costs;
};

/* One source, "aanmeldingen.csv"; every row that is made counts as one used row of it. */
struct made *make_edition(struct arena *arena, const char *id);
uint32_t make_municipality(struct made *made, const char *code, const char *name,
                           const char *province, int64_t population);
uint32_t make_organisation(struct made *made, enum organisation_kind kind, enum match_status status,
                           const uint32_t *codes, size_t count);
/* Held, in the programme, measured both ways. */
uint32_t make_session(struct made *made, const char *title, int64_t day);
uint32_t make_person(struct made *made, bool has_address);
/* Live. */
uint32_t make_registration(struct made *made, uint32_t person, uint32_t session,
                           uint32_t organisation);
uint32_t make_presence(struct made *made, uint32_t person, uint32_t session, uint32_t organisation,
                       int64_t seconds, bool attendee, uint32_t registration);
uint32_t make_question(struct made *made, enum question_kind kind, const char *text);
void make_answer(struct made *made, uint32_t session, uint32_t question, double number);
/* Hands out the arrays; more may be made afterwards, and make_done called again. */
const struct edition *make_done(struct made *made);

/* A random edition: some municipalities, partnerships, other bodies, sessions of every kind, people
 * who register, cancel, come, leave early, walk in. */
struct made *make_random_edition(struct arena *arena, uint64_t seed, size_t registrations);

#endif
