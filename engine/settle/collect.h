/* collect: the rows of all files of an edition, compact, while they are being settled. Internal to
 * settle/. Strings are codes of two dictionaries: `names` (people, folded) and `words` (all else).
 */
#ifndef ENGINE_SETTLE_COLLECT_H
#define ENGINE_SETTLE_COLLECT_H

#include "engine/base/intern.h"
#include "engine/base/vector.h"
#include "engine/privacy/scrub.h"
#include "engine/settle/settle.h"

/* What became of a row, strongest last. A record counts as the strongest of its rows. */
struct matcher;

enum fate { FATE_OPEN, FATE_REJECTED, FATE_MERGED, FATE_USED };

struct raw_row {
    uint32_t source;
    uint32_t line;
    uint32_t name, mail, mail_second, person_id, order_id; /* INTERN_NONE: not given */
    uint32_t organisation, place, registration_id, session_id;
    uint32_t label[SESSION_LABELS];
    struct moment session_start, registered_at, joined, left, answered_at, open_until;
    int64_t seconds;
    const struct answer_cell *answers;
    uint32_t answer_count;
    uint8_t status, attended;
    bool continued, summary, staff, walk_in;
    /* Decided by settle. */
    uint8_t fate;
    bool ambiguous; /* two people of this name in the session */
    uint32_t session, person;
    uint32_t into; /* the row that it was merged into */
};

struct settle {
    struct arena *arena;
    struct settle_options options;
    struct arena *scratch; /* for work on one row */
    struct intern *names, *words;
    VECTOR(uint32_t) folded; /* word code -> name code + 1, 0 when it was not asked yet */
    VECTOR(struct raw_row) rows;
    VECTOR(struct programme_row) programme;
    VECTOR(struct source *) sources;
    VECTOR(bool) is_copy; /* by source: its bytes equal those of another */
    VECTOR(struct finding) findings;
    VECTOR(const char *) titles;
    /* Decided. */
    VECTOR(struct session) sessions;
    VECTOR(uint32_t) programme_session; /* programme row -> session */
    VECTOR(struct person) persons;
    VECTOR(uint32_t) person_name; /* folded name of the person's first row, or INTERN_NONE */
    VECTOR(uint32_t) person_mail; /* mail code, or INTERN_NONE */
    uint32_t *employer; /* per person the organisation, NONE when nothing tells it (employer.c) */
    bool *forgotten;    /* per person: asked to be forgotten (forgotten.c) */
    struct scrubber *scrubber;
    struct matcher *label_matcher; /* session.c's; NULL before that stage */
};

/* A finding about a row. */
void settle_find(struct settle *settle, enum finding_rule rule, const struct raw_row *row,
                 const char *detail);
/* Marks a row as merged into another, unless something better is known of it. */
void settle_merge(struct settle *settle, uint32_t row, uint32_t into);
void settle_use(struct settle *settle, uint32_t row);

/* The stages, in this order. */
void date_order_settle(struct settle *settle);
void session_settle(struct settle *settle);
void person_settle(struct settle *settle);
void registration_settle(struct settle *settle, const struct organisation_door *door,
                         struct edition *edition);
void presence_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition);
void forgotten_settle(struct settle *settle);
void person_same_names(struct settle *settle, const struct edition *edition);
void employer_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition);
void response_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition);
void side_settle(struct settle *settle, const struct organisation_door *door,
                 struct edition *edition);
void balance_settle(struct settle *settle, struct edition *edition);
void conceal_settle(const struct settle *settle, struct edition *edition);

/* The mail domain of an address ("utrecht.nl"), or NULL. */
const char *settle_domain(const struct settle *settle, uint32_t mail);
/* What the organisation, mail domain and place of a row resolve to together; NONE when they name
 * nothing that counts. */
void settle_organisation(struct settle *settle, const struct organisation_door *door,
                         const struct raw_row *row, uint32_t *organisation, uint32_t *spelling);
/* The session that a label of an evaluation, a cost or a correction means; NONE. */
uint32_t session_of_label(struct settle *settle, const char *label);

#endif
