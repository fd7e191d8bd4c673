/* reading: one file while it is being read. Internal to recognise/.
 *
 * A file is a run of records. recognise.c walks over them: preamble (key and value), section
 * titles, headings. Under a heading stands a plan: what each column means (plan.h). Each kind of
 * plan hands its records to one module: people, events, question (evaluations), programme, side.
 */
#ifndef ENGINE_RECOGNISE_READING_H
#define ENGINE_RECOGNISE_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/clean/date.h"
#include "engine/clean/date_iso.h"
#include "engine/read/table.h"
#include "engine/recognise/format.h"
#include "engine/recognise/heading.h"
#include "engine/recognise/pending_event.h"
#include "engine/recognise/profile.h"
#include "engine/recognise/recognise.h"
#include "engine/recognise/repeated.h"

enum { NO_COLUMN = -1 };

struct column {
    const char *title; /* the heading as written, trimmed */
    struct heading heading;
    enum role role;
    struct profile profile;
    struct date_style date;
    /* A column of its own for one session: its title and when it is. */
    bool session;
    const char *session_title;
    struct moment session_start;
    bool presence;        /* its marks say who came, not who signed up */
    bool points;          /* they have points, "P (2/2)"; "?" says that nobody looked */
    bool signed_up_apart; /* of the same session another column says who signed up */
    bool blank_is_no;     /* a list of one session: who has no mark did not come */
    uint32_t question;    /* number in source.questions, or QUESTION_NOT */
    bool choices;         /* its cells, not its title, say that it is the session */
    bool list;            /* multiple choice with semicolons */
};

#define QUESTION_NOT UINT32_MAX

/* Two columns that say when somebody came and went again. */
struct visit_columns {
    size_t joined, left;
};

enum plan_kind {
    PLAN_IGNORED,    /* a table that says nothing that is counted */
    PLAN_ABOUT,      /* one row with title and times of the meeting */
    PLAN_PEOPLE,     /* one row per person, per join or per registration */
    PLAN_EVENTS,     /* one row per joining or leaving */
    PLAN_EVALUATION, /* one row per filled-in form */
    PLAN_PROGRAMME,
    PLAN_SIDE
};

struct plan {
    enum plan_kind kind;
    long line; /* of the heading; 0 when there is none */
    struct column *columns;
    size_t count;
    int at[ROLE_COUNT_ALL]; /* first column with the role, or NO_COLUMN */
    /* Whether some column says so, of what a row about somebody may say. */
    bool labels;           /* the session by a label */
    bool times;            /* when it is */
    bool names;            /* who, by name or part of one */
    bool addresses;        /* by address */
    bool describes;        /* more of who */
    bool registers;        /* a row is a registration */
    bool attends;          /* a row says who was there: times, durations, marks */
    bool has_times;        /* joined or left */
    bool grouped;          /* the session stands alone, above the people who chose it */
    bool rounds;           /* several columns that each name a session: "Ronde 1", "Ronde 2" */
    bool all_came;         /* a row is somebody who was there: nothing says when, or who was not */
    bool letters;          /* who came is marked P, and who did not A */
    bool unmarked;         /* there is a column for who came, and not one cell of it is filled */
    bool status_checks_in; /* the status says of somebody that they came: of all others, not */
    bool staff;            /* all rows are staff */
    bool summary;          /* another table of the file says the same in more detail */
    bool sessions_across;  /* a column per session */
    bool presence_across;  /* some of them say who came */
    bool foreign;          /* a form whose titles are in a language that is not known */
    bool choice;           /* the session column holds several */
    char choice_mark;      /* ';' or ',' between the choices */
    const struct side_kind *side;
    struct visit_columns *visits; /* further ones, beside the first of JOINED and LEFT */
    size_t visit_count;
    size_t *asked; /* the columns with a question */
    size_t asked_count;
};

