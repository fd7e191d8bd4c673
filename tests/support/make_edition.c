/* make_edition: see make_edition.h. */
#include "tests/support/make_edition.h"

#include <stdio.h>
#include <string.h>

enum { DAY_2023 = 19635 /* 2023-10-05 */ };

struct made *make_edition(struct arena *arena, const char *id)
{
    struct made *made = arena_alloc(arena, sizeof *made);
    made->arena = arena;
    struct edition *edition = &made->edition;
    edition->id = id;
    edition->settings = (struct edition_settings){.name = "Week van de Proef",
                                                  .year = 2023,
                                                  .first_day = DAY_2023,
                                                  .last_day = DAY_2023 + 4,
                                                  .reference_day = DAY_2023,
                                                  .minutes = 15,
                                                  .small_count = 5,
                                                  .match = "fuzzy",
                                                  .retention_day = INT64_MIN};
    hash_text_of("settings", 8, edition->settings_hash);
    hash_text_of(id, strlen(id), edition->inputs_hash);
    edition->population_year = 2023;
    edition->newest_input = (int64_t)(DAY_2023 + 4) * 86400;
    edition->sources = arena_alloc_array(arena, 1, sizeof *edition->sources);
    edition->sources_count = 1;
    edition->sources[0] = (struct source){.path = "aanmeldingen.csv",
                                          .kind = SOURCE_REGISTRATION_ATTENDANCE,
                                          .format = FORMAT_LIST,
                                          .delimiter = ';',
                                          .why = "koppen: naam, e-mail, sessie"};
    hash_text_of("bytes", 5, edition->sources[0].hash);
    return made;
}

static uint32_t used_row(struct made *made)
{
    struct source *source = &made->edition.sources[0];
    source->rows_read++;
    source->rows_used++;
    return (uint32_t)source->rows_read + 1;
}

uint32_t make_municipality(struct made *made, const char *code, const char *name,
                           const char *province, int64_t population)
{
    *VECTOR_PUSH(made->arena, &made->municipalities) =
        (struct municipality){.code = arena_strdup(made->arena, code),
                              .name = arena_strdup(made->arena, name),
                              .province = province,
                              .population = population,
                              .population_before = population - population / 100,
                              .population_after = population + population / 100};
    return (uint32_t)made->municipalities.count - 1;
}

uint32_t make_organisation(struct made *made, enum organisation_kind kind, enum match_status status,
                           const uint32_t *codes, size_t count)
{
    uint32_t number = (uint32_t)made->organisations.count;
    uint32_t *kept = arena_alloc_array(made->arena, count + 1, sizeof *kept);
    for (size_t i = 0; i < count; i++) {
        kept[i] = codes[i];
    }
    const char *name = arena_printf(made->arena, "Organisatie %u", number);
    *VECTOR_PUSH(made->arena, &made->organisations) = (struct organisation){
        .key = arena_printf(made->arena, "org:%u", number),
        .name = kind == ORGANISATION_COMPANY || kind == ORGANISATION_NOBODY ? NULL : name,
        .kind = kind,
        .status = status,
        .codes = kept,
        .code_count = count,
        .adds_residents = kind == ORGANISATION_MUNICIPALITY || kind == ORGANISATION_PARTNERSHIP,
        .members_year = kind == ORGANISATION_PARTNERSHIP ? 2016 : 0};
    *VECTOR_PUSH(made->arena, &made->spellings) = (struct spelling){.text = name,
                                                                    .organisation = number,
                                                                    .method = "exact",
                                                                    .score = 1,
                                                                    .margin = 1,
                                                                    .rows = 0};
    return number;
}

uint32_t make_session(struct made *made, const char *title, int64_t day)
{
    uint32_t number = (uint32_t)made->sessions.count;
    *VECTOR_PUSH(made->arena, &made->sessions) =
        (struct session){.id = arena_printf(made->arena, "S%03u", number + 1),
                         .title = arena_strdup(made->arena, title),
                         .host_organisation = NONE,
                         .day = day,
                         .start = day * 86400 + 36000,
                         .end = day * 86400 + 39600,
                         .in_programme = true,
                         .attendance_measured = true,
                         .registration_measured = true,
                         .source = NONE};
    return number;
}

