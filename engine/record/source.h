/* source: one input file, and what its rows say once their cells are read.
 *
 * The floor per file (read -> recognise -> clean) turns a file into a `struct source` and a stream
 * of `struct row`, handed one by one to a row_sink. Strings in a row are borrowed: they are valid
 * until the sink returns. What one file cannot know stays open: the order of day and month
 * (moment.h), which session a label means, who a name without an address is. That is decided by
 * settle.
 */
#ifndef ENGINE_RECORD_SOURCE_H
#define ENGINE_RECORD_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/hash.h"
#include "engine/base/language.h"
#include "engine/record/moment.h"

/* KIND(name, word): what a file holds. */
#define SOURCE_KINDS(KIND)                                                                         \
    KIND(UNKNOWN, "unknown")                                                                       \
    KIND(EMPTY, "empty")                                                                           \
    KIND(UNREADABLE, "unreadable")                                                                 \
    KIND(REGISTRATION, "registration")                                                             \
    KIND(ATTENDANCE, "attendance")                                                                 \
    KIND(REGISTRATION_ATTENDANCE, "registration+attendance")                                       \
    KIND(EVALUATION, "evaluation")                                                                 \
    KIND(PROGRAMME, "programme")                                                                   \
    KIND(DECISIONS, "decisions")                                                                   \
    KIND(CORRECTIONS, "corrections")                                                               \
    KIND(COSTS, "costs")                                                                           \
    KIND(SECOND_LIST, "second_list")                                                               \
    KIND(OWN_FIGURES, "own_figures")                                                               \
    KIND(POPULATION, "population")                                                                 \
    KIND(THEME_NAMES, "theme_names")                                                               \
    KIND(CODEBOOK, "codebook")                                                                     \
    KIND(SETTINGS, "settings")                                                                     \
    KIND(TEXT, "text")                                                                             \
    KIND(IGNORED, "ignored")

/* FORMAT(name, word): which tool or shape, DESIGN.md section 6 (`inspect`). */
#define SOURCE_FORMATS(FORMAT)                                                                     \
    FORMAT(UNKNOWN, "unknown")                                                                     \
    FORMAT(TEAMS_LIST, "teams_list")                                                               \
    FORMAT(TEAMS_2021, "teams_2021")                                                               \
    FORMAT(TEAMS_REPORT, "teams_report")                                                           \
    FORMAT(TEAMS_WEBINAR, "teams_webinar")                                                         \
    FORMAT(TEAMS_LIVE, "teams_live")                                                               \
    FORMAT(ZOOM_PARTICIPANTS, "zoom_participants")                                                 \
    FORMAT(ZOOM_WEBINAR, "zoom_webinar")                                                           \
    FORMAT(ZOOM_REGISTRATION, "zoom_registration")                                                 \
    FORMAT(WEBEX, "webex")                                                                         \
    FORMAT(GOTOWEBINAR, "gotowebinar")                                                             \
    FORMAT(MEET, "meet")                                                                           \
    FORMAT(EVENTBRITE, "eventbrite")                                                               \
    FORMAT(PRETIX, "pretix")                                                                       \
    FORMAT(INDICO, "indico")                                                                       \
    FORMAT(LUMA, "luma")                                                                           \
    FORMAT(MEETUP, "meetup")                                                                       \
    FORMAT(TITO, "tito")                                                                           \
    FORMAT(MS_FORMS, "ms_forms")                                                                   \
    FORMAT(GOOGLE_FORMS, "google_forms")                                                           \
    FORMAT(LIMESURVEY, "limesurvey")                                                               \
    FORMAT(LIST, "list")                                                                           \
    FORMAT(PROGRAMME, "programme")                                                                 \
    FORMAT(PLAIN, "plain")

/* ENCODING(name, word): how the bytes were read. */
#define SOURCE_ENCODINGS(ENCODING)                                                                 \
    ENCODING(UTF_8, "utf-8")                                                                       \
    ENCODING(UTF_8_BOM, "utf-8-bom")                                                               \
    ENCODING(UTF_16LE, "utf-16le")                                                                 \
    ENCODING(UTF_16BE, "utf-16be")                                                                 \
    ENCODING(WINDOWS_1252, "windows-1252")                                                         \
    ENCODING(MIXED, "mixed")

