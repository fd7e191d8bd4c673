/* edition: one week, settled: what resolve and settle decided, as plain arrays, ready to be stored.
 *
 * Everything is numbered from 0 in an order that depends only on the inputs (files by name, rows by
 * line), never on the key or the order of the folder. Names and addresses of people are not here: a
 * person is a keyed pseudonym. NONE stands for "no such thing".
 */
#ifndef ENGINE_RECORD_EDITION_H
#define ENGINE_RECORD_EDITION_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "engine/base/error.h"
#include "engine/record/finding.h"
#include "engine/record/source.h"

#define NONE UINT32_MAX

/* ORGANISATION_KIND(name, word): DESIGN.md section 2. NOBODY: counts nowhere (non-answers, private
 * persons, ambiguous names without a decision, empty cells with an unknown domain). */
#define ORGANISATION_KINDS(KIND)                                                                   \
    KIND(NOBODY, "")                                                                               \
    KIND(MUNICIPALITY, "municipality")                                                             \
    KIND(PARTNERSHIP, "partnership")                                                               \
    KIND(PROVINCE, "province")                                                                     \
    KIND(WATER_BOARD, "water_board")                                                               \
    KIND(MINISTRY, "ministry")                                                                     \
    KIND(COMPANY, "company")                                                                       \
    KIND(EDUCATION, "education")                                                                   \
    KIND(FOREIGN, "foreign")                                                                       \
    KIND(OTHER, "other")

#define ORGANISATION_MEMBER(name, word) ORGANISATION_##name,
enum organisation_kind { ORGANISATION_KINDS(ORGANISATION_MEMBER) ORGANISATION_KIND_COUNT };
#undef ORGANISATION_MEMBER

const char *organisation_kind_word(enum organisation_kind kind);

enum match_status { MATCH_CERTAIN, MATCH_PROBABLE, MATCH_AMBIGUOUS, MATCH_UNKNOWN };
const char *match_status_word(enum match_status status);

/* What a (name, mail domain) resolved to. One organisation however it is spelled, but one entry for
 * its certain and one for its probable spellings: count distinct keys. */
struct organisation {
    const char *key; /* stable: a CBS code, "org:" and the official name, or "name:" and a hash */
    const char
        *name; /* official name; NULL for bodies that are not public: their spelling is not kept */
    enum organisation_kind kind;
    enum match_status status; /* certain when a person decided */
    const uint32_t *codes;    /* numbers into edition.municipalities, ascending */
    size_t code_count;
    bool adds_residents;
    bool waits;       /* waits for a person's decision */
    int members_year; /* of the list of members; 0 when it has none */
};

/* A municipality of the layout of the edition's first day. */
struct municipality {
    const char *code, *name, *province;
    int64_t population; /* on 1 January of the edition's year, mapped onto the layout */
    /* The same a year earlier and a year later, on the same layout: how much the choice of the date
     * matters. 0 when it is not known. */
    int64_t population_before, population_after;
};

/* How one spelling led to an organisation; kept in words only for public bodies. */
struct spelling {
    const char *text; /* NULL when it may not be kept */
    uint32_t organisation;
    enum match_status status;
    const char *method; /* exact, normalised, alias, structure, domain, place, fuzzy, decision */
    double score, margin;
    const char *runner_up; /* NULL when there is none */
    uint32_t rows;
};

struct session {
    const char *id; /* of the programme, or NULL */
    const char *title, *description, *host, *track, *place;
    uint32_t host_organisation; /* NONE when the host is no known organisation */
    int64_t day;                /* days since 1970-01-01; INT64_MIN when unknown */
    int64_t start, end;         /* civil seconds; INT64_MIN when unknown */
    enum programme_mode mode;
    enum programme_status status;
    bool in_programme;
    bool attendance_measured, registration_measured;
    uint32_t source; /* where the programme names it, or the first row that does */
    long line;
};

/* Two persons in a billion would share 128 bits with a chance of 1e-21. */
enum { PSEUDONYM_BYTES = 16 };

struct person {
    unsigned char pseudonym[PSEUDONYM_BYTES]; /* of privacy/pseudonym.h */
    bool has_address;
    /* A key that is only a name, and equal to the name of a person with an address: that person.
     * For the lower bound of people.attended. NONE otherwise. */
    uint32_t same_name;
};

/* Of registrations, presences and remarks there may be millions: no gaps between their members. */
struct registration {
    uint32_t person, session;
    uint32_t organisation;  /* NONE: no answer */
    uint32_t spelling;      /* NONE */
    uint32_t source, line;  /* the row that decided */
    uint32_t registered_at; /* civil seconds since 1970, up to 2106; 0 when unknown */
    uint8_t status;         /* enum registration_status */
    bool staff;
};
static_assert(sizeof(struct registration) == 32,
              "presence comes here and there: to one line of the cache each time");

struct presence {
    uint32_t person, session;
    uint32_t organisation, spelling;
    uint32_t registration; /* the person's registration for this session, or NONE */
    bool live;             /* that registration is */
    bool staff;
    bool has_minutes;      /* false: checked in without times */
    bool attendee;         /* long enough (DESIGN.md section 5, counting 1) */
    uint32_t source, line; /* the first row of this person in this session */
    int64_t seconds;       /* union of the intervals, or the known duration; 0 without times */
};

/* One filled-in evaluation form. */
struct response {
    uint32_t session; /* NONE when it does not say or fits none */
    uint32_t organisation;
    uint32_t person; /* NONE when anonymous */
    bool consent;    /* may be quoted */
    uint32_t source;
    long line;
};

struct answer {
    uint32_t response;
    uint32_t question; /* number in edition.questions */
    double number;
    bool has_number;
    const char *text; /* choices and Likert words; never free text */
};

