/* format: which tool a file comes from. One row per format in formats.def: adding a format that
 * keeps to roles (roles.def) and headings (headings.def) is a row there and nothing else. */
#ifndef ENGINE_RECOGNISE_FORMAT_H
#define ENGINE_RECOGNISE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/recognise/heading.h"
#include "engine/record/source.h"

enum format_trait {
    TRAIT_NONE = 0,
    TRAIT_MONTH_FIRST = 1,  /* dates with a slash are month first in every language */
    TRAIT_UTC = 2,          /* times are UTC */
    TRAIT_ACCOUNT = 4,      /* brackets behind a name hold the account's name */
    TRAIT_LIVE_ROLES = 8,   /* producers and presenters are staff */
    TRAIT_SHORT_CLOCK = 16, /* 45:30 is minutes and seconds */
    TRAIT_SECTIONS = 32,    /* numbered sections; the second sums up the third */
    TRAIT_FORM = 64,        /* a form: start time is when it was filled in */
    TRAIT_CHECKS_IN = 128,  /* the status says who came: everybody else did not */
    TRAIT_SUB_EVENT = 256,  /* the column Date names a sub-event */
    TRAIT_PRESENCE = 512,   /* rows are never registrations */
    TRAIT_SUMMARY = 1024,   /* keys with values above the table: title, start, end, in this order */
    TRAIT_ASIDE = 2048,     /* a report of something that is not counted */
    TRAIT_LEAVE_LOG =
        4096, /* a row when somebody leaves: the date is then, durations are seconds */
    TRAIT_APPOINTMENT = 8192 /* times and durations are those of the session */
};

struct format {
    enum source_format format;
    const char *first;   /* beginning of the first filled cell, alternatives by a bar; "" any */
    const char *any;     /* beginning of some first cell of a row; "" any */
    const char *heading; /* must stand in the headings: all parts of +, each with / alternatives */
    unsigned traits;
};

/* What was seen of a file: first cells of rows and all headings, folded plain. */
struct format_clues {
    const char *const *starts;
    size_t start_count;
    size_t
        first_count; /* of these: the first row that is filled, and those below a title above it */
    const struct heading *headings;
    size_t heading_count;
};

/* Whether a cell may begin as some first cell that formats.def asks for: what cannot need not be
 * folded. True when in doubt. */
bool format_may_begin(const char *cell);

/* The first row of formats.def that fits, or the one for plain lists. Never NULL. */
const struct format *format_find(const struct format_clues *clues);
/* The row for a format that edition.ini names. */
const struct format *format_of(enum source_format format);

#endif