#define SOURCE_MEMBER(name, word) SOURCE_##name,
#define FORMAT_MEMBER(name, word) FORMAT_##name,
#define ENCODING_MEMBER(name, word) ENCODING_##name,
enum source_kind { SOURCE_KINDS(SOURCE_MEMBER) SOURCE_KIND_COUNT };
enum source_format { SOURCE_FORMATS(FORMAT_MEMBER) FORMAT_COUNT };
enum source_encoding { SOURCE_ENCODINGS(ENCODING_MEMBER) ENCODING_COUNT };
#undef SOURCE_MEMBER
#undef FORMAT_MEMBER
#undef ENCODING_MEMBER

const char *source_kind_word(enum source_kind kind);
const char *source_format_word(enum source_format format);
const char *source_encoding_word(enum source_encoding encoding);

/* One question of an evaluation form, or an extra question of a sign-up form. */
enum question_kind {
    QUESTION_GRADE,  /* 1-10 */
    QUESTION_NPS,    /* 0-10, would you recommend */
    QUESTION_LIKERT, /* an ordered scale of words; number = 1 ... 5 */
    QUESTION_CHOICE, /* one or several of a few words */
    QUESTION_OPEN,   /* free text */
    QUESTION_CONSENT /* may we quote you */
};

struct question {
    int column; /* from 1 */
    enum question_kind kind;
    const char *text; /* the heading */
    int scale_low, scale_high;
};

/* One table of a file that is not about people (decisions, corrections, costs ...): canonical
 * column names and cells as text, empty cells as "". */
struct side_table {
    const char **columns;
    size_t column_count;
    struct side_row {
        long line;
        const char **cells;
    } * rows;
    size_t row_count;
};

/* The cell of that canonical column, "" when the table has no such column. */
const char *side_table_cell(const struct side_table *table, const struct side_row *row,
                            const char *column);

struct source {
    uint32_t number;      /* in reading order, from 0 */
    const char *path;     /* relative to the edition folder, as shown to the user */
    char hash[HASH_TEXT]; /* BLAKE2b of the bytes */
    uint64_t size;        /* bytes */
    /* What tells without reading that the file did not change; nanoseconds since 1970. */
    uint64_t inode;
    int64_t mtime, ctime;
    enum source_kind kind;
    enum source_format format;
    enum source_encoding encoding;
    char delimiter; /* 0 when it has none */
    /* One sentence in words of the headings: why it was taken for this. The store keeps `why`;
     * `why_en`, NULL where it would be the same, is for whoever reads along in English. */
    const char *why, *why_en;
    bool overruled; /* edition.ini said so */

    /* What the file says about the meeting as a whole. */
    const char *title; /* from the preamble, NULL when it has none */
    struct moment start, end;
    bool knows_check_out; /* the tool writes check-outs: a check-in opens an interval */
    /* Joined and left are a check-in and a check-out: an interval that stays open ends with the
     * programme's session; without one it is presence without minutes (nobody checks out). */
    bool checks_in;
    bool dutch_dates;        /* "-" or "." between the parts, or Dutch headings */
    bool holds_forgotten;    /* a row about somebody who asked to be forgotten */
    bool by_registration_id; /* plain tables: rows are never merged, attendance belongs to the id */
    /* Set by edition.ini ([file] date_order): 'd', 'm', or 0 when the file must tell. */
    char date_order;

    struct question *questions;
    size_t question_count;
    struct side_table *table; /* kinds that are not about people or sessions */

    /* Row balance: read = used + merged + rejected. Recognise fills read and rejected, and counts
     * lines of a programme as used; settle adds the rest. */
    uint64_t rows_read, rows_used, rows_merged, rows_rejected;
    /* Of the rejected: bad rows by the definition of FORMATS.md section 2. The others are no fault
     * of the row (a form that was begun and never sent). */
    uint64_t rows_bad;
};

/* Why it was taken for this, in that language; "" when nobody said. */
const char *source_why(const struct source *source, enum language language);

/* Where a label of the session came from, in order of trust (DESIGN.md section 5, point 12). */
enum session_label {
    SESSION_COLUMN,
    SESSION_TICKET,
    SESSION_EVENT,
    SESSION_TITLE,
    SESSION_FILE_NAME,
    SESSION_LABELS
};

enum registration_status {
    REGISTRATION_NONE, /* the row says nothing about a registration */
    REGISTRATION_LIVE,
    REGISTRATION_PENDING,  /* waiting, invited, not paid */
    REGISTRATION_CANCELLED /* cancelled, declined, refunded, void */
};

