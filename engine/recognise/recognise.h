/* recognise: which tool a file comes from, which columns mean what, and what its rows say.
 *
 * This is the whole floor per file as one call: bytes are decoded and split (read/), the table is
 * recognised (this folder), cells become values (clean/), rows go to the sink. It never stops at a
 * bad row: that is a finding. It fails only when the file cannot be read at all.
 */
#ifndef ENGINE_RECOGNISE_RECOGNISE_H
#define ENGINE_RECOGNISE_RECOGNISE_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/record/finding.h"
#include "engine/record/source.h"

/* One line of corrections.csv: replaces `old` by `new` in the raw cell, before cleaning. */
struct correction {
    const char *file;
    long line;
    const char *column; /* heading or number */
    const char *old_value, *new_value;
    bool applied; /* set by recognise; what stays false is stale */
};

/* What edition.ini says a column means: its title, and the word for it (heading_role_named). */
struct column_override {
    const char *title;
    const char *word;
};

/* What edition.ini says about the file; zero and NULL: nothing. */
struct file_override {
    enum source_format format; /* FORMAT_UNKNOWN: nothing */
    const char *session;
    char date_order; /* 'd' or 'm' */
    bool ignore;
    const struct column_override *columns;
    size_t column_count;
};

struct headings;
struct source_bytes;

/* What is known from files that were read before. All may be empty. */
struct recognise_context {
    const char *const *titles; /* of the programme: to split answers with several sessions */
    size_t title_count;
    struct correction *corrections;
    size_t correction_count;
    struct file_override override;
    /* What the bytes belong to, when they live as long as the rows: they may leave the memory once
     * they are read, and free text is lent. NULL: nothing. */
    const struct source_bytes *from;
    int threads;  /* that may read a long table in blocks; 0: record by record */
    size_t block; /* bytes of a block, which the result does not show; 0: as many as are worth it */
    /* The table of heading words with what it remembers (headings_create), shared by the files of a
     * run and living as long as it; NULL: every file makes its own. */
    struct headings *headings;
};

/* Reads the file at `path` (shown as source->path, which the caller has set, as source->number).
 * Fills the rest of *source; strings live in `arena`. */
bool recognise_file(struct arena *arena, const char *path, const struct recognise_context *context,
                    const struct row_sink *rows, const struct finding_sink *findings,
                    struct source *source, struct error *error);

/* The same for bytes in memory (tests, fuzzing, a host program). */
bool recognise_bytes(struct arena *arena, const void *bytes, size_t size,
                     const struct recognise_context *context, const struct row_sink *rows,
                     const struct finding_sink *findings, struct source *source,
                     struct error *error);

#endif
