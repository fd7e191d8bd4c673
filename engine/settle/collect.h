/* collect: the rows of all files of an edition, compact, while they are being settled. Internal to
 * settle/.
 *
 * Strings are codes of four dictionaries: `names` (people, folded), `mails`, `ids` (registrations
 * of plain tables) and `words` (all else). An edition may have millions of rows: what every row has
 * stands in the row; what it seldom has, or shares with the row before, stands in a row_common that
 * many rows point to.
 */
#ifndef ENGINE_SETTLE_COLLECT_H
#define ENGINE_SETTLE_COLLECT_H

#include <assert.h>
#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/serial.h"
#include "engine/base/vector.h"
#include "engine/privacy/scrub.h"
#include "engine/settle/moments.h"
#include "engine/settle/settle.h"
#include "engine/settle/stretch.h"

struct leaving;
struct matcher;
struct pack;
struct scrubbing;
struct organisation_answer;

/* What became of a row, strongest last. A record counts as the strongest of its rows. */
enum fate { FATE_OPEN, FATE_REJECTED, FATE_MERGED, FATE_USED };

/* Moments are packed (moment.h). No padding: two are equal when their bytes are. */
struct row_common {
    int64_t session_start, answered_at, open_until;
    int64_t registered_at; /* of rows that say when somebody left, which stands in its place */
    uint32_t source;
    uint32_t mail_second, person_id, order_id, place; /* INTERN_NONE: not given */
    uint32_t label[SESSION_LABELS];
};

/* A duration is less than a month (clean/duration.h). */
enum { RAW_LASTED_BITS = 22, RAW_LASTED_MOST = (1 << RAW_LASTED_BITS) - 1 };
static_assert(RAW_LASTED_MOST > 31 * MOMENT_DAY, "a month fits");

/* What is packed is read by the functions below (row_seconds, settle_left and so on). */
struct raw_row {
    uint32_t line : 31, has_left : 1;
    uint32_t name, mail, organisation, registration_id; /* INTERN_NONE: not given */
    uint32_t common;                                    /* into settle.commons */
    uint32_t joined;                                    /* of settle.moments */
    uint32_t last;         /* the same; when somebody left, or without that registered */
    uint32_t first_answer; /* into settle.answers, up to that of the next row */
    /* Decided by settle. */
    union {
        uint32_t session_id; /* until session_settle: as given, or INTERN_NONE */
        uint32_t session;
    };
    union {
        uint32_t key; /* while person_settle tells people apart: a provisional person, or NONE */
        uint32_t person;
    };
    uint32_t fate : 2;
    /* Said by the row. */
    uint32_t status : 2, attended : 2, continued : 1, summary : 1, staff : 1, walk_in : 1;
    uint32_t lasted : RAW_LASTED_BITS; /* seconds, and one; 0 when the row does not say */
};
static_assert(sizeof(struct raw_row) == 48, "millions of rows are written, walked and dropped");

/* Where a row stands, also when it has left the memory (leaving.h). */
struct row_place {
    uint32_t source, line;
};