uint32_t make_person(struct made *made, bool has_address)
{
    uint32_t number = (uint32_t)made->persons.count;
    struct person *person = VECTOR_PUSH(made->arena, &made->persons);
    person->has_address = has_address;
    person->same_name = NONE;
    uint64_t hash = hash_number_of(&number, sizeof number);
    memcpy(person->pseudonym, &hash, sizeof hash);
    return number;
}

uint32_t make_registration(struct made *made, uint32_t person, uint32_t session,
                           uint32_t organisation)
{
    *VECTOR_PUSH(made->arena, &made->registrations) =
        (struct registration){.person = person,
                              .session = session,
                              .organisation = organisation,
                              .spelling = organisation,
                              .status = REGISTRATION_LIVE,
                              .line = used_row(made)};
    return (uint32_t)made->registrations.count - 1;
}

uint32_t make_presence(struct made *made, uint32_t person, uint32_t session, uint32_t organisation,
                       int64_t seconds, bool attendee, uint32_t registration)
{
    bool live =
        registration != NONE && made->registrations.items[registration].status == REGISTRATION_LIVE;
    *VECTOR_PUSH(made->arena, &made->presences) = (struct presence){.person = person,
                                                                    .session = session,
                                                                    .organisation = organisation,
                                                                    .spelling = organisation,
                                                                    .seconds = seconds,
                                                                    .has_minutes = seconds > 0,
                                                                    .attendee = attendee,
                                                                    .registration = registration,
                                                                    .live = live,
                                                                    .line = used_row(made)};
    return (uint32_t)made->presences.count - 1;
}

uint32_t make_question(struct made *made, enum question_kind kind, const char *text)
{
    *VECTOR_PUSH(made->arena, &made->questions) = (struct edition_question){
        .question = {.column = 1, .kind = kind, .text = text, .scale_low = 1, .scale_high = 10}};
    return (uint32_t)made->questions.count - 1;
}

void make_answer(struct made *made, uint32_t session, uint32_t question, double number)
{
    uint32_t response = (uint32_t)made->responses.count;
    *VECTOR_PUSH(made->arena, &made->responses) = (struct response){
        .session = session, .organisation = NONE, .person = NONE, .line = used_row(made)};
    *VECTOR_PUSH(made->arena, &made->answers) = (struct answer){
        .response = response, .question = question, .number = number, .has_number = true};
}

const struct edition *make_done(struct made *made)
{
#define HAND(name)                                                                                 \
    made->edition.name = made->name.items;                                                         \
    made->edition.name##_count = made->name.count
    HAND(municipalities);
    HAND(organisations);
    HAND(spellings);
    HAND(sessions);
    HAND(persons);
    HAND(registrations);
    HAND(presences);
    HAND(questions);
    HAND(responses);
    HAND(answers);
    HAND(second_signs);
    HAND(own_figures);
    HAND(costs);
#undef HAND
    return &made->edition;
}

/* -- random editions ----------------------------------------------------------------------------
 */

static uint32_t below(struct random *random, size_t limit)
{
    return (uint32_t)(random_next(random) % limit);
}

static void make_bodies(struct made *made, struct random *random)
{
    static const char *const provinces[] = {"Drenthe", "Fryslân", "Zeeland"};
    size_t municipalities = 3 + below(random, 20);
    for (size_t i = 0; i < municipalities; i++) {
        char code[32];
        char name[32];
        snprintf(code, sizeof code, "GM%04zu", i + 1);
        snprintf(name, sizeof name, "Gemeente %zu", i + 1);
        make_municipality(made, code, name, provinces[below(random, 3)],
                          900 + below(random, 400000));
    }
    static const enum organisation_kind kinds[] = {
        ORGANISATION_MUNICIPALITY, ORGANISATION_MUNICIPALITY, ORGANISATION_MUNICIPALITY,
        ORGANISATION_PARTNERSHIP,  ORGANISATION_PARTNERSHIP,  ORGANISATION_PROVINCE,
        ORGANISATION_COMPANY,      ORGANISATION_OTHER,        ORGANISATION_NOBODY};
    static const enum match_status statuses[] = {MATCH_CERTAIN, MATCH_CERTAIN, MATCH_PROBABLE,
                                                 MATCH_AMBIGUOUS};
    size_t bodies = 4 + below(random, 30);
    for (size_t i = 0; i < bodies; i++) {
        enum organisation_kind kind = kinds[below(random, 9)];
        uint32_t codes[8];
        size_t count = 0;
        size_t wanted = kind == ORGANISATION_MUNICIPALITY  ? 1 + (below(random, 10) == 0)
                        : kind == ORGANISATION_PARTNERSHIP ? 1 + below(random, 6)
                                                           : 0;
        for (uint32_t m = 0; m < municipalities && count < wanted; m++) {
            if (below(random, municipalities - m) < wanted - count) {
                codes[count++] = m;
            }
        }
        uint32_t body = make_organisation(made, kind, statuses[below(random, 4)], codes, count);
        made->organisations.items[body].waits = below(random, 12) == 0;
        if (kind == ORGANISATION_PARTNERSHIP) {
            made->organisations.items[body].adds_residents = below(random, 3) > 0;
        }
    }
}

