/* reference: the municipalities of the Netherlands through time, their residents, and the bodies
 * that work for several of them. The data and their sources: PROVENANCE.md; CBS, CC BY 4.0.
 *
 *     struct reference *reference = reference_create(arena);
 *     if (!reference_overlay(reference, "reference", &error)) ...          a missing folder is fine
 *     const struct layout *layout = reference_layout(reference, moment_days(2022, 10, 3));
 *     size_t at = layout_find(layout, 363);                                Amsterdam, Weesp
 * included layout->items[at].population
 *
 * A layout is the set of municipalities in force on a day, with the residents of 1 January of that
 * year mapped onto it. A municipality is its CBS number (363 for GM0363); days count from
 * 1970-01-01. Everything returned lives as long as the reference's arena.
 */
#ifndef ENGINE_REFERENCE_REFERENCE_H
#define ENGINE_REFERENCE_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/base/language.h"
#include "engine/reference/tables.h"

enum { PROVINCE_UNKNOWN = 255, LAYOUT_NOT_FOUND = -1, SIZE_CLASSES = 8 };

struct reference;

struct layout_municipality {
    uint16_t code;
    uint8_t province; /* 0 ... 11 (tables.h), or PROVINCE_UNKNOWN in an own list */
    int32_t population;
    const char *name;
    char code_text[8]; /* "GM0363" */
};

struct layout {
    int32_t day;       /* asked for */
    int year;          /* of the division and the residents that were used */
    bool nearest;      /* the day lies outside the years of the data: the nearest year was used */
    bool provisional;  /* residents that CBS has not made final */
    bool own;          /* names and residents of the edition's population.csv */
    int64_t residents; /* of the whole country */
    const struct layout_municipality *items; /* by code */
    size_t count;
};

/* The built-in data. */
struct reference *reference_create(struct arena *arena);
/* Lays the CSV files of a folder over the data, in order of their names; call it before the first
 * layout is asked for. A folder that does not exist changes nothing. False with ERROR_UNREADABLE or
 * ERROR_SETTINGS (file and line). Files that are no known table are passed over. */
bool reference_overlay(struct reference *reference, const char *folder, struct error *error);
/* The same for one file in memory; *known says whether it was a table of ours or of CBS. */
bool reference_overlay_file(struct reference *reference, const char *name, const char *bytes,
                            size_t size, bool *known, struct error *error);

const struct reference_tables *reference_tables(const struct reference *reference);
int reference_first_year(const struct reference *reference);
int reference_last_year(const struct reference *reference);

/* Same day, same pointer. */
const struct layout *reference_layout(struct reference *reference, int64_t day);

struct own_population {
    const char *municipality;
    int32_t population;
};
/* The layout of an edition with a population.csv: its list is the set, with its spellings and its
 * residents. A name that is known (official, or an alias) has its code and province; any other gets
 * a code of its own above 60000 and the code_text "X0001" ... */
const struct layout *reference_layout_own(struct reference *reference, int64_t day,
                                          const struct own_population *rows, size_t count);

/* Where the municipality stands in the layout, or LAYOUT_NOT_FOUND. */
int layout_find(const struct layout *layout, int code);
/* CBS size class by residents: 0 (fewer than 5,000) ... 7 (250,000 and more). */
int layout_size_class(int32_t population);
/* "20.000 tot 50.000" or "20,000 to 50,000". */
const char *layout_size_class_name(int size_class, enum language language);

/* Residents of 1 January of `year` (or the nearest year of the data, which is returned) on the
 * municipalities of the layout: out[i] belongs to layout->items[i]. Mergers are followed with the
 * shares of splits, border corrections are moved along; the sum is the country's to the person.
 * When the layout is older than the year, a merged municipality is divided by the residents that
 * its parts had last. */
int reference_populations(struct reference *reference, const struct layout *layout, int year,
                          int32_t *out);

struct successor {
    uint16_t code;
    double share; /* of the residents of the municipality asked for */
};
/* What became of a municipality by the layout's day: itself when it is in force; its successors
 * (more than one after a split); or, when it was founded later, its predecessors. `out` has room
 * for `capacity`; returns how many there are, largest share first, 0 for an unknown code. */
size_t reference_successors(struct reference *reference, const struct layout *layout, int code,
                            struct successor *out, size_t capacity);
/* True when the municipality was founded after the layout's day, so that successors are
 * predecessors. */
bool reference_is_later(const struct reference *reference, const struct layout *layout, int code);

/* The members of an organisation (its number in reference_tables) in the layout, ascending. The
 * list of its source's year is carried over; a municipality belongs when at least half of its
 * residents come from members. Returns how many. */
size_t reference_members(struct reference *reference, const struct layout *layout,
                         size_t organisation, const uint16_t **codes);
/* The organisation that this row is another name of, or the row itself. */
size_t reference_canonical(const struct reference *reference, size_t organisation);

/* The name of a municipality of any year, or NULL. */
const char *reference_name(const struct reference *reference, int code);
/* Province 0 ... 11 of a municipality of any year, or PROVINCE_UNKNOWN. */
int reference_province(const struct reference *reference, int code);
/* "GM0363"; text has room for 8 bytes. */
void reference_code_text(int code, char text[8]);

#endif