struct settle {
    struct arena *arena;
    struct settle_options options;
    struct arena *scratch;     /* for work on one row */
    struct arena *passing;     /* rows, commons, answers: gone when all is settled */
    struct arena *mails_arena; /* mails: gone when persons are settled */
    struct arena *ids_arena;   /* ids: gone when presence is settled */
    struct arena *settled;     /* persons, registrations, presences, remarks: settle_let_go */
    struct intern *names, *words;
    struct intern *mails;    /* NULL when persons are settled */
    struct serials *ids;     /* of registrations */
    VECTOR(uint32_t) folded; /* word code -> name code + 1, 0 when it was not asked yet */
    VECTOR(struct raw_row) rows;
    struct moments moments;           /* of the rows */
    VECTOR(struct stretch) stretches; /* of the rows */
    VECTOR(struct row_common) commons;
    VECTOR(struct answer_cell) answers;
    size_t rows_filled, answers_filled; /* their memory, by VECTOR_FILL_AHEAD */
    struct pack *pack;                  /* for rows that come one by one; NULL before the first */
    VECTOR(struct programme_row) programme;
    VECTOR(struct source *) sources;
    VECTOR(bool) is_copy; /* by source: its bytes equal those of another */
    VECTOR(struct finding) findings;
    VECTOR(const char *) titles;
    /* Decided. */
    VECTOR(struct session) sessions;
    VECTOR(struct person) persons;
    VECTOR(uint32_t) person_name; /* folded name of the person's first row, or INTERN_NONE */
    VECTOR(uint32_t) person_mail; /* mail code, or INTERN_NONE */
    size_t unnamed;               /* registrations and presences whose rows name no organisation */
    uint32_t *employer; /* per person the organisation, NONE when nothing tells it (employer.c) */
    bool *forgotten;    /* per person: asked to be forgotten (forgotten.c) */
    uint32_t *registration_of_id; /* per id: its registration, NONE; gone with the ids */
    uint32_t *registration; /* per row without an id that says one: its registration + 1; else 0 */
    uint8_t *named;         /* per row a bit: its organisation was looked up and counted */
    struct row_place *merged_into; /* per row that was merged: the row that stays; NULL before the
                                      first */
    VECTOR(struct merged_row) merged;     /* as balance.c finds them */
    struct intern *domains;               /* of addresses */
    uint32_t *domain;                     /* per address its domain, or NONE (domain.c) */
    struct organisation_answer *answered; /* per word: the last answer about it (collect.c) */
    size_t answered_count;
    struct scrubber *scrubber;
    struct parallel_pieces *shared; /* of the stage that is being settled */
    struct scrubbing *scrubbing;
    struct matcher *label_matcher; /* session.c's; NULL before that stage */
};

/* `count` numbers, all NONE. */
static inline uint32_t *numbers_none(struct arena *arena, size_t count)
{
    uint32_t *numbers = arena_alloc_full(arena, count + 1, sizeof *numbers);
    memset(numbers, 0xFF, (count + 1) * sizeof *numbers);
    return numbers;
}

static inline void numbers_drop(struct arena *arena, uint32_t *numbers, size_t count)
{
    arena_drop(arena, numbers, count + 1, sizeof *numbers);
}

static inline const struct row_common *settle_common(const struct settle *settle,
                                                     const struct raw_row *row)
{
    return &settle->commons.items[row->common];
}

static inline struct source *settle_source(const struct settle *settle, const struct raw_row *row)
{
    return settle->sources.items[settle_common(settle, row)->source];
}

/* -1 when the row does not say how long it was. */
static inline int32_t row_seconds(const struct raw_row *row)
{
    return (int32_t)row->lasted - 1;
}

static inline bool row_says_attendance(const struct raw_row *row)
{
    return row->attended != ATTENDED_UNKNOWN || row->joined != 0 || row->has_left ||
           row->lasted != 0;
}

/* A row of a list, which is about somebody and a session. One of an evaluation only answers: it may
 * be anonymous, and about the whole week. */
static inline bool row_is_of_list(const struct raw_row *row)
{
    return row->status != REGISTRATION_NONE || row_says_attendance(row);
}

static inline struct moment settle_moment(const struct settle *settle, uint32_t code)
{
    return moments_get(&settle->moments, code);
}

static inline struct moment settle_joined(const struct settle *settle, const struct raw_row *row)
{
    return settle_moment(settle, row->joined);
}

static inline struct moment settle_left(const struct settle *settle, const struct raw_row *row)
{
    return row->has_left ? settle_moment(settle, row->last) : (struct moment){0};
}

static inline struct moment settle_registered_at(const struct settle *settle,
                                                 const struct raw_row *row)
{
    return row->has_left ? moment_unpack(settle_common(settle, row)->registered_at)
                         : settle_moment(settle, row->last);
}

/* Answers stand in the order of their rows. From the first of a row on; the last number is that of
 * all answers. */
