/* export_file: an export as a sheet, and what the reader makes of each of its lines. It says where
 * something can be put between rows (disturb.h).
 *
 *     struct export_file file;
 *     if (export_file_read(arena, path, bytes, size, &file)) use(file.sheet.lines[file.first]);
 */
#ifndef TESTS_SUPPORT_EXPORT_FILE_H
#define TESTS_SUPPORT_EXPORT_FILE_H

#include "engine/base/arena.h"
#include "engine/record/source.h"
#include "tests/support/resave.h"
#include "tests/support/respell.h"

struct export_file {
    const char *path;
    enum source_kind kind;
    enum source_format format;
    struct respelling spelling; /* how it was saved */
    struct sheet sheet;
    bool *rows;         /* of each line: a row about a person, a form, a session ... */
    bool *found;        /* of each line: something was found about it */
    size_t first, last; /* of the rows */
    size_t heading;     /* the line above the first row, if it may be one; else NO_HEADING */
    bool one_table;     /* the heading is the first line with something in it; below it only rows */
    bool *who;          /* of each column: it may say who somebody is */
    bool called_by_name; /* some row is of a session that only the name of the file tells */
    bool durations;      /* some row says how long and not when */
    bool events;         /* comings and goings are lines of their own */
    bool twins;          /* two columns mean the same, or one row speaks of several sessions */
    bool by_place;       /* a form of which no title is known, told by the place of its columns */
    bool beside;         /* a line is more than one row: tables beside each other, addresses */
    bool absences;       /* something says only that somebody did not come */
    bool numbered;       /* somebody has no name but a number in this meeting */
    bool narrow;         /* some row has one filled cell */
    bool alone;          /* no other file is read with it */
    bool merges;         /* some row says what another one says */
};

#define NO_HEADING SIZE_MAX

struct edition;

/* False for what has no rows, or is no text with separators in which quotes can be trusted. */
bool export_file_read(struct arena *arena, const char *path, const void *bytes, size_t size,
                      struct export_file *file);

/* What the edition found about the lines of its source of that number, beside what the file says
 * alone. */
void export_file_learn(struct export_file *file, const struct edition *edition, uint32_t source);

/* The line above the rows among which that row stands, if it may be their heading; else NO_HEADING.
 */
size_t export_file_heading(const struct export_file *file, size_t row);

/* Whether something may be put between that line and the next: both are rows. */
bool export_file_gap(const struct export_file *file, size_t line);

size_t export_file_filled(const struct sheet_line *line);

#endif