static void make_sessions(struct made *made, struct random *random)
{
    size_t sessions = 1 + below(random, 12);
    for (size_t i = 0; i < sessions; i++) {
        uint32_t number = make_session(made, "Sessie", DAY_2023 + below(random, 5));
        struct session *session = &made->sessions.items[number];
        unsigned fate = below(random, 12);
        session->status = fate == 0   ? SESSION_CANCELLED
                          : fate == 1 ? SESSION_MOVED
                                      : SESSION_PLANNED;
        session->attendance_measured = fate != 2;
        session->registration_measured = fate != 3;
        session->in_programme = fate != 4;
        if (fate == 5) {
            session->day = session->start = session->end = INT64_MIN;
        }
        if (below(random, 3) == 0) {
            session->host_organisation = below(random, made->organisations.count);
        }
    }
}

static uint32_t any_body(struct made *made, struct random *random)
{
    return below(random, 8) == 0 ? NONE : below(random, made->organisations.count);
}

static void come(struct made *made, struct random *random, uint32_t person, uint32_t session,
                 uint32_t body, uint32_t registration)
{
    bool bare = below(random, 10) == 0;
    int64_t seconds = bare ? 0 : below(random, 4000);
    uint32_t presence =
        make_presence(made, person, session, body, seconds, bare || seconds >= 900, registration);
    made->presences.items[presence].staff = below(random, 15) == 0;
}

struct made *make_random_edition(struct arena *arena, uint64_t seed, size_t registrations)
{
    struct random random;
    random_seed(&random, seed, 0);
    struct made *made = make_edition(arena, "2023");
    make_bodies(made, &random);
    make_sessions(made, &random);
    size_t persons = registrations / 3 + 2;
    for (size_t i = 0; i < persons; i++) {
        uint32_t person = make_person(made, below(&random, 6) > 0);
        if (!made->persons.items[person].has_address && person > 0 && below(&random, 2) == 0 &&
            made->persons.items[0].has_address) {
            made->persons.items[person].same_name = 0;
        }
    }
    /* One registration per person and session: a bit per pair. */
    size_t sessions = made->sessions.count;
    unsigned char *taken = arena_alloc_array(arena, persons * sessions + 1, 1);
    for (size_t i = 0; i < registrations; i++) {
        uint32_t person = below(&random, persons);
        uint32_t session = below(&random, sessions);
        if (taken[person * sessions + session]++ > 0) {
            continue;
        }
        const struct session *at = &made->sessions.items[session];
        uint32_t body = any_body(made, &random);
        uint32_t registration = NONE;
        if (at->registration_measured && below(&random, 8) > 0) {
            registration = make_registration(made, person, session, body);
            unsigned fate = below(&random, 12);
            made->registrations.items[registration].status = fate == 0   ? REGISTRATION_CANCELLED
                                                             : fate == 1 ? REGISTRATION_PENDING
                                                                         : REGISTRATION_LIVE;
            made->registrations.items[registration].staff = below(&random, 20) == 0;
        }
        if (at->attendance_measured && (registration == NONE || below(&random, 3) > 0)) {
            come(made, &random, person, session, body, registration);
        }
    }
    return made;
}