static inline uint32_t settle_first_answer(const struct settle *settle, size_t row)
{
    return row < settle->rows.count ? settle->rows.items[row].first_answer
                                    : (uint32_t)settle->answers.count;
}

static inline const struct answer_cell *settle_answers(const struct settle *settle,
                                                       const struct raw_row *row, uint32_t *count)
{
    *count =
        settle_first_answer(settle, (size_t)(row - settle->rows.items) + 1) - row->first_answer;
    return settle->answers.items + row->first_answer;
}

/* The row that a walk up to `end` comes to `steps` rows later; near the end the row at hand. What
 * stands by a code of a row stands anywhere: it is asked for (__builtin_prefetch) some rows ahead,
 * so that nobody waits for one after another. */
enum { ROWS_AHEAD = 16 };
static inline const struct raw_row *settle_row_ahead(const struct settle *settle, size_t row,
                                                     size_t steps, size_t end)
{
    return &settle->rows.items[row + steps < end ? row + steps : row];
}

/* A finding about a row. */
void settle_find(struct settle *settle, enum finding_rule rule, const struct raw_row *row,
                 const char *detail);
/* Marks a row as merged into another, unless something better is known of it. */
void settle_merge(struct settle *settle, uint32_t row, uint32_t into);
void settle_use(struct settle *settle, uint32_t row);

/* The newest time that the inputs speak of, else the last day of a session; INT64_MIN. */
int64_t settle_newest(const struct settle *settle);

/* parallel_for within a stage: on the threads of settle, and on those that wait for it. */
void settle_share(struct settle *settle, size_t count, parallel_work *work, void *context);
/* The pieces, too, are done on the threads of settle. */
void settle_finish_pieces(const struct settle *settle, struct parallel_pieces *pieces);

/* The rows of a row_sink (intake.c). */
void intake_row(void *context, const struct row *row);
extern const struct row_packing intake_packing;

/* The stages, in this order. */
void date_order_settle(struct settle *settle);
void year_settle(struct settle *settle);
void session_settle(struct settle *settle);
void person_settle(struct settle *settle);
void registration_settle(struct settle *settle, const struct organisation_door *door,
                         struct edition *edition);
void presence_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition);
void forgotten_settle(struct settle *settle);
void domain_settle(struct settle *settle);
void person_same_names(struct settle *settle, const struct edition *edition);
void employer_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition);
/* `leaving` learns which rows nobody asks again; NULL: some will be. */
void response_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition, struct leaving *leaving);
struct scrubbing *free_text_create(struct settle *settle);
/* From here on, whoever has time may scrub (settle_scrubbing). */
void free_text_begin(struct settle *settle);
void free_text_settle(struct settle *settle);
void side_settle(struct settle *settle, const struct organisation_door *door,
                 struct edition *edition);
void balance_settle(struct settle *settle, struct edition *edition);
/* Whether the record that begins at *row was used or merged; then it is counted in the balance of
 * its source, for good. *row becomes the first row behind the record. */
bool balance_counted(struct settle *settle, const struct stretch *stretch, uint32_t *row);
void conceal_settle(const struct settle *settle, struct edition *edition);

/* The mail domain of an address ("utrecht.nl"), or NULL; its number, or NONE. */
const char *settle_domain(const struct settle *settle, uint32_t mail);
static inline uint32_t settle_domain_number(const struct settle *settle, uint32_t mail)
{
    return mail == INTERN_NONE ? NONE : settle->domain[mail];
}
/* What the organisation, mail domain and place of a row resolve to together; NONE when they name
 * nothing that counts. */
void settle_organisation(struct settle *settle, const struct organisation_door *door,
                         const struct raw_row *row, uint32_t *organisation, uint32_t *spelling);
/* Asks the memory for what settle_organisation will look at, some rows before it is called. */
void settle_organisation_ahead(const struct settle *settle, const struct raw_row *row);
/* The session that a label of an evaluation, a cost or a correction means; NONE. */
uint32_t session_of_label(struct settle *settle, const char *label);

#endif