struct edition_question {
    uint32_t source;
    struct question question;
};

enum { REMARK_SIZE_MOST = UINT16_MAX }; /* bytes of a text that no NUL ends */

/* A piece of free text, scrubbed of names, addresses and numbers. */
struct remark {
    uint32_t response;     /* NONE when it comes from a registration */
    uint32_t registration; /* NONE when it comes from a response */
    uint32_t question;     /* number in edition.questions */
    uint32_t session;
    uint32_t organisation;
    uint32_t source, line;
    bool consent;
    uint16_t text_size; /* bytes of a text that no NUL ends; 0: one does */
    const char *text;
};

static inline size_t remark_size(const struct remark *remark)
{
    return remark->text_size == 0 ? strlen(remark->text) : remark->text_size;
}

/* A row that was not used because another one says the same or decided later. */
struct merged_row {
    uint32_t source;
    long line;
    uint32_t into_source; /* the row that stayed */
    long into_line;
};

struct cost {
    const char *item;
    uint32_t session; /* NONE: of the whole week */
    double amount;    /* euro */
    uint32_t source;
    long line;
};

/* An organisation on the second list: another sign that it took part. */
struct second_sign {
    uint32_t organisation;
    uint32_t source;
    long line;
};

struct own_figure {
    const char *name, *unit, *origin, *date, *by;
    double value;
    bool lower_bound; /* "meer dan" */
    uint32_t source;
    long line;
};

/* Settings that change a figure, and how the edition is called. */
struct edition_settings {
    const char *name; /* title */
    int year;
    int64_t first_day, last_day; /* days since 1970-01-01 */
    int64_t reference_day;       /* of layout and population */
    const char *organiser;       /* CBS code or NULL */
    int minutes;                 /* that make somebody an attendee */
    int small_count;
    const char *match; /* exact, alias, fuzzy */
    bool quotes;
    int64_t retention_day; /* INT64_MIN: none */
    enum language language;
    const char *colour;  /* "#rrggbb" or NULL */
    const char *logo;    /* path or NULL */
    int themes;          /* 0: auto */
    int64_t embargo_day; /* until which nothing may be published; INT64_MIN: none */
};

/* How far an edition is settled: what then changes no more. */
enum edition_stage {
    EDITION_BEGUN,
    EDITION_IDENTIFIED, /* persons */
    EDITION_REGISTERED, /* and registrations */
    EDITION_SAID,       /* and answers and remarks */
    EDITION_PRESENT,    /* and presences */
    EDITION_SETTLED,    /* everything but the hashes of the inputs */
    EDITION_COUNTED     /* and who stores it has counted it (store/cube.h) */
};

/* What is left to do, because it can be done while rows are stored: one call of work(context),
 * which raises the stage through edition_reach; work in pieces for whoever waits or is done; and
 * when all is over, one call of close(context, error), which gives the edition its hashes, unless
 * an input is no longer what was read. */
enum { EDITION_PIECES = 3 };

struct edition_rest {
    void (*work)(void *context);
    struct parallel_pieces *pieces[EDITION_PIECES]; /* the most wanted first; NULL: none */
    bool (*close)(void *context, struct error *error);
    void (*let_go)(void *context); /* of the rows of people, when they are stored */
    void *context;
    struct parallel_gate *gate;
    int threads;        /* that may be busy with the edition; 0 is 1 */
    size_t input_bytes; /* how much was read */
};

struct edition {
    const char *id; /* name of the folder */
    struct edition_settings settings;
    char settings_hash[HASH_TEXT], inputs_hash[HASH_TEXT];
    int population_year; /* the year of the populations used */
    bool population_provisional;
    bool population_own;  /* from the edition's population.csv */
    int64_t newest_input; /* newest time in the inputs, civil seconds: date of the report */

#define EDITION_ARRAY(type, name)                                                                  \
    struct type *name;                                                                             \
    size_t name##_count;
    EDITION_ARRAY(source, sources)
    EDITION_ARRAY(municipality, municipalities)
    EDITION_ARRAY(organisation, organisations)
    EDITION_ARRAY(spelling, spellings)
    EDITION_ARRAY(session, sessions)
    EDITION_ARRAY(person, persons)
    EDITION_ARRAY(registration, registrations)
    EDITION_ARRAY(presence, presences)
    EDITION_ARRAY(edition_question, questions)
    EDITION_ARRAY(response, responses)
    EDITION_ARRAY(answer, answers)
    EDITION_ARRAY(remark, remarks)
    EDITION_ARRAY(merged_row, merged_rows)
    EDITION_ARRAY(cost, costs)
    EDITION_ARRAY(second_sign, second_signs)
    EDITION_ARRAY(own_figure, own_figures)
    EDITION_ARRAY(finding, findings)
#undef EDITION_ARRAY
    struct edition_rest rest;
};

/* Settles what was left; nothing when nothing was. */
void edition_finish(const struct edition *edition);
/* Does what is left of the pieces, each once, whoever else does some. */
void edition_do_pieces(const struct edition *edition);
/* The last call: behind it, nothing is left. Does all that nobody did. False when the edition, as
 * it was settled and stored, does not hold: ERROR_CHANGED. */
bool edition_close(const struct edition *edition, struct error *error);
/* The rows of people (persons, registrations, presences, answers, remarks) are stored and counted,
 * and nobody looks at them again: their memory may go. */
void edition_let_go(const struct edition *edition);
/* Raises the stage of an edition of which something is left to do. */
void edition_reach(const struct edition *edition, enum edition_stage stage);
/* Returns when the edition is at that stage: at once when nothing was left to do. edition_finish is
 * called on another thread, or was before (see parallel_gate). Who waits does pieces meanwhile. */
void edition_wait(const struct edition *edition, enum edition_stage stage);

#endif
