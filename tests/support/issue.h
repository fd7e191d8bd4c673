/* issue: one publication of an invented week, as a hostile reader reads it: every number of its
 * tables and figures, how counts add up, and what "fewer than" and "not shown" say. Counts are
 * known to the reader by name: that of the week's count and its place, as in "came s3".
 *
 *     struct issue issue = {arena, reader, &week, &input, gate(arena, &input), 0};
 *     issue_read(&issue);
 *     double width = hostile_width(reader, issue_name(&issue, "came s3"));
 */
#ifndef TESTS_SUPPORT_ISSUE_H
#define TESTS_SUPPORT_ISSUE_H

#include "engine/publish/gate.h"
#include "tests/support/hostile_reader.h"
#include "tests/support/invented_week.h"

/* One publication and what it is known to be of. */
struct issue {
    struct arena *arena;
    struct hostile_reader *reader;
    const struct invented_week *week;
    const struct gate_input *input;
    const struct publication *publication;
    int release;
};

/* The reader's name of a count of this release. */
const char *issue_name(const struct issue *issue, const char *name);
/* Tells the reader all that the publication says. */
void issue_read(const struct issue *issue);

#endif
