/* inspect: one file on its own: what it was taken for and why, and what it counts to. */
#ifndef ENGINE_COMMAND_INSPECT_H
#define ENGINE_COMMAND_INSPECT_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/record/edition.h"

/* What a file counts to; -1 and has_... false: the file does not speak of it. */
struct inspection {
    const struct source *source;
    const struct finding *findings;
    size_t finding_count;
    bool registers, attends, answers;
    uint64_t registrations, registrations_no_staff; /* person x session, live */
    uint64_t attendees, attendees_no_staff;         /* people present, whatever the duration */
    uint64_t responses;
    double minutes, minutes_no_staff;
    uint64_t bad_rows;
};

struct headings; /* what several files can share (recognise.h); NULL: the file makes its own */

/* Reads and settles the file as an edition of its own. False when it cannot be opened. */
bool inspect_file(struct arena *arena, struct headings *headings, const char *path,
                  struct inspection *inspection, struct error *error);
/* The same for bytes in memory, called `name` (tests, fuzzing). */
bool inspect_bytes(struct arena *arena, struct headings *headings, const char *name,
                   const void *bytes, size_t size, struct inspection *inspection,
                   struct error *error);

#endif
