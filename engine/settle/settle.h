/* settle: the one place that decides what needs more than one row or file.
 *
 *     struct settle *settle = settle_create(arena, &options);
 *     struct row_sink rows = settle_rows(settle);           recognise hands its rows here,
 *     ... settle_add_source(settle, path) ...               those of a file together, file by file
 *     settle_sessions(settle);
 *     settle_registrations(settle, &door, &edition);
 *     settle_finish(settle, &door, &edition);
 *     settle_close(settle, &edition);
 *
 * In this order: the order of day and month of each file (date_order), the year of days that were
 * written without one (year), the session of each row (session), who is the same person (person),
 * which registration counts (registration), the union of the intervals (presence), the answers
 * (response), and what became of each row (balance). A stage walks the stretches of rows that say
 * something of its business (stretch). Names and addresses live only as long as the settle does;
 * what comes out holds pseudonyms.
 *
 * Its rules are FORMATS.md section 2 and DESIGN.md section 5, "Counting, decided".
 */
#ifndef ENGINE_SETTLE_SETTLE_H
#define ENGINE_SETTLE_SETTLE_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/privacy/pseudonym.h"
#include "engine/record/edition.h"

struct settle;

struct settle_options {
    const struct pseudonym_key *key;
    int minutes; /* that make somebody an attendee */
    int threads; /* 0 and 1: none beside this one */
    /* First and last day of the week when edition.ini says so; INT64_MIN: the programme tells. */
    int64_t first_day, last_day;
    int year; /* of days without one, when no time of the inputs tells it; 0: not known */
    /* Hashes of the addresses of people who asked to be forgotten (pseudonym_tombstone). */
    const char *const *tombstones;
    size_t tombstone_count;
    bool to_store; /* names of files lose the names of people, too */
};

/* What (organisation as typed, mail domain, place) resolves to. The pipeline gives this door to
 * resolve; a NULL text or domain is "not given". Returns numbers into edition.organisations and
 * edition.spellings, NONE when nothing was given. */
struct organisation_door {
    void *context;
    void (*resolve)(void *context, const char *text, const char *domain, const char *place,
                    uint32_t *organisation, uint32_t *spelling, bool *contradicted);
    /* A row bears that spelling; called once for each row, however often it is resolved. */
    void (*count)(void *context, uint32_t spelling);
};

struct settle *settle_create(struct arena *arena, const struct settle_options *options);
/* A new source, numbered, to be filled by recognise. The pointer stays valid. */
struct source *settle_add_source(struct settle *settle, const char *path);
/* The hash of the source's bytes, if it may be a copy: before settle_sessions. */
void settle_set_hash(struct settle *settle, size_t source, const char hash[HASH_TEXT]);
struct row_sink settle_rows(struct settle *settle);
struct finding_sink settle_findings(struct settle *settle);

/* What edition.ini and the name of the folder say, once they are read; before settle_sessions. */
void settle_configure(struct settle *settle, int minutes, int64_t first_day, int64_t last_day,
                      int year);

/* The titles of the programme so far, for recognise (answers that hold several sessions). */
void settle_titles(struct settle *settle, const char *const **titles, size_t *count);

/* First and last day of the programme's sessions; false when no session has a day. */
bool settle_week(const struct settle *settle, int64_t *first, int64_t *last);
/* Earliest time of a session or a presence, for editions without a programme. */
bool settle_earliest(struct settle *settle, int64_t *day);

/* Whoever waits for settle helps: first with the stage that it is in; then with scrubbing what
 * people wrote, from settle_sessions on. Settle does what nobody did when it is needed. */
struct parallel_pieces *settle_shared(struct settle *settle);
struct parallel_pieces *settle_scrubbing(struct settle *settle);

/* Decides the order of dates and the sessions; afterwards settle_week and settle_earliest know the
 * days, from which the pipeline takes the layout of municipalities. Called once, before
 * settle_registrations. */
void settle_sessions(struct settle *settle);

/* Decides who is who and fills the arrays of persons and registrations of *edition. Organisations,
 * spellings and municipalities are the door's business. The edition reaches EDITION_IDENTIFIED on
 * the way when persons are known to lack nothing. */
void settle_registrations(struct settle *settle, const struct organisation_door *door,
                          struct edition *edition);

/* Decides everything else and fills the arrays of sessions, presences, questions, responses,
 * answers, remarks, merged rows, costs, second signs, own figures and findings of *edition, and the
 * row balance of its sources (asserted), but no hashes. The edition reaches EDITION_PRESENT on the
 * way, and EDITION_REGISTERED as soon as registrations are known to lack nothing. */
void settle_finish(struct settle *settle, const struct organisation_door *door,
                   struct edition *edition);

/* The findings of recognise, settle and whoever was given settle_findings, in the order in which
 * they were made; takes names of people from what the organisers wrote. The last call. */
void settle_close(struct settle *settle, struct edition *edition);
/* Of an edition that is stored: its persons, registrations, presences, answers and remarks go,
 * which are nearly all of a large one; nothing else does. */
void settle_let_go(struct settle *settle, struct edition *edition);

#endif