struct reading {
    struct arena *arena;   /* of the file: gone when it is read */
    struct arena *scratch; /* of the record */
    struct arena *keep;    /* of whoever reads the file: what *source says lives there */
    const struct recognise_context *context;
    const struct row_sink *rows;
    const struct finding_sink *findings;
    struct source *source;
    struct table *table;
    struct headings *headings;
    const struct format *format;
    int family; /* of the tables that were read: people, forms or a side table; 0: none yet */
    struct plan *plan;
    const char *file_label;          /* the file's name as a session label */
    const char *section;             /* title above the table, folded plain; NULL */
    const char *title;               /* of this table; source.title is the first of the file */
    long title_line;                 /* of source.title, when it stands above no heading */
    struct moment start;             /* of the meeting of this table, when another one stands before
                                        it; that of the first is source.start */
    bool again;                      /* another table of people stands before this one */
    const char *group;               /* a session that stands alone in its column, above people who
                                        have none there; NULL */
    size_t first_column;             /* of the table, when others stand beside it */
    const char *sheet_label;         /* name of the sheet when there are several; NULL */
    const char *sheet_section;       /* "2 participants": the same, when it numbers a section */
    size_t dutch_words, known_words; /* headings: most of them Dutch? */
    bool saw_registration, saw_attendance, saw_evaluation, saw_programme;
    bool registers, attends; /* some plan did, even without rows */
    bool columns_said;       /* edition.ini said what a column means */
    bool orders_only;        /* a list of orders, without who comes */
    bool after_about;        /* the next record holds the values of an "about" heading */
    VECTOR(struct pending_event) events;
    struct intern *labels; /* session labels that were searched for a day, and what was found */
    VECTOR(struct moment) label_days;
    struct date_iso_last last_day;
    struct repeated_cells statuses; /* of the last rows */
    struct repeated_cells roles[2]; /* the same; [1]: in a live event */
    VECTOR(struct side_row) side_rows;

    size_t corrections; /* corrections that may be of this file */
};

/* A finding about this record. `detail` must be safe to print. */
void reading_find(struct reading *reading, enum finding_rule rule, long line, int column,
                  const char *detail);
/* Counts the record as rejected and says why. */
void reading_reject(struct reading *reading, enum finding_rule rule, long line, int column,
                    const char *detail);
/* Hands a row to whoever reads the file. */
void reading_hand_over(struct reading *reading, const struct row *row);
/* The cell of a role whose first column is empty: that of the next one that is not, or "". */
const char *reading_cell_of_next(const struct reading *reading, const struct record *record,
                                 enum role role);

/* The cell of a role, "" when there is no such column or cell. */
static inline const char *reading_cell(const struct reading *reading, const struct record *record,
                                       enum role role)
{
    size_t at = (size_t)reading->plan->at[role]; /* NO_COLUMN is behind every cell */
    if (at >= record->count) {
        return "";
    }
    const char *cell = record->cells[at];
    return *cell != '\0' ? cell : reading_cell_of_next(reading, record, role);
}
/* The same with its size. */
struct sized {
    const char *text;
    size_t size;
};
static inline struct sized reading_sized_at(const struct record *record, size_t column)
{
    return (struct sized){record->cells[column], record_size(record, column)};
}
static inline struct sized reading_sized(const struct reading *reading, const struct record *record,
                                         enum role role)
{
    size_t at = (size_t)reading->plan->at[role];
    if (at < record->count && record->cells[at][0] != '\0') {
        return reading_sized_at(record, at);
    }
    const char *cell = reading_cell(reading, record, role);
    return (struct sized){cell, strlen(cell)};
}
/* A date in any other way than most are written; no moment of an empty cell. */
bool reading_other_date(struct reading *reading, struct sized cell, const struct column *column,
                        struct moment *moment);
/* Reads the date in a cell of a column; false when something stands there that cannot be read. */
static inline bool reading_date_of_cell(struct reading *reading, struct sized cell,
                                        const struct column *column, struct moment *moment)
{
    return (!column->date.utc && !column->date.dutch_seen &&
            date_iso_read(cell.text, cell.size, &reading->last_day, moment)) ||
           reading_other_date(reading, cell, column, moment);
}
/* Reads the date of a role; false when something stands there that cannot be read. */
static inline bool reading_date(struct reading *reading, const struct record *record,
                                enum role role, struct moment *moment)
{
    int at = reading->plan->at[role];
    if (at == NO_COLUMN) {
        *moment = (struct moment){0};
        return true;
    }
    return reading_date_of_cell(reading, reading_sized(reading, record, role),
                                &reading->plan->columns[at], moment);
}
/* The day or clock that a session's label holds; every label is searched once. */
struct moment reading_label_day(struct reading *reading, const char *label);
/* Day from `day` and clock from `clock`, when each knows only its part. */
struct moment reading_joined(struct moment day, struct moment clock);
/* The cell without blanks at its ends: itself when it has none. */
const char *reading_trimmed(struct reading *reading, struct sized cell);
/* Where these bytes of a cell stand in the bytes of the file, as they are; NULL when they do not.
 */
const char *reading_original(const struct reading *reading, const struct record *record,
                             const char *bytes, size_t size);
/* How many cells are filled, and which are the first two. */
size_t reading_filled_cells(const struct record *record, size_t *first, size_t *second);
/* The cell, or NULL when it is blank. */
static inline const char *reading_filled(const char *cell)
{
    return text_is_blank(cell) ? NULL : cell;
}

#endif