enum attended { ATTENDED_UNKNOWN, ATTENDED_NO, ATTENDED_YES };

/* Free text is most of a large edition. Where it stands in the file as it is, it is `lent`: read
 * there, not copied. */
struct answer_cell {
    const char *text; /* as written, trimmed, line breaks kept; NULL when empty */
    union {
        double number;        /* grade, NPS, Likert position; consent: 1 yes, 0 no */
        const char *original; /* open questions have no number. In a row, of a text that is lent:
                                 where it stands as long as the edition, without a NUL behind it */
        const char *scrubbed; /* settle puts the text here when it is scrubbed
                                 (settle/free_text.c) */
    };
    uint32_t size;          /* bytes of the text, where somebody counted them; else 0 */
    uint32_t question : 30; /* index into source.questions */
    bool has_number : 1;
    bool lent : 1; /* and its size is known */
};

/* What one record of a data table says. A record that speaks of several sessions gives several
 * rows, all but the first with `continued` set. */
struct row {
    uint32_t source;
    long line;
    bool continued;
    /* Rows of a table that another table of the same file describes again in more detail (the
     * second section of a Teams report): used only for people that the other table does not know.
     * That is about the presence: a registration on such a row (webinars) counts.
     */
    bool summary;

    /* Who. */
    const char *name; /* trailing markers, brackets and order of names put right; NULL: none */
    const char *mail; /* usable address, lower-case; the registration address goes first */
    const char *mail_second; /* the address of the meeting where it differs */
    const char *person_id;   /* the tool's own id where it has no addresses (Meetup) */
    const char *order_id;    /* tickets of one order share it */
    bool telephone;          /* the name was a telephone number: `name` is then a keyless stand-in
                                ("tel:" and a hash), never the number */
    bool staff;

    /* For whom. */
    const char *organisation; /* as typed, trimmed */
    const char *place;
    const char *job;

    /* Which session. */
    const char *session[SESSION_LABELS];
    const char *session_id;      /* plain tables: the id of the programme */
    struct moment session_start; /* day or time that the row or heading gives */

    /* What. */
    enum registration_status status;
    struct moment registered_at; /* time of registration or of the status */
    const char *registration_id; /* plain tables */
    enum attended attended;
    struct moment joined, left;
    /* Where an open interval (joined, not left) ends when neither the summary nor the programme
     * says: the latest time of this meeting in the file. Only set for event lists, of which one
     * can hold two meetings; else the latest time in the file. */
    struct moment open_until;
    int64_t seconds; /* duration; -1 when the row gives none */
    bool walk_in;    /* marked as not registered */

    /* Evaluation or extra questions. */
    const struct answer_cell *answers;
    size_t answer_count;
    struct moment answered_at;

    /* Bytes of those texts, where somebody counted them; else 0. */
    struct row_sizes {
        uint32_t name, mail, organisation, session_id, registration_id;
    } sizes;
};

/* One line of a programme. */
struct programme_row {
    uint32_t source;
    long line;
    const char *id; /* session_id, NULL when it has none */
    const char *title, *description, *host, *track, *place;
    struct moment start,
        end; /* day and clock together; without MOMENT_TIME when only the day is known */
    enum programme_mode { MODE_UNKNOWN, MODE_ONLINE, MODE_ON_SITE, MODE_HYBRID } mode;
    enum programme_status { SESSION_PLANNED, SESSION_CANCELLED, SESSION_MOVED } status;
};

struct row_sink {
    void *context;
    void (*row)(void *context, const struct row *row);
    const struct row_packing *packing; /* NULL: rows come one by one */
    void (*programme)(void *context, const struct programme_row *row);
};

/* A sink may have the rows of a long table made ready where they are read, on several threads. Then
 * what it keeps of a row waits in a pack; the sink takes rows out of packs in their order, on the
 * thread that reads the file. A pack is filled, taken and emptied again and again. */
struct row_packing {
    void *(*create)(void);
    /* May look at nothing but the pack and the row. What the row borrows stays until the pack is
     * emptied. */
    void (*add)(void *pack, const struct row *row);
    /* Rows `from` to `to` - 1 of the pack; their lines were counted from `lines` on. */
    void (*take)(const struct row_sink *sink, void *pack, size_t from, size_t to, long lines);
    void (*empty)(void *pack);
    void (*destroy)(const struct row_sink *sink, void *pack); /* what was taken stays good */
};

#endif
